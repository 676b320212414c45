/* Means over groups of rows: 'spinfield results --by'. */
#include "cli/campaign_results.h"

#include "base/array.h"
#include "base/document.h"
#include "base/number.h"
#include "base/terminal.h"
#include "base/utf8.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The mean of numbers, and the sum of squares of their differences from it: Welford's recurrence. */
struct mean {
    size_t count;
    double mean, squares;
};

struct group {
    struct store_value *key; /* [by_count]; texts are copies */
    size_t runs, failed, converged;
    struct mean *mean; /* [metrics] */
};

struct groups {
    const struct store_reader *reader;
    size_t *by, by_count;      /* columns of the reader */
    size_t *metric, metrics;   /* the same */
    size_t converged, outcome; /* the columns of these */
    struct group *group;
    size_t count;
    size_t *width; /* of the cells for people */
};

static void free_group(struct group *group, size_t by_count)
{
    for (size_t k = 0; group->key && k < by_count; k++) {
        if (group->key[k].type == STORE_TEXT) {
            free((char *)group->key[k].text);
        }
    }
    free(group->key);
    free(group->mean);
}

void groups_free(struct groups *groups)
{
    if (groups) {
        for (size_t k = 0; k < groups->count; k++) {
            free_group(&groups->group[k], groups->by_count);
        }
        free(groups->group);
        free(groups->by);
        free(groups->metric);
        free(groups->width);
        free(groups);
    }
}

/* ---- Collecting ---- */

static bool is_of(const struct groups *groups, const struct group *group)
{
    bool same = true;
    for (size_t k = 0; same && k < groups->by_count; k++) {
        same = store_value_is(&group->key[k], &groups->reader->value[groups->by[k]]);
    }
    return same;
}

/* A new group for the row. NULL where memory is short. */
static struct group *new_group(struct groups *groups)
{
    if (!ARRAY_GROW(groups->group, groups->count)) {
        return NULL;
    }
    struct group *group = &groups->group[groups->count];
    *group = (struct group){.key = calloc(groups->by_count, sizeof *group->key),
                            .mean = calloc(groups->metrics + 1, sizeof *group->mean)};
    bool good = group->key && group->mean;
    for (size_t k = 0; good && k < groups->by_count; k++) {
        group->key[k] = groups->reader->value[groups->by[k]];
        if (group->key[k].type == STORE_TEXT) {
            group->key[k].text = strdup(group->key[k].text);
            good = group->key[k].text != NULL;
        }
    }
    if (!good) {
        free_group(group, groups->by_count);
        return NULL;
    }
    groups->count++;
    return group;
}

/* The group of the row: most often that of the row before. */
static struct group *find_group(struct groups *groups)
{
    for (size_t k = groups->count; k > 0; k--) {
        if (is_of(groups, &groups->group[k - 1])) {
            return &groups->group[k - 1];
        }
    }
    return new_group(groups);
}

static void add_number(struct mean *mean, double value)
{
    mean->count++;
    const double before = value - mean->mean;
    mean->mean += before / (double)mean->count;
    mean->squares += before * (value - mean->mean);
}

static double standard_error(const struct mean *mean)
{
    return mean->count < 2 ? NAN : sqrt(mean->squares / (double)(mean->count - 1) / (double)mean->count);
}

static void add_row(const struct groups *groups, struct group *group)
{
    const struct store_value *value = groups->reader->value;
    group->runs++;
    if (groups->outcome < groups->reader->columns) {
        const struct store_value *outcome = &value[groups->outcome];
        group->failed += outcome->type == STORE_TEXT && strcmp(outcome->text, "failed") == 0;
    }
    if (groups->converged < groups->reader->columns) {
        const struct store_value *converged = &value[groups->converged];
        group->converged += converged->type == STORE_INTEGER && converged->integer != 0;
    }
    for (size_t k = 0; k < groups->metrics; k++) {
        const struct store_value *metric = &value[groups->metric[k]];
        if (metric->type == STORE_INTEGER) {
            add_number(&group->mean[k], (double)metric->integer);
        } else if (metric->type == STORE_REAL && isfinite(metric->real)) {
            add_number(&group->mean[k], metric->real);
        }
    }
}

