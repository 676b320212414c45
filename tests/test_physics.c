/* The options of the device: models/dwmtj.h against independent numbers, and the code model in ngspice against both. */
#include "suites.h"

#include "dwmtj.h"
#include "expect.h"
#include "simulate.h"

#include <gsl/gsl_integration.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Rounding in a handful of double operations. */
static const double EXACT = 1e-12;

/* ---- A wall of finite width ---- */

static const double DELTAS[] = {0.3e-9, 2e-9, 8e-9, 50e-9};
enum { DELTA_COUNT = sizeof DELTAS / sizeof *DELTAS };

struct profile {
    double x, delta;
};

/* The share of the parallel state at `place` with the wall at x. */
static double parallel_share(double place, void *context)
{
    const struct profile *p = context;
    return 1.0 / (1.0 + exp(2.0 * (place - p->x) / p->delta)); /* (1 + tanh u)/2, without its loss of digits */
}

/* The mean of the tanh profile over the junction, by GSL's adaptive quadrature. */
static double mean_share(const struct dwmtj *d, double x)
{
    struct profile profile = {x, d->delta};
    gsl_function function = {parallel_share, &profile};
    gsl_integration_workspace *room = gsl_integration_workspace_alloc(1000);
    double integral, error;
    gsl_integration_qag(&function, dwmtj_left_edge(d), dwmtj_right_edge(d), 0.0, 1e-10, 1000, GSL_INTEG_GAUSS61, room,
                        &integral, &error);
    gsl_integration_workspace_free(room);
    return integral / d->width;
}

START_TEST(soft_wall_is_the_profile_averaged_over_the_junction)
{
    struct dwmtj d = dwmtj_default();
    for (size_t k = 0; k < DELTA_COUNT; k++) {
        d.delta = DELTAS[k];
        for (double x = 0.0; x <= d.length; x += 0.7e-9) {
            double share = mean_share(&d, x);
            ck_assert_double_eq_tol(dwmtj_share_passed(&d, x), share, 1e-9 * share + 1e-15); /* ten times qag's */
        }
    }
}
END_TEST

START_TEST(thin_wall_tends_to_the_sharp_one)
{
    struct dwmtj sharp = dwmtj_default(), soft = sharp;
    for (double delta = 1e-9; delta > 1e-16; delta *= 0.1) {
        soft.delta = delta;
        for (double x = 0.0; x <= sharp.length; x += 0.5e-9) {
            /* they differ most at an edge, by ln 2 of the width over 2 w */
            double bound = 1.0001 * 0.5 * delta / sharp.width * M_LN2 + 1e-15;
            ck_assert_double_eq_tol(dwmtj_share_passed(&soft, x), dwmtj_share_passed(&sharp, x), bound);
        }
    }
}
END_TEST

START_TEST(soft_slope_is_the_derivative_of_the_conductance)
{
    struct dwmtj d = dwmtj_default();
    const double h = 1e-12;
    for (size_t k = 0; k < DELTA_COUNT; k++) {
        d.delta = DELTAS[k];
        for (double x = 0.25e-9; x < d.length; x += 0.5e-9) {
            double difference = (dwmtj_conductance(&d, x + h) - dwmtj_conductance(&d, x - h)) / (2.0 * h);
            /* rounding of G over 2 h, and the third derivative, 1/delta^2 in size, times h^2 / 6 */
            double tolerance = (1e-6 + h * h / (d.delta * d.delta)) * 1.5e-3 / d.width;
            ck_assert_double_eq_tol(dwmtj_conductance_slope(&d, x), difference, tolerance);
        }
    }
}
END_TEST

