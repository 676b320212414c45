#include "cli/gen_nml.h"

#include "base/number.h"
#include "base/output.h"
#include "cli/magnet_options.h"
#include "cli/nml_print.h"
#include "cli/number_list.h"
#include "cli/progress.h"
#include "models/scatter/scatter.h"
#include "netgen/islands_deck.h"
#include "solver/nml_run.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What is written: in this order in all lists of paths. */
enum { ISING, TABLE, DECK, FILES };

struct gen_nml {
    struct common_options common;
    const char *circuit, *output, *file[FILES - 1];
    struct magnet_options magnets;
    struct numbers fall;
    struct nml_trials trials;
    double pitch, clock; /* m; in units of the field that holds a magnet. NAN: not given */
    long count;          /* magnets of a chain; 0: not given */
    const char *clocked; /* an option that was given of the clock and its trials; NULL: none */
};

enum {
    KEY_PITCH = 0x100,
    KEY_CLOCK,
    KEY_RISE,
    KEY_HOLD,
    KEY_FALL,
    KEY_REST,
    KEY_TRIALS,
    KEY_SEED,
    KEY_TEMP,
    KEY_ISING,
    KEY_CSV
};

enum { MOST_TRIALS = 1000000 };

static const double LONGEST = 1e-3; /* s, of a part of the clock */

static const struct argp_option OPTIONS[] = {
    {"output", 'o', "NAME", 0, "Write a deck that goes through all rows to NAME.cir", 1},
    {"csv", KEY_CSV, "FILE", 0, "Write a table of the falls and their errors", 1},
    {"ising", KEY_ISING, "FILE", 0, "Write the couplings as a problem for 'gen ising', all magnets free", 1},
    {"magnets", 'n', "NUMBER", 0, "Magnets of a chain (5)", 2},
    {"pitch", KEY_PITCH, "METRES", 0, "Distance of neighbours side by side (100n)", 2},
    {"clock", KEY_CLOCK, "TIMES", 0, "Field of the clock, in units of the field that holds a magnet (1.5)", 3},
    {"rise", KEY_RISE, "SECONDS", 0, "Time in which it rises (0.5n)", 3},
    {"hold", KEY_HOLD, "SECONDS", 0, "Time for which it stays (1n)", 3},
    {"fall", KEY_FALL, "FROM:TO:COUNT|LIST", 0, "Times in which it falls (1n,4n,16n)", 3},
    {"rest", KEY_REST, "SECONDS", 0, "Time without it, before outputs are read (2n)", 3},
    {"trials", KEY_TRIALS, "NUMBER", 0, "Trials with noise for each row and fall; 0: none (25)", 4},
    {"temp", KEY_TEMP, "CELSIUS", 0, "Their temperature (27)", 4},
    {"seed", KEY_SEED, "NUMBER", 0, "Seed of their noise, and of the starts (1)", 4},
    {0},
};

/* ---- Arguments ---- */

static bool is_chain(const struct gen_nml *gen)
{
    return strcmp(gen->circuit, "chain") == 0;
}

static bool is_file(const struct gen_nml *gen)
{
    return !is_chain(gen) && strcmp(gen->circuit, "majority") != 0;
}

static double pitch_of(const struct gen_nml *gen)
{
    return isnan(gen->pitch) ? 100e-9 : gen->pitch;
}

static void finish(struct gen_nml *gen, struct argp_state *state)
{
    if (!gen->circuit) {
        usage_error(state, "error: no circuit; expected chain, majority or a FILE with magnets");
    }
    if (gen->count > 0 && !is_chain(gen)) {
        usage_error(state, "error: -n is the number of magnets of a chain");
    }
    if (!isnan(gen->pitch) && is_file(gen)) {
        usage_error(state, "error: --pitch is that of a chain or a majority gate; a file has the places of magnets");
    }
    gen->trials.falls = gen->fall.count;
    memcpy(gen->trials.fall, gen->fall.value, gen->fall.count * sizeof *gen->fall.value);
    check_outputs(state, &gen->common, gen->file, FILES - 1);
}

