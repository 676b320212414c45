/* spinfield search NAME: many relaxations, and the best of them. */
#include "cli/network_arguments.h"
#include "report/quantity.h"
#include "cli/search.h"

#include "base/number.h"
#include "base/output.h"
#include "campaign/engine.h"
#include "campaign/proof.h"
#include "campaign/search.h"
#include "cli/cli.h"
#include "cli/network_files.h"
#include "cli/progress.h"
#include "cli/results.h"
#include "cli/simulation.h"
#include "netgen/questions/question.h"
#include "netgen/recipe.h"
#include "netgen/technologies/technology.h"
#include "report/diagrams/draw.h"
#include "report/table.h"
#include "report/trace_table.h"
#include "solver/answer.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEY_RUNS = 0x100, KEY_METHOD, KEY_ENGINE, KEY_PATIENCE, KEY_TARGET, KEY_CSV, KEY_HTML, KEY_SAVE, KEY_ANSWER };

static const struct argp_option OPTIONS[] = {
    {"runs", KEY_RUNS, "K", 0, "Number of relaxations (1000)", 1},
    {"method", KEY_METHOD, "kick|cross|restart", 0,
     "From the best state, some neurons flipped; crosses of good ones; or random (walls: kick, beyond 300 neurons "
     "cross; others: "
     "restart)",
     1},
    {"engine", KEY_ENGINE, "solver|ngspice", 0, "What relaxes the network (solver)", 1},
    {"target", KEY_TARGET, "VALUE|auto", 0, "Objective that is success; auto: the proven optimum (best known, or best)",
     1},
    {"answer", KEY_ANSWER, "FILE", 0, "Write the answer as CSV, what was asked about by name; - is standard output", 1},
    {"patience", KEY_PATIENCE, "SECONDS", 0, "Stop when ngspice is silent for this time (600)", 2},
    {"csv", KEY_CSV, "FILE", 0, "Write a row for each relaxation; - is standard output", 3},
    {"html", KEY_HTML, "FILE", 0, "Also write the report as an HTML page with diagrams; - is standard output", 3},
    {"save-start", KEY_SAVE, "NAME|FILE.txt", 0,
     "Write the network that starts as the best relaxation did, or this start", 3},
    {0},
};

static void take_target(struct search_options *options, const char *argument, struct argp_state *state)
{
    options->prove = strcmp(argument, "auto") == 0;
    if (!options->prove && !number_parse(argument, &options->target)) {
        usage_error(state, "error: --target takes a number or auto, not '%.40s'", argument);
    }
}

/* Whether --save-start is to write bits, and not a network. */
static bool saves_bits(const char *name)
{
    const char *ending = strrchr(name, '.');
    return output_is_stdout(name) || (ending && strcmp(ending, ".txt") == 0);
}

/* Refuses an option of the other engine. */
static void check_engine(const struct search_options *options, struct argp_state *state)
{
    if (options->in_ngspice && !isnan(options->relaxing.tolerance)) {
        usage_error(state, "error: --tolerance is for --engine solver; a deck has tolerances of its own");
    }
    if (!options->in_ngspice && !isnan(options->patience)) {
        usage_error(state, "error: --patience is for --engine ngspice");
    }
}

