/* spinfield technologies NAME: the same problem with each technology. */
#include "campaign/technologies.h"

#include "campaign/origin_of.h"
#include "cli/campaign_options.h"
#include "cli/campaign_page.h"
#include "cli/network_arguments.h"
#include "cli/ranks.h"
#include "cli/simulation.h"
#include "netgen/recipe.h"
#include "report/page/technologies.h"
#include "solver/solver.h"

#include <stdlib.h>

struct technologies_options {
    struct common_options common;
    const char *name, *html;
    long runs, seed, jobs;
    bool in_ngspice;
};

enum { KEY_RUNS = CAMPAIGN_KEYS, KEY_SEED };

static const struct argp_option OPTIONS[] = {
    {"runs", KEY_RUNS, "K", 0, "Runs of each technology, from random starts (100)", 1},
    {"seed", KEY_SEED, "NUMBER", 0, "Seed of the first start; the others follow (1)", 1},
    CAMPAIGN_HTML,
    CAMPAIGN_ENGINE,
    CAMPAIGN_JOBS,
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
    case KEY_HTML:
        options->html = argument;
        return 0;
    case ARGP_KEY_ARG:
        return take_name(argument, state, &options->name);
    case ARGP_KEY_END:
        campaign_check_name(options->name, NULL, state);
        check_outputs(state, &options->common, &options->html, 1);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* ---- Results ---- */

/* What they are made of. */
struct compared {
    struct technology_scores scores;
    const struct recipe *recipe;
    const struct engine *engine;
    const char *command;
};

static enum status write_text(const void *result, const char *name, FILE *out, struct diagnostic *diagnostic)
{
    (void)name;
    (void)diagnostic;
    technologies_write(&((const struct compared *)result)->scores, out);
    return STATUS_OK;
}

static enum status add_json(const void *result, const char *name, struct document *document,
                            struct diagnostic *diagnostic)
{
    (void)diagnostic;
    document_text(document, "name", name);
    technologies_add(&((const struct compared *)result)->scores, document);
    return STATUS_OK;
}

static enum status write_page(const void *result, const char *name, FILE *out, struct diagnostic *diagnostic)
{
    const struct compared *compared = result;
    struct origin origin;
    enum status status = origin_make(compared->recipe, compared->engine, compared->command, name, &origin, diagnostic);
    if (status == STATUS_OK) {
        status = technologies_html(&compared->scores, &origin, out, diagnostic);
        origin_clear(&origin);
    }
    return status;
}

static const struct campaign_answer ANSWER = {write_text, add_json, write_page};

/* ---- The work ---- */

static enum status compare(void *given, const struct network *network, const char *command,
                           struct diagnostic *diagnostic)
{
    const struct technologies_options *options = given;
    struct engine engine = {.kind = ENGINE_SOLVER, .tolerance = solver_standard_options(network).tolerance};
    struct compared compared = {.recipe = network->recipe, .engine = &engine, .command = command};
    struct spice_job job = {0};
    enum status status = campaign_check_files(options->name, NULL, &options->html, 1, diagnostic);
    if (status == STATUS_OK && options->in_ngspice) {
        status = simulation_job(600.0, &options->common, &job, diagnostic);
        engine = (struct engine){.kind = ENGINE_NGSPICE, .host = job.host, .code_model = job.code_model};
    }
    if (status == STATUS_OK) {
        const struct technology_runs runs = {.count = (size_t)options->runs,
                                             .seed = (unsigned long)options->seed,
                                             .engine = engine,
                                             .workers = (size_t)options->jobs};
        status = technologies_run(network->recipe, &runs, &compared.scores, diagnostic);
    }
    if (status == STATUS_OK) {
        status = campaign_answer(&ANSWER, &compared, options->name, &options->common, options->html, diagnostic);
        technologies_clear(&compared.scores);
    }
    simulation_job_clear(&job);
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
    char *command = campaign_command(argc, argv);
    network_arguments_parse(&ARGP, OTHER_BY_GEN, argc, argv, &options);
    status = campaign_do(compare, &options, options.name, command, &diagnostic);
    free(command);
    return exit_code(status, &diagnostic);
}
