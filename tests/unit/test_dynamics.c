/* How a wall moves where its leak depends on the place, or where it has an angle: models/dwmtj/trajectory.h against
 * closed forms and against an integration of the equations of motion that shares nothing with it, and in the real
 * ngspice. */
#include "tests/suites.h"

#include "models/dwmtj/trajectory.h"
#include "tests/support/expect.h"

#include <complex.h>
#include <math.h>
#include <string.h>

/* Each sub-step errs by dxtol = 1e-13 m at most, and the steps below take less than a hundred of them. */
static const double NEAR = 1e-11; /* m */

static const struct profile NONE = {0};
static const double GYROMAGNETIC = 2.212761e5; /* m/(A s), to seven digits */

/* A wall of 10 nm with inertia: its angle relaxes in (1 + alpha^2)/(alpha gamma_0 hk) = 4.6 ns, and it breaks down at a
 * drive of 11 m/s. No leak, and a track that is never at its end. */
static struct dwmtj with_angle(void)
{
    struct dwmtj d = dwmtj_default();
    d.length = 1e-3;
    d.vleak = 0.0;
    d.delta = 10e-9;
    d.alpha = 0.1;
    d.beta = 0.2;
    d.hk = 1e4;
    return d;
}

static double breakdown(const struct dwmtj *d)
{
    return d->alpha * GYROMAGNETIC * d->hk * d->delta / (2.0 * fabs(d->beta - d->alpha));
}

static struct motion go(const struct dwmtj *d, const struct profile *profile, struct motion wall, double u_start,
                        double u_end, double h)
{
    struct dynamics dynamics = dynamics_of(d, profile);
    struct drive drive = {u_start, (u_end - u_start) / h, 0.0};
    trajectory_advance(&dynamics, &drive, h, &wall);
    return wall;
}

/* The angle that the wall starts with. */
static struct motion start(const struct dwmtj *d, double x, double u)
{
    struct dynamics dynamics = dynamics_of(d, &NONE);
    return (struct motion){.x = x, .phi = dynamics_start_angle(&dynamics, x, u)};
}

START_TEST(leak_profile_is_linear_between_its_entries)
{
    struct dwmtj d = dwmtj_default();
    const double speed[] = {1.0, 99.0, -3.0, 99.0, 7.0, 99.0};
    struct profile profile = {.speed = speed, .entries = 3, .stride = 2};
    struct dynamics dynamics = dynamics_of(&d, &profile);
    const double x[] = {0.0, 25e-9, 50e-9, 75e-9, 100e-9}, right[] = {1.0, -1.0, -3.0, 2.0, 7.0};
    for (int k = 0; k < 5; k++) {
        ck_assert_double_eq_tol(dynamics_leak(&dynamics, x[k]), right[k], 1e-12);
    }
}
END_TEST

START_TEST(linear_leak_profile_moves_a_wall_by_the_exponential)
{
    struct dwmtj d = dwmtj_default();
    for (int k = 0; k < 8; k++) {
        double a = k % 2 ? 4.0 : -1.0, b = (k & 2 ? 3.0 : -3.0) * 1e7, rate = k & 4 ? 2e8 : 0.0; /* m/s, 1/s, m/s2 */
        const double speed[] = {a, a + b * d.length};
        struct profile profile = {.speed = speed, .entries = 2, .stride = 1};
        double h = 12e-9, u = 0.5, x = 40e-9;
        /* x' = u + a + rate t + b x */
        double c = (u + a) / b + rate / (b * b), right = (x + c) * exp(b * h) - c - rate * h / b;
        if (right > 0.0 && right < d.length) {
            struct motion wall = go(&d, &profile, (struct motion){.x = x}, u, u + rate * h, h);
            ck_assert_double_eq_tol(wall.x, right, NEAR);
            expect_close(wall.x_slope, (expm1(b * h) - b * h) / (b * b * h), 1e-4); /* sub-steps heed x alone */
        }
    }
}
END_TEST

