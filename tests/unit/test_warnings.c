/* What weakens an answer, and how often chance does as well: report/warnings.h, netgen/questions/chance.h. */
#include "tests/suites.h"

#include "netgen/questions/custom.h"
#include "netgen/questions/chance.h"
#include "netgen/questions/partition.h"
#include "tests/support/expect.h"
#include "tests/support/handmade.h"
#include "tests/support/program.h"
#include "tests/support/sample.h"
#include "tests/support/scratch.h"
#include "report/warnings.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct run_facts FACTS = {.engine = "ngspice"};

/* How many warnings of `kind` a report has; *text is that of the last. */
static size_t count_kind(const struct report *report, const char *kind, char text[300])
{
    struct warnings warnings;
    size_t count = 0;
    warnings_of_report(report, &warnings);
    ck_assert_uint_le(warnings.count, WARNINGS);
    for (size_t k = 0; k < warnings.count; k++) {
        if (strcmp(warnings.warning[k].kind, kind) == 0) {
            snprintf(text, 300, "%s", warnings.warning[k].text);
            count++;
        }
    }
    return count;
}

/* The warnings of `kind` where `network` rests in `state`. */
static size_t count_in_state(const struct network *network, const char *state, const char *kind)
{
    char text[300];
    struct measures m = handmade_measure_state(network, state);
    const struct report report = {network, &m, &FACTS};
    size_t count = count_kind(&report, kind, text);
    measures_clear(&m);
    return count;
}

/* ---- Chance ---- */

/* A complete graph of `n` nodes whose edges weigh `weight`. */
static struct graph *complete(size_t n, double weight)
{
    struct graph *graph = calloc(1, sizeof *graph);
    *graph = (struct graph){.nodes = n, .edges = 0, .edge = calloc(n * n, sizeof *graph->edge)};
    for (size_t a = 0; a < n; a++) {
        for (size_t b = a + 1; b < n; b++) {
            graph->edge[graph->edges++] = (struct edge){a, b, weight};
        }
    }
    return graph;
}

/* A complete graph of n nodes cuts k (n - k) edges where k nodes are ON. */
START_TEST(small_graphs_are_counted)
{
    struct graph *graph = complete(5, 0.1);
    expect_close(chance_of_cut(graph, 0.4), 30.0 / 32.0, 1e-15); /* all states but two */
    expect_close(chance_of_cut(graph, 0.0), 1.0, 1e-15);
    ck_assert_double_eq(chance_of_cut(graph, 0.6), 0.0); /* no state cuts more */
    graph_free(graph);
    graph = complete(CHANCE_COUNTED, 1.0);
    ck_assert_double_eq(chance_of_cut(graph, 64.0), 0.0);
    expect_close(chance_of_cut(graph, 63.0), (2.0 * 11440.0 + 12870.0) / 65536.0, 1e-12); /* 7, 8 or 9 of 16 are ON */
    graph_free(graph);
}
END_TEST

/* A star of 400 edges: each is cut or not on its own, and so the cut is binomial. */
START_TEST(larger_graphs_are_taken_as_normal)
{
    enum { EDGES = 400 };
    struct graph graph = {.nodes = EDGES + 1, .edges = EDGES, .edge = calloc(EDGES, sizeof *graph.edge)};
    for (size_t e = 0; e < EDGES; e++) {
        graph.edge[e] = (struct edge){0, e + 1, 2.0};
    }
    ck_assert_double_eq_tol(chance_of_cut(&graph, 400.0), 0.5, 1e-12);     /* 200 edges on average */
    ck_assert_double_eq_tol(chance_of_cut(&graph, 420.0), 0.158655, 1e-6); /* sigma: 10 edges */
    ck_assert_double_eq_tol(chance_of_cut(&graph, 380.0), 0.841345, 1e-6);
    free(graph.edge);
}
END_TEST

/* Beyond the graphs that are counted: no cut is above the sum of the positive weights, and no energy below that of a
 * state that every coupling and field wants. */
