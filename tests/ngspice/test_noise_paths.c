/* The paths of walls with thermal noise do not depend on the steps, also where they meet the ends of the track. */
#include "tests/suites.h"

#include "tests/support/expect.h"
#include "tests/support/noisy.h"
#include "tests/support/simulate.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static const struct profile NONE = {0};

START_TEST(path_is_the_same_for_any_steps)
{
    struct dwmtj d = noisy_device(1e5);
    d.length = 100e-9;
    struct dynamics dynamics = noisy_dynamics(&d, &NONE, 1);
    const double h = 2e-9, parts[] = {1.0, 7.0, 1000.0};
    double x[3];
    for (int p = 0; p < 3; p++) {
        struct motion wall = {.x = 50e-9};
        for (int i = 0; i < (int)parts[p]; i++) {
            struct drive drive = {1e9 * i * h / parts[p], 1e9, i * h / parts[p]};
            trajectory_advance(&dynamics, &drive, h / parts[p], &wall);
        }
        x[p] = wall.x;
    }
    /* dxtol = 1e-13 m in each of 2,000 sub-steps, of either sign */
    ck_assert_double_eq_tol(x[1], x[0], 5e-12);
    ck_assert_double_eq_tol(x[2], x[0], 5e-12);
    ck_assert_double_gt(fabs(x[0] - 52e-9), 1e-10); /* without noise it would be there */
}
END_TEST

/* Where a wall is after 40 ns in `parts` steps, on a track so short that it meets both ends many times. */
static double after_many_meetings(const struct dwmtj *d, double u, int parts)
{
    const double h = 40e-9 / parts;
    struct dynamics dynamics = noisy_dynamics(d, &NONE, 1);
    struct motion wall = {.x = 0.5 * d->length};
    for (int i = 0; i < parts; i++) {
        trajectory_advance(&dynamics, &(struct drive){u, 0.0, i * h}, h, &wall);
    }
    return wall.x;
}

START_TEST(path_that_meets_ends_is_the_same_for_any_steps)
{
    struct dwmtj d = noisy_device(1e5);
    d.area = 50e-18; /* of the default: a strong noise */
    d.length = 100e-9;
    d.alpha = d.beta = 0.1; /* a meeting magnifies differences up to a hundredfold: they must be none */
    for (int k = 0; k < 2; k++) {
        const double u = k * 5.0, x = after_many_meetings(&d, u, 1);
        ck_assert_double_eq_tol(after_many_meetings(&d, u, 7), x, 1e-13); /* of the last cell: its end is rounded */
        ck_assert_double_eq_tol(after_many_meetings(&d, u, 400), x, 1e-13);
        ck_assert_double_eq_tol(after_many_meetings(&d, u, 30011), x, 1e-13); /* three steps in a cell */
    }
}
END_TEST

START_TEST(held_angle_goes_on_by_its_own_equation)
{
    /* Hardly any noise, and a drive against the left end that turns the angle far: Eq. (43) in 100,000 steps of Euler
     * against one of the code. */
    struct dwmtj d = noisy_device(1e5);
    d.alpha = 0.3;
    d.vleak = -500.0;
    struct dynamics dynamics = dynamics_of(&d, &NONE);
    dynamics.noise = (struct noise){.spread = 1.0, .cell = 0x1p-36, .key = 1}; /* 15 ps, 1 rad/s */
    const double u = -40.0, h = 0x1p-36, start = -0.6, step = h / 1e5;
    struct motion wall = {.phi = start};
    trajectory_advance(&dynamics, &(struct drive){u, 0.0, 0.0}, h, &wall);
    double phi = start;
    for (int i = 0; i < 100000; i++) {
        phi -= step / d.alpha * (0.5 * NOISY_GAMMA_0 * d.hk * sin(2.0 * phi) + u / d.delta);
    }
    ck_assert_double_eq(wall.x, 0.0);
    ck_assert_double_eq_tol(wall.phi, phi, 1e-5); /* dxtol alpha/delta in a few sub-steps, and Euler's error */
    ck_assert_double_gt(fabs(wall.phi - start), 0.1);
}
END_TEST

/* Noise of the longest cell that (40) allows where that is `share` of a power of two, by the way of the wall in a cell
 * (`hk` 0) or by the turning of its angle. */
static void expect_cell(double hk, double alpha, double share)
{
    struct dwmtj d = noisy_device(hk);
    d.alpha = d.beta = alpha;
    const double power = 0x1p-40; /* s: one allowed by both limits is scaled to it */
    if (hk > 0.0) {
        d.dxmax = 1e-3;
        d.hk = fmin(0.1, alpha) / (NOISY_GAMMA_0 * share * power);
    } else {
        d.dxmax = 10.0 * sqrt(2.0 * noisy_diffusion(&d) * share * power);
    }
    struct dynamics dynamics = noisy_dynamics(&d, &NONE, 1);
    ck_assert_double_eq(dynamics.noise.cell, power);
    double variance = 2.0 * alpha * NOISY_BOLTZMANN * NOISY_KELVIN / (noisy_momentum(&d) * power); /* Eq. (39) */
    expect_close(dynamics.noise.spread * dynamics.noise.spread, variance, 1e-6);
}

START_TEST(noise_cell_is_the_longest_power_of_two_that_its_limits_allow)
{
    for (int k = 0; k < 2; k++) {
        const double share = k ? 1.95 : 1.03; /* so that a limit 5 % off gives another cell */
        expect_cell(0.0, 0.3, share);
        expect_cell(1e5, 0.3, share);
        expect_cell(1e5, 0.02, share);
    }
}
END_TEST

START_TEST(longest_step_changes_no_path_that_meets_ends)
{
    double x[3];
    for (int k = 0; k < 3; k++) {
        char *deck, *include = simulate_include("dwmtj.lib");
        ck_assert_int_ge(
            asprintf(&deck,
                     "* a short track\n%sitrack 0 in %s\nvread top 0 50m\n"
                     "x1 in 0 top 0 dwmtj xinit=50n vleak=0.2 alpha=0.1 beta=0.1 delta=10n hk=100k noise=8\n"
                     ".save @a.x1.awall[x]\n.tran 0.1n 20n 0 %s\n.end\n",
                     include, "5u", (const char *[]){"0.5n", "0.07n", "0.003n"}[k]),
            0);
        struct table *table = simulate_deck(deck);
        x[k] = simulate_at(table, table->rows - 1, "@a.x1.awall[x]");
        table_free(table);
        free(deck);
        free(include);
    }
    ck_assert_double_eq_tol(x[1], x[0], 1e-12);
    ck_assert_double_eq_tol(x[2], x[0], 1e-12);
}
END_TEST

Suite *noise_paths_suite(void)
{
    Suite *suite = suite_create("noise_paths");
    TCase *tests = tcase_create("paths");
    tcase_add_test(tests, path_is_the_same_for_any_steps);
    tcase_add_test(tests, path_that_meets_ends_is_the_same_for_any_steps);
    tcase_add_test(tests, held_angle_goes_on_by_its_own_equation);
    tcase_add_test(tests, noise_cell_is_the_longest_power_of_two_that_its_limits_allow);
    tcase_add_test(tests, longest_step_changes_no_path_that_meets_ends);
    suite_add_tcase(suite, tests);
    return suite;
}
