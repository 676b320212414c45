#include "netgen/readers/matrix.h"

#include <stdlib.h>

void matrix_free(struct matrix *matrix)
{
    if (matrix) {
        free(matrix->value);
        free(matrix);
    }
}
