#include "report/runs.h"

#include "report/answers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void runs_option_clear(struct runs_option *option)
{
    for (size_t k = 0; k < option->levels; k++) {
        free(option->level[k].text);
    }
    free(option->level);
    free(option->name);
    *option = (struct runs_option){.levels = 0};
}

void runs_clear(struct runs *runs)
{
    for (size_t k = 0; runs->option && k < runs->options; k++) {
        runs_option_clear(&runs->option[k]);
    }
    free(runs->option);
    free(runs->level);
    free(runs->outcome);
    free(runs->time);
    free(runs->energy);
    free(runs->no_answer);
    free(runs->quality);
    free(runs->first_error);
    *runs = (struct runs){0};
}

/* ---- Quantities ---- */

const char *runs_quantity_name(enum runs_quantity quantity)
{
    static const char *const NAMES[] = {
        [RUNS_TIME] = "time to solution", [RUNS_ENERGY] = "energy", [RUNS_PRODUCT] = "energy-delay product"};
    return NAMES[quantity];
}

const char *runs_quantity_unit(enum runs_quantity quantity)
{
    static const char *const UNITS[] = {[RUNS_TIME] = "s", [RUNS_ENERGY] = "J", [RUNS_PRODUCT] = "J s"};
    return UNITS[quantity];
}

double runs_value(const struct runs *runs, size_t run, enum runs_quantity quantity)
{
    if (runs->outcome[run] != RUN_CONVERGED) {
        return NAN;
    }
    switch (quantity) {
    case RUNS_TIME:
        return runs->time[run];
    case RUNS_ENERGY:
        return runs->energy[run];
    default:
        return runs->time[run] * runs->energy[run];
    }
}

/* ---- Groups ---- */

struct key {
    const struct runs *runs;
    const size_t *by;
    size_t by_count;
};

static int compare_levels(const struct key *key, size_t a, size_t b)
{
    const size_t options = key->runs->options, *level = key->runs->level;
    for (size_t k = 0; k < key->by_count; k++) {
        const size_t x = level[a * options + key->by[k]], y = level[b * options + key->by[k]];
        if (x != y) {
            return x < y ? -1 : 1;
        }
    }
    return 0;
}

static int compare(const void *a, const void *b, void *context)
{
    const size_t x = *(const size_t *)a, y = *(const size_t *)b;
    const int order = compare_levels(context, x, y);
    return order != 0 ? order : (x > y) - (x < y);
}

static double quality_of(const struct runs *runs, size_t run)
{
    return runs->quality && runs->outcome[run] == RUN_CONVERGED ? runs->quality[run] : NAN;
}

/* Of a quantity; RUNS_QUANTITIES: of the quality. */
static struct interval mean_of(const struct runs *runs, const size_t *run, size_t count, enum runs_quantity quantity)
{
    double mean = 0.0, squares = 0.0; /* Welford's recurrence */
    size_t numbers = 0;
    for (size_t k = 0; k < count; k++) {
        const double value =
            quantity == RUNS_QUANTITIES ? quality_of(runs, run[k]) : runs_value(runs, run[k], quantity);
        if (isfinite(value)) {
            const double before = value - mean;
            mean += before / (double)++numbers;
            squares += before * (value - mean);
        }
    }
    return interval_of_mean(mean, squares, numbers);
}

static struct runs_group group_of(const struct runs *runs, const size_t *run, size_t count)
{
    struct runs_group group = {.first = run[0], .runs = count};
    for (size_t k = 0; k < count; k++) {
        group.converged += runs->outcome[run[k]] == RUN_CONVERGED;
        group.failed += runs->outcome[run[k]] == RUN_FAILED;
        group.no_answer += runs->no_answer && runs->no_answer[run[k]];
    }
    for (enum runs_quantity q = 0; q < RUNS_QUANTITIES; q++) {
        group.mean[q] = mean_of(runs, run, count, q);
    }
    group.quality = mean_of(runs, run, count, RUNS_QUANTITIES);
    group.is_whole = group.converged == group.runs && group.no_answer == 0;
    group.may_be_best = group.is_whole;
    return group;
}

/* ---- The best answers ---- */

/* The whole group with the best mean quality; groups->count where none has one. */
static size_t find_best(const struct runs_groups *groups, bool less_is_better)
{
    size_t best = groups->count;
    for (size_t k = 0; k < groups->count; k++) {
        const double value = groups->group[k].quality.value;
        if (groups->group[k].is_whole && isfinite(value) &&
            (best == groups->count || (less_is_better ? value < groups->group[best].quality.value
                                                      : value > groups->group[best].quality.value))) {
            best = k;
        }
    }
    return best;
}

