/* spinfield report NAME [RAW]: the report from a raw file. */
#include "cli/network_arguments.h"
#include "cli/network_files.h"
#include "base/output.h"
#include "spice/raw/raw.h"
#include "cli/results.h"

#include <stdio.h>
#include <stdlib.h>

struct report_options {
    struct common_options common;
    const char *name, *raw;
    const char *csv, *waves, *html, *answer;
};

enum { OUTPUTS = 4 };

enum { KEY_CSV = 0x100, KEY_WAVES, KEY_HTML, KEY_ANSWER };

static const struct argp_option OPTIONS[] = {
    {"csv", KEY_CSV, "FILE", 0, "Write the results as CSV, a header line and one row; - is standard output", 1},
    {"answer", KEY_ANSWER, "FILE", 0, "Write the answer as CSV, what was asked about by name; - is standard output", 1},
    {"waves", KEY_WAVES, "FILE", 0, "Write wall positions and power over time as CSV; - is standard output", 1},
    {"html", KEY_HTML, "FILE", 0, "Write the report as an HTML page with diagrams; - is standard output", 1},
    {0},
};

static error_t parse_report(int key, char *argument, struct argp_state *state)
{
    struct report_options *options = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &options->common;
        return 0;
    case KEY_CSV:
        options->csv = argument;
        return 0;
    case KEY_ANSWER:
        options->answer = argument;
        return 0;
    case KEY_WAVES:
        options->waves = argument;
        return 0;
    case KEY_HTML:
        options->html = argument;
        return 0;
    case ARGP_KEY_ARG:
        return take_name_and_raw(argument, state, &options->name, &options->raw);
    case ARGP_KEY_END:
        require_name_of_raw(state, options->name);
        check_outputs(state, &options->common,
                      (const char *const[]){options->csv, options->waves, options->html, options->answer}, OUTPUTS);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* Writes the files that the options name, all or none. */
static enum status write_files(const struct report_options *options, const struct results *results,
                               struct diagnostic *diagnostic)
{
    struct report report = {results->network, &results->measures, &results->facts};
    struct output *outputs[OUTPUTS] = {NULL};
    enum status status = STATUS_OK;
    if (options->csv && (status = output_open(options->csv, &outputs[0], diagnostic)) == STATUS_OK) {
        status = report_csv_measures(&report, output_stream(outputs[0]), diagnostic);
    }
    if (status == STATUS_OK && options->waves &&
        (status = output_open(options->waves, &outputs[1], diagnostic)) == STATUS_OK) {
        report_csv_waves(results->trace, output_stream(outputs[1]));
    }
    if (status == STATUS_OK && options->html) {
        status = results_html(results, options->name, NULL, options->html, &outputs[2], diagnostic);
    }
    if (status == STATUS_OK) {
        status = results_answer(results, options->answer, &outputs[3], diagnostic);
    }
    if (status == STATUS_OK) {
        return output_commit(outputs, OUTPUTS, diagnostic);
    }
    output_discard(outputs[0]);
    output_discard(outputs[1]);
    output_discard(outputs[2]);
    return status;
}

static enum status make_report(const struct report_options *options, struct diagnostic *diagnostic)
{
    struct results results = {.facts = {.engine = "raw file", .made_elsewhere = true}};
    const char *const paths[OUTPUTS] = {options->csv, options->waves, options->html, options->answer};
    enum status status = output_check(paths, OUTPUTS, diagnostic);
    if (status == STATUS_OK) {
        status = network_files_spare(options->name, options->raw, paths, OUTPUTS, diagnostic);
    }
    if (status == STATUS_OK) {
        status = results_read(&results, options->name, options->raw, diagnostic);
    }
    if (status == STATUS_OK) {
        status = write_files(options, &results, diagnostic);
    }
    if (status == STATUS_OK) {
        status = results_print(&results, &options->common, diagnostic);
    }
    results_clear(&results);
    return status;
}

int command_report(int argc, char **argv)
{
    static const struct argp_child CHILDREN[] = {{&common_argp, 0, NULL, 0}, {0}};
    static const struct argp ARGP = {
        OPTIONS,
        parse_report,
        "NAME [RAW]",
        "Reports on the raw file RAW (default: NAME.raw), which any ngspice may have made from NAME's deck.",
        CHILDREN,
        NULL,
        NULL};
    struct report_options options = {0};
    struct diagnostic diagnostic;
    network_arguments_parse(&ARGP, OTHER_BY_GEN, argc, argv, &options);
    return exit_code(make_report(&options, &diagnostic), &diagnostic);
}
