/* spinfield solve NAME: the simplified solver, the same report. */
#include "campaign/runner.h"
#include "campaign/starts.h"
#include "solver/answer.h"
#include "cli/cli.h"
#include "base/number.h"
#include "base/output.h"
#include "cli/progress.h"
#include "netgen/questions/question.h"
#include "cli/results.h"
#include "report/diagrams/draw.h"
#include "report/table.h"
#include "report/trace_table.h"

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct solve_options {
    struct common_options common;
    const char *name, *waves, *html;
    double tolerance, stop; /* stop: NaN: the network's */
    long starts, seed, threads;
};

enum { KEY_TOLERANCE = 0x100, KEY_STOP, KEY_STARTS, KEY_SEED, KEY_THREADS, KEY_WAVES, KEY_HTML };

static const struct argp_option OPTIONS[] = {
    {"tolerance", KEY_TOLERANCE, "SHARE", 0, "Target for the relative error of time and energy (1e-3)", 1},
    {"stop", KEY_STOP, "SECONDS", 0, "Longest time to simulate (that of the network)", 1},
    {"waves", KEY_WAVES, "FILE", 0, "Write wall positions and power over time as CSV; - is standard output", 1},
    {"html", KEY_HTML, "FILE", 0, "Also write the report as an HTML page with diagrams; - is standard output", 1},
    {"starts", KEY_STARTS, "K", 0, "Max-cut: try K random start states and report the best", 2},
    {"seed", KEY_SEED, "NUMBER", 0, "Seed of the start states (1)", 2},
    {"threads", KEY_THREADS, "NUMBER", 0, "Threads for the start states (all processors)", 2},
    {0},
};

static error_t parse_solve(int key, char *argument, struct argp_state *state)
{
    struct solve_options *options = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &options->common;
        return 0;
    case KEY_TOLERANCE:
        if (!number_parse(argument, &options->tolerance) ||
            !(options->tolerance >= 1e-5 && options->tolerance <= 0.1)) {
            usage_error(state, "error: --tolerance takes a share from 1e-5 to 0.1, not '%.40s'", argument);
        }
        return 0;
    case KEY_STOP:
        if (!number_parse(argument, &options->stop) ||
            !(options->stop >= NETWORK_SHORTEST_RUN && options->stop <= 1.0)) {
            usage_error(state, "error: --stop takes seconds from 1p to 1, not '%.40s'", argument);
        }
        return 0;
    case KEY_WAVES:
        options->waves = argument;
        return 0;
    case KEY_HTML:
        options->html = argument;
        return 0;
    case KEY_STARTS:
        options->starts = whole_number(argument, "--starts", 1, 1000000000, state);
        return 0;
    case KEY_SEED:
        options->seed = whole_number(argument, "--seed", 0, 4294967295L, state);
        return 0;
    case KEY_THREADS:
        options->threads = whole_number(argument, "--threads", 1, 1024, state);
        return 0;
    case ARGP_KEY_ARG:
        return take_name(argument, state, &options->name);
    case ARGP_KEY_END:
        if (!options->name) {
            usage_error(state, "error: NAME is missing; expected the name of a network");
        }
        check_outputs(state, &options->common, (const char *const[]){options->waves, options->html}, 2);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* What the progress lines need. */
struct watch {
    struct progress progress;
    double end;    /* stop time, s */
    size_t starts; /* how many */
};

static bool show_time(void *context, const struct solver_point *point)
{
    struct watch *watch = context;
    progress_show(&watch->progress, point->t / watch->end, true, "solver: %.1f ns", point->t * 1e9);
    return true;
}

static void show_starts(void *context, size_t done)
{
    struct watch *watch = context;
    progress_show(&watch->progress, (double)done / (double)watch->starts, false, "solver: %zu of %zu starts", done,
                  watch->starts);
}

/* Refuses what does not fit into memory, before it starts. */
static enum status check_memory(const struct solve_options *options, const struct network *network,
                                struct diagnostic *diagnostic)
{
    double needed = solver_memory(network) * (options->starts ? (double)options->threads : 1.0) +
                    (double)options->starts * ((double)network->n + 9.0);
    double available = memory_available();
    if (needed > available) {
        return fail(diagnostic, STATUS_SYSTEM, "error: this needs %.1f GB of memory, and %.1f GB are available",
                    needed * 1e-9, available * 1e-9);
    }
    return STATUS_OK;
}

/* ---- One run ---- */

/* Writes the files that the options name, both or none, from the rows of `table`. */
static enum status write_files(const struct solve_options *options, struct results *results, const struct table *table,
                               struct diagnostic *diagnostic)
{
    struct output *outputs[2] = {NULL, NULL};
    enum status status = trace_from_table(table, results->network, "solver", &results->trace, diagnostic);
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
        return output_commit(outputs, 2, diagnostic);
    }
    output_discard(outputs[0]);
    return status;
}

