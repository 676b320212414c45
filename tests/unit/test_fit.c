/* Parameters from measurements: models/fit/ on data that the model itself makes, with noise. */
#include "tests/suites.h"

#include "tests/support/expect.h"
#include "models/fit/fit.h"
#include "tests/support/program.h"
#include "tests/support/scratch.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A device that is not the default, whose parameters are to be found. */
static struct dwmtj true_device(void)
{
    struct dwmtj d = dwmtj_default();
    d.polarization = 0.62;
    d.vleak = -4.3;
    d.length = 112e-9;
    d.width = 23e-9;
    d.position = 0.47;
    d.rp = 540.0;
    d.rap = 1830.0;
    d.rm = 2150.0;
    return d;
}

static const double POSITION_ERROR = 1.5e-9, RESISTANCE_ERROR = 10.0; /* m, Ohm */

enum { CURRENTS = 3, DURATIONS = 12, TRACKS = 10, MEASUREMENTS = 2 * 2 * CURRENTS * DURATIONS + TRACKS };

/* What a bench would measure of `device`: positions and resistances after pulses from either end, and the track. */
static struct observations measure(const struct dwmtj *device, gsl_rng *random)
{
    static const double CURRENT[2][CURRENTS] = {{12e-6, 20e-6, 30e-6}, {0.0, -10e-6, -20e-6}};
    struct observations all = {.item = calloc(MEASUREMENTS, sizeof *all.item)};
    ck_assert_ptr_nonnull(all.item);
    for (int out = 0; out < 2; out++) {
        for (int i = 0; i < CURRENTS * DURATIONS; i++) {
            double duration = 0.9e-9 * (i % DURATIONS + 0.5);
            all.item[all.count++] = (struct observation){MEASURAND_POSITION, out, CURRENT[out][i / DURATIONS],
                                                         duration,           0.0, POSITION_ERROR};
            all.item[all.count++] = (struct observation){
                MEASURAND_RESISTANCE, out, CURRENT[out][i / DURATIONS], duration, 0.0, RESISTANCE_ERROR};
        }
    }
    for (int i = 0; i < TRACKS; i++) {
        all.item[all.count++] = (struct observation){MEASURAND_TRACK, false, 5e-6, 0.0, 0.0, RESISTANCE_ERROR};
    }
    for (size_t k = 0; k < all.count; k++) {
        struct observation *m = &all.item[k];
        m->value = fit_predict(device, m) + (random ? gsl_ran_gaussian(random, m->error) : 0.0);
    }
    return all;
}

static gsl_rng *seeded(unsigned long seed)
{
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    ck_assert_ptr_nonnull(random);
    gsl_rng_set(random, seed);
    return random;
}

START_TEST(exact_data_give_the_device_exactly)
{
    struct dwmtj truth = true_device();
    struct observations data = measure(&truth, NULL);
    struct fit fit = fit_standard();
    struct diagnostic why;
    expect_ok(fit_run(&data, &fit, &why), &why);
    ck_assert(fit.converged);
    for (size_t i = 0; i < DWMTJ_PARAMETERS; i++) {
        expect_close(dwmtj_get(&fit.device, i), dwmtj_get(&truth, i), 1e-6); /* far below any standard error */
    }
    ck_assert_uint_eq(fit.freedom, MEASUREMENTS - 8);
    observations_clear(&data);
}
END_TEST

/* The errors that the fit gives are the scatter of its answers: over many benches the squared deviations from the
 * truth, in errors, have mean 1, and chi-squared is as large as its degrees of freedom. */
