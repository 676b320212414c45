/* Square weight matrices from files. */
#ifndef MATRIX_H
#define MATRIX_H

#include "base/status.h"

#include <stddef.h>

/* Rows; a matrix of more has more than 1e8 synapses. */
enum { MATRIX_GREATEST = 10000 };

/* value[i * n + j] is the weight in V of the synapse from neuron i to neuron j; the diagonal of weights is 0. */
struct matrix {
    size_t n;
    double *value; /* [n * n] */
};

void matrix_free(struct matrix *matrix);

#endif
