/* The Fokker-Planck equation of a junction's free layer. The right values of the first test are those of another
 * method, a Galerkin method with 300 Legendre polynomials and the exponential of its matrix; 200 polynomials give the
 * same 10 digits. The others are closed forms. */
#include "tests/suites.h"

#include "solver/fokker_planck.h"
#include "tests/support/expect.h"

#include <math.h>

enum { CELLS = FOKKER_PLANCK_CELLS, FACES = CELLS + 1 };

/* A drive of i = constant + slope z. */
static void set_drive(double drive[FACES], double constant, double slope)
{
    for (size_t face = 0; face < FACES; face++) {
        drive[face] = constant + slope * fokker_planck_face(face);
    }
}

static double mean_square(const struct fokker_planck *state)
{
    double sum = 0.0;
    for (size_t k = 0; k < CELLS; k++) {
        double z = 0.5 * (fokker_planck_face(k) + fokker_planck_face(k + 1));
        sum += state->mass[k] * z * z;
    }
    return sum;
}

static double total(const struct fokker_planck *state)
{
    double sum = 0.0;
    for (size_t k = 0; k < CELLS; k++) {
        sum += state->mass[k];
    }
    return sum;
}

/* Delta = 60; 0.1 % is twice the error of 800 cells at the steepest of these. */
START_TEST(chance_to_stay_is_that_of_another_method)
{
    static const double right[][3] = {
        {1.5, 4.2, 0.2516462763},   {1.5, 7.0, 1.4775417080e-2}, {2.0, 2.4, 0.3266458005},  {2.0, 4.0, 1.5269484486e-2},
        {2.0, 5.6, 6.104273817e-4}, {3.0, 1.5, 0.2044583357},    {3.0, 2.5, 4.171928304e-3}};
    double drive[FACES];
    struct fokker_planck state;
    for (size_t k = 0; k < sizeof right / sizeof *right; k++) {
        set_drive(drive, right[k][0], 0.0);
        fokker_planck_start(&state, 60.0);
        fokker_planck_advance(&state, drive, right[k][1], 400);
        expect_close(fokker_planck_kept(&state), right[k][2], 1e-3);
        expect_close(total(&state), 1.0, 1e-12);
    }
}
END_TEST

/* The mean time at z > 0 after a thermal start, the integral of the chance, at Delta = 60. Right is what the backward
 * equation gives in another coordinate, artanh z, on grids of 2,000 and 4,000 points. Steps of 1/100 tau_D until 1e-6
 * are left; their error is of the second order, (1/100)^2/12 of the curvature of the chance, which is below 10. */
START_TEST(mean_switching_time_is_that_of_another_method)
{
    static const double right[][2] = {{1.5, 3.6263}, {2.0, 2.2354}, {3.0, 1.2765}};
    double drive[FACES];
    struct fokker_planck state;
    for (size_t k = 0; k < sizeof right / sizeof *right; k++) {
        const double step = 0.01;
        double before = 1.0, mean = 0.0;
        set_drive(drive, right[k][0], 0.0);
        fokker_planck_start(&state, 60.0);
        while (before > 1e-6) {
            fokker_planck_advance(&state, drive, step, 1);
            const double now = fokker_planck_kept(&state);
            mean += 0.5 * step * (before + now);
            before = now;
        }
        expect_close(mean, right[k][1], 2e-4);
    }
}
END_TEST

/* Once the magnets near the axis are all that is left, d ln P/dt = -2 (i - 1), the growth rate of the square of the
 * angle, less (3 - i)/((i - 1) Delta), the first order of the first eigenvalue in 1/Delta. The second order is below
 * 1e-4 at Delta = 480; the grid adds as much. */
START_TEST(tail_falls_with_the_growth_rate_of_the_angle)
{
    const double barrier = 480.0;
    double drive[FACES];
    struct fokker_planck state;
    for (int k = 3; k <= 6; k++) {
        const double i = 0.5 * k;
        set_drive(drive, i, 0.0);
        fokker_planck_start(&state, barrier);
        fokker_planck_advance(&state, drive, 12.0 / (i - 1.0), 800);
        double before = fokker_planck_kept(&state);
        fokker_planck_advance(&state, drive, 1.0, 400);
        double right = 2.0 * (i - 1.0) + (3.0 - i) / ((i - 1.0) * barrier);
        expect_close(log(before / fokker_planck_kept(&state)), right, 2e-4);
    }
}
END_TEST

/* With i = c z the potential is that of a barrier of (1 - c) Delta. Mean of z^2 at Delta = 3: the quotient of the
 * integrals of z^2 exp(3 z^2) and exp(3 z^2), 0.6261851. */
START_TEST(drive_that_follows_the_state_changes_the_barrier)
{
    double drive[FACES];
    struct fokker_planck state;
    set_drive(drive, 0.0, 0.25);
    fokker_planck_start(&state, 4.0);
    fokker_planck_advance(&state, drive, 300.0, 300);
    expect_close(mean_square(&state), 0.6261851, 1e-5);
    expect_close(fokker_planck_kept(&state), 0.5, 1e-5);
}
END_TEST

/* Without a drive the two wells exchange: P - 1/2 falls as exp(-2 t/dwell), with the exact mean dwell of 147.70 tau_D
 * at Delta = 5, 2 over the first eigenvalue of the operator. A start in the whole well has a little of the higher
 * eigenvalues, which are gone after 20 tau_D. */
START_TEST(wells_exchange_at_the_exact_rate)
{
    double drive[FACES];
    struct fokker_planck state;
    set_drive(drive, 0.0, 0.0);
    fokker_planck_start(&state, 5.0);
    fokker_planck_advance(&state, drive, 20.0, 200);
    double before = fokker_planck_kept(&state) - 0.5;
    fokker_planck_advance(&state, drive, 100.0, 400);
    expect_close(100.0 * 2.0 / log(before / (fokker_planck_kept(&state) - 0.5)), 147.70, 5e-4);
}
END_TEST

Suite *fokker_planck_suite(void)
{
    Suite *suite = suite_create("fokker_planck");
    TCase *tests = tcase_create("density");
    tcase_add_test(tests, chance_to_stay_is_that_of_another_method);
    tcase_add_test(tests, mean_switching_time_is_that_of_another_method);
    tcase_add_test(tests, tail_falls_with_the_growth_rate_of_the_angle);
    tcase_add_test(tests, drive_that_follows_the_state_changes_the_barrier);
    tcase_add_test(tests, wells_exchange_at_the_exact_rate);
    suite_add_tcase(suite, tests);
    return suite;
}