START_TEST(an_answer_that_no_state_can_surpass_is_none_of_chance)
{
    static const double WEIGHTS[] = {0.0, -1.5, 1e-3};
    double field[CHANCE_COUNTED + 4];
    for (size_t k = 0; k < sizeof WEIGHTS / sizeof *WEIGHTS; k++) {
        struct graph *graph = complete(CHANCE_COUNTED + 4, WEIGHTS[k]);
        const double size = fabs(WEIGHTS[k]) * (double)graph->edges;
        ck_assert_double_eq(chance_of_cut(graph, fmax(WEIGHTS[k], 0.0) * (double)graph->edges), 0.0);
        ck_assert_double_eq(chance_of_energy(&(struct spins){graph, NULL}, -size), 0.0);
        for (size_t i = 0; i < graph->nodes; i++) {
            field[i] = i % 2 ? 0.5 : -0.25;
        }
        ck_assert_double_eq(chance_of_energy(&(struct spins){graph, field}, -size - 0.375 * (double)graph->nodes), 0.0);
        ck_assert_double_gt(chance_of_energy(&(struct spins){graph, field}, 0.0), 0.4);
        graph_free(graph);
    }
}
END_TEST

START_TEST(matches_are_binomial)
{
    expect_close(chance_of_match(10, 1, 10), 2.0 / 1024.0, 1e-12);
    expect_close(chance_of_match(10, 1, 9), 2.0 * 11.0 / 1024.0, 1e-12);
    expect_close(chance_of_match(10, 3, 9), 1.0 - pow(1.0 - 22.0 / 1024.0, 3.0), 1e-12);
    ck_assert_double_eq(chance_of_match(10, 1, 5), 1.0);
    expect_close(chance_of_match(11, 1, 6), 1.0, 1e-12);
}
END_TEST

/* ---- Warnings ---- */

START_TEST(accuracies_of_chance_are_told_and_better_ones_are_not)
{
    /* of 60 bits 22 wrong come by chance with 0.0519, 21 with 0.0273 */
    char pattern[61], state[61];
    memset(pattern, '1', 60);
    memset(pattern, '0', 25);
    pattern[60] = '\0';
    struct network *network = handmade_recall(1, (const char *const[]){pattern}, NULL);
    for (int wrong = 21; wrong <= 22; wrong++) {
        memcpy(state, pattern, sizeof state);
        for (int i = 0; i < wrong; i++) {
            state[i] = '1';
        }
        ck_assert_uint_eq(count_in_state(network, state, "chance"), wrong == 22);
    }
    ck_assert_uint_eq(count_in_state(network, pattern, "chance"), 0);
    network_free(network);
    network = handmade_recall(1, (const char *const[]){"011"}, NULL); /* one of four states, and right all the same */
    ck_assert_uint_eq(count_in_state(network, "100", "chance"), 0);
    network_free(network);
}
END_TEST

START_TEST(cuts_of_chance_are_told_and_the_best_one_is_not)
{
    struct network *network = sample_maxcut(complete(5, 1.0));
    ck_assert_uint_eq(count_in_state(network, "00001", "chance"), 1);
    ck_assert_uint_eq(count_in_state(network, "00011", "chance"), 0);
    network_free(network);
    network = sample_ring(40, 0.0, 1.0); /* 20 edges on average, sigma sqrt(10): 25.2 are beyond chance */
    char state[] = "0101010101010101010101010101010101010101";
    ck_assert_uint_eq(count_in_state(network, state, "chance"), 0);
    memset(state, '0', 16);
    ck_assert_uint_eq(count_in_state(network, state, "chance"), 1); /* 24 */
    network_free(network);
}
END_TEST

START_TEST(equal_sides_are_told_where_they_are_no_answer)
{
    struct network *network = sample_square(1.0);
    ck_assert_uint_eq(count_in_state(network, "0000", "one_side"), 1);
    ck_assert_uint_eq(count_in_state(network, "1111", "one_side"), 1);
    ck_assert_uint_eq(count_in_state(network, "0001", "one_side"), 0);
    for (size_t e = 0; e < 4; e++) {
        network->weights.graph->edge[e].weight = -1.0; /* now it is the best cut */
    }
    ck_assert_uint_eq(count_in_state(network, "1111", "one_side"), 0);
    network_free(network);

    network = handmade_recall(2, (const char *const[]){"0011", "1111"}, NULL);
    ck_assert_uint_eq(count_in_state(network, "0000", "one_side"), 0); /* the inverse of a pattern */
    network_free(network);
    network = handmade_recall(1, (const char *const[]){"0111"}, NULL);
    ck_assert_uint_eq(count_in_state(network, "1111", "one_side"), 1);
    network_free(network);

    struct bias bias = problem_standard_bias();
    for (int sign = -1; sign <= 1; sign += 2) {
        struct diagnostic why;
        struct matrix *matrix = calloc(1, sizeof *matrix);
        *matrix = (struct matrix){.n = 2, .value = calloc(4, sizeof *matrix->value)};
        matrix->value[1] = matrix->value[2] = 0.1 * sign;
        expect_ok(custom_network(matrix, NULL, &bias, &network, &why), &why);
        ck_assert_uint_eq(count_in_state(network, "11", "one_side"), sign < 0);
        network_free(network);
    }
}
END_TEST

