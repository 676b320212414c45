#include "solver/answer.h"

#include "base/random.h"
#include "netgen/questions/distribution.h"
#include "netgen/questions/question.h"
#include "netgen/technologies/technology.h"
#include "report/trace_table.h"

#include <math.h>
#include <stdlib.h>

/* What a run of a network gives. */
struct outcome {
    char *state; /* [n + 1], at its end */
    struct solver_result result;
    struct distribution *distribution; /* NULL where the question asks for none */
};

/* The measures own its state and its distribution then. */
static void fill_measures(const struct network *network, const struct outcome *outcome, struct measures *measures)
{
    const struct solver_result *result = &outcome->result;
    *measures = (struct measures){
        .converged = result->converged,
        .moving = result->moving,
        .time_to_solution = result->time_to_solution,
        .energy_load = result->energy_load,
        .energy_soma = result->energy_soma,
        .energy_synapse = result->energy_synapse,
        .peak_power = result->peak_power,
        .run_time = result->run_time,
        .share = result->share,
        .first_seen = result->first_seen,
        .first_seen_energy = result->first_seen_energy,
        .state = outcome->state,
        .distribution = outcome->distribution,
    };
    measures_judge(network, measures);
}

/* An observer that has another one behind it. */
struct sampling {
    const struct solver_options *options;
    struct sampler *sampler;
};

static bool sample(void *context, const struct solver_point *point)
{
    struct sampling *sampling = context;
    sampler_see(sampling->sampler, point->t, point->signal);
    return !sampling->options->observe || sampling->options->observe(sampling->options->context, point);
}

/* solver_run, also with the distribution of a question that asks for one. outcome->state is the caller's. */
static enum status run_sampled(struct solver *solver, const struct network *network, const char *start,
                               const struct solver_options *options, struct outcome *outcome,
                               struct diagnostic *diagnostic)
{
    struct sampling sampling = {.options = options};
    struct solver_options sampled = *options;
    outcome->distribution = NULL;
    if (!network->question->variables) {
        return solver_run(solver, start, options, outcome->state, &outcome->result, diagnostic);
    }
    sampled.observe = sample;
    sampled.context = &sampling;
    enum status status = sampler_new(network, options->t_stop, &sampling.sampler, diagnostic);
    if (status == STATUS_OK) {
        status = solver_run(solver, start, &sampled, outcome->state, &outcome->result, diagnostic);
    }
    if (status == STATUS_OK) {
        status = sampler_end(sampling.sampler, &outcome->distribution, diagnostic);
    }
    sampler_free(sampling.sampler);
    return status;
}

enum status answer_measures(const struct network *network, const struct solver_options *options,
                            struct measures *measures, struct solver_result *facts, struct diagnostic *diagnostic)
{
    struct solver *solver = NULL;
    struct outcome outcome = {.state = malloc(network->n + 1)};
    enum status status = outcome.state ? solver_new(network, &solver, diagnostic) : fail_memory(diagnostic);
    if (status == STATUS_OK) {
        status = run_sampled(solver, network, network->start, options, &outcome, diagnostic);
    }
    if (status == STATUS_OK) {
        fill_measures(network, &outcome, measures);
        outcome.state = NULL;
        if (facts) {
            *facts = outcome.result;
        }
    }
    solver_free(solver);
    free(outcome.state);
    return status;
}

enum { CHAINS = 4 };

void answer_chain(struct network *network, size_t k, char *start)
{
    const unsigned long seed = network->pbit.seed;
    const uint64_t key = random_bits(seed, k);
    for (size_t i = 0; i < network->n; i++) {
        start[i] = random_bits(key, i) & 1U ? '1' : '0';
    }
    start[network->n] = '\0';
    network_set_noise(network, (seed + k + 1) & 0xffffffffUL); /* none is that of the run, or of another chain */
}

/* Runs `own` from random starts and with noise of other seeds than that of `network`; `solver` is one of `own`. */
static enum status run_chains(const struct network *network, struct network *own, struct solver *solver,
                              const struct solver_options *options, struct distribution *chain[CHAINS],
                              struct diagnostic *diagnostic)
{
    char *text = calloc(2, network->n + 1);
    enum status status = text ? STATUS_OK : fail_memory(diagnostic);
    for (size_t k = 0; k < CHAINS && status == STATUS_OK; k++) {
        struct outcome outcome = {.state = text + network->n + 1};
        *own = *network;
        answer_chain(own, k, text);
        status = run_sampled(solver, own, text, options, &outcome, diagnostic);
        chain[k] = outcome.distribution;
    }
    free(text);
    return status;
}

enum status answer_chains(const struct network *network, const struct solver_options *options,
                          struct measures *measures, struct diagnostic *diagnostic)
{
    struct distribution *d = measures->distribution, *chain[CHAINS] = {NULL};
    struct solver_options shorter = *options;
    struct network own = *network; /* borrows all that it points to */
    struct solver *solver = NULL;
    if (!d || d->exact) {
        return STATUS_OK;
    }
    shorter.t_stop = options->t_stop / CHAINS;
    shorter.observe = NULL;
    enum status status = solver_new(&own, &solver, diagnostic);
    if (status == STATUS_OK) {
        status = run_chains(network, &own, solver, &shorter, chain, diagnostic);
    }
    if (status == STATUS_OK) {
        d->apart = 0.0;
        for (size_t k = 1; k < CHAINS; k++) {
            for (size_t j = 0; j < k; j++) {
                d->apart = fmax(d->apart, distribution_apart(chain[j], chain[k]));
            }
        }
    } else {
        measures_clear(measures);
    }
    for (size_t k = 0; k < CHAINS; k++) {
        distribution_free(chain[k]);
    }
    solver_free(solver);
    return status;
}

