#include "campaign/sweep_summary.h"

#include "campaign/store_run.h"

#include <math.h>
#include <stdio.h>

/* The rows of a combination of values, which follow each other in a store. */
struct group {
    size_t point, combination;
    size_t rows, converged;
    double product; /* the sum over those that converged */
};

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

static void add_row(const struct plan *plan, const struct store_run *run, struct sweep_summary *summary,
                    struct group *group)
{
    const size_t combination = plan_combination(plan, run->point);
    if (group->rows == 0 || combination != group->combination) {
        end_group(summary, group);
        *group = (struct group){.point = run->point, .combination = combination};
    }
    summary->rows++;
    group->rows++;
    if (run->failed) {
        if (summary->failed++ == 0) {
            summary->first_failed = run->point;
            snprintf(summary->first_error.text, sizeof summary->first_error.text, "%s", run->error);
        }
        return;
    }
    warning_counts_add(&summary->warnings, run->warnings);
    if (run->converged) {
        const double product = run->time * run->energy;
        summary->converged++;
        group->converged++;
        group->product += product;
        add(&summary->time, run->time);
        add(&summary->energy, run->energy);
        add(&summary->product, product);
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
    const struct store_run_columns columns = store_run_columns(reader);
    while ((status = store_next(reader, &more, diagnostic)) == STATUS_OK && more) {
        const struct store_run run = store_run(reader, &columns);
        add_row(plan, &run, summary, &group);
    }
    end_group(summary, &group);
    store_reader_free(reader);
    return status;
}
