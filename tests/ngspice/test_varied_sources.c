/* Variation of supplies, weights and V_C: netgen/network_sources.c, and networks of varied sources in deck and solver.
 */
#include "tests/suites.h"

#include "models/scatter/scatter.h"
#include "netgen/deck.h"
#include "netgen/load_phase.h"
#include "netgen/network_file.h"
#include "netgen/problem.h"
#include "netgen/rules.h"
#include "tests/support/expect.h"
#include "tests/support/program.h"
#include "tests/support/sample.h"
#include "tests/support/scratch.h"
#include "tests/support/solved.h"

#include <gsl/gsl_statistics_double.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A network with the same sigma for all sources. */
static struct network *vary(struct network *network, double sigma, unsigned long seed)
{
    network->variation.seed = seed;
    for (int s = 0; s < VARIATION_SOURCES; s++) {
        network->variation.sigma_of_source[s] = sigma;
    }
    return network;
}

static struct network *recall(size_t n, size_t patterns)
{
    struct bias bias = problem_standard_bias();
    return sample_random(n, patterns, 1, &bias);
}

/* The actual weight of the synapse from i to j as the neurons where it begins and ends list it, which must be one. */
static double weight_between(const struct network *network, size_t i, size_t j)
{
    double *from = calloc(network->n, sizeof *from), *into = calloc(network->n, sizeof *into);
    double begins = NAN, ends = NAN;
    size_t count = network_weights_begin_at(network, i, from);
    for (size_t k = 0; k < count; k++) {
        begins = network_target(network, i, k) == j ? from[k] : begins;
    }
    count = network_weights_end_at(network, j, into);
    for (size_t k = 0; k < count; k++) {
        ends = network_target(network, j, k) == i ? into[k] : ends; /* the neighbours at both ends are the same */
    }
    ck_assert_double_eq(begins, ends);
    free(from);
    free(into);
    return begins;
}

/* How far the weight from i to j is from the nominal one, as a share of it. */
static double share_of_weight(struct network *network, size_t i, size_t j)
{
    const struct variation varied = network->variation;
    double actual = weight_between(network, i, j);
    network->variation = (struct variation){0};
    double nominal = weight_between(network, i, j);
    network->variation = varied;
    ck_assert_double_ne(nominal, 0.0);
    return actual / nominal - 1.0;
}

/* ---- The draws ---- */

START_TEST(voltages_are_those_of_the_recipe)
{
    /* From docs/formats.md's recipe in Python with statistics.NormalDist, for five neurons. */
    const double sigma = 0.05;
    struct network *network = vary(recall(5, 1), sigma, 1);
    expect_close(network_v_dw(network, 0), network->v_dw * (1.0 + sigma * 0.23488165454062762), 1e-12);
    ck_assert_double_eq_tol(share_of_weight(network, 0, 1), sigma * -0.9869878087106638, 1e-12);
    ck_assert_double_eq_tol(share_of_weight(network, 1, 0), sigma * -0.9316177119379913, 1e-12);
    network->variation.seed = 7;
    ck_assert_double_eq_tol(share_of_weight(network, 4, 2), sigma * 0.07426683698493082, 1e-12);
    expect_close(network_v_c(network, 2), network->v_c * (1.0 + sigma * 1.5129976013511952), 1e-12);
    network->variation.seed = (unsigned long)SCATTER_GREATEST_SEED;
    expect_close(network_v_dw(network, 3), network->v_dw * (1.0 + sigma * 0.22345063269162627), 1e-12);
    network_free(network);
}
END_TEST

/* Of a normal distribution cut off at three sigma; five standard errors. */
static void expect_moments(const double *share, size_t count, double sigma)
{
    const double deviation = 0.98658 * sigma, root = sqrt((double)count);
    ck_assert_double_eq_tol(gsl_stats_mean(share, 1, count), 0.0, 5.0 * deviation / root);
    ck_assert_double_eq_tol(gsl_stats_sd(share, 1, count), deviation, 5.0 * deviation / sqrt(2.0) / root);
    ck_assert_double_eq_tol(gsl_stats_lag1_autocorrelation(share, 1, count), 0.0, 5.0 / root);
    for (size_t k = 0; k < count; k++) {
        ck_assert_double_le(fabs(share[k]), 3.0 * sigma * (1.0 + 1e-12)); /* of the division's rounding */
    }
}

