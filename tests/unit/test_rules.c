/* Design rules: where each begins to be broken, by docs/model.md, section 4. */
#include "tests/suites.h"

#include "tests/support/expect.h"
#include "netgen/problem.h"
#include "netgen/load_phase.h"
#include "netgen/supply.h"
#include "netgen/rules.h"
#include "netgen/network_file.h"
#include "tests/support/program.h"
#include "tests/support/sample.h"
#include "tests/support/scratch.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Far more than rounding, far less than anyone would notice in a limit. */
static const double HAIR = 1e-9;

static struct rule rule_of(const struct network *net, enum rule_number number)
{
    struct rule rules[RULES];
    rules_apply(net, rules);
    return rules[number];
}

static bool holds(const struct network *net, enum rule_number number)
{
    return rule_of(net, number).holds;
}

/* Recall of one random pattern with the published bias. */
static struct network *published(size_t n)
{
    struct bias bias = problem_standard_bias();
    return sample_random(n, 1, 0, &bias);
}

/* The supply at which an axon's track carries `current` where its soma's junction has `r_junction`: Eq. (11) by hand.
 */
static double supply_for(const struct network *net, double current, double r_junction)
{
    return current * ((double)(net->n - 1) * r_junction + net->axon.rm);
}

static double leak_of_axon(const struct network *net)
{
    return -net->axon.vleak / dwmtj_mobility(&net->axon);
}

START_TEST(published_networks_keep_all_rules)
{
    struct network *net = published(60);
    for (int k = 0; k < RULES; k++) {
        struct rule rule = rule_of(net, (enum rule_number)k);
        ck_assert_msg(rule.holds, "%s: %s", rule.name, rule.verdict);
    }
    network_free(net);
}
END_TEST

START_TEST(axons_switch_on_where_the_drive_exceeds_leak_and_pinning)
{
    for (int pinned = 0; pinned <= 1; pinned++) {
        struct network *net = published(60);
        net->axon.idepin = pinned ? 1e-6 : 0.0;
        double opposed = leak_of_axon(net) + net->axon.idepin;
        double limit = supply_for(net, opposed, net->soma.rp);
        net->v_dw = limit * (1.0 + HAIR);
        ck_assert(holds(net, RULE_AXON_ON));
        ck_assert_double_eq(rule_of(net, RULE_AXON_ON).limit, 1.0);
        ck_assert_ptr_nonnull(strstr(rule_of(net, RULE_AXON_ON).verdict, "thin"));
        net->v_dw = limit * (1.0 - HAIR);
        ck_assert(!holds(net, RULE_AXON_ON));
        net->v_dw = limit * 1.2 * (1.0 - HAIR);
        ck_assert_ptr_nonnull(strstr(rule_of(net, RULE_AXON_ON).verdict, "thin"));
        net->v_dw = limit * 1.2 * (1.0 + HAIR);
        ck_assert_ptr_null(strstr(rule_of(net, RULE_AXON_ON).verdict, "thin"));
        network_free(net);
    }
}
END_TEST

START_TEST(axons_return_where_the_drive_stays_below_what_pinning_leaves_of_the_leak)
{
    for (int pinned = 0; pinned <= 1; pinned++) {
        struct network *net = published(60);
        net->axon.idepin = pinned ? 1e-6 : 0.0;
        double opposed = leak_of_axon(net) - net->axon.idepin;
        double limit = supply_for(net, opposed, net->soma.rap);
        net->v_dw = limit * (1.0 - HAIR);
        ck_assert(holds(net, RULE_AXON_OFF));
        ck_assert_double_eq(rule_of(net, RULE_AXON_OFF).limit, 1.0);
        ck_assert_ptr_nonnull(strstr(rule_of(net, RULE_AXON_OFF).verdict, "thin"));
        net->v_dw = limit * (1.0 + HAIR);
        ck_assert(!holds(net, RULE_AXON_OFF));
        net->v_dw = limit / 1.2 * (1.0 + HAIR);
        ck_assert_ptr_nonnull(strstr(rule_of(net, RULE_AXON_OFF).verdict, "thin"));
        net->v_dw = limit / 1.2 * (1.0 - HAIR);
        ck_assert_ptr_null(strstr(rule_of(net, RULE_AXON_OFF).verdict, "thin"));
        network_free(net);
    }
}
END_TEST

