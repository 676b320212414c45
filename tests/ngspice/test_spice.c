/* The code model in the real ngspice, and the host that runs it. */
#include "tests/suites.h"

#include "models/dwmtj/dwmtj.h"
#include "tests/support/scratch.h"
#include "tests/support/simulate.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* One device: its junction at 0.1 V, its track fed with `source`, a current into dwin. */
static char *one_device(const char *model, const char *source, const char *parameters, const char *analysis)
{
    char *deck;
    ck_assert_int_ge(asprintf(&deck,
                              "* one device\n"
                              ".model wall %s(%s)\n"
                              "rtrack in 0 2k\n"
                              "a1 %%vd(in 0) %%gd(top 0) %%i(motion) wall\n"
                              "rmotion motion 0 1\n"
                              "isource 0 in %s\n"
                              "vtop top 0 0.1\n"
                              ".save @a1[x] @a1[v] v(motion) i(vtop)\n"
                              "%s\n.end\n",
                              model, parameters, source, analysis),
                     0);
    return deck;
}

/* The time at which `column` first passes `value`, linear between the points. */
static double time_of(const struct table *table, const char *column, double value)
{
    for (size_t k = 1; k < table->rows; k++) {
        double before = simulate_at(table, k - 1, column), now = simulate_at(table, k, column);
        if ((before - value) * (now - value) <= 0.0 && before != now) {
            double from = simulate_at(table, k - 1, "time");
            return from + (simulate_at(table, k, "time") - from) * (value - before) / (now - before);
        }
    }
    ck_abort_msg("%s never is %g", column, value);
    return NAN;
}

static struct table *run_device(const char *model, const char *source, const char *parameters, const char *analysis)
{
    char *deck = one_device(model, source, parameters, analysis);
    struct table *table = simulate_deck(deck);
    free(deck);
    return table;
}

/* Bound of the issue for times at constant current. */
static const double CROSSING = 1e-4;

START_TEST(wall_crosses_the_junction_in_the_analytic_time)
{
    struct dwmtj d = dwmtj_default();
    d.vleak = 0.0;
    const double current = 50e-6, v = dwmtj_velocity(&d, current);
    struct table *right = run_device(simulate_model(_i), "50u", "vleak=0", ".tran 1n 5n 0 1n");
    struct table *left = run_device(simulate_model(_i), "-50u", "vleak=0 xinit=100n", ".tran 1n 5n 0 1n");
    struct table *both[] = {right, left};
    for (size_t k = 0; k < 2; k++) {
        /* the junction's current tells, between a tenth and nine tenths of its range: 16 of 20 nm */
        double low = -0.1 * (1.0 / d.rap + 0.1 * (1.0 / d.rp - 1.0 / d.rap));
        double high = -0.1 * (1.0 / d.rap + 0.9 * (1.0 / d.rp - 1.0 / d.rap));
        double crossing = fabs(time_of(both[k], "i(vtop)", high) - time_of(both[k], "i(vtop)", low));
        ck_assert_double_eq_tol(crossing, 0.8 * d.width / v, CROSSING * d.width / v);
        double middle = time_of(both[k], "@a1[x]", 50e-9);
        ck_assert_double_eq_tol(middle, 50e-9 / v, CROSSING * 50e-9 / v);
        table_free(both[k]);
    }
}
END_TEST

START_TEST(wall_stops_at_both_ends_and_rests_there)
{
    struct dwmtj d = dwmtj_default();
    d.vleak = 0.0;
    const double arrival = d.length / dwmtj_velocity(&d, 50e-6);
    const double ends[] = {d.length, 0.0};
    struct table *tables[] = {run_device(simulate_model(_i), "50u", "vleak=0", ".tran 1n 20n 0 1n"),
                              run_device(simulate_model(_i), "-50u", "vleak=0 xinit=100n", ".tran 1n 20n 0 1n")};
    for (size_t k = 0; k < 2; k++) {
        double rest = time_of(tables[k], "v(motion)", 1e-3);
        ck_assert_double_eq_tol(rest, arrival, CROSSING * arrival);
        for (size_t row = 0; row < tables[k]->rows; row++) {
            if (simulate_at(tables[k], row, "time") > rest * (1.0 + CROSSING)) {
                ck_assert_double_eq(simulate_at(tables[k], row, "@a1[x]"), ends[k]);
                ck_assert_double_eq(simulate_at(tables[k], row, "@a1[v]"), 0.0);
            }
        }
        table_free(tables[k]);
    }
}
END_TEST