static void expect_uncorrelated(const double *a, const double *b, size_t count)
{
    ck_assert_double_eq_tol(gsl_stats_correlation(a, 1, b, 1, count), 0.0, 5.0 / sqrt((double)count));
}

START_TEST(sources_scatter_as_asked)
{
    enum { COUNT = 3000 };
    const double sigma = 0.04;
    struct network *network = vary(recall(COUNT, 1), sigma, 5);
    network->variation.sigma[DWMTJ_rm] = sigma;
    double *share = calloc(5 * (size_t)COUNT, sizeof *share), *v_dw = share, *v_c = v_dw + COUNT, *there = v_c + COUNT;
    double *back = there + COUNT, *rm = back + COUNT;
    for (size_t i = 0; i < COUNT; i++) {
        v_dw[i] = network_v_dw(network, i) / network->v_dw - 1.0;
        v_c[i] = network_v_c(network, i) / network->v_c - 1.0;
        const size_t j = (7 * i + 1) % COUNT == i ? (i + 1) % COUNT : (7 * i + 1) % COUNT;
        there[i] = network_weight(network, i, j, 0.3) / 0.3 - 1.0;
        back[i] = network_weight(network, j, i, 0.3) / 0.3 - 1.0;
        rm[i] = network_axon(network, i, j).rm / network->axon.rm - 1.0;
    }
    expect_moments(v_dw, COUNT, sigma);
    expect_moments(v_c, COUNT, sigma);
    expect_moments(there, COUNT, sigma);
    expect_uncorrelated(v_dw, v_c, COUNT);
    expect_uncorrelated(there, back, COUNT);
    expect_uncorrelated(there, rm, COUNT);
    free(share);
    network_free(network);
}
END_TEST

START_TEST(a_weight_depends_on_no_other_axon)
{
    const struct edge few[] = {{0, 3, 2.0}, {1, 2, 1.0}, {4, 5, -1.0}};
    const struct edge many[] = {{0, 1, 1.0}, {0, 3, -1.0}, {1, 2, 3.0}, {1, 5, 1.0}, {2, 4, 1.0}, {4, 5, 2.0}};
    struct network *a = vary(sample_sparse(sample_graph(6, few, 3)), 0.05, 9);
    struct network *b = vary(sample_sparse(sample_graph(6, many, 6)), 0.05, 9);
    struct network *c = vary(sample_maxcut(sample_graph(6, few, 3)), 0.05, 9); /* axons between all */
    b->variation.sigma[DWMTJ_rp] = 0.02;
    ck_assert_uint_lt(network_axons(a), network_axons(b));
    for (size_t e = 0; e < sizeof few / sizeof *few; e++) {
        for (int back = 0; back <= 1; back++) {
            const size_t i = back ? few[e].b : few[e].a, j = back ? few[e].a : few[e].b;
            const double share = share_of_weight(a, i, j);
            ck_assert_double_ne(share, 0.0);
            ck_assert_double_eq_tol(share_of_weight(b, i, j), share, 1e-14); /* of the division's rounding */
            ck_assert_double_eq_tol(share_of_weight(c, i, j), share, 1e-14);
        }
    }
    network_free(a);
    network_free(b);
    network_free(c);
}
END_TEST

START_TEST(a_weight_of_zero_stays_zero_and_a_kind_stays_alone)
{
    struct network *network = recall(6, 1);
    const double weight = weight_between(network, 0, 1);
    network->variation.seed = 3;
    network->variation.sigma_of_source[VARIATION_WEIGHT] = 0.1;
    ck_assert_double_eq(network_weight(network, 0, 1, 0.0), 0.0);
    ck_assert_double_ne(weight_between(network, 0, 1), weight);
    ck_assert_double_eq(network_v_dw(network, 1), network_supply(network, 5));
    ck_assert_double_eq(network_v_c(network, 1), network->v_c);
    ck_assert(!variation_of_devices(&network->variation));
    ck_assert(variation_exists(&network->variation));
    network_free(network);
}
END_TEST

