/* Square ice: its lattice, the energies of its vertices, and flips by thermal noise. Seeds are fixed. */
#include "tests/suites.h"

#include "models/constants.h"
#include "solver/island_flips.h"
#include "solver/island_ground.h"
#include "tests/support/expect.h"
#include "tests/support/ice_setup.h"

#include <math.h>

/* ---- Lattice ---- */

/* A magnet is one of the four of each of its vertices, points to one of them and away from the other. */
START_TEST(magnets_and_vertices_fit_together)
{
    struct ice_setup s = ice_set_up(4, 3, 1.0);
    size_t edges = 0;
    ck_assert_uint_eq(ice_magnets(&s.ice), 2 * 4 * 3 + 4 + 3);
    for (size_t i = 0; i < s.islands.count; i++) {
        size_t vertex[2] = {0, 0}, count = ice_vertices_of(&s.ice, i, vertex);
        edges += count;
        for (size_t k = 0; k < count; k++) {
            size_t magnet[4], found = 0;
            const size_t column = vertex[k] % 4, row = vertex[k] / 4;
            const double x = (double)column * ICE_PITCH, y = (double)row * ICE_PITCH;
            ice_vertex(&s.ice, vertex[k], magnet);
            for (int j = 0; j < 4; j++) {
                found += magnet[j] == i;
            }
            ck_assert_uint_eq(found, 1);
            ck_assert_double_eq_tol(hypot(s.islands.island[i].place[0] - x, s.islands.island[i].place[1] - y),
                                    0.5 * ICE_PITCH, 1e-6 * ICE_PITCH);
        }
    }
    ck_assert_uint_eq(edges, 4UL * 4 * 3);
    ice_clear(&s);
}
END_TEST

/* 4 - 12 sqrt 2, -4, 0 and 4 + 12 sqrt 2 in units of D: sums of the six pairs by hand, two at a distance of 1 along a
 * line and four at 1/sqrt 2 at right angles. */
START_TEST(a_vertex_has_four_energies)
{
    struct ice_setup s = ice_set_up(1, 1, 1.0);
    const double right[ICE_TYPES] = {4.0 - 12.0 * sqrt(2.0), -4.0, 0.0, 4.0 + 12.0 * sqrt(2.0)};
    const int degeneracy[ICE_TYPES] = {2, 4, 8, 2};
    int count[ICE_TYPES] = {0};
    for (unsigned number = 0; number < 16; number++) {
        signed char state[4];
        ice_state_of(number, 4, state);
        int type = ice_type(&s.ice, 0, state);
        count[type]++;
        ck_assert_double_eq_tol(island_couplings_energy(s.couplings, state) / ice_thermal(), right[type], 1e-12 * 21.0);
    }
    for (int t = 0; t < ICE_TYPES; t++) {
        ck_assert_int_eq(count[t], degeneracy[t]);
    }
    ice_clear(&s);
}
END_TEST

/* By branch and bound over all states. */
START_TEST(ordered_vertices_have_the_lowest_energy)
{
    const size_t sides[][2] = {{1, 1}, {2, 1}, {3, 2}, {3, 3}, {5, 5}};
    struct ice_setup s = ice_set_up(sides[_i][0], sides[_i][1], 1.0);
    signed char state[60], found[60];
    struct diagnostic why;
    bool proven;
    ice_order(&s.ice, state);
    for (size_t v = 0; v < ice_vertices(&s.ice); v++) {
        ck_assert_int_eq(ice_type(&s.ice, v, state), 0);
    }
    expect_ok(island_ground(s.couplings, NULL, 2000000, found, &proven, &why), &why);
    ck_assert(proven);
    for (size_t k = 1; k < s.islands.count; k++) {
        ck_assert((found[k] == found[0]) == (state[k] == state[0]));
    }
    ice_clear(&s);
}
END_TEST

/* ---- Flips ---- */

START_TEST(barriers_differ_by_the_change_of_energy)
{
    for (int k = -24; k <= 24; k++) {
        const double change = 0.375 * k;
        ck_assert_double_eq_tol(island_barrier(1.5, change) - island_barrier(1.5, -change), change, 1e-14 * 9.0);
        ck_assert(island_barrier(1.5, change) >= 0.0 && island_barrier(0.0, change) == fmax(change, 0.0));
    }
}
END_TEST

/* The barrier of E = E_b sin^2 a - m H cos a from a = pi, by search for its maximum. */
START_TEST(barrier_is_that_of_a_magnet_in_a_field_along_its_axis)
{
    for (int n = -10; n <= 10; n++) {
        const double change = 0.7 * n, barrier = 2.0,
                     start = -0.5 * change; /* the energy of the field at a = 0 is change/2 */
        double highest = start;
        for (int k = 0; k <= 100000; k++) {
            double a = PI * k / 100000.0;
            highest = fmax(highest, barrier * sin(a) * sin(a) + 0.5 * change * cos(a));
        }
        ck_assert_double_eq_tol(island_barrier(barrier, change), highest - start, 1e-8);
    }
}
END_TEST