START_TEST(wall_leaves_a_stop_within_a_step)
{
    struct dwmtj d = dwmtj_default();
    /* The current rises from -10 to 30 uA in 40 ns, in steps of 8 ns; the drive turns at 10 ns + leak / slope. */
    struct table *table = run_device(simulate_model(_i), "pwl(0 -10u 40n 30u)", "vleak=-5", ".tran 8n 20n 0 8n");
    double slope = dwmtj_mobility(&d) * 40e-6 / 40e-9; /* m/s2 */
    double turn = 10e-9 + 5.0 / slope;
    for (size_t row = 0; row < table->rows; row++) {
        double t = simulate_at(table, row, "time"), x = t > turn ? 0.5 * slope * (t - turn) * (t - turn) : 0.0;
        ck_assert_double_eq_tol(simulate_at(table, row, "@a1[x]"), fmin(x, d.length), 1e-6 * d.length);
    }
    ck_assert_double_gt(simulate_at(table, table->rows - 1, "@a1[x]"), 0.5e-9);
    table_free(table);
}
END_TEST

START_TEST(charge_on_the_track_is_displacement)
{
    struct dwmtj d = dwmtj_default();
    /* half a period of 20 uA at 5 MHz: I T / pi of charge; smooth, so that only dxtol bounds the steps */
    struct table *table = run_device(simulate_model(_i), "sin(0 20u 5meg)", "vleak=0", ".tran 1n 100n 0 5n");
    double right = dwmtj_mobility(&d) * 20e-6 * 200e-9 / M_PI;
    right = fmin(right, d.length);
    ck_assert_double_eq_tol(simulate_at(table, table->rows - 1, "@a1[x]"), right, 0.1e-9);
    table_free(table);
}
END_TEST

START_TEST(operating_point_holds_the_wall_at_xinit)
{
    struct dwmtj d = dwmtj_default();
    char *deck = one_device(simulate_model(_i), "50u", "xinit=55n",
                            ".control\nop\nlet current=-i(vtop)\nlet place=@a1[x]\n"
                            "print current place\n.endc");
    char *printed = simulate_plainly(deck, NULL);
    ck_assert_double_eq_tol(simulate_measured(printed, "current"), 0.1 * dwmtj_conductance(&d, 55e-9), 1e-9);
    ck_assert_double_eq_tol(simulate_measured(printed, "place"), 55e-9, 1e-13);
    free(printed);
    free(deck);
}
END_TEST

START_TEST(dc_sweep_is_ohms_law_at_xinit)
{
    struct dwmtj d = dwmtj_default();
    char *deck = one_device(simulate_model(_i), "50u", "xinit=45n",
                            ".dc vtop 0 1 0.1\n.meas dc half find i(vtop) at=0.5\n"
                            ".meas dc whole find i(vtop) at=0.9");
    char *printed = simulate_plainly(deck, NULL);
    ck_assert_double_eq_tol(simulate_measured(printed, "half"), -0.5 * dwmtj_conductance(&d, 45e-9), 1e-9);
    ck_assert_double_eq_tol(simulate_measured(printed, "whole"), -0.9 * dwmtj_conductance(&d, 45e-9), 1e-9);
    free(printed);
    free(deck);
}
END_TEST

