/* Junctions from measurements: models/fit/ on data that the laws themselves make, with noise. */
#include "tests/suites.h"

#include "base/input.h"
#include "models/fit/junction_device.h"
#include "models/device.h"
#include "models/junction.h"
#include "solver/write_errors.h"
#include "tests/support/expect.h"
#include "tests/support/program.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Of 200 estimates, those within one standard error: 136.5 are expected where estimates are normal. Fewer than 102 or
 * more than 168 come by chance in less than one of a million. */
enum { SETS = 200, LEAST_INSIDE = 102, MOST_INSIDE = 168 };

static gsl_rng *seeded(unsigned long seed)
{
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    ck_assert_ptr_nonnull(random);
    gsl_rng_set(random, seed);
    return random;
}

/* ---- Loops ---- */

static const double TRUE_LOOP[LOOP_UNKNOWNS] = {5000.0, 14000.0, 0.5}; /* rp, rap, vhalf */
static const double TRUE_VC = 0.3, TRUE_OFFSET = 0.1, RESISTANCE_ERROR = 50.0, CURRENT_ERROR = 3e-7;

enum { STEPS = 50, LOOP_ROWS = 5 * STEPS + 1 };

/* A loop up, down and up again in steps of 10 mV, of a junction that switches at i = 1 and -1 by (R1). */
static struct junction_table measure_loop(gsl_rng *random, bool currents, bool reversed)
{
    struct junction_table table = {.currents = currents, .loop = calloc(LOOP_ROWS, sizeof *table.loop)};
    enum junction_state state = JUNCTION_PARALLEL;
    ck_assert_ptr_nonnull(table.loop);
    for (int k = 0; k < LOOP_ROWS; k++) {
        int at = k <= STEPS ? k : k <= 3 * STEPS ? 2 * STEPS - k : k - 4 * STEPS;
        double v = 0.01 * at, slope, i = v / TRUE_VC + TRUE_OFFSET;
        state = i >= 1.0 ? JUNCTION_PARALLEL : i <= -1.0 ? JUNCTION_ANTIPARALLEL : state;
        double r = state == JUNCTION_PARALLEL
                       ? TRUE_LOOP[LOOP_RP]
                       : junction_rap_at(TRUE_LOOP[LOOP_RP], TRUE_LOOP[LOOP_RAP], TRUE_LOOP[LOOP_VHALF], v, &slope);
        double error = currents ? CURRENT_ERROR : RESISTANCE_ERROR, sign = reversed ? -1.0 : 1.0;
        double value = (currents ? sign * v / r : r) + (random ? gsl_ran_gaussian(random, error) : 0.0);
        table.loop[table.loop_count++] =
            (struct loop_point){.line = k + 2, .volts = sign * v, .value = value, .error = error};
    }
    return table;
}

static void forget_errors(struct junction_table *table)
{
    for (size_t k = 0; k < table->loop_count; k++) {
        table->loop[k].error = 0.0;
    }
}

static struct loop_fit fitted_loop(const struct junction_table *table)
{
    struct loop_fit fit = {0};
    struct diagnostic why;
    expect_ok(loop_fit_run(table, &fit, &why), &why);
    ck_assert(fit.converged);
    return fit;
}

static void expect_near(const char *what, double found, double error, double truth)
{
    ck_assert_msg(fabs(found - truth) < 5.0 * error, "%s is %g +- %g, not %g", what, found, error, truth);
}

START_TEST(a_loop_gives_the_junction)
{
    for (int variant = 0; variant < 8; variant++) { /* currents, the other direction, without errors in the file */
        gsl_rng *random = seeded(1 + (unsigned long)variant);
        struct junction_table table = measure_loop(random, variant & 1, variant & 2);
        if (variant & 4) {
            forget_errors(&table);
        }
        struct loop_fit fit = fitted_loop(&table);
        for (int u = 0; u < LOOP_UNKNOWNS; u++) {
            expect_near("a resistance or V_half", fit.value[u], fit.error[u], TRUE_LOOP[u]);
            ck_assert_double_lt(fit.error[u], 0.02 * TRUE_LOOP[u]);
        }
        expect_near("the TMR", fit.tmr, fit.tmr_error, 1.8);
        ck_assert(fit.reversed == ((variant & 2) != 0));
        ck_assert_uint_eq(fit.to_parallel.count, 1);
        ck_assert_uint_eq(fit.to_antiparallel.count, 1);
        expect_near("V_c", fit.critical, fit.critical_error, TRUE_VC);
        expect_near("the offset", fit.offset, fit.offset_error, TRUE_OFFSET);
        /* a step of 10 mV each way: half of 10 mV/sqrt(12) times sqrt(2) */
        ck_assert_double_eq_tol(fit.critical_error, 0.01 / sqrt(24.0), 1e-9);
        ck_assert(fit.estimated == ((variant & 4) != 0));
        ck_assert(fit.estimated || fit.chance > 1e-4);
        if (fit.estimated) { /* the scatter of 250 rows is known to 4.5 %; five times that */
            double truth = variant & 1 ? CURRENT_ERROR : RESISTANCE_ERROR;
            ck_assert_double_eq_tol(fit.scatter, truth, 0.23 * truth);
        }
        junction_table_clear(&table);
        gsl_rng_free(random);
    }
}
END_TEST