START_TEST(far_from_the_junction_a_soft_wall_conducts_like_a_sharp_one)
{
    struct dwmtj d = dwmtj_default();
    for (size_t k = 0; k < DELTA_COUNT; k++) {
        d.delta = DELTAS[k];
        for (double far = 1e-5; far < 1e300; far *= 1e10) {
            expect_close(dwmtj_conductance(&d, -far), 1.0 / d.rap, EXACT);
            expect_close(dwmtj_conductance(&d, far), 1.0 / d.rp, EXACT);
            ck_assert_double_eq(dwmtj_conductance_slope(&d, far), 0.0);
        }
        expect_close(dwmtj_conductance(&d, 50e-9), 0.5 / d.rap + 0.5 / d.rp, EXACT);
    }
}
END_TEST

/* A wall at constant velocity, with the steps that the device asks for. */
START_TEST(steps_resolve_the_soft_edges)
{
    struct dwmtj d = dwmtj_default();
    const double v = 10.0;
    for (size_t k = 0; k < DELTA_COUNT; k++) {
        d.delta = DELTAS[k];
        size_t steps = 0;
        double x = 0.0, worst = 0.0;
        while (x < d.length) {
            double next = dwmtj_advance(&d, x, v, v, dwmtj_longest_step(&d, x, v));
            double middle = 0.5 * (dwmtj_share_passed(&d, x) + dwmtj_share_passed(&d, next));
            worst = fmax(worst, fabs(dwmtj_share_passed(&d, 0.5 * (x + next)) - middle));
            x = next;
            steps++;
        }
        /* A step bends f by way^2 f''/8 at most, and f'' is at most 1/(2 w delta). Below delta = dxmax/4 the way is
         * dxmax/4 and the whole bend of an edge is a quarter of the slope's change over it, 1/w. */
        double way = fmin(d.dxmax, fmax(d.delta, d.dxmax / 4.0));
        double bound = fmin(way * way / (16.0 * d.width * d.delta), 0.25 * way / d.width);
        ck_assert_double_le(worst, 1.01 * bound);
        ck_assert_uint_lt(steps, 20 + (size_t)(20.0 * d.delta / fmin(d.delta, d.dxmax)) +
                                     (size_t)((d.width + 20.0 * d.delta) / way)); /* no creeping */
    }
}
END_TEST

/* ---- Pinning ---- */

/* The same drive in very small steps of the mean velocity, without any of the formulas of a step. */
static double integrate_pinned(const struct dwmtj *d, double x, double from, double to, double h)
{
    const int parts = 100000;
    const double v_pin = dwmtj_mobility(d) * d->idepin;
    for (int i = 0; i < parts; i++) {
        double v = from + (to - from) * (i + 0.5) / parts;
        double moves = fabs(v) <= v_pin ? 0.0 : v > 0.0 ? v - v_pin : v + v_pin;
        x = fmin(fmax(x + moves * h / parts, 0.0), d->length);
    }
    return x;
}

static const double DRIVES[][2] = {{-4, 9}, {9, -4},  {3, 3},     {-2, -1},   {40, -60}, {-60, 40}, {0, 5},
                                   {5, 0},  {1, 0.5}, {-0.5, 30}, {30, -0.5}, {2, 2},    {-9, -2}};
enum { DRIVE_COUNT = sizeof DRIVES / sizeof *DRIVES };

START_TEST(pinned_step_is_exact_for_a_linear_drive)
{
    struct dwmtj d = dwmtj_default();
    const double starts[] = {0.0, 1e-9, 30e-9, 99e-9, 100e-9}, h = 10e-9;
    d.idepin = 2.0 / dwmtj_mobility(&d); /* holds up to 2 m/s */
    for (size_t s = 0; s < 5; s++) {
        for (size_t k = 0; k < DRIVE_COUNT; k++) {
            double reference = integrate_pinned(&d, starts[s], DRIVES[k][0], DRIVES[k][1], h);
            double once = dwmtj_advance(&d, starts[s], DRIVES[k][0], DRIVES[k][1], h);
            /* one part in which a threshold or an end lies: of 60 m/s at most, for 0.1 ps */
            ck_assert_double_eq_tol(once, reference, 60.0 * h / 100000);
        }
    }
}
END_TEST