START_TEST(chips_differ_by_their_seed)
{
    struct network *a = vary(recall(6, 1), 0.05, 1), *b = vary(recall(6, 1), 0.05, 2);
    for (size_t i = 0; i < 6; i++) {
        ck_assert_double_ne(network_v_dw(a, i), network_v_dw(b, i));
        ck_assert_double_ne(network_v_c(a, i), network_v_c(b, i));
        ck_assert_double_ne(weight_between(a, i, (i + 1) % 6), weight_between(b, i, (i + 1) % 6));
    }
    b->variation.seed = 1;
    ck_assert_double_eq(network_v_dw(a, 2), network_v_dw(b, 2));
    network_free(a);
    network_free(b);
}
END_TEST

/* ---- Files ---- */

static void expect_same_files(const char *a, const char *b)
{
    char *first = scratch_read(a), *second = scratch_read(b);
    ck_assert_uint_gt(strlen(first), 0);
    ck_assert_str_eq(first, second);
    free(first);
    free(second);
}

/* The circuit of NAME.json; the whole file is to be freed. */
static const json_t *circuit_of(const char *name, json_t **whole)
{
    char path[SCRATCH_PATH];
    *whole = json_load_file(scratch_path(path, name), 0, NULL);
    ck_assert_ptr_nonnull(*whole);
    return json_object_get(*whole, "circuit");
}

START_TEST(no_sigma_changes_nothing)
{
    json_t *a, *b;
    program_gives("gen recall -n 9 --seed 4 -q -o plain", 0, "");
    program_gives("gen recall -n 9 --seed 4 --sigma-vdw 0 --sigma-w 0% --sigma-vc 0 -q -o none", 0, "");
    expect_same_files("plain.cir", "none.cir");
    ck_assert(json_equal(circuit_of("plain.json", &a), circuit_of("none.json", &b)));
    json_decref(a);
    json_decref(b);
}
END_TEST

START_TEST(a_network_of_varied_sources_survives_its_file)
{
    struct network *network;
    struct diagnostic why;
    char *deck;
    json_t *whole;
    program_gives("gen recall -n 9 --seed 4 --sigma-w 5% --sigma-vdw 0.02 --sigma-vc 10% -q -o varied", 0, "");
    const json_t *technology = json_object_get(circuit_of("varied.json", &whole), "technology");
    json_t *expected = json_pack("{s:i, s:{s:f, s:f, s:f}}", "seed", 4, "sigma", "vdw", 0.02, "w", 0.05, "vc", 0.1);
    ck_assert(json_equal(json_object_get(technology, "variation"), expected));
    json_decref(expected);
    json_decref(whole);
    expect_ok(network_read(IN_SCRATCH("varied.json"), &network, &why), &why);
    expect_ok(deck_check(network, IN_SCRATCH("varied.cir"), &(enum deck_form){0}, &deck, &why), &why);
    ck_assert_ptr_nonnull(strstr(deck, "\nv_dw_8 vdw_8 0 "));
    ck_assert_ptr_nonnull(strstr(deck, "vdw 2 % w 5 % vc 10 %"));
    free(deck);
    network_free(network);

    static const struct {
        const char *old, *new, *part;
    } BAD[] = {{"\"w\": 0.05", "\"w\": 0.4", "must be a number from 0 to 0.333"},
               {"\"w\": 0.05", "\"w\": 0.0, \"rp\": 0.05", "must be above 0"},
               {"\"w\": 0.05", "\"v\": 0.05", "\"variation\" must contain a seed and the sigma"}};
    char *text = scratch_read("varied.json");
    for (size_t k = 0; k < sizeof BAD / sizeof *BAD; k++) {
        char *bad = scratch_replace(text, BAD[k].old, BAD[k].new), path[SCRATCH_PATH];
        scratch_write(path, "bad.json", bad, strlen(bad));
        expect_input_error(network_read(path, &network, &why), &why, BAD[k].part);
        free(bad);
    }
    free(text);
}
END_TEST

START_TEST(bad_shares_of_sources_are_refused)
{
    program_gives("gen recall -n 9 --sigma-w x -o x", 2, "--sigma-w takes a share");
    program_gives("gen recall -n 9 --sigma-vc -5% -o x", 2, "--sigma-vc takes a share");
    program_refuses("gen recall -n 9 --sigma-vdw 34% -o x", 2, "sigma of vdw = 0.34 is out of its limits, 0 to 1/3");
}
END_TEST

/* ---- The circuit ---- */

