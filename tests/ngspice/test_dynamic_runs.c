/* Walls with an angle, or with a leak that depends on the place, in the real ngspice. */
#include "tests/suites.h"

#include "models/dwmtj/dwmtj.h"
#include "tests/support/program.h"
#include "tests/support/scratch.h"
#include "tests/support/simulate.h"

#include <complex.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One device of the code model `kind`, its junction at 0.1 V, its track fed with `source`, a current into dwin. */
static char *one_device(const char *kind, const char *parameters, const char *source, const char *analysis)
{
    char *deck;
    ck_assert_int_ge(asprintf(&deck,
                              "* one device\n"
                              ".model wall %s(%s)\n"
                              "rtrack in 0 2k\n"
                              "a1 %%vd(in 0) %%gd(top 0) wall\n"
                              "rmotion motion 0 1\n"
                              "isource 0 in %s\n"
                              "vtop top 0 0.1\n"
                              "%s\n.end\n",
                              kind, parameters, source, analysis),
                     0);
    return deck;
}

static struct table *run(const char *kind, const char *parameters, const char *source, const char *times)
{
    char analysis[200];
    snprintf(analysis, sizeof analysis, ".save @a1[x] @a1[v] v(motion) i(vtop)\n.tran %s", times);
    char *deck = one_device(kind, parameters, source, analysis);
    struct table *table = simulate_deck(deck);
    free(deck);
    return table;
}

/* The value of `column` at the end. */
static double last(const struct table *table, const char *column)
{
    return simulate_at(table, table->rows - 1, column);
}

START_TEST(leak_profile_moves_a_wall_by_the_exponential_at_any_step)
{
    struct dwmtj d = dwmtj_default();
    /* x' = k I + a + b x from 40 nm, with k I below the 1 m/s that would take the wall to the right */
    double b = 10.0 / d.length, c = (dwmtj_mobility(&d) * 0.5e-6 - 5.0) / b;
    double right = (40e-9 + c) * exp(b * 20e-9) - c;
    const char *const TIMES[] = {"1n 20n 0 10n", "1n 20n 0 1n", "1n 20n 0 50p"};
    for (size_t i = 0; i < 3; i++) {
        struct table *table = run("dwmtj_profile", "vleak_table=[-5 5] xinit=40n", "0.5u", TIMES[i]);
        for (size_t row = 1; row < table->rows; row++) {
            double x = (40e-9 + c) * exp(b * simulate_at(table, row, "time")) - c;
            ck_assert_double_eq_tol(simulate_at(table, row, "@a1[x]"), x, 1e-11); /* 1e-13 m a sub-step */
        }
        ck_assert_double_eq_tol(last(table, "@a1[x]"), right, 1e-11);
        table_free(table);
    }
}
END_TEST

/* A wall of 5 nm on a long track: it breaks down at alpha gamma_0 hk delta/(2 |beta - alpha|) = 11.1 m/s. */
#define ANGLE "alpha=0.1 beta=0.2 hk=2e4 delta=5n vleak=0 "

START_TEST(wall_breaks_down_at_the_walker_current)
{
    struct dwmtj d = dwmtj_default();
    const double k = dwmtj_mobility(&d), u_walker = 0.1 * 2.212761e5 * 2e4 * 5e-9 / (2.0 * 0.1);
    const double SHARES[] = {0.5, 0.9, 1.5, 3.0};
    for (size_t i = 0; i < 4; i++) {
        char source[40], times[100];
        double u = SHARES[i] * u_walker, a = 0.1 * u / 5e-9, b = a / SHARES[i];
        double turning = SHARES[i] > 1.0 ? sqrt(a * a - b * b) / (1.0 + 0.01) : 0.0; /* rad/s */
        double time = turning > 0.0 ? 10.0 * M_PI / turning : 40e-9;                 /* ten half turns */
        double right = 2.0 * u - 5e-9 / 0.1 * turning;
        snprintf(source, sizeof source, "%.15g", u / k);
        snprintf(times, sizeof times, "1n %.15g 0 %.15g", time, time / 17.0);
        struct table *table = run("dwmtj", ANGLE "length=100u xinit=10u", source, times);
        ck_assert_double_eq_tol((last(table, "@a1[x]") - 10e-6) / time, right, 1e-5 * right);
        table_free(table);
    }
}
END_TEST

