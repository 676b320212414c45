/* The forms of a deck, netgen/deck.h: the same circuit, so the same run. */
#include "tests/suites.h"

#include "netgen/deck.h"
#include "netgen/problem.h"
#include "tests/support/expect.h"
#include "tests/support/sample.h"
#include "tests/support/simulate.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct network *recall(void)
{
    struct bias bias = problem_standard_bias();
    return sample_random(12, 2, 3, &bias);
}

static struct network *fields(void)
{
    static const double FIELD[] = {0.0, 1.0, -2.0, 1.0, 3.0, -1.0, 2.0};
    return sample_ising(sample_random_graph(7, 0.5, 2), FIELD);
}

static struct network *sparse(void)
{
    return sample_ring(20, 0.1, 3.0); /* axons along edges only */
}

static struct network *without_start(void)
{
    return sample_square(2.0);
}

static struct network *varied(void)
{
    struct bias bias = problem_standard_bias();
    bias.variation.seed = 5;
    bias.variation.sigma[DWMTJ_rp] = bias.variation.sigma[DWMTJ_rm] = bias.variation.sigma[DWMTJ_vleak] = 0.05;
    return sample_random(9, 1, 4, &bias);
}

static struct network *varied_sparse(void)
{
    struct network *network = sparse();
    network->variation.seed = 5;
    network->variation.sigma[DWMTJ_length] = network->variation.sigma[DWMTJ_rap] = 0.03;
    return network;
}

static struct network *varied_sources(void)
{
    struct network *network = recall();
    network->variation = (struct variation){.seed = 5, .sigma_of_source = {0.03, 0.05, 0.04}};
    return network;
}

static struct network *bent(void)
{
    struct network *network = recall();
    network->soma.vhalf = network->axon.vhalf = 0.2;
    return network;
}

static struct network *noisy(void)
{
    struct bias bias = problem_standard_bias();
    struct dwmtj *const devices[] = {&bias.soma, &bias.axon};
    for (size_t k = 0; k < 2; k++) {
        devices[k]->alpha = devices[k]->beta = 0.02;
        devices[k]->delta = 5e-9;
        devices[k]->hk = 1e5;
        devices[k]->noise = 7.0;
    }
    bias.t_load = 10e-9;
    bias.t_stop = 30e-9;
    return sample_random(4, 1, 1, &bias);
}

static struct network *(*const CIRCUITS[])(void) = {recall,        fields,         sparse, without_start, varied,
                                                    varied_sparse, varied_sources, bent,   noisy};
enum { CIRCUITS_COUNT = sizeof CIRCUITS / sizeof *CIRCUITS };

/* The greatest magnitude in a column. */
static double greatest(const struct table *table, size_t column)
{
    double most = 0.0;
    for (size_t row = 0; row < table->rows; row++) {
        most = fmax(most, fabs(table->value[row * table->columns + column]));
    }
    return most;
}

/* Nine digits: one resistor is not rounded as many are. */
START_TEST(both_forms_give_the_same_run)
{
    struct network *network = CIRCUITS[_i]();
    struct table *compact = simulate_form(network, DECK_COMPACT);
    struct table *subcircuits = simulate_form(network, DECK_SUBCIRCUITS);
    ck_assert_uint_eq(compact->rows, subcircuits->rows);
    ck_assert_uint_eq(compact->columns, subcircuits->columns);
    for (size_t c = 0; c < compact->columns; c++) {
        ck_assert_str_eq(compact->name[c], subcircuits->name[c]);
        const double tolerance = 1e-9 * greatest(subcircuits, c);
        for (size_t row = 0; row < compact->rows; row++) {
            double a = compact->value[row * compact->columns + c], b = subcircuits->value[row * compact->columns + c];
            ck_assert_msg(fabs(a - b) <= tolerance, "%s at row %zu: %.17g is not %.17g", compact->name[c], row, a, b);
        }
    }
    table_free(compact);
    table_free(subcircuits);
    network_free(network);
}
END_TEST

/* With more than a thousand neurons the nodes of weights and of meters are shared in groups: no resistor is between
 * them. While a dendrite is held, its soma's track is all that it feeds. Loop: equal supplies and voltages, and ones
 * that vary. */
START_TEST(groups_of_a_large_deck_change_no_power)
{
    enum { N = 1001 };
    struct edge edge[N - 1];
    for (size_t i = 0; i < N - 1; i++) {
        edge[i] = (struct edge){i, i + 1, 1.0};
    }
    struct network *network = sample_sparse(sample_graph(N, edge, N - 1));
    double load = 0.0, soma = 0.0;
    network->variation.seed = 2;
    network->variation.sigma_of_source[VARIATION_V_DW] = network->variation.sigma_of_source[VARIATION_V_C] = 0.05 * _i;
    for (size_t i = 0; i < N; i++) {
        const double tracks = network->axon.rm / (double)network_fan_out(network, i);
        load += pow(network_v_c(network, i), 2.0) / network->soma.rm;
        soma += pow(network_v_dw(network, i), 2.0) / (network->soma.rap + tracks);
    }
    struct diagnostic why;
    char *deck;
    expect_ok(deck_text(network, DECK_COMPACT, &deck, &why), &why);
    ck_assert_ptr_nonnull(strstr(deck, "\nsrail_1000_1 w_1_g20 rail_1000_1 run 0 rail_switch\n"));
    ck_assert_ptr_null(strstr(deck, "g21"));
    const char *tran = strstr(deck, "\n.meas ");
    char *brief;
    ck_assert_int_ge(asprintf(&brief, "%.*s\n.tran 1p 2p 0 1p\n.end\n", (int)(tran - deck), deck), 0);
    struct table *table = simulate_deck(brief);
    expect_close(simulate_at(table, table->rows - 1, DECK_POWER_LOAD), load, 1e-6);
    expect_close(simulate_at(table, table->rows - 1, DECK_POWER_SOMA), soma, 1e-6);
    table_free(table);
    free(brief);
    free(deck);
    network_free(network);
}
END_TEST

Suite *deck_forms_suite(void)
{
    Suite *suite = suite_create("deck_forms");
    TCase *tests = tcase_create("forms");
    tcase_add_loop_test(tests, both_forms_give_the_same_run, 0, CIRCUITS_COUNT);
    tcase_add_loop_test(tests, groups_of_a_large_deck_change_no_power, 0, 2);
    suite_add_tcase(suite, tests);
    return suite;
}
