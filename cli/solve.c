/* spinfield solve NAME: the simplified solver, the same report. */
#include "solver/answer.h"
#include "cli/cli.h"
#include "cli/network_arguments.h"
#include "cli/network_files.h"
#include "base/output.h"
#include "cli/progress.h"
#include "cli/search.h"
#include "cli/results.h"
#include "report/diagrams/draw.h"
#include "report/table.h"
#include "report/trace_table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct solve_options {
    struct common_options common;
    const char *name, *waves, *html, *answer;
    struct relaxing_options relaxing;
    long starts;
};

enum { OUTPUTS = 3 };

enum { KEY_STARTS = 0x100, KEY_WAVES, KEY_HTML, KEY_ANSWER };

static const struct argp_option OPTIONS[] = {
    {"waves", KEY_WAVES, "FILE", 0, "Write wall positions and power over time as CSV; - is standard output", 1},
    {"html", KEY_HTML, "FILE", 0, "Also write the report as an HTML page with diagrams; - is standard output", 1},
    {"answer", KEY_ANSWER, "FILE", 0, "Write the answer as CSV, what was asked about by name; - is standard output", 1},
    {"starts", KEY_STARTS, "K", 0, "The best of K random start states, as a search with restarts finds it", 2},
    {0},
};

static error_t parse_solve(int key, char *argument, struct argp_state *state)
{
    struct solve_options *options = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &options->common;
        state->child_inputs[1] = &options->relaxing;
        return 0;
    case KEY_WAVES:
        options->waves = argument;
        return 0;
    case KEY_HTML:
        options->html = argument;
        return 0;
    case KEY_ANSWER:
        options->answer = argument;
        return 0;
    case KEY_STARTS:
        options->starts = whole_number(argument, "--starts", 1, 1000000000, state);
        return 0;
    case ARGP_KEY_ARG:
        return take_name(argument, state, &options->name);
    case ARGP_KEY_END:
        if (!options->name) {
            usage_error(state, "error: NAME is missing; expected the name of a network");
        }
        check_outputs(state, &options->common, (const char *const[]){options->waves, options->html, options->answer},
                      OUTPUTS);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* What the progress lines need. */
struct watch {
    struct progress progress;
    double end; /* stop time, s */
};

static bool show_time(void *context, const struct solver_point *point)
{
    struct watch *watch = context;
    progress_show(&watch->progress, point->t / watch->end, true, "solver: %.1f ns", point->t * 1e9);
    return true;
}

/* ---- One run ---- */

/* Writes the files that the options name, all or none. Waves and page are of the rows of `table`, which is NULL where
 * neither is wanted. */
static enum status write_files(const struct solve_options *options, struct results *results, const struct table *table,
                               struct diagnostic *diagnostic)
{
    struct output *outputs[OUTPUTS] = {NULL};
    enum status status = results_answer(results, options->answer, &outputs[2], diagnostic);
    if (status == STATUS_OK && table) {
        status = trace_from_table(table, results->network, "solver", &results->trace, diagnostic);
    }
    if (status == STATUS_OK && options->waves) {
        status = output_open(options->waves, &outputs[0], diagnostic);
    }
    if (status == STATUS_OK && options->waves) {
        report_csv_waves(results->trace, output_stream(outputs[0]));
    }
    if (status == STATUS_OK && options->html) {
        status = results_html(results, options->name, NULL, options->html, &outputs[1], diagnostic);
    }
    if (status == STATUS_OK) {
        return output_commit(outputs, OUTPUTS, diagnostic);
    }
    output_discard(outputs[0]);
    output_discard(outputs[2]);
    return status;
}

static enum status solve_once(const struct solve_options *options, const struct solver_options *solver,
                              struct results *results, struct diagnostic *diagnostic)
{
    struct table *table = NULL;
    struct solver_result counts;
    enum status status;
    bool traced = options->waves || options->html;
    struct watch watch = {.progress = progress_begin(&options->common), .end = solver->t_stop};
    struct solver_options watched = *solver;
    watched.observe = show_time;
    watched.context = &watch;
    if (traced) {
        status = answer_table(results->network, &watched, &table, &results->measures, &counts, diagnostic);
    } else {
        status = answer_measures(results->network, &watched, &results->measures, &counts, diagnostic);
    }
    progress_end(&watch.progress);
    if (status == STATUS_OK) {
        results->facts.wall_s = progress_now() - watch.progress.begun;
        results->facts.time_points = counts.steps;
        results->facts.iterations = counts.evaluations;
        status = answer_unrest(results->network, solver, &results->measures, diagnostic);
    }
    if (status == STATUS_OK) {
        status = answer_chains(results->network, solver, &results->measures, diagnostic);
    }
    if (status == STATUS_OK && options->html) {
        table_free(table);
        status = answer_drawing(results->network, solver, results->measures.time_to_solution, &table, diagnostic);
    }
    if (status == STATUS_OK && (traced || options->answer)) {
        status = write_files(options, results, table, diagnostic);
    }
    table_free(table);
    return status == STATUS_OK ? results_print(results, &options->common, diagnostic) : status;
}

static enum status solve(const struct solve_options *options, struct diagnostic *diagnostic)
{
    struct results results = {.facts.engine = "solver"};
    struct solver_options solver;
    const char *const paths[OUTPUTS] = {options->waves, options->html, options->answer};
    enum status status = results_read_network(&results, options->name, diagnostic);
    if (status == STATUS_OK && options->html) {
        status = diagram_check(results.network, diagnostic);
    }
    if (status == STATUS_OK) {
        status = relaxing_solver(&options->relaxing, results.network, &solver, diagnostic);
        solver.threads = (size_t)options->relaxing.threads;
    }
    if (status == STATUS_OK) {
        status = require_memory(solver_memory(results.network), diagnostic);
    }
    if (status == STATUS_OK) {
        status = output_check(paths, OUTPUTS, diagnostic);
    }
    if (status == STATUS_OK) {
        status = network_files_spare(options->name, NULL, paths, OUTPUTS, diagnostic);
    }
    if (status == STATUS_OK) {
        results.facts.devices = network_devices(results.network);
        results.facts.tolerance = solver.tolerance;
        results.facts.t_stop = solver.t_stop;
        if (!options->common.quiet) {
            relaxing_note_stop(options->relaxing.stop_text, options->relaxing.stop);
        }
        status = solve_once(options, &solver, &results, diagnostic);
    }
    results_clear(&results);
    return status;
}

/* --starts is a search with restarts. */
static enum status solve_starts(const struct solve_options *options, struct diagnostic *diagnostic)
{
    struct search_options search = search_standard_options();
    if (options->waves || options->html) {
        return fail(diagnostic, STATUS_INPUT, "error: --waves and --html are for one run, not for --starts");
    }
    search.common = options->common;
    search.name = options->name;
    search.method = SEARCH_RESTART;
    search.choose_method = false;
    search.runs = options->starts;
    search.relaxing = options->relaxing;
    search.answer = options->answer;
    return search_command(&search, diagnostic);
}

int command_solve(int argc, char **argv)
{
    static const struct argp_child CHILDREN[] = {{&common_argp, 0, NULL, 0}, {&relaxing_argp, 0, NULL, 0}, {0}};
    static const struct argp ARGP = {OPTIONS,  parse_solve, "NAME", "Solves the network NAME.json without ngspice.",
                                     CHILDREN, NULL,        NULL};
    struct solve_options options = {.relaxing = relaxing_standard_options()};
    struct diagnostic diagnostic;
    network_arguments_parse(&ARGP, OTHER_BY_GEN, argc, argv, &options);
    const enum status status = options.starts ? solve_starts(&options, &diagnostic) : solve(&options, &diagnostic);
    return exit_code(status, &diagnostic);
}
