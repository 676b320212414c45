/* The nanomagnet's equations and its table. tests/ngspice/test_nanomagnets.c has what it does in ngspice. */
#include "tests/suites.h"

#include "models/constants.h"
#include "models/device.h"
#include "models/nanomagnet/nanomagnet.h"
#include "models/nanomagnet/pairs.h"
#include "models/nanomagnet/shape.h"
#include "tests/support/expect.h"

#include <gsl/gsl_sf_ellint.h>
#include <math.h>
#include <string.h>

static struct nanomagnet standard(void)
{
    struct nanomagnet d;
    device_reset(device_find("nanomagnet"), &d);
    return d;
}

START_TEST(factors_of_a_sphere_a_film_and_a_rod)
{
    const double sphere[3] = {7e-9, 7e-9, 7e-9}, film[3] = {1.0, 1.0, 1e-6}, rod[3] = {1.0, 1e-6, 1e-6};
    double n[3];
    shape_factors(sphere, n);
    ck_assert_double_eq_tol(n[0], 1.0 / 3.0, 1e-15);
    shape_factors(film, n); /* pi/4 of the ratio in the plane, to first order */
    ck_assert_double_eq_tol(n[0], 1e-6 * PI / 4.0, 1e-11);
    ck_assert_double_eq(n[0], n[1]);
    ck_assert_double_eq_tol(n[2], 1.0, 2e-6);
    shape_factors(rod, n); /* half across; along, ln(2 a/c) - 1 of the ratio's square */
    ck_assert_double_eq_tol(n[1], 0.5, 1e-11);
    expect_close(n[0], 1e-12 * (log(2e6) - 1.0), 1e-9);
}
END_TEST

/* Of an ellipsoid of revolution in closed form (Osborn): oblate and prolate. */
START_TEST(factors_of_ellipsoids_of_revolution_in_closed_form)
{
    for (double ratio = 1.5; ratio < 100.0; ratio *= 1.7) {
        const double oblate[3] = {ratio, ratio, 1.0}, prolate[3] = {1.0, 1.0, ratio};
        const double root = sqrt(ratio * ratio - 1.0), square = ratio * ratio;
        double n[3];
        shape_factors(oblate, n);
        expect_close(n[2], square / (square - 1.0) * (1.0 - asin(root / ratio) / root), 1e-12);
        shape_factors(prolate, n);
        expect_close(n[2], (ratio / root * log(ratio + root) - 1.0) / (square - 1.0), 1e-11);
    }
}
END_TEST

/* The same integral by the GNU Scientific Library; and the sum of the three, which is 1. */
START_TEST(factors_of_any_ellipsoid_are_carlsons_integral)
{
    const double shape[][3] = {{90, 60, 3}, {220, 80, 25}, {60, 90, 20}, {1, 2, 300}, {1000, 999, 1}};
    for (size_t i = 0; i < sizeof shape / sizeof *shape; i++) {
        double n[3];
        shape_factors(shape[i], n);
        ck_assert_double_eq_tol(n[0] + n[1] + n[2], 1.0, 1e-14);
        for (int k = 0; k < 3; k++) {
            double a = shape[i][k], b = shape[i][(k + 1) % 3], c = shape[i][(k + 2) % 3];
            expect_close(n[k], a * b * c / 3.0 * gsl_sf_ellint_RD(b * b, c * c, a * a, GSL_PREC_DOUBLE), 1e-12);
        }
    }
}
END_TEST

/* Turns a moment in the plane and looks at the energy of the field that the macrospin feels. */
START_TEST(barrier_is_the_work_of_the_field)
{
    struct nanomagnet d = standard();
    d.angle = 30.0;
    const struct macrospin magnet = nanomagnet_magnet(&d, 300.0, "");
    const struct macrospin_drive none = {.hk = 0.0};
    const double nothing[3] = {0.0, 0.0, 0.0};
    const int parts = 2000;
    double work = 0.0, most = 0.0;
    for (int i = 0; i < parts; i++) {
        double angle = PI / 6.0 + PI * (i + 0.5) / parts, m[3] = {cos(angle), sin(angle), 0.0}, field[3];
        macrospin_field(&magnet, &none, nothing, m, field);
        work -= (-sin(angle) * field[0] + cos(angle) * field[1]) * PI / parts;
        most = fmax(most, work);
    }
    expect_close(nanomagnet_barrier(&d), MU_0 * nanomagnet_moment(&d) * most, 1e-6);
    ck_assert_double_eq_tol(work, 0.0, 1e-9 * most);
    expect_close(nanomagnet_barrier(&d), 0.5 * MU_0 * nanomagnet_moment(&d) * nanomagnet_holding_field(&d), 1e-14);
    expect_close(nanomagnet_moment(&d), 8e5 * PI / 4.0 * 90e-9 * 60e-9 * 3e-9, 1e-14);
}
END_TEST