/* The columns of the selection that means are taken of: numbers that are no options. */
static enum status choose(struct groups *groups, const struct selection *rows, const size_t *by, size_t by_count,
                          struct diagnostic *diagnostic)
{
    const struct store_reader *reader = rows->reader;
    groups->reader = reader;
    groups->by = calloc(by_count + 1, sizeof *groups->by);
    groups->metric = calloc(rows->columns + 1, sizeof *groups->metric);
    if (!groups->by || !groups->metric) {
        return fail_memory(diagnostic);
    }
    memcpy(groups->by, by, by_count * sizeof *by);
    groups->by_count = by_count;
    for (size_t c = 0; c < rows->columns; c++) {
        const struct store_column *column = &reader->column[rows->column[c]];
        if ((column->part == STORE_METRIC || column->part == STORE_EXECUTION) && column->type != STORE_TEXT &&
            strcmp(column->name, "converged") != 0) {
            groups->metric[groups->metrics++] = rows->column[c];
        }
    }
    groups->converged = store_column(reader, "converged");
    groups->outcome = store_column(reader, "outcome");
    return STATUS_OK;
}

/* ---- Printing ---- */

enum { CELL = 80 };

static const struct store_column *metric_column(const struct groups *groups, size_t k)
{
    return &groups->reader->column[groups->metric[k]];
}

/* Cell `c` of a group: the columns that it is by, runs, converged, metrics. The head where `group` is NULL. */
static void cell(const struct groups *groups, const struct group *group, size_t c, char text[CELL])
{
    const size_t by = groups->by_count;
    if (c < by) {
        const struct store_column *column = &groups->reader->column[groups->by[c]];
        if (group) {
            cell_text(column, &group->key[c], text, CELL);
        } else {
            snprintf(text, CELL, "%s", cell_name(column));
        }
    } else if (c == by) {
        snprintf(text, CELL, group ? "%zu" : "runs", group ? group->runs : 0);
    } else if (c == by + 1) {
        snprintf(text, CELL, group ? "%.4g%%" : "converged",
                 group ? 100.0 * (double)group->converged / (double)group->runs : 0.0);
    } else if (!group) {
        snprintf(text, CELL, "%s", cell_name(metric_column(groups, c - by - 2)));
    } else {
        const struct store_column *column = metric_column(groups, c - by - 2);
        const struct mean *mean = &group->mean[c - by - 2];
        const struct store_value value = {mean->count ? STORE_REAL : STORE_NOTHING, {.real = mean->mean}};
        char middle[CELL / 2 - 4], error[CELL / 2 - 4];
        struct number_pair both;
        const struct store_column real = {column->name, STORE_METRIC, STORE_REAL, column->unit};
        cell_text(&real, &value, middle, sizeof middle);
        if (mean->count < 2) {
            snprintf(text, CELL, "%s", middle);
            return;
        }
        if (column->unit && *column->unit) {
            number_engineering_pair(&both, mean->mean, standard_error(mean), 4, 2, column->unit);
            snprintf(middle, sizeof middle, "%s", both.value);
            snprintf(error, sizeof error, "%s", both.error);
        } else {
            snprintf(error, sizeof error, "%.2g", standard_error(mean));
        }
        snprintf(text, CELL, "%s %s %s", middle, terminal_shows_utf8(stdout) ? "\xc2\xb1" : "+-", error);
    }
}

static size_t cells_of(const struct groups *groups)
{
    return groups->by_count + 2 + groups->metrics;
}

void groups_print(const struct groups *groups, FILE *out)
{
    const size_t cells = cells_of(groups);
    for (size_t row = 0; groups->count > 0 && row <= groups->count; row++) {
        for (size_t c = 0; c < cells; c++) {
            char text[CELL];
            cell(groups, row ? &groups->group[row - 1] : NULL, c, text);
            fprintf(out, "%s%*s%s", c ? "  " : "", (int)(groups->width[c] - utf8_width(text)), "", text);
        }
        fputc('\n', out);
    }
}

