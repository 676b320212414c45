/* Test graphs of all kinds that max-cut is tried on, from a few numbers and a seed: the same on every machine.
 *
 * The kinds are those of G. Rinaldi's generator rudy, whose graphs are made edge by edge and in its order, and random
 * regular graphs. So the published graphs of the Biq Mac library and of the G-set that rudy made can be made again. */
#ifndef GRAPH_MAKE_H
#define GRAPH_MAKE_H

#include "netgen/readers/graph.h"
#include "netgen/readers/graph_plan.h"

#include <stdio.h>

/* The kinds by number from 0, NULL beyond the last; and by name, NULL where there is none. */
const struct graph_kind *graph_kind_number(size_t number);
const struct graph_kind *graph_kind_find(const char *name);

/* Makes the graph. STATUS_INPUT where a value that counts is out of its limits, or where there would be no edge or more
 * than GRAPH_MAKE_EDGES; STATUS_SYSTEM where memory is short. On an error *graph is NULL. */
enum status graph_make(const struct graph_plan *plan, struct graph **graph, struct diagnostic *diagnostic);

/* What was made. */
struct graph_made {
    size_t nodes, edges;
};

/* Writes the same graph to `out` as rudy would, byte for byte where the kind is one of rudy's. Errors as graph_make;
 * those of `out` are found when it is closed. */
enum status graph_make_write(const struct graph_plan *plan, FILE *out, struct graph_made *made,
                             struct diagnostic *diagnostic);

#endif