START_TEST(pinning_as_strong_as_the_leak_keeps_axons_on)
{
    struct network *net = published(60);
    net->axon.idepin = leak_of_axon(net);
    ck_assert(!holds(net, RULE_AXON_OFF));
    ck_assert(isinf(rule_of(net, RULE_AXON_OFF).value));
    network_free(net);
}
END_TEST

START_TEST(axon_margins_are_the_measured_ones)
{
    struct network *net = published(4);
    ck_assert_double_eq_tol(supply_axon_current(net, net->n - 1, true) / leak_of_axon(net), 1.07,
                            0.005); /* design figure */
    ck_assert_uint_eq(supply_smallest_fan_out(net), 3);
    network_free(net);
}
END_TEST

START_TEST(fewer_neurons_than_eq_17_asks_for_break_a_rule_unless_the_supply_is_the_loaded_one)
{
    for (size_t n = 3; n <= 4; n++) {
        struct network *net = published(n); /* N - 1 > 2 2000/(2000 - 500) = 2.67 */
        ck_assert(holds(net, RULE_ENOUGH_NEURONS) == (n >= 4));
        ck_assert_double_eq(rule_of(net, RULE_ENOUGH_NEURONS).limit, 4.0);
        network_free(net);
    }
    /* An exact bound: N - 1 must exceed it, and not merely reach it. */
    struct network *net = published(4);
    net->soma.rp = 1000.0;
    net->soma.rap = 2000.0;
    net->axon.rm = 1500.0; /* 2 R_M/(R_AP - R_P) = 3 */
    ck_assert_uint_eq(supply_smallest_fan_out(net), 4);
    net->v_dw = supply_eq4(net, net->n - 1);
    ck_assert(!holds(net, RULE_ENOUGH_NEURONS));
    net->v_dw = supply_loaded(net, net->n - 1);
    ck_assert(holds(net, RULE_ENOUGH_NEURONS));
    net->v_dw = supply_loaded(net, net->n - 1) * (1.0 - 0.5e-9); /* as people write it, with some ten digits */
    ck_assert(holds(net, RULE_ENOUGH_NEURONS));
    net->v_dw = supply_loaded(net, net->n - 1) * (1.0 - 1e-8);
    ck_assert(!holds(net, RULE_ENOUGH_NEURONS));
    net->soma.rap = net->soma.rp; /* no number is enough */
    net->v_dw = supply_eq4(net, net->n - 1);
    ck_assert(!holds(net, RULE_ENOUGH_NEURONS));
    network_free(net);
}
END_TEST

START_TEST(junctions_break_down_above_one_volt)
{
    struct network *net = published(60);
    net->v_dw = 1.0;
    ck_assert(holds(net, RULE_BREAKDOWN));
    ck_assert_double_eq(rule_of(net, RULE_BREAKDOWN).limit, 1.0);
    ck_assert_double_eq(rule_of(net, RULE_BREAKDOWN).value, 1.0);
    net->v_dw = nextafter(1.0, 2.0);
    ck_assert(!holds(net, RULE_BREAKDOWN));
    network_free(net);

    for (size_t n = 171; n <= 172; n++) { /* where the published supply passes it */
        net = published(n);
        ck_assert(holds(net, RULE_BREAKDOWN) == (n < 172));
        network_free(net);
    }
    net = published(1000);
    ck_assert_double_eq_tol(net->v_dw, 5.87, 0.01);
    network_free(net);
}
END_TEST

/* Loop: weights of each kind. Two patterns that agree on a pair add up there. The
 * heaviest edge is 1.05 times W; with axons between all nodes one of the other sign is 3.05 times W, by Eq. (13). */
