/* The synaptic weights as they act on the axons' conductances, in the structure that the problem has: a sum of
 * patterns is never multiplied out, a graph is a constant plus its edges, a matrix is a matrix. */
#ifndef SYNAPSES_H
#define SYNAPSES_H

#include "weights.h"

struct synapses;

/* The memory in bytes that synapses_new will ask for. */
double synapses_memory(const struct weights *weights);

/* Prepares `weights`, which must outlive the synapses. STATUS_SYSTEM where memory is short. */
enum status synapses_new(const struct weights *weights, struct synapses **synapses, struct diagnostic *diagnostic);
void synapses_free(struct synapses *synapses); /* takes NULL */

/* current[j] = sum over i != j of W_ij g[i], in A for conductances g[n] in S. Costs n times the patterns, n plus the
 * edges, or n squared. */
void synapses_apply(const struct synapses *synapses, const double *g, double *current);

/* [n] sums over j != i of W_ij squared, V^2: what the conductance g[i] draws from the weight sources. */
const double *synapses_squares(const struct synapses *synapses);

/* Bytes that synapses_apply reads and double operations that it does, for reports of how far from the limit it is. */
void synapses_cost(const struct synapses *synapses, double *bytes, double *operations);

#endif