START_TEST(exact_loops_give_the_junction_exactly)
{
    struct junction_table table = measure_loop(NULL, false, false);
    struct loop_fit fit = fitted_loop(&table);
    for (int u = 0; u < LOOP_UNKNOWNS; u++) {
        expect_close(fit.value[u], TRUE_LOOP[u], 1e-6);
    }
    fit = (struct loop_fit){.value = {0.0, 0.0, 0.5}, .known = {false, false, true}};
    struct diagnostic why;
    expect_ok(loop_fit_run(&table, &fit, &why), &why);
    ck_assert_double_eq(fit.error[LOOP_VHALF], 0.0);
    ck_assert_uint_eq(fit.freedom, LOOP_ROWS - 2);
    junction_table_clear(&table);
}
END_TEST

/* Near no voltage a current tells nothing of the state: such rows do not vote. */
START_TEST(rows_that_do_not_tell_their_state_are_counted)
{
    gsl_rng *random = seeded(2);
    struct junction_table table = measure_loop(random, true, false);
    struct loop_fit fit = fitted_loop(&table);
    /* curves are v (1/5000 - 1/14000) apart: 6 errors of 0.3 uA at 14 mV; 0 and +-10 mV are passed 3, 2 and 2 times or
     * so */
    ck_assert_uint_ge(fit.open, 6);
    ck_assert_uint_le(fit.open, 9);
    ck_assert_uint_eq(fit.open + fit.parallel + fit.antiparallel, LOOP_ROWS);
    junction_table_clear(&table);
    gsl_rng_free(random);
}
END_TEST

START_TEST(standard_errors_of_loops_cover_the_truth)
{
    int inside[LOOP_UNKNOWNS] = {0};
    for (unsigned long seed = 1; seed <= SETS; seed++) {
        gsl_rng *random = seeded(1000 + seed);
        struct junction_table table = measure_loop(random, false, false);
        struct loop_fit fit = {.start = {0.0, 0.0, 0.6}};
        struct diagnostic why;
        expect_ok(loop_fit_run(&table, &fit, &why), &why);
        for (int u = 0; u < LOOP_UNKNOWNS; u++) {
            inside[u] += fabs(fit.value[u] - TRUE_LOOP[u]) < fit.error[u];
        }
        junction_table_clear(&table);
        gsl_rng_free(random);
    }
    for (int u = 0; u < LOOP_UNKNOWNS; u++) {
        ck_assert_int_ge(inside[u], LEAST_INSIDE);
        ck_assert_int_le(inside[u], MOST_INSIDE);
    }
}
END_TEST

static void expect_loop_refusal(const struct junction_table *table, struct loop_fit fit, const char *message)
{
    struct diagnostic why;
    ck_assert_int_eq(loop_fit_run(table, &fit, &why), STATUS_INPUT);
    ck_assert_msg(strstr(why.text, message) != NULL, "'%s' is not in: %s", message, why.text);
}