/* Magnets that flip, from `state` on; `key` selects the random numbers. */
static struct island_flips *begin(const struct island_couplings *couplings, const struct islands *islands,
                                  const signed char *state, uint64_t key)
{
    const struct island_start start = {state, ICE_KELVIN, key};
    struct island_flips *flips;
    struct diagnostic why;
    expect_ok(island_flips_new(couplings, islands, &start, &flips, &why), &why);
    return flips;
}

/* In any pair of states that differ by a flip, as much goes one way as the other. */
START_TEST(flips_are_in_balance)
{
    struct ice_setup s = ice_set_up(2, 1, 0.7);
    const size_t count = s.islands.count;
    for (unsigned number = 0; number < 1u << count; number++) {
        signed char state[7], other[7];
        ice_state_of(number, count, state);
        double energy = island_couplings_energy(s.couplings, state);
        struct island_flips *here = begin(s.couplings, &s.islands, state, 1);
        for (size_t i = 0; i < count; i++) {
            ice_state_of(number ^ 1u << i, count, other);
            struct island_flips *there = begin(s.couplings, &s.islands, other, 1);
            double change = island_couplings_energy(s.couplings, other) - energy;
            double ratio = island_flips_rate(here, i) / island_flips_rate(there, i);
            expect_close(ratio, exp(-change / ice_thermal()), 1e-10);
            island_flips_free(there);
        }
        island_flips_free(here);
    }
    ice_clear(&s);
}
END_TEST

/* What is kept from flip to flip is what a new start in the same state has. */
START_TEST(rates_and_energy_follow_the_flips)
{
    struct ice_setup s = ice_set_up_within(6, 5, 0.7, 2.3 * ICE_PITCH);
    signed char state[100];
    size_t i;
    ice_order(&s.ice, state);
    struct island_flips *flips = begin(s.couplings, &s.islands, state, 5);
    for (int k = 0; k < 1000; k++) {
        ck_assert(island_flips_next(flips, INFINITY, &i));
    }
    struct island_flips *fresh = begin(s.couplings, &s.islands, island_flips_state(flips), 5);
    for (i = 0; i < s.islands.count; i++) {
        expect_close(island_flips_rate(flips, i), island_flips_rate(fresh, i), 1e-9);
    }
    ck_assert_double_eq_tol(island_flips_energy(flips), island_flips_energy(fresh), 1e-9 * 100.0 * ice_thermal());
    island_flips_free(flips);
    island_flips_free(fresh);
    ice_clear(&s);
}
END_TEST

/* Times between flips are exponential: the mean of n has the standard error 1/sqrt n of itself. One magnet. */
START_TEST(a_magnet_alone_flips_at_its_rate)
{
    struct ice_setup s = ice_set_up(1, 1, 1.0);
    struct island_couplings *none;
    struct diagnostic why;
    size_t i;
    const size_t n = 100000;
    expect_ok(island_couplings_new(&s.islands, 0.0, &none, &why), &why);
    ice_set_energies(&s.islands.magnet, 1.0, 3.0);
    struct island_flips *flips = begin(none, &s.islands, (signed char[]){1, 1, 1, 1}, 5);
    for (size_t k = 0; k < n; k++) {
        ck_assert(island_flips_next(flips, INFINITY, &i));
    }
    const double rate = nanomagnet_attempts(&s.islands.magnet) * exp(-3.0);
    ck_assert_double_eq_tol(island_flips_time(flips) * 4.0 * rate / (double)n, 1.0, ICE_SIGMAS / sqrt((double)n));
    island_flips_free(flips);
    island_couplings_free(none);
    ice_clear(&s);
}
END_TEST

Suite *ice_suite(void)
{
    Suite *suite = suite_create("ice");
    TCase *tests = tcase_create("lattice");
    tcase_add_test(tests, magnets_and_vertices_fit_together);
    tcase_add_test(tests, a_vertex_has_four_energies);
    tcase_add_loop_test(tests, ordered_vertices_have_the_lowest_energy, 0, 5);
    suite_add_tcase(suite, tests);
    tests = tcase_create("flips");
    tcase_add_test(tests, barriers_differ_by_the_change_of_energy);
    tcase_add_test(tests, barrier_is_that_of_a_magnet_in_a_field_along_its_axis);
    tcase_add_test(tests, flips_are_in_balance);
    tcase_add_test(tests, rates_and_energy_follow_the_flips);
    tcase_add_test(tests, a_magnet_alone_flips_at_its_rate);
    suite_add_tcase(suite, tests);
    return suite;
}
