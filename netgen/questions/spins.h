/* Ising problems in the form that a circuit solves, and the energy of their states. docs/model.md, section 3. */
#ifndef SPINS_H
#define SPINS_H

#include "base/status.h"
#include "netgen/readers/graph.h"
#include "netgen/weights.h"

/* The circuit falls down E = -sum_{i<j} J_ij s_i s_j - sum_i h_i s_i, s_i = 1 where neuron i is ON and -1 where it is
 * OFF. Owned by whoever made it, until weights take it. */
struct spins {
    struct graph *couplings; /* an edge for each J_ij that is not 0 */
    double *field;           /* [couplings->nodes] h_i; NULL where all are 0 */
};

void spins_clear(struct spins *spins);

/* E of a state, in the units of J and h; `field` may be NULL. Eq. (60). */
double spins_energy(const struct graph *couplings, const double *field, const char *state);

/* A new [n] field, NULL in *field where all of value[n] are 0. STATUS_SYSTEM where memory is short. */
enum status spins_field(const double *value, size_t n, double **field, struct diagnostic *diagnostic);

/* Whether `weights` are those of `spins`, number by number: a network that is read says both what was asked and what
 * its circuit is. */
bool spins_are(const struct spins *spins, const struct weights *weights);

#endif