START_TEST(loops_that_leave_something_open_are_refused)
{
    gsl_rng *random = seeded(3);
    struct junction_table table = measure_loop(random, false, false);
    size_t all = table.loop_count;
    table.loop_count = 25; /* one branch, to 240 mV */
    expect_loop_refusal(&table, (struct loop_fit){0}, "error: ");
    for (size_t k = 0; k < table.loop_count; k++) { /* both states at 10 mV: R_AP is known, V_half is not */
        table.loop[k] = (struct loop_point){
            .volts = 0.01, .value = k % 2 ? 5000.0 + (double)k : 14000.0 - (double)k, .error = 50.0};
    }
    expect_loop_refusal(&table, (struct loop_fit){0}, "vhalf");
    struct loop_fit known = {.known = {false, false, true}};
    struct diagnostic why;
    expect_ok(loop_fit_run(&table, &known, &why), &why);
    table.loop_count = 2;
    expect_loop_refusal(&table, (struct loop_fit){0},
                        "2 of 2 rows can be told to be parallel or antiparallel, too few for 3 parameters");
    table.loop_count = all;
    expect_loop_refusal(&table, (struct loop_fit){.value = {1.0, 2.0, 3.0}, .known = {true, true, true}},
                        "every parameter is known");
    junction_table_clear(&table);
    gsl_rng_free(random);
}
END_TEST

/* ---- Pulses ---- */

enum { VOLTAGES = 5, LENGTHS = 5, TRIALS = 1000 };

/* What the law of `truth` gives of pulses from 10 ns to 100 us. */
static struct junction_table measure_pulses(const struct pulses_fit *truth, double trials, gsl_rng *random)
{
    static const double VOLTS[VOLTAGES] = {0.2, 0.24, 0.28, 0.32, 0.36};
    struct junction_table table = {.pulse = calloc((size_t)VOLTAGES * LENGTHS, sizeof *table.pulse)};
    ck_assert_ptr_nonnull(table.pulse);
    for (int v = 0; v < VOLTAGES; v++) {
        double length = 1e-8;
        for (int l = 0; l < LENGTHS; l++, length *= 10.0) {
            double stay, chance = pulses_predict(truth, VOLTS[v], length, &stay);
            ck_assert_double_eq_tol(chance + stay, 1.0, 1e-12);
            double switched = gsl_ran_binomial(random, chance, (unsigned)trials);
            table.pulse[table.pulse_count++] = (struct pulse_point){0, VOLTS[v], length, trials, switched};
        }
    }
    return table;
}

static const struct pulses_fit ARRHENIUS = {.attempts = true, .exponent = 2.0, .value = {40.0, 0.5, 1e-9}};
static const struct pulses_fit EXACT = {.value = {40.0, 0.5, 2e-9}};

static struct pulses_fit fitted_pulses(const struct junction_table *table, const struct pulses_fit *truth)
{
    struct pulses_fit fit = {.attempts = truth->attempts, .exponent = truth->exponent};
    struct diagnostic why;
    expect_ok(pulses_fit_run(table, &fit, &why), &why);
    ck_assert(fit.converged);
    return fit;
}

START_TEST(pulses_give_barrier_critical_voltage_and_rate)
{
    const struct pulses_fit *const truths[] = {&ARRHENIUS, &EXACT};
    for (int t = 0; t < 2; t++) {
        gsl_rng *random = seeded(5);
        struct junction_table table = measure_pulses(truths[t], TRIALS, random);
        struct pulses_fit fit = fitted_pulses(&table, truths[t]);
        for (int u = 0; u < PULSES_UNKNOWNS; u++) {
            expect_near("an estimate", fit.value[u], fit.error[u], truths[t]->value[u]);
        }
        ck_assert_double_lt(fit.error[PULSES_DELTA], 2.0);
        ck_assert_double_gt(fit.chance, 1e-4);
        ck_assert_double_gt(fit.correlation * fit.correlation, 0.9); /* V_c and the rate are */
        junction_table_clear(&table);
        gsl_rng_free(random);
    }
}
END_TEST

/* The time is covered in its logarithm. The deviance has the mean that the fit expects,
 * within five standard errors of 200 sets. */
START_TEST(standard_errors_of_pulses_cover_the_truth)
{
    int inside[PULSES_UNKNOWNS] = {0};
    double excess = 0.0, variance = 0.0;
    for (unsigned long seed = 1; seed <= SETS; seed++) {
        gsl_rng *random = seeded(2000 + seed);
        struct junction_table table = measure_pulses(&ARRHENIUS, TRIALS, random);
        struct pulses_fit fit = fitted_pulses(&table, &ARRHENIUS);
        for (int u = 0; u < PULSES_UNKNOWNS; u++) {
            double truth = ARRHENIUS.value[u];
            double off = u == PULSES_TIME ? fit.value[u] * log(fit.value[u] / truth) : fit.value[u] - truth;
            inside[u] += fabs(off) < fit.error[u];
        }
        excess += fit.deviance - fit.expected;
        variance += fit.spread * fit.spread;
        ck_assert_double_gt(fit.chance, 1e-7); /* 200 sets: once in 50,000 runs */
        junction_table_clear(&table);
        gsl_rng_free(random);
    }
    for (int u = 0; u < PULSES_UNKNOWNS; u++) {
        ck_assert_int_ge(inside[u], LEAST_INSIDE);
        ck_assert_int_le(inside[u], MOST_INSIDE);
    }
    ck_assert_double_lt(fabs(excess), 5.0 * sqrt(variance));
}
END_TEST

