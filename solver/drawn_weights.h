/* The weights of a network whose weights vary, each with a voltage of its own, for synapses.h. */
#ifndef DRAWN_WEIGHTS_H
#define DRAWN_WEIGHTS_H

#include "netgen/network.h"

struct drawn_weights {
    struct weights weights; /* a matrix, or axons along edges; synapses.h alone may read those, see drawn_weights.c */
    struct wiring wiring;
    struct matrix matrix;
    double *volts; /* that these point to */
    double *sum;   /* [n] of the nominal weights that end at each neuron, V */
};

/* Draws the weights of `network`, which must outlive them. STATUS_SYSTEM where memory is short; then *drawn is NULL. */
enum status drawn_weights_new(const struct network *network, struct drawn_weights **drawn,
                              struct diagnostic *diagnostic);
void drawn_weights_free(struct drawn_weights *drawn); /* takes NULL */

/* The memory in bytes that these and their synapses will ask for. */
double drawn_weights_memory(const struct network *network);

#endif
