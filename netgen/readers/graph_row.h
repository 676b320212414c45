/* Rows of edge lists: fields separated by commas, semicolons, tabs or blanks, for graph_csv.c. */
#ifndef GRAPH_ROW_H
#define GRAPH_ROW_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

enum { ROW_FIELDS = 64 };

/* Where a row stands, and how its fields are separated. */
struct row_place {
    const char *path;
    long line;
    char separator; /* ',', ';', tab or blank: then any number of blanks and tabs */
};

/* How the fields of `row` are separated: by its first comma or semicolon outside of quotes, else by a tab, else by
 * blanks. What stands in braces is one field. 0 where there is one field only. */
char row_separator(const char *row);

/* Cuts `line` into *count fields, of which it keeps the first ROW_FIELDS: texts in the bytes of the line, without the
 * blanks around them and without quotes. STATUS_INPUT where quotes are not closed, or where a comment follows. */
enum status row_cut(const struct row_place *place, char *line, const char *field[ROW_FIELDS], size_t *count,
                    struct diagnostic *diagnostic);

/* Reads a field in braces as networkx writes the data of an edge, {'weight': 2, 'color': 'red'}: the number at `weight`
 * into *weight, and whether there is one into *weighted. STATUS_INPUT where it is no such field. */
enum status row_data(const struct row_place *place, const char *field, bool *weighted, double *weight,
                     struct diagnostic *diagnostic);

#endif
