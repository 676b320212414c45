/* A matrix of couplings between neurons, kept so that it multiplies two vectors at once with whole vectors of neurons.
 */
#ifndef COUPLINGS_H
#define COUPLINGS_H

#include "netgen/ising_model.h"

struct couplings;

/* A copy of the couplings of `model`: with every neuron of every row where that is no slower; as one number for each
 * neuron where all couplings are products of two, J_ij = u_i u_j or -u_i u_j. NULL where memory is short. */
struct couplings *couplings_new(const struct ising_model *model);
void couplings_free(struct couplings *couplings); /* takes NULL */

/* couplings_multiply takes and gives arrays of so many numbers; those of no neuron have no couplings. */
size_t couplings_padded(const struct couplings *couplings);

/* sum_x[i] = sum over j of J_ij x[j], and the same for y. All are arrays of vector_new (vector.h). The order in which a
 * row is added does not depend on the processor. */
void couplings_multiply(const struct couplings *couplings, const double *x, const double *y, double *sum_x,
                        double *sum_y);

#endif
