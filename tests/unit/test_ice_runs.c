/* Runs of square ice: at a temperature, and while it is cooled. Seeds are fixed. Means of runs are compared within
 * ICE_SIGMAS standard errors. */
#include "tests/suites.h"

#include "base/random.h"
#include "models/constants.h"
#include "models/device.h"
#include "solver/ice_expect.h"
#include "tests/support/expect.h"
#include "tests/support/ice_setup.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- Equilibrium ---- */

/* Weights 2, 4, 8, 2 times exp(-E/kT) of the four energies, added up here. */
START_TEST(a_thermal_vertex_has_the_shares_of_boltzmann)
{
    const double strength[] = {0.1, 0.2, 0.5};
    const double energy[] = {4.0 - 12.0 * sqrt(2.0), -4.0, 0.0, 4.0 + 12.0 * sqrt(2.0)}, degeneracy[] = {2, 4, 8, 2};
    struct ice_setup s = ice_set_up(1, 1, strength[_i]);
    struct ice_sample sample = ice_sample_of(&s);
    struct diagnostic why;
    struct ice_seen exact;
    struct ice_summary summary;
    signed char state[4];
    double weight[ICE_TYPES], sum = 0.0;
    for (int t = 0; t < ICE_TYPES; t++) {
        weight[t] = degeneracy[t] * exp(-strength[_i] * energy[t]);
        sum += weight[t];
    }
    ice_set_energies(&s.islands.magnet, strength[_i], 4.0);
    struct ice_course course = {.from = ICE_KELVIN, .to = ICE_KELVIN, .time = 300e-6, .after = 10e-6, .seed = 1};
    expect_ok(ice_exact(&sample, ICE_KELVIN, &exact, &why), &why);
    expect_ok(ice_repeat(&sample, &course, 100, &summary, state, &why), &why);
    for (int t = 0; t < ICE_TYPES; t++) {
        ck_assert_double_eq_tol(exact.share[t], weight[t] / sum, 1e-12);
        if (weight[t] / sum > 1e-4) { /* rarer ones may not have been seen */
            ck_assert_double_eq_tol(summary.share[t].value, weight[t] / sum, ICE_SIGMAS * summary.share[t].error);
            ck_assert(summary.share[t].error < 0.02);
        }
    }
    ice_clear(&s);
}
END_TEST

/* Against all states, without a Gray code. */
START_TEST(exact_means_are_sums_over_all_states)
{
    struct ice_setup s = ice_set_up(2, 1, 0.3);
    struct ice_sample sample = ice_sample_of(&s);
    struct diagnostic why;
    struct ice_seen exact;
    double weights = 0.0, energy = 0.0, share[ICE_TYPES] = {0.0};
    for (unsigned number = 0; number < 1u << 7; number++) {
        signed char state[7];
        ice_state_of(number, 7, state);
        double e = island_couplings_energy(s.couplings, state), weight = exp(-e / ice_thermal());
        weights += weight;
        energy += weight * e;
        share[ice_type(&s.ice, 0, state)] += 0.5 * weight;
        share[ice_type(&s.ice, 1, state)] += 0.5 * weight;
    }
    expect_ok(ice_exact(&sample, ICE_KELVIN, &exact, &why), &why);
    expect_close(exact.energy, energy / weights, 1e-11);
    for (int t = 0; t < ICE_TYPES; t++) {
        expect_close(exact.share[t], share[t] / weights, 1e-11);
    }
    ice_clear(&s);
}
END_TEST

START_TEST(thermal_ice_has_the_energy_and_shares_of_all_its_states)
{
    struct ice_setup s = ice_set_up(2, 2, 0.2);
    struct ice_sample sample = ice_sample_of(&s);
    struct diagnostic why;
    struct ice_seen exact;
    struct ice_summary summary;
    signed char state[12];
    ice_set_energies(&s.islands.magnet, 0.2, 4.0);
    struct ice_course course = {.from = ICE_KELVIN, .to = ICE_KELVIN, .time = 100e-6, .after = 10e-6, .seed = 1};
    expect_ok(ice_exact(&sample, ICE_KELVIN, &exact, &why), &why);
    expect_ok(ice_repeat(&sample, &course, 60, &summary, state, &why), &why);
    ck_assert_double_eq_tol(summary.energy.value, exact.energy, ICE_SIGMAS * summary.energy.error);
    for (int t = 0; t < ICE_TYPES - 1; t++) {
        ck_assert_double_eq_tol(summary.share[t].value, exact.share[t], ICE_SIGMAS * summary.share[t].error);
    }
    ice_clear(&s);
}
END_TEST

/* ---- Cooling ---- */