START_TEST(slope_of_a_pinned_step_is_its_derivative)
{
    struct dwmtj d = dwmtj_default();
    const double starts[] = {0.0, 1e-9, 50e-9, 100e-9}, h = 2e-9, dv = 1e-6;
    d.idepin = 2.0 / dwmtj_mobility(&d);
    for (size_t s = 0; s < 4; s++) {
        for (size_t k = 0; k < DRIVE_COUNT; k++) {
            double x = starts[s], from = DRIVES[k][0], to = DRIVES[k][1];
            if (fabs(fabs(to) - 2.0) < 1e-3) {
                to += 0.1; /* off the threshold, where the derivative jumps */
            }
            double difference =
                (dwmtj_advance(&d, x, from, to + dv, h) - dwmtj_advance(&d, x, from, to - dv, h)) / (2.0 * dv);
            ck_assert_double_eq_tol(dwmtj_advance_slope(&d, x, from, to, h), difference, 1e-5 * h);
        }
    }
}
END_TEST

START_TEST(vanishing_pinning_changes_nothing)
{
    struct dwmtj free = dwmtj_default(), pinned = free;
    const double h = 10e-9;
    pinned.idepin = 1e-300;
    for (size_t k = 0; k < DRIVE_COUNT; k++) {
        double from = DRIVES[k][0], to = DRIVES[k][1];
        ck_assert_double_eq_tol(dwmtj_advance(&pinned, 40e-9, from, to, h), dwmtj_advance(&free, 40e-9, from, to, h),
                                EXACT * free.length);
        ck_assert_double_eq_tol(dwmtj_advance_slope(&pinned, 40e-9, from, to, h),
                                dwmtj_advance_slope(&free, 40e-9, from, to, h), EXACT * h);
    }
}
END_TEST

START_TEST(pinned_wall_rests_up_to_the_threshold_and_moves_by_the_rest_beyond)
{
    struct dwmtj d = dwmtj_default();
    d.idepin = 2.0 / dwmtj_mobility(&d);
    const double cases[][2] = {{-3, -1}, {-1.999, 0}, {0, 0}, {1.999, 0}, {2.5, 0.5}, {7, 5}};
    for (size_t k = 0; k < 6; k++) {
        ck_assert_double_eq_tol(dwmtj_motion(&d, 50e-9, cases[k][0]), cases[k][1], 1e-12);
    }
    ck_assert_double_eq(dwmtj_motion(&d, 0.0, -7.0), 0.0);
    ck_assert_double_infinite(dwmtj_longest_step(&d, 50e-9, 1.0));
    ck_assert_double_infinite(dwmtj_step_to_rest(&d, 50e-9, 1.0, -1e9));
    ck_assert_double_infinite(dwmtj_step_to_rest(&d, 50e-9, 3.0, 1e9));
    /* 1 m/s above the threshold and falling by it in a nanosecond; the rest of the way is dxtol */
    double to_rest = dwmtj_step_to_rest(&d, 50e-9, 3.0, -1e9);
    expect_close(0.5 * 1e9 * (to_rest - 1e-9) * (to_rest - 1e-9), d.dxtol, 1e-6);
    /* at rest, on the way to either threshold */
    double bend = 1e26, step = cbrt(12.0 * d.dxtol / bend);
    ck_assert_double_eq_tol(dwmtj_smooth_step(&d, 50e-9, 1.0, 1e9, bend), step + 1e-9, 1e-15);
    ck_assert_double_eq_tol(dwmtj_smooth_step(&d, 50e-9, 1.0, -1e9, bend), step + 3e-9, 1e-15);
    ck_assert_double_infinite(dwmtj_smooth_step(&d, 0.0, 1.0, -1e9, bend));
}
END_TEST

/* ---- TMR against voltage, and temperature ---- */