START_TEST(steps_stay_short_while_the_wall_passes_the_junction)
{
    struct dwmtj d = dwmtj_default();
    /* far beyond breakdown: the wall goes back and forth on its way */
    struct table *table = run("dwmtj", ANGLE "position=0.7", "60u", "1n 10n 0 1n");
    int below = 0;
    for (size_t row = 1; row < table->rows; row++) {
        double x = simulate_at(table, row, "@a1[x]"), way = fabs(x - simulate_at(table, row - 1, "@a1[x]"));
        bool inside = x > 60e-9 && x < 80e-9;
        below += inside;
        ck_assert_msg(!inside || way < 1.02 * d.dxmax, "%g m in a step at x = %g", way, x);
    }
    ck_assert_int_ge(below, 6);
    ck_assert_double_eq(last(table, "@a1[x]"), d.length);
    ck_assert_double_eq(last(table, "@a1[v]"), 0.0);
    table_free(table);
}
END_TEST

START_TEST(path_does_not_depend_on_the_steps)
{
    /* the wall is pushed to the right end, waits, and is pulled back across the junction */
    const char *const TIMES[] = {"1n 30n 0 5n", "1n 30n 0 0.3n", "1n 30n 0 20p"};
    double x[3], charge[3];
    for (size_t i = 0; i < 3; i++) {
        struct table *table = run("dwmtj", ANGLE, "pwl(0 0 1n 12u 12n 12u 20n -3.5u)", TIMES[i]);
        x[i] = last(table, "@a1[x]");
        charge[i] = 0.0;
        for (size_t row = 1; row < table->rows; row++) {
            double h = simulate_at(table, row, "time") - simulate_at(table, row - 1, "time");
            charge[i] += 0.5 * h * (simulate_at(table, row, "i(vtop)") + simulate_at(table, row - 1, "i(vtop)"));
        }
        table_free(table);
    }
    for (size_t i = 0; i < 2; i++) {
        ck_assert_double_eq_tol(x[i], x[2], 1e-10); /* dxtol in each of up to a thousand steps */
        ck_assert_double_eq_tol(charge[i], charge[2], 2e-3 * fabs(charge[2])); /* trapezia of up to dxmax */
    }
    ck_assert_double_gt(x[2], 1e-9);
    ck_assert_double_lt(x[2], 60e-9);
}
END_TEST

START_TEST(small_signals_show_inertia_and_stop_at_breakdown)
{
    struct dwmtj d = dwmtj_default();
    char *deck = one_device("dwmtj", ANGLE "xinit=50n", "dc 0 ac 1u",
                            ".control\nac lin 1 100meg 100meg\nlet real_part=real(i(vtop))\n"
                            "let imaginary=imag(i(vtop))\nprint real_part imaginary\n"
                            "alter isource dc=20u\nac lin 1 100meg 100meg\nprint i(vtop)\n.endc");
    char *printed = simulate_plainly(deck, NULL);
    d.delta = 5e-9;
    double omega = 2.0 * M_PI * 100e6, field = 2.212761e5 * 2e4;
    double complex v = 1.02 / 1.01 + field * 0.1 / (1.01 * 1.01) / (I * omega + 0.1 * field / 1.01);
    double complex current = -0.1 * dwmtj_conductance_slope(&d, 50e-9) * dwmtj_mobility(&d) * 1e-6 * v / (I * omega);
    ck_assert_double_eq_tol(simulate_measured(printed, "real_part"), creal(current), 1e-5 * cabs(current));
    ck_assert_double_eq_tol(simulate_measured(printed, "imaginary"), cimag(current), 1e-5 * cabs(current));
    ck_assert_ptr_nonnull(strstr(printed, "error: beyond breakdown"));
    ck_assert_ptr_nonnull(strstr(printed, "nan"));
    free(printed);
    free(deck);
}
END_TEST

