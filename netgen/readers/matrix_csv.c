/* Weights from CSV files: a row of the matrix a line. */
#include "netgen/readers/matrix_readers.h"

#include "base/number.h"

#include <stdlib.h>
#include <string.h>

struct csv {
    const char *path;
    struct line_reader lines;
    char separator;
    size_t rows, columns; /* rows so far; columns of the first row */
    double *value;        /* [count], with room for `room` */
    size_t count, room;
};

/* The next line that is neither blank nor a comment; NULL at the end. */
static char *next_row(struct csv *csv)
{
    char *line;
    do {
        line = line_next(&csv->lines);
        line = line ? line + strspn(line, " \t\f") : NULL;
    } while (line && (line[0] == '#' || line[0] == '\0'));
    return line;
}

/* Cuts the field that starts at `field` out of its line, with the blanks around it; returns where the next field
 * starts, or NULL where it is the last one. */
static char *cut_field(char **field, char separator)
{
    char *next = strchr(*field, separator);
    if (next) {
        *next++ = '\0';
    }
    *field += strspn(*field, " \t\r\f");
    char *end = *field + strlen(*field);
    while (end > *field && strchr(" \t\r\f", end[-1])) {
        *--end = '\0';
    }
    return next;
}

static enum status append(struct csv *csv, double value, struct diagnostic *diagnostic)
{
    if (csv->count == csv->room) {
        size_t room = csv->room ? 2 * csv->room : 256;
        double *grown = realloc(csv->value, room * sizeof *grown);
        if (!grown) {
            return fail_memory(diagnostic);
        }
        csv->value = grown;
        csv->room = room;
    }
    csv->value[csv->count++] = value;
    return STATUS_OK;
}

static enum status read_field(struct csv *csv, const char *field, size_t column, struct diagnostic *diagnostic)
{
    double value;
    long line = csv->lines.number;
    if (!number_parse_plain(field, &value)) {
        return fail_at(diagnostic, csv->path, line,
                       "field %zu, '%.40s', is not a weight; finite numbers with a decimal point, separated by commas "
                       "or by semicolons, would be right",
                       column + 1, field);
    }
    if (column == MATRIX_GREATEST) {
        return fail_at(diagnostic, csv->path, line, "row has more than %d fields; at most %d neurons would be right",
                       MATRIX_GREATEST, MATRIX_GREATEST);
    }
    if (column == csv->rows && value != 0.0) {
        return fail_at(diagnostic, csv->path, line,
                       "field %zu, on the diagonal, is %g; a neuron has no synapse to itself, 0 would be right",
                       column + 1, value);
    }
    return append(csv, column == csv->rows ? 0.0 : value, diagnostic);
}

static enum status read_row(struct csv *csv, char *line, struct diagnostic *diagnostic)
{
    size_t column = 0;
    for (char *field = line, *next; field; field = next) {
        next = cut_field(&field, csv->separator);
        enum status status = read_field(csv, field, column++, diagnostic);
        if (status != STATUS_OK) {
            return status;
        }
    }
    if (csv->rows == 0) {
        csv->columns = column;
    }
    if (column != csv->columns) {
        return fail_at(diagnostic, csv->path, csv->lines.number,
                       "row has %zu fields and the first row %zu; equal numbers would be right", column, csv->columns);
    }
    if (csv->rows++ == csv->columns) {
        return fail_at(diagnostic, csv->path, csv->lines.number,
                       "more rows than the %zu fields of a row; a square matrix would be right", csv->columns);
    }
    return STATUS_OK;
}

static enum status read_rows(struct csv *csv, struct diagnostic *diagnostic)
{
    enum status status = STATUS_OK;
    char *line;
    while (status == STATUS_OK && (line = next_row(csv))) {
        if (csv->rows == 0) {
            csv->separator = strchr(line, ';') ? ';' : ',';
        }
        status = read_row(csv, line, diagnostic);
    }
    if (status == STATUS_OK && csv->rows != csv->columns) {
        status =
            fail_at(diagnostic, csv->path, csv->lines.number,
                    "file ends after %zu rows of %zu fields; a square matrix would be right", csv->rows, csv->columns);
    }
    if (status == STATUS_OK && csv->rows < 2) {
        status = fail_at(diagnostic, csv->path, csv->lines.number,
                         "matrix is smaller than 2x2; a row for each of at least two neurons would be right");
    }
    return status;
}

enum status matrix_read_csv(struct input *input, struct matrix **matrix, struct diagnostic *diagnostic)
{
    *matrix = NULL;
    struct csv csv = {.path = input->path, .lines = {.next = input->bytes}};
    if (strncmp(csv.lines.next, "\xEF\xBB\xBF", 3) == 0) {
        csv.lines.next += 3; /* the byte order mark that spreadsheets write */
    }
    enum status status = read_rows(&csv, diagnostic);
    struct matrix *made = status == STATUS_OK ? malloc(sizeof *made) : NULL;
    if (!made) {
        free(csv.value);
        return status == STATUS_OK ? fail_memory(diagnostic) : status;
    }
    *made = (struct matrix){.n = csv.rows, .value = csv.value};
    *matrix = made;
    return STATUS_OK;
}