static const double STARTS[] = {0.0, 1e-9, 30e-9, 99e-9, 100e-9};
static const double DRIVES[][2] = {{-4, 9}, {9, -4}, {3, 3}, {-2, -1}, {40, -60}, {-60, 40}, {0, 5}, {5, 0}, {-30, 50}};
enum { START_COUNT = sizeof STARTS / sizeof *STARTS, DRIVE_COUNT = sizeof DRIVES / sizeof *DRIVES };

START_TEST(even_leak_profile_is_the_constant_leak)
{
    struct dwmtj d = dwmtj_default();
    d.vleak = -1.5;
    const double speed[] = {d.vleak, d.vleak, d.vleak}, h = 5e-9;
    struct profile profile = {.speed = speed, .entries = 3, .stride = 1};
    for (int s = 0; s < START_COUNT; s++) {
        for (int k = 0; k < DRIVE_COUNT; k++) {
            double from = DRIVES[k][0] + d.vleak, to = DRIVES[k][1] + d.vleak;
            struct motion wall = go(&d, &profile, (struct motion){.x = STARTS[s]}, DRIVES[k][0], DRIVES[k][1], h);
            ck_assert_double_eq_tol(wall.x, dwmtj_advance(&d, STARTS[s], from, to, h), NEAR);
            ck_assert_double_eq_tol(wall.x_slope, dwmtj_advance_slope(&d, STARTS[s], from, to, h), 1e-6 * h);
        }
    }
}
END_TEST

START_TEST(well_in_the_leak_profile_holds_a_wall_up_to_its_depth)
{
    struct dwmtj d = dwmtj_default();
    const double speed[] = {0.0, 8.0, -8.0, 0.0}; /* crosses zero at 50 nm; deepest a third of the track off */
    struct profile profile = {.speed = speed, .entries = 4, .stride = 1};
    double slope = -16.0 / (d.length / 3.0); /* 1/s: 2 ns to settle */
    struct motion wall = go(&d, &profile, (struct motion){.x = 40e-9}, 0.0, 0.0, 200e-9);
    ck_assert_double_eq_tol(wall.x, 50e-9, NEAR);
    wall = go(&d, &profile, wall, 7.9, 7.9, 200e-9);
    ck_assert_double_eq_tol(wall.x, 50e-9 - 7.9 / slope, NEAR);
    wall = go(&d, &profile, wall, 8.1, 8.1, 200e-9);
    ck_assert_double_eq(wall.x, d.length);
}
END_TEST

START_TEST(wrong_leak_profiles_are_refused)
{
    char why[200];
    const double good[] = {-1e4, 1e4}, large[] = {0.0, -1.1e4}, none[] = {0.0, NAN};
    struct dwmtj d = dwmtj_default();
    ck_assert(profile_check(&NONE, &d, why, sizeof why));
    ck_assert(profile_check(&(struct profile){good, 2, 1}, &d, why, sizeof why));
    ck_assert(!profile_check(&(struct profile){good, 1, 1}, &d, why, sizeof why));
    ck_assert_ptr_nonnull(strstr(why, "at least two"));
    ck_assert(!profile_check(&(struct profile){large, 2, 1}, &d, why, sizeof why));
    ck_assert_str_eq(why, "entry 2 of parameter vleak_table = -11000 m/s is out of its limits, -10000 to 10000");
    ck_assert(!profile_check(&(struct profile){none, 2, 1}, &d, why, sizeof why));
    d.idepin = 1e-6;
    ck_assert(!profile_check(&(struct profile){good, 2, 1}, &d, why, sizeof why));
    ck_assert_ptr_nonnull(strstr(why, "idepin"));
    ck_assert(profile_check(&NONE, &d, why, sizeof why));
}
END_TEST

START_TEST(below_breakdown_the_velocity_is_beta_over_alpha_times_the_drive)
{
    struct dwmtj d = with_angle();
    for (int k = -8; k <= 8; k++) {
        double u = 0.11 * k * breakdown(&d), h = 400e-9;
        struct motion from_rest = go(&d, &NONE, start(&d, 500e-6, 0.0), u, u, h);
        struct motion later = go(&d, &NONE, from_rest, u, u, 10e-9);
        ck_assert_double_eq_tol((later.x - from_rest.x) / 10e-9, d.beta / d.alpha * u, 1e-4);
        struct motion steady = go(&d, &NONE, start(&d, 500e-6, u), u, u, h);
        ck_assert_double_eq_tol((steady.x - 500e-6) / h, d.beta / d.alpha * u, 1e-4);
    }
}
END_TEST

