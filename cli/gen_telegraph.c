#include "cli/gen_telegraph.h"

#include "base/number.h"
#include "base/output.h"
#include "cli/cli.h"
#include "cli/device_setting.h"
#include "cli/number_list.h"
#include "cli/progress.h"
#include "cli/telegraph_print.h"
#include "solver/ensemble_exact.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct gen_telegraph {
    struct common_options common;
    const char *output, *histogram;
    struct ensemble ensemble;
    size_t junctions;
    double after, bin; /* s; NAN: not given */
    long chip_seed;    /* -1: not given */
    bool varied;       /* with a --sigma */
    bool has_time;     /* with --time */
};

enum {
    KEY_IN_SERIES = 0x100,
    KEY_RESISTANCE,
    KEY_BIAS,
    KEY_AMPLITUDE,
    KEY_FREQUENCY,
    KEY_TIME,
    KEY_AFTER,
    KEY_SEED,
    KEY_CHIP_SEED,
    KEY_SET,
    KEY_SIGMA,
    KEY_HISTOGRAM,
    KEY_BIN
};

enum { MOST_JUNCTIONS = 10000000 };

static const struct argp_option OPTIONS[] = {
    {"output", 'o', "NAME", 0, "Write a deck that does the same to NAME.cir", 1},
    {"junctions", 'n', "NUMBER", 0, "Junctions (100)", 2},
    {"in-series", KEY_IN_SERIES, "NUMBER", 0, "Junctions of a string, 1 to 4; strings are in parallel (1)", 2},
    {"resistance", KEY_RESISTANCE, "OHMS", 0, "Resistor between the supply and each string (0)", 2},
    {"bias", KEY_BIAS, "VOLTS", 0, "Constant voltage of the supply; above 0 favours parallel (0)", 2},
    {"amplitude", KEY_AMPLITUDE, "VOLTS", 0, "Amplitude of a sine on it (0)", 2},
    {"frequency", KEY_FREQUENCY, "HERTZ", 0, "Frequency of the sine", 2},
    {"set", KEY_SET, "NAME=VALUE", OPTION_REPEATS_NAMES,
     "Parameter of the junctions; 'spinfield params mtj_rate' lists them", 3},
    {"sigma", KEY_SIGMA, "NAME=SHARE", OPTION_REPEATS_NAMES, "Relative standard deviation of a parameter, 5% or 0.05",
     3},
    {"time", KEY_TIME, "SECONDS", 0, "How long it runs (100u)", 4},
    {"after", KEY_AFTER, "SECONDS", 0, "From when on averages are taken (a tenth of --time)", 4},
    {"seed", KEY_SEED, "NUMBER", 0, "Seed of the jumps (1)", 4},
    {"chip-seed", KEY_CHIP_SEED, "NUMBER", 0, "Seed of what --sigma varies (as --seed)", 4},
    {"histogram", KEY_HISTOGRAM, "FILE", 0, "Write a table of how long states last", 5},
    {"bin", KEY_BIN, "SECONDS", 0, "Width of its bins (1/20 of a period, or 1/10 of the shorter mean dwell)", 5},
    {0},
};

/* ---- Arguments ---- */

static double take_seconds(const char *option, const char *argument, const struct argp_state *state)
{
    return take_number(option, argument, "a time in s", 1e-15, 1e9, state);
}

static void refuse_bad(enum status status, const struct diagnostic *why, const struct argp_state *state)
{
    if (status != STATUS_OK) {
        usage_error(state, "%s", why->text);
    }
}

/* A parameter of the junctions; the seed has an option, and a run needs states. */
static void take_setting_of_junction(struct ensemble *ensemble, const char *argument, const struct argp_state *state)
{
    struct diagnostic why;
    size_t index = 0;
    refuse_bad(device_setting(device_find("mtj_rate"), "--set", argument, &ensemble->junction, &index, &why), &why,
               state);
    if (index == MTJ_RATE_noise) {
        usage_error(state, "error: --set noise: expected --seed NUMBER, which is the seed of all jumps");
    }
    if (ensemble->junction.average > 0.0) {
        usage_error(state, "error: --set average: a junction with the mean of both states does not jump");
    }
}

static void take_sigma(struct ensemble *ensemble, const char *argument, const struct argp_state *state)
{
    struct diagnostic why;
    size_t index;
    refuse_bad(device_setting_sigma(device_find("mtj_rate"), argument, ensemble->sigma, &index, &why), &why, state);
}