static error_t parse_search(int key, char *argument, struct argp_state *state)
{
    struct search_options *options = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &options->common;
        state->child_inputs[1] = &options->relaxing;
        return 0;
    case KEY_RUNS:
        options->runs = whole_number(argument, "--runs", 1, 1000000000, state);
        return 0;
    case KEY_METHOD:
        if (!search_method_find(argument, &options->method)) {
            usage_error(state, "error: --method takes kick, cross or restart, not '%.40s'", argument);
        }
        options->choose_method = false;
        return 0;
    case KEY_ENGINE:
        options->in_ngspice = strcmp(argument, "ngspice") == 0;
        if (!options->in_ngspice && strcmp(argument, "solver") != 0) {
            usage_error(state, "error: --engine takes solver or ngspice, not '%.40s'", argument);
        }
        return 0;
    case KEY_PATIENCE:
        options->patience = take_patience(argument, state);
        return 0;
    case KEY_TARGET:
        take_target(options, argument, state);
        return 0;
    case KEY_ANSWER:
        options->answer = argument;
        return 0;
    case KEY_CSV:
        options->csv = argument;
        return 0;
    case KEY_HTML:
        options->html = argument;
        return 0;
    case KEY_SAVE:
        options->save = saves_bits(argument) ? argument : take_new_name(argument, "--save-start", state);
        return 0;
    case ARGP_KEY_ARG:
        return take_name(argument, state, &options->name);
    case ARGP_KEY_END:
        if (!options->name) {
            usage_error(state, "error: NAME is missing; expected the name of a network");
        }
        check_engine(options, state);
        check_outputs(state, &options->common,
                      (const char *const[]){options->csv, options->html, options->save, options->answer}, 4);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

struct search_options search_standard_options(void)
{
    return (struct search_options){.runs = 1000,
                                   .method = SEARCH_KICK,
                                   .choose_method = true,
                                   .relaxing = relaxing_standard_options(),
                                   .patience = NAN,
                                   .target = NAN};
}

/* ---- Before the work ---- */

/* What relaxes the network. */
struct engine_of_search {
    struct solver_options solver;
    struct spice_job spice; /* zeroed where the solver does it */
};

/* Checks what the options ask of the network, and gives it its load phase and stop time. */
static enum status prepare(const struct search_options *options, struct network *network,
                           struct engine_of_search *engine, struct diagnostic *diagnostic)
{
    const double patience = isnan(options->patience) ? 600.0 : options->patience;
    enum status status = search_check(network, diagnostic);
    if (status == STATUS_OK) {
        status = relaxing_solver(&options->relaxing, network, &engine->solver, diagnostic);
    }
    if (status == STATUS_OK) {
        status = search_load_phase(network, engine->solver.t_stop, diagnostic);
    }
    if (status == STATUS_OK && options->in_ngspice) {
        status = simulation_check(network, diagnostic);
    }
    if (status == STATUS_OK && options->in_ngspice) {
        status = simulation_job(patience, &options->common, &engine->spice, diagnostic);
    }
    return status == STATUS_OK && options->html ? diagram_check(network, diagnostic) : status;
}

/* What counts as success. */
static enum status choose_target(const struct search_options *options, const struct network *network,
                                 struct search_target *target, struct diagnostic *diagnostic)
{
    enum status status = proof_target(network, options->prove, options->target, target, diagnostic);
    if (status == STATUS_OK && options->prove && target->goal != SEARCH_PROVEN && !options->common.quiet) {
        fprintf(stderr, "spinfield: note: no optimum could be proven; the target is the best %s objective\n",
                target->goal == SEARCH_KNOWN ? "known" : "found");
    }
    return status;
}

/* ---- The work ---- */

struct watch {
    struct progress progress;
    long runs;
    FILE *csv; /* NULL: none */
};

static void show(void *context, size_t done)
{
    struct watch *watch = context;
    progress_show(&watch->progress, (double)done / (double)watch->runs, false, "search: %zu of %ld relaxation%s", done,
                  watch->runs, plural((size_t)watch->runs));
}

static enum status keep_row(void *context, const struct relaxation *run, struct diagnostic *diagnostic)
{
    struct watch *watch = context;
    (void)diagnostic;
    search_csv_row(run, watch->csv);
    return STATUS_OK;
}

/* Notes the version of ngspice that relaxes the network. */
static enum status note_version(const struct search_options *options, const struct engine_of_search *engine,
                                struct run_facts *facts, struct diagnostic *diagnostic)
{
    const struct engine used = {.kind = options->in_ngspice ? ENGINE_NGSPICE : ENGINE_SOLVER,
                                .host = engine->spice.host,
                                .code_model = engine->spice.code_model};
    char version[ENGINE_VERSION];
    enum status status = engine_version(&used, version, diagnostic);
    if (status == STATUS_OK) {
        snprintf(facts->engine_version, sizeof facts->engine_version, "%.*s", (int)sizeof facts->engine_version - 1,
                 version);
    }
    return status;
}

/* Searches, with rows to `csv` where it is not NULL. The network then has start and noise of the best run, which the
 * measures are of. */
static enum status search(const struct search_options *options, const struct engine_of_search *engine, FILE *csv,
                          struct results *results, struct search *found, struct diagnostic *diagnostic)
{
    struct network *network = results->network;
    struct watch watch = {.progress = progress_begin(&options->common), .runs = options->runs, .csv = csv};
    const struct search_plan plan = {.network = network,
                                     .options = &engine->solver,
                                     .relaxer = options->in_ngspice ? &relaxer_ngspice : &relaxer_solver,
                                     .spice = &engine->spice,
                                     .method = options->choose_method ? search_best_method(network) : options->method,
                                     .runs = (size_t)options->runs,
                                     .seed = (unsigned long)options->relaxing.seed,
                                     .workers = (size_t)options->relaxing.threads,
                                     .take = csv ? keep_row : NULL,
                                     .show = show,
                                     .context = &watch};
    enum status status = require_memory(search_memory(&plan), diagnostic);
    if (status == STATUS_OK) {
        status = note_version(options, engine, &results->facts, diagnostic);
    }
    if (status == STATUS_OK) {
        status = search_run(&plan, found, &results->measures, diagnostic);
    }
    progress_end(&watch.progress);
    if (status != STATUS_OK) {
        return status;
    }
    results->facts.wall_s = progress_now() - watch.progress.begun;
    results->facts.devices = network_devices(network);
    results->facts.tolerance = options->in_ngspice ? 0.0 : engine->solver.tolerance;
    results->facts.t_stop = engine->solver.t_stop;
    results->facts.relaxations = found->runs;
    results->facts.relaxations_converged = found->converged;
    free(network->start);
    network->start = strdup(found->start);
    if (!network->start) {
        return fail_memory(diagnostic);
    }
    const unsigned long seed = search_noise(found, found->best);
    const bool noisy = network_is_noisy(network);
    network_set_noise(network, seed);
    return network->recipe
               ? recipe_fix_run(network->recipe, network->start, noisy ? &seed : NULL, network->t_stop, diagnostic)
               : STATUS_OK;
}

/* ---- What it gives ---- */

enum { OUTPUT_CSV, OUTPUT_HTML, OUTPUT_ANSWER, OUTPUT_SAVED, OUTPUTS = OUTPUT_SAVED + NETWORK_FILES };

/* Looks at all outputs before the work. */
static enum status check_files(const struct search_options *options, struct diagnostic *diagnostic)
{
    const char *save = options->save;
    bool bits = save && saves_bits(save);
    char *json = save && !bits ? path_of(save, ".json") : NULL, *deck = save && !bits ? path_of(save, ".cir") : NULL;
    enum status status = STATUS_OK;
    if (save && !bits && (!json || !deck)) {
        status = fail_memory(diagnostic);
    } else {
        const char *const paths[] = {options->csv, options->html, options->answer, bits ? save : json, deck};
        const size_t count = sizeof paths / sizeof *paths;
        status = output_check(paths, count, diagnostic);
        if (status == STATUS_OK) {
            status = network_files_spare(options->name, NULL, paths, count, diagnostic);
        }
    }
    free(json);
    free(deck);
    return status;
}

/* The waves of the best relaxation, for the drawings of a page. */
static enum status take_waves(const struct search_options *options, const struct engine_of_search *engine,
                              struct results *results, struct diagnostic *diagnostic)
{
    struct table *table = NULL;
    if (options->in_ngspice) {
        struct measures again;
        enum status status = engine_simulate(&engine->spice, results->network, &again, &results->trace, diagnostic);
        if (status == STATUS_OK) {
            measures_clear(&again);
        }
        return status;
    }
    enum status status =
        answer_drawing(results->network, &engine->solver, results->measures.time_to_solution, &table, diagnostic);
    if (status == STATUS_OK) {
        status = trace_from_table(table, results->network, "solver", &results->trace, diagnostic);
    }
    table_free(table);
    return status;
}

static enum status write_page(const struct search_options *options, const struct engine_of_search *engine,
                              struct results *results, struct output **output, struct diagnostic *diagnostic)
{
    enum status status = take_waves(options, engine, results, diagnostic);
    return status == STATUS_OK ? results_html(results, options->name, NULL, options->html, output, diagnostic) : status;
}

/* The start, or the network, that --save-start asks for. */
static enum status save_start(const char *name, const struct network *network, struct output **outputs,
                              struct diagnostic *diagnostic)
{
    if (!saves_bits(name)) {
        return network_files_open(network, DECK_COMPACT, name, outputs, diagnostic);
    }
    enum status status = output_open(name, &outputs[0], diagnostic);
    if (status == STATUS_OK) {
        fprintf(output_stream(outputs[0]), "%s\n", network->start);
    }
    return status;
}

static enum status print(const struct search_options *options, const struct results *results,
                         struct diagnostic *diagnostic)
{
    const struct report report = {results->network, &results->measures, &results->facts};
    const struct search_summary *summary = results->summary;
    enum status status;
    if (options->common.json) {
        struct document document = document_begin();
        report_add(&report, &document);
        search_add(results->search, summary, &document);
        status = print_document(&document, 17, diagnostic);
        status = status == STATUS_OK ? results_end(results, diagnostic) : status;
    } else {
        status = results_print(results, &options->common, diagnostic);
        if (status <= STATUS_UNMET && prints_text(&options->common)) {
            search_text(results->search, summary, stdout);
            enum status printed = finish_stdout(diagnostic);
            status = printed == STATUS_OK ? status : printed;
        }
    }
    bool unmet =
        summary->successes == 0 && (summary->target.goal == SEARCH_GIVEN || summary->target.goal == SEARCH_PROVEN);
    return status == STATUS_OK && unmet ? STATUS_UNMET : status;
}

/* What all relaxations gave. */
struct found {
    struct search search;
    struct search_summary summary;
};

/* Searches and writes all outputs, or none. The results refer to *found. */
static enum status search_and_write(const struct search_options *options, const struct engine_of_search *engine,
                                    struct results *results, struct found *found, const struct search_target *target,
                                    struct diagnostic *diagnostic)
{
    struct output *outputs[OUTPUTS] = {NULL};
    FILE *csv = NULL;
    enum status status = options->csv ? output_open(options->csv, &outputs[OUTPUT_CSV], diagnostic) : STATUS_OK;
    if (status == STATUS_OK && options->csv) {
        csv = output_stream(outputs[OUTPUT_CSV]);
        search_csv_head(csv);
    }
    if (status == STATUS_OK) {
        status = search(options, engine, csv, results, &found->search, diagnostic);
    }
    if (status == STATUS_OK) {
        status = search_summarize(&found->search, results->network->question, target, &found->summary, diagnostic);
        if (status == STATUS_OK) {
            const struct report report = {results->network, &results->measures, &results->facts};
            search_take_warnings(&found->search, &report, &found->summary);
        }
        results->search = &found->search;
        results->summary = &found->summary;
    }
    if (status == STATUS_OK && options->html) {
        status = write_page(options, engine, results, &outputs[OUTPUT_HTML], diagnostic);
    }
    if (status == STATUS_OK) {
        status = results_answer(results, options->answer, &outputs[OUTPUT_ANSWER], diagnostic);
    }
    if (status == STATUS_OK && options->save) {
        status = save_start(options->save, results->network, &outputs[OUTPUT_SAVED], diagnostic);
    }
    if (status == STATUS_OK) {
        status = output_commit(outputs, OUTPUTS, diagnostic);
        status = status == STATUS_OK ? print(options, results, diagnostic) : status;
    } else {
        for (size_t k = 0; k < OUTPUTS; k++) {
            output_discard(outputs[k]);
        }
    }
    return status;
}

enum status search_command(const struct search_options *options, struct diagnostic *diagnostic)
{
    struct results results = {.facts.engine = options->in_ngspice ? "ngspice" : "solver"};
    struct engine_of_search engine = {.spice = {0}};
    struct found found = {.search = {0}};
    struct search_target target;
    enum status status = results_read_network(&results, options->name, diagnostic);
    if (status == STATUS_OK) {
        status = prepare(options, results.network, &engine, diagnostic);
    }
    if (status == STATUS_OK) {
        status = check_files(options, diagnostic);
    }
    if (status == STATUS_OK) {
        status = choose_target(options, results.network, &target, diagnostic);
    }
    if (status == STATUS_OK) {
        results.facts.proven = target.goal == SEARCH_PROVEN ? &target.objective : NULL;
        if (!options->common.quiet) {
            relaxing_note_stop(options->relaxing.stop_text, options->relaxing.stop);
        }
        status = search_and_write(options, &engine, &results, &found, &target, diagnostic);
    }
    search_clear(&found.search);
    simulation_job_clear(&engine.spice);
    results_clear(&results);
    return status;
}

int command_search(int argc, char **argv)
{
    static const struct argp_child CHILDREN[] = {{&common_argp, 0, NULL, 0}, {&relaxing_argp, 0, NULL, 0}, {0}};
    static const struct argp ARGP = {OPTIONS,
                                     parse_search,
                                     "NAME",
                                     "Relaxes the network NAME.json many times, each time from another state, and "
                                     "reports the best answer, and how likely one is.",
                                     CHILDREN,
                                     NULL,
                                     NULL};
    struct search_options options = search_standard_options();
    struct diagnostic diagnostic;
    network_arguments_parse(&ARGP, OTHER_BY_GEN, argc, argv, &options);
    return exit_code(search_command(&options, &diagnostic), &diagnostic);
}
