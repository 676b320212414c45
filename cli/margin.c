/* spinfield margin NAME: how far each parameter of a network may go from its nominal value. */
#include "campaign/margin.h"

#include "base/number.h"
#include "base/terminal.h"
#include "cli/campaign_options.h"
#include "cli/campaign_page.h"
#include "cli/network_arguments.h"
#include "cli/ranks.h"
#include "cli/simulation.h"
#include "netgen/questions/question.h"
#include "netgen/recipe.h"
#include "netgen/technologies/technology.h"
#include "report/page/bounds.h"
#include "report/visits.h"
#include "report/quantity.h"

#include <stdlib.h>

enum { KEY_OF = CAMPAIGN_KEYS, KEY_RESOLUTION, KEY_REACH };

struct margin_options {
    struct common_options common;
    struct campaign_options campaign;
    const char *name, *of, *criterion, *html;
    double resolution, reach;
};

static const struct argp_option OPTIONS[] = {
    {"of", KEY_OF, "OPTION,...", 0, "Parameters: options of gen that have a number, such as vdw,w,vc,rp (required)", 1},
    CAMPAIGN_PASS,
    CAMPAIGN_HTML,
    {"resolution", KEY_RESOLUTION, "SHARE", 0, "How finely bounds are searched, in parts of the nominal value (0.1%)",
     2},
    {"reach", KEY_REACH, "FACTOR", 0, "Go up to this many times the nominal value, and down to as small a part (4)", 2},
    CAMPAIGN_STARTS,
    CAMPAIGN_CHIPS,
    CAMPAIGN_ENGINE,
    CAMPAIGN_JOBS,
    {0},
};

static double take_number(const char *argument, const char *takes, double least, double greatest,
                          struct argp_state *state)
{
    double value;
    if (!(number_parse(argument, &value) || number_parse_share(argument, &value)) ||
        !(value >= least && value <= greatest)) {
        usage_error(state, "error: %s, not '%.40s'", takes, argument);
    }
    return value;
}

static error_t parse_margin(int key, char *argument, struct argp_state *state)
{
    struct margin_options *options = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &options->common;
        return 0;
    case KEY_OF:
        options->of = argument;
        return 0;
    case KEY_PASS:
        options->criterion = argument;
        return 0;
    case KEY_HTML:
        options->html = argument;
        return 0;
    case KEY_RESOLUTION:
        options->resolution =
            take_number(argument, "--resolution takes a share from 1e-6 to 10%, such as 0.1%", 1e-6, 0.1, state);
        return 0;
    case KEY_REACH:
        options->reach = take_number(argument, "--reach takes a factor from 1.01 to 1000", 1.01, 1000.0, state);
        return 0;
    case ARGP_KEY_ARG:
        return take_name(argument, state, &options->name);
    case ARGP_KEY_END:
        campaign_check_name(options->name, NULL, state);
        if (!options->of) {
            usage_error(state, "error: --of is missing; expected parameters, such as --of vdw,w,vc");
        }
        check_outputs(state, &options->common, &options->html, 1);
        return 0;
    default:
        return campaign_option(key, argument, state, &options->campaign);
    }
}

static void show(void *context, size_t runs, double share)
{
    progress_show(context, share, true, "margin: %zu run%s", runs, plural(runs));
}

static enum status write_text(const void *margin, const char *name, FILE *out, struct diagnostic *diagnostic)
{
    (void)diagnostic;
    margin_write(margin, name, out);
    return STATUS_OK;
}

static enum status add_json(const void *margin, const char *name, struct document *document,
                            struct diagnostic *diagnostic)
{
    (void)diagnostic;
    margin_add(margin, name, document);
    return STATUS_OK;
}

static enum status write_page(const void *margin, const char *name, FILE *out, struct diagnostic *diagnostic)
{
    struct bounds bounds;
    enum status status = margin_show(margin, name, &bounds, diagnostic);
    if (status == STATUS_OK) {
        status = bounds_html(&bounds, out, diagnostic);
        margin_shown_clear(&bounds);
    }
    return status;
}

