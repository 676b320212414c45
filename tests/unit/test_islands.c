/* Magnets on a plane: whether they touch, and magnets that differ by chance. Seeds are fixed. */
#include "tests/suites.h"

#include "base/random.h"
#include "models/constants.h"
#include "models/device.h"
#include "models/scatter/scatter.h"
#include "netgen/ice.h"
#include "solver/island_couplings.h"
#include "solver/island_flips.h"
#include "tests/support/expect.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct islands new_islands(size_t count)
{
    struct islands islands;
    struct diagnostic why;
    expect_ok(islands_new(count, &islands, &why), &why);
    for (size_t k = 0; k < count; k++) {
        islands.island[k].axis[0] = 1.0;
    }
    return islands;
}

static void place(struct island *island, double x, double y, double angle)
{
    *island = (struct island){.place = {x, y, 0.0}, .axis = {cos(angle), sin(angle), 0.0}};
}

/* ---- Spacing ---- */

/* Side by side, one behind the other, at a right angle at a vertex, and circles. */
START_TEST(spacing_is_that_of_closed_forms)
{
    struct islands islands = new_islands(2);
    const double length = islands.magnet.length, width = islands.magnet.width, r = 77e-9;
    for (int k = 0; k < 6; k++) {
        const double angle = 0.7 * k;
        place(&islands.island[0], 1e-7, -2e-7, angle);
        place(&islands.island[1], 1e-7 + r * cos(angle), -2e-7 + r * sin(angle), angle);
        expect_close(islands_spacing(&islands, 0, 1), r / length, 1e-12);
        place(&islands.island[1], 1e-7 - r * sin(angle), -2e-7 + r * cos(angle), angle + PI);
        expect_close(islands_spacing(&islands, 0, 1), r / width, 1e-12);
        /* the common tangent is at 45 degrees, from which each centre is sqrt((l^2 + w^2)/8) away */
        place(&islands.island[1], 1e-7 + r * cos(angle + 0.25 * PI), -2e-7 + r * sin(angle + 0.25 * PI),
              angle + 0.5 * PI);
        expect_close(islands_spacing(&islands, 0, 1), r / sqrt(0.5 * (length * length + width * width)), 1e-12);
    }
    islands.magnet.length = islands.magnet.width;
    expect_close(islands_spacing(&islands, 0, 1), r / width, 1e-12);
    islands_clear(&islands);
}
END_TEST

/* Whether a point of the rim of magnet 0 is in magnet 1: 20,000 points, closest where the rim is most curved. */
static bool rim_is_inside(const struct islands *islands)
{
    const struct nanomagnet *one = islands_magnet(islands, 0), *two = islands_magnet(islands, 1);
    const struct island *a = &islands->island[0], *b = &islands->island[1];
    for (int k = 0; k < 20000; k++) {
        const double p = 2.0 * PI * k / 20000.0;
        const double along = 0.5 * one->length * cos(p), across = 0.5 * one->width * sin(p);
        const double x = a->place[0] + along * a->axis[0] - across * a->axis[1] - b->place[0];
        const double y = a->place[1] + along * a->axis[1] + across * a->axis[0] - b->place[1];
        if (hypot((x * b->axis[0] + y * b->axis[1]) / (0.5 * two->length),
                  (y * b->axis[0] - x * b->axis[1]) / (0.5 * two->width)) < 1.0) {
            return true;
        }
    }
    return false;
}

/* Ellipses of any sizes, angles and directions: a thousandth beyond the distance at which they touch they are apart,
 * and a thousandth before they are not. */
START_TEST(ellipses_touch_where_the_spacing_is_one)
{
    struct islands islands = new_islands(2);
    struct nanomagnet own[2] = {islands.magnet, islands.magnet};
    islands.own = own;
    for (uint64_t k = 0; k < 200; k++) {
        double drawn[7];
        for (uint64_t j = 0; j < 7; j++) {
            drawn[j] = random_share(random_bits(7, 7 * k + j));
        }
        for (int j = 0; j < 2; j++) {
            islands.own[j].length = 1e-7 * (0.1 + drawn[j]);
            islands.own[j].width = 1e-7 * (0.1 + drawn[2 + j]);
        }
        place(&islands.island[0], 0.0, 0.0, 7.0 * drawn[4]);
        place(&islands.island[1], 1e-7 * cos(7.0 * drawn[5]), 1e-7 * sin(7.0 * drawn[5]), 7.0 * drawn[6]);
        const double touching = 1.0 / islands_spacing(&islands, 0, 1);
        const double x = islands.island[1].place[0] * touching, y = islands.island[1].place[1] * touching;
        islands.island[1].place[0] = 1.001 * x;
        islands.island[1].place[1] = 1.001 * y;
        expect_close(islands_spacing(&islands, 0, 1), 1.001, 1e-12);
        expect_close(islands_spacing(&islands, 1, 0), 1.001, 1e-12);
        ck_assert(!rim_is_inside(&islands));
        islands.island[1].place[0] = 0.999 * x;
        islands.island[1].place[1] = 0.999 * y;
        ck_assert(rim_is_inside(&islands));
    }
    islands.own = NULL;
    islands_clear(&islands);
}
END_TEST