/* What must fit together, when all is known. */
static void finish(struct gen_telegraph *gen, struct argp_state *state)
{
    struct ensemble *e = &gen->ensemble;
    struct diagnostic why;
    const struct scatter scatter = {device_find("mtj_rate"), e->chip_seed, e->sigma};
    refuse_bad(device_setting_check(&scatter, &e->junction, &why), &why, state);
    if (gen->junctions % e->in_series != 0) {
        usage_error(state, "error: %zu junctions are no whole strings of --in-series %zu", gen->junctions,
                    e->in_series);
    }
    e->strings = gen->junctions / e->in_series;
    e->chip_seed = gen->chip_seed < 0 ? (unsigned long)e->junction.noise : (unsigned long)gen->chip_seed;
    e->after = isnan(gen->after) ? 0.1 * e->stop : gen->after;
    if (!(e->after < e->stop)) {
        usage_error(state, "error: --after %s is not before the end, %s%s", SHORT(e->after), SHORT(e->stop),
                    gen->has_time ? " by --time" : " where no --time is given; expected an earlier one, or --time");
    }
    if ((e->amplitude != 0.0) != (e->frequency > 0.0)) {
        usage_error(state, "error: a sine needs both --amplitude and --frequency");
    }
    if (e->amplitude != 0.0 && floor(e->stop * e->frequency + 1e-9) <= ceil(e->after * e->frequency - 1e-9)) {
        usage_error(state,
                    "error: no whole period of %s is between the start of averages, %s, and the end, %s; expected "
                    "a longer --time",
                    number_engineering((char[32]){0}, 32, 1.0 / e->frequency, 4, "s"), SHORT(e->after), SHORT(e->stop));
    }
    if (gen->chip_seed >= 0 && !gen->varied) {
        usage_error(state, "error: --chip-seed needs --sigma NAME=SHARE: which parameter differs from junction to "
                           "junction?");
    }
    if (!isnan(gen->bin) && !gen->histogram) {
        usage_error(state, "error: --bin needs --histogram FILE");
    }
    check_outputs(state, &gen->common, &gen->histogram, 1);
}

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct gen_telegraph *gen = state->input;
    struct ensemble *e = &gen->ensemble;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &gen->common;
        return 0;
    case 'o':
        gen->output = take_deck_name(argument, "-o", state);
        return 0;
    case 'n':
        gen->junctions = (size_t)whole_number(argument, "-n", 1, MOST_JUNCTIONS, state);
        return 0;
    case KEY_IN_SERIES:
        e->in_series = (size_t)whole_number(argument, "--in-series", 1, ENSEMBLE_MOST_IN_SERIES, state);
        return 0;
    case KEY_RESISTANCE:
        e->resistance = take_number("--resistance", argument, "a resistance in Ohm", 0.0, 1e12, state);
        return 0;
    case KEY_BIAS:
        e->bias = take_number("--bias", argument, "a voltage in V", -100.0, 100.0, state);
        return 0;
    case KEY_AMPLITUDE:
        e->amplitude = take_number("--amplitude", argument, "a voltage in V", 0.0, 100.0, state);
        return 0;
    case KEY_FREQUENCY:
        e->frequency = take_number("--frequency", argument, "a frequency in Hz", 1e-9, 1e15, state);
        return 0;
    case KEY_TIME:
        e->stop = take_seconds("--time", argument, state);
        gen->has_time = true;
        return 0;
    case KEY_AFTER:
        gen->after = take_number("--after", argument, "a time in s", 0.0, 1e9, state);
        return 0;
    case KEY_SEED:
        e->junction.noise = (double)whole_number(argument, "--seed", 1, SCATTER_GREATEST_SEED, state);
        return 0;
    case KEY_CHIP_SEED:
        gen->chip_seed = whole_number(argument, "--chip-seed", 0, SCATTER_GREATEST_SEED, state);
        return 0;
    case KEY_SET:
        take_setting_of_junction(e, argument, state);
        return 0;
    case KEY_SIGMA:
        take_sigma(e, argument, state);
        gen->varied = true;
        return 0;
    case KEY_HISTOGRAM:
        gen->histogram = argument;
        return 0;
    case KEY_BIN:
        gen->bin = take_seconds("--bin", argument, state);
        return 0;
    case ARGP_KEY_ARG:
        usage_error(state, "error: gen telegraph takes no argument, not '%.40s'", argument);
        return 0;
    case ARGP_KEY_END:
        finish(gen, state);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* ---- Files ---- */

/* The width of the bins of dwells; 0 without a table of them. */
static enum status choose_bin(const struct gen_telegraph *gen, double *bin, struct diagnostic *diagnostic)
{
    const struct ensemble *e = &gen->ensemble;
    double dwell[2];
    *bin = gen->histogram ? gen->bin : 0.0;
    if (!isnan(*bin)) {
        return STATUS_OK;
    }
    *bin = 1.0 / (20.0 * e->frequency);
    if (e->amplitude != 0.0) {
        return STATUS_OK;
    }
    enum status status = ensemble_exact_dwells(e, dwell, diagnostic);
    *bin = 0.1 * fmin(dwell[0], dwell[1]);
    if (status == STATUS_OK && !(*bin > 0.0 && isfinite(*bin))) {
        return fail(diagnostic, STATUS_INPUT, "error: the mean dwell is not known; expected --bin SECONDS");
    }
    return status;
}

/* In ngspice each jump is two time points or three of all junctions. */
static void warn_of_long_deck(const struct gen_telegraph *gen, const struct ensemble_result *result, double longest)
{
    const double point = 5e-7; /* s, for a junction at a time point, on a processor of 2023 */
    double points = 2.3 * (double)result->jumps + gen->ensemble.stop / longest;
    double seconds = point * points * (double)gen->junctions;
    progress_expect_deck(&gen->common, gen->output, seconds, "each jump is a time point of all junctions");
}