START_TEST(leak_gives_the_wall_with_an_angle_the_same_velocity)
{
    struct dwmtj d = with_angle();
    d.vleak = -5.0; /* far below its breakdown, gamma_0 hk delta / 2 = 11 m/s */
    struct motion wall = go(&d, &NONE, start(&d, 500e-6, 3.0), 3.0, 3.0, 100e-9);
    ck_assert_double_eq_tol((wall.x - 500e-6) / 100e-9, d.vleak + d.beta / d.alpha * 3.0, 1e-4);
}
END_TEST

START_TEST(angle_turns_for_ever_above_the_breakdown_current_only)
{
    struct dwmtj d = with_angle();
    /* Near the breakdown a turn takes 2 pi (1 + alpha^2)/(|a| sqrt(1 - (I_W/I)^2)) = 0.41 us at 1 % above it. */
    for (int sign = -1; sign <= 1; sign += 2) {
        double below = sign * 0.99 * breakdown(&d), above = sign * 1.01 * breakdown(&d);
        struct motion wall = go(&d, &NONE, start(&d, 500e-6, 0.0), below, below, 2e-6);
        ck_assert_double_lt(fabs(wall.phi), M_PI / 4.0);
        wall = go(&d, &NONE, start(&d, 500e-6, 0.0), above, above, 2e-6);
        ck_assert_double_gt(fabs(wall.phi), 2.0 * M_PI);
    }
}
END_TEST

START_TEST(above_breakdown_the_mean_velocity_is_that_of_precession)
{
    struct dwmtj d = with_angle();
    for (int k = 0; k < 5; k++) {
        double u = (1.1 + 0.6 * k) * breakdown(&d), share = 1.0 + d.alpha * d.alpha;
        double a = (d.beta - d.alpha) * u / d.delta, b = 0.5 * d.alpha * GYROMAGNETIC * d.hk,
               turn = sqrt(a * a - b * b);
        double time = 20.0 * M_PI * share / turn; /* twenty half turns: back at the angle of the start */
        double right = d.beta / d.alpha * u - d.delta / d.alpha * turn / share;
        struct motion wall = go(&d, &NONE, start(&d, 500e-6, u), u, u, time);
        expect_close((wall.x - 500e-6) / time, right, 1e-5); /* 1e-13 m in each of 1e3 sub-steps, of 100 um */
    }
}
END_TEST

START_TEST(wall_answers_to_a_small_current_step_with_its_relaxation_time)
{
    struct dwmtj d = with_angle();
    d.dxtol = 1e-18; /* the way is but a nanometre */
    double u = 1e-3 * breakdown(&d), share = 1.0 + d.alpha * d.alpha;
    double tau = share / (d.alpha * GYROMAGNETIC * d.hk);
    double at_once = (1.0 + d.alpha * d.beta) / share * u, at_last = d.beta / d.alpha * u;
    for (int k = 1; k < 8; k++) {
        double t = 0.5 * k * tau;
        struct motion wall = go(&d, &NONE, start(&d, 500e-6, 0.0), u, u, t);
        double right = at_last * t - (at_last - at_once) * tau * (1.0 - exp(-t / tau));
        expect_close(wall.x - 500e-6, right, 2e-6); /* sin 2 phi against 2 phi: (u/u_W)^2 */
    }
}
END_TEST

START_TEST(with_beta_equal_to_alpha_the_wall_goes_as_driven)
{
    struct dwmtj d = with_angle();
    d.length = 100e-9;
    d.beta = d.alpha;
    for (int s = 0; s < START_COUNT; s++) {
        for (int k = 0; k < DRIVE_COUNT; k++) {
            struct motion wall = start(&d, STARTS[s], DRIVES[k][0]);
            wall.phi = 0.0;
            double u_0 = 0.1 * DRIVES[k][0], u_1 = 0.1 * DRIVES[k][1]; /* at rest the angle stays below pi/4 */
            wall = go(&d, &NONE, wall, u_0, u_1, 10e-9);
            /* a wall that an end has held starts with an angle, and so a little late */
            bool held = STARTS[s] == 0.0 || STARTS[s] == d.length || u_0 * u_1 < 0.0;
            if (!held) {
                ck_assert_double_eq_tol(wall.x, dwmtj_advance(&d, STARTS[s], u_0, u_1, 10e-9), NEAR);
            }
        }
    }
}
END_TEST

