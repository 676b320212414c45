#include "cli/gen_ice.h"

#include "base/number.h"
#include "base/output.h"
#include "cli/ice_doubts.h"
#include "cli/magnet_options.h"
#include "cli/number_list.h"
#include "models/constants.h"
#include "models/scatter/scatter.h"
#include "netgen/islands_deck.h"

#include <math.h>
#include <stdlib.h>

/* What is written: in this order in all lists of paths. */
enum { STATE, TABLE, DECK, FILES };

struct gen_ice {
    struct common_options common;
    const char *output, *file[FILES - 1];
    struct ice ice;
    struct magnet_options magnets;
    struct numbers time;
    double hot, cold, constant; /* K; NAN: not given */
    double after, cutoff;       /* s; pitches; NAN: not given */
    long runs, seed;
};

enum {
    KEY_PITCH = 0x100,
    KEY_TIME,
    KEY_HOT,
    KEY_COLD,
    KEY_TEMP,
    KEY_AFTER,
    KEY_RUNS,
    KEY_SEED,
    KEY_CUTOFF,
    KEY_STATE,
    KEY_CSV
};

enum {
    MOST_RUNS = 100000,
    ALL_PAIRS = 500,   /* magnets, up to which all couplings are taken */
    CUTOFF = 6,        /* pitches, beyond that */
    DECK_VERTICES = 50 /* of a deck at most: some 115 magnets */
};

static const struct argp_option OPTIONS[] = {
    {"output", 'o', "NAME", 0, "Write a deck at the temperature of --temp to NAME.cir", 1},
    {"csv", KEY_CSV, "FILE", 0, "Write a table of the times and what was found", 1},
    {"state", KEY_STATE, "FILE", 0, "Write a table of the magnets at the end of the first run with the longest time",
     1},
    {"size", 'n', "COLUMNSxROWS", 0, "Vertices, each with four magnets (5x5)", 2},
    {"pitch", KEY_PITCH, "METRES", 0, "Distance of neighbouring vertices (150n)", 2},
    {"time", KEY_TIME, "FROM:TO:COUNT|LIST", 0, "Times in which it is cooled, or --temp lasts (1u,100u,10m)", 3},
    {"hot", KEY_HOT, "CELSIUS", 0, "Temperature at the start of cooling (330)", 3},
    {"cold", KEY_COLD, "CELSIUS", 0, "Temperature at the end of cooling (-70)", 3},
    {"temp", KEY_TEMP, "CELSIUS", 0, "A constant temperature instead", 3},
    {"after", KEY_AFTER, "SECONDS", 0, "With --temp: from when on averages are taken (a tenth of --time)", 3},
    {"runs", KEY_RUNS, "NUMBER", 0, "Runs for each time, with seeds that follow each other (20)", 4},
    {"seed", KEY_SEED, "NUMBER", 0, "Seed of the first run (1)", 4},
    {"cutoff", KEY_CUTOFF, "PITCHES", 0, "Couplings beyond that distance are left out (none; 6 above 500 magnets)", 4},
    {0},
};

/* ---- Arguments ---- */

/* A parameter of time steps is one of the deck. */
static void check_effect(const struct gen_ice *gen, struct argp_state *state)
{
    const struct parameter *parameter = &nanomagnet_table.item[NANOMAGNET_mtol];
    const double value = parameter_get(parameter, &gen->magnets.magnet);
    if (!gen->output && value != parameter->standard) {
        usage_error(state,
                    "error: --set mtol=%g would change nothing: it is of time steps in ngspice; expected -o NAME",
                    value);
    }
}

static void finish(struct gen_ice *gen, struct argp_state *state)
{
    check_effect(gen, state);
    const bool constant = !isnan(gen->constant);
    if (constant && (!isnan(gen->hot) || !isnan(gen->cold))) {
        usage_error(state, "error: --temp is a constant temperature; expected no --hot or --cold with it");
    }
    if (!constant && !isnan(gen->after)) {
        usage_error(state, "error: --after needs --temp: ice that is cooled is seen at its end");
    }
    if (!constant && gen->output) {
        usage_error(state, "error: -o needs --temp: a deck has one temperature");
    }
    gen->hot = isnan(gen->hot) ? 330.0 + ZERO_CELSIUS : gen->hot;
    gen->cold = isnan(gen->cold) ? -70.0 + ZERO_CELSIUS : gen->cold;
    if (!(gen->cold < gen->hot)) {
        usage_error(state, "error: --cold %g C is not below --hot %g C", gen->cold - ZERO_CELSIUS,
                    gen->hot - ZERO_CELSIUS);
    }
    const bool is_default = gen->time.count == 0;
    if (is_default) {
        gen->time = constant ? (struct numbers){1, {1e-3}} : (struct numbers){3, {1e-6, 1e-4, 1e-2}};
    }
    if (constant && gen->time.count > 1) {
        usage_error(state, "error: --temp needs one --time, not %zu", gen->time.count);
    }
    gen->after = isnan(gen->after) ? 0.1 * gen->time.value[0] : gen->after;
    if (constant && !(gen->after < gen->time.value[0])) {
        usage_error(state, "error: --after %s is not before the end, %s%s", SHORT(gen->after),
                    SHORT(gen->time.value[0]),
                    is_default ? " where no --time is given; expected an earlier one, or --time" : " by --time");
    }
    if (gen->output && ice_vertices(&gen->ice) > DECK_VERTICES) {
        usage_error(state, "error: a deck has at most %d vertices, not %zu x %zu", DECK_VERTICES, gen->ice.columns,
                    gen->ice.rows);
    }
    check_outputs(state, &gen->common, gen->file, FILES - 1);
}