static void expect_pulse_refusal(const struct junction_table *table, struct pulses_fit fit, const char *message)
{
    struct diagnostic why;
    ck_assert_int_eq(pulses_fit_run(table, &fit, &why), STATUS_INPUT);
    ck_assert_msg(strstr(why.text, message) != NULL, "'%s' is not in: %s", message, why.text);
}

START_TEST(pulses_that_leave_something_open_are_refused)
{
    struct pulses_fit linear = {.attempts = true, .exponent = 1.0, .value = {20.0, 0.5, 1e-9}}, sought = linear;
    gsl_rng *random = seeded(7);
    struct junction_table table = measure_pulses(&linear, TRIALS, random);
    struct diagnostic why;
    memset(sought.value, 0, sizeof sought.value);
    expect_pulse_refusal(&table, sought, "cannot separate delta, vc, f0"); /* ln k is a line: two numbers, not three */
    struct pulses_fit known = sought;
    known.known[PULSES_TIME] = true;
    known.value[PULSES_TIME] = 1e-9;
    expect_ok(pulses_fit_run(&table, &known, &why), &why);
    expect_near("delta", known.value[PULSES_DELTA], known.error[PULSES_DELTA], 20.0);
    ck_assert_double_gt(known.chance, 1e-4);

    struct pulses_fit wrong = {.attempts = true, .exponent = 4.0, .value = {0.0, 0.0, 1e-9}, .known = {0, 0, true}};
    expect_ok(pulses_fit_run(&table, &wrong, &why), &why);
    ck_assert_double_lt(wrong.chance, 1e-4); /* another law is seen */

    table.pulse_count = LENGTHS; /* one voltage: one rate */
    expect_pulse_refusal(&table, sought, "delta, vc");
    table.pulse_count = 2;
    table.pulse[0].switched = 1.0;
    expect_pulse_refusal(&table, sought, "2 measurements cannot determine 3 parameters");
    table.pulse[0].switched = table.pulse[1].switched = 0.0;
    expect_pulse_refusal(&table, sought, "no pulse switched");
    table.pulse[0].switched = table.pulse[1].switched = TRIALS;
    expect_pulse_refusal(&table, sought, "every pulse switched");
    table.pulse[1].volts = -0.2;
    expect_pulse_refusal(&table, sought, "both signs");
    junction_table_clear(&table);
    gsl_rng_free(random);
}
END_TEST

/* A few trials at 10 and 20 percent error: nothing is printed as if it were known. */
START_TEST(few_trials_leave_the_barrier_open)
{
    gsl_rng *random = seeded(8);
    struct junction_table table = measure_pulses(&EXACT, 3.0, random);
    table.pulse_count = 10;
    expect_pulse_refusal(&table, (struct pulses_fit){0}, "error: the measurements ");
    junction_table_clear(&table);
    gsl_rng_free(random);
}
END_TEST

/* ---- Devices ---- */

