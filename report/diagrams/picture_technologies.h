/* The pictures of a comparison of technologies, in its page. */
#ifndef PICTURE_TECHNOLOGIES_H
#define PICTURE_TECHNOLOGIES_H

#include "report/diagrams/picture.h"
#include "report/technology_scores.h"

typedef void technologies_picture(const struct technology_scores *scores, struct picture *picture);

/* How often each technology ended at which value. */
technologies_picture picture_technologies_values;

/* The share of right runs of each. */
technologies_picture picture_technologies_success;

/* The time and the energy to have seen a right answer with a probability of 99 %. Some technology had one. */
technologies_picture picture_technologies_time, picture_technologies_energy;

#endif