/* The equations of motion as they stand in the literature, two in two unknowns, by small steps of fourth order. */
static void reference_rates(const struct dwmtj *d, double phi, double u, double rates[2])
{
    /* alpha/delta x' + phi' = gamma_0 H + beta u/delta,  x'/delta - alpha phi' = (gamma_0 hk/2) sin 2 phi + u/delta */
    double m[2][2] = {{d->alpha / d->delta, 1.0}, {1.0 / d->delta, -d->alpha}};
    const double right[2] = {d->alpha * d->vleak / d->delta + d->beta * u / d->delta,
                             0.5 * GYROMAGNETIC * d->hk * sin(2.0 * phi) + u / d->delta};
    double determinant = m[0][0] * m[1][1] - m[0][1] * m[1][0];
    rates[0] = (right[0] * m[1][1] - m[0][1] * right[1]) / determinant;
    rates[1] = (m[0][0] * right[1] - right[0] * m[1][0]) / determinant;
}

static double reference(const struct dwmtj *d, double x, double phi, double u_start, double u_end, double h)
{
    const int steps = 4000;
    const double dt = h / steps;
    for (int i = 0; i < steps; i++) {
        double k[4][2], t = i * dt, rate = (u_end - u_start) / h;
        reference_rates(d, phi, u_start + rate * t, k[0]);
        reference_rates(d, phi + 0.5 * dt * k[0][1], u_start + rate * (t + 0.5 * dt), k[1]);
        reference_rates(d, phi + 0.5 * dt * k[1][1], u_start + rate * (t + 0.5 * dt), k[2]);
        reference_rates(d, phi + dt * k[2][1], u_start + rate * (t + dt), k[3]);
        x += dt / 6.0 * (k[0][0] + 2.0 * k[1][0] + 2.0 * k[2][0] + k[3][0]);
        phi += dt / 6.0 * (k[0][1] + 2.0 * k[1][1] + 2.0 * k[2][1] + k[3][1]);
    }
    return x;
}

START_TEST(free_wall_follows_the_equations_of_the_literature)
{
    struct dwmtj d = with_angle();
    d.vleak = -2.0;
    for (int k = 0; k < DRIVE_COUNT; k++) {
        for (int angle = 0; angle < 4; angle++) {
            struct motion wall = {.x = 500e-6, .phi = 0.9 * angle};
            double right = reference(&d, wall.x, wall.phi, DRIVES[k][0], DRIVES[k][1], 20e-9);
            wall = go(&d, &NONE, wall, DRIVES[k][0], DRIVES[k][1], 20e-9);
            /* gamma_0 has seven digits: 1e-7 of a way of up to a micrometre, carried over by 1/alpha */
            ck_assert_double_eq_tol(wall.x, right, 5.0 * NEAR);
        }
    }
}
END_TEST

START_TEST(wall_with_an_angle_leaves_an_end_when_its_steady_velocity_turns_inwards)
{
    struct dwmtj d = with_angle();
    d.length = 1e-6;
    d.vleak = -2.0;
    const double h = 20e-9, u_0 = -4.0, u_1 = 6.0;
    double u_leave = -d.vleak * d.alpha / d.beta, left = h * (u_1 - u_leave) / (u_1 - u_0);
    double phi = 0.5 * asin(-2.0 * u_leave / (GYROMAGNETIC * d.hk * d.delta));
    struct motion wall = go(&d, &NONE, start(&d, 0.0, u_0), u_0, u_1, h);
    double right = reference(&d, 0.0, phi, u_leave, u_1, left);
    ck_assert_double_gt(right, 10e-9); /* or nothing is tested */
    ck_assert_double_eq_tol(wall.x, right, NEAR);
    wall = go(&d, &NONE, start(&d, d.length, -u_0), 4.0, -2.0, h); /* the leak pushes inwards here */
    ck_assert_double_lt(wall.x, d.length);
}
END_TEST

