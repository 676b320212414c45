/* Square ice: its lattice, the energies of its vertices, flips by thermal noise, and ice that is cooled. Seeds are
 * fixed. Where means are compared, six standard errors are allowed, which 40 runs or more estimate: one seed in two
 * million has more. */
#include "tests/suites.h"

#include "base/random.h"
#include "models/constants.h"
#include "models/device.h"
#include "netgen/ice.h"
#include "solver/ice_run.h"
#include "solver/island_flips.h"
#include "solver/island_ground.h"
#include "tests/support/expect.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double SIGMAS = 6.0;

/* Ice whose D at the distance of one pitch is `strength` times k_B times 300 K, with a barrier of 20 k_B times 300 K.
 */
static const double KELVIN = 300.0, PITCH = 100e-9;

struct setup {
    struct ice ice;
    struct islands islands;
    struct island_couplings *couplings;
};

static double thermal(void)
{
    return BOLTZMANN * KELVIN;
}

/* Gives the magnet a D of `strength` and a barrier of `barrier`, both times k_B times 300 K, by its magnetization and
 * its demagnetizing factors. */
static void set_energies(struct nanomagnet *magnet, double strength, double barrier)
{
    const double moment = sqrt(strength * thermal() * 4.0 * PI * pow(PITCH, 3.0) / MU_0);
    magnet->ms *= moment / nanomagnet_moment(magnet);
    magnet->nx = 0.0;
    magnet->ny = 2.0 * barrier * thermal() / (MU_0 * moment * magnet->ms);
    magnet->nz = 1.0 - magnet->ny;
}

static struct setup set_up_within(size_t columns, size_t rows, double strength, double cutoff)
{
    struct setup s = {.ice = {columns, rows, PITCH}};
    struct diagnostic why;
    expect_ok(islands_new(ice_magnets(&s.ice), &s.islands, &why), &why);
    set_energies(&s.islands.magnet, strength, 20.0);
    ice_place(&s.ice, &s.islands);
    expect_ok(island_couplings_new(&s.islands, cutoff, &s.couplings, &why), &why);
    return s;
}

static struct setup set_up(size_t columns, size_t rows, double strength)
{
    return set_up_within(columns, rows, strength, INFINITY);
}

static void clear(struct setup *s)
{
    islands_clear(&s->islands);
    island_couplings_free(s->couplings);
}

static struct ice_sample sample_of(const struct setup *s)
{
    return (struct ice_sample){&s->ice, &s->islands, s->couplings};
}

/* The state whose bits are those of `number`. */
static void state_of(unsigned number, size_t count, signed char *s)
{
    for (size_t i = 0; i < count; i++) {
        s[i] = number >> i & 1 ? 1 : -1;
    }
}

/* ---- Lattice ---- */

/* A magnet is one of the four of each of its vertices, points to one of them and away from the other. */
START_TEST(magnets_and_vertices_fit_together)
{
    struct setup s = set_up(4, 3, 1.0);
    size_t edges = 0;
    ck_assert_uint_eq(ice_magnets(&s.ice), 2 * 4 * 3 + 4 + 3);
    for (size_t i = 0; i < s.islands.count; i++) {
        size_t vertex[2] = {0, 0}, count = ice_vertices_of(&s.ice, i, vertex);
        edges += count;
        for (size_t k = 0; k < count; k++) {
            size_t magnet[4], found = 0;
            const double x = (double)(vertex[k] % 4) * PITCH, y = (double)(vertex[k] / 4) * PITCH;
            ice_vertex(&s.ice, vertex[k], magnet);
            for (int j = 0; j < 4; j++) {
                found += magnet[j] == i;
            }
            ck_assert_uint_eq(found, 1);
            ck_assert_double_eq_tol(hypot(s.islands.island[i].place[0] - x, s.islands.island[i].place[1] - y),
                                    0.5 * PITCH, 1e-6 * PITCH);
        }
    }
    ck_assert_uint_eq(edges, 4 * 4 * 3);
    clear(&s);
}
END_TEST

/* 4 - 12 sqrt 2, -4, 0 and 4 + 12 sqrt 2 in units of D: sums of the six pairs by hand, two at a distance of 1 along a
 * line and four at 1/sqrt 2 at right angles. */
