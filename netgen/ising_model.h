/* Couplings without a unit of neurons that are spins s = +1 or -1: the network falls down, or wanders about,
 *
 *     E = -sum_{i<j} J_ij s_i s_j - sum_i h_i s_i
 *
 * Decks, solvers and measures all take them in this form. */
#ifndef ISING_MODEL_H
#define ISING_MODEL_H

#include "base/status.h"
#include "netgen/weights.h"

#include <stddef.h>
#include <stdint.h>

/* J is symmetric: each coupling is in the row of either spin. */
struct ising_model {
    size_t n;
    size_t *first;    /* [n + 1] the couplings of i are first[i] to first[i + 1] - 1, */
    uint32_t *neuron; /* [first[n]] the other spin of each, ascending in each row, */
    double *value;    /* and J, of either sign */
    double *field;    /* [n] h; NULL where there are none */
};

/* The couplings of `weights`, which are wired: those that are not 0, in units of the largest; where all are 0, fields
 * in units of the largest. STATUS_SYSTEM where
 * memory is short; then there is nothing to clear. */
enum status ising_of_weights(const struct weights *weights, struct ising_model *model, struct diagnostic *diagnostic);
void ising_clear(struct ising_model *model);

/* sum_j |J_ij| + |h_i|; and the greatest of all, and the sum of all. */
double ising_row(const struct ising_model *model, size_t i);
double ising_greatest_row(const struct ising_model *model);
double ising_sum(const struct ising_model *model);

/* The root of the mean over all i of sum_j J_ij^2 + h_i^2: what drives a spin among spins at random. */
double ising_drive(const struct ising_model *model);

/* E of n characters '0' for -1 and '1' for +1. */
double ising_energy(const struct ising_model *model, const char *state);

#endif