static error_t parse_number(int key, char *argument, struct argp_state *state)
{
    struct gen_ice *gen = state->input;
    switch (key) {
    case KEY_PITCH:
        gen->ice.pitch = take_number("--pitch", argument, "a distance in m", 1e-9, 1e-3, state);
        return 0;
    case KEY_TIME:
        take_numbers(&(struct numbers_option){"time", 1e-12, 1e12, ICE_MOST_TIMES}, argument, &gen->time, state);
        return 0;
    case KEY_HOT:
        gen->hot = take_celsius("--hot", argument, state);
        return 0;
    case KEY_COLD:
        gen->cold = take_celsius("--cold", argument, state);
        return 0;
    case KEY_TEMP:
        gen->constant = take_celsius("--temp", argument, state);
        return 0;
    case KEY_AFTER:
        gen->after = take_number("--after", argument, "a time in s", 0.0, 1e12, state);
        return 0;
    case KEY_CUTOFF:
        gen->cutoff = take_number("--cutoff", argument, "a distance in pitches", 0.7072, 1e3, state);
        return 0;
    case KEY_RUNS:
        gen->runs = whole_number(argument, "--runs", 1, MOST_RUNS, state);
        return 0;
    case KEY_SEED:
        gen->seed = whole_number(argument, "--seed", 1, SCATTER_GREATEST_SEED, state);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct gen_ice *gen = state->input;
    size_t size[2];
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &gen->magnets;
        state->child_inputs[1] = &gen->common;
        return 0;
    case 'o':
        gen->output = take_deck_name(argument, "-o", state);
        return 0;
    case KEY_STATE:
        gen->file[STATE] = argument;
        return 0;
    case KEY_CSV:
        gen->file[TABLE] = argument;
        return 0;
    case 'n':
        take_size("-n", argument, "COLUMNSxROWS", ICE_MOST_SIDE, size, state);
        gen->ice.columns = size[0];
        gen->ice.rows = size[1];
        return 0;
    case ARGP_KEY_ARG:
        usage_error(state, "error: gen ice takes no argument, not '%.40s'", argument);
        return 0;
    case ARGP_KEY_END:
        finish(gen, state);
        return 0;
    default:
        return parse_number(key, argument, state);
    }
}

/* ---- Files ---- */

static enum status write_files(const struct gen_ice *gen, const char *const path[FILES],
                               const struct ice_report *report, const signed char *s, struct diagnostic *diagnostic)
{
    struct output *output[FILES];
    enum status status = output_open_all(path, FILES, output, diagnostic);
    if (status == STATUS_OK && output[DECK]) {
        const struct ice_deck deck = {gen->constant, gen->time.value[0], gen->after, (unsigned long)gen->seed};
        ice_write_deck(&gen->ice, report->islands, &deck, output_stream(output[DECK]));
        magnets_expect_deck(&gen->common, gen->output, report->islands->count, deck.stop);
    }
    if (status == STATUS_OK && output[STATE]) {
        ice_write_state(report->islands, s, output_stream(output[STATE]));
    }
    if (status == STATUS_OK && output[TABLE]) {
        ice_write_table(report, output_stream(output[TABLE]));
    }
    return output_end_all(status, output, FILES, diagnostic);
}

/* ---- Runs ---- */

static enum status run_all(const struct gen_ice *gen, const struct ice_sample *sample, struct ice_report *report,
                           signed char *s, struct diagnostic *diagnostic)
{
    struct ice_course course = report->course;
    enum status status = STATUS_OK;
    ice_order(&gen->ice, s);
    report->order = island_couplings_energy(sample->couplings, s);
    for (size_t k = 0; k < report->times && status == STATUS_OK; k++) {
        course.time = report->time[k];
        status = ice_repeat(sample, &course, report->runs, &report->summary[k], s, diagnostic);
    }
    report->is_exact = !isnan(gen->constant) && sample->islands->count <= ICE_MOST_EXACT;
    if (status == STATUS_OK && report->is_exact) {
        status = ice_exact(sample, gen->constant, &report->exact, diagnostic);
    }
    return status;
}

