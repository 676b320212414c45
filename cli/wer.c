/* spinfield wer: how likely a pulse leaves a memory cell unwritten. */
#include "base/number.h"
#include "base/output.h"
#include "base/team.h"
#include "base/terminal.h"
#include "campaign/runner.h"
#include "campaign/write_trials.h"
#include "cli/cell_options.h"
#include "cli/number_list.h"
#include "cli/simulation.h"
#include "models/scatter/scatter.h"
#include "netgen/write_deck.h"
#include "report/interval.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

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

enum { CSV, BITS, FILES };

enum { MOST_PULSES = NUMBERS_MOST, MOST_VOLTAGES = 100, MOST_TRIALS = 100000000 };
static const double LONGEST_PULSE = 1e-3; /* s */
static const double PATIENCE = 600.0;     /* of ngspice, s */

/* What was found for one voltage and one length. */
struct point {
    double volts, length, drive, exact;
    size_t failed;
};

struct wer {
    struct common_options common;
    struct memory_cell cell, warm; /* with the parameters at 27 C, and at `kelvin` */
    int from;                      /* the state before the pulse, as the parameter `start` */
    struct numbers pulse, volts;
    double kelvin;
    bool in_ngspice;
    struct spice_job job;
    size_t trials, jobs;
    unsigned long seed;
    const char *file[2]; /* --csv, --bits; NULL: none */
    char *kept;          /* [trials] with --bits: 1 where the trial is in its old state */
    struct point *point; /* [volts.count * pulse.count] */
};

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
    if (!wer->file[BITS]) {
        return;
    }
    if (wer->pulse.count != 1 || wer->volts.count != 1) {
        usage_error(state, "error: --bits is of one pulse: expected one number each of --pulse and --volts");
    }
    if (wer->trials == 0 || wer->trials % 8 != 0) {
        usage_error(state, "error: --bits fills bytes: expected --trials to be a multiple of 8, not %zu", wer->trials);
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
        take_numbers("pulse", argument, 1e-15, LONGEST_PULSE, MOST_PULSES, &wer->pulse, state);
        return 0;
    case KEY_VOLTS:
        take_numbers("volts", argument, 0.0, 100.0, MOST_VOLTAGES, &wer->volts, state);
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
        wer->file[CSV] = argument;
        return 0;
    case KEY_BITS:
        wer->file[BITS] = argument;
        return 0;
    case ARGP_KEY_ARG:
        usage_error(state, "error: wer takes no argument, not '%.40s'", argument);
        return 0;
    case ARGP_KEY_END:
        check_outputs(state, &wer->common, wer->file, FILES);
        check_bits(wer, state);
        check_engine(wer, state);
        take_start(wer, state);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* ---- The points ---- */

/* failed[k] of the trials of one voltage. */
static enum status run_trials(const struct wer *wer, double volts, struct team *team, size_t *failed,
                              struct diagnostic *diagnostic)
{
    struct write_pulses pulses = {wer->warm, volts, wer->kelvin, wer->pulse.count, wer->pulse.value};
    if (wer->in_ngspice) {
        pulses.cell = wer->cell;
        return write_trials_run(&pulses, wer->trials, wer->seed, &wer->job, wer->jobs, failed, wer->kept, diagnostic);
    }
    return write_errors_tried(&pulses, wer->trials, wer->seed, team, failed, wer->kept, diagnostic);
}

static enum status compute_voltage(const struct wer *wer, double volts, struct team *team, struct point *point,
                                   struct diagnostic *diagnostic)
{
    const size_t count = wer->pulse.count;
    const struct write_pulses pulses = {wer->warm, volts, wer->kelvin, count, wer->pulse.value};
    double *exact = calloc(count, sizeof *exact);
    size_t *failed = calloc(count, sizeof *failed);
    enum status status = exact && failed ? STATUS_OK : fail_memory(diagnostic);
    if (status == STATUS_OK) {
        write_errors_exact(&pulses, exact);
    }
    if (status == STATUS_OK && wer->trials > 0) {
        status = run_trials(wer, volts, team, failed, diagnostic);
    }
    const struct write_scale scale = write_scale(&wer->warm.junction, wer->kelvin);
    const double cosine = wer->cell.junction.start == 0.0 ? 1.0 : -1.0;
    for (size_t k = 0; status == STATUS_OK && k < count; k++) {
        double over = fabs(memory_cell_voltage(&wer->warm, -cosine * volts, cosine));
        point[k] = (struct point){volts, wer->pulse.value[k], over / scale.critical, exact[k], failed[k]};
    }
    free(exact);
    free(failed);
    return status;
}

static enum status compute(struct wer *wer, struct diagnostic *diagnostic)
{
    char why[300];
    enum status status = STATUS_OK;
    wer->warm = wer->cell;
    if (!mtj_apply_temperature(&wer->warm.junction, wer->kelvin, why, sizeof why) ||
        !write_is_axial(&wer->warm.junction, why, sizeof why)) {
        return fail(diagnostic, STATUS_INPUT, "error: %s", why);
    }
    if (wer->in_ngspice) {
        status = simulation_job(PATIENCE, &wer->common, &wer->job, diagnostic);
    }
    wer->point = calloc(wer->volts.count * wer->pulse.count, sizeof *wer->point);
    wer->kept = wer->file[BITS] ? malloc(wer->trials) : NULL;
    if (status != STATUS_OK || !wer->point || (wer->file[BITS] && !wer->kept)) {
        return status != STATUS_OK ? status : fail_memory(diagnostic);
    }
    struct team *team = wer->in_ngspice ? NULL : team_new(wer->jobs > 0 ? wer->jobs : runner_processors());
    for (size_t v = 0; status == STATUS_OK && v < wer->volts.count; v++) {
        status = compute_voltage(wer, wer->volts.value[v], team, &wer->point[v * wer->pulse.count], diagnostic);
    }
    team_free(team);
    return status;
}

/* ---- What is printed ---- */

static void print_head(const struct wer *wer, const struct write_scale *scale)
{
    const bool parallel = wer->cell.junction.start == 0.0;
    char tau[32], critical[32];
    number_engineering(tau, sizeof tau, scale->tau, 4, "s");
    number_engineering(critical, sizeof critical, scale->critical, 4, "V");
    terminal_line(stdout, "write errors of %s, from %s, at %g C", wer->cell.has_transistor ? "1t1m cells" : "junctions",
                  parallel ? "parallel to antiparallel" : "antiparallel to parallel", wer->kelvin - 273.15);
    terminal_line(stdout, "  barrier %.1f kT, tau_D %s, critical voltage of the junction %s", scale->barrier, tau,
                  critical);
    terminal_line(stdout, "  %9s %9s %7s  %11s  %s", "voltage", "pulse", "V/Vc", "exact",
                  wer->trials == 0  ? ""
                  : wer->in_ngspice ? "of the trials in ngspice (95 % interval)"
                                    : "of the trials (95 % interval)");
}

static void print_point(const struct wer *wer, const struct point *point)
{
    char volts[32], length[32], tried[100] = "";
    number_engineering(volts, sizeof volts, point->volts, 4, "V");
    number_engineering(length, sizeof length, point->length, 4, "s");
    if (wer->trials > 0) {
        struct interval share = interval_of_success(point->failed, wer->trials);
        snprintf(tried, sizeof tried, "%.4g (%.3g to %.3g), %zu of %zu", share.value, share.low, share.high,
                 point->failed, wer->trials);
    }
    terminal_line(stdout, "  %9s %9s %7.3f  %11.4g  %s", volts, length, point->drive, point->exact, tried);
}

static enum status print_json(const struct wer *wer, const struct write_scale *scale, struct diagnostic *diagnostic)
{
    struct document document = document_begin();
    document_text(&document, "cell", wer->cell.has_transistor ? "1t1m" : "passive");
    document_text(&document, "from", wer->cell.junction.start == 0.0 ? "p" : "ap");
    document_real(&document, "series_ohm", wer->cell.series);
    document_real(&document, "temperature_k", wer->kelvin);
    document_real(&document, "barrier_kt", scale->barrier);
    document_real(&document, "tau_s", scale->tau);
    document_finite(&document, "critical_v", scale->critical);
    document_count(&document, "trials", wer->trials);
    document_text(&document, "engine", wer->in_ngspice ? "ngspice" : "solver");
    document_count(&document, "seed", wer->seed);
    document_list(&document, "points");
    for (size_t k = 0; k < wer->volts.count * wer->pulse.count; k++) {
        const struct point *point = &wer->point[k];
        document_object(&document, NULL);
        document_real(&document, "volts", point->volts);
        document_real(&document, "pulse_s", point->length);
        document_finite(&document, "drive", point->drive);
        document_real(&document, "exact", point->exact);
        if (wer->trials > 0) {
            document_count(&document, "failed", point->failed);
        }
        document_close(&document);
    }
    document_close(&document);
    return print_document(&document, 17, diagnostic);
}

static void write_table(const struct wer *wer, FILE *out)
{
    fputs(wer->trials > 0 ? "volts,pulse_s,drive,exact,trials,failed,low,high\n" : "volts,pulse_s,drive,exact\n", out);
    for (size_t k = 0; k < wer->volts.count * wer->pulse.count; k++) {
        const struct point *point = &wer->point[k];
        fprintf(out, "%.15g,%.15g,%.10g,%.10g", point->volts, point->length, point->drive, point->exact);
        if (wer->trials > 0) {
            struct interval share = interval_of_success(point->failed, wer->trials);
            fprintf(out, ",%zu,%zu,%.6g,%.6g", wer->trials, point->failed, share.low, share.high);
        }
        fputc('\n', out);
    }
}

static void write_bits(const struct wer *wer, FILE *out)
{
    for (size_t byte = 0; byte < wer->trials / 8; byte++) {
        int value = 0;
        for (size_t bit = 0; bit < 8; bit++) {
            value = 2 * value + !wer->kept[8 * byte + bit];
        }
        putc(value, out);
    }
}

/* All files, or none. */
static enum status write_files(const struct wer *wer, struct diagnostic *diagnostic)
{
    static void (*const writer[FILES])(const struct wer *, FILE *) = {write_table, write_bits};
    struct output *output[FILES] = {NULL};
    enum status status = STATUS_OK;
    for (size_t k = 0; status == STATUS_OK && k < FILES; k++) {
        status = wer->file[k] ? output_open(wer->file[k], &output[k], diagnostic) : STATUS_OK;
        if (output[k]) {
            writer[k](wer, output_stream(output[k]));
        }
    }
    if (status == STATUS_OK) {
        return output_commit(output, FILES, diagnostic);
    }
    for (size_t k = 0; k < FILES; k++) {
        output_discard(output[k]);
    }
    return status;
}

static enum status print(const struct wer *wer, struct diagnostic *diagnostic)
{
    const struct write_scale scale = write_scale(&wer->warm.junction, wer->kelvin);
    if (wer->common.json) {
        return print_json(wer, &scale, diagnostic);
    }
    if (!prints_text(&wer->common)) {
        return STATUS_OK;
    }
    print_head(wer, &scale);
    for (size_t k = 0; k < wer->volts.count * wer->pulse.count; k++) {
        print_point(wer, &wer->point[k]);
    }
    return finish_stdout(diagnostic);
}

int command_wer(int argc, char **argv)
{
    struct diagnostic diagnostic;
    struct argp_child children[] = {{&cell_argp, 0, NULL, 0}, {&common_argp, 0, NULL, 0}, {0}};
    struct argp argp = {
        OPTIONS,  parse_wer,
        NULL,     "How likely a pulse leaves a memory cell unwritten: by the Fokker-Planck equation, and of trials",
        children, NULL,
        NULL};
    struct wer wer = {.cell = cell_default(), .kelvin = 300.15, .trials = 1000, .seed = 1};
    wer.volts = (struct numbers){3, {0.4, 0.5, 0.6}};
    wer.pulse.count = 15;
    for (size_t k = 0; k < wer.pulse.count; k++) {
        wer.pulse.value[k] = (double)(k + 1) * 1e-9;
    }
    arguments_parse(&argp, argc, argv, &wer);
    enum status status = output_check(wer.file, FILES, &diagnostic);
    if (status == STATUS_OK) {
        status = compute(&wer, &diagnostic);
    }
    if (status == STATUS_OK) {
        status = write_files(&wer, &diagnostic);
    }
    if (status == STATUS_OK) {
        status = print(&wer, &diagnostic);
    }
    free(wer.kept);
    free(wer.point);
    simulation_job_clear(&wer.job);
    return exit_code(status, &diagnostic);
}
