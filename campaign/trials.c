#include "benchmarks/paper/trials.h"

#include "solver/answer.h"
#include "benchmarks/paper/pool.h"
#include "netgen/problem.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>

_Static_assert(sizeof(struct measures) % sizeof(double) == 0, "fields are read with a stride in doubles");

enum status trials_network(const struct trials *trials, size_t k, struct network **network,
                           struct diagnostic *diagnostic)
{
    gsl_rng *random = problem_random(trials->seed + k);
    *network = NULL;
    if (!random) {
        return fail_memory(diagnostic);
    }
    enum status status = trials->make(trials->task, k, random, network, diagnostic);
    gsl_rng_free(random);
    return status;
}

/* What the jobs share. */
struct work {
    const struct trials *trials;
    trials_engine *engine;
    const void *context;
    struct measures *measures;
};

static enum status run_trial(void *context, size_t k, struct diagnostic *diagnostic)
{
    const struct work *work = context;
    struct network *network;
    enum status status = trials_network(work->trials, k, &network, diagnostic);
    if (status == STATUS_OK) {
        status = work->engine(work->context, network, &work->measures[k], diagnostic);
    }
    network_free(network);
    return status;
}

enum status trials_run_on(trials_engine *engine, const void *context, const struct trials *trials,
                          struct measures **measures, struct diagnostic *diagnostic)
{
    *measures = calloc(trials->count, sizeof **measures);
    if (!*measures) {
        return fail_memory(diagnostic);
    }
    struct work work = {trials, engine, context, *measures};
    struct pool pool = {.count = trials->count, .threads = trials->threads, .job = run_trial, .context = &work};
    enum status status = pool_run(&pool, diagnostic);
    if (status != STATUS_OK) {
        trials_free(*measures, trials->count);
        *measures = NULL;
    }
    return status;
}

/* The simplified solver; `context` is the tolerance. */
static enum status solve(const void *context, const struct network *network, struct measures *measures,
                         struct diagnostic *diagnostic)
{
    struct solver_options options = solver_standard_options(network);
    options.tolerance = *(const double *)context;
    return answer_measures(network, &options, measures, NULL, diagnostic);
}

enum status trials_run(const struct trials *trials, struct measures **measures, struct diagnostic *diagnostic)
{
    return trials_run_on(solve, &trials->tolerance, trials, measures, diagnostic);
}

void trials_free(struct measures *measures, size_t count)
{
    for (size_t k = 0; measures && k < count; k++) {
        measures_clear(&measures[k]);
    }
    free(measures);
}

/* The value that has `rank` values before it in order of size. There are a few thousand at most: no memory for a sorted
 * copy, which a caller would have to be told about. */
static double in_order(const double *value, size_t stride, size_t count, size_t rank)
{
    for (size_t k = 0; k < count; k++) {
        size_t less = 0, equal = 0;
        for (size_t i = 0; i < count; i++) {
            less += value[i * stride] < value[k * stride];
            equal += value[i * stride] == value[k * stride];
        }
        if (less <= rank && rank < less + equal) {
            return value[k * stride];
        }
    }
    return NAN; /* one of the values is */
}

struct summary trials_summarize(const double *value, size_t stride, size_t count)
{
    struct summary summary = {count, NAN, NAN, NAN, NAN, NAN};
    if (count > 0) {
        summary.mean = gsl_stats_mean(value, stride, count);
        summary.median =
            0.5 * (in_order(value, stride, count, (count - 1) / 2) + in_order(value, stride, count, count / 2));
        summary.least = gsl_stats_min(value, stride, count);
        summary.greatest = gsl_stats_max(value, stride, count);
    }
    if (count > 1) {
        summary.error = gsl_stats_sd(value, stride, count) / sqrt((double)count);
    }
    return summary;
}

double trials_half_width(const struct summary *summary)
{
    return gsl_cdf_tdist_Pinv(0.975, (double)summary->count - 1.0) * summary->error;
}

size_t trials_unsolved(const struct measures *measures, size_t count)
{
    size_t unsolved = 0;
    for (size_t k = 0; k < count; k++) {
        unsolved += !measures[k].converged;
    }
    return unsolved;
}
