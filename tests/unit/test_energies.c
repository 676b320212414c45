/* Whether two runs of p-bits see states of the same energies: what compare says of runs whose paths part. Seeds are
 * fixed. */
#include "tests/suites.h"

#include "models/noise.h"
#include "report/comparison.h"
#include "report/trace_table.h"
#include "solver/answer.h"
#include "tests/support/expect.h"
#include "tests/support/spins.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static const struct comparison_limits LIMITS = {0.005, 5e-9};

/* A long run at one temperature. */
static struct trace *trace_at(struct network *network, double beta, unsigned long seed, struct measures *measures)
{
    struct solver_options options = solver_standard_options(network);
    struct table *table;
    struct trace *trace;
    struct diagnostic why;
    network->pbit.beta_start = network->pbit.beta_end = beta;
    network->pbit.seed = seed;
    expect_ok(answer_table(network, &options, &table, measures, NULL, &why), &why);
    expect_ok(trace_from_table(table, network, "solver", &trace, &why), &why);
    table_free(table);
    return trace;
}

/* Two seeds at one temperature see states of the same energies; another temperature does not. */
START_TEST(paths_that_part_are_compared_by_their_energies)
{
    struct network *network = spins_maxcut(&technology_pbit, 10, 4);
    struct measures measures[3];
    struct comparison comparison;
    struct diagnostic why;
    network->t_stop = 2e-5;
    struct trace *first = trace_at(network, 0.3, 1, &measures[0]), *second = trace_at(network, 0.3, 2, &measures[1]),
                 *hot = trace_at(network, 0.1, 3, &measures[2]);
    const struct comparison_run runs[] = {{first, &measures[0]}, {second, &measures[1]}, {hot, &measures[2]}};
    expect_ok(comparison_take(network, &runs[0], &runs[0], &LIMITS, &comparison, &why), &why);
    ck_assert_int_eq(comparison.verdict, COMPARISON_AGREES);
    ck_assert_double_eq(comparison.signals.share, 0.0);
    ck_assert(isinf(comparison.signals.parted) && !comparison.alike);
    expect_ok(comparison_take(network, &runs[0], &runs[1], &LIMITS, &comparison, &why), &why);
    ck_assert_int_eq(comparison.verdict, COMPARISON_AGREES);
    ck_assert_double_gt(comparison.signals.share, 0.2);
    ck_assert_double_lt(comparison.signals.parted, 1e-7);
    ck_assert(comparison.alike);
    expect_ok(comparison_take(network, &runs[0], &runs[2], &LIMITS, &comparison, &why), &why);
    ck_assert_int_eq(comparison.verdict, COMPARISON_DISAGREES);
    trace_free(first);
    trace_free(second);
    trace_free(hot);
    for (size_t k = 0; k < 3; k++) {
        measures_clear(&measures[k]);
    }
    network_free(network);
}
END_TEST

static struct energy_distance distance_of(struct network *network, double beta, unsigned long seed, double other_beta,
                                          unsigned long other_seed)
{
    struct measures measures[2];
    struct comparison comparison;
    struct diagnostic why;
    struct trace *first = trace_at(network, beta, seed, &measures[0]),
                 *second = trace_at(network, other_beta, other_seed, &measures[1]);
    const struct comparison_run runs[] = {{first, &measures[0]}, {second, &measures[1]}};
    expect_ok(comparison_take(network, &runs[0], &runs[1], &LIMITS, &comparison, &why), &why);
    trace_free(first);
    trace_free(second);
    measures_clear(&measures[0]);
    measures_clear(&measures[1]);
    ck_assert_int_eq(comparison.verdict == COMPARISON_UNDECIDED,
                     comparison.signals.energies.allowed > ENERGY_MOST_ALLOWED &&
                         comparison.signals.energies.distance <= comparison.signals.energies.allowed);
    ck_assert_int_eq(comparison.verdict == COMPARISON_DISAGREES,
                     comparison.signals.energies.distance > comparison.signals.energies.allowed);
    return comparison.signals.energies;
}