static const struct campaign_answer ANSWER = {write_text, add_json, write_page};

static enum status run_margin(const struct margin_options *options, const struct margin_request *asked,
                              struct diagnostic *diagnostic)
{
    struct progress progress = progress_begin(&options->common);
    struct margin_request request = *asked;
    struct margin margin;
    request.show = show;
    request.context = &progress;
    enum status status = margin_run(&request, &margin, diagnostic);
    progress_end(&progress);
    if (status == STATUS_UNMET) { /* which has a line here */
        terminal_line(stderr, "spinfield: %s", diagnostic->text);
    }
    if (status == STATUS_OK) {
        status = campaign_answer(&ANSWER, &margin, options->name, &options->common, options->html, diagnostic);
        margin_clear(&margin);
    }
    return status;
}

/* Runs of neurons that never come to rest all pass where there is no criterion. */
static enum status check_criterion(const struct network *network, const struct judge *judge,
                                   struct diagnostic *diagnostic)
{
    if (judge_criterion(judge) || !visits_search(network)) {
        return STATUS_OK;
    }
    return fail(
        diagnostic, STATUS_INPUT,
        "error: a run of %s for %s has nothing to pass: they do not come to rest, they look for the best state; "
        "expected --pass with a criterion, such as one of '%s'",
        network->technology->devices, network->question->name, network->question->metric->key);
}

static enum status margin_of_network(void *given, const struct network *network, const char *command,
                                     struct diagnostic *diagnostic)
{
    struct margin_options *options = given;
    struct sweep sweep = campaign_sweep(&options->campaign, network, command);
    struct spice_job job = {0};
    struct judge *judge = NULL;
    struct margin_request request = {.sweep = &sweep,
                                     .network = network,
                                     .of = options->of,
                                     .starts = (size_t)options->campaign.seeds[PLAN_STARTS],
                                     .chips = (size_t)options->campaign.seeds[PLAN_CHIPS],
                                     .resolution = options->resolution,
                                     .reach = options->reach};
    enum status status = margin_check(&request, diagnostic);
    if (status == STATUS_OK) {
        status = campaign_check_chips(&options->campaign, network->recipe, diagnostic);
    }
    if (status == STATUS_OK) {
        status = judge_new(recipe_question(network->recipe), options->criterion, "--pass", &judge, diagnostic);
    }
    if (status == STATUS_OK) {
        status = check_criterion(network, judge, diagnostic);
    }
    if (status == STATUS_OK) {
        status = campaign_check_files(options->name, NULL, &options->html, 1, diagnostic);
    }
    if (status == STATUS_OK) {
        status = campaign_find_engine(&sweep, &options->common, &job, diagnostic);
    }
    if (status == STATUS_OK) {
        request.judge = judge;
        status = run_margin(options, &request, diagnostic);
    }
    simulation_job_clear(&job);
    judge_free(judge);
    return status;
}

int command_margin(int argc, char **argv)
{
    static const struct argp_child CHILDREN[] = {{&common_argp, 0, NULL, 0}, {0}};
    static const struct argp ARGP = {OPTIONS,
                                     parse_margin,
                                     "NAME",
                                     "Searches how far each parameter of the network NAME.json may go from its nominal "
                                     "value, the others staying as they are, until a run does not pass.",
                                     CHILDREN,
                                     NULL,
                                     NULL};
    struct margin_options options = {.campaign = campaign_options_begin(), .resolution = 1e-3, .reach = 4.0};
    struct diagnostic diagnostic;
    enum status status = ranks_refuse(&diagnostic);
    if (status != STATUS_OK) {
        return exit_code(status, &diagnostic);
    }
    char *command = campaign_command(argc, argv);
    network_arguments_parse(&ARGP, OTHER_BY_OF, argc, argv, &options);
    status = campaign_do(margin_of_network, &options, options.name, command, &diagnostic);
    campaign_options_clear(&options.campaign);
    free(command);
    return exit_code(status, &diagnostic);
}