START_TEST(ac_is_the_linearized_device)
{
    struct dwmtj d = dwmtj_default();
    d.vleak = 0.0;
    const double frequency = 100e6;
    char *deck = one_device(simulate_model(WATCHED), "dc 0 ac 1u", "xinit=50n vleak=-1",
                            ".control\nac lin 1 100meg 100meg\nlet real_part=real(i(vtop))\n"
                            "let imaginary=imag(i(vtop))\nprint real_part imaginary\n.endc");
    char *all = scratch_replace(deck, ".save @a1[x] @a1[v] v(motion) i(vtop)\n", "");
    char *printed = simulate_plainly(all, NULL);
    /* 1 uA moves the wall by k I / (j w); the junction's current follows, out of vtop's + node: i(vtop) is minus it */
    double imaginary = 0.1 * dwmtj_conductance_slope(&d, 50e-9) * dwmtj_mobility(&d) * 1e-6 / (2.0 * M_PI * frequency);
    ck_assert_double_eq_tol(simulate_measured(printed, "imaginary"), imaginary, 1e-6 * imaginary);
    ck_assert_double_eq_tol(simulate_measured(printed, "real_part"), 0.0, 1e-6 * imaginary);
    free(printed);
    free(all);
    free(deck);
}
END_TEST

/* Without leak and current the wall is at rest, but nothing holds it. */
START_TEST(ac_moves_a_free_wall_that_rests)
{
    struct dwmtj d = dwmtj_default();
    const double frequency = 100e6;
    static const struct {
        const char *parameters;
        double share; /* of the free wall's gain */
    } CASES[] = {{"xinit=50n vleak=0", 1.0}, {"xinit=50n vleak=0 idepin=1u", 0.0}, {"xinit=0 vleak=0 width=100n", 0.0}};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        char *deck =
            one_device(simulate_model(WATCHED), "dc 0 ac 1u", CASES[i].parameters,
                       ".control\nac lin 1 100meg 100meg\nlet imaginary=imag(i(vtop))\nprint imaginary\n.endc");
        char *all = scratch_replace(deck, ".save @a1[x] @a1[v] v(motion) i(vtop)\n", "");
        char *printed = simulate_plainly(all, NULL);
        double imaginary =
            0.1 * dwmtj_conductance_slope(&d, 50e-9) * dwmtj_mobility(&d) * 1e-6 / (2.0 * M_PI * frequency);
        ck_assert_double_eq_tol(simulate_measured(printed, "imaginary"), CASES[i].share * imaginary, 1e-6 * imaginary);
        free(printed);
        free(all);
        free(deck);
    }
}
END_TEST

START_TEST(library_subcircuit_takes_parameters_by_name)
{
    char here[1000], *deck;
    ck_assert_ptr_nonnull(getcwd(here, sizeof here));
    ck_assert_int_ge(asprintf(&deck,
                              "* library\n.include %s/build/dwmtj.lib\n"
                              "x1 in 0 top 0 dwmtj vleak=0 rp=400\nisource 0 in 50u\nvtop top 0 0.1\n"
                              ".save i(vtop) @a.x1.awall[x]\n.tran 1n 10n 0 1n\n"
                              ".meas tran last find i(vtop) at=10n\n.end\n",
                              here),
                     0);
    char *printed = simulate_plainly(deck, NULL);
    ck_assert_double_eq_tol(simulate_measured(printed, "last"), -0.1 / 400.0, 1e-9);
    free(printed);
    free(deck);
}
END_TEST

START_TEST(wrong_parameter_values_stop_the_run_with_a_message)
{
    static const char *const WRONG[][2] = {
        {"rp=-4", "error: parameter rp = -4 Ohm is out of its limits, 0.001 to 1e+12; device a1 in ngspice"},
        {"rap=100", "rap = 100 Ohm is below rp"},
        {"width=200n", "width"},
        {"xinit=101n", "xinit"},
        {"dxmax=0", "dxmax"},
        {"polarization=2", "polarization"},
    };
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        char *deck = one_device(simulate_model(_i), "50u", WRONG[i][0], ".tran 1n 5n 0 1n");
        simulate_failure(deck, WRONG[i][1]);
        free(deck);
    }
}
END_TEST

