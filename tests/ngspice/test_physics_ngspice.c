/* The options of the device: the code model in ngspice against models/dwmtj/dwmtj.h. */
#include "tests/suites.h"

#include "models/dwmtj/dwmtj.h"
#include "tests/support/expect.h"
#include "tests/support/simulate.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One device: its track fed with `source`, a current into dwin, its junction from a source vtop of `top`. */
static char *device_deck(const char *model, const char *parameters, const char *source, const char *top,
                         const char *analysis)
{
    char *deck;
    ck_assert_int_ge(asprintf(&deck,
                              "* one device\n"
                              ".options reltol=1e-7\n" /* a junction that bends with its voltage is solved so well */
                              ".model wall %s(%s)\n"
                              "rtrack in 0 2k\n"
                              "a1 %%vd(in 0) %%gd(top 0) %%i(motion) wall\n"
                              "rmotion motion 0 1\n"
                              "isource 0 in %s\n"
                              "vtop top 0 %s\n"
                              "%s\n.end\n",
                              model, parameters, source, top, analysis),
                     0);
    return deck;
}

static struct table *run(const char *model, const char *parameters, const char *source, const char *analysis)
{
    char *all, *deck;
    ck_assert_int_ge(asprintf(&all, ".save @a1[x] @a1[v] v(motion) i(vtop)\n%s", analysis), 0);
    deck = device_deck(model, parameters, source, "0.1", all);
    struct table *table = simulate_deck(deck);
    free(deck);
    free(all);
    return table;
}

/* What ngspice prints for one device and control commands. */
static char *control(const char *model, const char *parameters, const char *source, const char *top,
                     const char *commands)
{
    char *block;
    ck_assert_int_ge(asprintf(&block, ".control\nset numdgt=12\n%s\n.endc", commands), 0);
    char *deck = device_deck(model, parameters, source, top, block), *printed = simulate_plainly(deck, NULL);
    free(block);
    free(deck);
    return printed;
}

START_TEST(soft_wall_crosses_the_junction_in_ngspice)
{
    struct dwmtj d = dwmtj_default();
    d.vleak = 0.0;
    d.delta = 4e-9;
    const double v = dwmtj_velocity(&d, 20e-6);
    struct table *table = run(simulate_model(_i), "vleak=0 delta=4n", "20u", ".tran 1n 5n 0 1n");
    size_t near = 0;
    for (size_t row = 0; row < table->rows; row++) {
        double x = fmin(v * simulate_at(table, row, "time"), d.length);
        ck_assert_double_eq_tol(simulate_at(table, row, "@a1[x]"), x,
                                1e-6 * d.length); /* ngspice's own i(track) at reltol */
        double current = -0.1 * dwmtj_conductance(&d, simulate_at(table, row, "@a1[x]"));
        ck_assert_double_eq_tol(simulate_at(table, row, "i(vtop)"), current, 1e-9 * fabs(current));
        near += x > 20e-9 && x < 80e-9;
    }
    ck_assert_uint_ge(near, 20); /* 60 nm with 5 delta on each side, in steps of 3 nm */
    table_free(table);
}
END_TEST

START_TEST(small_signals_reach_a_soft_wall_beyond_the_junction)
{
    struct dwmtj d = dwmtj_default();
    d.delta = 5e-9;
    const double frequency = 100e6, x = 37e-9; /* 3 nm in front of the junction */
    char *printed = control(simulate_model(WATCHED), "xinit=37n vleak=-1 delta=5n", "dc 0 ac 1u", "0.1",
                            "ac lin 1 100meg 100meg\nlet imaginary=imag(i(vtop))\nprint imaginary");
    double imaginary = 0.1 * dwmtj_conductance_slope(&d, x) * dwmtj_mobility(&d) * 1e-6 / (2.0 * M_PI * frequency);
    ck_assert_double_gt(imaginary, 0.0);
    ck_assert_double_eq_tol(simulate_measured(printed, "imaginary"), imaginary, 1e-6 * imaginary);
    free(printed);
}
END_TEST

