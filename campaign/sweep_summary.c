#include "campaign/sweep_summary.h"

#include "base/array.h"
#include "campaign/store_run.h"
#include "report/answers.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* The rows of a combination of values, which follow each other in a store. */
struct group {
    size_t point, combination;
    size_t rows, good; /* good: converged, with an answer */
    double product;    /* the sum over those that converged */
    double *quality;   /* [rows] */
    size_t room;
};

struct summing {
    const struct plan *plan;
    struct sweep_summary *summary;
    struct group group, best; /* best: that with the best mean answer */
    bool judges;              /* the second time, when `best` is known */
};

/* ---- Combinations ---- */

static struct interval mean_of(const double *value, size_t count)
{
    double mean = 0.0, squares = 0.0; /* Welford's recurrence */
    for (size_t k = 0; k < count; k++) {
        const double before = value[k] - mean;
        mean += before / (double)(k + 1);
        squares += before * (value[k] - mean);
    }
    return isfinite(mean) ? interval_of_mean(mean, squares, count) : (struct interval){NAN, NAN, NAN};
}

static struct sweep_combination combination_of(const struct group *group)
{
    return (struct sweep_combination){.point = group->point,
                                      .runs = group->rows,
                                      .product = group->product / (double)group->rows,
                                      .quality = mean_of(group->quality, group->rows)};
}

/* The first time: keeps the best answers, with their values. */
static void look_for_answers(struct summing *summing)
{
    struct sweep_summary *summary = summing->summary;
    const struct sweep_combination found = combination_of(&summing->group);
    const double value = found.quality.value, best = summary->best_answers.quality.value;
    if (!isfinite(value) || !summary->quality.compares ||
        (summary->has_best_answers && (summary->quality.less_is_better ? value >= best : value <= best))) {
        return;
    }
    summary->has_best_answers = true;
    summary->best_answers = found;
    const struct group old = summing->best;
    summing->best = summing->group;
    summing->group = old; /* whose memory is used again */
}

/* The second time: looks for the least product among answers as good. */
static void look_for_product(struct summing *summing)
{
    struct sweep_summary *summary = summing->summary;
    const struct group *group = &summing->group;
    if (summary->has_best_answers && answers_are_worse(group->quality, group->rows, summing->best.quality,
                                                       summing->best.rows, summary->quality.less_is_better)) {
        return;
    }
    const struct sweep_combination found = combination_of(group);
    summary->as_good++;
    if (!summary->has_best || found.product < summary->best.product) {
        summary->has_best = true;
        summary->best = found;
    }
}

/* Looks at a combination all of whose rows have been seen. */
static void end_group(struct summing *summing)
{
    if (summing->group.rows > 0 && summing->judges) {
        summing->summary->combinations++;
    }
    if (summing->group.rows > 0 && summing->group.good == summing->group.rows) {
        (summing->judges ? look_for_product : look_for_answers)(summing);
    }
    summing->group.rows = 0;
}

static enum status add_to_group(struct summing *summing, const struct store_run *run, struct diagnostic *diagnostic)
{
    const size_t combination = plan_combination(summing->plan, run->point);
    if (summing->group.rows > 0 && combination != summing->group.combination) {
        end_group(summing);
    }
    struct group *group = &summing->group;
    if (group->rows == 0) {
        *group = (struct group){
            .point = run->point, .combination = combination, .quality = group->quality, .room = group->room};
    }
    if (!ARRAY_RESERVE(group->quality, group->room, group->rows + 1)) {
        return fail_memory(diagnostic);
    }
    group->quality[group->rows++] = run->quality;
    if (run->converged) {
        group->good += !run->no_answer;
        group->product += run->time * run->energy;
    }
    return STATUS_OK;
}

/* ---- Sums ---- */

static void add(struct sweep_quantity *quantity, double value)
{
    quantity->sum += value;
    quantity->least = fmin(quantity->least, value);
}

static void add_row(const struct store_run *run, struct sweep_summary *summary)
{
    summary->rows++;
    if (run->failed) {
        if (summary->failed++ == 0) {
            summary->first_failed = run->point;
            snprintf(summary->first_error.text, sizeof summary->first_error.text, "%s", run->error);
        }
        return;
    }
    warning_counts_add(&summary->warnings, run->warnings);
    if (run->converged) {
        summary->converged++;
        add(&summary->time, run->time);
        add(&summary->energy, run->energy);
        add(&summary->product, run->time * run->energy);
    }
}

/* Goes through all rows: first for the sums and the best answers, then for the least product. */
static enum status go_through(struct summing *summing, struct store_reader *reader, struct diagnostic *diagnostic)
{
    const struct store_run_columns columns = store_run_columns(reader);
    bool more = true;
    enum status status = STATUS_OK;
    summing->summary->quality = columns.quality;
    while (status == STATUS_OK && (status = store_next(reader, &more, diagnostic)) == STATUS_OK && more) {
        const struct store_run run = store_run(reader, &columns);
        if (!summing->judges) {
            add_row(&run, summing->summary);
        }
        status = add_to_group(summing, &run, diagnostic);
    }
    end_group(summing);
    return status;
}

enum status sweep_summarize(const struct plan *plan, const char *path, struct sweep_summary *summary,
                            struct diagnostic *diagnostic)
{
    const struct sweep_quantity none = {0.0, INFINITY};
    struct store_reader *reader;
    struct summing summing = {.plan = plan, .summary = summary};
    *summary = (struct sweep_summary){.time = none, .energy = none, .product = none};
    enum status status = store_read(path, &reader, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    summary->varies_technology = store_varies(reader, "technology");
    status = go_through(&summing, reader, diagnostic);
    if (status == STATUS_OK) {
        status = store_rewind(reader, diagnostic);
    }
    if (status == STATUS_OK) {
        summing.judges = true;
        status = go_through(&summing, reader, diagnostic);
    }
    store_reader_free(reader);
    free(summing.group.quality);
    free(summing.best.quality);
    return status;
}