START_TEST(ties_are_told)
{
    struct network *network = handmade_recall(1, (const char *const[]){"110010"}, "000000");
    ck_assert_uint_eq(count_in_state(network, "110010", "tie"), 0); /* the constant field decided, and well */
    ck_assert_uint_eq(count_in_state(network, "010010", "tie"), 1); /* and here not */
    network->dendrite = DENDRITE_BALANCED;
    ck_assert_uint_eq(count_in_state(network, "110010", "tie"), 1); /* nothing decides but errors of rounding */
    network->start[0] = '1';
    ck_assert_uint_eq(count_in_state(network, "110010", "tie"), 0);
    ck_assert_uint_eq(count_in_state(network, "000010", "tie"), 0); /* 2 bits differ, of the inverse 4 */
    ck_assert_uint_eq(count_in_state(network, "010110", "tie"), 0);
    ck_assert_uint_eq(count_in_state(network, "010100", "tie"), 1); /* 3 of 6 */
    network_free(network);
    network = handmade_recall(3, (const char *const[]){"1111000", "1100110", "0000111"}, NULL);
    ck_assert_uint_eq(count_in_state(network, "1110100", "tie"), 1); /* 2 bits from the first two */
    ck_assert_uint_eq(count_in_state(network, "1110000", "tie"), 0); /* the third is the inverse of the first */
    network_free(network);
}
END_TEST

/* The state is one bit from the first pattern and one from the inverse of the second. */
START_TEST(the_inverse_of_another_pattern_may_be_as_near)
{
    struct network *network = handmade_recall(2, (const char *const[]){"111000", "000001"}, NULL);
    ck_assert_uint_eq(count_in_state(network, "111100", "tie"), 1);
    ck_assert_uint_eq(count_in_state(network, "111010", "tie"), 1);
    ck_assert_uint_eq(count_in_state(network, "110000", "tie"), 0);
    network_free(network);
}
END_TEST

/* Weights ask for equal sides by their sums into the neurons, not by those out of them. */
START_TEST(given_weights_ask_by_their_sums_into_neurons)
{
    static const double INTO_1[] = {0, -0.2, 0.3, 0.1, 0, 0, 0.1, 0.1, 0}; /* columns: 0.2, -0.1, 0.3; rows above 0 */
    for (int turned = 0; turned <= 1; turned++) {
        struct bias bias = problem_standard_bias();
        struct network *network;
        struct diagnostic why;
        struct matrix *matrix = calloc(1, sizeof *matrix);
        *matrix = (struct matrix){.n = 3, .value = calloc(9, sizeof *matrix->value)};
        for (size_t i = 0; i < 9; i++) {
            matrix->value[i] = INTO_1[turned ? i % 3 * 3 + i / 3 : i];
        }
        expect_ok(custom_network(matrix, NULL, &bias, &network, &why), &why);
        ck_assert_uint_eq(count_in_state(network, "111", "one_side"), turned ? 0 : 1);
        network_free(network);
    }
}
END_TEST

/* 20 nodes cut 100 edges of 190 at most, which 18 % of random states do. */
START_TEST(an_answer_as_good_as_the_best_known_one_is_none_of_chance)
{
    for (int known = 0; known < 2; known++) {
        struct network *network = sample_maxcut(complete(20, 1.0));
        if (known) {
            handmade_set_optimum(network, 100.0);
        }
        ck_assert_uint_eq(count_in_state(network, "00000000001111111111", "chance"), known ? 0 : 1);
        network_free(network);
    }
}
END_TEST

/* A proof counts, whatever is given: 99 is not the best cut, and 101 is none. */
START_TEST(an_answer_as_good_as_a_proven_optimum_is_none_of_chance)
{
    static const double GIVEN[] = {99.0, 101.0};
    static const double PROVEN[] = {100.0, 101.0};
    char text[300];
    for (size_t k = 0; k < 2; k++) {
        struct network *network = sample_maxcut(complete(20, 1.0));
        handmade_set_optimum(network, GIVEN[k]);
        struct measures m = handmade_measure_state(network, "00000000001111111111");
        struct run_facts facts = FACTS;
        for (size_t p = 0; p < 2; p++) {
            facts.proven = &PROVEN[p];
            ck_assert_uint_eq(count_kind(&(struct report){network, &m, &facts}, "chance", text), p);
        }
        measures_clear(&m);
        network_free(network);
    }
}
END_TEST

