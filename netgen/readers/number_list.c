#include "netgen/readers/number_list.h"

#include "base/array.h"
#include "base/csv.h"
#include "base/number.h"
#include "netgen/readers/graph.h"

#include <math.h>
#include <stdlib.h>

struct list {
    double *number; /* [count] */
    size_t count;
    double size; /* of all together */
};

static enum status add(struct list *list, const struct csv *csv, const char *field, struct diagnostic *diagnostic)
{
    double value;
    if (!number_parse_plain(field, &value)) {
        return fail_at(diagnostic, csv->path, csv->lines.number,
                       "'%.40s' is not a number; expected finite decimal numbers", field);
    }
    if (list->count == NUMBER_LIST_GREATEST) {
        return fail_at(diagnostic, csv->path, csv->lines.number, "more than %d numbers; expected at most %d",
                       NUMBER_LIST_GREATEST, NUMBER_LIST_GREATEST);
    }
    if (!ARRAY_GROW(list->number, list->count)) {
        return fail_memory(diagnostic);
    }
    list->number[list->count++] = value;
    list->size += fabs(value);
    return STATUS_OK;
}

static enum status read_rows(struct list *list, struct csv *csv, struct diagnostic *diagnostic)
{
    enum status status = STATUS_OK;
    while (status == STATUS_OK && csv_row(csv)) {
        char separator = csv_separator(csv->rest);
        char *field = NULL;
        csv->separator = ',';
        if (separator) {
            csv->separator = separator;
        }
        while ((status = csv_field(csv, &field, diagnostic)) == STATUS_OK && field) {
            status = add(list, csv, field, diagnostic);
            if (status != STATUS_OK) {
                return status;
            }
        }
    }
    return status;
}

enum status number_list_parse(struct input *input, double **number, size_t *count, struct diagnostic *diagnostic)
{
    struct list list = {0};
    *number = NULL;
    *count = 0;
    enum status status = input_check_text(input, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    input_end_lines(input);
    struct csv csv = csv_of(input);
    status = read_rows(&list, &csv, diagnostic);
    if (status == STATUS_OK && list.count < 2) {
        status = fail_at(diagnostic, input->path, csv.lines.number, "the file has %zu number%s; expected at least 2",
                         list.count, list.count == 1 ? "" : "s");
    }
    if (status == STATUS_OK && !(list.size <= GRAPH_GREATEST_SUM)) {
        status =
            fail_at(diagnostic, input->path, 0,
                    "the sizes of all numbers together are beyond %g; expected smaller numbers", GRAPH_GREATEST_SUM);
    }
    if (status != STATUS_OK) {
        free(list.number);
        return status;
    }
    *number = list.number;
    *count = list.count;
    return STATUS_OK;
}