START_TEST(standard_errors_are_honest)
{
    enum { BENCHES = 60, SOUGHT = 8 };
    struct dwmtj truth = true_device();
    double squares = 0.0, chi_squared = 0.0, freedom = 0.0;
    for (unsigned long seed = 1; seed <= BENCHES; seed++) {
        gsl_rng *random = seeded(seed);
        struct observations data = measure(&truth, random);
        struct fit fit = fit_standard();
        struct diagnostic why;
        expect_ok(fit_run(&data, &fit, &why), &why);
        ck_assert(fit.converged);
        for (size_t i = 0; i < DWMTJ_PARAMETERS; i++) {
            if (fit.free[i]) {
                double off = (dwmtj_get(&fit.device, i) - dwmtj_get(&truth, i)) / fit.error[i];
                ck_assert_msg(fabs(off) < 4.0, "seed %lu: %s is %.1f standard errors off", seed,
                              dwmtj_parameters[i].name, off);
                squares += off * off / (BENCHES * SOUGHT);
            }
        }
        chi_squared += fit.chi_squared;
        freedom += (double)fit.freedom;
        observations_clear(&data);
        gsl_rng_free(random);
    }
    /* 480 squares, of which the eight of a bench hang together: taken as 60 times 4 free ones, the mean scatters by
     * sqrt(2/240) = 0.09. Three times that. */
    ck_assert_double_eq_tol(squares, 1.0, 0.27);
    ck_assert_double_eq_tol(chi_squared, freedom, 4.0 * sqrt(2.0 * freedom)); /* four standard deviations */
}
END_TEST

START_TEST(starts_within_a_factor_of_one_and_a_half_end_alike)
{
    enum { STARTS = 100 };
    struct dwmtj truth = true_device();
    gsl_rng *random = seeded(7);
    struct observations data = measure(&truth, random);
    struct fit best = fit_standard();
    struct diagnostic why;
    char message[200];
    expect_ok(fit_run(&data, &best, &why), &why);
    for (int tried = 0; tried < STARTS;) {
        struct fit fit = fit_standard();
        for (size_t i = 0; i < DWMTJ_PARAMETERS; i++) {
            if (fit.free[i]) {
                dwmtj_set(&fit.device, i, dwmtj_get(&truth, i) * pow(1.5, 2.0 * gsl_rng_uniform(random) - 1.0));
            }
        }
        if (!dwmtj_check(&fit.device, message, sizeof message)) {
            continue; /* no device: a polarization beyond 1, a junction beyond the track */
        }
        expect_ok(fit_run(&data, &fit, &why), &why);
        /* the model has kinks, where minima lie side by side: less than a standard error counts as one answer */
        ck_assert_double_eq_tol(fit.chi_squared, best.chi_squared, 1.0);
        tried++;
    }
    observations_clear(&data);
    gsl_rng_free(random);
}
END_TEST

START_TEST(options_are_found_where_they_are_sought)
{
    static const char *const OPTIONS[] = {"delta", "idepin"};
    struct dwmtj truth = true_device();
    truth.delta = 6e-9;
    truth.idepin = 3e-6;
    gsl_rng *random = seeded(11);
    struct observations data = measure(&truth, random);
    struct fit plain = fit_standard(), fit = fit_standard();
    struct diagnostic why;
    expect_ok(fit_run(&data, &plain, &why), &why);
    ck_assert_double_lt(plain.chance, 1e-4);

    fit.device.delta = 2e-9;
    fit.device.idepin = 1e-6;
    fit.free[dwmtj_index("delta")] = fit.free[dwmtj_index("idepin")] = true;
    expect_ok(fit_run(&data, &fit, &why), &why);
    ck_assert_double_gt(fit.chance, 1e-4);
    for (size_t i = 0; i < sizeof OPTIONS / sizeof *OPTIONS; i++) {
        size_t p = dwmtj_index(OPTIONS[i]);
        double off = (dwmtj_get(&fit.device, p) - dwmtj_get(&truth, p)) / fit.error[p];
        ck_assert_msg(fabs(off) < 4.0, "%s is %.1f standard errors off", OPTIONS[i], off);
        ck_assert_double_lt(fit.error[p], 0.2 * dwmtj_get(&truth, p)); /* told, and not merely allowed */
    }
    observations_clear(&data);
    gsl_rng_free(random);
}
END_TEST

/* Keeps the measurements of one kind only. */
static void keep(struct observations *data, enum measurand measurand)
{
    size_t kept = 0;
    for (size_t k = 0; k < data->count; k++) {
        if (data->item[k].measurand == measurand) {
            data->item[kept++] = data->item[k];
        }
    }
    data->count = kept;
}

static void expect_refusal(const struct observations *data, struct fit *fit, const char *message)
{
    struct diagnostic why;
    ck_assert_int_eq(fit_run(data, fit, &why), STATUS_INPUT);
    ck_assert_msg(strstr(why.text, message) != NULL, "'%s' is not in: %s", message, why.text);
}

