/* The picture of margins, in their page. */
#ifndef PICTURE_BOUNDS_H
#define PICTURE_BOUNDS_H

#include "report/bounds.h"
#include "report/diagrams/picture.h"

/* How far each parameter may go from its nominal value, a row for each. */
void picture_bounds(const struct bounds *bounds, struct picture *picture);

#endif
