#include "cli/results.h"

#include "base/input.h"
#include "spice/raw/raw.h"
#include "spice/deck_trace.h"
#include "base/terminal.h"
#include "netgen/network_file.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The ending of a file that belongs to a network, where `name` has one; else NULL. */
static const char *ending(const char *name)
{
    static const char *const ENDINGS[] = {".json", ".cir", ".raw"};
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot && i < sizeof ENDINGS / sizeof *ENDINGS; i++) {
        if (strcmp(dot, ENDINGS[i]) == 0) {
            return dot;
        }
    }
    return NULL;
}

/* Circuits of gen that are no networks (ice, nml, crossbar, stdp, telegraph) are a deck alone, for plain ngspice: says
 * so where `name`, with or without ".cir", is one. */
static enum status refuse_deck_alone(const char *name, struct diagnostic *diagnostic)
{
    const char *dot = ending(name);
    char *stem = dot && strcmp(dot, ".cir") == 0 ? strndup(name, (size_t)(dot - name)) : strdup(name);
    char *deck = stem ? path_of(stem, ".cir") : NULL, *network = stem ? path_of(stem, ".json") : NULL;
    enum status status = deck && network ? STATUS_OK : fail_memory(diagnostic);
    if (status == STATUS_OK && access(deck, F_OK) == 0 && access(network, F_OK) != 0) {
        status = fail_at(diagnostic, deck, 0,
                         "a deck without a network, %s; expected 'ngspice -b %s', after 'spinfield setup-ngspice'",
                         network, deck);
    }
    free(network);
    free(deck);
    free(stem);
    return status;
}

enum status results_read_network(struct results *results, const char *name, struct diagnostic *diagnostic)
{
    char *path = path_of(name, ".json");
    if (!path) {
        return fail_memory(diagnostic);
    }
    const char *superfluous = ending(name);
    const bool missing = access(path, F_OK) != 0;
    enum status status = missing ? refuse_deck_alone(name, diagnostic) : STATUS_OK;
    if (status == STATUS_OK) {
        status = superfluous && missing
                     ? fail_at(diagnostic, path, 0, "no such network; expected NAME without '%s'", superfluous)
                     : input_require_file(path, diagnostic);
    }
    if (status == STATUS_OK) {
        status = network_read(path, &results->network, diagnostic);
    }
    free(path);
    return status;
}

enum status results_take(struct results *results, const struct table *table, const char *origin,
                         struct diagnostic *diagnostic)
{
    enum status status = deck_trace_take(table, results->network, origin, &results->trace, diagnostic);
    if (status == STATUS_OK) {
        status = measures_take(results->trace, results->network, &results->measures, diagnostic);
    }
    results->facts.devices = network_devices(results->network);
    results->facts.time_points = table->rows;
    return status;
}

enum status results_take_simulation(struct results *results, const struct spice_result *spice, const char *origin,
                                    struct diagnostic *diagnostic)
{
    results->facts.iterations = spice->iterations > 0 ? (size_t)spice->iterations : 0;
    results->facts.matrix_solver = spice->klu ? "KLU" : "Sparse";
    results->facts.wall_s = spice->seconds;
    results->facts.t_stop = results->network->t_stop;
    snprintf(results->facts.engine_version, sizeof results->facts.engine_version, "%s", spice->version);
    results->facts.peak_memory_bytes = spice->peak_memory;
    return results_take(results, spice->table, origin, diagnostic);
}

/* Refuses waves whose title is that of another network; a deck that was altered in ngspice still bears its network's.
 * Notes where the title is no network's, so that nobody can know. */
static enum status check_origin(const char *path, const struct table *table, struct results *results,
                                struct diagnostic *diagnostic)
{
    char title[NETWORK_TITLE_SIZE];
    enum status status = network_title(results->network, title, diagnostic);
    const char *found = strcasestr(table->title, NETWORK_TITLE); /* ngspice changes case */
    size_t digits = found ? strspn(found + strlen(NETWORK_TITLE), "0123456789abcdef") : 0;
    results->facts.unknown_origin = digits != NETWORK_HASH_DIGITS;
    if (status == STATUS_OK && !results->facts.unknown_origin && strncasecmp(found, title, strlen(title)) != 0) {
        status = fail_at(
            diagnostic, path, 0,
            "this is a run of another network, or of an earlier version of this one; expected a run of the deck '%s'",
            title);
    }
    return status;
}

