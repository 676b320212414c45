/* The formats of weight matrices, for matrix_read.c. */
#ifndef MATRIX_READERS_H
#define MATRIX_READERS_H

#include "base/input.h"
#include "netgen/readers/matrix.h"

/* Each reads the text of `input`, which it writes to. On an error *matrix is NULL. */
enum status matrix_read_csv(struct input *input, struct matrix **matrix, struct diagnostic *diagnostic);
enum status matrix_read_npy(const struct input *input, struct matrix **matrix, struct diagnostic *diagnostic);
enum status matrix_read_matrixmarket(struct input *input, struct matrix **matrix, struct diagnostic *diagnostic);

#endif
