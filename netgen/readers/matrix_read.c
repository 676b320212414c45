#include "netgen/readers/matrix_read.h"

#include "base/c_locale.h"
#include "base/input.h"
#include "netgen/readers/json_text.h"
#include "netgen/readers/matrix_readers.h"
#include "netgen/readers/matrixmarket.h"
#include "netgen/readers/npy.h"

enum status matrix_parse(struct input *input, struct matrix **matrix, struct diagnostic *diagnostic)
{
    *matrix = NULL;
    if (npy_recognize(input)) {
        return matrix_read_npy(input, MATRIX_ZERO_DIAGONAL, matrix, diagnostic);
    }
    enum status status = input_check_text(input, diagnostic);
    if (status == STATUS_OK) {
        status = json_refuse(input, "a matrix as CSV, Matrix Market or NumPy", diagnostic);
    }
    if (status != STATUS_OK) {
        return status;
    }
    input_end_lines(input);
    return matrixmarket_recognize(input->bytes) ? matrix_read_matrixmarket(input, matrix, diagnostic)
                                                : matrix_read_csv(input, MATRIX_ZERO_DIAGONAL, matrix, diagnostic);
}

enum status matrix_read(const char *path, struct matrix **matrix, struct diagnostic *diagnostic)
{
    IN_C_LOCALE;
    *matrix = NULL;
    struct input *input;
    enum status status = input_read(path, &input, diagnostic);
    if (status == STATUS_OK) {
        status = matrix_parse(input, matrix, diagnostic);
    }
    input_free(input);
    return status;
}
