/* Undirected weighted graphs and the files they come in. */
#ifndef GRAPH_H
#define GRAPH_H

#include "status.h"

#include <stddef.h>

struct edge {
    size_t a, b; /* nodes, counted from 0, a < b */
    double weight;
};

/* Edges are sorted by (a, b), each pair at most once, no self-loops, every weight finite. */
struct graph {
    size_t nodes, edges;
    struct edge *edge; /* [edges] */
};

/* Reads a graph; the format is recognized by its content: rudy (Biq Mac, Gset), Matrix Market, DIMACS edge lists,
 * GraphML, CSV edge lists. CRLF line ends, trailing blanks and the formats' comments are accepted. STATUS_INPUT, with
 * the line, for anything that is not such a graph: see docs/formats.md. On an error *graph is NULL. */
enum status graph_read(const char *path, struct graph **graph, struct diagnostic *diagnostic);
void graph_free(struct graph *graph);

/* The weight of all edges between nodes whose states differ; `state` holds [nodes] characters, '0' or '1'. */
double graph_cut(const struct graph *graph, const char *state);

#endif