static enum status print(const struct gen_ice *gen, const struct ice_report *report, struct diagnostic *diagnostic)
{
    if (!prints_text(&gen->common)) {
        magnets_print_warnings(&report->warnings, &gen->common);
        return gen->common.json ? ice_print_json(report, diagnostic) : STATUS_OK;
    }
    ice_print_text(report);
    magnets_print_warnings(&report->warnings, &gen->common);
    return finish_stdout(diagnostic);
}

/* The couplings, if there is memory for them. */
static enum status couple(const struct islands *islands, const struct ice *ice, double cutoff,
                          struct island_couplings **couplings, struct diagnostic *diagnostic)
{
    const double n = (double)islands->count, around = isfinite(cutoff) ? 2.0 * pow(cutoff / ice->pitch + 1.0, 2.0) : n;
    const double bytes = n * fmin(3.2 * around, n) * (sizeof(double) + sizeof(uint32_t));
    enum status status = require_memory(bytes, diagnostic);
    return status == STATUS_OK ? island_couplings_new(islands, cutoff, couplings, diagnostic) : status;
}

/* What is asked for; nothing is known yet. */
static struct ice_report report_of(const struct gen_ice *gen, const struct islands *islands)
{
    const bool constant = !isnan(gen->constant);
    struct ice_report report = {.name = gen->output,
                                .options = &gen->magnets,
                                .ice = &gen->ice,
                                .islands = islands,
                                .cutoff = INFINITY,
                                .course = {.from = constant ? gen->constant : gen->hot,
                                           .to = constant ? gen->constant : gen->cold,
                                           .after = constant ? gen->after : 0.0,
                                           .seed = (unsigned long)gen->seed},
                                .runs = (size_t)gen->runs,
                                .times = gen->time.count};
    if (!isnan(gen->cutoff) || ice_magnets(&gen->ice) > ALL_PAIRS) {
        report.cutoff = gen->ice.pitch * (isnan(gen->cutoff) ? CUTOFF : gen->cutoff);
    }
    for (size_t k = 0; k < report.times; k++) {
        report.time[k] = gen->time.value[k];
    }
    return report;
}

/* The magnets, and whether they can be run. */
static enum status place(const struct gen_ice *gen, struct islands *islands, struct ice_report *report,
                         struct diagnostic *diagnostic)
{
    ice_place(&gen->ice, islands);
    enum status status = magnet_options_apply(&gen->magnets, (unsigned long)gen->seed, islands, diagnostic);
    return status == STATUS_OK ? ice_check(report, diagnostic) : status;
}

static enum status make(const struct gen_ice *gen, const char *const path[FILES], struct diagnostic *diagnostic)
{
    const size_t count = ice_magnets(&gen->ice);
    struct islands islands;
    struct island_couplings *couplings = NULL;
    struct ice_report report = report_of(gen, &islands);
    signed char *s = malloc(count);
    enum status status = islands_new(count, &islands, diagnostic);
    if (status == STATUS_OK && !s) {
        status = fail_memory(diagnostic);
    }
    if (status == STATUS_OK) {
        status = output_check(path, FILES, diagnostic);
    }
    if (status == STATUS_OK) {
        status = place(gen, &islands, &report, diagnostic);
    }
    if (status == STATUS_OK) {
        status = couple(&islands, &gen->ice, report.cutoff, &couplings, diagnostic);
    }
    const struct ice_sample sample = {&gen->ice, &islands, couplings};
    if (status == STATUS_OK) {
        status = ice_expect_time(&report, &sample, &gen->common, s, diagnostic);
    }
    if (status == STATUS_OK) {
        status = run_all(gen, &sample, &report, s, diagnostic);
    }
    if (status == STATUS_OK) {
        status = write_files(gen, path, &report, s, diagnostic);
    }
    if (status == STATUS_OK) {
        ice_warn_of_start(&report);
        status = print(gen, &report, diagnostic);
    }
    island_couplings_free(couplings);
    islands_clear(&islands);
    free(s);
    return status;
}

int gen_ice(int argc, char **argv)
{
    struct diagnostic diagnostic;
    struct argp_child children[] = {{&magnet_argp, 0, NULL, 0}, {&common_argp, 0, NULL, 0}, {0}};
    struct argp argp = {OPTIONS, parse, NULL, GEN_ICE_DOES, children, NULL, NULL};
    struct gen_ice gen = {.magnets = magnet_options_default(),
                          .ice = {5, 5, 150e-9},
                          .hot = NAN,
                          .cold = NAN,
                          .constant = NAN,
                          .after = NAN,
                          .cutoff = NAN,
                          .runs = 20,
                          .seed = 1};
    argv[0] = "spinfield gen ice";
    arguments_parse(&argp, argc, argv, &gen);
    char *deck = gen.output ? path_of(gen.output, ".cir") : NULL;
    const char *const path[FILES] = {gen.file[STATE], gen.file[TABLE], deck};
    enum status status = gen.output && !deck ? fail_memory(&diagnostic) : make(&gen, path, &diagnostic);
    free(deck);
    return exit_code(status, &diagnostic);
}