START_TEST(devices_have_what_was_fitted)
{
    struct mtj mtj;
    struct mtj_rate rate;
    struct loop_fit loop = {.value = {5000.0, 14000.0, 0.5}, .critical = 0.3, .offset = 0.1};
    bool fitted[DEVICE_MOST_PARAMETERS] = {false};
    char why[300];
    device_reset(device_find("mtj"), &mtj);
    device_reset(device_find("mtj_rate"), &rate);
    ck_assert_msg(mtj_from_pulses(&EXACT, &mtj, fitted, why, sizeof why), "%s", why);
    struct write_scale scale = write_scale(&mtj, NOMINAL_TEMPERATURE); /* from the equations of motion */
    expect_close(scale.barrier, 40.0, 1e-9);
    expect_close(write_critical_voltage(&mtj, NOMINAL_TEMPERATURE), 0.5, 1e-8);
    expect_close(scale.tau, 2e-9, 1e-9);

    device_reset(device_find("mtj"), &mtj);
    ck_assert_msg(mtj_from_loop(&loop, false, &mtj, fitted, why, sizeof why), "%s", why);
    expect_close(write_critical_voltage(&mtj, NOMINAL_TEMPERATURE), 0.3, 1e-8);
    ck_assert(mtj.rp == 5000.0 && mtj.rap == 14000.0 && mtj.vhalf == 0.5);
    mtj.torque = 2.0;
    ck_assert(!mtj_from_loop(&loop, false, &mtj, fitted, why, sizeof why));
    ck_assert_ptr_nonnull(strstr(why, "with torque = 2"));
    mtj.torque = 0.0;
    mtj.ki = 0.0;
    ck_assert(!mtj_from_loop(&loop, false, &mtj, fitted, why, sizeof why));
    ck_assert_ptr_nonnull(strstr(why, "the easy axis of the free layer is not across it"));

    ck_assert_msg(mtj_rate_from_pulses(&EXACT, &rate, fitted, why, sizeof why), "%s", why);
    expect_close(rate.delta, 40.0, 1e-12);
    expect_close(mtj_rate_critical_voltage(&rate), 0.5, 1e-12);
    expect_close(mtj_rate_relaxation_time(&rate), 2e-9, 1e-9);
    struct pulses_fit fast = EXACT;
    fast.value[PULSES_TIME] = 1e-15;
    ck_assert(!mtj_rate_from_pulses(&fast, &rate, fitted, why, sizeof why));
    ck_assert_ptr_nonnull(strstr(why, "below the least relaxation time"));

    device_reset(device_find("mtj_rate"), &rate);
    ck_assert_msg(mtj_rate_from_pulses(&ARRHENIUS, &rate, fitted, why, sizeof why), "%s", why);
    expect_close(rate.f0, 1e9, 1e-12);
    ck_assert_msg(mtj_rate_from_loop(&loop, false, &rate, fitted, why, sizeof why), "%s", why);
    expect_close(rate.field, 0.1 * mtj_rate_anisotropy_field(&rate), 1e-12);
    expect_close(rate.vc, 0.3, 1e-12);
}
END_TEST

/* ---- The command ---- */

#define LOOP_HEAD "voltage,resistance\n"
#define PULSE_HEAD "voltage,pulse,trials,switched\n"