START_TEST(weights_above_one_volt_break_junctions_down)
{
    static const struct {
        const char *arguments;
        double greatest; /* V */
    } NETWORKS[] = {{"recall --pattern 0101 --pattern 0111 --w 0.5", 1.0},
                    {"recall --pattern 0101 --pattern 0111 --w 0.51", 1.02},
                    {"recall --pattern 010101 --fan-out 2 --w 1.1", 1.1},
                    {"maxcut graph --as-published --w 0.3", 0.915},
                    {"maxcut graph --as-published --w 0.4", 1.22},
                    {"maxcut graph --w 0.95", 0.9975},
                    {"maxcut graph --w 1", 1.05},
                    {"custom weights --start 011", 1.1}};
    struct network *net;
    struct diagnostic why;
    char arguments[100];
    program_input("graph", "4 3\n1 2 1\n2 3 -2\n3 4 1\n");
    program_input("weights", "0,-1.1,0\n0.2,0,0\n0.1,0.1,0\n");
    snprintf(arguments, sizeof arguments, "gen %s -q -o a", NETWORKS[_i].arguments);
    program_gives(arguments, 0, "");
    expect_ok(network_read(IN_SCRATCH("a.json"), &net, &why), &why);
    const struct rule rule = rule_of(net, RULE_WEIGHTS);
    ck_assert_double_eq_tol(rule.value, NETWORKS[_i].greatest, 1e-12);
    ck_assert(rule.holds == (NETWORKS[_i].greatest <= 1.0));
    network_free(net);
}
END_TEST

/* Loop: the rules for patterns. Large networks are not looked at pair by pair, and the limit is as great as a weight.
 */
START_TEST(greatest_weights_of_large_networks_are_found_without_all_pairs)
{
    static const char *const RULE[] = {"hebb", "pseudoinverse"};
    struct network *net;
    struct diagnostic why;
    char arguments[100];
    snprintf(arguments, sizeof arguments, "gen recall -n 2001 -p 3 --rule %s -q -o a", RULE[_i]);
    program_gives(arguments, 0, "");
    expect_ok(network_read(IN_SCRATCH("a.json"), &net, &why), &why);
    double *into = calloc(net->n, sizeof *into), greatest = 0.0;
    for (size_t j = 0; j < net->n; j++) {
        weights_into(&net->weights, j, into);
        for (size_t i = 0; i < net->n; i++) {
            greatest = fmax(greatest, fabs(into[i]));
        }
    }
    expect_close(weights_greatest(&net->weights), greatest, 1e-12);
    free(into);
    network_free(net);
}
END_TEST

START_TEST(soma_leak_is_small_below_a_tenth_of_the_speed_at_v_c)
{
    struct network *net = published(60);
    double tenth = 0.1 * dwmtj_mobility(&net->soma) * net->v_c / net->soma.rm;
    for (int sign = -1; sign <= 1; sign += 2) {
        net->soma.vleak = sign * tenth * (1.0 - HAIR);
        ck_assert(holds(net, RULE_SOMA_LEAK));
        net->soma.vleak = sign * tenth * (1.0 + HAIR);
        ck_assert(!holds(net, RULE_SOMA_LEAK));
    }
    ck_assert_double_eq(rule_of(net, RULE_SOMA_LEAK).limit, 0.1);
    network_free(net);
}
END_TEST

START_TEST(load_phases_are_as_long_as_the_walls_need)
{
    struct network *net = published(60);
    net->t_load = load_phase_time(net);
    ck_assert(holds(net, RULE_LOAD));
    net->t_load *= 1.0 - HAIR;
    ck_assert(!holds(net, RULE_LOAD));
    ck_assert_double_eq(rule_of(net, RULE_LOAD).limit, 1.0);
    net->t_load = 0.0; /* there is no load phase */
    ck_assert(holds(net, RULE_LOAD));
    network_free(net);
}
END_TEST