/* Lines of the deck that begin with `word`, to be freed. */
static char *lines_of(const char *deck, const char *word)
{
    char *text = scratch_read(deck), *kept = calloc(strlen(text) + 2, 1), *end = kept;
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
        if (strncmp(line, word, strlen(word)) == 0) {
            end += sprintf(end, "%s\n", line);
        }
    }
    free(text);
    return kept;
}

START_TEST(balancing_resistors_are_those_of_nominal_weights)
{
    program_gives("gen recall -n 9 -p 2 --seed 4 --dendrite balanced -q -o plain", 0, "");
    program_gives("gen recall -n 9 -p 2 --seed 4 --dendrite balanced --sigma-w 10% -q -o varied", 0, "");
    char *plain = lines_of("plain.cir", "rbalance"), *varied = lines_of("varied.cir", "rbalance");
    char *state_a, *state_b, *a = strtok_r(plain, "\n", &state_a), *b = strtok_r(varied, "\n", &state_b);
    ck_assert_ptr_nonnull(a);
    for (; a && b; a = strtok_r(NULL, "\n", &state_a), b = strtok_r(NULL, "\n", &state_b)) {
        ck_assert_str_eq(strrchr(a, ' '), strrchr(b, ' ')); /* the resistance; the sources have other numbers */
    }
    ck_assert(!a && !b);
    free(plain);
    free(varied);
}
END_TEST

START_TEST(rules_take_varied_sources_at_their_worst)
{
    struct network *a = recall(20, 1), *b = vary(recall(20, 1), 0.05, 1);
    struct rule nominal[RULES], worst[RULES];
    b->t_load = load_phase_time(b);
    rules_apply(a, nominal);
    rules_apply(b, worst);
    expect_close(worst[RULE_BREAKDOWN].value, 1.15 * nominal[RULE_BREAKDOWN].value, 1e-12); /* three sigma */
    expect_close(worst[RULE_WEIGHTS].value, 1.15 * nominal[RULE_WEIGHTS].value, 1e-12);
    double least = INFINITY, greatest = 0.0, slowest = INFINITY;
    for (size_t i = 0; i < b->n; i++) {
        least = fmin(least, network_v_dw(b, i) / b->v_dw);
        greatest = fmax(greatest, network_v_dw(b, i) / b->v_dw);
        slowest = fmin(slowest, network_v_c(b, i) / b->v_c);
    }
    expect_close(worst[RULE_AXON_ON].value, least * nominal[RULE_AXON_ON].value, 1e-12);
    expect_close(worst[RULE_AXON_OFF].value, greatest * nominal[RULE_AXON_OFF].value, 1e-12);
    expect_close(worst[RULE_SOMA_LEAK].value, nominal[RULE_SOMA_LEAK].value / slowest, 1e-12);
    ck_assert_double_gt(b->t_load, load_phase_time(a)); /* the slowest neuron */
    ck_assert(worst[RULE_LOAD].holds);
    b->v_dw = 0.9; /* below breakdown itself */
    rules_apply(b, worst);
    ck_assert(!worst[RULE_BREAKDOWN].holds);
    ck_assert_ptr_nonnull(strstr(worst[RULE_BREAKDOWN].verdict, "1.035 V at three sigma"));
    network_free(a);
    network_free(b);
}
END_TEST

/* ---- The engines ---- */

/* Loop: plain and balanced dendrites, axons between all and along edges. */
static struct network *circuit(int number)
{
    struct bias bias = problem_standard_bias();
    bias.dendrite = number == 1 ? DENDRITE_BALANCED : DENDRITE_PLAIN;
    return number < 2    ? sample_random(21, 2, 3, &bias)
           : number == 2 ? sample_sparse(sample_random_graph(20, 0.2, 2))
                         : sample_square(2.0);
}

START_TEST(both_kinds_of_systems_give_the_same)
{
    /* n squared walls against 2 n: different code for the same network. */
    const double tolerance = 1e-4;
    struct network *equal = vary(circuit(_i), 0.05, 2), *nearly = vary(circuit(_i), 0.05, 2);
    nearly->variation.sigma[DWMTJ_rp] = 1e-9;
    struct measures a = solved_measures(equal, tolerance), b = solved_measures(nearly, tolerance);
    ck_assert(a.converged && b.converged);
    ck_assert_str_eq(a.state, b.state);
    expect_close(a.time_to_solution, b.time_to_solution, 2.0 * tolerance); /* each keeps the tolerance */
    ck_assert_double_le(fabs(a.energy_load - b.energy_load), 2.0 * tolerance * a.energy_load); /* 0 for the square */
    expect_close(a.energy_soma, b.energy_soma, 2.0 * tolerance);
    expect_close(a.energy_synapse, b.energy_synapse, 2.0 * tolerance);
    measures_clear(&a);
    measures_clear(&b);
    network_free(equal);
    network_free(nearly);
}
END_TEST

