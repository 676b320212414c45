#include "cli/campaign_options.h"

#include "base/output.h"
#include "base/shell.h"
#include "base/text.h"
#include "campaign/runner.h"
#include "cli/network_files.h"
#include "cli/results.h"
#include "cli/simulation.h"
#include "netgen/recipe.h"
#include "solver/solver.h"
#include "report/quantity.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- The command line ---- */

struct campaign_options campaign_options_begin(void)
{
    return (struct campaign_options){.plan = plan_begin()};
}

void campaign_options_clear(struct campaign_options *options)
{
    plan_clear(&options->plan);
}

void campaign_require(enum status status, const struct diagnostic *diagnostic, const struct argp_state *state)
{
    if (status == STATUS_INPUT) {
        usage_error(state, "%s", diagnostic->text);
    }
    if (status != STATUS_OK) {
        exit(exit_code(status, diagnostic));
    }
}

error_t campaign_option(int key, char *argument, struct argp_state *state, struct campaign_options *options)
{
    struct diagnostic diagnostic;
    const long most = PLAN_MOST_POINTS;
    switch (key) {
    case KEY_VARY:
        campaign_require(plan_vary(&options->plan, argument, &diagnostic), &diagnostic, state);
        return 0;
    case KEY_SEEDS:
        options->seeds[PLAN_SEEDS] = whole_number(argument, "--seeds", 1, most, state);
        return 0;
    case KEY_STARTS:
        options->seeds[PLAN_STARTS] = whole_number(argument, "--starts", 1, most, state);
        return 0;
    case KEY_CHIPS:
        options->seeds[PLAN_CHIPS] = whole_number(argument, "--chips", 1, most, state);
        return 0;
    case KEY_ENGINE:
        options->in_ngspice = strcmp(argument, "ngspice") == 0;
        if (!options->in_ngspice && strcmp(argument, "solver") != 0) {
            usage_error(state, "error: --engine takes solver or ngspice, not '%.40s'", argument);
        }
        return 0;
    case KEY_JOBS:
        options->jobs = whole_number(argument, "--jobs", 1, 1024, state);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

char *campaign_command(int argc, char **argv)
{
    struct diagnostic diagnostic;
    struct text text;
    if (text_begin(&text, &diagnostic) != STATUS_OK) {
        return NULL;
    }
    fputs(argv[0], text.stream);
    for (int k = 1; k < argc; k++) {
        fputc(' ', text.stream);
        shell_print_word(argv[k], text.stream);
    }
    return text_end(&text, &diagnostic) == STATUS_OK ? text.bytes : NULL;
}

/* ---- Before the work ---- */

void campaign_check_name(const char *name, const char *store, struct argp_state *state)
{
    if (!name) {
        usage_error(state, "error: NAME is missing; expected the name of a network");
    }
    if (store && output_is_stdout(store)) {
        usage_error(state, "error: -o takes a file for the store, which cannot go to standard output");
    }
}

enum status campaign_do(campaign_work *work, void *options, const char *name, const char *command,
                        struct diagnostic *diagnostic)
{
    struct results template = {.network = NULL};
    enum status status = command ? results_read_network(&template, name, diagnostic) : fail_memory(diagnostic);
    if (status == STATUS_OK && !template.network->recipe) {
        status = fail(diagnostic, STATUS_INPUT,
                      "%s.json: error: an older version of Spinfield made this network and did not note how; expected "
                      "one that 'spinfield gen' has made again",
                      name);
    }
    if (status == STATUS_OK) {
        status = work(options, template.network, command, diagnostic);
    }
    results_clear(&template);
    return status;
}

enum status campaign_check_chips(const struct campaign_options *options, const struct recipe *recipe,
                                 struct diagnostic *diagnostic)
{
    struct recipe_name name;
    if (options->seeds[PLAN_CHIPS] == 0) {
        return STATUS_OK;
    }
    enum status status = recipe_name(recipe, plan_seed_name(PLAN_CHIPS), &name, diagnostic);
    if (status == STATUS_OK && *name.misfit) {
        return fail(diagnostic, STATUS_INPUT,
                    "error: --%s has no meaning for %s, whose devices do not vary; leave it out",
                    plan_seed_option(PLAN_CHIPS), name.misfit);
    }
    return status;
}

enum status campaign_seeds(struct campaign_options *options, const struct recipe *recipe, struct diagnostic *diagnostic)
{
    enum status status = campaign_check_chips(options, recipe, diagnostic);
    for (enum plan_seed kind = PLAN_SEEDS; status == STATUS_OK && kind < PLAN_SEED_KINDS; kind++) {
        if (options->seeds[kind] > 0) {
            status = plan_seeds(&options->plan, kind, sweep_first_seed(recipe, kind), (size_t)options->seeds[kind],
                                diagnostic);
        }
    }
    return status;
}

struct sweep campaign_sweep(struct campaign_options *options, const struct network *network, const char *command)
{
    return (struct sweep){.plan = &options->plan,
                          .recipe = network->recipe,
                          .question = network->question,
                          .engine = {.kind = options->in_ngspice ? ENGINE_NGSPICE : ENGINE_SOLVER,
                                     .tolerance = solver_standard_options(network).tolerance},
                          .workers = options->jobs > 0 ? (size_t)options->jobs : runner_processors(),
                          .shards = 1,
                          .command = command};
}

enum status campaign_find_engine(struct sweep *sweep, const struct common_options *common, struct spice_job *job,
                                 struct diagnostic *diagnostic)
{
    enum status status =
        sweep->engine.kind == ENGINE_NGSPICE ? simulation_job(600.0, common, job, diagnostic) : STATUS_OK;
    sweep->engine.host = job->host;
    sweep->engine.code_model = job->code_model;
    return status;
}

enum status campaign_check_files(const char *name, const char *store, const char *const paths[], size_t count,
                                 struct diagnostic *diagnostic)
{
    enum status status = output_check(paths, count, diagnostic);
    if (status == STATUS_OK) {
        status = network_files_spare(name, NULL, paths, count, diagnostic);
    }
    if (status == STATUS_OK) {
        status = network_files_spare(name, NULL, &store, 1, diagnostic);
    }
    return status == STATUS_OK ? output_spare(paths, count, &store, 1, diagnostic) : status;
}

/* ---- Progress ---- */

void campaign_show(void *context, size_t done, size_t all)
{
    struct campaign_watch *watch = context;
    if (!watch->any) { /* the first new row */
        watch->any = true;
        watch->there = done - 1;
    }
    /* the share of what is new, since the time left follows from it */
    progress_show(&watch->progress, (double)(done - watch->there) / (double)(all - watch->there), false,
                  "%s: %zu of %zu run%s", watch->doing, done, all, plural(all));
}
