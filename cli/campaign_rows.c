/* The rows of a store as a table, as CSV and as JSON. */
#include "cli/campaign_results.h"

#include "base/csv.h"
#include "base/document.h"
#include "base/number.h"
#include "base/terminal.h"
#include "base/utf8.h"
#include "campaign/store_metrics.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- Rows ---- */

enum status selection_begin(struct selection *selection, struct diagnostic *diagnostic)
{
    selection->shown = selection->failed = selection->unknown = 0;
    return store_rewind(selection->reader, diagnostic);
}

static bool has_failed(const struct store_reader *reader)
{
    const size_t column = store_column(reader, "outcome");
    return column < reader->columns && reader->value[column].type == STORE_TEXT &&
           strcmp(reader->value[column].text, "failed") == 0;
}

enum status selection_next(struct selection *selection, bool *more, struct diagnostic *diagnostic)
{
    for (;;) {
        enum status status = store_next(selection->reader, more, diagnostic);
        if (status != STATUS_OK || !*more) {
            return status;
        }
        const enum criterion_answer answer =
            selection->criterion ? criterion_ask(selection->criterion, selection->reader->value) : CRITERION_YES;
        selection->unknown += answer == CRITERION_UNKNOWN;
        if (answer == CRITERION_YES) {
            selection->shown++;
            selection->failed += has_failed(selection->reader);
            return STATUS_OK;
        }
    }
}

/* ---- For people ---- */

const char *cell_name(const struct store_column *column)
{
    const char *name, *meaning;
    for (size_t k = 0; criterion_alias(k, &name, &meaning); k++) {
        if (strcmp(meaning, column->name) == 0) {
            return name;
        }
    }
    return column->name;
}

/* Four digits, with a prefix and the unit of a metric, or with a SPICE suffix as an option takes it. */
static void show_number(const struct store_column *column, double value, char *text, size_t size)
{
    if (column->unit && strcmp(column->unit, "%") == 0) {
        snprintf(text, size, "%.4g%%", value);
    } else if (column->unit && *column->unit && isfinite(value)) {
        number_engineering(text, size, value, 4, column->unit);
    } else if (column->part == STORE_METRIC || !isfinite(value)) {
        snprintf(text, size, "%.6g", value);
    } else {
        number_spice_rounded(text, size, value, 4);
    }
}

void cell_text(const struct store_column *column, const struct store_value *value, char *text, size_t size)
{
    switch (value->type) {
    case STORE_INTEGER:
        if (strcmp(column->name, "converged") == 0) {
            snprintf(text, size, "%s", value->integer ? "yes" : "no");
        } else {
            snprintf(text, size, "%" PRId64, value->integer);
        }
        return;
    case STORE_REAL:
        show_number(column, value->real, text, size);
        return;
    case STORE_TEXT:
        snprintf(text, size, "%s", value->text);
        terminal_printable(text);
        return;
    case STORE_NOTHING:
        snprintf(text, size, "-");
    }
}

/* What a pass over all rows finds of a column. */
struct seen {
    bool any, varies;
    char text[60]; /* of the first row */
};

/* Whether the value of a column is not that of the first row. */
static void look_at(struct seen *seen, const struct store_column *column, const struct store_value *value, bool first)
{
    char text[sizeof seen->text];
    cell_text(column, value, text, sizeof text);
    seen->any = seen->any || value->type != STORE_NOTHING;
    if (first) {
        memcpy(seen->text, text, sizeof text);
    }
    seen->varies = seen->varies || strcmp(seen->text, text) != 0;
}

static bool is_main(const struct store_column *column)
{
    static const char LABEL[] = "matched_"; /* which pattern it is says less than how near */
    return column->part == STORE_METRIC && strncmp(column->name, LABEL, strlen(LABEL)) != 0 &&
           (!store_metric_is_common(column->name) || strcmp(column->name, "time_to_solution_s") == 0 ||
            strcmp(column->name, "energy_j") == 0);
}

/* Whether a column is one of the usual ones. */
static bool is_usual(const struct store_column *column, const struct seen *seen)
{
    switch (column->part) {
    case STORE_VARIED:
        return true;
    case STORE_SEED:
        return seen->varies;
    case STORE_METRIC:
        return (is_main(column) && seen->any) || (strcmp(column->name, "converged") == 0 && seen->varies);
    case STORE_OUTCOME:
        return strcmp(column->name, "point") == 0 || (strcmp(column->name, "outcome") == 0 && seen->varies);
    case STORE_EXECUTION:
    case STORE_FIXED:
        break;
    }
    return false;
}

enum status usual_columns(struct selection *rows, size_t *column, size_t *count, struct diagnostic *diagnostic)
{
    struct store_reader *reader = rows->reader;
    struct seen *seen = calloc(reader->columns, sizeof *seen);
    bool more = true;
    *count = 0;
    if (!seen) {
        return fail_memory(diagnostic);
    }
    enum status status = selection_begin(rows, diagnostic);
    while (status == STATUS_OK && (status = selection_next(rows, &more, diagnostic)) == STATUS_OK && more) {
        for (size_t k = 0; k < reader->columns; k++) {
            look_at(&seen[k], &reader->column[k], &reader->value[k], rows->shown == 1);
        }
    }
    for (size_t k = 0; status == STATUS_OK && k < reader->columns; k++) {
        if (is_usual(&reader->column[k], &seen[k])) {
            column[(*count)++] = k;
        }
    }
    free(seen);
    return status;
}

