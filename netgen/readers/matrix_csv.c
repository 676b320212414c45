/* Weights from CSV files: a row of the matrix a line. */
#include "netgen/readers/matrix_readers.h"

#include "base/array.h"
#include "base/csv.h"
#include "base/number.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct reading {
    struct csv csv;
    enum matrix_diagonal diagonal;
    size_t rows, columns; /* rows so far; columns of the first row */
    double *value;        /* [count] */
    size_t count;
};

static enum status read_field(struct reading *r, const char *field, size_t column, struct diagnostic *diagnostic)
{
    double value;
    long line = r->csv.lines.number;
    if (!number_parse_plain(field, &value)) {
        return fail_at(diagnostic, r->csv.path, line,
                       "field %zu, '%.40s', is not a weight; expected finite numbers with a decimal point, separated "
                       "by commas or by semicolons",
                       column + 1, field);
    }
    if (column == MATRIX_GREATEST) {
        return fail_at(diagnostic, r->csv.path, line, "row has more than %d fields; expected at most %d neurons",
                       MATRIX_GREATEST, MATRIX_GREATEST);
    }
    bool zero = column == r->rows && r->diagonal == MATRIX_ZERO_DIAGONAL;
    if (zero && value != 0.0) {
        return fail_at(diagnostic, r->csv.path, line,
                       "field %zu, on the diagonal, is %g; a neuron has no synapse to itself; expected 0", column + 1,
                       value);
    }
    if (!ARRAY_GROW(r->value, r->count)) {
        return fail_memory(diagnostic);
    }
    r->value[r->count++] = zero ? 0.0 : value;
    return STATUS_OK;
}

static enum status read_row(struct reading *r, struct diagnostic *diagnostic)
{
    size_t column = 0;
    char *field;
    enum status status;
    while ((status = csv_field(&r->csv, &field, diagnostic)) == STATUS_OK && field) {
        status = read_field(r, field, column++, diagnostic);
        if (status != STATUS_OK) {
            return status;
        }
    }
    if (status != STATUS_OK) {
        return status;
    }
    if (r->rows == 0) {
        r->columns = column;
    }
    if (column != r->columns) {
        return fail_at(diagnostic, r->csv.path, r->csv.lines.number,
                       "row has %zu field%s and the first row %zu; expected equal numbers", column,
                       column == 1 ? "" : "s", r->columns);
    }
    if (r->rows++ == r->columns) {
        return fail_at(diagnostic, r->csv.path, r->csv.lines.number,
                       "more rows than the %zu field%s of a row; expected a square matrix", r->columns,
                       r->columns == 1 ? "" : "s");
    }
    return STATUS_OK;
}

static enum status read_rows(struct reading *r, struct diagnostic *diagnostic)
{
    enum status status = STATUS_OK;
    while (status == STATUS_OK && csv_row(&r->csv)) {
        if (r->rows == 0) {
            r->csv.separator = strchr(r->csv.rest, ';') ? ';' : ',';
        }
        status = read_row(r, diagnostic);
    }
    if (status == STATUS_OK && r->rows != r->columns) {
        status = fail_at(diagnostic, r->csv.path, r->csv.lines.number,
                         "file ends after %zu row%s of %zu field%s; expected a square matrix", r->rows,
                         r->rows == 1 ? "" : "s", r->columns, r->columns == 1 ? "" : "s");
    }
    if (status == STATUS_OK && r->rows < 2) {
        status = fail_at(diagnostic, r->csv.path, r->csv.lines.number,
                         "matrix is smaller than 2x2; expected a row for each of at least two neurons");
    }
    return status;
}

enum status matrix_read_csv(struct input *input, enum matrix_diagonal diagonal, struct matrix **matrix,
                            struct diagnostic *diagnostic)
{
    *matrix = NULL;
    struct reading reading = {.csv = csv_of(input), .diagonal = diagonal};
    enum status status = read_rows(&reading, diagnostic);
    struct matrix *made = status == STATUS_OK ? malloc(sizeof *made) : NULL;
    if (!made) {
        free(reading.value);
        return status == STATUS_OK ? fail_memory(diagnostic) : status;
    }
    *made = (struct matrix){.n = reading.rows, .value = reading.value};
    *matrix = made;
    return STATUS_OK;
}
