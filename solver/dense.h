/* All weights of a network, row by row: the sums of those that begin at neurons whose conductances change. */
#ifndef DENSE_H
#define DENSE_H

#include "netgen/weights.h"

struct dense;

/* Takes `weights`, which must outlive it: the matrix that they have, if they have one; in a byte each, if they are few
 * multiples of one voltage: of trained patterns the signs, and of a graph without weights what its edges have more than
 * nodes without one (dense_is_excess); else a matrix of them. NULL where memory is short. */
struct dense *dense_new(const struct weights *weights);
void dense_free(struct dense *dense); /* takes NULL */

/* The memory in bytes that this will ask for. */
double dense_memory(const struct weights *weights);

/* Whether a graph's weights are kept as excess over those without an edge: where its edges have one weight but for the
 * sign, and there are so many nodes that a matrix of numbers would not fit the cache. */
bool dense_is_excess(const struct weights *weights);

/* Adds to sum[n] (A) what changes of the conductances by change[n] (S) drive; changed[count] says which are not 0. */
void dense_add(const struct dense *dense, const double *change, const size_t *changed, size_t count, double *sum);

/* [n] sums over j != i of W_ij squared, V^2, where W_ij is `without` (V) more than what is kept, which is not 0 only
 * for an excess. */
void dense_squares(const struct dense *dense, double without, double *squares);

/* The bytes that a weight takes. */
double dense_weight_size(const struct dense *dense);

#endif
