/* spinfield run NAME: ngspice on the deck, the raw file, the report. */
#include "cli/cli.h"
#include "cli/network_arguments.h"
#include "cli/network_files.h"
#include "netgen/network_file.h"
#include "netgen/deck.h"
#include "base/number.h"
#include "base/output.h"
#include "spice/raw/raw.h"
#include "cli/results.h"
#include "cli/simulation.h"
#include "solver/answer.h"
#include "base/terminal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct run_options {
    struct common_options common;
    const char *name, *html, *answer;
    double patience; /* s */
};

enum { KEY_PATIENCE = 0x100, KEY_HTML, KEY_ANSWER };

static const struct argp_option OPTIONS[] = {
    {"patience", KEY_PATIENCE, "SECONDS", 0, "Stop when ngspice is silent for this time (600)", 1},
    {"answer", KEY_ANSWER, "FILE", 0, "Write the answer as CSV, what was asked about by name; - is standard output", 1},
    {"html", KEY_HTML, "FILE", 0, "Also write the report as an HTML page with diagrams; - is standard output", 1},
    {0},
};

static error_t parse_run(int key, char *argument, struct argp_state *state)
{
    struct run_options *options = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &options->common;
        return 0;
    case KEY_PATIENCE:
        options->patience = take_patience(argument, state);
        return 0;
    case KEY_ANSWER:
        options->answer = argument;
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
        check_outputs(state, &options->common, (const char *const[]){options->html, options->answer}, 2);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* Where results go. */
enum { RAW, JSON, HTML, ANSWER, FILES };

/* Writes NAME.raw, NAME.report.json and the page where one is asked for, all or none. */
static enum status write_results(const struct run_options *options, const char *const path[FILES],
                                 const struct results *results, const struct table *table,
                                 struct diagnostic *diagnostic)
{
    struct report report = {results->network, &results->measures, &results->facts};
    struct output *outputs[FILES] = {NULL};
    char title[NETWORK_TITLE_SIZE];
    enum status status = network_title(results->network, title, diagnostic);
    if (status == STATUS_OK) {
        status = output_open(path[RAW], &outputs[RAW], diagnostic);
    }
    if (status == STATUS_OK) {
        status = output_open(path[JSON], &outputs[JSON], diagnostic);
    }
    if (status == STATUS_OK) {
        raw_write(table, title, outputs[RAW]);
        status = report_json(&report, output_stream(outputs[JSON]), diagnostic);
    }
    if (status == STATUS_OK && path[HTML]) {
        status = results_html(results, options->name, NULL, path[HTML], &outputs[HTML], diagnostic);
    }
    if (status == STATUS_OK) {
        status = results_answer(results, path[ANSWER], &outputs[ANSWER], diagnostic);
    }
    if (status == STATUS_OK) {
        return output_commit(outputs, FILES, diagnostic);
    }
    output_discard(outputs[RAW]);
    output_discard(outputs[JSON]);
    output_discard(outputs[HTML]);
    return status;
}

static void print_files(const struct run_options *options)
{
    putchar('\n');
    terminal_line(stdout, "Files: %s.raw (all vectors, for ngspice's 'load'), %s.report.json%s%s%s%s", options->name,
                  options->name, options->html ? ", " : "", options->html ? options->html : "",
                  options->answer ? ", " : "", options->answer ? options->answer : "");
}

static enum status run(const struct run_options *options, struct diagnostic *diagnostic)
{
    struct results results = {.facts.engine = "ngspice"};
    struct spice_result spice = {0};
    enum deck_form form;
    char *text = NULL; /* of the deck */
    char *deck = path_of(options->name, ".cir"), *raw = path_of(options->name, ".raw"),
         *json = path_of(options->name, ".report.json");
    const char *const path[FILES] = {[RAW] = raw, [JSON] = json, [HTML] = options->html, [ANSWER] = options->answer};
    enum status status =
        deck && raw && json ? results_read_network(&results, options->name, diagnostic) : fail_memory(diagnostic);
    if (status == STATUS_OK) {
        status = simulation_check(results.network, diagnostic);
    }
    if (status == STATUS_OK) {
        status = deck_check(results.network, deck, &form, &text, diagnostic);
    }
    if (status == STATUS_OK) {
        status = output_check(path, FILES, diagnostic); /* now, and not after hours of simulation */
    }
    if (status == STATUS_OK) {
        status = network_files_spare(options->name, NULL, (const char *const[]){options->html, options->answer}, 2,
                                     diagnostic);
    }
    if (status == STATUS_OK) {
        status = simulation_run(results.network, text, options->patience, &options->common, &spice, diagnostic);
    }
    if (status == STATUS_OK) {
        status = results_take_simulation(&results, &spice, deck, diagnostic);
    }
    if (status == STATUS_OK) { /* the solver's chains are as long as ngspice's run would need them */
        const struct solver_options solver = solver_standard_options(results.network);
        status = answer_chains(results.network, &solver, &results.measures, diagnostic);
    }
    if (status == STATUS_OK) {
        status = write_results(options, path, &results, spice.table, diagnostic);
    }
    if (status == STATUS_OK) {
        status = results_print(&results, &options->common, diagnostic);
        if (status <= STATUS_UNMET && prints_text(&options->common)) {
            print_files(options);
        }
    }
    table_free(spice.table);
    results_clear(&results);
    free(json);
    free(raw);
    free(text);
    free(deck);
    return status;
}

int command_run(int argc, char **argv)
{
    static const struct argp_child CHILDREN[] = {{&common_argp, 0, NULL, 0}, {0}};
    static const struct argp ARGP = {
        OPTIONS,  parse_run,
        "NAME",   "Simulates NAME.cir in ngspice until the walls rest; writes NAME.raw and NAME.report.json.",
        CHILDREN, NULL,
        NULL};
    struct run_options options = {.patience = 600.0};
    struct diagnostic diagnostic;
    network_arguments_parse(&ARGP, OTHER_BY_GEN, argc, argv, &options);
    return exit_code(run(&options, &diagnostic), &diagnostic);
}
