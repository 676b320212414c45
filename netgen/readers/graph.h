/* Undirected weighted graphs and the files they come in. */
#ifndef GRAPH_H
#define GRAPH_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

struct edge {
    size_t a, b; /* nodes, counted from 0, a < b */
    double weight;
};

enum { GRAPH_NOTE = 240 };

/* The sizes of all weights together stay below this, so that no cut and no sum of cuts overflows. */
static const double GRAPH_GREATEST_SUM = 1e300;

/* Edges are sorted by (a, b), each pair at most once, no self-loops. */
struct graph {
    size_t nodes, edges;
    struct edge *edge;     /* [edges] */
    char note[GRAPH_NOTE]; /* what the reader assumed, for the user; "" where it assumed nothing */
    char **name;           /* [nodes] of the nodes as the file has them; NULL where it counts them from 1 */
};

void graph_free(struct graph *graph); /* takes NULL */

/* A graph of the `edges` edges that `edge` holds, in any order, without names. It takes `edge`, which free must be able
 * to release, also on an error. STATUS_INPUT where a node is not below `nodes`, an edge joins a node to itself or is
 * there twice, a weight is not finite, or there is no edge. On an error *graph is NULL. */
enum status graph_of_edges(size_t nodes, struct edge *edge, size_t edges, struct graph **graph,
                           struct diagnostic *diagnostic);

/* Adds `text`, a short one, to the note of a graph, if both have room. */
void graph_add_note(struct graph *graph, const char *text);

/* Whether the sizes of all weights together are at most GRAPH_GREATEST_SUM. */
bool graph_weights_add_up(const struct graph *graph);

/* The weight of all edges between nodes whose states differ; `state` holds [nodes] characters, '0' or '1'. */
double graph_cut(const struct graph *graph, const char *state);

#endif
