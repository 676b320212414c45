/* Square weight matrices from files. */
#ifndef MATRIX_H
#define MATRIX_H

#include "base/status.h"

#include <stddef.h>

/* value[i * n + j] is the weight in V of the synapse from neuron i to neuron j; the diagonal is 0. */
struct matrix {
    size_t n;
    double *value; /* [n * n] */
};

/* Reads a Matrix Market file (coordinate or array; general, symmetric or skew-symmetric; real or integer) or a CSV
 * file (a row of the matrix a line, separated by commas or semicolons, blanks around numbers allowed, lines with a # in
 * front are comments). STATUS_INPUT, with the line, where it is not square, smaller than 2x2, has an entry on the
 * diagonal that is not 0, a repeated entry, or anything that is not a finite number. On an error *matrix is NULL. */
enum status matrix_read(const char *path, struct matrix **matrix, struct diagnostic *diagnostic);
void matrix_free(struct matrix *matrix);

#endif