START_TEST(easy_axis_is_the_longer_one_at_any_angle)
{
    struct nanomagnet d = standard();
    for (int turn = -12; turn <= 12; turn++) {
        double axis[3], other[3];
        d.angle = 15.0 * turn;
        nanomagnet_axis(&d, axis);
        ck_assert_double_eq_tol(axis[0], cos(PI * turn / 12.0), 1e-15);
        ck_assert_double_eq_tol(axis[1], sin(PI * turn / 12.0), 1e-15);
        ck_assert(turn % 6 != 0 || axis[0] == 0.0 || axis[1] == 0.0); /* a right angle is one */
        struct nanomagnet wide = d;
        wide.length = d.width;
        wide.width = d.length;
        nanomagnet_axis(&wide, other);
        ck_assert_double_eq_tol(axis[0] * other[0] + axis[1] * other[1], 0.0, 1e-15);
        expect_close(nanomagnet_barrier(&wide), nanomagnet_barrier(&d), 1e-12);
    }
}
END_TEST

/* dm/dt at a right angle to p is gamma_0/(1 + alpha^2) hbar I/(2 e mu_0 M_S V) towards p. */
START_TEST(spin_current_pulls_the_moment_to_its_direction)
{
    struct nanomagnet d = standard();
    const double h[3] = {0.0, 0.0, 0.0}, i[3] = {0.0, 1e-6, 0.0}, m[3] = {1.0, 0.0, 0.0}, none[3] = {0.0, 0.0, 0.0};
    struct macrospin magnet = nanomagnet_magnet(&d, 300.0, "");
    const struct macrospin_drive drive = nanomagnet_drive(&d, h, i);
    double field[3], velocity[3], change[3];
    magnet.hk = magnet.demag[0] = magnet.demag[1] = magnet.demag[2] = 0.0;
    macrospin_field(&magnet, &drive, none, m, field);
    macrospin_velocity(d.alpha, GAMMA_0 / (1.0 + d.alpha * d.alpha), m, field, velocity);
    macrospin_cross(velocity, m, change);
    const double electrons = 1e-6 / ELEMENTARY_CHARGE; /* in 1 s, each with a spin of hbar/2 */
    const double spins = nanomagnet_moment(&d) * MU_0 / (GAMMA_0 * HBAR);
    expect_close(change[1], 0.5 * electrons / spins / (1.0 + d.alpha * d.alpha), 1e-12);
}
END_TEST

/* Of a magnet that a field holds at rest: the slope of a small field across is m/(H + H_k), Stoner and Wohlfarth's. */
START_TEST(slow_answer_is_the_susceptibility)
{
    struct nanomagnet d = standard();
    const double h[3] = {2e4, 0.0, 0.0}, none[3] = {0.0, 0.0, 0.0}, m[3] = {1.0, 0.0, 0.0};
    const struct macrospin magnet = nanomagnet_magnet(&d, 300.0, "");
    const struct macrospin_drive drive = nanomagnet_drive(&d, h, none);
    struct nanomagnet_answer answer;
    ck_assert(nanomagnet_small_signal(&d, &magnet, &drive, m, 0.0, &answer));
    expect_close(answer.of_field[1][1][0], 1.0 / (2e4 + nanomagnet_holding_field(&d)), 1e-9);
    ck_assert_double_eq_tol(answer.of_field[1][1][1], 0.0, 1e-20);
    ck_assert_double_eq_tol(answer.of_field[0][1][0], 0.0, 1e-20);
    double factor[3];
    nanomagnet_factors(&d, factor);
    expect_close(answer.of_field[2][2][0], 1.0 / (2e4 + d.ms * (factor[2] - factor[0])), 1e-9);
    const double against[3] = {-2e5, 0.0, 0.0};
    const struct macrospin_drive unstable = nanomagnet_drive(&d, against, none);
    ck_assert(!nanomagnet_small_signal(&d, &magnet, &unstable, m, 0.0, &answer));
}
END_TEST

