/* The junction that its current heats: temperature against closed forms, the balance of energy, and what depends on the
 * temperature. models/mtj/qa has what the device does in ngspice. */
#include "tests/suites.h"

#include "models/constants.h"
#include "models/device.h"
#include "models/junction.h"
#include "models/mtj/self_heating.h"
#include "tests/support/expect.h"

#include <math.h>
#include <string.h>

static const double KELVIN = 300.15;

static struct mtj heated(void)
{
    struct mtj d;
    device_reset(device_find("mtj"), &d);
    d.rth = 2e6;
    d.tauth = 1e-9;
    return d;
}

/* The rise from `start` (K) after `time` (s) under power(t) = power[0] + power[1] t, in `steps` steps; *heat: the
 * integral of the rise, K s. */
static double rise_after(const struct mtj *d, double start, const double power[2], double time, int steps, double *heat)
{
    double rise = start, h = time / steps, mean;
    *heat = 0.0;
    for (int k = 0; k < steps; k++) {
        rise = mtj_rise(d, rise, power[0] + power[1] * h * k, power[0] + power[1] * h * (k + 1), h, &mean);
        *heat += mean * h;
    }
    return rise;
}

/* R (P_0 (1 - e) + s (t - tau (1 - e))) + start e, with e = exp(-t/tau): in one step or in many. Its integral follows
 * from C dT/dt = P - T/R. */
START_TEST(rise_is_exact_for_a_linear_power)
{
    const struct mtj d = heated();
    const double first = 3e-5, slope = 2e4, start = 7.0; /* W, W/s, K */
    for (int k = 0; k <= 10; k++) {
        const double time = 1e-17 * pow(9.0, k);
        const double gone = -expm1(-time / d.tauth);
        const double late = time < 1e-3 * d.tauth ? 0.5 * time * time / d.tauth * (1.0 - time / (3.0 * d.tauth))
                                                  : time - d.tauth * gone;
        const double right = d.rth * (first * gone + slope * late) + start * (1.0 - gone);
        const double work = first * time + 0.5 * slope * time * time;
        for (int steps = 1; steps <= 1000; steps *= 10) {
            double heat, found = rise_after(&d, start, (double[]){first, slope}, time, steps, &heat);
            expect_close(found, right, 1e-9);
            /* stored and flown is what came in; against all the heat, since parts may be small */
            double stored = d.tauth / d.rth * (found - start), flown = heat / d.rth;
            ck_assert_double_eq_tol(stored + flown, work, 1e-9 * (work + d.tauth / d.rth * start));
        }
    }
}
END_TEST

/* For a sine of the power the error falls with the square of the steps. */
START_TEST(rise_is_of_second_order_in_the_steps)
{
    const struct mtj d = heated();
    const double omega = 3.0 / d.tauth, power = 4e-5, time = 2.3 * d.tauth, x = omega * d.tauth;
    const double right =
        d.rth * power * (sin(omega * time) - x * cos(omega * time) + x * exp(-time / d.tauth)) / (1.0 + x * x);
    double off[4];
    for (int k = 0; k < 4; k++) {
        int steps = 20 << k;
        double rise = 0.0, h = time / steps, mean;
        for (int n = 0; n < steps; n++) {
            rise = mtj_rise(&d, rise, power * sin(omega * h * n), power * sin(omega * h * (n + 1)), h, &mean);
        }
        off[k] = fabs(rise - right);
        ck_assert(k == 0 || fabs(off[k - 1] / off[k] - 4.0) < 0.2);
    }
    ck_assert_double_lt(off[0], 1.0); /* K */
}
END_TEST

/* A device with `v` (V) over it, without a field, whose layers have the cosine 1 or -1. */
static struct mtj_point held_at(const struct mtj *d, double v, double cosine)
{
    struct mtj_point point = {.v = v};
    mtj_pinned(d, point.m);
    for (int k = 0; k < 3; k++) {
        point.m[k] *= cosine;
    }
    return point;
}

/* Its rise in K, and the device then; NAN with what is wrong where there is none. */
static double resting_rise(const struct mtj *d, double v, double cosine, struct mtj_heated *hot, char why[200])
{
    const struct mtj_point point = held_at(d, v, cosine);
    return mtj_resting_rise(d, KELVIN, &point, hot, why, 200) ? hot->rise : NAN;
}