#define VARIED " --sigma-vdw 3% --sigma-w 5% --sigma-vc 4%"

START_TEST(engines_agree_on_varied_sources)
{
    /* compare asks for equal states, and for time and energy within 0.5 %; 0.04 % is what they keep. */
    static const char *const TASKS[] = {
        "recall -n 8" VARIED,
        "recall -n 12 -p 2 --seed 3 --dendrite balanced" VARIED,
        "recall -n 14 --seed 2 --deck subcircuits" VARIED,
        "recall -n 14 --seed 2 --sigma-rp 5% --sigma-rm 5%" VARIED,
        "maxcut graph --as-published --seed 2" VARIED,
        "maxcut graph --seed 2" VARIED,
        "maxcut weighted --seed 3 --sigma-rp 5%" VARIED, /* node 4 has no axon */
        "maxcut weighted --seed 3 --deck subcircuits" VARIED,
        "custom weights.csv --start 011 --vdw loaded" VARIED,
        "recall -n 14 --seed 2 --sigma-vdw 4%",
        "recall -n 14 --seed 2 --sigma-w 4%",
        "recall -n 14 --seed 2 --sigma-vc 4%",
    };
    program_input("graph", "6 8\n1 2\n2 3\n3 4\n4 5\n5 6\n6 1\n1 3\n2 5\n");
    program_input("weighted", "6 5\n1 2 1\n2 3 -2\n3 5 0.5\n1 5 3\n5 6 -1\n");
    program_input("weights.csv", "0, 0.1, -0.1\n0.1, 0, 0.05\n-0.1, 0, 0\n");
    char arguments[300];
    snprintf(arguments, sizeof arguments, "gen %s -q -o a", TASKS[_i]);
    program_gives(arguments, 0, "");
    program_gives("compare a", 0, "they agree");
}
END_TEST

/* Where only sources vary, the axons of a neuron move together. */
START_TEST(equal_devices_stay_few_walls)
{
    program_gives("gen recall -n 9 --sigma-w 5% --sigma-vdw 5% --stop 50n -q -o a", 0, "");
    program_gives("solve a", 1, "of the 18 recorded walls still move");
    program_gives("run a", 1, "of the 18 recorded walls still move");
}
END_TEST

Suite *varied_sources_suite(void)
{
    Suite *suite = suite_create("varied_sources");
    TCase *drawn = tcase_create("voltages");
    tcase_add_test(drawn, voltages_are_those_of_the_recipe);
    tcase_add_test(drawn, sources_scatter_as_asked);
    tcase_add_test(drawn, a_weight_depends_on_no_other_axon);
    tcase_add_test(drawn, a_weight_of_zero_stays_zero_and_a_kind_stays_alone);
    tcase_add_test(drawn, chips_differ_by_their_seed);
    suite_add_tcase(suite, drawn);

    TCase *files = tcase_create("files");
    tcase_add_test(files, no_sigma_changes_nothing);
    tcase_add_test(files, a_network_of_varied_sources_survives_its_file);
    tcase_add_test(files, bad_shares_of_sources_are_refused);
    suite_add_tcase(suite, files);

    TCase *circuits = tcase_create("circuits");
    tcase_add_test(circuits, balancing_resistors_are_those_of_nominal_weights);
    tcase_add_test(circuits, rules_take_varied_sources_at_their_worst);
    suite_add_tcase(suite, circuits);

    TCase *engines = tcase_create("engines");
    tcase_add_loop_test(engines, both_kinds_of_systems_give_the_same, 0, 4);
    tcase_add_loop_test(engines, engines_agree_on_varied_sources, 0, 12);
    tcase_add_test(engines, equal_devices_stay_few_walls);
    suite_add_tcase(suite, engines);
    return suite;
}
