/* The physics of one device: models/dwmtj/dwmtj.h against analytic values. */
#include "tests/suites.h"

#include "models/device.h"
#include "models/dwmtj/dwmtj.h"
#include "tests/support/expect.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Rounding in a handful of double operations. */
static const double EXACT = 1e-12;

START_TEST(mobility_is_the_published_constant)
{
    struct dwmtj d = dwmtj_default();
    expect_close(dwmtj_mobility(&d), 1.0636e6, 5e-5); /* design figure, given to five digits */
}
END_TEST

START_TEST(velocity_without_leak_is_odd_in_current)
{
    struct dwmtj d = dwmtj_default();
    d.vleak = 0.0;
    for (int k = 0; k < 7; k++) {
        double i = 1e-6 * pow(3.0, k);
        ck_assert_double_eq(dwmtj_velocity(&d, -i), -dwmtj_velocity(&d, i));
    }
}
END_TEST

START_TEST(conductance_goes_from_antiparallel_to_parallel)
{
    struct dwmtj d = dwmtj_default();
    expect_close(dwmtj_conductance(&d, 0.0), 1.0 / d.rap, EXACT);
    expect_close(dwmtj_conductance(&d, 40e-9), 1.0 / d.rap, EXACT);
    expect_close(dwmtj_conductance(&d, 50e-9), 0.5 / d.rap + 0.5 / d.rp, EXACT);
    expect_close(dwmtj_conductance(&d, 60e-9), 1.0 / d.rp, EXACT);
    expect_close(dwmtj_conductance(&d, d.length), 1.0 / d.rp, EXACT);
}
END_TEST

START_TEST(slope_is_the_derivative_of_the_conductance)
{
    struct dwmtj d = dwmtj_default();
    const double h = 1e-12;
    for (int k = 0; k < 100; k++) {
        double x = (k + 0.5) * 1e-9; /* never within h of an edge */
        double difference = (dwmtj_conductance(&d, x + h) - dwmtj_conductance(&d, x - h)) / (2.0 * h);
        /* rounding of G over 2 h: 1e-16 * 2 mS / 2 pm */
        ck_assert_double_eq_tol(dwmtj_conductance_slope(&d, x), difference, 1e-6 * 1.5e-3 / 20e-9);
    }
}
END_TEST

START_TEST(wall_rests_at_an_end_that_it_is_pushed_against)
{
    struct dwmtj d = dwmtj_default();
    ck_assert_double_eq(dwmtj_advance(&d, 0.0, -5.0, -1.0, 1e-6), 0.0);
    ck_assert_double_eq(dwmtj_advance(&d, d.length, 5.0, 1.0, 1e-6), d.length);
    ck_assert_double_eq(dwmtj_motion(&d, 0.0, -5.0), 0.0);
    ck_assert_double_eq(dwmtj_motion(&d, d.length, 5.0), 0.0);
    ck_assert_double_eq(dwmtj_motion(&d, 0.0, 5.0), 5.0);
    ck_assert_double_eq(dwmtj_motion(&d, d.length, -5.0), -5.0);
}
END_TEST

START_TEST(wall_leaves_an_end_at_the_moment_the_drive_turns)
{
    struct dwmtj d = dwmtj_default();
    /* v from -3 to +1 m/s in 8 ns turns at 6 ns: 2 ns with a mean of 0.5 m/s */
    expect_close(dwmtj_advance(&d, 0.0, -3.0, 1.0, 8e-9), 1e-9, EXACT);
    expect_close(d.length - dwmtj_advance(&d, d.length, 3.0, -1.0, 8e-9), 1e-9, 1e-6); /* L - x cancels */
}
END_TEST

START_TEST(wall_that_meets_an_end_and_turns_inside_a_step_counts_both)
{
    struct dwmtj d = dwmtj_default();
    /* 6 ns at a mean of -1.5 m/s would take the wall from 5 nm to -4 nm: it stops, then goes 1 nm. */
    expect_close(dwmtj_advance(&d, 5e-9, -3.0, 1.0, 8e-9), 1e-9, EXACT);
}
END_TEST

START_TEST(step_equals_many_small_steps_of_the_same_drive)
{
    struct dwmtj d = dwmtj_default();
    const double starts[] = {0.0, 1e-9, 30e-9, 99e-9, 100e-9};
    const double drives[][2] = {{-4, 9}, {9, -4}, {3, 3}, {-2, -1}, {40, -60}, {-60, 40}, {0, 5}, {5, 0}};
    const double h = 10e-9;
    const int parts = 4000;
    for (size_t s = 0; s < 5; s++) {
        for (size_t k = 0; k < 8; k++) {
            double x = starts[s];
            for (int i = 0; i < parts; i++) {
                double from = drives[k][0] + (drives[k][1] - drives[k][0]) * i / parts;
                double to = drives[k][0] + (drives[k][1] - drives[k][0]) * (i + 1) / parts;
                x = dwmtj_advance(&d, x, from, to, h / parts);
            }
            double once = dwmtj_advance(&d, starts[s], drives[k][0], drives[k][1], h);
            ck_assert_double_eq_tol(once, x, 1e-15); /* 1e-6 nm: rounding of 4000 sums, one part that meets an end */
        }
    }
}
END_TEST