/* The widths of the columns, and whether they are of numbers, which stand on the right. */
struct layout {
    size_t width;
    bool left;
};

enum { CELL = 200 };

static enum status measure_columns(struct selection *rows, struct layout *layout, struct diagnostic *diagnostic)
{
    bool more = true;
    for (size_t c = 0; c < rows->columns; c++) {
        const struct store_column *column = &rows->reader->column[rows->column[c]];
        layout[c] = (struct layout){strlen(cell_name(column)), column->type == STORE_TEXT};
    }
    enum status status = selection_begin(rows, diagnostic);
    while (status == STATUS_OK && (status = selection_next(rows, &more, diagnostic)) == STATUS_OK && more) {
        for (size_t c = 0; c < rows->columns; c++) {
            char text[CELL];
            cell_text(&rows->reader->column[rows->column[c]], &rows->reader->value[rows->column[c]], text, sizeof text);
            const size_t width = utf8_width(text);
            layout[c].width = width > layout[c].width ? width : layout[c].width;
        }
    }
    return status;
}

/* Prints a cell; no blanks stand behind the last one of a line. */
static void print_cell(const struct layout *layout, const char *text, bool first, bool last, FILE *out)
{
    const int room = (int)(layout->width - utf8_width(text));
    fprintf(out, "%s%*s%s%*s", first ? "" : "  ", layout->left ? 0 : room, "", text, layout->left && !last ? room : 0,
            "");
}

enum status print_rows(struct selection *rows, FILE *out, struct diagnostic *diagnostic)
{
    const struct store_reader *reader = rows->reader;
    struct layout *layout = calloc(rows->columns + 1, sizeof *layout);
    bool more = true;
    if (!layout) {
        return fail_memory(diagnostic);
    }
    enum status status = measure_columns(rows, layout, diagnostic);
    for (size_t c = 0; status == STATUS_OK && rows->shown > 0 && c < rows->columns; c++) {
        print_cell(&layout[c], cell_name(&reader->column[rows->column[c]]), c == 0, c + 1 == rows->columns, out);
        fputs(c + 1 == rows->columns ? "\n" : "", out);
    }
    status = status == STATUS_OK ? selection_begin(rows, diagnostic) : status;
    while (status == STATUS_OK && (status = selection_next(rows, &more, diagnostic)) == STATUS_OK && more) {
        for (size_t c = 0; c < rows->columns; c++) {
            char text[CELL];
            cell_text(&reader->column[rows->column[c]], &reader->value[rows->column[c]], text, sizeof text);
            print_cell(&layout[c], text, c == 0, c + 1 == rows->columns, out);
        }
        fputc('\n', out);
    }
    free(layout);
    return status;
}

/* ---- For programs ---- */

void write_value(const struct store_value *value, FILE *out)
{
    switch (value->type) {
    case STORE_INTEGER:
        fprintf(out, "%" PRId64, value->integer);
        return;
    case STORE_REAL:
        fputs(isfinite(value->real) ? number_shortest((char[40]){0}, 40, value->real) : "", out);
        return;
    case STORE_TEXT:
        csv_write_field(value->text, out);
        return;
    case STORE_NOTHING:
        return;
    }
}

enum status write_rows_csv(struct selection *rows, FILE *out, struct diagnostic *diagnostic)
{
    const struct store_reader *reader = rows->reader;
    bool more = true;
    for (size_t c = 0; c < rows->columns; c++) {
        fprintf(out, "%s%s", c ? "," : "", reader->column[rows->column[c]].name);
    }
    fputc('\n', out);
    enum status status = selection_begin(rows, diagnostic);
    while (status == STATUS_OK && (status = selection_next(rows, &more, diagnostic)) == STATUS_OK && more) {
        for (size_t c = 0; c < rows->columns; c++) {
            fputs(c ? "," : "", out);
            write_value(&reader->value[rows->column[c]], out);
        }
        fputc('\n', out);
    }
    return status;
}

void add_value(struct document *document, const char *key, const struct store_value *value)
{
    switch (value->type) {
    case STORE_INTEGER:
        document_whole(document, key, value->integer);
        return;
    case STORE_REAL:
        document_real(document, key, value->real);
        return;
    case STORE_TEXT:
        document_text(document, key, value->text);
        return;
    case STORE_NOTHING:
        document_text(document, key, NULL);
        return;
    }
}

enum status add_rows(struct selection *rows, struct document *document, struct diagnostic *diagnostic)
{
    const struct store_reader *reader = rows->reader;
    bool more = true;
    enum status status = selection_begin(rows, diagnostic);
    document_list(document, "rows");
    while (status == STATUS_OK && (status = selection_next(rows, &more, diagnostic)) == STATUS_OK && more) {
        document_object(document, NULL);
        for (size_t c = 0; c < rows->columns; c++) {
            add_value(document, reader->column[rows->column[c]].name, &reader->value[rows->column[c]]);
        }
        document_close(document);
    }
    document_close(document);
    return status;
}
