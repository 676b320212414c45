/* Random graphs as G. Rinaldi's generator rudy makes them, machine-independent: from nodes, density and seed alone.
 *
 * The instances g05_n.k of the Biq Mac library are `rudy -rnd_graph n 50 SEED`; for n = 60, SEED is 6000 + k. */
#ifndef RUDY_H
#define RUDY_H

#include "netgen/readers/graph.h"

#include <stdio.h>

enum { RUDY_GREATEST_N = 10000 }; /* nodes; beyond, the drawing of dense graphs takes minutes */

/* What to draw. */
struct rudy_random {
    size_t nodes;   /* 2 to RUDY_GREATEST_N */
    double density; /* per cent of all pairs of nodes: above 0, at most 100 */
    long seed;      /* 0 to 2^31 - 1 */
};

/* How many edges a graph within the limits above has: the nearest whole number to the density, halves go up. */
size_t rudy_random_edges(const struct rudy_random *random);

/* Draws the graph: rudy_random_edges edges, all pairs equally likely, every weight
 * 1. STATUS_INPUT where a value is beyond its limits or no edge is left, STATUS_SYSTEM where memory is short. On an
 * error *graph is NULL. */
enum status rudy_random_graph(const struct rudy_random *random, struct graph **graph, struct diagnostic *diagnostic);

/* Writes the same graph to `out`, byte for byte as `rudy -rnd_graph NODES DENSITY SEED` does: its edges stand in the
 * order of their first node, and of these the one drawn last comes first. Errors as rudy_random_graph; those of `out`
 * are found when it is closed. */
enum status rudy_random_write(const struct rudy_random *random, FILE *out, struct diagnostic *diagnostic);

#endif
