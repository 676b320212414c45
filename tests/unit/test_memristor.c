/* The spin-torque memristor's step. models/memristor/qa has what the device does in ngspice. */
#include "tests/suites.h"

#include "models/device.h"
#include "models/memristor/memristor.h"
#include "tests/support/expect.h"

#include <math.h>
#include <string.h>

static struct memristor standard(void)
{
    struct memristor d;
    device_reset(device_find("memristor"), &d);
    return d;
}

/* Steps of equal length in which the voltage goes linearly from `v_start` to `v_end` in `h`, all together. */
static double in_steps(const struct memristor *d, double x, double v_start, double v_end, double h, int steps)
{
    double slope;
    for (int i = 0; i < steps; i++) {
        double from = v_start + (v_end - v_start) * i / steps, to = v_start + (v_end - v_start) * (i + 1) / steps;
        x = memristor_advance(d, x, from, to, h / steps, &slope);
    }
    return x;
}

/* Ways that end on the layer and beyond both ends, turns and none. */
START_TEST(a_step_is_exact_where_the_voltage_is_linear)
{
    struct memristor d = standard();
    const double v[][2] = {{0.1, 0.3}, {0.2, 0.2}, {-0.1, -0.2}, {0.3, -0.1}, {-0.3, 0.2}, {2.0, -1.0}, {-2.0, 1.0}};
    for (size_t k = 0; k < sizeof v / sizeof *v; k++) {
        double slope, whole = memristor_advance(&d, 80e-9, v[k][0], v[k][1], 0.2e-9, &slope);
        double parts = in_steps(&d, 80e-9, v[k][0], v[k][1], 0.2e-9, 300);
        ck_assert_double_eq_tol(whole, parts, 1e-12 * d.length); /* rounding of 300 steps */
    }
}
END_TEST

/* The conductance is G exp(growth flux), Eq. (M4), where no end is met. */
START_TEST(conductance_grows_exponentially_with_the_flux)
{
    struct memristor d = standard();
    double h = 0.1e-9, slope, x = memristor_advance(&d, 50e-9, 0.1, 0.25, h, &slope);
    double growth = memristor_way_per_charge(&d) * memristor_conductance_slope(&d);
    double right = memristor_conductance(&d, 50e-9) * exp(growth * 0.5 * (0.1 + 0.25) * h);
    expect_close(memristor_conductance(&d, x), right, 1e-14);
}
END_TEST

/* With pinning the step takes the mean voltage: half of it brings a quarter of the error. The wall starts to move in
 * the first course, and comes to rest in the second. */
START_TEST(error_with_pinning_is_of_second_order)
{
    struct memristor d = standard();
    d.jdepin = 2e10;
    const double v[][2] = {{0.0, 0.5}, {0.5, 0.0}, {-0.5, 0.1}};
    for (size_t k = 0; k < sizeof v / sizeof *v; k++) {
        double fine = in_steps(&d, 90e-9, v[k][0], v[k][1], 0.1e-9, 20000);
        double coarse = in_steps(&d, 90e-9, v[k][0], v[k][1], 0.1e-9, 10) - fine;
        double half = in_steps(&d, 90e-9, v[k][0], v[k][1], 0.1e-9, 20) - fine;
        ck_assert_double_gt(fabs(fine - 90e-9), 1e-9); /* it moved */
        ck_assert_double_lt(fabs(coarse), 1e-3 * fabs(fine - 90e-9));
        ck_assert_double_lt(fabs(half),
                            0.35 * fabs(coarse)); /* 0.25 but for where in a step the wall starts or stops */
    }
}
END_TEST

START_TEST(pinned_wall_rests)
{
    struct memristor d = standard();
    d.jdepin = 2e10;
    double v = 0.99 * d.jdepin * d.length * d.width / memristor_conductance(&d, 90e-9), slope;
    ck_assert_double_eq(memristor_advance(&d, 90e-9, -v, v, 1e-6, &slope), 90e-9);
    ck_assert_double_eq(slope, 0.0);
    ck_assert_double_eq(memristor_velocity(&d, 90e-9, v), 0.0);
    ck_assert_double_infinite(memristor_longest_step(&d, 90e-9, v));
}
END_TEST

START_TEST(slope_is_the_derivative_of_the_step)
{
    struct memristor d = standard();
    const double v[][2] = {{0.1, 0.3}, {-0.1, -0.2}, {0.3, -0.1}, {-0.3, 0.2}, {3.0, -0.4}, {0.3, 3.0}};
    for (size_t k = 0; k < sizeof v / sizeof *v; k++) {
        const double little = 1e-6, h = 0.2e-9;
        double slope, ignored, at = 80e-9;
        memristor_advance(&d, at, v[k][0], v[k][1], h, &slope);
        double more = memristor_advance(&d, at, v[k][0], v[k][1] + little, h, &ignored);
        double less = memristor_advance(&d, at, v[k][0], v[k][1] - little, h, &ignored);
        double right = (more - less) / (2.0 * little);
        ck_assert_double_eq_tol(slope, right, 1e-6 * fabs(right) + 1e-15); /* of differences of rounded numbers */
    }
}
END_TEST

START_TEST(what_makes_no_memristor_is_refused)
{
    const struct device *kind = device_find("memristor");
    char why[200];
    struct memristor d = standard();
    ck_assert(kind->check(&d, why, sizeof why));
    d.rap = 0.5 * d.rp;
    ck_assert(!kind->check(&d, why, sizeof why));
    ck_assert_ptr_nonnull(strstr(why, "rap"));
    d = standard();
    d.xinit = 1.01 * d.length;
    ck_assert(!kind->check(&d, why, sizeof why));
    ck_assert_ptr_nonnull(strstr(why, "xinit"));
}
END_TEST

Suite *memristor_suite(void)
{
    Suite *suite = suite_create("memristor");
    TCase *tests = tcase_create("step");
    tcase_add_test(tests, a_step_is_exact_where_the_voltage_is_linear);
    tcase_add_test(tests, conductance_grows_exponentially_with_the_flux);
    tcase_add_test(tests, error_with_pinning_is_of_second_order);
    tcase_add_test(tests, pinned_wall_rests);
    tcase_add_test(tests, slope_is_the_derivative_of_the_step);
    tcase_add_test(tests, what_makes_no_memristor_is_refused);
    suite_add_tcase(suite, tests);
    return suite;
}