START_TEST(what_ngspice_would_ignore_stops_the_run)
{
    char *good = one_device(simulate_model(_i), "50u", "vleak=0", ".tran 1n 5n 0 1n");
    char *decks[] = {
        scratch_replace(good, "vleak=0", "vleek=0"),
        scratch_replace(good, " wall\n", " wal\n"),
        scratch_replace(good, ".model wall ", ".model wall no_"),
        scratch_replace(good, ".tran 1n", ".tran x"),
        scratch_replace(good, "@a1[v]", "@a2[v]"),
        scratch_replace(good, ".tran 1n 5n 0 1n", ".op"),
    };
    for (size_t i = 0; i < sizeof decks / sizeof *decks; i++) {
        struct spice_job job = simulate_job(decks[i], INFINITY);
        struct spice_result result;
        struct diagnostic why = {""};
        ck_assert_msg(spice_run(&job, &result, &why) == STATUS_SIMULATOR, "ran deck %zu: %s", i, decks[i]);
        table_free(result.table);
        free(decks[i]);
    }
    free(good);
}
END_TEST

/* ngspice warns of each model here, in more than a message holds, before it refuses the resistor. */
START_TEST(warnings_before_an_error_do_not_displace_it)
{
    char deck[4096] = "warnings\n", *end = deck + strlen(deck);
    for (int k = 0; k < 20; k++) {
        end += sprintf(end, ".model junction%d d(no_such_parameter=1)\nd%d a 0 junction%d\n", k, k, k);
    }
    sprintf(end, "rrefused a 0 {sqrt(-1)}\n.tran 1n 5n\n.end\n");
    simulate_failure(deck, "rrefused");
    simulate_failure(deck, "no_such_parameter");
}
END_TEST

START_TEST(analyses_and_options_that_would_be_wrong_stop_the_run)
{
    char *good = one_device(simulate_model(_i), "dc 1u ac 1", "vleak=0", ".tran 1n 5n 0 1n");
    char *noopiter = scratch_replace(good, ".tran", ".options noopiter\n.tran");
    char *noise = scratch_replace(good, ".tran 1n 5n 0 1n", ".noise v(in) isource dec 1 1meg 10meg");
    simulate_failure(noopiter, "the option noopiter makes ngspice write beyond its memory");
    simulate_failure(noise, "the result of 'Noise Analysis' would be wrong with this device");
    free(noise);
    free(noopiter);
    free(good);
}
END_TEST

START_TEST(crash_hang_and_silence_of_the_host_are_reported)
{
    static const struct {
        const char *script, *message;
        enum status status;
    } CASES[] = {
        {"kill -SEGV $$", "crashed with signal 11", STATUS_SIMULATOR},
        {"exit 7", "ended with code 7", STATUS_SIMULATOR},
        {"exec sleep 60", "hangs", STATUS_SIMULATOR},
        {"exit 0", "before the run was done", STATUS_SIMULATOR},
        {"printf '\\377\\377\\377\\377\\377\\377\\377\\377' >&3", "too long", STATUS_SIMULATOR},
        {"printf '\\002\\0\\0\\0\\010\\0\\0\\0abcdefgh' >&3", "row that does not fit", STATUS_SIMULATOR},
        {"printf '\\003\\0\\0\\0\\001\\0\\0\\0a' >&3", "statistics that do not fit", STATUS_SIMULATOR},
        {"printf '\\005\\0\\0\\0\\0\\0\\0\\0' >&3", "without a result", STATUS_SIMULATOR},
        {"printf '\\006\\0\\0\\0\\0\\0\\0\\0' >&3", "out of memory", STATUS_SYSTEM},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        char path[SCRATCH_PATH];
        struct spice_result result;
        struct diagnostic why;
        struct spice_job job = simulate_job("* no deck\n", INFINITY);
        simulate_fake_host(path, CASES[i].script);
        job.host = path;
        job.patience = strcmp(CASES[i].message, "hangs") == 0 ? 0.2 : PATIENCE;
        ck_assert_int_eq(spice_run(&job, &result, &why), CASES[i].status);
        ck_assert_msg(strstr(why.text, CASES[i].message), "\"%s\" does not say \"%s\"", why.text, CASES[i].message);
    }
}
END_TEST

