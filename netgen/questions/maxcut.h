/* Max-cut: two groups of nodes, with the largest weight of edges between them. */
#ifndef MAXCUT_H
#define MAXCUT_H

#include "netgen/problem.h"

/* What a network keeps of the question, in network->asked; nothing where no optimum is known. */
struct maxcut {
    double optimum; /* best known cut */
};

/* A max-cut network. Takes `graph`, which is freed with the network, or at once on an error. `optimum` is the best
 * known cut, NaN where it is not known. STATUS_INPUT as of problem_network. On an error *network
 * is NULL.
 */
enum status maxcut_network(struct graph *graph, double optimum, const struct bias *bias, struct network **network,
                           struct diagnostic *diagnostic);

/* The best known cut of a max-cut network; NaN where it is not given. */
double maxcut_optimum(const struct network *network);

#endif
