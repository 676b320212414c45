/* Lists of numbers from files. */
#ifndef NUMBER_LIST_H
#define NUMBER_LIST_H

#include "base/input.h"
#include "base/status.h"

#include <stddef.h>

enum { NUMBER_LIST_GREATEST = 10000 }; /* numbers; every pair of them is a coupling */

/* Reads at least two numbers of a file, one a line or several with blanks, commas or semicolons between them; lines
 * that begin with # are comments. *number is a new list of *count numbers. STATUS_INPUT, with the line, for anything
 * else, and where the sizes of all together are beyond GRAPH_GREATEST_SUM. On an error *number is NULL. Writes to the
 * bytes. */
enum status number_list_parse(struct input *input, double **number, size_t *count, struct diagnostic *diagnostic);

#endif
