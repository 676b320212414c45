/* Repeated measurements of one thing. */
#ifndef SAMPLE_H
#define SAMPLE_H

#include <stddef.h>

enum { SAMPLE_ROOM = 8 };

struct sample {
    size_t count;
    double value[SAMPLE_ROOM];
};

struct spread {
    double median, least, greatest;
};

void sample_add(struct sample *sample, double value);

/* Of a sample that is not empty. */
struct spread sample_spread(const struct sample *sample);

#endif