START_TEST(a_vertex_has_four_energies)
{
    struct setup s = set_up(1, 1, 1.0);
    const double right[ICE_TYPES] = {4.0 - 12.0 * sqrt(2.0), -4.0, 0.0, 4.0 + 12.0 * sqrt(2.0)};
    const int degeneracy[ICE_TYPES] = {2, 4, 8, 2};
    int count[ICE_TYPES] = {0};
    for (unsigned number = 0; number < 16; number++) {
        signed char state[4];
        state_of(number, 4, state);
        int type = ice_type(&s.ice, 0, state);
        count[type]++;
        ck_assert_double_eq_tol(island_couplings_energy(s.couplings, state) / thermal(), right[type], 1e-12 * 21.0);
    }
    for (int t = 0; t < ICE_TYPES; t++) {
        ck_assert_int_eq(count[t], degeneracy[t]);
    }
    clear(&s);
}
END_TEST

/* By branch and bound over all states. */
START_TEST(ordered_vertices_have_the_lowest_energy)
{
    const size_t sides[][2] = {{1, 1}, {2, 1}, {3, 2}, {3, 3}, {5, 5}};
    struct setup s = set_up(sides[_i][0], sides[_i][1], 1.0);
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
        ck_assert_int_eq(found[k] * found[0], state[k] * state[0]);
    }
    clear(&s);
}
END_TEST

/* ---- Flips ---- */

START_TEST(barriers_differ_by_the_change_of_energy)
{
    for (double change = -9.0; change <= 9.0; change += 0.375) {
        ck_assert_double_eq_tol(island_barrier(1.5, change) - island_barrier(1.5, -change), change, 1e-14 * 9.0);
        ck_assert(island_barrier(1.5, change) >= 0.0 && island_barrier(0.0, change) == fmax(change, 0.0));
    }
}
END_TEST

/* The barrier of E = E_b sin^2 a - m H cos a from a = pi, by search for its maximum. */
START_TEST(barrier_is_that_of_a_magnet_in_a_field_along_its_axis)
{
    for (double change = -7.0; change <= 7.0; change += 0.7) {
        const double barrier = 2.0, start = -0.5 * change; /* the energy of the field at a = 0 is change/2 */
        double highest = start;
        for (int k = 0; k <= 100000; k++) {
            double a = PI * k / 100000.0;
            highest = fmax(highest, barrier * sin(a) * sin(a) + 0.5 * change * cos(a));
        }
        ck_assert_double_eq_tol(island_barrier(barrier, change), highest - start, 1e-8);
    }
}
END_TEST

/* In any pair of states that differ by a flip, as much goes one way as the other. */
START_TEST(flips_are_in_balance)
{
    struct setup s = set_up(2, 1, 0.7);
    const size_t count = s.islands.count;
    for (unsigned number = 0; number < 1u << count; number++) {
        signed char state[7], other[7];
        struct island_flips *here, *there;
        struct diagnostic why;
        state_of(number, count, state);
        double energy = island_couplings_energy(s.couplings, state);
        expect_ok(island_flips_new(s.couplings, &s.islands.magnet, KELVIN, state, 1, &here, &why), &why);
        for (size_t i = 0; i < count; i++) {
            state_of(number ^ 1u << i, count, other);
            expect_ok(island_flips_new(s.couplings, &s.islands.magnet, KELVIN, other, 1, &there, &why), &why);
            double change = island_couplings_energy(s.couplings, other) - energy;
            double ratio = island_flips_rate(here, i) / island_flips_rate(there, i);
            expect_close(ratio, exp(-change / thermal()), 1e-10);
            island_flips_free(there);
        }
        island_flips_free(here);
    }
    clear(&s);
}
END_TEST

/* What is kept from flip to flip is what a new start in the same state has. */
START_TEST(rates_and_energy_follow_the_flips)
{
    struct setup s = set_up_within(6, 5, 0.7, 2.3 * PITCH);
    struct diagnostic why;
    struct island_flips *flips, *fresh;
    signed char state[100];
    size_t i;
    ice_order(&s.ice, state);
    expect_ok(island_flips_new(s.couplings, &s.islands.magnet, KELVIN, state, 5, &flips, &why), &why);
    for (int k = 0; k < 1000; k++) {
        ck_assert(island_flips_next(flips, INFINITY, &i));
    }
    expect_ok(island_flips_new(s.couplings, &s.islands.magnet, KELVIN, island_flips_state(flips), 5, &fresh, &why),
              &why);
    for (i = 0; i < s.islands.count; i++) {
        expect_close(island_flips_rate(flips, i), island_flips_rate(fresh, i), 1e-9);
    }
    ck_assert_double_eq_tol(island_flips_energy(flips), island_flips_energy(fresh), 1e-9 * 100.0 * thermal());
    island_flips_free(flips);
    island_flips_free(fresh);
    clear(&s);
}
END_TEST

