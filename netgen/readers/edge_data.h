/* The data of an edge in braces, for graph_csv.c. */
#ifndef EDGE_DATA_H
#define EDGE_DATA_H

#include "base/status.h"

#include <stdbool.h>

/* Reads a field in braces as networkx writes the data of an edge, {'weight': 2, 'color': 'red'}: the number at `weight`
 * into *weight, and whether there is one into *weighted. STATUS_INPUT, with `path` and `line`, where it
 * is no such field. */
enum status edge_data(const char *path, long line, const char *field, bool *weighted, double *weight,
                      struct diagnostic *diagnostic);

#endif
