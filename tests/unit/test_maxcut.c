/* Exact maximum cuts: solver/maxcut_exact.h. */
#include "tests/suites.h"

#include "tests/support/expect.h"
#include "netgen/readers/gb_flip.h"
#include "solver/maxcut_exact.h"
#include "tests/support/reader.h"
#include "netgen/readers/rudy.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BUDGET = 10000000, BRUTE_N = 14 };

/* A graph of `nodes` nodes whose pairs are edges with probability `density`; weights are from -span to span in steps of
 * `unit`, or 1 where `span` is 0. The edges are the caller's. */
static struct graph random_graph(size_t nodes, double density, int span, double unit, long seed)
{
    struct graph graph = {.nodes = nodes, .edge = calloc(nodes * nodes, sizeof(struct edge))};
    struct gb_flip random;
    ck_assert_ptr_nonnull(graph.edge);
    gb_flip_start(&random, seed);
    for (size_t a = 0; a < nodes; a++) {
        for (size_t b = a + 1; b < nodes; b++) {
            double weight = span ? (int)gb_flip_below(&random, 2 * (uint32_t)span + 1) - span : 1.0;
            if (gb_flip_below(&random, 1000) < density * 1000.0) {
                graph.edge[graph.edges++] = (struct edge){.a = a, .b = b, .weight = weight * unit};
            }
        }
    }
    return graph;
}

/* The greatest of all cuts. A Gray code goes through them, one node changing sides at a time; node 0 stays. */
static double brute_force(const struct graph *graph)
{
    double weight[BRUTE_N][BRUTE_N] = {{0}}, cut = 0.0, greatest = 0.0;
    bool side[BRUTE_N] = {false};
    for (size_t i = 0; i < graph->edges; i++) {
        const struct edge *e = &graph->edge[i];
        weight[e->a][e->b] = weight[e->b][e->a] = e->weight;
    }
    ck_assert(graph->nodes >= 1 && graph->nodes <= BRUTE_N);
    for (unsigned step = 1; step < 1u << (graph->nodes - 1); step++) {
        size_t changes = 1;
        while (!(step >> (changes - 1) & 1)) {
            changes++;
        }
        for (size_t b = 0; b < graph->nodes; b++) {
            cut += side[b] == side[changes] ? weight[changes][b] : -weight[changes][b];
        }
        side[changes] = !side[changes];
        greatest = fmax(greatest, cut);
    }
    return greatest;
}

/* The result has the cut that its state has. */
static void check_state(const struct graph *graph, const struct maxcut_result *result)
{
    ck_assert_uint_eq(strlen(result->state), graph->nodes);
    ck_assert_uint_eq(strspn(result->state, "01"), graph->nodes);
    ck_assert_int_eq(result->state[0], '0');
    ck_assert(result->cut == graph_cut(graph, result->state));
}

START_TEST(small_cuts_are_those_of_brute_force)
{
    static const struct {
        double density;
        int span;
        double unit;
    } KINDS[] = {{0.5, 0, 1.0}, {1.0, 1, 1.0},           {0.5, 9, 1.0},
                 {0.2, 4, 1.0}, {0.7, 1000, 1e-3 / 3.0}, {0.6, 50, 1e9 / 7.0}};
    for (size_t kind = 0; kind < COUNT(KINDS); kind++) {
        for (size_t nodes = 2; nodes <= BRUTE_N; nodes++) {
            struct graph graph = random_graph(nodes, KINDS[kind].density, KINDS[kind].span, KINDS[kind].unit,
                                              (long)(100 * kind + nodes));
            struct maxcut_result result;
            struct diagnostic why;
            double right = brute_force(&graph), span = KINDS[kind].unit * (KINDS[kind].span + 1);
            expect_ok(maxcut_best(&graph, 1, BUDGET, &result, &why), &why);
            check_state(&graph, &result);
            ck_assert(result.proven);
            /* brute force adds and subtracts up to 14 weights at each of 8192 steps, each rounded to 1e-16 */
            ck_assert_msg(fabs(result.cut - right) <= 1e-10 * span, "kind %zu, %zu nodes: %.17g is not %.17g", kind,
                          nodes, result.cut, right);
            maxcut_result_clear(&result);
            free(graph.edge);
        }
    }
}
END_TEST