START_TEST(tmr_is_half_at_vhalf_and_even_in_the_voltage)
{
    const struct dwmtj d = dwmtj_default();
    for (double v = -1.0; v <= 1.0; v += 0.25) {
        struct dwmtj biased = d;
        biased.vhalf = 0.5;
        dwmtj_bias(&biased, 0.0, v);
        double tmr = (biased.rap - biased.rp) / biased.rp, fall = 1.0 + v * v / 0.25;
        expect_close(tmr, 3.0 / fall, EXACT);
    }
}
END_TEST

/* The junction's current in A. */
static double biased_current(struct dwmtj d, double x, double v)
{
    dwmtj_bias(&d, x, v);
    return dwmtj_conductance(&d, x) * v;
}

START_TEST(conductance_with_bias_is_the_derivative_of_the_current)
{
    struct dwmtj d = dwmtj_default();
    const double dv = 1e-6;
    d.vhalf = 0.4;
    for (double x = 30e-9; x <= 70e-9; x += 5e-9) {
        for (double v = -1.5; v <= 1.5; v += 0.1) {
            struct dwmtj biased = d;
            double slope = dwmtj_bias(&biased, x, v);
            double difference = (biased_current(d, x, v + dv) - biased_current(d, x, v - dv)) / (2.0 * dv);
            expect_close(dwmtj_conductance(&biased, x) + slope, difference, 1e-8); /* rounding of I over 2 dv */
        }
    }
}
END_TEST

static struct dwmtj warmed(struct dwmtj d, double kelvin)
{
    char why[200] = "";
    ck_assert_msg(dwmtj_warm(&d, kelvin, why, sizeof why), "%s", why);
    return d;
}

START_TEST(temperature_changes_nothing_at_the_nominal_one)
{
    struct dwmtj d = dwmtj_default();
    d.tcurie = 1100.0;
    d.pbloch = 3e-5;
    struct dwmtj warm = warmed(d, DWMTJ_NOMINAL_TEMPERATURE);
    expect_close(warm.ms, d.ms, EXACT);
    expect_close(warm.rap, d.rap, EXACT);
    d.dtemp = -40.0;
    warm = warmed(d, DWMTJ_NOMINAL_TEMPERATURE + 40.0);
    expect_close(warm.ms, d.ms, EXACT);
    expect_close(warm.rap, d.rap, EXACT);
}
END_TEST

START_TEST(magnetization_falls_by_blochs_law)
{
    struct dwmtj d = dwmtj_default();
    d.tcurie = 1200.0;
    double at_zero = warmed(d, 0.0).ms;
    expect_close(warmed(d, 300.0).ms, at_zero * (1.0 - 0.125), EXACT); /* (1/4)^(3/2) = 1/8 */
    expect_close(warmed(d, 75.0).ms, at_zero * (1.0 - 1.0 / 64.0), EXACT);
    expect_close(warmed(d, DWMTJ_NOMINAL_TEMPERATURE).ms, d.ms, EXACT);
    expect_close(dwmtj_mobility(&(struct dwmtj[]){warmed(d, 400.0)}[0]) / dwmtj_mobility(&d),
                 d.ms / warmed(d, 400.0).ms, EXACT);
    ck_assert_double_eq(warmed(d, 400.0).rap, d.rap);
}
END_TEST

START_TEST(tmr_falls_as_jullieres_polarization_does)
{
    struct dwmtj d = dwmtj_default();
    const double p = 0.5, tmr = 2.0 * p * p / (1.0 - p * p), t = 400.0;
    d.rap = d.rp * (1.0 + tmr);
    d.pbloch = 4e-5;
    double at_nominal = 1.0 - d.pbloch * pow(DWMTJ_NOMINAL_TEMPERATURE, 1.5), at_t = 1.0 - d.pbloch * pow(t, 1.5);
    double p_t = p * at_t / at_nominal, tmr_t = 2.0 * p_t * p_t / (1.0 - p_t * p_t);
    struct dwmtj warm = warmed(d, t);
    expect_close(warm.rap, d.rp * (1.0 + tmr_t), EXACT);
    ck_assert_double_eq(warm.rp, d.rp);
    ck_assert_double_eq(warm.ms, d.ms);
}
END_TEST