/* Times between flips are exponential: the mean of n has the standard error 1/sqrt n of itself. One magnet. */
START_TEST(a_magnet_alone_flips_at_its_rate)
{
    struct setup s = set_up(1, 1, 1.0);
    struct island_couplings *none;
    struct diagnostic why;
    struct island_flips *flips;
    size_t i;
    const size_t n = 100000;
    expect_ok(island_couplings_new(&s.islands, 0.0, &none, &why), &why);
    set_energies(&s.islands.magnet, 1.0, 3.0);
    expect_ok(island_flips_new(none, &s.islands.magnet, KELVIN, (signed char[]){1, 1, 1, 1}, 5, &flips, &why), &why);
    for (size_t k = 0; k < n; k++) {
        ck_assert(island_flips_next(flips, INFINITY, &i));
    }
    const double rate = islands_attempts(&s.islands.magnet) * exp(-3.0);
    ck_assert_double_eq_tol(island_flips_time(flips) * 4.0 * rate / (double)n, 1.0, SIGMAS / sqrt((double)n));
    island_flips_free(flips);
    island_couplings_free(none);
    clear(&s);
}
END_TEST

/* ---- Equilibrium ---- */

/* Weights 2, 4, 8, 2 times exp(-E/kT) of the four energies, added up here. */
START_TEST(a_thermal_vertex_has_the_shares_of_boltzmann)
{
    const double strength[] = {0.1, 0.2, 0.5};
    const double energy[] = {4.0 - 12.0 * sqrt(2.0), -4.0, 0.0, 4.0 + 12.0 * sqrt(2.0)}, degeneracy[] = {2, 4, 8, 2};
    struct setup s = set_up(1, 1, strength[_i]);
    struct ice_sample sample = sample_of(&s);
    struct diagnostic why;
    struct ice_seen exact;
    struct ice_summary summary;
    signed char state[4];
    double weight[ICE_TYPES], sum = 0.0;
    for (int t = 0; t < ICE_TYPES; t++) {
        weight[t] = degeneracy[t] * exp(-strength[_i] * energy[t]);
        sum += weight[t];
    }
    set_energies(&s.islands.magnet, strength[_i], 4.0);
    struct ice_course course = {.from = KELVIN, .to = KELVIN, .time = 300e-6, .after = 10e-6, .seed = 1};
    expect_ok(ice_exact(&sample, KELVIN, &exact, &why), &why);
    expect_ok(ice_repeat(&sample, &course, 100, &summary, state, &why), &why);
    for (int t = 0; t < ICE_TYPES; t++) {
        ck_assert_double_eq_tol(exact.share[t], weight[t] / sum, 1e-12);
        if (weight[t] / sum > 1e-4) { /* rarer ones may not have been seen */
            ck_assert_double_eq_tol(summary.share[t].value, weight[t] / sum, SIGMAS * summary.share[t].error);
            ck_assert(summary.share[t].error < 0.02);
        }
    }
    clear(&s);
}
END_TEST

/* Against all states, without a Gray code. */
START_TEST(exact_means_are_sums_over_all_states)
{
    struct setup s = set_up(2, 1, 0.3);
    struct ice_sample sample = sample_of(&s);
    struct diagnostic why;
    struct ice_seen exact;
    double weights = 0.0, energy = 0.0, share[ICE_TYPES] = {0.0};
    for (unsigned number = 0; number < 1u << 7; number++) {
        signed char state[7];
        state_of(number, 7, state);
        double e = island_couplings_energy(s.couplings, state), weight = exp(-e / thermal());
        weights += weight;
        energy += weight * e;
        share[ice_type(&s.ice, 0, state)] += 0.5 * weight;
        share[ice_type(&s.ice, 1, state)] += 0.5 * weight;
    }
    expect_ok(ice_exact(&sample, KELVIN, &exact, &why), &why);
    expect_close(exact.energy, energy / weights, 1e-11);
    for (int t = 0; t < ICE_TYPES; t++) {
        expect_close(exact.share[t], share[t] / weights, 1e-11);
    }
    clear(&s);
}
END_TEST