static enum status measure_cells(struct groups *groups, struct diagnostic *diagnostic)
{
    groups->width = calloc(cells_of(groups), sizeof *groups->width);
    for (size_t row = 0; groups->width && row <= groups->count; row++) {
        for (size_t c = 0; c < cells_of(groups); c++) {
            char text[CELL];
            cell(groups, row ? &groups->group[row - 1] : NULL, c, text);
            const size_t width = utf8_width(text);
            groups->width[c] = width > groups->width[c] ? width : groups->width[c];
        }
    }
    return groups->width ? STATUS_OK : fail_memory(diagnostic);
}

/* ---- The whole ---- */

enum status groups_make(struct selection *rows, const size_t *by, size_t by_count, struct groups **groups,
                        struct diagnostic *diagnostic)
{
    struct groups *new = calloc(1, sizeof *new);
    bool more = true;
    *groups = NULL;
    if (!new) {
        return fail_memory(diagnostic);
    }
    enum status status = choose(new, rows, by, by_count, diagnostic);
    status = status == STATUS_OK ? selection_begin(rows, diagnostic) : status;
    while (status == STATUS_OK && (status = selection_next(rows, &more, diagnostic)) == STATUS_OK && more) {
        struct group *group = find_group(new);
        if (group) {
            add_row(new, group);
        } else {
            status = fail_memory(diagnostic);
        }
    }
    status = status == STATUS_OK ? measure_cells(new, diagnostic) : status;
    if (status != STATUS_OK) {
        groups_free(new);
        return status;
    }
    *groups = new;
    return STATUS_OK;
}

/* ---- For programs ---- */

void groups_write_csv(const struct groups *groups, FILE *out)
{
    for (size_t k = 0; k < groups->by_count; k++) {
        fprintf(out, "%s,", groups->reader->column[groups->by[k]].name);
    }
    fputs("runs,failed,converged", out);
    for (size_t k = 0; k < groups->metrics; k++) {
        const char *name = metric_column(groups, k)->name;
        fprintf(out, ",%s_count,%s_mean,%s_error", name, name, name);
    }
    fputc('\n', out);
    for (size_t g = 0; g < groups->count; g++) {
        const struct group *group = &groups->group[g];
        for (size_t k = 0; k < groups->by_count; k++) {
            write_value(&group->key[k], out);
            fputc(',', out);
        }
        fprintf(out, "%zu,%zu,%zu", group->runs, group->failed, group->converged);
        for (size_t k = 0; k < groups->metrics; k++) {
            const struct mean *mean = &group->mean[k];
            const struct store_value middle = {STORE_REAL, {.real = mean->count ? mean->mean : NAN}};
            const struct store_value error = {STORE_REAL, {.real = standard_error(mean)}};
            fprintf(out, ",%zu,", mean->count);
            write_value(&middle, out);
            fputc(',', out);
            write_value(&error, out);
        }
        fputc('\n', out);
    }
}

void groups_add(const struct groups *groups, struct document *document)
{
    document_list(document, "groups");
    for (size_t g = 0; g < groups->count; g++) {
        const struct group *group = &groups->group[g];
        document_object(document, NULL);
        for (size_t k = 0; k < groups->by_count; k++) {
            add_value(document, groups->reader->column[groups->by[k]].name, &group->key[k]);
        }
        document_count(document, "runs", group->runs);
        document_count(document, "failed", group->failed);
        document_count(document, "converged", group->converged);
        for (size_t k = 0; k < groups->metrics; k++) {
            const struct mean *mean = &group->mean[k];
            document_object(document, metric_column(groups, k)->name);
            document_count(document, "count", mean->count);
            document_real(document, "mean", mean->count ? mean->mean : NAN);
            document_real(document, "error", standard_error(mean));
            document_close(document);
        }
        document_close(document);
    }
    document_close(document);
}