/* A number that outweighs all others: no groups differ by less than 983, and many do by no more. */
START_TEST(a_proof_counts_for_numbers_as_well)
{
    enum { N = 18 };
    const struct bias bias = problem_auto_bias();
    const double proven = 983.0;
    double *number = calloc(N, sizeof *number);
    struct network *network;
    struct diagnostic why;
    char text[300];
    ck_assert_ptr_nonnull(number);
    for (size_t i = 0; i < N; i++) {
        number[i] = i ? 1.0 : 1000.0;
    }
    expect_ok(partition_network(number, N, &bias, &network, &why), &why);
    struct measures m = handmade_measure_state(network, "100000000000000000");
    struct run_facts facts = FACTS;
    ck_assert_double_eq(m.quality.objective, proven);
    ck_assert_uint_eq(count_kind(&(struct report){network, &m, &facts}, "chance", text), 1);
    facts.proven = &proven;
    ck_assert_uint_eq(count_kind(&(struct report){network, &m, &facts}, "chance", text), 0);
    measures_clear(&m);
    network_free(network);
}
END_TEST

START_TEST(an_optimum_that_the_cut_exceeds_is_none)
{
    struct network *network = handmade_maxcut(); /* 1, 2.5, -4 */
    struct measures m = handmade_measure_state(network, "0100");
    struct report report = {network, &m, &FACTS};
    char text[300], *words = NULL;
    size_t size;
    ck_assert_double_eq(m.quality.objective, 3.5);
    static const struct {
        double optimum;
        const char *words;
    } CASES[] = {
        {3.5, "3.5, 100.0 % of the best known cut of 3.5"},
        {3.5 * (1.0 - 1e-12),
         "3.5, 100.0 % of the best known cut of 3.5"}, /* the sum of the same weights in another order */
        {3.5 * (1.0 - 0.9e-9),
         "3.5, 100.0 % of the best known cut of 3.499999997"}, /* 1e-9 of the cut is rounding, and no more */
        {3.5 * (1.0 - 1.1e-9), "3.5; the given optimum of 3.499999996 is too low"},
        {7.0, "3.5, 50.0 % of the best known cut of 7"},
        {3.4, "3.5; the given optimum of 3.4 is too low"},
        {0.0, "3.5; the given optimum of 0 is too low"},
        {-1.0, "3.5; the given optimum of -1 is too low"},
    };
    for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
        handmade_set_optimum(network, CASES[k].optimum);
        FILE *out = open_memstream(&words, &size);
        report_text(&report, (struct text_look){false, false}, out);
        fclose(out);
        ck_assert_msg(strstr(words, CASES[k].words) != NULL, "%s is not in:\n%s", CASES[k].words, words);
        ck_assert_uint_eq(count_kind(&report, "optimum", text), strstr(CASES[k].words, "too low") != NULL);
        free(words);
    }
    measures_clear(&m);
    network_free(network);
}
END_TEST

START_TEST(what_the_run_did_is_told)
{
    char text[300];
    struct network *network = handmade_recall(1, (const char *const[]){"10"}, "10");
    network->t_load = 2e-9;
    struct table *run = handmade_run(2);
    handmade_point(run, 0.0, (struct handmade_power){0, 0, 0}, 4, (double[]){0, 0, 0, 0});
    handmade_point(run, 1e-9, (struct handmade_power){0, 0, 0}, 4, (double[]){50, 0, 0, 0});
    struct measures m = handmade_measure(run, network); /* ends within the load phase */
    const struct report loading = {network, &m, &FACTS};
    ck_assert_uint_eq(count_kind(&loading, "load_phase", text), 1);
    ck_assert_uint_eq(count_kind(&loading, "not_converged", text), 0);
    ck_assert_uint_eq(count_kind(&loading, "start", text), 0); /* not known yet */
    measures_clear(&m);

    for (int loaded = 0; loaded <= 1; loaded++) {
        run = handmade_run(2);
        handmade_point(run, 0.0, (struct handmade_power){0, 0, 0}, 4, (double[]){0, 0, 0, 0});
        handmade_point(run, 2e-9, (struct handmade_power){0, 0, 0}, 4, (double[]){loaded ? 100 : 40, 0, 0, 0});
        handmade_point(run, 3e-9, (struct handmade_power){0, 0, 0}, 4, (double[]){100, 50, 0, 0});
        m = handmade_measure(run, network);
        const struct report report = {network, &m, &FACTS};
        ck_assert_uint_eq(count_kind(&report, "not_converged", text), 1);
        ck_assert_uint_eq(count_kind(&report, "start", text), loaded ? 0 : 1);
        ck_assert(loaded || strstr(text, "1 of 2 somas"));
        measures_clear(&m);
    }

    m = handmade_measure_state(network, "10");
    const struct run_facts facts = {
        .engine = "solver", .relaxations = 9, .relaxations_converged = 7, .unknown_origin = true};
    const struct report report = {network, &m, &facts};
    ck_assert_uint_eq(count_kind(&report, "not_converged", text), 0);
    ck_assert_uint_eq(count_kind(&report, "origin", text), 1);
    ck_assert_uint_eq(count_kind(&report, "search", text), 1);
    ck_assert_ptr_nonnull(strstr(text, "2 of 9 relaxations"));
    measures_clear(&m);
    network_free(network);
}
END_TEST

