#include "report/search.h"

#include "netgen/questions/question.h"
#include "report/warnings.h"

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const NAMES[] = {[SEARCH_RESTART] = "restart", [SEARCH_KICK] = "kick", [SEARCH_CROSS] = "cross"};

const char *search_method_name(enum search_method method)
{
    return NAMES[method];
}

bool search_method_find(const char *name, enum search_method *method)
{
    for (enum search_method m = SEARCH_RESTART; m <= SEARCH_CROSS; m++) {
        if (strcmp(name, NAMES[m]) == 0) {
            *method = m;
            return true;
        }
    }
    return false;
}

enum status search_new(size_t runs, size_t chains, struct search *search, struct diagnostic *diagnostic)
{
    *search = (struct search){.runs = runs, .chains = chains};
    search->objective = calloc(runs, sizeof *search->objective);
    search->time = calloc(runs, sizeof *search->time);
    search->energy = calloc(runs, sizeof *search->energy);
    search->rests = calloc(runs, sizeof *search->rests);
    search->first = calloc(chains + 1, sizeof *search->first);
    if (!search->objective || !search->time || !search->energy || !search->rests || !search->first) {
        search_clear(search);
        return fail_memory(diagnostic);
    }
    for (size_t c = 0; c < chains; c++) {
        search->first[c + 1] = search->first[c] + runs / chains + (c < runs % chains);
    }
    return STATUS_OK;
}

void search_clear(struct search *search)
{
    free(search->objective);
    free(search->time);
    free(search->energy);
    free(search->rests);
    free(search->first);
    free(search->start);
    *search = (struct search){0};
}

unsigned long search_noise(const struct search *search, size_t run)
{
    return (search->seed + run) & 0xffffffffUL;
}

bool search_is_better(const struct search *search, const struct question *question, size_t a, size_t b)
{
    return search->rests[a] != search->rests[b]
               ? search->rests[a]
               : question_is_better(question, search->objective[a], search->objective[b]);
}

/* ---- What the relaxations say ---- */

static void describe(double *objective, size_t n, struct search_summary *summary)
{
    summary->mean = gsl_stats_mean(objective, 1, n);
    summary->deviation = n > 1 ? gsl_stats_sd(objective, 1, n) : 0.0;
    for (size_t k = 0; k < n; k++) {
        summary->at_best += objective[k] == summary->best;
    }
    gsl_sort(objective, 1, n);
    summary->least = objective[0];
    summary->greatest = objective[n - 1];
    summary->lower_quartile = gsl_stats_quantile_from_sorted_data(objective, 1, n, 0.25);
    summary->median = gsl_stats_median_from_sorted_data(objective, 1, n);
    summary->upper_quartile = gsl_stats_quantile_from_sorted_data(objective, 1, n, 0.75);
}

static void count_successes(const struct search *search, const struct question *question,
                            struct search_summary *summary)
{
    summary->trials = search->chains;
    summary->reached = search->runs;
    for (size_t c = 0; c < search->chains; c++) {
        size_t k = search->first[c];
        while (k < search->first[c + 1] &&
               !(search->rests[k] &&
                 !question_is_clearly_better(question, summary->target.objective, search->objective[k]))) {
            k++;
        }
        if (k < search->first[c + 1]) {
            summary->successes++;
            summary->reached = summary->reached < k ? summary->reached : k;
        }
    }
    summary->trial_time = summary->run_time * (double)search->runs / (double)search->chains;
    summary->trial_energy = summary->run_energy * (double)search->runs / (double)search->chains;
}

/* What follows from the number of successes. */
static void estimate(struct search_summary *summary)
{
    summary->success = interval_of_success(summary->successes, summary->trials);
    summary->time = interval_of_cost(summary->trial_time, summary->success);
    summary->energy = interval_of_cost(summary->trial_energy, summary->success);
}

/* A best known objective that the search improved on is none. */
static void choose_target(const struct question *question, struct search_summary *summary)
{
    struct search_target *target = &summary->target;
    if (target->goal == SEARCH_KNOWN && question_is_clearly_better(question, summary->best, target->objective)) {
        summary->surpassed = target->objective;
        target->goal = SEARCH_FOUND;
    }
    if (target->goal == SEARCH_FOUND) {
        target->objective = summary->best;
    }
}

enum status search_summarize(const struct search *search, const struct question *question,
                             const struct search_target *target, struct search_summary *summary,
                             struct diagnostic *diagnostic)
{
    double *objective = malloc(search->runs * sizeof *objective);
    size_t n = 0;
    if (!objective) {
        return fail_memory(diagnostic);
    }
    for (size_t k = 0; k < search->runs; k++) {
        if (search->rests[k] || !search->converged) {
            objective[n++] = search->objective[k];
        }
    }
    *summary = (struct search_summary){.best = search->objective[search->best], .target = *target, .surpassed = NAN};
    choose_target(question, summary);
    summary->run_time = gsl_stats_mean(search->time, 1, search->runs);
    summary->run_energy = gsl_stats_mean(search->energy, 1, search->runs);
    describe(objective, n, summary);
    count_successes(search, question, summary);
    estimate(summary);
    free(objective);
    return STATUS_OK;
}

void search_take_warnings(const struct search *search, const struct report *report, struct search_summary *summary)
{
    struct warnings warnings;
    warnings_of_report(report, &warnings);
    for (size_t k = 0; k < warnings.count && !summary->no_answer; k++) {
        summary->no_answer = warning_no_answer(warnings.warning[k].kind, warnings.warning[k].rule);
    }
    if (summary->no_answer) {
        summary->successes = 0;
        summary->reached = search->runs;
        estimate(summary);
    }
}
