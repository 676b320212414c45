/* Networks of small problems with the standard bias, or another. Each fails the test where it cannot be made. */
#ifndef SAMPLE_H
#define SAMPLE_H

#include "netgen/problem.h"

/* Makes `bias` learn by `rule`. */
void sample_set_rule(struct bias *bias, enum weights_rule rule);

/* Recall of `count` patterns from `start`; both are copied. */
struct network *sample_recall(char *const pattern[], size_t count, const char *start, const struct bias *bias);

/* Recall of up to four random patterns from a random start. */
struct network *sample_random(size_t n, size_t patterns, unsigned long seed, const struct bias *bias);

/* The maximum cut of `graph`, which is freed with the network. */
struct network *sample_maxcut(struct graph *graph);

/* The maximum cut of a square, 0-1-2-3-0, whose first edge has a weight of its own; the others have 1. */
struct network *sample_square(double first_weight);

/* That of a ring of `n` nodes, sparse where n is above 16. Its edges weigh 1, 1 + growth, 1 + 2 growth and so on, and
 * the one that closes it `last`. */
struct network *sample_ring(size_t n, double growth, double last);

/* The graph of `count` edges between `n` nodes. */
struct graph *sample_graph(size_t n, const struct edge edge[], size_t count);

/* A random graph: each pair has an edge with the probability `share`, of a whole weight from -3 to 3, 0 as well. */
struct graph *sample_random_graph(size_t n, double share, unsigned long seed);

/* A network for `couplings` and field[n], NULL for none, which is copied; both as gen makes them for a user's graph. */
struct network *sample_ising(struct graph *couplings, const double *field);

/* The maximum cut of `graph` with axons along its edges only, as gen makes it. */
struct network *sample_sparse(struct graph *graph);

#endif
