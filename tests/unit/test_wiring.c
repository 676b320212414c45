/* Axons along edges only: netgen/wiring.h, and what networks, rules and the solver make of them. */
#include "tests/suites.h"

#include "base/vector.h"
#include "netgen/rules.h"
#include "netgen/supply.h"
#include "solver/synapses.h"
#include "tests/support/expect.h"
#include "tests/support/sample.h"
#include "tests/support/stored.h"

#include <math.h>
#include <stdlib.h>

enum { N = 14 };

/* The weights of `graph`, 0 where there is no edge. */
static void matrix_of(const struct graph *graph, double matrix[N][N])
{
    for (size_t e = 0; e < graph->edges; e++) {
        const struct edge *edge = &graph->edge[e];
        matrix[edge->a][edge->b] = matrix[edge->b][edge->a] = edge->weight;
    }
}

/* ---- The lists ---- */

START_TEST(lists_are_the_edges_that_weigh_anything)
{
    struct graph *graph = sample_random_graph(N, 0.4, (unsigned long)_i);
    double matrix[N][N] = {{0.0}};
    struct wiring *wiring;
    struct diagnostic why;
    size_t axons = 0;
    matrix_of(graph, matrix);
    expect_ok(wiring_of_graph(graph, 0.5, 1.0, &wiring, &why), &why);
    for (size_t i = 0; i < N; i++) {
        size_t k = wiring->first[i];
        for (size_t j = 0; j < N; j++) { /* ascending */
            if (matrix[i][j] != 0.0) {
                ck_assert_uint_lt(k, wiring->first[i + 1]);
                ck_assert_uint_eq(wiring->neuron[k], j);
                ck_assert_double_eq(wiring->volts[k], 0.5 * matrix[i][j]);
                k++;
            }
        }
        ck_assert_uint_eq(k, wiring->first[i + 1]);
        axons += wiring_fan_out(wiring, i);
    }
    ck_assert_uint_eq(wiring->axons, axons);
    wiring_free(wiring);
    graph_free(graph);
}
END_TEST

/* A star of four rays, the center being node 2, and node 5 alone. */
static struct network *star(void)
{
    static const struct edge RAYS[] = {{0, 2, 1.0}, {1, 2, 1.0}, {2, 3, 1.0}, {2, 4, 1.0}};
    return sample_sparse(sample_graph(6, RAYS, 4));
}

START_TEST(a_network_has_a_fan_out_for_each_neuron)
{
    struct network *network = star();
    static const size_t RIGHT[] = {1, 1, 4, 1, 1, 0}, SHOWN[] = {2, 2, 3, 2, 2, 5};
    size_t *fan_out, count;
    struct diagnostic why;
    for (size_t i = 0; i < 6; i++) {
        ck_assert_uint_eq(network_fan_out(network, i), RIGHT[i]);
        ck_assert_uint_eq(network_shown_target(network, i), SHOWN[i]);
    }
    ck_assert_uint_eq(network_axons(network), 8);
    ck_assert_uint_eq(network_devices(network), 6 + 8);
    expect_ok(network_fan_outs(network, &fan_out, &count, &why), &why);
    ck_assert_uint_eq(count, 3);
    ck_assert(fan_out[0] == 0 && fan_out[1] == 1 && fan_out[2] == 4);
    free(fan_out);
    network_free(network);
}
END_TEST

START_TEST(a_network_with_all_axons_has_one_fan_out)
{
    struct bias bias = problem_standard_bias();
    struct network *network = sample_random(7, 1, 1, &bias);
    size_t *fan_out, count;
    struct diagnostic why;
    expect_ok(network_fan_outs(network, &fan_out, &count, &why), &why);
    ck_assert(count == 1 && fan_out[0] == 6);
    free(fan_out);
    network_free(network);
}
END_TEST

START_TEST(each_fan_out_has_its_supply)
{
    /* Eq. (15): the leak current times 1.25 kOhm for each axon and 2 kOhm for the track; k is given to five digits. */
    struct network *network = star();
    const double leak = 5.0 / 1.0636e6; /* A */
    for (size_t i = 0; i < 6; i++) {
        double axons = fmax((double)network_fan_out(network, i), 1.0);
        expect_close(network_v_dw(network, i), leak * (1250.0 * axons + 2000.0), 1e-4);
        expect_close(network_v_dw(network, i), supply_loaded(network, (size_t)axons), 1e-12);
    }
    ck_assert_double_eq(network_greatest_v_dw(network), network_v_dw(network, 2));
    network_free(network);
}
END_TEST

/* ---- Fields ---- */

