/* How often noise takes a wall out of a well of a leak table: docs/device.md, section 4, "Levels in wells". */
#include "tests/suites.h"

#include "tests/support/noisy.h"

#include <math.h>

enum { WELLS = 31, ENTRIES = 4 * (WELLS - 1) + 1 };
static const double PERIOD = 100e-9;

/* The device of examples/memristor-levels.cir, on a track with 31 wells. */
static struct dwmtj notched(void)
{
    struct dwmtj d = noisy_device(5e4);
    d.area = 2e-16;
    d.length = (WELLS - 1) * PERIOD;
    d.dxmax = 20e-9;
    return d;
}

/* Diffusion of a wall below breakdown, k_B T times its mobility, m2/s. */
static double slow_diffusion(const struct dwmtj *d)
{
    return d->delta * d->delta * NOISY_BOLTZMANN * NOISY_KELVIN / (noisy_momentum(d) * d->alpha);
}

/* The greatest leak (m/s) of wells that are `depth` k_B T deep: a quarter of a period at half of it. */
static double greatest_leak(const struct dwmtj *d, double depth)
{
    return 4.0 * depth * slow_diffusion(d) / PERIOD;
}

/* The barrier in k_B T at `place`, in periods from the bottom of a well, up to the top at 0.5. */
static double barrier(double depth, double place)
{
    return place < 0.25 ? 8.0 * depth * place * place : depth * (1.0 - 8.0 * (0.5 - place) * (0.5 - place));
}

/* How often a wall leaves a well on one side, 1/s: a slow one of this diffusion over the potential, exactly (Lifson and
 * Jackson), times what its angle holds it back at the top (Langer). */
static double escape_rate(const struct dwmtj *d, double depth)
{
    enum { POINTS = 1000 };
    double up = 0.0, down = 0.0;
    for (int i = 0; i < POINTS; i++) {
        double e = barrier(depth, 0.5 * (i + 0.5) / POINTS);
        up += exp(e) / POINTS;
        down += exp(-e) / POINTS;
    }
    /* the growing solution of (33), linear at the top of a barrier where the leak rises by `slope` times the distance
     */
    double slope = 4.0 * greatest_leak(d, depth) / PERIOD, turn = NOISY_GAMMA_0 * d->hk, alpha = d->alpha;
    double share = 1.0 / (1.0 + alpha * alpha), trace = share * alpha * (alpha * slope - turn);
    double growth = 0.5 * (trace + sqrt(trace * trace + 4.0 * share * alpha * slope * turn));
    return growth / slope * slow_diffusion(d) / (PERIOD * PERIOD * up * down);
}

START_TEST(walls_leave_wells_as_often_as_kramers_and_langer_say)
{
    enum { WALLS = 120, RING = 64 };
    const struct dwmtj d = notched();
    const double depth = 4.0, time = 200e-9, v = greatest_leak(&d, depth);
    double speed[ENTRIES];
    for (int i = 0; i < ENTRIES; i++) {
        speed[i] = (const double[]){0.0, -v, 0.0, v}[i % 4];
    }
    const struct profile wells = {speed, ENTRIES, 1};
    int stayed = 0;
    for (int k = 0; k < WALLS; k++) {
        struct dynamics dynamics = noisy_dynamics(&d, &wells, k);
        struct motion wall = {.x = 0.5 * d.length};
        trajectory_advance(&dynamics, &(struct drive){0.0, 0.0, 0.0}, time, &wall);
        stayed += fabs(wall.x - 0.5 * d.length) < 0.5 * PERIOD;
    }
    /* the chance of being in the first of many wells, after leaving each on either side with that rate */
    double expected = 0.0;
    for (int m = 0; m < RING; m++) {
        double sine = sin(M_PI * m / RING);
        expected += exp(-4.0 * escape_rate(&d, depth) * time * sine * sine) / RING;
    }
    /* Five standard deviations of a binomial number, two-sided 6e-7. That is a third to 2.4 times the rate. */
    double deviation = sqrt(WALLS * expected * (1.0 - expected));
    ck_assert_double_eq_tol(stayed, WALLS * expected, 5.0 * deviation);
}
END_TEST

START_TEST(escape_rate_is_that_of_kramers_for_deep_wells_and_a_stiff_angle)
{
    struct dwmtj d = notched();
    d.hk = 1e9;
    for (int k = 0; k < 2; k++) {
        double depth = k ? 80.0 : 40.0, slope = 4.0 * greatest_leak(&d, depth) / PERIOD;
        double kramers = slope / (2.0 * M_PI) * exp(-depth);
        /* the ends of the quadratic pieces are at half of the depth, so that what is left is below exp(-20), and
         * the error of 1,000 points at these curvatures */
        ck_assert_double_eq_tol(escape_rate(&d, depth), kramers, 1e-3 * kramers);
    }
}
END_TEST

Suite *escape_suite(void)
{
    Suite *suite = suite_create("escape");
    TCase *tests = tcase_create("escape");
    tcase_add_test(tests, walls_leave_wells_as_often_as_kramers_and_langer_say);
    tcase_add_test(tests, escape_rate_is_that_of_kramers_for_deep_wells_and_a_stiff_angle);
    suite_add_tcase(suite, tests);
    return suite;
}