START_TEST(thermal_ice_has_the_energy_and_shares_of_all_its_states)
{
    struct setup s = set_up(2, 2, 0.2);
    struct ice_sample sample = sample_of(&s);
    struct diagnostic why;
    struct ice_seen exact;
    struct ice_summary summary;
    signed char state[12];
    set_energies(&s.islands.magnet, 0.2, 4.0);
    struct ice_course course = {.from = KELVIN, .to = KELVIN, .time = 100e-6, .after = 10e-6, .seed = 1};
    expect_ok(ice_exact(&sample, KELVIN, &exact, &why), &why);
    expect_ok(ice_repeat(&sample, &course, 60, &summary, state, &why), &why);
    ck_assert_double_eq_tol(summary.energy.value, exact.energy, SIGMAS * summary.energy.error);
    for (int t = 0; t < ICE_TYPES - 1; t++) {
        ck_assert_double_eq_tol(summary.share[t].value, exact.share[t], SIGMAS * summary.share[t].error);
    }
    clear(&s);
}
END_TEST

/* ---- Cooling ---- */

/* Runs from 1,200 K, where flips are fast, to 300 K, where they have ceased. */
static struct ice_summary cool(const struct setup *s, double time, size_t runs, signed char *state)
{
    struct ice_sample sample = sample_of(s);
    struct ice_course course = {.from = 1200.0, .to = 300.0, .time = time, .seed = 1};
    struct ice_summary summary;
    struct diagnostic why;
    expect_ok(ice_repeat(&sample, &course, runs, &summary, state, &why), &why);
    return summary;
}

START_TEST(slow_cooling_leaves_fewer_monopoles_and_less_energy)
{
    struct setup s = set_up(5, 5, 0.8);
    signed char state[60];
    struct ice_summary fast = cool(&s, 20e-9, 40, state), slow = cool(&s, 2e-6, 40, state);
    ck_assert(fast.monopoles.value - slow.monopoles.value > SIGMAS * hypot(fast.monopoles.error, slow.monopoles.error));
    ck_assert(fast.energy.value - slow.energy.value > SIGMAS * hypot(fast.energy.error, slow.energy.error));
    clear(&s);
}
END_TEST

START_TEST(the_slowest_cooling_finds_the_order)
{
    struct setup s = set_up(5, 5, 0.8);
    signed char state[60], order[60];
    struct ice_summary slow = cool(&s, 1e-4, 4, state);
    ice_order(&s.ice, order);
    ck_assert_double_eq_tol(slow.share[0].value, 1.0, 1e-12);
    expect_close(slow.energy.value, island_couplings_energy(s.couplings, order), 1e-12);
    clear(&s);
}
END_TEST

/* Runs that agree do not say how rare others are; shares that differ have the error of their scatter. */
START_TEST(an_error_is_given_where_runs_differ)
{
    struct setup s = set_up(5, 5, 0.8);
    signed char state[60];
    struct ice_summary slow = cool(&s, 1e-4, 4, state), fast = cool(&s, 20e-9, 4, state);
    ck_assert_double_eq(slow.monopoles.value, 0.0);
    ck_assert(isnan(slow.monopoles.error) && isnan(slow.share[0].error));
    ck_assert_double_gt(fast.monopoles.error, 0.0);
    clear(&s);
}
END_TEST

START_TEST(a_run_is_the_same_again_and_another_with_another_seed)
{
    struct setup s = set_up(3, 3, 0.5);
    struct ice_sample sample = sample_of(&s);
    struct ice_course course = {.from = 1200.0, .to = 300.0, .time = 1e-6, .seed = 3};
    struct ice_seen one, two, other;
    struct diagnostic why;
    signed char state[2][24];
    expect_ok(ice_run(&sample, &course, &one, state[0], &why), &why);
    expect_ok(ice_run(&sample, &course, &two, state[1], &why), &why);
    ck_assert_mem_eq(state[0], state[1], 24);
    ck_assert(one.flips == two.flips && one.energy == two.energy);
    course.seed = 4;
    expect_ok(ice_run(&sample, &course, &other, state[1], &why), &why);
    ck_assert(one.energy != other.energy || one.flips != other.flips);
    clear(&s);
}
END_TEST

/* The steps of the temperature are so short that twice as long a cooling in twice as many of them would not differ: a
 * magnet alone, whose chance to keep its state is exp(-2 int k dt) more than one half. Its integral is computed here in
 * 100,000 steps. Ten thousand magnets, without couplings. */