/* The distance of Kolmogorov and Smirnov that is allowed with a false alarm of `share`, in units of the one that is. */
static double allowed_with(double share)
{
    return sqrt(log(2.0 / share) / log(2.0 / ENERGY_FALSE_ALARM));
}

/* 100 pairs of runs at one temperature, at which energies are remembered for several draws. A level of 5 % is exceeded
 * by 5 of 100 or fewer, since energies are discrete; by more than 16 with a probability below 1e-5. A level of 1 % is
 * exceeded by more than 8 with one below 1e-5, too. */
START_TEST(runs_at_one_temperature_are_alike_as_often_as_promised)
{
    static const double BETA[] = {0.3, 1.0};
    struct network *network = spins_maxcut(&technology_pbit, 10, 4);
    int beyond_5 = 0, beyond_1 = 0;
    network->t_stop = 4e-6;
    for (unsigned long k = 1; k <= 100; k++) {
        const struct energy_distance d = distance_of(network, BETA[_i], 2 * k, BETA[_i], 2 * k + 1);
        beyond_5 += d.distance > d.allowed * allowed_with(0.05);
        beyond_1 += d.distance > d.allowed * allowed_with(0.01);
    }
    ck_assert_int_le(beyond_5, 16);
    ck_assert_int_le(beyond_1, 8);
    network_free(network);
}
END_TEST

START_TEST(a_slightly_wrong_temperature_is_found)
{
    struct network *network = spins_maxcut(&technology_pbit, 10, 4);
    network->t_stop = 1e-4;
    const struct energy_distance right = distance_of(network, 0.3, 1, 0.3, 2),
                                 wrong = distance_of(network, 0.3, 1, 0.36, 2);
    ck_assert_double_lt(right.distance, right.allowed);
    ck_assert_double_gt(wrong.distance, wrong.allowed);
    network_free(network);
}
END_TEST

/* Where only very large distances would be too large, nothing is decided. */
START_TEST(runs_that_are_too_short_are_undecided)
{
    struct network *network = spins_maxcut(&technology_pbit, 10, 4);
    network->t_stop = 1e-8;
    ck_assert_double_gt(distance_of(network, 0.3, 1, 0.3, 2).allowed, ENERGY_MOST_ALLOWED);
    network_free(network);
}
END_TEST

/* Of numbers x_k = a x_(k-1) + noise a run counts as (1 - a)/(1 + a) of its length. */
START_TEST(what_is_remembered_counts_less)
{
    static const double KEPT[] = {0.0, 0.5, 0.9};
    static double value[ENERGY_SAMPLES];
    const uint64_t key = noise_key(1, "numbers");
    struct noise_block block = {0};
    for (size_t c = 0; c < sizeof KEPT / sizeof *KEPT; c++) {
        double x = 0.0;
        for (size_t k = 0; k < ENERGY_SAMPLES; k++) {
            x = KEPT[c] * x + noise_normals(&block, key, c * ENERGY_SAMPLES + k)[0];
            value[k] = x;
        }
        const double right = ENERGY_SAMPLES * (1.0 - KEPT[c]) / (1.0 + KEPT[c]);
        ck_assert_double_eq_tol(energy_sample_independent(value, ENERGY_SAMPLES), right, 0.25 * right);
    }
    ck_assert_double_eq(energy_sample_independent((double[]){2.0, 2.0, 2.0}, 3), 1.0);
}
END_TEST

Suite *energies_suite(void)
{
    Suite *suite = suite_create("energies");
    TCase *tests = tcase_create("energies");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, what_is_remembered_counts_less);
    tcase_add_test(tests, paths_that_part_are_compared_by_their_energies);
    tcase_add_test(tests, runs_that_are_too_short_are_undecided);
    suite_add_tcase(suite, tests);
    TCase *samples = tcase_create("samples");
    tcase_set_tags(samples, "samples");
    tcase_add_loop_test(samples, runs_at_one_temperature_are_alike_as_often_as_promised, 0, 2);
    tcase_add_test(samples, a_slightly_wrong_temperature_is_found);
    suite_add_tcase(suite, samples);
    return suite;
}