/* Of many magnets the pair that is closest, also where another pair has its middles nearer. */
START_TEST(closest_pair_is_found)
{
    struct islands islands = new_islands(20);
    size_t pair[2] = {99, 99};
    double spacing;
    for (size_t k = 0; k < 20; k++) {
        place(&islands.island[k], 1e-6 * (double)k, 0.0, 0.0);
    }
    ck_assert(!islands_closest(&islands, pair, &spacing));
    ck_assert(pair[0] == 99 && spacing == INFINITY);
    islands.island[11].place[0] = islands.island[4].place[0];
    islands.island[11].place[1] = 62e-9; /* side by side: apart */
    ck_assert(!islands_closest(&islands, pair, &spacing));
    ck_assert(pair[0] == 4 && pair[1] == 11);
    expect_close(spacing, 62.0 / 60.0, 1e-12);
    islands.island[17].place[0] = islands.island[2].place[0] + 89e-9; /* one behind the other: they overlap */
    ck_assert(islands_closest(&islands, pair, &spacing));
    ck_assert(pair[0] == 2 && pair[1] == 17);
    islands.island[17].place[0] = islands.island[2].place[0] + islands.magnet.length; /* they touch */
    ck_assert(islands_closest(&islands, pair, &spacing));
    islands_clear(&islands);
}
END_TEST

/* ---- What dipoles leave out ---- */

enum { RIM = 300, LAYERS = 4 };

/* A point of the rim of a magnet that is magnetized along its length, and the charge of the rim there, in units of the
 * magnetization times the thickness. */
struct charge {
    double x, y, charge;
};

static void charges_of(const struct islands *islands, size_t k, struct charge charge[RIM])
{
    const struct nanomagnet *magnet = islands_magnet(islands, k);
    const struct island *island = &islands->island[k];
    for (int i = 0; i < RIM; i++) {
        const double p = 2.0 * PI * (i + 0.5) / RIM;
        const double along = 0.5 * magnet->length * cos(p), across = 0.5 * magnet->width * sin(p);
        charge[i].x = island->place[0] + along * island->axis[0] - across * island->axis[1];
        charge[i].y = island->place[1] + along * island->axis[1] + across * island->axis[0];
        charge[i].charge = 0.5 * magnet->width * cos(p) * 2.0 * PI / RIM;
    }
}

/* The energy of a pair of elliptic cylinders over that of dipoles, from the charges of their rims. */
static double factor_of_pair(const struct islands *islands)
{
    struct charge one[RIM], two[RIM];
    const double t = islands->magnet.thickness;
    double sum = 0.0;
    charges_of(islands, 0, one);
    charges_of(islands, 1, two);
    for (int i = 0; i < RIM; i++) {
        for (int j = 0; j < RIM; j++) {
            for (int layer = 1 - LAYERS; layer < LAYERS; layer++) {
                const double height = layer * t / LAYERS, weight = (double)(LAYERS - abs(layer)) / (LAYERS * LAYERS);
                sum += weight * one[i].charge * two[j].charge /
                       hypot(hypot(one[i].x - two[j].x, one[i].y - two[j].y), height);
            }
        }
    }
    return MU_0 * pow(islands->magnet.ms * t, 2.0) / (4.0 * PI) * sum / islands_pair(islands, 0, 1);
}