START_TEST(a_million_reversals_leave_no_trace)
{
    struct dwmtj d = dwmtj_default();
    const int reversals = 1000000;
    double between = 0.3 * d.length, stopped = between;
    for (int i = 0; i < reversals; i++) {
        double v = i % 2 ? -10.0 : 10.0;
        between = dwmtj_advance(&d, between, v, 0.5 * v, 4e-9); /* 30 nm there and back */
        stopped = dwmtj_advance(&d, stopped, -30.0 * v, 90.0 * v, 4e-9);
        if (stopped != (i % 2 ? 0.0 : d.length)) { /* pushed to the one stop, then to the other */
            ck_abort_msg("after %d reversals the wall is at %g m, and at no end", i, stopped);
        }
    }
    /* A rounding error of a sum is half a unit in the last place, and a million may add up. */
    ck_assert_double_eq_tol(between, 0.3 * d.length, 0.5 * DBL_EPSILON * d.length * reversals);
}
END_TEST

START_TEST(slope_of_a_step_is_its_derivative)
{
    struct dwmtj d = dwmtj_default();
    const double cases[][3] = {{50e-9, 3, 4}, {50e-9, -3, 4}, {0, -3, 4}, {0, -3, -4}, {1e-9, -8, 5}, {100e-9, 3, -9}};
    const double h = 2e-9, dv = 1e-6;
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        const double *c = cases[k];
        double difference =
            (dwmtj_advance(&d, c[0], c[1], c[2] + dv, h) - dwmtj_advance(&d, c[0], c[1], c[2] - dv, h)) / (2.0 * dv);
        ck_assert_double_eq_tol(dwmtj_advance_slope(&d, c[0], c[1], c[2], h), difference, 1e-5 * h);
    }
}
END_TEST

START_TEST(longest_step_ends_at_the_edge_and_at_the_end)
{
    struct dwmtj d = dwmtj_default();
    const double landing = 0.0011 * d.dxmax; /* the step may go a thousandth of dxmax further */
    ck_assert_double_eq_tol(10.0 * dwmtj_longest_step(&d, 0.0, 10.0), 40e-9, landing);
    ck_assert_double_eq_tol(10.0 * dwmtj_longest_step(&d, 45e-9, 10.0), d.dxmax, landing);
    ck_assert_double_eq_tol(10.0 * dwmtj_longest_step(&d, 70e-9, 10.0), 30e-9, landing);
    ck_assert_double_eq_tol(10.0 * dwmtj_longest_step(&d, 70e-9, -10.0), 10e-9, landing);
    ck_assert_double_infinite(dwmtj_longest_step(&d, 0.0, -10.0));
    /* a wall so wide that its junction changes up to the end of the track, which it must not pass in a long step */
    d.delta = 20e-9;
    ck_assert_double_eq_tol(10.0 * dwmtj_longest_step(&d, 99e-9, 10.0), 1e-9, landing);
    ck_assert_double_eq_tol(10.0 * dwmtj_longest_step(&d, 1e-9, -10.0), 1e-9, landing);
    d.delta = 0.0;
    ck_assert_double_infinite(dwmtj_longest_step(&d, 50e-9, 0.0));
}
END_TEST

START_TEST(smooth_step_errs_by_dxtol)
{
    struct dwmtj d = dwmtj_default();
    const double bend = 1e26; /* m/s3: v = bend t^2 / 2, so x = bend t^3 / 6 and the trapezoid gives bend t^3 / 4 */
    double h = dwmtj_smooth_step(&d, 50e-9, 1.0, 0.0, bend);
    ck_assert_double_eq_tol(bend * h * h * h * (1.0 / 4.0 - 1.0 / 6.0), d.dxtol, 1e-6 * d.dxtol);
    ck_assert_double_infinite(dwmtj_smooth_step(&d, 50e-9, 1.0, 1e9, 0.0));
    ck_assert_double_infinite(dwmtj_smooth_step(&d, 0.0, -1.0, -1e9, bend)); /* rests, and is pushed harder */
    ck_assert_double_eq_tol(dwmtj_smooth_step(&d, 0.0, -1.0, 1e9, bend), h + 1e-9, 1e-15); /* leaves in 1 ns */
    ck_assert_double_eq_tol(dwmtj_smooth_step(&d, d.length, 1.0, -1e9, bend), h + 1e-9, 1e-15);
}
END_TEST