START_TEST(resistances_alone_leave_the_scale_of_lengths_open)
{
    struct dwmtj truth = true_device();
    gsl_rng *random = seeded(3);
    struct observations data = measure(&truth, random);
    struct fit fit = fit_standard();
    struct diagnostic why;
    keep(&data, MEASURAND_RESISTANCE);
    fit.free[dwmtj_index("rm")] = false;
    expect_refusal(&data, &fit, "polarization, length, width, vleak");

    fit = fit_standard();
    fit.free[dwmtj_index("rm")] = fit.free[dwmtj_index("length")] = false;
    fit.device.length = truth.length;
    expect_ok(fit_run(&data, &fit, &why), &why);
    double off = fit.device.width - truth.width;
    ck_assert_double_lt(fabs(off), 4.0 * fit.error[dwmtj_index("width")]);
    ck_assert_double_eq(fit.error[dwmtj_index("length")], 0.0);
    observations_clear(&data);
    gsl_rng_free(random);
}
END_TEST

START_TEST(what_no_measurement_depends_on_is_named)
{
    struct dwmtj truth = true_device();
    struct observations data = measure(&truth, NULL);
    struct fit fit = fit_standard();
    keep(&data, MEASURAND_POSITION);
    expect_refusal(&data, &fit, "no measurement depends on width, position, rp, rap, rm");
    data.count = 7;
    fit = fit_standard();
    expect_refusal(&data, &fit, "7 measurements cannot determine 8 parameters");
    observations_clear(&data);
}
END_TEST

START_TEST(a_device_that_is_no_such_device_is_told)
{
    struct dwmtj truth = true_device();
    struct observations data = measure(&truth, NULL);
    struct fit fit = fit_standard();
    struct diagnostic why;
    for (size_t k = 0; k < data.count; k++) { /* a velocity that saturates */
        struct observation *m = &data.item[k];
        struct observation slower = *m;
        slower.current = 15e-6 * tanh(m->current / 15e-6);
        m->value = fit_predict(&truth, &slower);
    }
    expect_ok(fit_run(&data, &fit, &why), &why);
    ck_assert_double_lt(fit.chance, 1e-4);
    observations_clear(&data);
}
END_TEST

#define HEAD "quantity,end,current,duration,value,error\n"

START_TEST(wrong_files_are_refused_with_the_line)
{
    static const char *const WRONG[][2] = {
        {"position,dwin,1u,1n,1n,1n\n", "bad.csv:1: error: the first line is not"},
        {HEAD "position,dwin,1u,1n,1n\n", "bad.csv:2: error: not the six fields"},
        {HEAD "position,dwin,1u,1n,1n,1n,1n\n", "bad.csv:2: error: not the six fields"},
        {HEAD "position,dwin,1u,1n,1n,\"1n\n", "bad.csv:2: error: a quote is opened and not closed"},
        {HEAD "\n# comment\nspeed,dwin,1u,1n,1n,1n\n", "bad.csv:4: error: quantity 'speed'"},
        {HEAD "position,left,1u,1n,1n,1n\n", "bad.csv:2: error: end 'left'"},
        {HEAD "position,dwin,1u,1x,1n,1n\n", "bad.csv:2: error: '1x' is not a number"},
        {HEAD "position,dwin,1u,-1n,1n,1n\n", "bad.csv:2: error: duration -1e-09 s is negative"},
        {HEAD "position,dwin,1u,1n,1n,0\n", "bad.csv:2: error: error 0 is not above 0"},
        {HEAD "track,dwin,1u,0,1k,1\nspeed,dwin,1u,1n,1n,1n\n", "bad.csv:3: error: quantity 'speed'"}, /* 0 s is good */
        {HEAD, "bad.csv: error: no measurement"},
        {"", "bad.csv"},
    };
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        program_input("bad.csv", WRONG[i][0]);
        program_refuses("fit bad.csv", STATUS_INPUT, WRONG[i][1]);
    }
    program_refuses("fit missing.csv", STATUS_INPUT, "missing.csv");
}
END_TEST

/* Writes `data` as a bench would. */
static void write_measurements(const char *name, const struct observations *data)
{
    static const char *const NAMES[] = {"position", "resistance", "track"};
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    ck_assert_ptr_nonnull(out);
    fputs("# a bench\n" HEAD, out);
    for (size_t k = 0; k < data->count; k++) {
        const struct observation *m = &data->item[k];
        fprintf(out, "%s,%s,%.17g,%.17g,%.17g,%.17g\n", NAMES[m->measurand], m->from_out ? "dwout" : "dwin", m->current,
                m->duration, m->value, m->error);
    }
    fclose(out);
    program_input(name, text);
    free(text);
}

