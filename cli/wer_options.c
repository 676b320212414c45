/* The command line of spinfield wer. */
#include "base/number.h"
#include "cli/wer.h"
#include "models/device.h"
#include "models/scatter/scatter.h"
#include "netgen/write_deck.h"
#include "solver/write_errors.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    KEY_PULSE = 0x100,
    KEY_VOLTS,
    KEY_FROM,
    KEY_SERIES,
    KEY_TRIALS,
    KEY_ENGINE,
    KEY_SEED,
    KEY_TEMP,
    KEY_JOBS,
    KEY_CSV,
    KEY_BITS
};

enum { MOST_VOLTAGES = 100, MOST_TRIALS = 100000000 };
static const double LONGEST_PULSE = 1e-3; /* s */

static const struct argp_option OPTIONS[] = {
    {"pulse", KEY_PULSE, "FROM:TO:COUNT|LIST", 0, "Lengths of the pulse, s (1n:15n:15)", 1},
    {"volts", KEY_VOLTS, "FROM:TO:COUNT|LIST", 0, "Voltages of the cell during the pulse (0.4,0.5,0.6)", 1},
    {"from", KEY_FROM, "p|ap", 0, "State before the pulse: parallel or antiparallel (p)", 1},
    {"series", KEY_SERIES, "OHM", 0, "Resistance in series with the cell (0)", 1},
    {"trials", KEY_TRIALS, "NUMBER", 0, "Trials for each voltage, with noise; 0: none (1000)", 1},
    {"engine", KEY_ENGINE, "solver|ngspice", 0, "What runs the trials: the macrospin alone, or whole circuits (solver)",
     1},
    {"seed", KEY_SEED, "NUMBER", 0, "Seed of the trials' noise (1)", 1},
    {"temp", KEY_TEMP, "CELSIUS", 0, "Temperature (27)", 1},
    {"jobs", KEY_JOBS, "NUMBER", 0, "Processors to use; the result does not depend on it (all)", 1},
    {"csv", KEY_CSV, "FILE", 0, "Write a table to FILE", 1},
    {"bits", KEY_BITS, "FILE", 0,
     "Write what came of each trial of one pulse to FILE, eight in a byte, the first one in its highest bit: 1 "
     "switched",
     1},
    {0},
};

/* ---- Arguments ---- */

static void check_bits(const struct wer *wer, const struct argp_state *state)
{
    if (!wer->file[WER_BITS]) {
        return;
    }
    if (wer->pulse.count != 1 || wer->volts.count != 1) {
        usage_error(state, "error: --bits is of one pulse: expected one number each of --pulse and --volts");
    }
    if (wer->trials == 0 || wer->trials % 8 != 0) {
        usage_error(state, "error: --bits fills bytes: expected --trials to be a multiple of 8, not %zu", wer->trials);
    }
}

/* What changes no number here is refused. */
static void check_effect(const struct wer *wer, const struct argp_state *state)
{
    static const struct {
        size_t index;
        const char *why;
    } of_others[] = {
        {MTJ_mtol, "it is of junctions without noise"},
        {MTJ_dcos, "it chooses steps of a circuit, and those of trials are chosen already"},
        {MTJ_follow, "it is of .dc"},
        {MTJ_mean, "it is of steps of a circuit; expected --engine ngspice, and a transistor or --series"}};
    const bool has_circuit = wer->in_ngspice && memory_cell_follows(&wer->cell);
    for (size_t k = 0; k < sizeof of_others / sizeof *of_others; k++) {
        const struct parameter *parameter = &mtj_table.item[of_others[k].index];
        const double value = parameter_get(parameter, &wer->cell.junction);
        if (value != parameter->standard && !(of_others[k].index == MTJ_mean && has_circuit)) {
            usage_error(state, "error: --set %s=%g would change nothing: %s", parameter->name, value, of_others[k].why);
        }
    }
}