/* Runs from 1,200 K, where flips are fast, to 300 K, where they have ceased. */
static struct ice_summary cool(const struct ice_setup *s, double time, size_t runs, signed char *state)
{
    struct ice_sample sample = ice_sample_of(s);
    struct ice_course course = {.from = 1200.0, .to = 300.0, .time = time, .seed = 1};
    struct ice_summary summary;
    struct diagnostic why;
    expect_ok(ice_repeat(&sample, &course, runs, &summary, state, &why), &why);
    return summary;
}

START_TEST(slow_cooling_leaves_fewer_monopoles_and_less_energy)
{
    struct ice_setup s = ice_set_up(5, 5, 0.8);
    signed char state[60];
    struct ice_summary fast = cool(&s, 20e-9, 40, state), slow = cool(&s, 2e-6, 40, state);
    ck_assert(fast.monopoles.value - slow.monopoles.value >
              ICE_SIGMAS * hypot(fast.monopoles.error, slow.monopoles.error));
    ck_assert(fast.energy.value - slow.energy.value > ICE_SIGMAS * hypot(fast.energy.error, slow.energy.error));
    ice_clear(&s);
}
END_TEST

START_TEST(the_slowest_cooling_finds_the_order)
{
    struct ice_setup s = ice_set_up(5, 5, 0.8);
    signed char state[60], order[60];
    struct ice_summary slow = cool(&s, 1e-4, 4, state);
    ice_order(&s.ice, order);
    ck_assert_double_eq_tol(slow.share[0].value, 1.0, 1e-12);
    expect_close(slow.energy.value, island_couplings_energy(s.couplings, order), 1e-12);
    ice_clear(&s);
}
END_TEST

/* Runs that agree do not say how rare others are; shares that differ have the error of their scatter. */
START_TEST(an_error_is_given_where_runs_differ)
{
    struct ice_setup s = ice_set_up(5, 5, 0.8);
    signed char state[60];
    struct ice_summary slow = cool(&s, 1e-4, 4, state), fast = cool(&s, 20e-9, 4, state);
    ck_assert_double_eq(slow.monopoles.value, 0.0);
    ck_assert(isnan(slow.monopoles.error) && isnan(slow.share[0].error));
    ck_assert_double_gt(fast.monopoles.error, 0.0);
    ice_clear(&s);
}
END_TEST

START_TEST(a_run_is_the_same_again_and_another_with_another_seed)
{
    struct ice_setup s = ice_set_up(3, 3, 0.5);
    struct ice_sample sample = ice_sample_of(&s);
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
    ice_clear(&s);
}
END_TEST

/* The steps of the temperature are so short that twice as long a cooling in twice as many of them would not differ: a
 * magnet alone, whose chance to keep its state is exp(-2 int k dt) more than one half. Its integral is computed here in
 * 100,000 steps. Ten thousand magnets, without couplings. */
START_TEST(steps_of_the_temperature_are_fine_enough)
{
    struct ice_setup s = ice_set_up_within(70, 70, 1.0, 0.0);
    struct ice_sample sample = ice_sample_of(&s);
    struct ice_course course = {.from = 900.0, .to = 300.0, .time = 2e-6, .seed = 1};
    struct ice_seen seen;
    struct diagnostic why;
    signed char *state = malloc(s.islands.count);
    double integral = 0.0;
    for (int k = 0; k < 100000; k++) {
        double kelvin = 900.0 - 600.0 * (k + 0.5) / 100000.0;
        integral += course.time / 100000.0 * nanomagnet_attempts(&s.islands.magnet) *
                    exp(-nanomagnet_barrier(&s.islands.magnet) / (BOLTZMANN * kelvin));
    }
    expect_ok(ice_run(&sample, &course, &seen, state, &why), &why);
    const double mean = integral * (double)s.islands.count; /* flips are a Poisson process */
    ck_assert_double_gt(mean, 1000.0);
    ck_assert_double_eq_tol((double)seen.flips, mean, ICE_SIGMAS * sqrt(mean));
    free(state);
    ice_clear(&s);
}
END_TEST

/* ---- Before a run ---- */

/* The flips in the first `time` (s) of a course. */
static size_t seen_of(const struct ice_sample *sample, const struct ice_course *course, double time)
{
    struct ice_course shorter = *course;
    struct ice_seen seen;
    struct diagnostic why;
    signed char state[40];
    shorter.time = time;
    expect_ok(ice_run(sample, &shorter, &seen, state, &why), &why);
    return seen.flips;
}

/* At a constant temperature in proportion: the flips of the short run are a Poisson process but for their couplings.
 * While it is cooled, within a factor of 4. Both are below the bound, but for flips from a random start. */
