/* spinfield compare NAME: both engines on one network, side by side. */
#include "report/comparison.h"
#include "report/made_by.h"
#include "solver/answer.h"
#include "cli/cli.h"
#include "cli/network_arguments.h"
#include "cli/network_files.h"
#include "base/number.h"
#include "base/output.h"
#include "cli/results.h"
#include "cli/simulation.h"
#include "base/terminal.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct compare_options {
    struct common_options common;
    const char *name, *html;
    double tolerance; /* relative, of time and energy */
    double walls;     /* distance of walls, m */
};

enum { KEY_TOLERANCE = 0x100, KEY_WALLS, KEY_HTML };

static const struct argp_option OPTIONS[] = {
    {"tolerance", KEY_TOLERANCE, "SHARE", 0, "Largest relative difference of time and energy (0.005)", 1},
    {"walls", KEY_WALLS, "METRES", 0, "Largest distance between walls at any time (5n)", 1},
    {"html", KEY_HTML, "FILE", 0, "Write the comparison as an HTML page; - is standard output", 1},
    {0},
};

static error_t parse_compare(int key, char *argument, struct argp_state *state)
{
    struct compare_options *options = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &options->common;
        return 0;
    case KEY_TOLERANCE:
        if (!number_parse(argument, &options->tolerance) || options->tolerance < 0.0) {
            usage_error(state, "error: --tolerance takes a share such as 0.005, not '%.40s'", argument);
        }
        return 0;
    case KEY_WALLS:
        if (!number_parse(argument, &options->walls) || options->walls < 0.0) {
            usage_error(state, "error: --walls takes a distance such as 5n, not '%.40s'", argument);
        }
        return 0;
    case KEY_HTML:
        options->html = argument;
        return 0;
    case ARGP_KEY_ARG:
        return take_name(argument, state, &options->name);
    case ARGP_KEY_END:
        if (!options->name) {
            usage_error(state, "error: NAME is missing; expected the name of a network");
        }
        check_outputs(state, &options->common, &options->html, 1);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static enum status simulate(const struct compare_options *options, struct results *results,
                            struct diagnostic *diagnostic)
{
    const double patience = 600.0; /* s */
    struct spice_result spice = {0};
    enum status status = simulation_run(results->network, NULL, patience, &options->common, &spice, diagnostic);
    if (status == STATUS_OK) {
        status = results_take_simulation(results, &spice, "ngspice", diagnostic);
    }
    table_free(spice.table);
    return status;
}

static void print_text(const struct comparison *c)
{
    char a[40], b[40];
    printf("  %-18s %14s %14s  difference\n", "", "ngspice", "solver");
    for (size_t k = 0; k < (c->has_signals ? COMPARISON_OF_ANY : COMPARISON_ROWS); k++) {
        const struct comparison_row *row = &c->row[k];
        printf("  %-18s %14s %14s  %+.4f %%\n", row->name, number_engineering(a, sizeof a, row->first, 5, row->unit),
               number_engineering(b, sizeof b, row->second, 5, row->unit), 100.0 * row->difference);
    }
    if (c->differing) {
        printf("  %-18s %zu neuron%s\n", c->has_signals ? "answers" : "final states", c->differing,
               c->differing == 1 ? " differs" : "s differ");
    } else {
        printf("  %-18s equal\n", c->has_signals ? "answers" : "final states");
    }
    if (c->has_signals) {
        printf("  states             differ in %.3g %% of all neurons' time\n", 100.0 * c->signals.share);
    } else {
        printf("  walls              at most %.3g nm apart\n", c->distance * 1e9);
    }
    if (!c->converged) {
        printf("  still moving       %zu in ngspice, %zu in the solver: try a longer 'gen --stop'\n", c->moving[0],
               c->moving[1]);
    }
    static const char *const VERDICTS[] = {[COMPARISON_AGREES] = "they agree",
                                           [COMPARISON_DISAGREES] = "THEY DISAGREE",
                                           [COMPARISON_UNDECIDED] = "UNDECIDED",
                                           [COMPARISON_NOT_CONVERGED] = "NEITHER CONVERGED"};
    bool colours = terminal_has_colours(stdout);
    printf("  %s%s%s: ", terminal_colour(colours, c->verdict == COMPARISON_AGREES ? TERMINAL_GOOD : TERMINAL_BAD),
           VERDICTS[c->verdict], terminal_colour(colours, TERMINAL_PLAIN));
    comparison_reason(c, "ngspice", "the solver", stdout);
    putchar('\n');
}

static enum status print_as_json(const struct comparison *c, const struct results *results,
                                 struct diagnostic *diagnostic)
{
    struct text reason;
    enum status status = text_begin(&reason, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    comparison_reason(c, "ngspice", "the solver", reason.stream);
    status = text_end(&reason, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    struct document document = document_begin();
    document_flag(&document, "agrees", c->verdict == COMPARISON_AGREES);
    document_text(&document, "verdict", comparison_verdict_name(c));
    document_text(&document, "reason", reason.bytes);
    document_flag(&document, "sensitive", c->sensitive);
    document_flag(&document, "converged", c->converged);
    document_object(&document, "each_converged");
    document_flag(&document, "ngspice", c->each_converged[0]);
    document_flag(&document, "solver", c->each_converged[1]);
    document_close(&document);
    document_object(&document, "moving");
    document_count(&document, "ngspice", c->moving[0]);
    document_count(&document, "solver", c->moving[1]);
    document_close(&document);
    document_count(&document, "differing_states", c->differing);
    if (c->has_signals) {
        document_real(&document, "share_apart", c->signals.share);
        document_real(&document, "energies_apart", c->signals.energies.distance);
        document_real(&document, "energies_apart_allowed", c->signals.energies.allowed);
    } else {
        document_real(&document, "largest_distance_m", c->distance);
    }
    document_real(&document, "end_s", c->end);
    text_discard(&reason);
    for (size_t k = 0; k < COMPARISON_ROWS; k++) {
        const struct comparison_row *row = &c->row[k];
        document_object(&document, row->key);
        document_real(&document, "ngspice", row->first);
        document_real(&document, "solver", row->second);
        document_real(&document, "difference", row->difference);
        document_close(&document);
    }
    made_by_add(results->network, &results->facts, &document);
    machine_add(&document);
    return print_document(&document, 17, diagnostic);
}

static enum status write_page(const struct compare_options *options, const struct results *results,
                              const struct answer_reference *solver, const struct comparison *comparison,
                              struct diagnostic *diagnostic)
{
    struct output *out;
    enum status status = results_html(results, options->name, &(struct second_run){solver->trace, comparison},
                                      options->html, &out, diagnostic);
    return status == STATUS_OK ? output_commit(&out, 1, diagnostic) : status;
}

static enum status compare(const struct compare_options *options, struct diagnostic *diagnostic)
{
    struct results results = {.facts.engine = "ngspice"};
    struct answer_reference solver = {0}; /* what ngspice found are the results */
    struct comparison comparison = {.verdict = COMPARISON_DISAGREES};
    enum status status = results_read_network(&results, options->name, diagnostic);
    if (status == STATUS_OK) {
        status = simulation_check(results.network, diagnostic);
    }
    if (status == STATUS_OK) {
        status = output_check(&options->html, 1, diagnostic);
    }
    if (status == STATUS_OK) {
        status = network_files_spare(options->name, NULL, &options->html, 1, diagnostic);
    }
    if (status == STATUS_OK) {
        status = answer_reference(results.network, &solver, diagnostic);
    }
    if (status == STATUS_OK) {
        status = simulate(options, &results, diagnostic);
    }
    if (status == STATUS_OK) {
        const struct comparison_limits limits = {options->tolerance, options->walls};
        results.facts.tolerance = ANSWER_REFERENCE_TOLERANCE; /* of the other engine */
        status =
            comparison_take(results.network, &(struct comparison_run){results.trace, &results.measures},
                            &(struct comparison_run){solver.trace, &solver.measures}, &limits, &comparison, diagnostic);
    }
    if (status == STATUS_OK && comparison.verdict == COMPARISON_DISAGREES && !comparison.has_signals) {
        status = answer_is_sensitive(results.network, &solver, &comparison, diagnostic);
    }
    if (status == STATUS_OK) {
        status = options->html ? write_page(options, &results, &solver, &comparison, diagnostic) : STATUS_OK;
    }
    if (status == STATUS_OK && options->common.json) {
        status = print_as_json(&comparison, &results, diagnostic);
    } else if (status == STATUS_OK && prints_text(&options->common)) {
        print_text(&comparison);
    }
    if (status == STATUS_OK) {
        status = finish_stdout(diagnostic);
    }
    answer_reference_clear(&solver);
    results_clear(&results);
    return status == STATUS_OK && comparison.verdict != COMPARISON_AGREES ? STATUS_UNMET : status;
}

int command_compare(int argc, char **argv)
{
    static const struct argp_child CHILDREN[] = {{&common_argp, 0, NULL, 0}, {0}};
    static const struct argp ARGP = {
        OPTIONS,  parse_compare,
        "NAME",   "Runs NAME in ngspice and in the solver and compares the results; exit code 1 unless they agree.",
        CHILDREN, NULL,
        NULL};
    struct compare_options options = {.tolerance = COMPARISON_TOLERANCE, .walls = COMPARISON_WALLS};
    struct diagnostic diagnostic;
    network_arguments_parse(&ARGP, OTHER_BY_GEN, argc, argv, &options);
    return exit_code(compare(&options, &diagnostic), &diagnostic);
}