START_TEST(wrong_tables_are_refused_with_the_line)
{
    static const char *const WRONG[][2] = {
        {"voltage,resistence\n0.1,5k\n", "bad.csv:1: error: column 'resistence' (did you mean 'resistance'?)"},
        {"voltage,voltage,resistance\n", "bad.csv:1: error: column voltage is there twice"},
        {"voltage,resistance,current\n", "bad.csv:1: error: a loop needs the columns voltage and one of"},
        {"voltage,error\n", "bad.csv:1: error: a loop needs"},
        {"voltage,resistance,trials\n", "bad.csv:1: error: columns of a loop"},
        {"voltage,pulse,switched\n", "bad.csv:1: error: pulses need"},
        {"voltage,pulse,trials,switched,share\n", "bad.csv:1: error: pulses need"},
        {LOOP_HEAD "0.1\n", "bad.csv:2: error: 1 field, not 2"},
        {LOOP_HEAD "0.1,5k,3\n", "bad.csv:2: error: 3 fields, not 2"},
        {LOOP_HEAD "0.1,5x\n", "bad.csv:2: error: resistance '5x' is not a number"},
        {LOOP_HEAD "# one\n0.1,-5k\n", "bad.csv:3: error: resistance -5000 Ohm is not above 0"},
        {"voltage,resistance,error\n0.1,5k,0\n", "bad.csv:2: error: error 0 is not above 0"},
        {"voltage,resistance,state\n0.1,5k,up\n", "bad.csv:2: error: state 'up' is neither p nor ap"},
        {LOOP_HEAD, "bad.csv: error: no measurement"},
        {PULSE_HEAD "0.1,0,10,5\n", "bad.csv:2: error: pulse 0 s is not above 0"},
        {PULSE_HEAD "0.1,1n,0.5,0\n", "bad.csv:2: error: trials 0.5 is not a whole number"},
        {PULSE_HEAD "0.1,1n,10,11\n", "bad.csv:2: error: switched 11 is not a whole number from 0 to the 10 trials"},
        {PULSE_HEAD "0.1,1n,10,-1\n", "bad.csv:2: error: switched -1"},
        {"voltage,pulse,trials,share\n0.1,1n,10,1.5\n", "bad.csv:2: error: share 1.5 is not from 0 to 1"},
        {"voltage,current\n0.1,-1u\n0.2,-2u\n", "error: no row has a voltage and a current of the same sign"},
        {"v,r,state\n0.1,9k,p\n0.1,5k,ap\n0.2,9k,p\n0.2,5k,ap\n", "error: "},
        {LOOP_HEAD "0.1,\"5k\n", "bad.csv:2: error: a quote"},
    };
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        program_input("bad.csv", WRONG[i][0]);
        program_refuses("fit bad.csv", STATUS_INPUT, WRONG[i][1]);
    }
    program_input("bad.csv", "quantity,end,current,duration,value,error\n");
    program_refuses("fit mtj bad.csv", STATUS_INPUT, "bad.csv:1: error: column 'quantity'");
    program_input("bad.csv", "resistance,state\n");
    program_refuses("fit mtj bad.csv", STATUS_INPUT, "bad.csv:1: error: no column voltage");
    program_gives("fit mtj", STATUS_INPUT, "MEASUREMENTS.csv is missing");
    program_gives("fit memristor bad.csv", STATUS_INPUT, "no fit for memristor; expected dwmtj, mtj or mtj_rate");
    program_gives("fit mtj bad.csv more.csv", STATUS_INPUT, "fit takes one file, not 'more.csv' too");
    program_gives("fit mjt bad.csv", STATUS_INPUT, "devices are dwmtj, mtj and mtj_rate");
    program_gives("fit mtj bad.csv --fix rp=5k --start rp=5k", STATUS_INPUT, "--fix rp and --start rp exclude");
    program_gives("fit mtj bad.csv --start rp=5k --fix rp=5k", STATUS_INPUT, "--fix rp and --start rp exclude");
    program_input("semicolons.csv", "voltage;resistance\n0,1;5000\n");
    program_gives("fit semicolons.csv", STATUS_INPUT, "semicolons.csv:1: error: columns between semicolons");
    program_input("tabs.csv", "voltage\tresistance\n0.1\t5000\n");
    program_gives("fit tabs.csv", STATUS_INPUT, "tabs.csv:1: error: columns between tabs; expected commas");
    program_input("others.csv", "bias,r\n0.1,5000\n");
    program_gives("fit others.csv", STATUS_INPUT, "nor has it a column voltage");
}
END_TEST

/* Writes pulses as a bench would, with shares. */
static void write_pulses(const char *name, const struct junction_table *table)
{
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    ck_assert_ptr_nonnull(out);
    fputs("# a bench\nV,Pulse,trials,share\n", out);
    for (size_t k = 0; k < table->pulse_count; k++) {
        const struct pulse_point *p = &table->pulse[k];
        fprintf(out, "%.10g,%.10g,%g,%.6f\n", -p->volts, p->length, p->trials, p->switched / p->trials);
    }
    fclose(out);
    program_input(name, text);
    free(text);
}

START_TEST(command_fits_pulses)
{
    gsl_rng *random = seeded(5);
    struct junction_table table = measure_pulses(&ARRHENIUS, TRIALS, random);
    write_pulses("pulses.csv", &table);
    json_t *json = program_json("fit pulses.csv --start f0=2g --json");
    ck_assert_str_eq(json_string_value(json_object_get(json, "device")), "mtj_rate");
    json_t *value = json_object_get(json, "value"), *error = json_object_get(json, "error");
    expect_near("f0", json_real_value(json_object_get(value, "f0")), json_real_value(json_object_get(error, "f0")),
                1e9);
    ck_assert(json_real_value(json_object_get(json_object_get(json, "parameters"), "f0")) ==
              json_real_value(json_object_get(value, "f0")));
    json_decref(json);
    program_gives("fit pulses.csv --fix f0=1g", 0, "x1 free pinned mtj_rate delta=");
    program_gives("fit pulses.csv --fix f0=1g", 0, "all voltages are negative");
    program_gives("fit pulses.csv --fix f0=1g --fix n=4", 1, "does not follow the model");
    program_gives("fit mtj pulses.csv", 0, "exact rates of a macrospin, (R10)");
    program_refuses("fit mtj pulses.csv --fix f0=1g", STATUS_INPUT, "mtj has no parameter 'f0'");
    program_refuses("fit mtj pulses.csv --fix alpha=0.1", STATUS_INPUT, "it follows from delta, vc and tau");
    program_refuses("fit pulses.csv --start n=1", STATUS_INPUT, "the exponent n must be known");
    program_refuses("fit pulses.csv --fix delta=0", STATUS_INPUT, "--fix delta takes a number above 0");
    program_refuses("fit pulses.csv --fix delta=300", STATUS_INPUT, "delta must be from 0.1 to 200");
    program_refuses("fit pulses.csv --start rp=1k", STATUS_INPUT, "these measurements determine delta, vc and tau");
    program_refuses("fit pulses.csv --fix ms=0", STATUS_INPUT, "parameter ms");
    junction_table_clear(&table);
    gsl_rng_free(random);
}
END_TEST

