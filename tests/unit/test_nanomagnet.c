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
    for (int k = 0; k < 8; k++) {
        const double ratio = 1.5 * pow(1.7, k);
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

/* ---- Limits ---- */

static bool is_beyond(const struct nanomagnet *d, enum nanomagnet_limit limit)
{
    char text[300] = "";
    const bool beyond = nanomagnet_is_beyond(d, limit, text, sizeof text);
    ck_assert_msg(beyond == (text[0] != '\0'), "%s", text);
    return beyond;
}

/* Discs of Permalloy, 10 nm thick, that Cowburn and others measured: of 100 nm one has one domain, of 300 nm a vortex
 * (Phys. Rev. Lett. 83, 1042 (1999)). Islands of ice of 220 x 80 x 25 nm have one domain, and do not turn as a whole
 * (Wang and others, Nature 439, 303 (2006)). The default island does. */
START_TEST(published_islands_are_within_the_limits_or_beyond)
{
    struct nanomagnet d = standard();
    for (int limit = 0; limit < NANOMAGNET_LIMITS; limit++) {
        ck_assert(!is_beyond(&d, (enum nanomagnet_limit)limit));
    }
    d.length = d.width = 100e-9;
    d.thickness = 10e-9;
    ck_assert(!is_beyond(&d, NANOMAGNET_VORTEX));
    d.length = d.width = 300e-9;
    ck_assert(is_beyond(&d, NANOMAGNET_VORTEX));
    d.length = 220e-9;
    d.width = 80e-9;
    d.thickness = 25e-9;
    ck_assert(!is_beyond(&d, NANOMAGNET_VORTEX) && is_beyond(&d, NANOMAGNET_REVERSAL));
}
END_TEST

/* The exchange of a vortex whose moments go around on ellipses, by differences of their direction on a grid of rings
 * from `core` of the half axes outwards, over exchange stiffness and thickness. */
static double exchange_around(double ratio, double core)
{
    enum { RINGS = 200, STEPS = 4000 };
    double sum = 0.0;
    for (int k = 0; k < STEPS; k++) {
        const double p = 2.0 * PI * (k + 0.5) / STEPS, h = 1e-5;
        double angle[2];
        for (int j = 0; j < 2; j++) { /* half axes `ratio` and 1 */
            const double there = p + (j == 0 ? -h : h);
            angle[j] = atan2(cos(there), -ratio * sin(there));
        }
        double turn = angle[1] - angle[0];
        turn -= 2.0 * PI * nearbyint(turn / (2.0 * PI));
        const double across = hypot(sin(p) / ratio, cos(p)); /* of the angle p, at 1 */
        sum += 2.0 * PI / STEPS * ratio * pow(turn / (2.0 * h) * across, 2.0);
    }
    return sum * log(1.0 / core);
}

/* The vortex takes over where the energies are equal, computed here by other means. */
START_TEST(vortex_has_less_energy_beyond_its_limit)
{
    const double exchange = 13e-12, ratio[] = {1.0, 1.5, 2.2};
    for (int k = 0; k < 3; k++) {
        struct nanomagnet d = standard();
        double low = 1e-9, high = 50e-9;
        d.width = 120e-9;
        d.length = ratio[k] * d.width;
        for (int step = 0; step < 50; step++) {
            d.thickness = 0.5 * (low + high);
            *(is_beyond(&d, NANOMAGNET_VORTEX) ? &high : &low) = d.thickness;
        }
        double factor[3];
        nanomagnet_factors(&d, factor);
        const double length = sqrt(2.0 * exchange / (MU_0 * d.ms * d.ms));
        const double domain = 0.5 * MU_0 * d.ms * nanomagnet_moment(&d) * factor[0];
        const double vortex = exchange * d.thickness * (exchange_around(ratio[k], length / (0.5 * d.width)) + 4.0 * PI);
        expect_close(domain, vortex, 1e-4);
    }
}
END_TEST

/* A wall has the energy 4 sqrt(A K) for each unit of its area, which is at most width times thickness: seven tenths
 * of the barrier. */
START_TEST(wall_takes_less_than_the_barrier_beyond_its_limit)
{
    struct nanomagnet d = standard();
    double low = 60e-9, high = 1e-6;
    for (int step = 0; step < 50; step++) {
        d.length = 0.5 * (low + high);
        *(is_beyond(&d, NANOMAGNET_REVERSAL) ? &high : &low) = d.length;
    }
    const double volume = nanomagnet_moment(&d) / d.ms, density = nanomagnet_barrier(&d) / volume;
    expect_close(4.0 * sqrt(13e-12 * density) * d.width * d.thickness, 0.7 * nanomagnet_barrier(&d), 1e-9);
}
END_TEST

START_TEST(factors_that_are_given_should_add_up_to_one)
{
    struct nanomagnet d = standard();
    d.nx = 0.02;
    d.ny = 0.08;
    d.nz = 0.9;
    ck_assert(!is_beyond(&d, NANOMAGNET_SUM));
    d.nz = 0.88;
    ck_assert(is_beyond(&d, NANOMAGNET_SUM));
    d.nz = 0.92;
    ck_assert(is_beyond(&d, NANOMAGNET_SUM));
}
END_TEST

START_TEST(pairs_are_read_from_a_text)
{
    struct pairs_text text = {"1:3:0.5/4:2:-1e-3/", 4, 1};
    struct pair_values pair;
    char why[200];
    bool found;
    ck_assert(pairs_read(&text, &pair, &found, why, sizeof why) && found);
    ck_assert(pair.first == 0 && pair.second == 2 && pair.value[0] == 0.5);
    ck_assert(pairs_read(&text, &pair, &found, why, sizeof why) && found);
    ck_assert(pair.first == 1 && pair.second == 3 && pair.value[0] == -1e-3);
    ck_assert(pairs_read(&text, &pair, &found, why, sizeof why) && !found);
    const char *const wrong[] = {"1:2",   "1:1:0.5",  "1:5:0.5", "0:1:0.5", "1.5:2:0.5",
                                 "1:2:x", "1:2:0.5n", "1:2:inf", "1,2,3"};
    for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++) {
        text.rest = wrong[k];
        ck_assert(!pairs_read(&text, &pair, &found, why, sizeof why));
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
    tcase_add_test(tests, published_islands_are_within_the_limits_or_beyond);
    tcase_add_test(tests, vortex_has_less_energy_beyond_its_limit);
    tcase_add_test(tests, wall_takes_less_than_the_barrier_beyond_its_limit);
    tcase_add_test(tests, factors_that_are_given_should_add_up_to_one);
    tcase_add_test(tests, pairs_are_read_from_a_text);
    suite_add_tcase(suite, tests);
    return suite;
}