START_TEST(options_beyond_their_range_are_refused)
{
    char why[200];
    const struct dwmtj standard = dwmtj_default();
    struct dwmtj d = standard;
    d.tcurie = 300.0;
    ck_assert(!dwmtj_check(&d, why, sizeof why));
    ck_assert_ptr_nonnull(strstr(why, "tcurie = 300 K must be 0 (off) or above 300.15 K"));
    d = standard;
    d.vhalf = 1e-9;
    ck_assert(!dwmtj_check(&d, why, sizeof why));
    ck_assert_ptr_nonnull(strstr(why, "vhalf"));
    d = standard;
    d.tcurie = 500.0;
    ck_assert(!dwmtj_warm(&d, 500.0, why, sizeof why));
    ck_assert_ptr_nonnull(strstr(why, "below tcurie"));
    ck_assert(!dwmtj_warm(&d, -1.0, why, sizeof why));
    ck_assert(!dwmtj_warm(&d, NAN, why, sizeof why));
    ck_assert(dwmtj_warm(&d, 499.0, why, sizeof why));
    d = standard;
    d.pbloch = 1e-4; /* none left at 1e4^(2/3) = 464 K; and 0.77/0.48 = 1.6 at 0 K */
    ck_assert(!dwmtj_warm(&d, 465.0, why, sizeof why));
    ck_assert_ptr_nonnull(strstr(why, "pbloch"));
    ck_assert(!dwmtj_warm(&d, 1.0, why, sizeof why));
    ck_assert_double_eq(d.rap, standard.rap);
}
END_TEST

/* ---- In ngspice ---- */

/* One device: its track fed with `source`, a current into dwin, its junction from a source vtop of `top`. */
static char *device_deck(const char *parameters, const char *source, const char *top, const char *analysis)
{
    char *deck;
    ck_assert_int_ge(asprintf(&deck,
                              "* one device\n"
                              ".options reltol=1e-7\n" /* a junction that bends with its voltage is solved so well */
                              ".model wall dwmtj_watched(%s)\n"
                              "rtrack in 0 2k\n"
                              "a1 %%vd(in 0) %%gd(top 0) %%i(motion) wall\n"
                              "rmotion motion 0 1\n"
                              "isource 0 in %s\n"
                              "vtop top 0 %s\n"
                              "%s\n.end\n",
                              parameters, source, top, analysis),
                     0);
    return deck;
}

static struct table *run(const char *parameters, const char *source, const char *analysis)
{
    char *all, *deck;
    ck_assert_int_ge(asprintf(&all, ".save @a1[x] @a1[v] v(motion) i(vtop)\n%s", analysis), 0);
    deck = device_deck(parameters, source, "0.1", all);
    struct table *table = simulate_deck(deck);
    free(deck);
    free(all);
    return table;
}

static double at(const struct table *table, size_t row, const char *column)
{
    size_t c = table_find(table, column);
    ck_assert_msg(c < table->columns, "no column %s", column);
    return table->value[row * table->columns + c];
}