/* The ring of 40 nodes has 39 edges and one of half their weight, of 780 pairs. */
START_TEST(edges_decide_where_weights_differ)
{
    static const struct {
        double no_edge;
        enum dendrite dendrite;
        bool holds;
        double least, greatest;
    } CASES[] = {
        {1.0, DENDRITE_PLAIN, false, 5.5, 5.7},     /* sqrt(39) (740 - 41) / sqrt(780 (740 + 43)) */
        {1.0, DENDRITE_BALANCED, false, 5.5, 5.7},  /* the neurons still draw one another to one side */
        {0.0, DENDRITE_PLAIN, false, -1.5, -1.3},   /* -sqrt(39) 41.5 / sqrt(780 43.3) */
        {0.0, DENDRITE_BALANCED, true, -1.5, -1.3}, /* the field is taken out */
    };
    for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
        struct network *net = sample_ring(40, 0.0, 0.5);
        net->weights.no_edge = CASES[k].no_edge;
        net->dendrite = CASES[k].dendrite;
        struct rule rule = rule_of(net, RULE_EDGES);
        ck_assert(rule.holds == CASES[k].holds);
        ck_assert_double_ge(rule.value, CASES[k].least);
        ck_assert_double_le(rule.value, CASES[k].greatest);
        network_free(net);
    }
}
END_TEST

/* Eq. (50) of that ring, from all its weights, with m between nodes without an edge. */
static double one_sidedness(double m)
{
    const double pairs = 780.0, edge = -1.05, half = 0.5 * (m - 1.05);
    double sum = 740.0 * m + 39.0 * edge + half;
    double squares = 740.0 * m * m + 39.0 * edge * edge + half * half;
    return sqrt(39.0) * (sum / pairs) / sqrt(squares / pairs);
}

/* The m at which it is `value`: it rises with m. */
static double weight_for(double value)
{
    double least = 0.0, greatest = 1.0;
    for (int k = 0; k < 60; k++) {
        double m = 0.5 * (least + greatest);
        *(one_sidedness(m) < value ? &least : &greatest) = m;
    }
    return least;
}

START_TEST(edges_decide_up_to_a_mean_of_half_the_scatter)
{
    struct network *net = sample_ring(40, 0.0, 0.5);
    for (int dendrite = DENDRITE_PLAIN; dendrite <= DENDRITE_BALANCED; dendrite++) {
        net->dendrite = (enum dendrite)dendrite;
        net->weights.no_edge = weight_for(0.5 - 1e-6);
        ck_assert(holds(net, RULE_EDGES));
        expect_close(rule_of(net, RULE_EDGES).value, 0.5 - 1e-6, HAIR);
        net->weights.no_edge = weight_for(0.5 + 1e-6);
        ck_assert(!holds(net, RULE_EDGES));
        net->weights.no_edge = weight_for(-0.5 + 1e-6);
        ck_assert(holds(net, RULE_EDGES));
        net->weights.no_edge = weight_for(-0.5 - 1e-6);
        ck_assert(holds(net, RULE_EDGES) == (dendrite == DENDRITE_BALANCED));
    }
    ck_assert_double_eq(rule_of(net, RULE_EDGES).limit, 0.5);
    network_free(net);
}
END_TEST

/* Axons of short tracks rest before their somas do; with and without devices that differ. */
START_TEST(load_phases_last_until_the_walls_of_the_somas_rest)
{
    struct network *net = published(60);
    net->axon.length = 1e-9;
    double soma = net->soma.length / (dwmtj_mobility(&net->soma) * net->v_c / net->soma.rm + net->soma.vleak);
    double opposed = net->soma.length / (dwmtj_mobility(&net->soma) * net->v_c / net->soma.rm - net->soma.vleak);
    double load = load_phase_time(net);
    ck_assert_double_ge(load, fmin(soma, opposed) * (1.0 - HAIR));
    ck_assert_double_le(load, fmax(soma, opposed) * (1.0 + HAIR));
    net->variation.sigma[dwmtj_index("rp")] = 1e-6; /* resistances do not change how long a soma's wall takes */
    expect_close(load_phase_time(net), load, HAIR);
    network_free(net);
}
END_TEST