/* Whole graphs cut n^2 / 4, rounded down; with negative weights nothing; rings all edges, or all but one. */
START_TEST(structured_graphs_have_their_known_cuts)
{
    for (size_t nodes = 2; nodes <= 24; nodes += 11) {
        struct graph whole = random_graph(nodes, 1.0, 0, 1.0, 1), negative = random_graph(nodes, 1.0, 0, -2.5, 1);
        struct graph ring = {.nodes = nodes + 1, .edges = nodes + 1, .edge = calloc(nodes + 1, sizeof(struct edge))};
        for (size_t i = 0; i <= nodes; i++) {
            ring.edge[i] = (struct edge){.a = i < nodes ? i : 0, .b = i < nodes ? i + 1 : nodes, .weight = 3.0};
        }
        const struct {
            const struct graph *graph;
            size_t cut;
        } CASES[] = {{&whole, nodes * nodes / 4}, {&negative, 0}, {&ring, (nodes + 1) / 2 * 2 * 3}};
        for (size_t i = 0; i < COUNT(CASES); i++) {
            struct maxcut_result result;
            struct diagnostic why;
            expect_ok(maxcut_best(CASES[i].graph, 1, BUDGET, &result, &why), &why);
            check_state(CASES[i].graph, &result);
            ck_assert(result.proven && result.cut == (double)CASES[i].cut);
            maxcut_result_clear(&result);
        }
        free(whole.edge);
        free(negative.edge);
        free(ring.edge);
    }
}
END_TEST

/* g05_60 with the optima that optimal_cuts.txt proves; without a budget there is only the heuristic search. */
START_TEST(biq_mac_optima_are_found_without_a_budget)
{
    char path[SCRATCH_PATH];
    if (!reader_data_path("biqmac/optimal_cuts.txt", path)) {
        return;
    }
    FILE *file = fopen(path, "r");
    char line[200];
    int found = 0;
    ck_assert_ptr_nonnull(file);
    while (fgets(line, sizeof line, file)) {
        int k;
        double optimum;
        if (sscanf(line, "g05_60.%d %lf", &k, &optimum) != 2) {
            continue;
        }
        struct rudy_random random = {.nodes = 60, .density = 50.0, .seed = 6000 + k};
        struct graph *graph;
        struct maxcut_result result;
        struct diagnostic why;
        expect_ok(rudy_random_graph(&random, &graph, &why), &why);
        expect_ok(maxcut_best(graph, 1, 0, &result, &why), &why);
        check_state(graph, &result);
        ck_assert_msg(result.cut == optimum, "g05_60.%d: %g is not %g", k, result.cut, optimum);
        ck_assert(!result.proven && result.visited == 0);
        maxcut_result_clear(&result);
        graph_free(graph);
        found++;
    }
    fclose(file);
    ck_assert_int_eq(found, 10);
}
END_TEST

START_TEST(same_seed_and_budget_give_the_same_result_and_keep_to_it)
{
    struct graph graph = random_graph(32, 0.5, 0, 1.0, 3);
    size_t needed = 0;
    double optimum = 0.0;
    for (size_t budget = BUDGET; budget > 0; budget /= 10) {
        struct maxcut_result first, second;
        struct diagnostic why;
        expect_ok(maxcut_best(&graph, 5, budget, &first, &why), &why);
        expect_ok(maxcut_best(&graph, 5, budget, &second, &why), &why);
        ck_assert_str_eq(first.state, second.state);
        ck_assert(first.cut == second.cut && first.visited == second.visited && first.proven == second.proven);
        ck_assert_uint_le(first.visited, budget);
        if (budget == BUDGET) {
            ck_assert(first.proven);
            needed = first.visited;
            ck_assert_uint_gt(needed, 1000); /* so most budgets end before */
            optimum = first.cut;
        }
        ck_assert(first.proven == (budget >= needed));
        ck_assert(first.cut <= optimum);
        maxcut_result_clear(&first);
        maxcut_result_clear(&second);
    }
    free(graph.edge);
}
END_TEST

START_TEST(graphs_beyond_the_limit_are_refused)
{
    struct edge edge = {.a = 0, .b = 1, .weight = 1.0};
    struct graph graph = {.nodes = MAXCUT_GREATEST_N + 1, .edges = 1, .edge = &edge};
    struct maxcut_result result;
    struct diagnostic why;
    ck_assert_int_eq(maxcut_best(&graph, 1, 1, &result, &why), STATUS_INPUT);
    ck_assert_ptr_nonnull(strstr(why.text, "graphs of 1 to 2000 nodes, not 2001"));
    ck_assert_ptr_null(result.state);
    maxcut_result_clear(&result);
}
END_TEST

Suite *maxcut_suite(void)
{
    Suite *suite = suite_create("maxcut");
    TCase *tests = tcase_create("exact");
    tcase_add_test(tests, small_cuts_are_those_of_brute_force);
    tcase_add_test(tests, structured_graphs_have_their_known_cuts);
    tcase_add_test(tests, same_seed_and_budget_give_the_same_result_and_keep_to_it);
    tcase_add_test(tests, graphs_beyond_the_limit_are_refused);
    suite_add_tcase(suite, tests);
    TCase *variants = tcase_create("variants");
    tcase_set_tags(variants, "variants");
    tcase_add_test(variants, biq_mac_optima_are_found_without_a_budget);
    suite_add_tcase(suite, variants);
    return suite;
}
