/* The options of the device: models/dwmtj/dwmtj.h against independent numbers. */
#include "tests/suites.h"

#include "models/dwmtj/dwmtj.h"
#include "tests/support/expect.h"

#include <gsl/gsl_integration.h>
#include <math.h>
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
        for (int i = 0; i <= 142; i++) {
            double x = i * 0.7e-9;
            double share = mean_share(&d, x);
            ck_assert_double_eq_tol(dwmtj_share_passed(&d, x), share, 1e-9 * share + 1e-15); /* ten times qag's */
        }
    }
}
END_TEST

START_TEST(thin_wall_tends_to_the_sharp_one)
{
    struct dwmtj sharp = dwmtj_default(), soft = sharp;
    for (int k = 9; k < 17; k++) {
        double delta = pow(10.0, -k);
        soft.delta = delta;
        for (int i = 0; i <= 200; i++) {
            double x = i * 0.5e-9;
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
        for (int i = 0; i < 200; i++) {
            double x = (i + 0.5) * 0.5e-9;
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
        for (int i = -5; i < 300; i += 10) {
            double far = pow(10.0, i);
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
    for (int i = -4; i <= 4; i++) {
        double v = 0.25 * i;
        struct dwmtj biased = d;
        biased.vhalf = 0.5;
        dwmtj_apply_bias(&biased, 0.0, v);
        double tmr = (biased.rap - biased.rp) / biased.rp, fall = 1.0 + v * v / 0.25;
        expect_close(tmr, 3.0 / fall, EXACT);
    }
}
END_TEST

/* The junction's current in A. */
static double biased_current(struct dwmtj d, double x, double v)
{
    dwmtj_apply_bias(&d, x, v);
    return dwmtj_conductance(&d, x) * v;
}

START_TEST(conductance_with_bias_is_the_derivative_of_the_current)
{
    struct dwmtj d = dwmtj_default();
    const double dv = 1e-6;
    d.vhalf = 0.4;
    for (int i = 0; i <= 8; i++) {
        double x = 30e-9 + i * 5e-9;
        for (int k = -15; k <= 15; k++) {
            double v = 0.1 * k;
            struct dwmtj biased = d;
            double slope = dwmtj_apply_bias(&biased, x, v);
            double difference = (biased_current(d, x, v + dv) - biased_current(d, x, v - dv)) / (2.0 * dv);
            expect_close(dwmtj_conductance(&biased, x) + slope, difference, 1e-8); /* rounding of I over 2 dv */
        }
    }
}
END_TEST

static struct dwmtj warmed(struct dwmtj d, double kelvin)
{
    char why[200] = "";
    ck_assert_msg(dwmtj_apply_temperature(&d, kelvin, why, sizeof why), "%s", why);
    return d;
}

START_TEST(temperature_changes_nothing_at_the_nominal_one)
{
    struct dwmtj d = dwmtj_default();
    d.tcurie = 1100.0;
    d.pbloch = 3e-5;
    struct dwmtj warm = warmed(d, NOMINAL_TEMPERATURE);
    expect_close(warm.ms, d.ms, EXACT);
    expect_close(warm.rap, d.rap, EXACT);
    d.dtemp = -40.0;
    warm = warmed(d, NOMINAL_TEMPERATURE + 40.0);
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
    expect_close(warmed(d, NOMINAL_TEMPERATURE).ms, d.ms, EXACT);
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
    double at_nominal = 1.0 - d.pbloch * pow(NOMINAL_TEMPERATURE, 1.5), at_t = 1.0 - d.pbloch * pow(t, 1.5);
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
    ck_assert(!dwmtj_apply_temperature(&d, 500.0, why, sizeof why));
    ck_assert_ptr_nonnull(strstr(why, "below its tcurie"));
    ck_assert(!dwmtj_apply_temperature(&d, -1.0, why, sizeof why));
    ck_assert(!dwmtj_apply_temperature(&d, NAN, why, sizeof why));
    ck_assert(dwmtj_apply_temperature(&d, 499.0, why, sizeof why));
    d = standard;
    d.pbloch = 1e-4; /* none left at 1e4^(2/3) = 464 K; and 0.77/0.48 = 1.6 at 0 K */
    ck_assert(!dwmtj_apply_temperature(&d, 465.0, why, sizeof why));
    ck_assert_ptr_nonnull(strstr(why, "pbloch"));
    ck_assert(!dwmtj_apply_temperature(&d, 1.0, why, sizeof why));
    ck_assert_double_eq(d.rap, standard.rap);
    d = standard;
    d.tcurie = 500.0;
    d.dtemp = 250.0;
    ck_assert(!dwmtj_check(&d, why, sizeof why));
    ck_assert_ptr_nonnull(strstr(why, "the device is at 550.15 K"));
}
END_TEST

Suite *physics_suite(void)
{
    Suite *suite = suite_create("physics");
    TCase *tests = tcase_create("options");
    tcase_add_test(tests, soft_wall_is_the_profile_averaged_over_the_junction);
    tcase_add_test(tests, thin_wall_tends_to_the_sharp_one);
    tcase_add_test(tests, soft_slope_is_the_derivative_of_the_conductance);
    tcase_add_test(tests, far_from_the_junction_a_soft_wall_conducts_like_a_sharp_one);
    tcase_add_test(tests, steps_resolve_the_soft_edges);
    tcase_add_test(tests, pinned_step_is_exact_for_a_linear_drive);
    tcase_add_test(tests, slope_of_a_pinned_step_is_its_derivative);
    tcase_add_test(tests, vanishing_pinning_changes_nothing);
    tcase_add_test(tests, pinned_wall_rests_up_to_the_threshold_and_moves_by_the_rest_beyond);
    tcase_add_test(tests, tmr_is_half_at_vhalf_and_even_in_the_voltage);
    tcase_add_test(tests, conductance_with_bias_is_the_derivative_of_the_current);
    tcase_add_test(tests, temperature_changes_nothing_at_the_nominal_one);
    tcase_add_test(tests, magnetization_falls_by_blochs_law);
    tcase_add_test(tests, tmr_falls_as_jullieres_polarization_does);
    tcase_add_test(tests, options_beyond_their_range_are_refused);
    suite_add_tcase(suite, tests);
    return suite;
}
