/* What the readers of graph files share: the checks that every format needs. Line 0 stands for no line. */
#ifndef GRAPH_BUILDER_H
#define GRAPH_BUILDER_H

#include "netgen/readers/graph.h"
#include "base/input.h"
#include "netgen/readers/matrix_entries.h"

#include <stdbool.h>
#include <stddef.h>

enum { GRAPH_GREATEST = 100000000 }; /* nodes */

/* What a reader has gathered so far. graph_read.c makes it and clears it. */
struct graph_builder {
    const char *path;
    size_t nodes;
    size_t promised; /* edges, by the header of rudy and DIMACS files */
    bool halves;     /* an edge may stand as two entries, a-b and b-a, of equal weight */
    bool weighted;   /* the first edge says its weight, so that all others must */
    struct entries edges;
    char **name;           /* [nodes] of the nodes, or NULL; the graph takes it */
    char note[GRAPH_NOTE]; /* for the graph */
};

/* Sets the numbers of nodes and edges from the two words NODES EDGES that are left of a header. */
enum status graph_builder_header(struct graph_builder *builder, long line, char *words, struct diagnostic *diagnostic);

/* Adds the edge of the words A B or A B WEIGHT, nodes counted from 1, that are left of a line. */
enum status graph_builder_edge(struct graph_builder *builder, long line, char *words, struct diagnostic *diagnostic);

/* Checks at the end of the file, `line`, that the header and its edges were there. */
enum status graph_builder_end(const struct graph_builder *builder, long line, struct diagnostic *diagnostic);

/* After the message of a file that may be no rudy or DIMACS file but a list of edges whose first row looks like one:
 * how to say so. Not where an edge has a weight behind a header of two words, as no list has. Returns `status`. */
enum status graph_builder_way_out(const struct graph_builder *builder, enum status status,
                                  struct diagnostic *diagnostic);

/* Adds an edge between nodes counted from 0, both below `nodes`. `weight` is NULL where the file does not say it: 1. */
enum status graph_builder_add(struct graph_builder *builder, long line, size_t a, size_t b, const double *weight,
                              struct diagnostic *diagnostic);

/* Makes the graph of what was gathered, which takes the names; all edges are checked together. STATUS_INPUT where an
 * edge is given twice, halves of a matrix differ, there is no edge or the weights are too large. On an error *graph is
 * NULL. */
enum status graph_builder_finish(struct graph_builder *builder, struct graph **graph, struct diagnostic *diagnostic);

void graph_builder_clear(struct graph_builder *builder);

/* The formats. Each recognizes a file by the text it starts with, and reads the text of `input`, which it writes to. */
bool gml_recognize(const char *text);
bool rudy_recognize(const char *text);
bool dimacs_recognize(const char *text);
bool graphml_recognize(const char *text);
bool csv_recognize(const char *text);
enum status graph_read_rudy(struct graph_builder *builder, struct input *input, struct diagnostic *diagnostic);
enum status graph_read_dimacs(struct graph_builder *builder, struct input *input, struct diagnostic *diagnostic);
enum status graph_read_gml(struct graph_builder *builder, struct input *input, struct diagnostic *diagnostic);
enum status graph_read_json(struct graph_builder *builder, struct input *input, struct diagnostic *diagnostic);
enum status graph_read_npy(struct graph_builder *builder, struct input *input, struct diagnostic *diagnostic);
enum status graph_read_graphml(struct graph_builder *builder, struct input *input, struct diagnostic *diagnostic);
enum status graph_read_csv(struct graph_builder *builder, struct input *input, struct diagnostic *diagnostic);
enum status graph_read_matrixmarket(struct graph_builder *builder, struct input *input, struct diagnostic *diagnostic);

#endif