START_TEST(pinned_wall_waits_moves_and_rests_in_ngspice)
{
    struct dwmtj d = dwmtj_default();
    /* a current that rises to 10 uA and falls again, and no leak: above 5 uA from 10 ns to 30 ns */
    struct table *table = run(simulate_model(_i), "vleak=0 idepin=5u", "pwl(0 0 20n 10u 40n 0)", ".tran 1n 60n 0 8n");
    const double rate = dwmtj_mobility(&d) * 10e-6 / 20e-9; /* m/s2 */
    const double landing = sqrt(2.0 * d.dxtol / rate);      /* of the time point at rest, Eq. (24d) */
    const double half = 0.5 * rate * 10e-9 * 10e-9;         /* m, half of the way */
    double rested = INFINITY;
    for (size_t row = 0; row < table->rows; row++) {
        double t = simulate_at(table, row, "time");
        double up = fmin(fmax(t - 10e-9, 0.0), 10e-9), left = fmin(fmax(30e-9 - t, 0.0), 10e-9);
        double x = t <= 20e-9 ? 0.5 * rate * up * up : 2.0 * half - 0.5 * rate * left * left;
        ck_assert_double_eq_tol(simulate_at(table, row, "@a1[x]"), x,
                                1e-6 * d.length); /* the current is at ngspice's reltol */
        bool rests = simulate_at(table, row, "v(motion)") == 0.0;
        ck_assert(rests || (t > 10e-9 - 1e-15 && t < 30e-9 + 1e-15));
        rested = rests && t > 20e-9 ? fmin(rested, t) : rested;
    }
    ck_assert_double_eq_tol(rested, 30e-9 + 0.5 * landing, landing);
    ck_assert_double_eq_tol(simulate_at(table, table->rows - 1, "@a1[x]"), 2.0 * half, 1e-6 * d.length);
    table_free(table);
}
END_TEST

START_TEST(pinned_wall_ignores_small_signals)
{
    char *printed = control(simulate_model(WATCHED), "xinit=50n vleak=-1 idepin=2u", "dc 0 ac 1u", "0.1",
                            "ac lin 1 100meg 100meg\nlet gain=mag(i(vtop))\nprint gain");
    ck_assert_double_eq(simulate_measured(printed, "gain"), 0.0);
    free(printed);
}
END_TEST

/* The junction's current in A. */
static double biased_current(struct dwmtj d, double x, double v)
{
    dwmtj_apply_bias(&d, x, v);
    return dwmtj_conductance(&d, x) * v;
}

START_TEST(tmr_against_voltage_in_ngspice)
{
    struct dwmtj d = dwmtj_default();
    d.vhalf = 0.5;
    char *printed = control(simulate_model(_i), "xinit=45n vhalf=0.5", "0", "0",
                            "dc vtop -1 1 0.25\nlet low=i(vtop)[0]\nlet middle=i(vtop)[5]\nlet high=i(vtop)[8]\n"
                            "print low middle high");
    expect_close(-simulate_measured(printed, "low"), biased_current(d, 45e-9, -1.0), 1e-6); /* ngspice solves to 1e-7 */
    expect_close(-simulate_measured(printed, "middle"), biased_current(d, 45e-9, 0.25), 1e-6);
    expect_close(-simulate_measured(printed, "high"), biased_current(d, 45e-9, 1.0), 1e-6);
    free(printed);
}
END_TEST

START_TEST(small_signals_see_the_slope_of_tmr_against_voltage)
{
    struct dwmtj d = dwmtj_default();
    d.vhalf = 0.5;
    char *printed = control(simulate_model(WATCHED), "xinit=45n vhalf=0.5", "0", "0.7 ac 1",
                            "ac lin 1 1k 1k\nlet slope=real(i(vtop))\nprint slope");
    struct dwmtj biased = d;
    double slope = dwmtj_apply_bias(&biased, 45e-9, 0.7);
    expect_close(-simulate_measured(printed, "slope"), dwmtj_conductance(&biased, 45e-9) + slope, 1e-6);
    free(printed);
}
END_TEST