static double take_part(const char *option, const char *argument, const struct argp_state *state)
{
    return take_number(option, argument, "a time in s", 1e-12, LONGEST, state);
}

static error_t parse_clock(int key, char *argument, struct argp_state *state)
{
    struct gen_nml *gen = state->input;
    struct nml_trials *trials = &gen->trials;
    switch (key) {
    case KEY_CLOCK:
        gen->clocked = "--clock";
        gen->clock = take_number("--clock", argument, "a factor", 0.0, 100.0, state);
        return 0;
    case KEY_RISE:
        gen->clocked = "--rise";
        trials->clock.rise = take_part("--rise", argument, state);
        return 0;
    case KEY_HOLD:
        gen->clocked = "--hold";
        trials->clock.hold = take_part("--hold", argument, state);
        return 0;
    case KEY_FALL:
        gen->clocked = "--fall";
        take_numbers(&(struct numbers_option){"fall", 1e-12, LONGEST, NML_MOST_FALLS}, argument, &gen->fall, state);
        return 0;
    case KEY_REST:
        gen->clocked = "--rest";
        trials->clock.rest = take_part("--rest", argument, state);
        return 0;
    case KEY_TRIALS:
        gen->clocked = "--trials";
        trials->trials = (size_t)whole_number(argument, "--trials", 0, MOST_TRIALS, state);
        return 0;
    case KEY_TEMP:
        trials->kelvin = take_celsius("--temp", argument, state);
        return 0;
    case KEY_SEED:
        trials->seed = (unsigned long)whole_number(argument, "--seed", 1, SCATTER_GREATEST_SEED, state);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct gen_nml *gen = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &gen->magnets;
        state->child_inputs[1] = &gen->common;
        return 0;
    case 'o':
        gen->output = take_deck_name(argument, "-o", state);
        return 0;
    case KEY_ISING:
        gen->file[ISING] = argument;
        return 0;
    case KEY_CSV:
        gen->file[TABLE] = argument;
        return 0;
    case 'n':
        gen->count = whole_number(argument, "-n", 2, NML_MOST, state);
        return 0;
    case KEY_PITCH:
        gen->pitch = take_number("--pitch", argument, "a distance in m", 1e-9, 1e-3, state);
        return 0;
    case ARGP_KEY_ARG:
        require_word(argument, "circuit", state);
        if (gen->circuit) {
            usage_error(state, "error: expected one circuit, not '%.40s' as well", argument);
        }
        gen->circuit = argument;
        return 0;
    case ARGP_KEY_END:
        finish(gen, state);
        return 0;
    default:
        return parse_clock(key, argument, state);
    }
}

/* ---- Files ---- */

static void write_deck(const struct gen_nml *gen, const struct nml *nml, FILE *out)
{
    struct nml_clock clock = gen->trials.clock;
    clock.fall = gen->trials.fall[gen->trials.falls - 1];
    nml_write_deck(nml, &clock, gen->trials.trials > 0 ? gen->trials.kelvin : 0.0, gen->trials.seed, out);
    magnets_expect_deck(&gen->common, gen->output, nml->islands.count,
                        (double)(1u << nml->inputs) * nml_period(&clock));
}

static enum status write_files(const struct gen_nml *gen, const char *const path[FILES],
                               const struct nml_report *report, struct diagnostic *diagnostic)
{
    struct output *output[FILES];
    struct island_couplings *couplings = NULL;
    enum status status = island_couplings_new(&report->nml->islands, INFINITY, &couplings, diagnostic);
    if (status == STATUS_OK) {
        status = output_open_all(path, FILES, output, diagnostic);
    }
    if (status != STATUS_OK) {
        island_couplings_free(couplings);
        return status;
    }
    if (output[DECK]) {
        write_deck(gen, report->nml, output_stream(output[DECK]));
    }
    if (output[ISING]) {
        nml_write_ising(report->nml, couplings, gen->trials.kelvin, output_stream(output[ISING]));
    }
    if (output[TABLE]) {
        nml_write_table(report, output_stream(output[TABLE]));
    }
    island_couplings_free(couplings);
    return output_end_all(STATUS_OK, output, FILES, diagnostic);
}