START_TEST(ends_of_the_track_hold_a_wall_with_an_angle)
{
    struct dwmtj d = with_angle();
    d.length = 100e-9;
    for (int sign = -1; sign <= 1; sign += 2) {
        double end = sign > 0 ? d.length : 0.0;
        struct motion wall = go(&d, &NONE, start(&d, 50e-9, 0.0), sign * 20.0, sign * 20.0, 50e-9);
        struct dynamics dynamics = dynamics_of(&d, &NONE);
        ck_assert_double_eq(wall.x, end);
        ck_assert_double_eq(dynamics_velocity(&dynamics, sign * 20.0, &wall).v, 0.0);
        wall = go(&d, &NONE, wall, sign * 20.0, 0.0, 50e-9);
        ck_assert_double_eq(wall.x, end);
        ck_assert_double_eq_tol(wall.phi, 0.0, 1e-9); /* nothing drives it: the angle is at rest */
    }
}
END_TEST

START_TEST(step_of_a_wall_with_an_angle_equals_many_small_steps)
{
    struct dwmtj d = with_angle();
    d.length = 100e-9;
    const double speed[] = {-2.0, 1.0, -3.0}, h = 10e-9;
    struct profile profile = {.speed = speed, .entries = 3, .stride = 1};
    const int parts = 300;
    for (int s = 0; s < START_COUNT; s++) {
        for (int k = 0; k < DRIVE_COUNT; k++) {
            struct motion whole = go(&d, &profile, start(&d, STARTS[s], 0.0), DRIVES[k][0], DRIVES[k][1], h);
            struct motion wall = start(&d, STARTS[s], 0.0);
            double rate = (DRIVES[k][1] - DRIVES[k][0]) / parts;
            for (int i = 0; i < parts; i++) {
                wall = go(&d, &profile, wall, DRIVES[k][0] + i * rate, DRIVES[k][0] + (i + 1) * rate, h / parts);
            }
            ck_assert_double_eq_tol(whole.x, wall.x, 5.0 * NEAR); /* many times as many sub-steps */
        }
    }
}
END_TEST

START_TEST(slopes_are_the_derivatives_of_the_step)
{
    struct dwmtj d = with_angle();
    d.length = 100e-9;
    d.dxtol = 1e-17; /* so that the differences are of the motion and not of its errors */
    const double speed[] = {-2.0, 1.0, -3.0}, h = 3e-9, little = 1e-4;
    struct profile profile = {.speed = speed, .entries = 3, .stride = 1};
    int free = 0;
    for (int s = 0; s < START_COUNT; s++) {
        for (int k = 0; k < DRIVE_COUNT; k++) {
            double u_0 = 0.31 * DRIVES[k][0], u_1 = 0.31 * DRIVES[k][1]; /* held walls have an angle of rest */
            struct motion at = start(&d, STARTS[s], 0.0), wall = go(&d, &profile, at, u_0, u_1, h);
            struct motion more = go(&d, &profile, at, u_0, u_1 + little, h);
            struct motion less = go(&d, &profile, at, u_0, u_1 - little, h);
            ck_assert_double_eq_tol(wall.x_slope, (more.x - less.x) / (2.0 * little), 1e-4 * h);
            struct dynamics dynamics = dynamics_of(&d, &profile);
            double difference = (dynamics_velocity(&dynamics, u_1 + little, &more).v -
                                 dynamics_velocity(&dynamics, u_1 - little, &less).v) /
                                (2.0 * little);
            ck_assert_double_eq_tol(dynamics_velocity(&dynamics, u_1, &wall).v_slope, difference, 1e-3);
            free += wall.x > 0.0 && wall.x < d.length;
        }
    }
    ck_assert_int_gt(free, 15);
}
END_TEST