/* What has an option of its own, or is drawn, is not set as a parameter. */
static void take_start(struct wer *wer, const struct argp_state *state)
{
    struct mtj *junction = &wer->cell.junction;
    if (junction->start != 0.0) {
        usage_error(state, "error: --set start=%g: expected --from ap, which is the state before the pulse",
                    junction->start);
    }
    if (junction->noise != 0.0) {
        usage_error(state, "error: --set noise=%g: expected --seed NUMBER, which is the seed of all trials",
                    junction->noise);
    }
    if (junction->theta0 != -1.0) {
        usage_error(state, "error: --set theta0=%g: the start is drawn from thermal equilibrium; expected no theta0",
                    junction->theta0);
    }
    check_effect(wer, state);
    junction->start = wer->from;
}

static void check_engine(const struct wer *wer, const struct argp_state *state)
{
    if (wer->in_ngspice && wer->trials == 0) {
        usage_error(state, "error: --engine ngspice with --trials 0: there is nothing to run; expected 1 or more");
    }
    if (wer->in_ngspice && wer->pulse.value[0] < WRITE_DECK_SHORTEST) {
        usage_error(state, "error: --pulse %g with --engine ngspice: expected %g or more, for its edges",
                    wer->pulse.value[0], WRITE_DECK_SHORTEST);
    }
}

static error_t parse_wer(int key, char *argument, struct argp_state *state)
{
    static const char *const states[] = {"p", "ap"}, *const engines[] = {"solver", "ngspice"};
    struct wer *wer = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &wer->cell;
        state->child_inputs[1] = &wer->common;
        return 0;
    case KEY_PULSE:
        take_numbers(&(struct numbers_option){"pulse", 1e-15, LONGEST_PULSE, NUMBERS_MOST}, argument, &wer->pulse,
                     state);
        return 0;
    case KEY_VOLTS:
        take_numbers(&(struct numbers_option){"volts", 0.0, WRITE_MOST_VOLTS, MOST_VOLTAGES}, argument, &wer->volts,
                     state);
        return 0;
    case KEY_FROM:
        wer->from = take_word("--from", argument, states, 2, state);
        return 0;
    case KEY_SERIES:
        if (!number_parse(argument, &wer->cell.series) || wer->cell.series < 0.0 || wer->cell.series > 1e12) {
            usage_error(state, "error: --series takes a resistance from 0 to 1e12 Ohm, not '%.40s'", argument);
        }
        return 0;
    case KEY_TRIALS:
        wer->trials = (size_t)whole_number(argument, "--trials", 0, MOST_TRIALS, state);
        return 0;
    case KEY_ENGINE:
        wer->in_ngspice = take_word("--engine", argument, engines, 2, state) == 1;
        return 0;
    case KEY_SEED:
        wer->seed = (unsigned long)whole_number(argument, "--seed", 1, SCATTER_GREATEST_SEED, state);
        return 0;
    case KEY_TEMP:
        wer->kelvin = take_celsius("--temp", argument, state);
        return 0;
    case KEY_JOBS:
        wer->jobs = (size_t)whole_number(argument, "--jobs", 1, 10000, state);
        return 0;
    case KEY_CSV:
        wer->file[WER_CSV] = argument;
        return 0;
    case KEY_BITS:
        wer->file[WER_BITS] = argument;
        return 0;
    case ARGP_KEY_ARG:
        usage_error(state, "error: wer takes no argument, not '%.40s'", argument);
        return 0;
    case ARGP_KEY_END:
        check_outputs(state, &wer->common, wer->file, WER_FILES);
        check_bits(wer, state);
        check_engine(wer, state);
        take_start(wer, state);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

void wer_options_read(struct wer *wer, int argc, char **argv)
{
    struct argp_child children[] = {{&cell_argp, 0, NULL, 0}, {&common_argp, 0, NULL, 0}, {0}};
    struct argp argp = {
        OPTIONS,  parse_wer,
        NULL,     "How likely a pulse leaves a memory cell unwritten: by the Fokker-Planck equation, and of trials",
        children, NULL,
        NULL};
    wer->volts = (struct numbers){3, {0.4, 0.5, 0.6}};
    wer->pulse.count = 15;
    for (size_t k = 0; k < wer->pulse.count; k++) {
        wer->pulse.value[k] = (double)(k + 1) * 1e-9;
    }
    arguments_parse(&argp, argc, argv, wer);
}
