#include "cli/simulation.h"

#include "report/quantity.h"
#include "solver/answer.h"
#include "cli/program_files.h"
#include "netgen/deck.h"
#include "cli/progress.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* What the progress line of a run in ngspice needs. */
struct watch {
    struct progress progress;
    double end; /* when the walls will rest, as the solver says, s; the stop time where it does not */
    bool at_most;
};

static void show_progress(void *context, double time, size_t point)
{
    struct watch *watch = context;
    progress_show(&watch->progress, fmin(time / watch->end, 0.99), watch->at_most, "ngspice: %.1f ns, %zu time point%s",
                  time * 1e9, point, plural(point));
}

/* The solver finds in milliseconds when the walls will rest. */
static struct watch watch_for(const struct network *network, const struct common_options *options)
{
    struct watch watch = {progress_begin(options), network->t_stop, true};
    struct solver_options solver = solver_standard_options(network);
    struct measures expected;
    struct diagnostic ignored;
    if (watch.progress.wanted && answer_measures(network, &solver, &expected, NULL, &ignored) == STATUS_OK) {
        if (expected.converged && expected.time_to_solution > 0.0) {
            watch.end = expected.time_to_solution;
            watch.at_most = false;
        }
        measures_clear(&expected);
    }
    return watch;
}

enum status simulation_check(const struct network *network, struct diagnostic *diagnostic)
{
    if (!deck_is_possible(network)) {
        return fail(diagnostic, STATUS_INPUT,
                    "error: %zu devices are more than the %d of a deck; 'spinfield solve' takes them",
                    network_devices(network), DECK_GREATEST_DEVICES);
    }
    return STATUS_OK;
}

enum status simulation_job(double patience, const struct common_options *options, struct spice_job *job,
                           struct diagnostic *diagnostic)
{
    char *host = NULL, *code_model = NULL;
    enum status status = program_file_find(PROGRAM_FILE_HOST, &host, diagnostic);
    if (status == STATUS_OK) {
        status = program_file_find(PROGRAM_FILE_CODE_MODEL, &code_model, diagnostic);
    }
    if (status != STATUS_OK) {
        free(host);
        return status;
    }
    *job = (struct spice_job){
        .host = host, .code_model = code_model, .patience = patience, .log = options->verbose ? stderr : NULL};
    return STATUS_OK;
}

void simulation_job_clear(struct spice_job *job)
{
    free((char *)(uintptr_t)job->host);
    free((char *)(uintptr_t)job->code_model);
    *job = (struct spice_job){0};
}

enum status simulation_run(const struct network *network, const char *deck, double patience,
                           const struct common_options *options, struct spice_result *result,
                           struct diagnostic *diagnostic)
{
    struct spice_job job;
    *result = (struct spice_result){.iterations = -1};
    enum status status = simulation_job(patience, options, &job, diagnostic);
    if (status == STATUS_OK) {
        struct watch watch = watch_for(network, options);
        job.deck = deck;
        job.progress = show_progress;
        job.context = &watch;
        status = spice_run_network(&job, network, result, diagnostic);
        progress_end(&watch.progress);
        simulation_job_clear(&job);
    }
    return status;
}
