/* spinfield yield NAME: how many chips of a network work, and why the others do not. */
#include "campaign/yield.h"

#include "campaign/refusals.h"
#include "cli/campaign_options.h"
#include "cli/campaign_page.h"
#include "cli/network_arguments.h"
#include "cli/ranks.h"
#include "cli/simulation.h"
#include "netgen/questions/question.h"
#include "netgen/recipe.h"
#include "report/page/chips.h"

#include <stdlib.h>

enum { KEY_NO_SENSITIVITY = CAMPAIGN_KEYS };

struct yield_options {
    struct common_options common;
    struct campaign_options campaign;
    const char *name, *store, *criterion, *html;
    bool no_sensitivity;
};

static const struct argp_option OPTIONS[] = {
    {"chips", KEY_CHIPS, "K", 0, "K chips, seeds of the variation of devices (200)", 1},
    CAMPAIGN_PASS,
    {"output", 'o', "FILE", 0, "Keep the results in this store; what was stopped goes on with its own", 1},
    CAMPAIGN_HTML,
    CAMPAIGN_VARY,
    CAMPAIGN_STARTS,
    {"no-sensitivity", KEY_NO_SENSITIVITY, NULL, 0, "Leave out what each sigma does", 3},
    CAMPAIGN_ENGINE,
    CAMPAIGN_JOBS,
    {0},
};

static error_t parse_yield(int key, char *argument, struct argp_state *state)
{
    struct yield_options *options = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &options->common;
        return 0;
    case 'o':
        options->store = argument;
        return 0;
    case KEY_PASS:
        options->criterion = argument;
        return 0;
    case KEY_HTML:
        options->html = argument;
        return 0;
    case KEY_NO_SENSITIVITY:
        options->no_sensitivity = true;
        return 0;
    case ARGP_KEY_ARG:
        return take_name(argument, state, &options->name);
    case ARGP_KEY_END:
        campaign_check_name(options->name, options->store, state);
        check_outputs(state, &options->common, &options->html, 1);
        return 0;
    default:
        return campaign_option(key, argument, state, &options->campaign);
    }
}

/* The plan: cases where nothing is varied, and the seeds. */
static enum status make_plan(struct yield_options *options, const struct sweep *sweep, struct diagnostic *diagnostic)
{
    const long standard_chips = 200;
    struct campaign_options *campaign = &options->campaign;
    enum status status = sweep_check_names(sweep, diagnostic);
    if (status == STATUS_OK) {
        status = yield_check_devices(sweep, diagnostic);
    }
    campaign->seeds[PLAN_CHIPS] = campaign->seeds[PLAN_CHIPS] > 0 ? campaign->seeds[PLAN_CHIPS] : standard_chips;
    if (status == STATUS_OK && campaign->plan.axes == 0 && !options->no_sensitivity) {
        status = yield_add_cases(sweep, diagnostic);
    }
    if (status == STATUS_OK) {
        status = campaign_seeds(campaign, sweep->recipe, diagnostic);
    }
    if (status == STATUS_OK) {
        status = sweep_check(sweep, diagnostic);
    }
    if (status == STATUS_OK) {
        status = yield_check(sweep, diagnostic);
    }
    return status == STATUS_OK ? refusals_check(sweep, diagnostic) : status;
}

static enum status write_text(const void *yield, const char *name, FILE *out, struct diagnostic *diagnostic)
{
    return yield_write(yield, name, out, diagnostic);
}

static enum status add_json(const void *yield, const char *name, struct document *document,
                            struct diagnostic *diagnostic)
{
    return yield_add(yield, name, document, diagnostic);
}

static enum status write_page(const void *yield, const char *name, FILE *out, struct diagnostic *diagnostic)
{
    struct chips chips;
    enum status status = yield_show(yield, name, &chips, diagnostic);
    if (status == STATUS_OK) {
        status = chips_html(&chips, out, diagnostic);
        yield_shown_clear(&chips);
    }
    return status;
}

static const struct campaign_answer ANSWER = {write_text, add_json, write_page};

static enum status run_yield(const struct yield_options *options, const struct sweep *planned,
                             const struct judge *judge, struct diagnostic *diagnostic)
{
    struct campaign_watch watch = {.progress = progress_begin(&options->common), .doing = "yield"};
    struct sweep sweep = *planned;
    struct yield yield;
    sweep.show = campaign_show;
    sweep.context = &watch;
    enum status status = yield_run(&sweep, options->store, judge, &yield, diagnostic);
    progress_end(&watch.progress);
    if (status != STATUS_OK) {
        return status;
    }
    const bool some_failed = yield.failed > 0;
    status = campaign_answer(&ANSWER, &yield, options->name, &options->common, options->html, diagnostic);
    yield_clear(&yield);
    return status == STATUS_OK && some_failed ? STATUS_UNMET : status;
}

static enum status yield_of_network(void *given, const struct network *network, const char *command,
                                    struct diagnostic *diagnostic)
{
    struct yield_options *options = given;
    struct sweep sweep = campaign_sweep(&options->campaign, network, command);
    struct spice_job job = {0};
    struct judge *judge = NULL;
    enum status status = make_plan(options, &sweep, diagnostic);
    if (status == STATUS_OK) {
        status = judge_new(recipe_question(network->recipe), options->criterion, "--pass", &judge, diagnostic);
    }
    if (status == STATUS_OK) {
        status = campaign_check_files(options->name, options->store, &options->html, 1, diagnostic);
    }
    if (status == STATUS_OK) {
        status = campaign_find_engine(&sweep, &options->common, &job, diagnostic);
    }
    if (status == STATUS_OK) {
        status = run_yield(options, &sweep, judge, diagnostic);
    }
    simulation_job_clear(&job);
    judge_free(judge);
    return status;
}

int command_yield(int argc, char **argv)
{
    static const struct argp_child CHILDREN[] = {{&common_argp, 0, NULL, 0}, {0}};
    static const struct argp ARGP = {
        OPTIONS,
        parse_yield,
        "NAME",
        "Makes chips of the network NAME.json, which differ by its sigmas, runs each of "
        "them, and reports how many work, why the others do not, and what each sigma does.",
        CHILDREN,
        NULL,
        NULL};
    struct yield_options options = {.campaign = campaign_options_begin()};
    struct diagnostic diagnostic;
    enum status status = ranks_refuse(&diagnostic);
    if (status != STATUS_OK) {
        return exit_code(status, &diagnostic);
    }
    char *command = campaign_command(argc, argv);
    network_arguments_parse(&ARGP, OTHER_BY_VARY, argc, argv, &options);
    status = campaign_do(yield_of_network, &options, options.name, command, &diagnostic);
    campaign_options_clear(&options.campaign);
    free(command);
    return exit_code(status, &diagnostic);
}