/* Quotes around fields, blanks beside them, a byte order mark, line ends of Windows and of old Macintoshes. */
START_TEST(files_of_spreadsheets_are_read)
{
    static const char *const FILES[] = {
        HEAD "position,dwout,1u,2n,3n,4n\n",
        "\xEF\xBB\xBF" HEAD "\"position\",\"dwout\",1u,2n,\"3n\",4n\n",
        "\"quantity\",\"end\", current,duration,value,error\r\n  # comment\r\n position , dwout,1u,2n,3n, 4n\r\n",
        "quantity,end,current,duration,value,error\rposition,dwout,1u,2n,3n,4n\r",
    };
    for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++) {
        struct input *input;
        struct observations read;
        struct diagnostic why;
        expect_ok(input_of_memory("file", FILES[i], strlen(FILES[i]), &input, &why), &why);
        expect_ok(observations_parse(input, &read, &why), &why);
        ck_assert_uint_eq(read.count, 1);
        const struct observation *m = &read.item[0];
        ck_assert(m->measurand == MEASURAND_POSITION && m->from_out);
        ck_assert(m->current == 1e-6 && m->duration == 2e-9 && m->value == 3e-9 && m->error == 4e-9);
        observations_clear(&read);
        input_free(input);
    }
}
END_TEST

START_TEST(command_fits_a_file)
{
    struct dwmtj truth = true_device();
    gsl_rng *random = seeded(5);
    struct observations data = measure(&truth, random);
    write_measurements("bench.csv", &data);
    json_t *json = program_json("fit bench.csv --start length=130n --fix ms=800k --json");
    json_t *value = json_object_get(json, "value"), *error = json_object_get(json, "error");
    ck_assert(json_is_true(json_object_get(json, "converged")) && json_is_true(json_object_get(json, "agrees")));
    ck_assert_uint_eq(json_object_size(error), 8);
    double off = json_real_value(json_object_get(value, "vleak")) - truth.vleak;
    ck_assert_double_lt(fabs(off), 4.0 * json_real_value(json_object_get(error, "vleak")));
    json_decref(json);
    program_gives("fit bench.csv", 0, "x1 dwin dwout mtjin mtjout dwmtj polarization=0.6");
    program_gives("fit bench.csv --fix vleak=-3", 1, "does not follow the model within the errors");
    program_gives("fit bench.csv --fix vleek=-4", STATUS_INPUT, "dwmtj has no parameter 'vleek'");
    program_refuses("fit bench.csv --start ms=800k", STATUS_INPUT, "cannot separate polarization, ms");
    program_refuses("fit bench.csv --start vhalf=1", STATUS_INPUT, "the fit does not follow vhalf");
    program_refuses("fit bench.csv --start rp=3k", STATUS_INPUT, "the fit cannot start here");
    program_gives("fit", STATUS_INPUT, "MEASUREMENTS.csv is missing");
    observations_clear(&data);
    gsl_rng_free(random);
}
END_TEST

Suite *fit_suite(void)
{
    Suite *suite = suite_create("fit");
    TCase *tests = tcase_create("fit");
    tcase_add_test(tests, exact_data_give_the_device_exactly);
    tcase_add_test(tests, options_are_found_where_they_are_sought);
    tcase_add_test(tests, resistances_alone_leave_the_scale_of_lengths_open);
    tcase_add_test(tests, what_no_measurement_depends_on_is_named);
    tcase_add_test(tests, a_device_that_is_no_such_device_is_told);
    tcase_add_test(tests, wrong_files_are_refused_with_the_line);
    tcase_add_test(tests, files_of_spreadsheets_are_read);
    tcase_add_test(tests, command_fits_a_file);
    suite_add_tcase(suite, tests);
    TCase *variants = tcase_create("variants");
    tcase_set_tags(variants, "variants");
    tcase_add_test(variants, standard_errors_are_honest);
    tcase_add_test(variants, starts_within_a_factor_of_one_and_a_half_end_alike);
    suite_add_tcase(suite, variants);
    return suite;
}