START_TEST(a_grounded_dendrite_gets_the_current_of_couplings_field_and_tilt)
{
    /* Junctions conduct G_P or G_AP, half of their difference away from the mean: Eq. (54). */
    enum { TRIALS = 20 };
    struct graph *couplings = sample_random_graph(N, 0.4, (unsigned long)_i + 50);
    const double g_p = 1.0 / 500.0, g_ap = 1.0 / 2000.0, half = 0.5 * (g_p - g_ap), unit = 0.1,
                 golden = 0.618033988749895;
    double matrix[N][N] = {{0.0}}, field[N];
    gsl_rng *random = problem_random((unsigned long)_i);
    for (size_t j = 0; j < N; j++) {
        field[j] = 8.0 * gsl_rng_uniform(random) - 4.0;
    }
    matrix_of(couplings, matrix);
    struct network *network = sample_ising(couplings, field);
    const double heaviest = network->weights.heaviest;
    for (size_t trial = 0; trial < TRIALS; trial++) {
        char *state = problem_random_bits(random, N);
        for (size_t j = 0; j < N; j++) {
            double current = 0.0, sum = 0.0, wanted = field[j], place = golden * (double)(j + 1);
            for (size_t i = 0; i < N; i++) {
                double volts = unit * matrix[i][j] / heaviest;
                current += volts * (state[i] == '1' ? g_p : g_ap);
                wanted += matrix[i][j] * (state[i] == '1' ? 1.0 : -1.0);
                sum += volts;
            }
            const double tilt = network_fan_out(network, j) > 0 ? 1e-3 * (2.0 * (place - floor(place)) - 1.0) : 0.0;
            const struct balance balance = network_balance(network, j, sum);
            current += balance.conductance * balance.v_rail;
            ck_assert_double_eq_tol(current, half * unit * (wanted / heaviest + tilt), 1e-9 * half * unit);
            ck_assert_double_eq(fabs(balance.v_rail), unit);
        }
        free(state);
    }
    gsl_rng_free(random);
    network_free(network);
}
END_TEST

START_TEST(a_field_without_couplings_sets_every_neuron)
{
    static const double FIELD[] = {2.0, -1.0, 0.5};
    struct network *network = sample_ising(sample_graph(3, NULL, 0), FIELD);
    ck_assert_uint_eq(network_devices(network), 3);
    for (size_t j = 0; j < 3; j++) {
        const struct balance balance = network_balance(network, j, 0.0);
        expect_close(balance.conductance * balance.v_rail, 0.1 * FIELD[j] / 2.0 * 0.75e-3, 1e-12);
    }
    network_free(network);
}
END_TEST

/* ---- The solver's sums ---- */

START_TEST(conductance_at_a_dendrite_is_that_of_the_axons_that_end_there)
{
    struct network *network = sample_sparse(sample_random_graph(N, _i % 2 ? 0.9 : 0.3, (unsigned long)_i + 7));
    const struct wiring *wiring = network->weights.wiring;
    struct synapses *synapses;
    struct diagnostic why;
    gsl_rng *random = problem_random((unsigned long)_i);
    double *g = vector_new(N);
    expect_ok(synapses_new(&network->weights, NULL, &synapses, &why), &why);
    for (size_t call = 0; call < 6; call++) { /* some conductances change, as when walls cross their junctions */
        for (size_t i = 0; i < N; i++) {
            g[i] = call == 0 || gsl_rng_uniform(random) < 0.4 ? 1e-3 * gsl_rng_uniform(random) : g[i];
        }
        const double *current = synapses_drive(synapses, g), *total = synapses_total(synapses);
        const double *rate = synapses_drive_rate(synapses, g), *total_rate = synapses_total_rate(synapses);
        for (size_t j = 0; j < N; j++) {
            double right = 0.0, right_total = 0.0;
            for (size_t k = wiring->first[j]; k < wiring->first[j + 1]; k++) {
                right += wiring->volts[k] * g[wiring->neuron[k]];
                right_total += g[wiring->neuron[k]];
            }
            ck_assert_double_eq_tol(current[j], right, 1e-17); /* of sums of about 1e-3 S at 0.1 V: rounding */
            ck_assert_double_eq_tol(rate[j], right, 1e-17);
            ck_assert_double_eq_tol(total[j], right_total, 1e-16);
            ck_assert_double_eq_tol(total_rate[j], right_total, 1e-16);
        }
    }
    synapses_free(synapses);
    gsl_rng_free(random);
    free(g);
    network_free(network);
}
END_TEST

