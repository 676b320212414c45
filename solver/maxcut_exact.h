/* Maximum cuts of small graphs, with proof, to compare networks with. */
#ifndef MAXCUT_EXACT_H
#define MAXCUT_EXACT_H

#include "netgen/readers/graph.h"

#include <stdbool.h>

enum { MAXCUT_GREATEST_N = 2000 }; /* nodes; two matrices of this size are 64 MB */

struct maxcut_result {
    double cut;     /* weight of the edges between the two sides */
    char *state;    /* [nodes + 1] the side of each node, '0' or '1', zero-terminated; node 0 is on side '0' */
    bool proven;    /* no cut weighs more (with weights that are not whole numbers: by more than 1e-12 of their sum) */
    size_t visited; /* how much of the budget was used */
};

/* Finds the best cut of `graph`, whose weights may be negative. A tabu search comes first and is always done; then a
 * branch and bound looks for a better cut or proves that there is none, until it has visited `budget` nodes of its
 * tree, each of which costs time in proportion to the nodes of the graph. The same graph, seed and budget give the same
 * result, with whole weights on every machine. Random graphs of density 50 % and weight 1 took up to 1e6 nodes of the
 * tree for a proof at 40 nodes, 2e7 at 50 and 1.2e9 at 60, which are 0.1 s, 1 s and 60 s.
 *
 * STATUS_INPUT beyond MAXCUT_GREATEST_N nodes, STATUS_SYSTEM where memory is short; then result->state is NULL. */
enum status maxcut_best(const struct graph *graph, unsigned long seed, size_t budget, struct maxcut_result *result,
                        struct diagnostic *diagnostic);
void maxcut_result_clear(struct maxcut_result *result);

#endif