/* What would mend it: no weight between nodes without an edge, and dendrites that take out what is left. */
START_TEST(one_sided_weights_are_mended_by_what_they_lack)
{
    struct network *net = sample_ring(40, 0.0, 0.5);
    ck_assert_ptr_nonnull(strstr(rule_of(net, RULE_EDGES).verdict, "use --no-edge 0 --dendrite balanced"));
    net->weights.no_edge = 0.0; /* one-sided to below */
    ck_assert_ptr_nonnull(strstr(rule_of(net, RULE_EDGES).verdict, "0; use --dendrite balanced"));
    net->dendrite = DENDRITE_BALANCED; /* and to above, by edges that weigh less than nothing */
    for (size_t e = 0; e < net->weights.graph->edges; e++) {
        net->weights.graph->edge[e].weight = -1.0;
    }
    ck_assert_ptr_nonnull(strstr(rule_of(net, RULE_EDGES).verdict, "leave out --no-edge"));
    network_free(net);
    net = sample_ring(40, 0.0, 0.5);
    net->weights.no_edge = weight_for(-0.5 - 1e-6);
    ck_assert_double_gt(net->weights.no_edge, 0.0);
    ck_assert_ptr_nonnull(strstr(rule_of(net, RULE_EDGES).verdict, "use --dendrite balanced"));
    network_free(net);
}
END_TEST

START_TEST(rules_break_where_they_should)
{
    struct network *net = published(3); /* never switches with Eq. (4) */
    ck_assert(!holds(net, RULE_AXON_ON) && !holds(net, RULE_ENOUGH_NEURONS));
    net->v_dw = supply_loaded(net, net->n - 1); /* works from three neurons */
    ck_assert(holds(net, RULE_AXON_ON) && holds(net, RULE_ENOUGH_NEURONS));
    network_free(net);

    net = published(60);
    net->v_dw = 2.0; /* OFF somas drive the axons, too */
    ck_assert(!holds(net, RULE_AXON_OFF));
    network_free(net);
}
END_TEST

/* A recall has to begin at the state that it is given; where a search begins does not matter. */
START_TEST(a_search_may_begin_while_walls_move)
{
    program_gives("gen maxcut --graph rnd -n 12 --density 50% --load 1n -q -o search", 0, "");
    program_gives("check search", 0, "; a search may begin in between");
    program_gives("gen recall -n 12 -p 1 --distort 0.2 --load 1n -q -o recall", 0, "");
    program_gives("check recall", 1, ": raise --load");
}
END_TEST

Suite *rules_suite(void)
{
    Suite *suite = suite_create("rules");
    TCase *tests = tcase_create("rules");
    tcase_add_test(tests, published_networks_keep_all_rules);
    tcase_add_test(tests, axons_switch_on_where_the_drive_exceeds_leak_and_pinning);
    tcase_add_test(tests, axons_return_where_the_drive_stays_below_what_pinning_leaves_of_the_leak);
    tcase_add_test(tests, pinning_as_strong_as_the_leak_keeps_axons_on);
    tcase_add_test(tests, axon_margins_are_the_measured_ones);
    tcase_add_test(tests, fewer_neurons_than_eq_17_asks_for_break_a_rule_unless_the_supply_is_the_loaded_one);
    tcase_add_test(tests, junctions_break_down_above_one_volt);
    tcase_add_loop_test(tests, weights_above_one_volt_break_junctions_down, 0, 8);
    tcase_add_loop_test(tests, greatest_weights_of_large_networks_are_found_without_all_pairs, 0, 2);
    tcase_add_test(tests, soma_leak_is_small_below_a_tenth_of_the_speed_at_v_c);
    tcase_add_test(tests, load_phases_are_as_long_as_the_walls_need);
    tcase_add_test(tests, edges_decide_where_weights_differ);
    tcase_add_test(tests, edges_decide_up_to_a_mean_of_half_the_scatter);
    tcase_add_test(tests, load_phases_last_until_the_walls_of_the_somas_rest);
    tcase_add_test(tests, one_sided_weights_are_mended_by_what_they_lack);
    tcase_add_test(tests, rules_break_where_they_should);
    tcase_add_test(tests, a_search_may_begin_while_walls_move);
    suite_add_tcase(suite, tests);
    return suite;
}