/* Averages should not be those of the start. */
static void warn_of_start(const struct gen_telegraph *gen, const struct ensemble_result *result)
{
    const double enough = 3.0 * result->memory;
    if (gen->ensemble.after < enough && !gen->common.quiet) {
        char memory[32], after[32];
        number_engineering(memory, sizeof memory, enough, 2, "s");
        if (enough >= 1e4) {
            snprintf(memory, sizeof memory, "%.2g s", enough);
        }
        fprintf(stderr,
                "spinfield: note: averages begin at %s, but the start is forgotten only after %s or so (--after)\n",
                number_engineering(after, sizeof after, gen->ensemble.after, 3, "s"), memory);
    }
}

/* The most that is over a junction, where the others of its string are antiparallel too. */
static void warn_of_breakdown(const struct gen_telegraph *gen)
{
    const double most = 2.0; /* V: thin tunnel barriers break down at 1 V to 2 V */
    const struct ensemble *e = &gen->ensemble;
    const double volts = fmax(fabs(e->bias + e->amplitude), fabs(e->bias - e->amplitude)) * e->junction.rap /
                         ((double)e->in_series * e->junction.rap + e->resistance);
    if (volts > most && !gen->common.quiet) {
        char text[32];
        fprintf(
            stderr,
            "spinfield: note: up to %s is on a junction, and thin tunnel barriers break down at 1 V to 2 V (--bias, "
            "--amplitude)\n",
            number_engineering(text, sizeof text, volts, 3, "V"));
    }
}

static enum status write_files(const struct gen_telegraph *gen, const struct ensemble_result *result,
                               struct diagnostic *diagnostic)
{
    const struct ensemble *e = &gen->ensemble;
    /* The code model takes ln k as linear in a step, as the solver does in a piece. */
    const double longest = result->pieces > 1 ? 1.0 / (e->frequency * (double)result->pieces) : e->stop / 100.0;
    struct output *outputs[2];
    char *path = gen->output ? path_of(gen->output, ".cir") : NULL;
    const char *const paths[2] = {path, gen->histogram};
    enum status status =
        gen->output && !path ? fail_memory(diagnostic) : output_open_all(paths, 2, outputs, diagnostic);
    if (status == STATUS_OK && outputs[0]) {
        ensemble_write_deck(e, longest, output_stream(outputs[0]));
        warn_of_long_deck(gen, result, longest);
    }
    if (status == STATUS_OK && outputs[1]) {
        telegraph_write_dwells(&result->dwells, output_stream(outputs[1]));
    }
    free(path);
    return status == STATUS_OK ? output_end_all(status, outputs, 2, diagnostic) : status;
}

/* Whether the files can be written, before long work. */
static enum status check_files(const struct gen_telegraph *gen, struct diagnostic *diagnostic)
{
    char *path = gen->output ? path_of(gen->output, ".cir") : NULL;
    const char *const paths[] = {path, gen->histogram};
    enum status status =
        gen->output && !path ? fail_memory(diagnostic) : output_check(paths, sizeof paths / sizeof *paths, diagnostic);
    free(path);
    return status;
}

static enum status make(const struct gen_telegraph *gen, struct diagnostic *diagnostic)
{
    struct ensemble_result result = {0};
    double bin;
    enum status status = check_files(gen, diagnostic);
    if (status == STATUS_OK) {
        status = choose_bin(gen, &bin, diagnostic);
    }
    if (status == STATUS_OK) {
        status = ensemble_run(&gen->ensemble, bin, &result, diagnostic);
    }
    if (status == STATUS_OK) {
        status = write_files(gen, &result, diagnostic);
    }
    if (status == STATUS_OK) {
        warn_of_start(gen, &result);
        warn_of_breakdown(gen);
    }
    if (status == STATUS_OK && gen->common.json) {
        status = telegraph_print_json(gen->output, &gen->ensemble, &result, diagnostic);
    } else if (status == STATUS_OK && prints_text(&gen->common)) {
        telegraph_print_text(gen->output, &gen->ensemble, &result);
        status = finish_stdout(diagnostic);
    }
    ensemble_result_clear(&result);
    return status;
}

int gen_telegraph(int argc, char **argv)
{
    struct diagnostic diagnostic;
    struct argp_child children[] = {{&common_argp, 0, NULL, 0}, {0}};
    struct argp argp = {OPTIONS, parse, NULL, GEN_TELEGRAPH_DOES, children, NULL, NULL};
    struct gen_telegraph gen = {
        .junctions = 100, .after = NAN, .bin = NAN, .chip_seed = -1, .ensemble = {.in_series = 1, .stop = 100e-6}};
    device_reset(device_find("mtj_rate"), &gen.ensemble.junction);
    argv[0] = "spinfield gen telegraph";
    arguments_parse(&argp, argc, argv, &gen);
    return exit_code(make(&gen, &diagnostic), &diagnostic);
}
