#include "cli/gen_ice.h"

#include "base/output.h"
#include "cli/ice_print.h"
#include "cli/magnet_options.h"
#include "cli/number_list.h"
#include "cli/progress.h"
#include "models/constants.h"
#include "models/scatter/scatter.h"
#include "netgen/islands_deck.h"
#include "solver/ice_expect.h"

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
    ALL_PAIRS = 500,    /* magnets, up to which all couplings are taken */
    CUTOFF = 6,         /* pitches, beyond that */
    DECK_VERTICES = 50, /* of a deck at most: some 115 magnets */
    FEW_FLIPS = 20      /* of a magnet in a run */
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

static void finish(struct gen_ice *gen, struct argp_state *state)
{
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
    if (gen->time.count == 0) {
        gen->time = constant ? (struct numbers){1, {1e-3}} : (struct numbers){3, {1e-6, 1e-4, 1e-2}};
    }
    if (constant && gen->time.count > 1) {
        usage_error(state, "error: --temp needs one --time, not %zu", gen->time.count);
    }
    gen->after = isnan(gen->after) ? 0.1 * gen->time.value[0] : gen->after;
    if (constant && !(gen->after < gen->time.value[0])) {
        usage_error(state, "error: --after %g is not before the end, --time %g", gen->after, gen->time.value[0]);
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
        take_numbers("time", argument, 1e-12, 1e12, ICE_MOST_TIMES, &gen->time, state);
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
        gen->output = take_new_name(argument, "-o", state);
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

/* ---- What is said of the magnets ---- */

/* Magnets that touch at this pitch; places are in proportion to it. */
static enum status check_places(const struct gen_ice *gen, const struct islands *islands, struct diagnostic *diagnostic)
{
    size_t pair[2];
    double spacing;
    char name[2][24], instead[80];
    if (!islands_closest(islands, pair, &spacing)) {
        return STATUS_OK;
    }
    for (int k = 0; k < 2; k++) {
        snprintf(name[k], sizeof name[k], "%zu", pair[k]);
    }
    snprintf(instead, sizeof instead, "a --pitch of more than %.4g m", gen->ice.pitch / spacing);
    return magnets_touch(islands, pair, name[0], name[1], instead, diagnostic);
}

/* Ice is seen at its end: there it should be frozen. */
static void warn_of_thaw(const struct gen_ice *gen, const struct islands *islands, struct warnings *warnings)
{
    const double shortest = gen->time.value[0], rate = magnets_flip_rate(islands, gen->cold);
    if (rate * shortest > 1.0) {
        warning_add(warnings, "thaw", false,
                    "a magnet alone still flips %.3g times a second at the end, at %.4g C: shares there are those of a "
                    "moment; expected a lower --cold or thicker magnets",
                    rate, gen->cold - ZERO_CELSIUS);
    }
}

static enum status check_magnets(const struct gen_ice *gen, const struct islands *islands, struct warnings *warnings,
                                 struct diagnostic *diagnostic)
{
    const bool constant = !isnan(gen->constant);
    enum status status = check_places(gen, islands, diagnostic);
    warnings->count = 0;
    warnings->incomplete = false;
    magnets_warn(islands, warnings);
    if (status == STATUS_OK) {
        status = magnets_check_heat(islands, constant ? gen->constant : gen->cold, warnings, diagnostic);
    }
    if (status == STATUS_OK && !constant) {
        warn_of_thaw(gen, islands, warnings);
    }
    return status;
}

/* Averages should not be those of the start. */
static void warn_of_start(const struct gen_ice *gen, struct ice_report *report)
{
    const struct ice_summary *s = &report->summary[0];
    const double flips = (double)s->flips / ((double)s->runs * (double)report->islands->count);
    if (!isnan(gen->constant) && flips < FEW_FLIPS) {
        warning_add(
            &report->warnings, "start", false,
            "a magnet flips %.2g times in a run, so averages may still be those of the start; expected a longer "
            "--time or thinner magnets",
            flips);
    }
}

/* ---- How long it will take ---- */

/* What a flip, and all other work of a run, takes, s on a processor of 2024: a flip changes the rates of all magnets
 * that are coupled to it; each step of the temperature all. */
struct cost {
    double flip, others;
};

static struct cost cost_of(const struct ice_sample *sample, bool constant)
{
    const double of_flip = 1.8e-7, of_coupling = 1.2e-8, of_far_coupling = 2.3e-8, of_renewal = 2e-9;
    const double n = (double)sample->islands->count, couplings = (double)sample->couplings->first[(size_t)n];
    const double of_one = n > ALL_PAIRS ? of_far_coupling : of_coupling; /* beyond the processor's cache */
    return (struct cost){of_flip + couplings / n * of_one, (constant ? 1.0 : ICE_STEPS) * couplings * of_renewal};
}

/* Short runs are tried only if the bound of their flips allows the job to be a long one. */
static enum status warn_of_long_run(const struct gen_ice *gen, const struct ice_sample *sample,
                                    const struct ice_report *report, signed char *s, struct diagnostic *diagnostic)
{
    const double enough = 3e4, long_time = 60.0; /* flips of a run that is tried, s */
    const struct cost cost = cost_of(sample, !isnan(gen->constant));
    const double runs = (double)report->runs, others = runs * (double)report->times * cost.others;
    double most = 0.0, flips = 0.0;
    enum status status = STATUS_OK;
    for (size_t k = 0; k < report->times; k++) {
        struct ice_course course = report->course;
        course.time = report->time[k];
        most += ice_most_flips(sample, &course);
    }
    for (size_t k = 0; k < report->times && others + runs * most * cost.flip > long_time && status == STATUS_OK; k++) {
        struct ice_course course = report->course;
        double expected = 0.0;
        course.time = report->time[k];
        status = ice_expect_flips(sample, &course, enough, s, &expected, diagnostic);
        flips += expected;
    }
    progress_expect(&gen->common, others + runs * flips * cost.flip, false);
    return status;
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

static enum status make(const struct gen_ice *gen, const char *const path[FILES], struct diagnostic *diagnostic)
{
    const bool constant = !isnan(gen->constant);
    const size_t count = ice_magnets(&gen->ice);
    struct islands islands;
    struct island_couplings *couplings = NULL;
    struct ice_report report = {
        .name = gen->output, .options = &gen->magnets, .ice = &gen->ice, .islands = &islands, .cutoff = INFINITY};
    signed char *s = malloc(count);
    enum status status = islands_new(count, &islands, diagnostic);
    if (status == STATUS_OK && !s) {
        status = fail_memory(diagnostic);
    }
    if (status == STATUS_OK) {
        status = output_check(path, FILES, diagnostic);
    }
    if (!isnan(gen->cutoff) || count > ALL_PAIRS) {
        report.cutoff = gen->ice.pitch * (isnan(gen->cutoff) ? CUTOFF : gen->cutoff);
    }
    if (status == STATUS_OK) {
        ice_place(&gen->ice, &islands);
        status = magnet_options_apply(&gen->magnets, (unsigned long)gen->seed, &islands, diagnostic);
    }
    if (status == STATUS_OK) {
        status = check_magnets(gen, &islands, &report.warnings, diagnostic);
    }
    if (status == STATUS_OK) {
        status = couple(&islands, &gen->ice, report.cutoff, &couplings, diagnostic);
    }
    if (status == STATUS_OK) {
        const struct ice_sample sample = {&gen->ice, &islands, couplings};
        report.course = (struct ice_course){.from = constant ? gen->constant : gen->hot,
                                            .to = constant ? gen->constant : gen->cold,
                                            .after = constant ? gen->after : 0.0,
                                            .seed = (unsigned long)gen->seed};
        report.runs = (size_t)gen->runs;
        report.times = gen->time.count;
        for (size_t k = 0; k < report.times; k++) {
            report.time[k] = gen->time.value[k];
        }
        status = warn_of_long_run(gen, &sample, &report, s, diagnostic);
        if (status == STATUS_OK) {
            status = run_all(gen, &sample, &report, s, diagnostic);
        }
    }
    if (status == STATUS_OK) {
        status = write_files(gen, path, &report, s, diagnostic);
    }
    if (status == STATUS_OK) {
        warn_of_start(gen, &report);
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