/* ---- By the command line ---- */

static bool has_kind(const json_t *object, const char *kind)
{
    size_t k;
    const json_t *warning;
    bool found = false;
    json_array_foreach(json_object_get(object, "warnings"), k, warning)
    {
        found = found || strcmp(json_string_value(json_object_get(warning, "kind")), kind) == 0;
    }
    return found;
}

START_TEST(broken_rules_are_in_every_report_whatever_is_asked_for)
{
    program_input("path", "7 6\n1 2\n2 3\n3 4\n4 5\n5 6\n6 7\n"); /* ends with all neurons on one side */
    program_gives("gen maxcut path --as-published -q -o a", 0, "");
    json_t *made = program_json("gen maxcut path --as-published -q --json -o a");
    ck_assert(has_kind(made, "design_rule"));
    json_decref(made);
    program_gives("run a -q --html a.html", 0, "");
    json_t *solved = program_json("solve a -q --json"), *again = program_json("report a -q --json");
    char *text = scratch_read("a.report.json"), *page = scratch_read("a.html");
    json_t *file = json_loads(text, 0, NULL);
    json_t *const REPORTS[] = {solved, again, file};
    for (size_t k = 0; k < 3; k++) {
        ck_assert(has_kind(REPORTS[k], "design_rule"));
        ck_assert(has_kind(REPORTS[k], "one_side"));
        json_decref(REPORTS[k]);
    }
    ck_assert_ptr_nonnull(strstr(page, "<dt>Warning</dt><dd class=\"bad\">Design rule 'edges decide' fails"));
    ck_assert_ptr_nonnull(strstr(page, "All nodes are on the same side"));
    program_gives("report a", 0, "warning           design rule 'edges decide' fails");
    program_gives("report a --csv a.csv -q", 0, "");
    char *csv = scratch_read("a.csv");
    ck_assert_ptr_nonnull(strstr(csv, ",design_rule one_side\n"));
    free(csv);
    free(text);
    free(page);
}
END_TEST

START_TEST(breakdown_is_the_first_of_all_warnings)
{
    char text[300];
    struct network *network = handmade_recall(1, (const char *const[]){"110010"}, "000000");
    network->v_c = 1e-3;  /* the leak of the somas is not small beside it */
    network->v_dw = 20.0; /* axons do not return OFF, and no junction stands it */
    struct measures m = handmade_measure_state(network, "000000");
    const struct report report = {network, &m, &FACTS};
    struct warnings warnings;
    warnings_of_report(&report, &warnings);
    ck_assert_uint_ge(count_kind(&report, "design_rule", text), 3);
    ck_assert_ptr_nonnull(strstr(warnings.warning[0].text, "'V_DW below breakdown' fails"));
    for (size_t k = 1; k < warnings.count; k++) {
        ck_assert_ptr_null(strstr(warnings.warning[k].text, "breakdown"));
    }
    char *words = NULL;
    size_t size;
    FILE *out = open_memstream(&words, &size);
    report_text(&report, (struct text_look){false, false}, out);
    fclose(out);
    const char *first = strstr(words, "  warning ");
    ck_assert_ptr_nonnull(first);
    ck_assert_ptr_eq(strstr(words, "design rule 'V_DW below"), strstr(first, "design rule"));
    free(words);
    measures_clear(&m);
    network_free(network);
}
END_TEST

