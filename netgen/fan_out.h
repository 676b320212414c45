/* Which neurons are connected where each has a limited number of axons. */
#ifndef FAN_OUT_H
#define FAN_OUT_H

#include "base/status.h"
#include "netgen/readers/graph.h"

#include <stddef.h>

enum fan_out_choice {
    FAN_OUT_RANDOM,  /* a random regular graph: each neuron has `most` axons */
    FAN_OUT_NEAREST, /* the nearest neurons on the grid of a picture: each has at most `most` axons */
};

/* What they are called in files and on the command line. */
extern const char *const fan_out_choice_names[2];

/* A limit of the fan-out. */
struct fan_out {
    size_t most; /* 2 or more; 0: there is no limit */
    enum fan_out_choice choice;
    unsigned long seed; /* random */
    size_t columns;     /* nearest: of the grid, whose rows follow each other. What is no picture is one row */
};

/* The greatest seed that can be given. */
static const unsigned long FAN_OUT_GREATEST_SEED = 4294967295;

/* The pairs of `n` neurons that are connected, as edges of weight 1: axons lead both ways, so that weights remain
 * symmetric. STATUS_INPUT where n neurons cannot have such fan-outs; STATUS_SYSTEM where memory is short. On an error
 * *pairs is NULL. */
enum status fan_out_pairs(const struct fan_out *fan_out, size_t n, struct graph **pairs, struct diagnostic *diagnostic);

#endif