/* The run once more, in steps so short that a drawing with straight lines between them is true. */
static enum status solve_finely(const struct solver_options *solver, const struct results *results,
                                struct table **table, struct diagnostic *diagnostic)
{
    const double points = 300.0; /* about as many as a diagram is wide */
    struct solver_options finer = *solver;
    struct measures unused;
    double end = results->measures.time_to_solution;
    table_free(*table);
    *table = NULL;
    finer.longest = end > 0.0 ? fmin(finer.longest, end / points) : finer.longest;
    enum status status = answer_table(results->network, &finer, table, &unused, NULL, diagnostic);
    if (status == STATUS_OK) {
        measures_clear(&unused);
    }
    return status;
}

static enum status solve_once(const struct solve_options *options, const struct solver_options *solver,
                              struct results *results, struct diagnostic *diagnostic)
{
    struct table *table = NULL;
    struct solver_result counts;
    enum status status;
    bool files = options->waves || options->html;
    struct watch watch = {.progress = progress_begin(&options->common), .end = solver->t_stop};
    struct solver_options watched = *solver;
    watched.observe = show_time;
    watched.context = &watch;
    if (files) {
        status = answer_table(results->network, &watched, &table, &results->measures, &counts, diagnostic);
    } else {
        status = answer_measures(results->network, &watched, &results->measures, &counts, diagnostic);
    }
    progress_end(&watch.progress);
    if (status == STATUS_OK) {
        results->facts.wall_s = progress_now() - watch.progress.begun;
        results->facts.time_points = counts.steps;
        results->facts.iterations = counts.evaluations;
    }
    if (status == STATUS_OK && options->html) {
        status = solve_finely(solver, results, &table, diagnostic);
    }
    if (status == STATUS_OK && files) {
        status = write_files(options, results, table, diagnostic);
    }
    table_free(table);
    return status == STATUS_OK ? results_print(results, &options->common, diagnostic) : status;
}

/* ---- Many starts ---- */

/* The cuts of the starts that came to rest, or of all where none did, described. */
struct distribution {
    double least, lower_quartile, median, upper_quartile, greatest, mean, deviation;
    double best; /* least or greatest */
    size_t at_best;
};

static struct distribution describe(const struct starts *starts)
{
    const double best = starts->objective[starts->best];
    size_t n = 0;
    for (size_t k = 0; k < starts->count; k++) {
        if (starts->rests[k] || !starts->converged) {
            starts->objective[n++] = starts->objective[k];
        }
    }
    struct distribution d = {.mean = gsl_stats_mean(starts->objective, 1, n),
                             .deviation = n > 1 ? gsl_stats_sd(starts->objective, 1, n) : 0.0,
                             .best = best};
    for (size_t k = 0; k < n; k++) {
        d.at_best += starts->objective[k] == best;
    }
    gsl_sort(starts->objective, 1, n);
    d.least = starts->objective[0];
    d.greatest = starts->objective[n - 1];
    d.lower_quartile = gsl_stats_quantile_from_sorted_data(starts->objective, 1, n, 0.25);
    d.median = gsl_stats_median_from_sorted_data(starts->objective, 1, n);
    d.upper_quartile = gsl_stats_quantile_from_sorted_data(starts->objective, 1, n, 0.75);
    return d;
}

/* The report's object with the distribution added. */
static enum status print_starts_json(const struct report *report, const struct starts *starts,
                                     const struct distribution *d, struct diagnostic *diagnostic)
{
    struct document document = document_begin();
    report_add(report, &document);
    document_object(&document, "starts");
    document_count(&document, "count", starts->count);
    document_count(&document, "converged", starts->converged);
    document_real(&document, "least", d->least);
    document_real(&document, "lower_quartile", d->lower_quartile);
    document_real(&document, "median", d->median);
    document_real(&document, "upper_quartile", d->upper_quartile);
    document_real(&document, "greatest", d->greatest);
    document_real(&document, "mean", d->mean);
    document_real(&document, "deviation", d->deviation);
    document_count(&document, "at_best", d->at_best);
    document_close(&document);
    return print_document(&document, 17, diagnostic);
}

