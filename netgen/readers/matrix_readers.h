/* The formats of weight matrices, for matrix.c. */
#ifndef MATRIX_READERS_H
#define MATRIX_READERS_H

#include "base/input.h"
#include "netgen/readers/matrix.h"

/* A matrix of more rows has more than 1e8 synapses. */
enum { MATRIX_GREATEST = 10000 };

/* matrix_read of a file that is in memory; writes to its bytes. */
enum status matrix_parse(struct input *input, struct matrix **matrix, struct diagnostic *diagnostic);

/* Each reads the text of `input`, which it writes to. On an error *matrix is NULL. */
enum status matrix_read_csv(struct input *input, struct matrix **matrix, struct diagnostic *diagnostic);
enum status matrix_read_npy(const struct input *input, struct matrix **matrix, struct diagnostic *diagnostic);
enum status matrix_read_matrixmarket(struct input *input, struct matrix **matrix, struct diagnostic *diagnostic);

#endif
