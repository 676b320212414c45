/* Weights from NumPy's .npy files. */
#include "netgen/readers/matrix_readers.h"

#include "netgen/readers/npy.h"

#include <stdbool.h>
#include <stdlib.h>

enum status matrix_read_npy(const struct input *input, enum matrix_diagonal diagonal, struct matrix **matrix,
                            struct diagnostic *diagnostic)
{
    struct npy npy;
    *matrix = NULL;
    enum status status = npy_open(&npy, input, MATRIX_GREATEST, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    struct matrix *made = malloc(sizeof *made);
    double *value = calloc(npy.n * npy.n, sizeof *value);
    if (!made || !value) {
        status = fail_memory(diagnostic);
    }
    for (size_t k = 0; k < npy.n * npy.n && status == STATUS_OK; k++) {
        size_t row = k / npy.n, column = k % npy.n;
        status = npy_value(&npy, row, column, &value[k], diagnostic);
        bool zero = row == column && diagonal == MATRIX_ZERO_DIAGONAL;
        if (status == STATUS_OK && zero && value[k] != 0.0) {
            status = fail_at(diagnostic, input->path, 0,
                             "row %zu, column %zu, on the diagonal, is %g; a neuron has no synapse to itself, 0 would "
                             "be right",
                             row, column, value[k]);
        }
        if (status == STATUS_OK && zero) {
            value[k] = 0.0; /* a diagonal may say -0 */
        }
    }
    if (status != STATUS_OK) {
        free(made);
        free(value);
        return status;
    }
    *made = (struct matrix){.n = npy.n, .value = value};
    *matrix = made;
    return STATUS_OK;
}
