/* spinfield technologies NAME: the same problem with each technology. */
#include "campaign/technologies.h"

#include "base/document.h"
#include "cli/cli.h"
#include "cli/network_arguments.h"
#include "cli/ranks.h"
#include "cli/results.h"
#include "cli/simulation.h"
#include "netgen/recipe.h"
#include "solver/solver.h"

#include <string.h>

struct technologies_options {
    struct common_options common;
    const char *name;
    long runs, seed, jobs;
    bool in_ngspice;
};

enum { KEY_RUNS = 0x100, KEY_SEED, KEY_JOBS, KEY_ENGINE };

static const struct argp_option OPTIONS[] = {
    {"runs", KEY_RUNS, "K", 0, "Runs of each technology, from random starts (100)", 1},
    {"seed", KEY_SEED, "NUMBER", 0, "Seed of the first start; the others follow (1)", 1},
    {"engine", KEY_ENGINE, "solver|ngspice", 0, "What runs the networks (solver)", 2},
    {"jobs", KEY_JOBS, "NUMBER", 0, "Runs at once; no result depends on it (all processors)", 2},
    {0},
};

static error_t parse_technologies(int key, char *argument, struct argp_state *state)
{
    static const char *const ENGINES[] = {"solver", "ngspice"};
    struct technologies_options *options = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &options->common;
        return 0;
    case KEY_RUNS:
        options->runs = whole_number(argument, "--runs", 1, 1000000, state);
        return 0;
    case KEY_SEED:
        options->seed = whole_number(argument, "--seed", 0, 4290000000, state);
        return 0;
    case KEY_JOBS:
        options->jobs = whole_number(argument, "--jobs", 1, 1024, state);
        return 0;
    case KEY_ENGINE:
        options->in_ngspice = take_word("--engine", argument, ENGINES, 2, state) == 1;
        return 0;
    case ARGP_KEY_ARG:
        return take_name(argument, state, &options->name);
    case ARGP_KEY_END:
        if (!options->name) {
            usage_error(state, "error: NAME is missing; expected the name of a network");
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static enum status run(const struct technologies_options *options, const struct network *network,
                       struct diagnostic *diagnostic)
{
    struct engine engine = {.kind = ENGINE_SOLVER, .tolerance = solver_standard_options(network).tolerance};
    struct technology_scores scores;
    struct spice_job job = {0};
    enum status status = STATUS_OK;
    if (options->in_ngspice) {
        status = simulation_job(600.0, &options->common, &job, diagnostic);
        engine = (struct engine){.kind = ENGINE_NGSPICE, .host = job.host, .code_model = job.code_model};
    }
    if (status == STATUS_OK) {
        status = technologies_run(network->recipe, (size_t)options->runs, (unsigned long)options->seed, &engine,
                                  (size_t)options->jobs, &scores, diagnostic);
    }
    if (status == STATUS_OK && options->common.json) {
        struct document document = document_begin();
        document_text(&document, "name", options->name);
        technologies_add(&scores, &document);
        status = print_document(&document, 17, diagnostic);
    } else if (status == STATUS_OK && prints_text(&options->common)) {
        technologies_write(&scores, stdout);
    }
    simulation_job_clear(&job);
    return status == STATUS_OK ? finish_stdout(diagnostic) : status;
}

static enum status compare(const struct technologies_options *options, struct diagnostic *diagnostic)
{
    struct results results = {0};
    enum status status = results_read_network(&results, options->name, diagnostic);
    if (status == STATUS_OK && !results.network->recipe) {
        status =
            fail(diagnostic, STATUS_INPUT,
                 "%s.json: error: the file does not say how the network was made; expected one that 'spinfield gen' "
                 "makes again",
                 options->name);
    }
    if (status == STATUS_OK) {
        status = run(options, results.network, diagnostic);
    }
    results_clear(&results);
    return status;
}

int command_technologies(int argc, char **argv)
{
    static const struct argp_child CHILDREN[] = {{&common_argp, 0, NULL, 0}, {0}};
    static const struct argp ARGP = {OPTIONS,
                                     parse_technologies,
                                     "NAME",
                                     "Makes the network NAME.json again with each technology, runs each from as many "
                                     "random starts, and reports how often the answer is right and what that costs.",
                                     CHILDREN,
                                     NULL,
                                     NULL};
    struct technologies_options options = {.runs = 100, .seed = 1};
    struct diagnostic diagnostic;
    enum status status = ranks_refuse(&diagnostic);
    if (status != STATUS_OK) {
        return exit_code(status, &diagnostic);
    }
    network_arguments_parse(&ARGP, OTHER_BY_GEN, argc, argv, &options);
    return exit_code(compare(&options, &diagnostic), &diagnostic);
}