START_TEST(network_of_walls_with_angles_runs_and_is_not_solved)
{
    const char *gen = "gen recall --pattern 0101 --start 0111 --vdw loaded -q -o a";
    char options[200];
    program_gives(gen, 0, "");
    json_t *plain = program_json("run a --json");
    snprintf(options, sizeof options, "%s --delta 1n --alpha 0.1 --beta 0.1 --hk 1e5", gen);
    program_gives(options, 0, "");
    json_t *angle = program_json("run a --json");
    ck_assert_str_eq(json_string_value(json_object_get(angle, "state")),
                     json_string_value(json_object_get(plain, "state")));
    /* beta = alpha: as the default but for the soft edges, 1 nm of 100, and half a nanosecond of inertia at each start
     */
    double time = json_real_value(json_object_get(plain, "time_to_solution_s"));
    ck_assert_double_eq_tol(json_real_value(json_object_get(angle, "time_to_solution_s")), time, 0.03 * time);
    json_decref(plain);
    json_decref(angle);
    program_gives("solve a", 2, "the simplified solver does not compute");
    program_gives("compare a", 2, "the simplified solver does not compute");
}
END_TEST

START_TEST(wrong_options_stop_the_run_with_a_message)
{
    static const char *const WRONG[][3] = {
        {"dwmtj", "alpha=0.1", "delta = 0 m must be at least 1e-10 m where alpha is above 0"},
        {"dwmtj", "hk=1e4", "hk = 10000 does nothing while alpha is 0"},
        {"dwmtj", "beta=0.1", "beta = 0.1 does nothing while alpha is 0"},
        {"dwmtj", "alpha=1e-9", "alpha = 1e-09 must be 0 (off) or at least 0.0001"},
        {"dwmtj", "alpha=0.1 delta=5n idepin=1u", "exclude each other"},
        {"dwmtj_profile", "vleak_table=[1 2] idepin=1u", "exclude each other"},
        {"dwmtj_profile", "vleak_table=[1]", "vleak_table has one entry"},
        {"dwmtj_profile", "vleak_table=[1 2e9]", "entry 2 of parameter vleak_table"},
    };
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        char *deck = one_device(WRONG[i][0], WRONG[i][1], "1u", ".save @a1[x] v(motion)\n.tran 1n 5n 0 1n");
        struct spice_job job = simulate_job(deck, INFINITY);
        struct spice_result result;
        struct diagnostic why;
        ck_assert_int_eq(spice_run(&job, &result, &why), STATUS_SIMULATOR);
        ck_assert_msg(strstr(why.text, WRONG[i][2]), "\"%s\" does not say \"%s\"", why.text, WRONG[i][2]);
        free(deck);
    }
}
END_TEST

Suite *dynamic_runs_suite(void)
{
    Suite *suite = suite_create("dynamic_runs");
    TCase *tests = tcase_create("dynamic walls in ngspice");
    tcase_add_test(tests, leak_profile_moves_a_wall_by_the_exponential_at_any_step);
    tcase_add_test(tests, wall_breaks_down_at_the_walker_current);
    tcase_add_test(tests, steps_stay_short_while_the_wall_passes_the_junction);
    tcase_add_test(tests, path_does_not_depend_on_the_steps);
    tcase_add_test(tests, small_signals_show_inertia_and_stop_at_breakdown);
    tcase_add_test(tests, network_of_walls_with_angles_runs_and_is_not_solved);
    tcase_add_test(tests, wrong_options_stop_the_run_with_a_message);
    suite_add_tcase(suite, tests);
    return suite;
}