/* A rise at rest is R V^2 G at its temperature, with Eq. (27) of docs/model.md written out again. */
START_TEST(resting_rise_is_where_power_and_flow_agree)
{
    struct mtj d = heated();
    struct mtj_heated hot;
    char why[200];
    d.vhalf = 0.0;
    d.pbloch = 3e-5;
    for (int k = 1; k <= 6; k++) {
        const double v = 0.1 * k, tmr = d.rap / d.rp - 1.0, rise = resting_rise(&d, v, -1.0, &hot, why);
        double s = (1.0 - d.pbloch * pow(KELVIN + rise, 1.5)) / (1.0 - d.pbloch * pow(KELVIN, 1.5));
        double square = s * s * tmr / (2.0 + tmr), rap = d.rp * (1.0 + 2.0 * square / (1.0 - square));
        expect_close(rise, d.rth * v * v / rap, 1e-10);
        expect_close(hot.device.rap, rap, 1e-10);
        ck_assert(rise > d.rth * v * v / d.rap);
        expect_close(resting_rise(&d, v, 1.0, &hot, why), d.rth * v * v / d.rp, 1e-12);
    }
    d.rth = d.tauth = 0.0;
    ck_assert_double_eq(resting_rise(&d, 0.5, -1.0, &hot, why), 0.0);
}
END_TEST

START_TEST(too_hot_a_junction_is_refused)
{
    struct mtj d = heated();
    struct mtj_heated hot;
    char why[200];
    d.rth = 1e8;
    ck_assert(isnan(resting_rise(&d, 0.5, 1.0, &hot, why)));
    ck_assert_ptr_nonnull(strstr(why, "heats the junction by 4167 K; expected at most 1000 K"));
    d.tcurie = 700.0;
    ck_assert(isnan(resting_rise(&d, 0.18, 1.0, &hot, why)));
    ck_assert_ptr_nonnull(strstr(why, "tcurie = 700"));
    /* no temperature to rest at: more heat lowers R_AP, which heats more, until its electrodes have no polarization */
    d = heated();
    d.rth = 1.2e7;
    d.pbloch = 6e-5;
    ck_assert(isnan(resting_rise(&d, 0.7, -1.0, &hot, why)));
    ck_assert_ptr_nonnull(strstr(why, "pbloch"));
}
END_TEST

/* The spread of the thermal field follows the temperature, and a lower magnetization; key and cells of the noise stay,
 * so that each cell has the same random numbers. The one device would have other cells at the other temperature. */
START_TEST(thermal_field_follows_the_temperature_in_the_same_cells)
{
    for (int kind = 0; kind < 2; kind++) {
        struct mtj d = heated(), hot;
        char why[200];
        d.noise = 5.0;
        d.alpha = kind ? 0.5 : 0.01;
        d.vact = kind ? 1e-26 : 0.0;
        d.tcurie = 1200.0;
        struct macrospin cold = mtj_magnet(&d, KELVIN, "a");
        for (int k = 0; k < 4; k++) {
            const double rise = 10.0 * pow(3.0, k);
            ck_assert(mtj_at_rise(&d, KELVIN, rise, &hot, why, sizeof why));
            struct macrospin magnet = mtj_hot_magnet(&d, &hot, KELVIN, "a");
            ck_assert_double_eq(magnet.noise.cell, cold.noise.cell);
            ck_assert(magnet.noise.key == cold.noise.key);
            double falls = (1.0 - pow((KELVIN + rise) / 1200.0, 1.5)) / (1.0 - pow(KELVIN / 1200.0, 1.5));
            expect_close(hot.ms, d.ms * falls, 1e-12);
            expect_close(magnet.noise.spread, cold.noise.spread * sqrt((KELVIN + rise) / KELVIN / falls), 1e-12);
            ck_assert(!kind || rise < 200.0 || mtj_magnet(&hot, KELVIN, "a").noise.cell < cold.noise.cell);
        }
    }
}
END_TEST

START_TEST(half_of_the_parameters_is_refused)
{
    struct mtj d = heated();
    char why[200];
    ck_assert(mtj_check(&d, why, sizeof why));
    d.tauth = 0.0;
    ck_assert(!mtj_check(&d, why, sizeof why));
    ck_assert_ptr_nonnull(strstr(why, "tauth = 0 s"));
    d = heated();
    d.rth = 0.0;
    ck_assert(!mtj_check(&d, why, sizeof why));
    ck_assert_ptr_nonnull(strstr(why, "does nothing while rth is 0"));
}
END_TEST

Suite *self_heating_suite(void)
{
    Suite *suite = suite_create("self_heating");
    TCase *tests = tcase_create("physics");
    tcase_add_test(tests, rise_is_exact_for_a_linear_power);
    tcase_add_test(tests, rise_is_of_second_order_in_the_steps);
    tcase_add_test(tests, resting_rise_is_where_power_and_flow_agree);
    tcase_add_test(tests, too_hot_a_junction_is_refused);
    tcase_add_test(tests, thermal_field_follows_the_temperature_in_the_same_cells);
    tcase_add_test(tests, half_of_the_parameters_is_refused);
    suite_add_tcase(suite, tests);
    return suite;
}