static struct dwmtj warmed(struct dwmtj d, double kelvin)
{
    char why[200] = "";
    ck_assert_msg(dwmtj_apply_temperature(&d, kelvin, why, sizeof why), "%s", why);
    return d;
}

/* The velocity and the junction's current of one device at `celsius`, which `card` sets. */
static void expect_at_temperature(const char *model, const char *card, const char *parameters, struct dwmtj d,
                                  double celsius)
{
    char *block;
    struct dwmtj warm = warmed(d, celsius + 273.15);
    ck_assert_int_ge(
        asprintf(&block,
                 "%s\n.control\nset numdgt=12\nop\nlet current=-i(vtop)\nlet speed=@a1[v]\nprint current speed\n.endc",
                 card),
        0);
    char *deck = device_deck(model, parameters, "50u", "0.1", block), *printed = simulate_plainly(deck, NULL);
    expect_close(simulate_measured(printed, "current"), 0.1 * dwmtj_conductance(&warm, warm.xinit), 1e-6);
    expect_close(simulate_measured(printed, "speed"), dwmtj_velocity(&warm, 50e-6), 1e-6);
    free(printed);
    free(deck);
    free(block);
}

START_TEST(temperature_reaches_the_device_in_ngspice)
{
    struct dwmtj d = dwmtj_default();
    d.tcurie = 1000.0;
    d.pbloch = 3e-5;
    d.xinit = 45e-9;
    const char *parameters = "xinit=45n tcurie=1000 pbloch=3e-5";
    expect_at_temperature(simulate_model(_i), "", parameters, d, 27.0);
    expect_at_temperature(simulate_model(_i), ".temp 125", parameters, d, 125.0);
    expect_at_temperature(simulate_model(_i), ".options temp=-50", parameters, d, -50.0);
    d.dtemp = 60.0;
    expect_at_temperature(simulate_model(_i), ".temp 85", "xinit=45n tcurie=1000 pbloch=3e-5 dtemp=60", d, 85.0);
}
END_TEST

START_TEST(temperature_is_swept_in_ngspice)
{
    struct dwmtj d = dwmtj_default();
    d.pbloch = 3e-5;
    char *printed =
        control(simulate_model(_i), "pbloch=3e-5", "0", "0.1", "dc temp -50 150 50\nlet hot=i(vtop)[4]\nprint hot");
    struct dwmtj warm = warmed(d, 150.0 + 273.15);
    expect_close(-simulate_measured(printed, "hot"), 0.1 / warm.rap, 1e-6);
    free(printed);
}
END_TEST

START_TEST(curie_temperature_is_refused_in_ngspice)
{
    char *block = ".temp 150\n.op", *deck = device_deck(simulate_model(_i), "tcurie=400", "0", "0.1", block);
    char *printed = simulate_plainly(deck, NULL);
    ck_assert_ptr_nonnull(
        strstr(printed, "error: the device is at 423.15 K; expected a temperature below its tcurie = 400 K"));
    free(printed);
    free(deck);
}
END_TEST

Suite *physics_ngspice_suite(void)
{
    Suite *suite = suite_create("physics_ngspice");
    TCase *tests = tcase_create("options");
    tcase_add_loop_test(tests, soft_wall_crosses_the_junction_in_ngspice, 0, MODELS);
    tcase_add_test(tests, small_signals_reach_a_soft_wall_beyond_the_junction);
    tcase_add_loop_test(tests, pinned_wall_waits_moves_and_rests_in_ngspice, 0, MODELS);
    tcase_add_test(tests, pinned_wall_ignores_small_signals);
    tcase_add_loop_test(tests, tmr_against_voltage_in_ngspice, 0, MODELS);
    tcase_add_test(tests, small_signals_see_the_slope_of_tmr_against_voltage);
    tcase_add_loop_test(tests, temperature_reaches_the_device_in_ngspice, 0, MODELS);
    tcase_add_loop_test(tests, temperature_is_swept_in_ngspice, 0, MODELS);
    tcase_add_loop_test(tests, curie_temperature_is_refused_in_ngspice, 0, MODELS);
    suite_add_tcase(suite, tests);
    return suite;
}