/* What the build finds in models/: each device's defaults make a device, and each parameter has its limits. */
START_TEST(every_device_checks_the_limits_of_its_table)
{
    for (size_t k = 0; devices[k]; k++) {
        const struct device *kind = devices[k];
        double *device = malloc(kind->size);
        char why[200];
        ck_assert_uint_eq(kind->size, kind->table->count * sizeof(double));
        device_reset(kind, device);
        ck_assert_msg(kind->check(device, why, sizeof why), "%s: %s", kind->name, why);
        for (size_t i = 0; i < kind->table->count; i++) {
            const struct parameter *p = &kind->table->item[i];
            const double wrong[] = {p->least - 1.0 - 1e-3 * fabs(p->least), p->greatest * 2.0 + 1.0, NAN, INFINITY};
            for (size_t w = 0; w < sizeof wrong / sizeof *wrong; w++) {
                device_reset(kind, device);
                parameter_set(p, device, wrong[w]);
                ck_assert(!kind->check(device, why, sizeof why));
                ck_assert_ptr_nonnull(strstr(why, p->name));
            }
        }
        free(device);
    }
}
END_TEST

START_TEST(parameters_that_do_not_fit_together_are_refused)
{
    char why[200];
    struct dwmtj d = dwmtj_default();
    ck_assert(dwmtj_check(&d, why, sizeof why));
    d.rap = 400.0;
    ck_assert(!dwmtj_check(&d, why, sizeof why));
    d = dwmtj_default();
    d.position = 0.05;
    ck_assert(!dwmtj_check(&d, why, sizeof why));
    d = dwmtj_default();
    d.xinit = 101e-9;
    ck_assert(!dwmtj_check(&d, why, sizeof why));
    d = dwmtj_default();
    d.width = d.length; /* a junction as long as the track is a device, too */
    ck_assert(dwmtj_check(&d, why, sizeof why));
}
END_TEST

START_TEST(limits_and_whole_numbers_hold_but_for_rounding)
{
    char why[200];
    for (size_t i = 0; i < DWMTJ_PARAMETERS; i++) {
        const struct parameter *p = &dwmtj_parameters[i];
        ck_assert(parameter_within(p->least * (1.0 - copysign(4.0 * DBL_EPSILON, p->least)), p->least, p->greatest));
        ck_assert(parameter_within(p->greatest * (1.0 + 4.0 * DBL_EPSILON), p->least, p->greatest));
        ck_assert(!parameter_within(p->least - 1e-10 * fabs(p->least) - DBL_MIN, p->least, p->greatest));
        ck_assert(!parameter_within(p->greatest * (1.0 + 1e-10), p->least, p->greatest));
    }
    struct dwmtj d = dwmtj_default();
    d.alpha = 0.1;
    d.delta = 1e-8;
    const double seeds[] = {7.0, 65535.0, 4294967295.0};
    for (size_t k = 0; k < 3; k++) {
        d.noise = seeds[k] * (1.0 - 4.0 * DBL_EPSILON);
        ck_assert_msg(dwmtj_check(&d, why, sizeof why), "%s", why);
        d.noise = seeds[k] - 0.1;
        ck_assert(!dwmtj_check(&d, why, sizeof why));
    }
    d.noise = 0.0;
    d.rap = d.rp * (1.0 - 4.0 * DBL_EPSILON);
    ck_assert(dwmtj_check(&d, why, sizeof why));
    d.tcurie = NOMINAL_TEMPERATURE * (1.0 + 4.0 * DBL_EPSILON); /* (26) would divide by next to nothing */
    ck_assert(!dwmtj_check(&d, why, sizeof why));
}
END_TEST

START_TEST(wall_at_the_very_middle_of_the_junction_is_off)
{
    struct dwmtj d = dwmtj_default();
    const double middle = d.position * d.length;
    ck_assert(!dwmtj_is_on(&d, middle));
    ck_assert(dwmtj_is_on(&d, middle * (1.0 + DBL_EPSILON)));
    ck_assert(!dwmtj_is_on(&d, middle * (1.0 - DBL_EPSILON)));
}
END_TEST

Suite *device_suite(void)
{
    Suite *suite = suite_create("device");
    TCase *tests = tcase_create("physics");
    tcase_add_test(tests, mobility_is_the_published_constant);
    tcase_add_test(tests, velocity_without_leak_is_odd_in_current);
    tcase_add_test(tests, conductance_goes_from_antiparallel_to_parallel);
    tcase_add_test(tests, slope_is_the_derivative_of_the_conductance);
    tcase_add_test(tests, wall_rests_at_an_end_that_it_is_pushed_against);
    tcase_add_test(tests, wall_leaves_an_end_at_the_moment_the_drive_turns);
    tcase_add_test(tests, wall_that_meets_an_end_and_turns_inside_a_step_counts_both);
    tcase_add_test(tests, step_equals_many_small_steps_of_the_same_drive);
    tcase_add_test(tests, a_million_reversals_leave_no_trace);
    tcase_add_test(tests, slope_of_a_step_is_its_derivative);
    tcase_add_test(tests, longest_step_ends_at_the_edge_and_at_the_end);
    tcase_add_test(tests, smooth_step_errs_by_dxtol);
    tcase_add_test(tests, every_device_checks_the_limits_of_its_table);
    tcase_add_test(tests, parameters_that_do_not_fit_together_are_refused);
    tcase_add_test(tests, limits_and_whole_numbers_hold_but_for_rounding);
    tcase_add_test(tests, wall_at_the_very_middle_of_the_junction_is_off);
    suite_add_tcase(suite, tests);
    return suite;
}