/* Refuses waves on a grid, of which nobody can tell when a wall came to rest. The points of ngspice never are: it
 * begins with short steps. The last one is the stop time. */
static enum status check_points(const char *path, const struct table *table, struct diagnostic *diagnostic)
{
    const size_t least = 5;
    const double same = 1e-6; /* of a step; ASCII files have 16 digits of time */
    size_t k = 1, last = table->rows - 1;
    double step = table->rows > least ? table->value[table->columns] - table->value[0] : 0.0;
    while (k < last && fabs(table->value[k * table->columns] - (double)k * step) <= same * step) {
        k++;
    }
    if (step > 0.0 && k == last) {
        return fail_at(diagnostic, path, 0,
                       "all time points are %g s apart, as with '.options interp', so the times at which walls come to "
                       "rest are lost; run the deck without it",
                       step);
    }
    return STATUS_OK;
}

/* Whether there is the raw file of a run of `name`, which nobody named. */
static enum status require_run(const char *name, const char *path, struct diagnostic *diagnostic)
{
    if (access(path, F_OK) != 0 && errno == ENOENT) {
        return fail_at(diagnostic, path, 0, "no such file; expected the waves that 'spinfield run %s' writes", name);
    }
    return input_require_file(path, diagnostic);
}

enum status results_read(struct results *results, const char *name, const char *raw, struct diagnostic *diagnostic)
{
    struct table *table = NULL;
    char *standard = path_of(name, ".raw");
    const char *path = raw ? raw : standard;
    enum status status = standard ? results_read_network(results, name, diagnostic) : fail_memory(diagnostic);
    if (status == STATUS_OK && !raw) {
        status = require_run(name, path, diagnostic);
    }
    if (status == STATUS_OK) {
        status = raw_read(path, &table, diagnostic);
    }
    if (status == STATUS_OK) {
        status = check_origin(path, table, results, diagnostic);
    }
    if (status == STATUS_OK) {
        status = check_points(path, table, diagnostic);
    }
    if (status == STATUS_OK) {
        status = results_take(results, table, path, diagnostic);
    }
    table_free(table);
    free(standard);
    return status;
}

enum status results_end(const struct results *results, struct diagnostic *diagnostic)
{
    enum status status = finish_stdout(diagnostic);
    return status == STATUS_OK && !results->measures.converged ? STATUS_UNMET : status;
}

enum status results_print(const struct results *results, const struct common_options *options,
                          struct diagnostic *diagnostic)
{
    struct report report = {results->network, &results->measures, &results->facts};
    enum status status = STATUS_OK;
    if (options->json) {
        struct document document = document_begin();
        report_add(&report, &document);
        status = print_document(&document, 17, diagnostic);
    } else if (prints_text(options)) {
        report_text(&report, (struct text_look){terminal_shows_utf8(stdout), terminal_has_colours(stdout)}, stdout);
    }
    return status == STATUS_OK ? results_end(results, diagnostic) : status;
}

enum status results_html(const struct results *results, const char *name, const struct second_run *second,
                         const char *path, struct output **out, struct diagnostic *diagnostic)
{
    struct report report = {results->network, &results->measures, &results->facts};
    struct html_report page = {.name = name, .run = {.report = &report, .trace = results->trace}};
    page.run.search = results->search;
    page.run.summary = results->summary;
    if (second) {
        page.run.second = second->trace;
        page.comparison = second->comparison;
    }
    enum status status = output_open(path, out, diagnostic);
    if (status == STATUS_OK) {
        status = report_html(&page, output_stream(*out), diagnostic);
    }
    if (status != STATUS_OK) {
        output_discard(*out);
        *out = NULL;
    }
    return status;
}

enum status results_answer(const struct results *results, const char *path, struct output **out,
                           struct diagnostic *diagnostic)
{
    const struct report report = {results->network, &results->measures, &results->facts};
    *out = NULL;
    enum status status = path ? output_open(path, out, diagnostic) : STATUS_OK;
    if (*out) {
        report_csv_answer(&report, output_stream(*out));
    }
    return status;
}

void results_clear(struct results *results)
{
    network_free(results->network);
    trace_free(results->trace);
    measures_clear(&results->measures);
}