START_TEST(missing_host_or_code_model_is_named)
{
    struct spice_result result;
    struct diagnostic why;
    struct spice_job job = simulate_job("* no deck\n", INFINITY);
    job.host = "build/no-such-host";
    ck_assert_int_eq(spice_run(&job, &result, &why), STATUS_SYSTEM);
    ck_assert_ptr_nonnull(strstr(why.text, "build/no-such-host"));
    job = simulate_job("* no deck\n", INFINITY);
    job.code_model = "build/no-such.cm";
    ck_assert_int_eq(spice_run(&job, &result, &why), STATUS_SIMULATOR);
    ck_assert_ptr_nonnull(strstr(why.text, "build/no-such.cm"));
}
END_TEST

START_TEST(code_model_for_another_ngspice_is_refused)
{
    struct spice_result result;
    struct diagnostic why;
    struct spice_job job = simulate_job("* no deck\n", INFINITY);
    job.code_model = "build/tests/other-version.cm"; /* says that it was built for ngspice 12 */
    ck_assert_int_eq(spice_run(&job, &result, &why), STATUS_SIMULATOR);
    ck_assert_msg(strstr(why.text, "was built for ngspice 12 (XSPICE), but /"), "%s", why.text);
    ck_assert_msg(strstr(why.text, "; build it again with 'make clean all'"), "%s", why.text);
    job.code_model = "build/tests/other-features.cm"; /* of this version, and without XSPICE */
    ck_assert_int_eq(spice_run(&job, &result, &why), STATUS_SIMULATOR);
    ck_assert_msg(strstr(why.text, "), but /") && strstr(why.text, " XSPICE); build it again"), "%s", why.text);
    job.code_model = "build/dwmtj.lib"; /* no code model at all */
    ck_assert_int_eq(spice_run(&job, &result, &why), STATUS_SIMULATOR);
    ck_assert_ptr_nonnull(strstr(why.text, "is not Spinfield's code model"));
}
END_TEST

Suite *spice_suite(void)
{
    Suite *suite = suite_create("spice");
    TCase *tests = tcase_create("code model");
    tcase_add_loop_test(tests, wall_crosses_the_junction_in_the_analytic_time, 0, MODELS);
    tcase_add_loop_test(tests, wall_stops_at_both_ends_and_rests_there, 0, MODELS);
    tcase_add_loop_test(tests, wall_leaves_a_stop_within_a_step, 0, MODELS);
    tcase_add_loop_test(tests, charge_on_the_track_is_displacement, 0, MODELS);
    tcase_add_loop_test(tests, operating_point_holds_the_wall_at_xinit, 0, MODELS);
    tcase_add_loop_test(tests, dc_sweep_is_ohms_law_at_xinit, 0, MODELS);
    tcase_add_test(tests, ac_is_the_linearized_device);
    tcase_add_test(tests, ac_moves_a_free_wall_that_rests);
    tcase_add_test(tests, library_subcircuit_takes_parameters_by_name);
    suite_add_tcase(suite, tests);
    tests = tcase_create("host");
    tcase_add_loop_test(tests, wrong_parameter_values_stop_the_run_with_a_message, 0, MODELS);
    tcase_add_loop_test(tests, what_ngspice_would_ignore_stops_the_run, 0, MODELS);
    tcase_add_loop_test(tests, analyses_and_options_that_would_be_wrong_stop_the_run, 0, MODELS);
    tcase_add_test(tests, warnings_before_an_error_do_not_displace_it);
    tcase_add_test(tests, crash_hang_and_silence_of_the_host_are_reported);
    tcase_add_test(tests, missing_host_or_code_model_is_named);
    tcase_add_test(tests, code_model_for_another_ngspice_is_refused);
    suite_add_tcase(suite, tests);
    return suite;
}