static void print_starts_text(const struct starts *starts, const struct distribution *d)
{
    printf("\n  starts            %zu random ones, %zu converged; the report above is of the best%s\n"
           "  their cuts        %g to %g, quartiles %g, %g, %g; mean %.4g +- %.2g\n"
           "  reached %-9g %zu times\n",
           starts->count, starts->converged, starts->converged && starts->converged < starts->count ? " of these" : "",
           d->least, d->greatest, d->lower_quartile, d->median, d->upper_quartile, d->mean, d->deviation, d->best,
           d->at_best);
}

static enum status print_starts(const struct solve_options *options, const struct results *results,
                                struct starts *starts, struct diagnostic *diagnostic)
{
    struct distribution d = describe(starts);
    struct report report = {results->network, &results->measures, &results->facts};
    if (options->common.json) {
        enum status status = print_starts_json(&report, starts, &d, diagnostic);
        return status == STATUS_OK ? results_end(results, diagnostic) : status;
    }
    enum status status = results_print(results, &options->common, diagnostic);
    if (status <= STATUS_UNMET && !options->common.quiet) {
        print_starts_text(starts, &d);
    }
    return status;
}

static enum status solve_starts(const struct solve_options *options, const struct solver_options *solver,
                                struct results *results, struct diagnostic *diagnostic)
{
    struct starts starts;
    if (!results->network->question->objective) {
        return fail(diagnostic, STATUS_INPUT,
                    "error: --starts is for questions with an objective, such as maxcut; this network is asked '%s'",
                    results->network->question->name);
    }
    if (options->waves || options->html) {
        return fail(diagnostic, STATUS_INPUT, "error: --waves and --html are for one run, not for --starts");
    }
    struct watch watch = {.progress = progress_begin(&options->common), .starts = (size_t)options->starts};
    const struct starts_plan plan = {.network = results->network,
                                     .options = solver,
                                     .count = (size_t)options->starts,
                                     .seed = (unsigned long)options->seed,
                                     .workers = (size_t)options->threads,
                                     .show = show_starts,
                                     .context = &watch};
    enum status status = starts_run(&plan, &starts, &results->measures, diagnostic);
    progress_end(&watch.progress);
    if (status != STATUS_OK) {
        return status;
    }
    results->facts.wall_s = progress_now() - watch.progress.begun;
    results->facts.starts = starts.count;
    results->facts.starts_converged = starts.converged;
    free(results->network->start);
    results->network->start = starts.start; /* so that the report shows it */
    starts.start = NULL;
    status = print_starts(options, results, &starts, diagnostic);
    starts_clear(&starts);
    return status;
}

static double stop_time(const struct solve_options *options, const struct network *network)
{
    return isnan(options->stop) ? network->t_stop : options->stop;
}

static enum status solve(const struct solve_options *options, struct diagnostic *diagnostic)
{
    struct results results = {.facts.engine = "solver"};
    enum status status = results_read_network(&results, options->name, diagnostic);
    if (status == STATUS_OK && options->html) {
        status = diagram_check(results.network, diagnostic);
    }
    if (status == STATUS_OK && stop_time(options, results.network) <= results.network->t_load) {
        status = fail(diagnostic, STATUS_INPUT, "error: --stop %g s must be later than the load phase, %g s",
                      options->stop, results.network->t_load);
    }
    if (status == STATUS_OK) {
        status = check_memory(options, results.network, diagnostic);
    }
    if (status == STATUS_OK) {
        status = output_check((const char *const[]){options->waves, options->html}, 2, diagnostic);
    }
    if (status == STATUS_OK) {
        struct solver_options solver = solver_standard_options(results.network);
        solver.tolerance = options->tolerance;
        solver.t_stop = stop_time(options, results.network);
        results.facts.devices = network_devices(results.network);
        status = options->starts ? solve_starts(options, &solver, &results, diagnostic)
                                 : solve_once(options, &solver, &results, diagnostic);
    }
    results_clear(&results);
    return status;
}

int command_solve(int argc, char **argv)
{
    static const struct argp_child CHILDREN[] = {{&common_argp, 0, NULL, 0}, {0}};
    static const struct argp ARGP = {OPTIONS,  parse_solve, "NAME", "Solves the network NAME.json without ngspice.",
                                     CHILDREN, NULL,        NULL};
    struct solve_options options = {.tolerance = 1e-3, .stop = NAN, .seed = 1, .threads = (long)runner_processors()};
    struct diagnostic diagnostic;
    arguments_parse(&ARGP, argc, argv, &options);
    return exit_code(solve(&options, &diagnostic), &diagnostic);
}