/* The table of docs/ice.md: magnets of 90 x 60 nm, of the default thicknesses of gen ice and gen nml. */
START_TEST(near_magnets_couple_otherwise_than_dipoles)
{
    static const struct {
        double thickness, x, y, angle, factor;
    } cases[] = {
        {3e-9, 0.0, 80e-9, 0.0, 0.81},          {3e-9, 0.0, 150e-9, 0.0, 0.93},
        {3e-9, 100e-9, 0.0, 0.0, 2.07},         {3e-9, 150e-9, 0.0, 0.0, 1.27},
        {3e-9, 55e-9, 55e-9, 0.5 * PI, 2.02},   {3e-9, 75e-9, 75e-9, 0.5 * PI, 1.25},
        {3e-9, 150e-9, 150e-9, 0.5 * PI, 1.04}, {20e-9, 0.0, 100e-9, 0.0, 0.85},
        {20e-9, 126e-9, 0.0, 0.0, 1.41},
    };
    struct islands islands = new_islands(2);
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        islands.magnet.thickness = cases[k].thickness;
        place(&islands.island[0], 0.0, 0.0, 0.0);
        place(&islands.island[1], cases[k].x, cases[k].y, cases[k].angle);
        ck_assert_double_eq_tol(factor_of_pair(&islands), cases[k].factor, 0.006);
        expect_close(islands_shape_factor(&islands, 0, 1), factor_of_pair(&islands), 1e-3);
    }
    place(&islands.island[1], 2e-6, 1e-6, 0.3); /* far away they are dipoles */
    expect_close(factor_of_pair(&islands), 1.0, 2e-3);
    expect_close(islands_shape_factor(&islands, 0, 1), 1.0, 2e-3);
    islands_clear(&islands);
}
END_TEST

/* ---- Variation ---- */

enum { MANY = 4000 };

/* Means of n numbers are normal about the right one with the deviation sigma/sqrt n, and root mean squares with
 * sigma/sqrt(2 n): 5.2 of these, 2e-7. The cut at three sigma makes the deviation 1.4 % less. */
START_TEST(magnets_vary_by_their_sigmas)
{
    struct islands islands = new_islands(MANY);
    double sigma[NANOMAGNET_PARAMETERS] = {[NANOMAGNET_length] = 0.05, [NANOMAGNET_ms] = 0.02};
    const struct islands_variation variation = {sigma, 0.04, 3};
    struct diagnostic why;
    double sum[3] = {0.0}, squares[3] = {0.0};
    const double right[3] = {0.05, 0.02, 0.04}, few = 5.2 / sqrt((double)MANY);
    expect_ok(islands_vary(&islands, &variation, &why), &why);
    for (size_t k = 0; k < MANY; k++) {
        const struct nanomagnet *magnet = islands_magnet(&islands, k);
        const double *axis = islands.island[k].axis;
        const double off[3] = {magnet->length / islands.magnet.length - 1.0, magnet->ms / islands.magnet.ms - 1.0,
                               atan2(axis[1], axis[0])};
        for (int j = 0; j < 3; j++) {
            sum[j] += off[j] / MANY;
            squares[j] += off[j] * off[j] / MANY;
        }
        ck_assert_double_eq(magnet->width, islands.magnet.width);
        expect_close(hypot(axis[0], axis[1]), 1.0, 1e-14);
    }
    for (int j = 0; j < 3; j++) {
        ck_assert_double_eq_tol(sum[j], 0.0, few * right[j]);
        expect_close(sqrt(squares[j]), right[j], few / sqrt(2.0) + 0.015);
    }
    islands_clear(&islands);
}
END_TEST

/* Magnet k of a seed is the same in any circuit, and another with another seed. */
START_TEST(a_magnet_depends_on_its_seed_and_number_alone)
{
    double sigma[NANOMAGNET_PARAMETERS] = {[NANOMAGNET_width] = 0.05};
    struct islands few = new_islands(5), many = new_islands(9), other = new_islands(5);
    struct diagnostic why;
    expect_ok(islands_vary(&few, &(struct islands_variation){sigma, 0.1, 3}, &why), &why);
    expect_ok(islands_vary(&many, &(struct islands_variation){sigma, 0.1, 3}, &why), &why);
    expect_ok(islands_vary(&other, &(struct islands_variation){sigma, 0.1, 4}, &why), &why);
    for (size_t k = 0; k < 5; k++) {
        ck_assert_mem_eq(&few.own[k], &many.own[k], sizeof few.own[k]);
        ck_assert_double_eq(few.island[k].axis[1], many.island[k].axis[1]);
        ck_assert_double_ne(few.own[k].width, other.own[k].width);
        ck_assert_double_ne(few.island[k].axis[1], other.island[k].axis[1]);
    }
    islands_clear(&few);
    islands_clear(&many);
    islands_clear(&other);
}
END_TEST

