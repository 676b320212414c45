/* The synaptic weights as they act on the axons' conductances. They are kept as the problem gives them: patterns are
 * never multiplied out, a graph is a constant plus its edges, a matrix is a matrix. */
#ifndef SYNAPSES_H
#define SYNAPSES_H

#include "base/status.h"
#include "netgen/weights.h"

struct synapses;

/* The memory in bytes that synapses_new will ask for. */
double synapses_memory(const struct weights *weights);

/* Prepares `weights`, which must outlive the synapses, and so must neurons[n], whole vectors: of patterns, how many
 * neurons each of them stands for (neuron_groups.h); NULL: one. STATUS_SYSTEM where memory is short. */
enum status synapses_new(const struct weights *weights, const double *neurons, struct synapses **synapses,
                         struct diagnostic *diagnostic);
void synapses_free(struct synapses *synapses); /* takes NULL */

/* In what follows, arrays of n are whole vectors (vector.h), and 0 beyond the n. */

/* [n] sums over i != j of W_ij g[i], in A for conductances g[n] in S; they stand until the next call. Patterns cost n
 * times their number. For a graph or a matrix only the conductances that differ from those of the call before are
 * summed again, so the last digits depend on the calls since synapses_forget. */
const double *synapses_drive(struct synapses *synapses, const double *g);

/* The same sums for the rates at which conductances change, A/s for S/s; those that do not change cost nothing, but for
 * patterns. */
const double *synapses_drive_rate(struct synapses *synapses, const double *rate);

/* Products, in parts of the neurons from `from` to `to` (whole vectors, at most SYNAPSES_PART), so that what a part
 * needs stays in the cache: first what each part adds to the sums over all neurons that the vectors of the products
 * make with g[n], S, or its rate; then the current of each part into current[to - from] from these sums[vectors], all
 * parts together. synapses_products gives the number of vectors, and 0 where the weights are no products. */
enum { SYNAPSES_PART = 1024 };
size_t synapses_products(const struct synapses *synapses);
void synapses_gather(const struct synapses *synapses, const double *g, size_t from, size_t to, double *sums);
void synapses_spread(const struct synapses *synapses, const double *g, size_t from, size_t to, const double *sums,
                     double *current);

/* [n] conductance in S of the axons that end at each neuron, and the rate of it, S/s, after synapses_drive and
 * synapses_drive_rate; NULL where there are axons between all neurons. */
const double *synapses_total(const struct synapses *synapses);
const double *synapses_total_rate(const struct synapses *synapses);

/* Sums anew in the next call. */
void synapses_forget(struct synapses *synapses);

/* [n] sums over j != i of W_ij squared, V^2: what the conductance g[i] draws from the weight sources. */
const double *synapses_squares(const struct synapses *synapses);

/* Bytes that a whole sum reads and double operations that it takes, for reports of how far from the limit it is. */
void synapses_cost(const struct synapses *synapses, double *bytes, double *operations);

#endif
