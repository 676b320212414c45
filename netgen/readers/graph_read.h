/* Graphs from files. */
#ifndef GRAPH_READ_H
#define GRAPH_READ_H

#include "base/status.h"
#include "netgen/readers/graph.h"

struct input;

/* Reads a graph; the format is recognized by its content: rudy (Biq Mac, Gset), Matrix Market, DIMACS edge lists,
 * GraphML, CSV edge lists. CRLF line ends, trailing blanks and the formats' comments are accepted. STATUS_INPUT, with
 * the line, for anything that is not such a graph: see docs/formats.md. On an error *graph is NULL. */
enum status graph_read(const char *path, struct graph **graph, struct diagnostic *diagnostic);

/* graph_read of a file that is in memory; writes to its bytes. */
enum status graph_parse(struct input *input, struct graph **graph, struct diagnostic *diagnostic);

#endif