START_TEST(flips_are_foretold)
{
    struct ice_setup s = ice_set_up(4, 4, 0.3);
    struct ice_sample sample = ice_sample_of(&s);
    struct ice_course cools = {.from = 1200.0, .to = 300.0, .time = 2e-4, .seed = 1};
    struct ice_course stays = {.from = 800.0, .to = 800.0, .time = 5e-4, .seed = 1};
    struct ice_seen seen;
    struct diagnostic why;
    signed char state[40];
    double expected;
    expect_ok(ice_expect_flips(&sample, &stays, 1000.0, state, &expected, &why), &why);
    expect_ok(ice_run(&sample, &stays, &seen, state, &why), &why);
    ck_assert_uint_gt(seen.flips, 20000);
    expect_close(expected, (double)seen.flips, 0.3); /* 1,000 flips or more: six standard errors are 19 % */
    ck_assert_double_lt((double)seen.flips, 1.1 * ice_most_flips(&sample, &stays));
    expect_ok(ice_expect_flips(&sample, &cools, 300.0, state, &expected, &why), &why);
    expect_ok(ice_run(&sample, &cools, &seen, state, &why), &why);
    ck_assert_double_lt(fabs(log(expected / (double)seen.flips)), log(4.0));
    ck_assert_double_lt((double)seen.flips, ice_most_flips(&sample, &cools));
    stays.time = 5e11; /* of a run that would take years the number is known soon, and in proportion */
    const double shorter = (double)seen_of(&sample, &stays, 5e-4);
    expect_ok(ice_expect_flips(&sample, &stays, 1000.0, state, &expected, &why), &why);
    expect_close(expected, 1e15 * shorter, 0.3);
    ice_clear(&s);
}
END_TEST

/* Without couplings it is the bound. */
START_TEST(flips_of_magnets_alone_are_at_the_bound)
{
    struct ice_setup s = ice_set_up_within(10, 10, 1.0, 0.0);
    struct ice_sample sample = ice_sample_of(&s);
    struct ice_course course = {.from = 900.0, .to = 300.0, .time = 2e-5, .seed = 1};
    struct ice_seen seen;
    struct diagnostic why;
    signed char state[220];
    expect_ok(ice_run(&sample, &course, &seen, state, &why), &why);
    const double mean = ice_most_flips(&sample, &course);
    ck_assert_double_gt(mean, 200.0);
    ck_assert_double_eq_tol((double)seen.flips, mean, ICE_SIGMAS * sqrt(mean));
    ice_clear(&s);
}
END_TEST

/* ---- Approximations ---- */

/* What couplings beyond six pitches, which are left out above 500 magnets, add to the energy of the ordered state and
 * to the field of a random one: 0.2 % of the first, and of the second one in a thousand of the field of the neighbours.
 */
START_TEST(couplings_beyond_six_pitches_change_little)
{
    struct ice_setup all = ice_set_up(20, 20, 1.0), near = ice_set_up_within(20, 20, 1.0, 6.0 * ICE_PITCH);
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
    ice_clear(&all);
    ice_clear(&near);
}
END_TEST

/* The rate of a macrospin with noise, from the sign of its moment, which counts as changed beyond half of it. 150
 * flips: six of their standard errors are 49 %. The formula is 5 % off at this damping, as 1,000 flips say. */
START_TEST(a_macrospin_flips_at_the_rate_of_the_formula)
{
    struct nanomagnet magnet;
    const int wanted = 150;
    device_reset(device_find("nanomagnet"), &magnet);
    ice_set_energies(&magnet, 1.0, 3.0);
    magnet.alpha = 0.1;
    magnet.noise = 1.0;
    struct macrospin spin = nanomagnet_magnet(&magnet, ICE_KELVIN, "a");
    struct macrospin_path path = macrospin_begin((double[3]){1.0, 0.0, 0.0});
    const struct macrospin_drive none = {.hk = 0.0};
    const double h = 8.0 * spin.noise.cell;
    double t = 0.0, side = 1.0;
    for (int flips = 0; flips < wanted; t += h) {
        macrospin_advance(&spin, &(struct macrospin_stretch){t, t + h, &none, &none}, &path, NULL);
        if (side * path.m[0] < -0.5) {
            side = -side;
            flips++;
        }
    }
    expect_close(wanted / t, nanomagnet_attempts(&magnet) * exp(-3.0), ICE_SIGMAS / sqrt(wanted) + 0.1);
}
END_TEST

Suite *ice_runs_suite(void)
{
    Suite *suite = suite_create("ice_runs");
    TCase *tests = tcase_create("equilibrium");
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
    tests = tcase_create("before");
    tcase_add_test(tests, flips_are_foretold);
    tcase_add_test(tests, flips_of_magnets_alone_are_at_the_bound);
    suite_add_tcase(suite, tests);
    tests = tcase_create("approximations");
    tcase_add_test(tests, couplings_beyond_six_pitches_change_little);
    suite_add_tcase(suite, tests);
    TCase *samples = tcase_create("samples");
    tcase_set_tags(samples, "samples");
    tcase_add_test(samples, a_macrospin_flips_at_the_rate_of_the_formula);
    suite_add_tcase(suite, samples);
    return suite;
}