/* Finds the groups whose answers are worse than the best ones. The groups are of run[], one after the other. */
static enum status judge_groups(const struct runs *runs, const size_t *run, struct runs_groups *groups,
                                struct diagnostic *diagnostic)
{
    const bool less = runs->of_quality.less_is_better;
    const size_t best = runs->quality && runs->of_quality.compares ? find_best(groups, less) : groups->count;
    if (best == groups->count) {
        return STATUS_OK;
    }
    double *value = malloc((runs->count + 1) * sizeof *value);
    size_t begin = 0, first = 0;
    if (!value) {
        return fail_memory(diagnostic);
    }
    for (size_t k = 0; k < runs->count; k++) {
        value[k] = quality_of(runs, run[k]);
    }
    for (size_t k = 0; k < best; k++) {
        first += groups->group[k].runs;
    }
    groups->best = best;
    groups->has_best = true;
    for (size_t k = 0; k < groups->count; k++) {
        struct runs_group *group = &groups->group[k];
        group->may_be_best = group->is_whole && !answers_are_worse(value + begin, group->runs, value + first,
                                                                   groups->group[best].runs, less);
        groups->as_good += group->may_be_best;
        begin += group->runs;
    }
    free(value);
    return STATUS_OK;
}

enum status runs_group(const struct runs *runs, const size_t *by, size_t by_count, struct runs_groups *groups,
                       struct diagnostic *diagnostic)
{
    struct key key = {runs, by, by_count};
    size_t *run = malloc((runs->count + 1) * sizeof *run), count = 0;
    *groups = (struct runs_groups){0};
    if (!run) {
        return fail_memory(diagnostic);
    }
    for (size_t k = 0; k < runs->count; k++) {
        run[k] = k;
    }
    qsort_r(run, runs->count, sizeof *run, compare, &key);
    for (size_t k = 0; k < runs->count; k++) {
        count += k == 0 || compare_levels(&key, run[k - 1], run[k]) != 0;
    }
    groups->group = calloc(count + 1, sizeof *groups->group);
    for (size_t begin = 0, end; groups->group && begin < runs->count; begin = end) {
        for (end = begin + 1; end < runs->count && compare_levels(&key, run[begin], run[end]) == 0; end++) {
        }
        groups->group[groups->count++] = group_of(runs, run + begin, end - begin);
    }
    enum status status = groups->group ? judge_groups(runs, run, groups, diagnostic) : fail_memory(diagnostic);
    free(run);
    if (status != STATUS_OK) {
        runs_groups_clear(groups);
    }
    return status;
}

void runs_groups_clear(struct runs_groups *groups)
{
    free(groups->group);
    *groups = (struct runs_groups){0};
}

size_t runs_least(const struct runs_groups *groups, enum runs_quantity quantity)
{
    size_t least = groups->count;
    for (size_t k = 0; k < groups->count; k++) {
        if (groups->group[k].may_be_best && (least == groups->count || groups->group[k].mean[quantity].value <
                                                                           groups->group[least].mean[quantity].value)) {
            least = k;
        }
    }
    return least;
}

static int compare_times(const void *a, const void *b, void *context)
{
    const struct runs_groups *groups = context;
    const size_t i = *(const size_t *)a, j = *(const size_t *)b;
    const struct interval *x = groups->group[i].mean, *y = groups->group[j].mean;
    const enum runs_quantity first =
        x[RUNS_TIME].value < y[RUNS_TIME].value || x[RUNS_TIME].value > y[RUNS_TIME].value ? RUNS_TIME : RUNS_ENERGY;
    const int order = (x[first].value > y[first].value) - (x[first].value < y[first].value);
    return order != 0 ? order : (i > j) - (i < j);
}

size_t runs_front(const struct runs_groups *groups, size_t *front)
{
    size_t count = 0, kept = 0;
    double least = INFINITY;
    for (size_t k = 0; k < groups->count; k++) {
        if (groups->group[k].may_be_best) {
            front[count++] = k;
        }
    }
    qsort_r(front, count, sizeof *front, compare_times, (void *)groups);
    for (size_t k = 0; k < count; k++) {
        const double energy = groups->group[front[k]].mean[RUNS_ENERGY].value;
        if (energy < least) {
            least = energy;
            front[kept++] = front[k];
        }
    }
    return kept;
}