/* ---- Runs ---- */

static enum status place(const struct gen_nml *gen, struct nml *nml, struct diagnostic *diagnostic)
{
    const double pitch = pitch_of(gen);
    if (is_chain(gen)) {
        return nml_chain(gen->count > 0 ? (size_t)gen->count : 5, pitch, nml, diagnostic);
    }
    return is_file(gen) ? nml_read(gen->circuit, nml, diagnostic) : nml_majority(pitch, nml, diagnostic);
}

/* Without outputs the lowest state is all that is sought: nothing is clocked and no table has lines. A deck is clocked.
 */
static enum status check_outputs_of(const struct gen_nml *gen, const struct nml *nml, struct diagnostic *diagnostic)
{
    const char *const unused = gen->file[TABLE] ? "--csv" : gen->output ? NULL : gen->clocked;
    if (nml->outputs > 0 || !unused) {
        return STATUS_OK;
    }
    return fail(
        diagnostic, STATUS_INPUT,
        "%s: error: %s does nothing for a circuit without outputs, of which the lowest state is sought; expected "
        "a magnet with the role output, or no %s",
        gen->circuit, unused, unused);
}

/* ---- What is said of the magnets ---- */

static enum status check_places(const struct gen_nml *gen, const struct nml *nml, struct diagnostic *diagnostic)
{
    size_t pair[2];
    double spacing;
    char instead[80] = "them to be farther apart";
    if (!islands_closest(&nml->islands, pair, &spacing)) {
        return STATUS_OK;
    }
    if (!is_file(gen)) { /* places are in proportion to it */
        snprintf(instead, sizeof instead, "a --pitch of more than %s",
                 number_engineering((char[32]){0}, 32, pitch_of(gen) / spacing, 4, "m"));
    }
    return magnets_touch(&nml->islands, pair, nml->magnet[pair[0]].name, nml->magnet[pair[1]].name, instead,
                         diagnostic);
}

/* With noise: outputs should stay until they are read. */
static void warn_of_loss(const struct gen_nml *gen, const struct islands *islands, struct warnings *warnings)
{
    const double few = 1e-2, rest = gen->trials.clock.rest;
    const double flips = rest * magnets_flip_rate(islands, gen->trials.kelvin);
    if (flips > few) {
        warning_add(warnings, "forgets", false,
                    "a magnet alone flips %s times by heat in --rest %s, before outputs are read; expected at most "
                    "%g, with thicker or longer magnets",
                    ROUNDED(flips), number_engineering((char[32]){0}, 32, rest, 3, "s"), few);
    }
}

static enum status check_magnets(const struct gen_nml *gen, const struct nml *nml, struct warnings *warnings,
                                 struct diagnostic *diagnostic)
{
    const bool noisy = gen->trials.trials > 0 && nml->outputs > 0;
    enum status status = check_places(gen, nml, diagnostic);
    warnings->count = 0;
    warnings->incomplete = false;
    magnets_warn(&nml->islands, warnings);
    if (status == STATUS_OK && noisy) {
        status = magnets_check_heat(&nml->islands, gen->trials.kelvin, warnings, diagnostic);
    }
    if (status == STATUS_OK && noisy) {
        warn_of_loss(gen, &nml->islands, warnings);
    }
    return status;
}