START_TEST(command_fits_a_loop)
{
    gsl_rng *random = seeded(6);
    struct junction_table table = measure_loop(random, false, true);
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    ck_assert_ptr_nonnull(out);
    fputs("V,R,error,state\n", out);
    for (size_t k = 0; k < table.loop_count; k++) {
        const struct loop_point *p = &table.loop[k];
        fprintf(out, "%.10g,%.10g,%g,%s\n", p->volts, p->value, p->error, p->value < 5400.0 ? "P" : "AP");
    }
    fclose(out);
    program_input("loop.csv", text);
    free(text);
    program_gives("fit loop.csv", 0, "x1 pinned free mtj rp=");
    program_gives("fit mtj_rate loop.csv", 0, "x1 pinned free mtj_rate rp=");
    program_gives("fit loop.csv --fix vhalf=0", 1, "does not follow the model within the errors");
    program_gives("fit loop.csv --fix torque=1", 1, "no line for a deck: with torque = 1");
    json_t *json = program_json("fit loop.csv --json");
    ck_assert(json_is_true(json_object_get(json, "reversed")));
    ck_assert_uint_eq(json_object_size(json_object_get(json, "error")), 8);
    json_decref(json);
    junction_table_clear(&table);
    gsl_rng_free(random);
}
END_TEST

/* Every line that the command prints of the two examples is on the page. */
START_TEST(the_page_shows_what_the_command_prints)
{
    static const char *const SHOWN[] = {"junction-loop.csv", "junction-pulses.csv --start f0=1G"};
    char here[PATH_MAX], command[3 * PATH_MAX];
    ck_assert_ptr_nonnull(getcwd(here, sizeof here));
    for (size_t i = 0; i < sizeof SHOWN / sizeof *SHOWN; i++) {
        snprintf(command, sizeof command,
                 "\"$S\" fit '%s/examples/'%s >shown && sed 's/^./    &/' shown >indented && "
                 "! grep -vxF -f '%s/docs/junction_fits.md' indented",
                 here, SHOWN[i], here);
        ck_assert_msg(program_shell(command) == 0, "docs/junction_fits.md has other lines for %s", SHOWN[i]);
    }
}
END_TEST

Suite *junction_fit_suite(void)
{
    Suite *suite = suite_create("junction_fit");
    TCase *tests = tcase_create("junction_fit");
    tcase_add_test(tests, a_loop_gives_the_junction);
    tcase_add_test(tests, exact_loops_give_the_junction_exactly);
    tcase_add_test(tests, rows_that_do_not_tell_their_state_are_counted);
    tcase_add_test(tests, loops_that_leave_something_open_are_refused);
    tcase_add_test(tests, pulses_that_leave_something_open_are_refused);
    tcase_add_test(tests, devices_have_what_was_fitted);
    tcase_add_test(tests, wrong_tables_are_refused_with_the_line);
    tcase_add_test(tests, command_fits_pulses);
    tcase_add_test(tests, command_fits_a_loop);
    tcase_add_test(tests, the_page_shows_what_the_command_prints);
    suite_add_tcase(suite, tests);
    TCase *variants = tcase_create("variants");
    tcase_set_tags(variants, "variants");
    tcase_add_test(variants, standard_errors_of_loops_cover_the_truth);
    tcase_add_test(variants, standard_errors_of_pulses_cover_the_truth);
    suite_add_tcase(suite, variants);
    TCase *samples = tcase_create("samples");
    tcase_set_tags(samples, "samples");
    tcase_add_test(samples, pulses_give_barrier_critical_voltage_and_rate);
    tcase_add_test(samples, few_trials_leave_the_barrier_open);
    suite_add_tcase(suite, samples);
    return suite;
}