static bool watch_point(void *watch, const struct solver_point *point)
{
    return unrest_watch_see(watch, point->t, point->soma, point->axon);
}

enum status answer_unrest(const struct network *network, const struct solver_options *options,
                          struct measures *measures, struct diagnostic *diagnostic)
{
    if (measures->converged || network->technology != &technology_wall) {
        return STATUS_OK;
    }
    struct solver_options watched = *options;
    struct unrest_watch *watch = unrest_watch_new(network, options->t_stop);
    struct measures again = {.state = NULL};
    watched.observe = watch_point;
    watched.context = watch;
    enum status status = watch ? answer_measures(network, &watched, &again, NULL, diagnostic) : fail_memory(diagnostic);
    if (status == STATUS_OK) {
        measures->unrest = unrest_watch_judge(watch);
        measures_clear(&again);
    } else {
        measures_clear(measures);
    }
    unrest_watch_free(watch);
    return status;
}

/* Where rows go, and room for one. */
struct recorder {
    const struct solver_options *options; /* whose observer is called, too */
    struct table *table;
    double *row;
    size_t n;
    struct diagnostic *diagnostic;
};

static bool record(void *context, const struct solver_point *point)
{
    struct recorder *r = context;
    r->row[TRACE_TIME] = point->t;
    r->row[TRACE_POWER_LOAD] = point->p_load;
    r->row[TRACE_POWER_SOMA] = point->p_soma;
    r->row[TRACE_POWER_SYNAPSE] = point->p_synapse;
    r->row[TRACE_WALLS + 2 * r->n] = point->speed; /* a column only where devices differ */
    for (size_t i = 0; i < r->n; i++) {
        r->row[TRACE_WALLS + i] = point->signal ? point->signal[i] : point->soma[i];
        r->row[TRACE_WALLS + r->n + i] = point->signal ? 0.0 : point->axon[i];
    }
    return table_append(r->table, r->row, r->diagnostic) == STATUS_OK &&
           (!r->options->observe || r->options->observe(r->options->context, point));
}

enum status answer_table(const struct network *network, const struct solver_options *options, struct table **table,
                         struct measures *measures, struct solver_result *facts, struct diagnostic *diagnostic)
{
    struct recorder recorder = {
        .options = options, .table = trace_table_new(network), .n = network->n, .diagnostic = diagnostic};
    struct solver_options observed = *options;
    observed.observe = record;
    observed.context = &recorder;
    enum status status = STATUS_OK;
    *table = NULL;
    if (!recorder.table || !(recorder.row = calloc(TRACE_WALLS + 2 * network->n + 1, sizeof *recorder.row))) {
        status = fail_memory(diagnostic);
    } else {
        status = answer_measures(network, &observed, measures, facts, diagnostic);
    }
    if (status == STATUS_OK && recorder.table->rows == 1) { /* nothing moves at all, and a trace has two points */
        const double moment = 1e-12;                        /* s */
        recorder.row[TRACE_TIME] += moment;
        status = table_append(recorder.table, recorder.row, diagnostic);
    }
    if (status == STATUS_OK) {
        *table = recorder.table;
        recorder.table = NULL;
    }
    table_free(recorder.table);
    free(recorder.row);
    return status;
}

enum status answer_drawing(const struct network *network, const struct solver_options *options, double end,
                           struct table **table, struct diagnostic *diagnostic)
{
    const double points = 300.0; /* about as many as a diagram is wide */
    struct solver_options finer = *options;
    struct measures unused;
    finer.longest = end > 0.0 ? fmin(finer.longest, end / points) : finer.longest;
    enum status status = answer_table(network, &finer, table, &unused, NULL, diagnostic);
    if (status == STATUS_OK) {
        measures_clear(&unused);
    }
    return status;
}

enum status answer_reference(const struct network *network, struct answer_reference *reference,
                             struct diagnostic *diagnostic)
{
    struct solver_options options = solver_standard_options(network);
    options.tolerance = ANSWER_REFERENCE_TOLERANCE;
    options.longest = 0.1e-9; /* s */
    options.way = 1e-9;       /* m */
    *reference = (struct answer_reference){0};
    enum status status = answer_table(network, &options, &reference->table, &reference->measures, NULL, diagnostic);
    if (status == STATUS_OK) {
        status = trace_from_table(reference->table, network, "solver", &reference->trace, diagnostic);
    }
    return status;
}

enum status answer_is_sensitive(const struct network *network, const struct answer_reference *reference,
                                struct comparison *comparison, struct diagnostic *diagnostic)
{
    struct solver_options options = solver_standard_options(network);
    struct answer_reference other = {0};
    options.tolerance = 3e-5;
    options.longest = 0.09e-9; /* s */
    options.way = 0.9e-9;      /* m */
    enum status status = answer_table(network, &options, &other.table, &other.measures, NULL, diagnostic);
    if (status == STATUS_OK) {
        status = trace_from_table(other.table, network, "solver", &other.trace, diagnostic);
    }
    if (status == STATUS_OK) {
        const struct comparison_limits limits = {comparison->tolerance, comparison->walls};
        struct comparison itself;
        status = comparison_take(network, &(struct comparison_run){other.trace, &other.measures},
                                 &(struct comparison_run){reference->trace, &reference->measures}, &limits, &itself,
                                 diagnostic);
        comparison->sensitive = status == STATUS_OK && itself.verdict == COMPARISON_DISAGREES;
    }
    answer_reference_clear(&other);
    return status;
}

void answer_reference_clear(struct answer_reference *reference)
{
    table_free(reference->table);
    trace_free(reference->trace);
    measures_clear(&reference->measures);
}