START_TEST(what_makes_no_nanomagnet_is_refused)
{
    const struct device *kind = device_find("nanomagnet");
    const struct {
        const char *name;
        double value;
        const char *why;
    } wrong[] = {{"ms", 0.0, "ms = 0 A/m is out of its limits"},
                 {"start", 0.5, "start = 0.5 must be a whole number, 0 to 1"},
                 {"follow", 0.5, "follow = 0.5 must be a whole number, 0 to 1"},
                 {"noise", 1.5, "noise = 1.5 must be a whole number"},
                 {"nx", 0.1, "expected all three, or none"},
                 {"nz", -0.5, "nz = -0.5 must be from 0 to 1, or -1"},
                 {"thickness", 100e-9, "leave no easy axis in the plane"},
                 {"theta0", -0.5, "theta0 = -0.5 rad must be at least 0, or -1"}};
    struct nanomagnet d = standard();
    char why[300] = "";
    ck_assert_msg(kind->check(&d, why, sizeof why), "%s", why);
    for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++) {
        d = standard();
        size_t index = parameter_index(kind->table, wrong[k].name, strlen(wrong[k].name));
        parameter_set(&kind->table->item[index], &d, wrong[k].value);
        ck_assert(!kind->check(&d, why, sizeof why));
        ck_assert_msg(strstr(why, wrong[k].why) != NULL, "%s", why);
    }
    d = standard();
    d.noise = 1.0;
    d.theta0 = 0.1;
    ck_assert(!kind->check(&d, why, sizeof why));
    ck_assert_msg(strstr(why, "does nothing with noise") != NULL, "%s", why);
}
END_TEST

START_TEST(pairs_are_read_from_a_text)
{
    const char *text = "1:3:0.5/4:2:-1e-3/";
    struct pair_values pair;
    char why[200];
    bool found;
    ck_assert(pairs_read(&text, 4, 1, &pair, &found, why, sizeof why) && found);
    ck_assert(pair.first == 0 && pair.second == 2 && pair.value[0] == 0.5);
    ck_assert(pairs_read(&text, 4, 1, &pair, &found, why, sizeof why) && found);
    ck_assert(pair.first == 1 && pair.second == 3 && pair.value[0] == -1e-3);
    ck_assert(pairs_read(&text, 4, 1, &pair, &found, why, sizeof why) && !found);
    const char *const wrong[] = {"1:2",   "1:1:0.5",  "1:5:0.5", "0:1:0.5", "1.5:2:0.5",
                                 "1:2:x", "1:2:0.5n", "1:2:inf", "1,2,3"};
    for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++) {
        const char *next = wrong[k];
        ck_assert(!pairs_read(&next, 4, 1, &pair, &found, why, sizeof why));
        ck_assert_msg(strstr(why, "expected two different numbers from 1 to 4 and 1 value") != NULL, "%s", why);
    }
}
END_TEST

Suite *nanomagnet_suite(void)
{
    Suite *suite = suite_create("nanomagnet");
    TCase *tests = tcase_create("nanomagnet");
    tcase_add_test(tests, factors_of_a_sphere_a_film_and_a_rod);
    tcase_add_test(tests, factors_of_ellipsoids_of_revolution_in_closed_form);
    tcase_add_test(tests, factors_of_any_ellipsoid_are_carlsons_integral);
    tcase_add_test(tests, barrier_is_the_work_of_the_field);
    tcase_add_test(tests, easy_axis_is_the_longer_one_at_any_angle);
    tcase_add_test(tests, spin_current_pulls_the_moment_to_its_direction);
    tcase_add_test(tests, slow_answer_is_the_susceptibility);
    tcase_add_test(tests, what_makes_no_nanomagnet_is_refused);
    tcase_add_test(tests, pairs_are_read_from_a_text);
    suite_add_tcase(suite, tests);
    return suite;
}
