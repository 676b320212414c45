#include "campaign/trials.h"

#include "campaign/runner.h"
#include "netgen/problem.h"

#include <stdlib.h>
#include <string.h>

enum status trial_network(const struct trial *trial, struct network **network, struct diagnostic *diagnostic)
{
    gsl_rng *random = problem_random(trial->seed);
    *network = NULL;
    if (!random) {
        return fail_memory(diagnostic);
    }
    enum status status = trial->make(trial->task, trial->number, random, network, diagnostic);
    gsl_rng_free(random);
    return status;
}

enum status trial_measure(const struct trial *trial, struct measures *measures, struct diagnostic *diagnostic)
{
    struct network *network;
    enum status status = trial_network(trial, &network, diagnostic);
    if (status == STATUS_OK) {
        status = engine_measure(&trial->engine, network, measures, diagnostic);
    }
    network_free(network);
    return status;
}

/* ---- Measures as bytes: the struct, and behind it the state ---- */

static bool pack(const struct measures *measures, struct campaign_result *result)
{
    size_t length = strlen(measures->state) + 1;
    char *bytes = malloc(sizeof *measures + length);
    if (bytes) {
        memcpy(bytes, measures, sizeof *measures);
        memcpy(bytes + sizeof *measures, measures->state, length);
        result->bytes = bytes;
        result->size = sizeof *measures + length;
    }
    return bytes;
}

static bool unpack(const struct campaign_result *result, struct measures *measures)
{
    memcpy(measures, result->bytes, sizeof *measures);
    measures->distribution = NULL; /* the sender's */
    measures->state = strdup((const char *)result->bytes + sizeof *measures);
    return measures->state;
}

/* ---- The campaign ---- */

struct work {
    const struct trials *trials;
    struct measures *measures;
};

static enum status run(const void *context, void *worker, size_t point, struct campaign_result *result,
                       struct diagnostic *diagnostic)
{
    const struct work *work = context;
    struct trial trial = work->trials->first;
    struct measures measures;
    (void)worker;
    trial.number += point;
    trial.seed += point;
    enum status status = trial_measure(&trial, &measures, diagnostic);
    if (status == STATUS_OK) {
        status = pack(&measures, result) ? STATUS_OK : fail_memory(diagnostic);
        measures_clear(&measures);
    }
    return status;
}

static enum status take(void *context, const struct campaign_result *result, struct diagnostic *diagnostic)
{
    const struct work *work = context;
    return result->status != STATUS_OK || unpack(result, &work->measures[result->point]) ? STATUS_OK
                                                                                         : fail_memory(diagnostic);
}

enum status trials_run(const struct trials *trials, struct measures **measures, struct diagnostic *diagnostic)
{
    *measures = calloc(trials->count, sizeof **measures);
    if (!*measures) {
        return fail_memory(diagnostic);
    }
    struct work work = {trials, *measures};
    const struct campaign campaign = {.points = trials->count,
                                      .workers = trials->workers,
                                      .pool = trials->first.engine.kind == ENGINE_NGSPICE ? CAMPAIGN_PROCESSES
                                                                                          : CAMPAIGN_THREADS,
                                      .ends_at_error = true,
                                      .run = run,
                                      .take = take,
                                      .context = &work};
    enum status status = runner_run(&campaign, diagnostic);
    if (status != STATUS_OK) {
        trials_free(*measures, trials->count);
        *measures = NULL;
    }
    return status;
}

void trials_free(struct measures *measures, size_t count)
{
    for (size_t k = 0; measures && k < count; k++) {
        measures_clear(&measures[k]);
    }
    free(measures);
}