/* One that has no two states is refused with its number: a magnet that is nearly round. */
START_TEST(a_magnet_without_two_states_is_refused)
{
    double sigma[NANOMAGNET_PARAMETERS] = {[NANOMAGNET_width] = 0.05};
    struct islands islands = new_islands(100);
    struct diagnostic why;
    islands.magnet.width = 0.97 * islands.magnet.length;
    ck_assert_int_eq(islands_vary(&islands, &(struct islands_variation){sigma, 0.0, 1}, &why), STATUS_INPUT);
    ck_assert_ptr_nonnull(strstr(why.text, "error: magnet 2, as drawn: the demagnetizing factors"));
    islands_clear(&islands);
}
END_TEST

/* Each magnet flips at its own rate, and weighs with its own moment in the couplings; so flips stay in balance. */
START_TEST(magnets_that_vary_have_own_rates_and_couplings)
{
    const struct ice ice = {2, 1, 150e-9};
    const double kelvin = 300.0;
    double sigma[NANOMAGNET_PARAMETERS] = {[NANOMAGNET_width] = 0.03, [NANOMAGNET_ms] = 0.05};
    struct islands islands = new_islands(ice_magnets(&ice));
    struct island_couplings *couplings, *none;
    struct island_flips *alone, *here, *there;
    struct diagnostic why;
    signed char s[7] = {1, 1, -1, 1, -1, -1, 1};
    ice_place(&ice, &islands);
    expect_ok(islands_vary(&islands, &(struct islands_variation){sigma, 0.05, 2}, &why), &why);
    expect_ok(island_couplings_new(&islands, INFINITY, &couplings, &why), &why);
    expect_ok(island_couplings_new(&islands, 0.0, &none, &why), &why);
    expect_ok(island_flips_new(none, &islands, &(struct island_start){s, kelvin, 1}, &alone, &why), &why);
    for (size_t i = 0; i < islands.count; i++) {
        expect_close(island_flips_rate(alone, i), nanomagnet_flip_rate(&islands.own[i], kelvin), 1e-12);
        ck_assert_double_ne(island_flips_rate(alone, i), nanomagnet_flip_rate(&islands.magnet, kelvin));
        signed char other[7];
        memcpy(other, s, sizeof other);
        other[i] = (signed char)-s[i];
        expect_ok(island_flips_new(couplings, &islands, &(struct island_start){s, kelvin, 1}, &here, &why), &why);
        expect_ok(island_flips_new(couplings, &islands, &(struct island_start){other, kelvin, 1}, &there, &why), &why);
        const double change = island_couplings_energy(couplings, other) - island_couplings_energy(couplings, s);
        expect_close(island_flips_rate(here, i) / island_flips_rate(there, i), exp(-change / (BOLTZMANN * kelvin)),
                     1e-10);
        island_flips_free(here);
        island_flips_free(there);
    }
    /* a pair in line, of which one has twice the moment */
    const double before = islands_pair(&islands, 0, 1);
    islands.own[1].ms *= 2.0;
    expect_close(islands_pair(&islands, 0, 1), 2.0 * before, 1e-12);
    island_flips_free(alone);
    island_couplings_free(couplings);
    island_couplings_free(none);
    islands_clear(&islands);
}
END_TEST

Suite *islands_suite(void)
{
    Suite *suite = suite_create("islands");
    TCase *tests = tcase_create("spacing");
    tcase_add_test(tests, spacing_is_that_of_closed_forms);
    tcase_add_test(tests, ellipses_touch_where_the_spacing_is_one);
    tcase_add_test(tests, closest_pair_is_found);
    suite_add_tcase(suite, tests);
    tests = tcase_create("dipoles");
    tcase_add_test(tests, near_magnets_couple_otherwise_than_dipoles);
    suite_add_tcase(suite, tests);
    tests = tcase_create("variation");
    tcase_add_test(tests, magnets_vary_by_their_sigmas);
    tcase_add_test(tests, a_magnet_depends_on_its_seed_and_number_alone);
    tcase_add_test(tests, a_magnet_without_two_states_is_refused);
    tcase_add_test(tests, magnets_that_vary_have_own_rates_and_couplings);
    suite_add_tcase(suite, tests);
    return suite;
}