/* What ngspice prints for one device and control commands. */
static char *control(const char *parameters, const char *source, const char *top, const char *commands)
{
    char *block;
    ck_assert_int_ge(asprintf(&block, ".control\nset numdgt=12\n%s\n.endc", commands), 0);
    char *deck = device_deck(parameters, source, top, block), *printed = simulate_plainly(deck, NULL);
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
    struct table *table = run("vleak=0 delta=4n", "20u", ".tran 1n 5n 0 1n");
    size_t near = 0;
    for (size_t row = 0; row < table->rows; row++) {
        double x = fmin(v * at(table, row, "time"), d.length);
        ck_assert_double_eq_tol(at(table, row, "@a1[x]"), x, 1e-6 * d.length); /* ngspice's own i(track) at reltol */
        double current = -0.1 * dwmtj_conductance(&d, at(table, row, "@a1[x]"));
        ck_assert_double_eq_tol(at(table, row, "i(vtop)"), current, 1e-9 * fabs(current));
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
    char *printed = control("xinit=37n vleak=-1 delta=5n", "dc 0 ac 1u", "0.1",
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
    struct table *table = run("vleak=0 idepin=5u", "pwl(0 0 20n 10u 40n 0)", ".tran 1n 60n 0 8n");
    const double rate = dwmtj_mobility(&d) * 10e-6 / 20e-9; /* m/s2 */
    const double landing = sqrt(2.0 * d.dxtol / rate);      /* of the time point at rest, Eq. (24d) */
    const double half = 0.5 * rate * 10e-9 * 10e-9;         /* m, half of the way */
    double rested = INFINITY;
    for (size_t row = 0; row < table->rows; row++) {
        double t = at(table, row, "time");
        double up = fmin(fmax(t - 10e-9, 0.0), 10e-9), left = fmin(fmax(30e-9 - t, 0.0), 10e-9);
        double x = t <= 20e-9 ? 0.5 * rate * up * up : 2.0 * half - 0.5 * rate * left * left;
        ck_assert_double_eq_tol(at(table, row, "@a1[x]"), x, 1e-6 * d.length); /* the current is at ngspice's reltol */
        bool rests = at(table, row, "v(motion)") == 0.0;
        ck_assert(rests || (t > 10e-9 - 1e-15 && t < 30e-9 + 1e-15));
        rested = rests && t > 20e-9 ? fmin(rested, t) : rested;
    }
    ck_assert_double_eq_tol(rested, 30e-9 + 0.5 * landing, landing);
    ck_assert_double_eq_tol(at(table, table->rows - 1, "@a1[x]"), 2.0 * half, 1e-6 * d.length);
    table_free(table);
}
END_TEST

START_TEST(pinned_wall_ignores_small_signals)
{
    char *printed = control("xinit=50n vleak=-1 idepin=2u", "dc 0 ac 1u", "0.1",
                            "ac lin 1 100meg 100meg\nlet gain=mag(i(vtop))\nprint gain");
    ck_assert_double_eq(simulate_measured(printed, "gain"), 0.0);
    free(printed);
}
END_TEST

START_TEST(tmr_against_voltage_in_ngspice)
{
    struct dwmtj d = dwmtj_default();
    d.vhalf = 0.5;
    char *printed = control("xinit=45n vhalf=0.5", "0", "0",
                            "dc vtop -1 1 0.25\nlet low=i(vtop)[0]\nlet middle=i(vtop)[5]\nlet high=i(vtop)[8]\n"
                            "print low middle high");
    expect_close(-simulate_measured(printed, "low"), biased_current(d, 45e-9, -1.0), 1e-6); /* ngspice solves to 1e-7 */
    expect_close(-simulate_measured(printed, "middle"), biased_current(d, 45e-9, 0.25), 1e-6);
    expect_close(-simulate_measured(printed, "high"), biased_current(d, 45e-9, 1.0), 1e-6);
    free(printed);
    printed = control("xinit=45n vhalf=0.5", "0", "0.7 ac 1", "ac lin 1 1k 1k\nlet slope=real(i(vtop))\nprint slope");
    struct dwmtj biased = d;
    double slope = dwmtj_bias(&biased, 45e-9, 0.7);
    expect_close(-simulate_measured(printed, "slope"), dwmtj_conductance(&biased, 45e-9) + slope, 1e-6);
    free(printed);
}
END_TEST

/* The velocity and the junction's current of one device at `celsius`, which `card` sets. */
static void expect_at_temperature(const char *card, const char *parameters, struct dwmtj d, double celsius)
{
    char *block;
    struct dwmtj warm = warmed(d, celsius + 273.15);
    ck_assert_int_ge(
        asprintf(&block,
                 "%s\n.control\nset numdgt=12\nop\nlet current=-i(vtop)\nlet speed=@a1[v]\nprint current speed\n.endc",
                 card),
        0);
    char *deck = device_deck(parameters, "50u", "0.1", block), *printed = simulate_plainly(deck, NULL);
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
    expect_at_temperature("", parameters, d, 27.0);
    expect_at_temperature(".temp 125", parameters, d, 125.0);
    expect_at_temperature(".options temp=-50", parameters, d, -50.0);
    d.dtemp = 60.0;
    expect_at_temperature(".temp 85", "xinit=45n tcurie=1000 pbloch=3e-5 dtemp=60", d, 85.0);
}
END_TEST

START_TEST(temperature_is_swept_in_ngspice)
{
    struct dwmtj d = dwmtj_default();
    d.pbloch = 3e-5;
    char *printed = control("pbloch=3e-5", "0", "0.1", "dc temp -50 150 50\nlet hot=i(vtop)[4]\nprint hot");
    struct dwmtj warm = warmed(d, 150.0 + 273.15);
    expect_close(-simulate_measured(printed, "hot"), 0.1 / warm.rap, 1e-6);
    free(printed);
}
END_TEST

START_TEST(curie_temperature_is_refused_in_ngspice)
{
    char *block = ".temp 150\n.op", *deck = device_deck("tcurie=400", "0", "0.1", block);
    char *printed = simulate_plainly(deck, NULL);
    ck_assert_ptr_nonnull(strstr(printed, "error: the device is at 423.15 K; with tcurie = 400 K"));
    free(printed);
    free(deck);
}
END_TEST

Suite *physics_suite(void)
{
    Suite *suite = suite_create("physics");
    TCase *model = tcase_create("options"), *ngspice = tcase_create("options in ngspice");
    tcase_add_test(model, soft_wall_is_the_profile_averaged_over_the_junction);
    tcase_add_test(model, thin_wall_tends_to_the_sharp_one);
    tcase_add_test(model, soft_slope_is_the_derivative_of_the_conductance);
    tcase_add_test(model, far_from_the_junction_a_soft_wall_conducts_like_a_sharp_one);
    tcase_add_test(model, steps_resolve_the_soft_edges);
    tcase_add_test(model, pinned_step_is_exact_for_a_linear_drive);
    tcase_add_test(model, slope_of_a_pinned_step_is_its_derivative);
    tcase_add_test(model, vanishing_pinning_changes_nothing);
    tcase_add_test(model, pinned_wall_rests_up_to_the_threshold_and_moves_by_the_rest_beyond);
    tcase_add_test(model, tmr_is_half_at_vhalf_and_even_in_the_voltage);
    tcase_add_test(model, conductance_with_bias_is_the_derivative_of_the_current);
    tcase_add_test(model, temperature_changes_nothing_at_the_nominal_one);
    tcase_add_test(model, magnetization_falls_by_blochs_law);
    tcase_add_test(model, tmr_falls_as_jullieres_polarization_does);
    tcase_add_test(model, options_beyond_their_range_are_refused);
    suite_add_tcase(suite, model);
    tcase_set_timeout(ngspice, 60.0);
    tcase_add_test(ngspice, soft_wall_crosses_the_junction_in_ngspice);
    tcase_add_test(ngspice, small_signals_reach_a_soft_wall_beyond_the_junction);
    tcase_add_test(ngspice, pinned_wall_waits_moves_and_rests_in_ngspice);
    tcase_add_test(ngspice, pinned_wall_ignores_small_signals);
    tcase_add_test(ngspice, tmr_against_voltage_in_ngspice);
    tcase_add_test(ngspice, temperature_reaches_the_device_in_ngspice);
    tcase_add_test(ngspice, temperature_is_swept_in_ngspice);
    tcase_add_test(ngspice, curie_temperature_is_refused_in_ngspice);
    suite_add_tcase(suite, ngspice);
    return suite;
}