START_TEST(weights_are_shares_of_the_heaviest_however_small)
{
    /* The reciprocal of the smallest number is beyond all numbers. */
    static const struct edge TINY[] = {{0, 1, 5e-324}, {0, 2, -5e-324}, {1, 2, 1e-323}};
    static const double ONES[LANES] = {1.0, 1.0, 1.0},
                        SHARES[] = {0.0, 1.5, 0.5}; /* sums of the edges at each neuron */
    struct network *networks[] = {sample_sparse(sample_graph(3, TINY, 3)), sample_maxcut(sample_graph(3, TINY, 3))};
    for (size_t k = 0; k < 2; k++) { /* axons along edges, and between all */
        const struct weights *weights = &networks[k]->weights;
        struct synapses *synapses;
        struct diagnostic why;
        expect_ok(synapses_new(weights, NULL, &synapses, &why), &why);
        const double *current = synapses_drive(synapses, ONES);
        for (size_t j = 0; j < 3; j++) {
            const double without = weights->wiring ? 0.0 : weights_without_edge(weights);
            const double per_share = weights->unit * weights->edge - without;
            ck_assert_double_eq_tol(current[j], 2.0 * without + per_share * SHARES[j], 1e-15);
        }
        synapses_free(synapses);
        network_free(networks[k]);
    }
}
END_TEST

/* ---- The rule ---- */

START_TEST(a_flip_is_compared_with_the_leak_of_its_soma)
{
    /* A path 0-1-2 whose edges weigh 1 and 4: 26.25 mV and 105 mV. Synapses conduct 1.25 mS each, half the difference
     * of their conductances is 0.75 mS, and a soma's track 0.5 mS. Neuron 1 is the worst: it has two synapses. Without
     * a balancing resistor: 26.25 mV 0.75 mS 0.5/3 = 3.28125 uA. With it, of 1.25 (1.25 mS), but for the thousandth of
     * Eq. (54): 26.25 mV 0.75 mS 0.5/4.5625. The leak is 0.2 m/s / k, k given to five digits. */
    static const struct edge EDGES[] = {{0, 1, 1.0}, {1, 2, 4.0}};
    const double leak = 0.2 / 1.0636e6; /* A */
    struct network *network = sample_sparse(sample_graph(3, EDGES, 2));
    struct rule rules[RULES];
    rules_apply(network, rules);
    expect_close(rules[RULE_FLIP].value, 26.25e-3 * 0.75e-3 * 0.5 / 4.5625 / leak, 1e-3);
    ck_assert(rules[RULE_FLIP].holds);
    network->dendrite = DENDRITE_PLAIN;
    rules_apply(network, rules);
    expect_close(rules[RULE_FLIP].value, 3.28125e-6 / leak, 1e-4);
    network->soma.vleak *= 20.0;
    rules_apply(network, rules);
    ck_assert(!rules[RULE_FLIP].holds);
    network_free(network);
}
END_TEST

/* ---- Files ---- */

START_TEST(axons_fields_and_supplies_survive_the_file)
{
    static const struct edge EDGES[] = {{0, 1, 1.0}, {1, 2, -4.0 / 3.0}};
    static const double FIELD[] = {0.1, -1.0 / 3.0, 0.0, 7.0};
    enum { NETWORKS = 4 };
    struct network *networks[NETWORKS] = {
        sample_sparse(sample_graph(4, EDGES, 2)), sample_ising(sample_graph(4, EDGES, 2), FIELD),
        sample_ising(sample_graph(4, EDGES, 2), NULL), sample_ising(sample_graph(4, NULL, 0), FIELD)};
    for (size_t k = 0; k < NETWORKS; k++) {
        struct network *read = stored_again(networks[k]);
        ck_assert(read->weights.edges_only);
        ck_assert_double_eq(read->weights.edge, networks[k]->weights.edge);
        ck_assert_double_eq(read->v_dw_per_axon, networks[k]->v_dw_per_axon);
        for (size_t j = 0; j < 4; j++) {
            ck_assert_double_eq(weights_field(&read->weights, j), weights_field(&networks[k]->weights, j));
        }
        stored_expect_same_deck(networks[k], read);
        network_free(read);
        network_free(networks[k]);
    }
}
END_TEST

Suite *wiring_suite(void)
{
    Suite *suite = suite_create("wiring");
    TCase *tests = tcase_create("wiring");
    tcase_add_loop_test(tests, lists_are_the_edges_that_weigh_anything, 0, 10);
    tcase_add_test(tests, a_network_has_a_fan_out_for_each_neuron);
    tcase_add_test(tests, a_network_with_all_axons_has_one_fan_out);
    tcase_add_test(tests, each_fan_out_has_its_supply);
    tcase_add_loop_test(tests, a_grounded_dendrite_gets_the_current_of_couplings_field_and_tilt, 0, 5);
    tcase_add_test(tests, a_field_without_couplings_sets_every_neuron);
    tcase_add_loop_test(tests, conductance_at_a_dendrite_is_that_of_the_axons_that_end_there, 0, 6);
    tcase_add_test(tests, weights_are_shares_of_the_heaviest_however_small);
    tcase_add_test(tests, a_flip_is_compared_with_the_leak_of_its_soma);
    tcase_add_test(tests, axons_fields_and_supplies_survive_the_file);
    suite_add_tcase(suite, tests);
    return suite;
}