START_TEST(a_run_without_weakness_has_no_warning)
{
    program_gives("gen recall -n 21 --seed 1 -q -o a", 0, "");
    json_t *solved = program_json("solve a --json");
    ck_assert_uint_eq(json_array_size(json_object_get(solved, "warnings")), 0);
    ck_assert(json_is_array(json_object_get(solved, "warnings")));
    json_decref(solved);
}
END_TEST

START_TEST(noise_is_told_before_a_run)
{
    json_t *made = program_json("gen recall -n 5 --seed 1 --alpha 0.1 --beta 0.1 --delta 10n --noise 7 -o a --json");
    ck_assert(has_kind(made, "noise"));
    json_decref(made);
    program_refuses("gen recall -n 5 --alpha 0.1 --delta 10n --noise 4294967296 -o b", 2,
                    "noise = 4294967296 is out of its limits, 0 to 4294967295");
}
END_TEST

START_TEST(relaxations_that_do_not_rest_are_told)
{
    program_gives("graph rnd -n 60 --density 50 --seed 6000 -o graph", 0, "");
    program_gives("gen maxcut graph --optimum 100 -q -o a", 0, "");
    struct outcome outcome = program_run("solve a --starts 5 --stop 100n --json");
    ck_assert_int_eq(outcome.code, 1);
    json_t *cut_off = json_loads(outcome.out, 0, NULL);
    outcome_free(&outcome);
    ck_assert(has_kind(cut_off, "search"));
    ck_assert(has_kind(cut_off, "not_converged"));
    ck_assert(has_kind(cut_off, "optimum"));
    json_decref(cut_off);
}
END_TEST

START_TEST(a_raw_file_without_a_fingerprint_is_told)
{
    program_gives("gen recall -n 8 --seed 1 -q -o a", 0, "");
    program_gives("run a -q", 0, "");
    json_t *known = program_json("report a --json");
    ck_assert(!has_kind(known, "origin"));
    char command[SCRATCH_PATH + 100];
    snprintf(command, sizeof command, "cd '%s' && sed '1s/.*/Title: mine/' a.raw >mine.raw", scratch_folder());
    ck_assert_int_eq(system(command), 0);
    json_t *unknown = program_json("report a mine.raw --json");
    ck_assert(has_kind(unknown, "origin"));
    json_decref(known);
    json_decref(unknown);
}
END_TEST

Suite *warnings_suite(void)
{
    Suite *suite = suite_create("warnings");
    TCase *chance = tcase_create("chance");
    tcase_add_test(chance, small_graphs_are_counted);
    tcase_add_test(chance, larger_graphs_are_taken_as_normal);
    tcase_add_test(chance, an_answer_that_no_state_can_surpass_is_none_of_chance);
    tcase_add_test(chance, an_answer_as_good_as_the_best_known_one_is_none_of_chance);
    tcase_add_test(chance, an_answer_as_good_as_a_proven_optimum_is_none_of_chance);
    tcase_add_test(chance, a_proof_counts_for_numbers_as_well);
    tcase_add_test(chance, matches_are_binomial);
    suite_add_tcase(suite, chance);

    TCase *reports = tcase_create("reports");
    tcase_add_test(reports, accuracies_of_chance_are_told_and_better_ones_are_not);
    tcase_add_test(reports, cuts_of_chance_are_told_and_the_best_one_is_not);
    tcase_add_test(reports, equal_sides_are_told_where_they_are_no_answer);
    tcase_add_test(reports, ties_are_told);
    tcase_add_test(reports, the_inverse_of_another_pattern_may_be_as_near);
    tcase_add_test(reports, given_weights_ask_by_their_sums_into_neurons);
    tcase_add_test(reports, an_optimum_that_the_cut_exceeds_is_none);
    tcase_add_test(reports, what_the_run_did_is_told);
    tcase_add_test(reports, breakdown_is_the_first_of_all_warnings);
    suite_add_tcase(suite, reports);

    TCase *runs = tcase_create("runs");
    tcase_add_test(runs, broken_rules_are_in_every_report_whatever_is_asked_for);
    tcase_add_test(runs, a_run_without_weakness_has_no_warning);
    tcase_add_test(runs, noise_is_told_before_a_run);
    tcase_add_test(runs, relaxations_that_do_not_rest_are_told);
    tcase_add_test(runs, a_raw_file_without_a_fingerprint_is_told);
    suite_add_tcase(suite, runs);
    return suite;
}
