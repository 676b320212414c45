/* Quadratic forms from matrices: Matrix Market, CSV and .npy. */
#include "netgen/readers/quadratic_readers.h"

#include "netgen/readers/graph_builder.h"
#include "netgen/readers/matrix_readers.h"
#include "netgen/readers/matrixmarket.h"

enum status quadratic_read_matrixmarket(struct quadratic_reader *reader, struct input *input,
                                        struct diagnostic *diagnostic)
{
    struct matrixmarket file;
    enum status status = matrixmarket_open(&file, input, GRAPH_GREATEST, diagnostic);
    if (status == STATUS_OK && file.symmetry == MATRIXMARKET_SKEW) {
        status = fail_at(diagnostic, input->path, 1,
                         "every pair of a skew-symmetric matrix adds up to 0; expected 'general' or 'symmetric'");
    }
    bool more = status == STATUS_OK;
    while (status == STATUS_OK && more) {
        struct entry entry;
        status = matrixmarket_next(&file, &entry, &more, diagnostic);
        if (status == STATUS_OK && more && (entry.value != 0.0 || file.layout == MATRIXMARKET_COORDINATE)) {
            status = entries_add(&reader->entries, entry, diagnostic);
        }
    }
    reader->n = file.n;
    reader->first = 1;
    reader->halves = file.symmetry == MATRIXMARKET_SYMMETRIC ? QUADRATIC_SYMMETRIC : QUADRATIC_MATRIX;
    reader->format = "Matrix Market";
    return status;
}

/* Takes the entries of `matrix` that are not 0, and frees it. */
static enum status take_matrix(struct quadratic_reader *reader, struct matrix *matrix, struct diagnostic *diagnostic)
{
    enum status status = STATUS_OK;
    size_t n = matrix->n;
    for (size_t k = 0; k < n * n && status == STATUS_OK; k++) {
        if (matrix->value[k] != 0.0) {
            const struct entry entry = {.row = k / n, .column = k % n, .value = matrix->value[k]};
            status = entries_add(&reader->entries, entry, diagnostic);
        }
    }
    reader->n = n;
    reader->halves = QUADRATIC_MATRIX;
    matrix_free(matrix);
    return status;
}

enum status quadratic_read_csv(struct quadratic_reader *reader, struct input *input, struct diagnostic *diagnostic)
{
    struct matrix *matrix;
    enum status status = matrix_read_csv(input, MATRIX_ANY_DIAGONAL, &matrix, diagnostic);
    reader->first = 1;
    reader->format = "CSV matrix";
    return status == STATUS_OK ? take_matrix(reader, matrix, diagnostic) : status;
}

enum status quadratic_read_npy(struct quadratic_reader *reader, const struct input *input,
                               struct diagnostic *diagnostic)
{
    struct matrix *matrix;
    enum status status = matrix_read_npy(input, MATRIX_ANY_DIAGONAL, &matrix, diagnostic);
    reader->format = "NumPy matrix";
    return status == STATUS_OK ? take_matrix(reader, matrix, diagnostic) : status;
}
