/* Random graphs as G. Rinaldi's generator rudy makes them, machine-independent: from nodes, density and seed alone.
 * graph_make.h makes these and all other kinds.
 *
 * The instances g05_n.k of the Biq Mac library are `rudy -rnd_graph n 50 SEED`; for n = 60, SEED is 6000 + k. */
#ifndef RUDY_H
#define RUDY_H

#include "netgen/readers/graph.h"

/* What to draw. */
struct rudy_random {
    size_t nodes;   /* 2 to GRAPH_MAKE_NODES */
    double density; /* per cent of all pairs of nodes: above 0, at most 100 */
    long seed;      /* 0 to 2^31 - 1 */
};

/* Draws the graph: all pairs equally likely, every weight 1. The number of edges is the nearest whole number to the
 * density; halves go up. STATUS_INPUT where a value is beyond its limits or no edge is left, STATUS_SYSTEM where memory
 * is short. On an error *graph is NULL. */
enum status rudy_random_graph(const struct rudy_random *random, struct graph **graph, struct diagnostic *diagnostic);

#endif
