/* Weight matrices from files. */
#ifndef MATRIX_READ_H
#define MATRIX_READ_H

#include "base/status.h"
#include "netgen/readers/matrix.h"

struct input;

/* Reads a Matrix Market file (coordinate or array; general, symmetric or skew-symmetric; real or integer) or a CSV
 * file (a row of the matrix a line, separated by commas or semicolons, blanks around numbers allowed, lines with a # in
 * front are comments). STATUS_INPUT, with the line, where it is not square, smaller than 2x2, has an entry on the
 * diagonal that is not 0, a repeated entry, or anything that is not a finite number. On an error *matrix is NULL. */
enum status matrix_read(const char *path, struct matrix **matrix, struct diagnostic *diagnostic);

/* matrix_read of a file that is in memory; writes to its bytes. */
enum status matrix_parse(struct input *input, struct matrix **matrix, struct diagnostic *diagnostic);

#endif
