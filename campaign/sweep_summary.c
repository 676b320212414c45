#include "campaign/sweep_summary.h"

#include "campaign/store.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The rows of a combination of values, which follow each other in a store. */
struct group {
    size_t point, combination;
    size_t rows, converged;
    double product; /* the sum over those that converged */
};

/* The columns that are looked at. */
struct columns {
    size_t point, error, converged, time, energy, warnings;
};

static struct columns find_columns(const struct store_reader *reader)
{
    return (struct columns){.point = store_column(reader, "point"),
                            .error = store_column(reader, "error"),
                            .converged = store_column(reader, "converged"),
                            .time = store_column(reader, "time_to_solution_s"),
                            .energy = store_column(reader, "energy_j"),
                            .warnings = store_column(reader, "warnings")};
}

/* ---- Sums ---- */

static void add(struct sweep_quantity *quantity, double value)
{
    quantity->sum += value;
    quantity->least = fmin(quantity->least, value);
}

/* Looks at a combination all of whose rows have been seen. */
static void end_group(struct sweep_summary *summary, const struct group *group)
{
    if (group->rows == 0 || group->converged < group->rows) {
        return;
    }
    const double product = group->product / (double)group->rows;
    if (!summary->has_best || product < summary->best_product) {
        summary->has_best = true;
        summary->best_product = product;
        summary->best_point = group->point;
        summary->best_runs = group->rows;
    }
}

static void add_row(const struct plan *plan, const struct store_reader *reader, const struct columns *columns,
                    struct sweep_summary *summary, struct group *group)
{
    const struct store_value *value = reader->value;
    const size_t point = (size_t)value[columns->point].integer, combination = plan_combination(plan, point);
    const double time = store_number(&value[columns->time]), energy = store_number(&value[columns->energy]);
    if (group->rows == 0 || combination != group->combination) {
        end_group(summary, group);
        *group = (struct group){.point = point, .combination = combination};
    }
    summary->rows++;
    group->rows++;
    if (value[columns->error].type == STORE_TEXT) {
        if (summary->failed++ == 0) {
            summary->first_failed = point;
            snprintf(summary->first_error.text, sizeof summary->first_error.text, "%s", value[columns->error].text);
        }
        return;
    }
    if (value[columns->warnings].type == STORE_TEXT) {
        warning_counts_add(&summary->warnings, value[columns->warnings].text);
    }
    if (store_number(&value[columns->converged]) > 0.0) {
        summary->converged++;
        group->converged++;
        group->product += time * energy;
        add(&summary->time, time);
        add(&summary->energy, energy);
        add(&summary->product, time * energy);
    }
}

enum status sweep_summarize(const struct plan *plan, const char *path, struct sweep_summary *summary,
                            struct diagnostic *diagnostic)
{
    const struct sweep_quantity none = {0.0, INFINITY};
    struct store_reader *reader;
    struct group group = {0};
    bool more = true;
    *summary = (struct sweep_summary){.time = none, .energy = none, .product = none};
    enum status status = store_read(path, &reader, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    const struct columns columns = find_columns(reader);
    while ((status = store_next(reader, &more, diagnostic)) == STATUS_OK && more) {
        add_row(plan, reader, &columns, summary, &group);
    }
    end_group(summary, &group);
    store_reader_free(reader);
    return status;
}