START_TEST(small_signals_see_the_inertia_of_the_wall)
{
    struct dwmtj d = with_angle();
    double u = 0.5 * breakdown(&d), share = 1.0 + d.alpha * d.alpha, x = 500e-6, response[2];
    struct dynamics dynamics = dynamics_of(&d, &NONE);
    double phi = dynamics_start_angle(&dynamics, x, u);
    double field =
        GYROMAGNETIC * d.hk * cos(asin(2.0 * (d.beta - d.alpha) * u / (d.alpha * GYROMAGNETIC * d.hk * d.delta)));
    for (int k = 0; k < 6; k++) {
        double omega = 1e6 * pow(10.0, k);
        double complex v = (1.0 + d.alpha * d.beta) / share +
                           field * (d.beta - d.alpha) / (share * share) / (I * omega + d.alpha * field / share);
        ck_assert(dynamics_response(&dynamics, x, phi, u, omega, response));
        ck_assert_double_lt(cabs(response[0] + I * response[1] - v / (I * omega)), 1e-6 * cabs(v / (I * omega)));
    }
    ck_assert(!dynamics_response(&dynamics, x, phi, 1.01 * breakdown(&d), 1e6, response));
    ck_assert(dynamics_response(&dynamics, 0.0, 0.0, -1.0, 1e6, response)); /* held */
    ck_assert_double_eq(response[0], 0.0);
    ck_assert_double_eq(response[1], 0.0);
}
END_TEST

START_TEST(next_time_point_is_where_the_junction_begins)
{
    struct dwmtj d = with_angle();
    d.length = 100e-9;
    d.delta = 1e-9;
    struct dynamics dynamics = dynamics_of(&d, &NONE);
    struct motion wall = start(&d, 10e-9, 0.0);
    struct drive drive = {1.0, 2e9, 0.0};
    double until = trajectory_longest_step(&d, &dynamics, &drive, 0.0, &wall, 1e-6);
    trajectory_advance(&dynamics, &drive, until, &wall);
    /* Eqs. (9a) and (22): five widths before the edge, and a thousandth of dxmax */
    ck_assert_double_eq_tol(wall.x, dwmtj_left_edge(&d) - 5.0 * d.delta - 1e-3 * d.dxmax, NEAR);
    wall = start(&d, 10e-9, 0.0);
    ck_assert(isinf(trajectory_longest_step(&d, &dynamics, &drive, 0.0, &wall, 0.9 * until)));
}
END_TEST

Suite *dynamics_suite(void)
{
    Suite *suite = suite_create("dynamics");
    TCase *tests = tcase_create("leak profile");
    tcase_add_test(tests, leak_profile_is_linear_between_its_entries);
    tcase_add_test(tests, linear_leak_profile_moves_a_wall_by_the_exponential);
    tcase_add_test(tests, even_leak_profile_is_the_constant_leak);
    tcase_add_test(tests, well_in_the_leak_profile_holds_a_wall_up_to_its_depth);
    tcase_add_test(tests, wrong_leak_profiles_are_refused);
    suite_add_tcase(suite, tests);
    tests = tcase_create("angle");
    tcase_add_test(tests, below_breakdown_the_velocity_is_beta_over_alpha_times_the_drive);
    tcase_add_test(tests, leak_gives_the_wall_with_an_angle_the_same_velocity);
    tcase_add_test(tests, angle_turns_for_ever_above_the_breakdown_current_only);
    tcase_add_test(tests, above_breakdown_the_mean_velocity_is_that_of_precession);
    tcase_add_test(tests, wall_answers_to_a_small_current_step_with_its_relaxation_time);
    tcase_add_test(tests, with_beta_equal_to_alpha_the_wall_goes_as_driven);
    tcase_add_test(tests, free_wall_follows_the_equations_of_the_literature);
    tcase_add_test(tests, wall_with_an_angle_leaves_an_end_when_its_steady_velocity_turns_inwards);
    tcase_add_test(tests, ends_of_the_track_hold_a_wall_with_an_angle);
    tcase_add_test(tests, step_of_a_wall_with_an_angle_equals_many_small_steps);
    tcase_add_test(tests, slopes_are_the_derivatives_of_the_step);
    tcase_add_test(tests, small_signals_see_the_inertia_of_the_wall);
    tcase_add_test(tests, next_time_point_is_where_the_junction_begins);
    suite_add_tcase(suite, tests);
    return suite;
}
