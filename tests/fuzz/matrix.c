/* Weight matrices. What is read holds what matrix.h promises, and reads back equal from a CSV file. */
#include "tests/fuzz/fuzz.h"
#include "netgen/readers/matrix_read.h"

#include <math.h>
#include <stdlib.h>

static void check_written(const struct matrix *matrix)
{
    struct fuzz_text text;
    struct diagnostic why;
    struct matrix *again;
    size_t n = matrix->n;
    fuzz_text_begin(&text);
    for (size_t i = 0; i < n * n; i++) {
        HOLDS(isfinite(matrix->value[i]) && (i % (n + 1) != 0 || matrix->value[i] == 0.0));
        fprintf(text.stream, "%.17g%c", matrix->value[i], (i + 1) % n == 0 ? '\n' : ',');
    }
    fuzz_text_end(&text);
    struct input *input = fuzz_input(text.bytes, text.size);
    HOLDS(matrix_parse(input, &again, &why) == STATUS_OK);
    HOLDS(again->n == n);
    for (size_t i = 0; i < n * n; i++) {
        HOLDS(fuzz_same(matrix->value[i], again->value[i]));
    }
    matrix_free(again);
    input_free(input);
    free(text.bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const size_t cheap = 32; /* rows: a line of a Matrix Market file can ask for thousands */
    struct diagnostic why;
    struct matrix *matrix;
    struct input *input = fuzz_input(bytes, size);
    if (!input) {
        return 0;
    }
    fuzz_clear(&why);
    enum status status = matrix_parse(input, &matrix, &why);
    if (fuzz_ended(status, matrix, &why)) {
        HOLDS(matrix->n >= 2 && matrix->n <= MATRIX_GREATEST);
        if (matrix->n <= cheap) {
            check_written(matrix);
        }
    }
    matrix_free(matrix);
    input_free(input);
    return 0;
}
