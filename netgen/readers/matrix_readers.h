/* The formats of weight matrices, for matrix_read.c. */
#ifndef MATRIX_READERS_H
#define MATRIX_READERS_H

#include "base/input.h"
#include "netgen/readers/matrix.h"

/* What may stand on the diagonal. A neuron has no synapse to itself; a quadratic form has linear terms there. */
enum matrix_diagonal { MATRIX_ZERO_DIAGONAL, MATRIX_ANY_DIAGONAL };

/* Each reads the text of `input`, which it writes to. On an error *matrix is NULL. */
enum status matrix_read_csv(struct input *input, enum matrix_diagonal diagonal, struct matrix **matrix,
                            struct diagnostic *diagnostic);
enum status matrix_read_npy(const struct input *input, enum matrix_diagonal diagonal, struct matrix **matrix,
                            struct diagnostic *diagnostic);
enum status matrix_read_matrixmarket(struct input *input, struct matrix **matrix, struct diagnostic *diagnostic);

#endif