static void warn_of_long_run(const struct gen_nml *gen, const struct nml *nml)
{
    const double of_step = 1.2e-7, of_pair = 6e-9; /* s, on a processor of 2024 */
    const double n = (double)nml->islands.count, rows = (double)(1u << nml->inputs);
    double steps = 0.0;
    for (size_t f = 0; f < gen->trials.falls && nml->outputs > 0; f++) {
        struct nml_clock clock = gen->trials.clock;
        clock.fall = gen->trials.fall[f];
        steps += nml_period(&clock) / nml_cell(nml, &clock, gen->trials.kelvin);
    }
    progress_expect(&gen->common, rows * (double)(gen->trials.trials + 1) * steps * n * (of_step + n * of_pair), false);
}

static enum status print(const struct gen_nml *gen, const struct nml_report *report, struct diagnostic *diagnostic)
{
    if (!prints_text(&gen->common)) {
        magnets_print_warnings(&report->warnings, &gen->common);
        return gen->common.json ? nml_print_json(report, diagnostic) : STATUS_OK;
    }
    nml_print_text(report);
    magnets_print_warnings(&report->warnings, &gen->common);
    return finish_stdout(diagnostic);
}

static enum status make(struct gen_nml *gen, const char *const path[FILES], struct diagnostic *diagnostic)
{
    struct nml nml = {0};
    struct nml_table table = {0};
    struct nml_report report = {.circuit = gen->circuit,
                                .name = gen->output,
                                .options = &gen->magnets,
                                .nml = &nml,
                                .trials = &gen->trials,
                                .table = &table};
    const char *const input = is_file(gen) ? gen->circuit : NULL;
    enum status status = output_check(path, FILES, diagnostic);
    if (status == STATUS_OK) {
        status = output_spare(path, FILES, &input, 1, diagnostic);
    }
    if (status == STATUS_OK) {
        status = place(gen, &nml, diagnostic);
    }
    if (status == STATUS_OK) {
        status = check_outputs_of(gen, &nml, diagnostic);
    }
    if (status == STATUS_OK) {
        nml_clock_across(&nml, &gen->trials.clock); /* as the axes are meant */
        status = magnet_options_apply(&gen->magnets, gen->trials.seed, &nml.islands, diagnostic);
    }
    if (status == STATUS_OK) {
        status = check_magnets(gen, &nml, &report.warnings, diagnostic);
        report.factor = status == STATUS_OK ? magnets_closest_factor(&nml.islands) : NAN;
    }
    if (status == STATUS_OK) {
        gen->trials.clock.field = gen->clock * nanomagnet_holding_field(&gen->magnets.magnet);
        warn_of_long_run(gen, &nml);
        status = nml_table_make(&nml, &gen->trials, &table, diagnostic);
    }
    if (status == STATUS_OK) {
        status = write_files(gen, path, &report, diagnostic);
    }
    if (status == STATUS_OK) {
        status = print(gen, &report, diagnostic);
    }
    nml_table_clear(&table);
    nml_clear(&nml);
    return status;
}

int gen_nml(int argc, char **argv)
{
    struct diagnostic diagnostic;
    struct argp_child children[] = {{&magnet_argp, 0, NULL, 0}, {&common_argp, 0, NULL, 0}, {0}};
    struct argp argp = {OPTIONS, parse, "chain|majority|FILE", GEN_NML_DOES, children, NULL, NULL};
    struct gen_nml gen = {
        .magnets = magnet_options_default(),
        .fall = {3, {1e-9, 4e-9, 16e-9}},
        .trials = {.clock = {.rise = 0.5e-9, .hold = 1e-9, .rest = 2e-9}, .kelvin = 300.15, .trials = 25, .seed = 1},
        .clock = 1.5,
        .pitch = NAN};
    gen.magnets.magnet.thickness = 20e-9;
    argv[0] = "spinfield gen nml";
    arguments_parse(&argp, argc, argv, &gen);
    char *deck = gen.output ? path_of(gen.output, ".cir") : NULL;
    const char *const path[FILES] = {gen.file[ISING], gen.file[TABLE], deck};
    enum status status = gen.output && !deck ? fail_memory(&diagnostic) : make(&gen, path, &diagnostic);
    free(deck);
    return exit_code(status, &diagnostic);
}