START_TEST(steps_of_the_temperature_are_fine_enough)
{
    struct setup s = set_up_within(70, 70, 1.0, 0.0);
    struct ice_sample sample = sample_of(&s);
    struct ice_course course = {.from = 900.0, .to = 300.0, .time = 2e-6, .seed = 1};
    struct ice_seen seen;
    struct diagnostic why;
    signed char *state = malloc(s.islands.count);
    double integral = 0.0;
    for (int k = 0; k < 100000; k++) {
        double kelvin = 900.0 - 600.0 * (k + 0.5) / 100000.0;
        integral += course.time / 100000.0 * islands_attempts(&s.islands.magnet) *
                    exp(-nanomagnet_barrier(&s.islands.magnet) / (BOLTZMANN * kelvin));
    }
    expect_ok(ice_run(&sample, &course, &seen, state, &why), &why);
    const double mean = integral * (double)s.islands.count; /* flips are a Poisson process */
    ck_assert_double_gt(mean, 1000.0);
    ck_assert_double_eq_tol((double)seen.flips, mean, SIGMAS * sqrt(mean));
    free(state);
    clear(&s);
}
END_TEST

/* ---- Approximations ---- */

/* What couplings beyond six pitches, which are left out above 500 magnets, add to the energy of the ordered state and
 * to the field of a random one: 0.2 % of the first, and of the second one in a thousand of the field of the neighbours.
 */
START_TEST(couplings_beyond_six_pitches_change_little)
{
    struct setup all = set_up(20, 20, 1.0), near = set_up_within(20, 20, 1.0, 6.0 * PITCH);
    const size_t count = all.islands.count;
    signed char *s = malloc(count);
    double squares[2] = {0.0, 0.0};
    ice_order(&all.ice, s);
    expect_close(island_couplings_energy(near.couplings, s), island_couplings_energy(all.couplings, s), 3e-3);
    for (size_t i = 0; i < count; i++) {
        s[i] = random_bits(1, i) >> 63 ? 1 : -1;
    }
    for (size_t i = 0; i < count; i++) {
        double field = island_couplings_field(all.couplings, s, i);
        squares[0] += field * field;
        squares[1] += pow(field - island_couplings_field(near.couplings, s, i), 2.0);
    }
    ck_assert_double_lt(sqrt(squares[1] / squares[0]), 0.02);
    free(s);
    clear(&all);
    clear(&near);
}
END_TEST

/* The rate of a macrospin with noise, from the sign of its moment, which counts as changed beyond half of it. 150
 * flips: six of their standard errors are 49 %. The formula is 5 % off at this damping, as 1,000 flips say. */
START_TEST(a_macrospin_flips_at_the_rate_of_the_formula)
{
    struct nanomagnet magnet;
    const int wanted = 150;
    device_reset(device_find("nanomagnet"), &magnet);
    set_energies(&magnet, 1.0, 3.0);
    magnet.alpha = 0.1;
    magnet.noise = 1.0;
    struct macrospin spin = nanomagnet_magnet(&magnet, KELVIN, "a");
    struct macrospin_path path = macrospin_begin((double[3]){1.0, 0.0, 0.0});
    const struct macrospin_drive none = {.hk = 0.0};
    const double h = 8.0 * spin.noise.cell;
    double t = 0.0, side = 1.0;
    for (int flips = 0; flips < wanted; t += h) {
        macrospin_advance(&spin, &none, &none, t, t + h, &path, NULL);
        if (side * path.m[0] < -0.5) {
            side = -side;
            flips++;
        }
    }
    expect_close(wanted / t, islands_attempts(&magnet) * exp(-3.0), SIGMAS / sqrt(wanted) + 0.1);
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
    tests = tcase_create("equilibrium");
    tcase_add_loop_test(tests, a_thermal_vertex_has_the_shares_of_boltzmann, 0, 3);
    tcase_add_test(tests, exact_means_are_sums_over_all_states);
    tcase_add_test(tests, thermal_ice_has_the_energy_and_shares_of_all_its_states);
    suite_add_tcase(suite, tests);
    tests = tcase_create("cooling");
    tcase_add_test(tests, slow_cooling_leaves_fewer_monopoles_and_less_energy);
    tcase_add_test(tests, the_slowest_cooling_finds_the_order);
    tcase_add_test(tests, an_error_is_given_where_runs_differ);
    tcase_add_test(tests, a_run_is_the_same_again_and_another_with_another_seed);
    tcase_add_test(tests, steps_of_the_temperature_are_fine_enough);
    suite_add_tcase(suite, tests);
    tests = tcase_create("approximations");
    tcase_add_test(tests, couplings_beyond_six_pitches_change_little);
    tcase_add_test(tests, a_macrospin_flips_at_the_rate_of_the_formula);
    suite_add_tcase(suite, tests);
    return suite;
}
