/* From problems to networks: weights, bias, load time. */
#include "tests/suites.h"

#include "tests/support/expect.h"
#include "tests/support/handmade.h"
#include "netgen/network_check.h"
#include "netgen/problem.h"
#include "netgen/questions/recall.h"
#include "netgen/questions/question.h"
#include "netgen/load_phase.h"
#include "netgen/supply.h"
#include "tests/support/sample.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

START_TEST(weights_are_the_sum_over_patterns)
{
    char *patterns[] = {"0011", "0101", "0110"};
    struct bias bias = problem_standard_bias();
    struct network *net = sample_recall(patterns, 3, "0000", &bias);
    double into[4];
    weights_into(&net->weights, 0, into);
    /* neurons 0 and i agree in one of three patterns: 1 - 2 = -1 times W, and so do all other pairs here */
    ck_assert_double_eq(into[0], 0.0);
    for (size_t i = 1; i < 4; i++) {
        ck_assert_double_eq_tol(into[i], -0.1, 1e-15);
    }
    network_free(net);
}
END_TEST

START_TEST(sign_and_mean_bound_the_weights)
{
    char *patterns[] = {"0011", "0011", "0011"};
    struct bias bias = problem_standard_bias();
    const double right[] = {0.3, 0.1, 0.1}; /* sum, sign, mean of three equal patterns */
    for (int rule = WEIGHTS_SUM; rule <= WEIGHTS_MEAN; rule++) {
        bias.rule = (enum weights_rule)rule;
        struct network *net = sample_recall(patterns, 3, "0000", &bias);
        double into[4];
        weights_into(&net->weights, 1, into);
        ck_assert_double_eq_tol(into[0], right[rule], 1e-15);
        ck_assert_double_eq_tol(into[2], -right[rule], 1e-15);
        network_free(net);
    }
}
END_TEST

START_TEST(maxcut_weights_are_w_or_minus_1_05_w)
{
    struct network *net = sample_square(1.0);
    double into[4];
    weights_into(&net->weights, 0, into);
    ck_assert_double_eq(into[0], 0.0);
    ck_assert_double_eq_tol(into[1], -0.105, 1e-15);
    ck_assert_double_eq_tol(into[2], 0.1, 1e-15);
    ck_assert_double_eq_tol(into[3], -0.105, 1e-15);
    network_free(net);
}
END_TEST

START_TEST(maxcut_weights_scale_with_the_heaviest_edge)
{
    struct network *net = sample_square(-4.0);
    double into[4];
    weights_into(&net->weights, 0, into);
    ck_assert_double_eq_tol(into[1], 0.1 * (1.0 + 2.05), 1e-15);
    ck_assert_double_eq_tol(into[3], 0.1 * (1.0 - 2.05 / 4.0), 1e-15);
    network_free(net);
}
END_TEST

START_TEST(maxcut_weights_go_from_that_without_an_edge_to_the_heaviest)
{
    struct network *net = sample_square(0.5);
    double into[4];
    net->weights.no_edge = 0.2;
    weights_into(&net->weights, 0, into);
    ck_assert_double_eq_tol(into[1], 0.5 * (0.02 - 0.105), 1e-15);
    ck_assert_double_eq_tol(into[2], 0.02, 1e-15);
    ck_assert_double_eq_tol(into[3], -0.105, 1e-15);
    network_free(net);
}
END_TEST

START_TEST(bias_is_the_published_one)
{
    struct bias bias = problem_standard_bias();
    struct network *net = sample_random(60, 1, 0, &bias);
    ck_assert_double_eq_tol(net->v_dw, 5.0 / 1.0636e6 * 59.0 * 1250.0, 1e-4); /* k is given to five digits */
    ck_assert_double_eq_tol(supply_loaded(net, net->n - 1) - net->v_dw, 5.0 / 1.0636e6 * 2000.0, 1e-5);
    ck_assert_double_eq_tol(load_phase_time(net), 15.9e-9, 0.05e-9); /* published to three digits */
    network_free(net);
}
END_TEST

/* Pinning acts on walls that move one way like a leak against them. */
START_TEST(load_time_counts_pinning_as_leak)
{
    struct bias pinned = problem_standard_bias(), leaking;
    pinned.vdw = VDW_VOLTS;
    pinned.v_dw = 0.5;
    leaking = pinned;
    pinned.soma.idepin = pinned.axon.idepin = 2e-6;
    leaking.soma.vleak -= dwmtj_mobility(&pinned.soma) * 2e-6;
    leaking.axon.vleak -= dwmtj_mobility(&pinned.axon) * 2e-6;
    struct network *a = sample_random(60, 1, 1, &pinned), *b = sample_random(60, 1, 1, &leaking);
    expect_close(load_phase_time(a), load_phase_time(b), 1e-12);
    ck_assert_double_gt(supply_axon_current(a, a->n - 1, true), 0.0);
    network_free(a);
    network_free(b);
}
END_TEST

START_TEST(load_time_of_thin_walls_tends_to_that_of_sharp_ones)
{
    struct bias bias = problem_standard_bias();
    struct network *net = sample_random(60, 1, 1, &bias);
    double sharp = load_phase_time(net);
    net->soma.delta = 1e-14;
    expect_close(load_phase_time(net), sharp, 1e-6); /* 10,000 midpoints */
    net->soma.delta = 1e-8; /* a wide wall: the axons begin earlier and the junction is not quite parallel at the end */
    ck_assert_double_gt(fabs(load_phase_time(net) - sharp), 1e-5 * sharp);
    network_free(net);
}
END_TEST

START_TEST(bias_that_cannot_work_is_refused)
{
    char *patterns[] = {"0011"};
    struct bias wrong[9];
    for (size_t i = 0; i < 9; i++) {
        wrong[i] = problem_standard_bias();
    }
    wrong[0].unit = 0.0;
    wrong[1].v_c = 1e-6; /* too little against this leak */
    wrong[1].soma.vleak = -1.0;
    wrong[2].axon.vleak = 0.1;
    wrong[3].soma.rp = -1.0;
    wrong[4].t_stop = 0.0;
    wrong[5].t_load = 1.0;
    wrong[6].vdw = VDW_VOLTS;
    wrong[6].v_dw = NAN;
    wrong[7].axon.width = 1e-6;
    wrong[8].no_edge = 1.5;
    for (size_t i = 0; i < 9; i++) {
        struct network *net;
        struct diagnostic why;
        ck_assert_int_eq(recall_network(&(struct patterns){patterns, 1, "0011"}, &wrong[i], &net, &why), STATUS_INPUT);
        ck_assert_ptr_null(net);
    }
}
END_TEST

START_TEST(patterns_and_starts_of_wrong_length_are_refused)
{
    char *patterns[] = {"0011", "011"};
    struct bias bias = problem_standard_bias();
    struct network *net;
    struct diagnostic why;
    ck_assert_int_eq(recall_network(&(struct patterns){patterns, 2, "0011"}, &bias, &net, &why), STATUS_INPUT);
    ck_assert_ptr_nonnull(strstr(why.text, "pattern 2"));
    ck_assert_int_eq(recall_network(&(struct patterns){patterns, 1, "00111"}, &bias, &net, &why), STATUS_INPUT);
    ck_assert_ptr_nonnull(strstr(why.text, "start"));
    ck_assert_int_eq(recall_network(&(struct patterns){patterns, 1, "001x"}, &bias, &net, &why), STATUS_INPUT);
    char *one[] = {"1"};
    ck_assert_int_eq(recall_network(&(struct patterns){one, 1, "1"}, &bias, &net, &why), STATUS_INPUT);
}
END_TEST

START_TEST(distortion_flips_the_share_asked_for)
{
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    for (int quarters = 0; quarters <= 4; quarters++) {
        char bits[] = "0000000000000000000000000000000000000000";
        ck_assert(problem_distort(random, bits, 0.25 * quarters));
        int ones = 0;
        for (size_t i = 0; bits[i]; i++) {
            ones += bits[i] == '1';
        }
        ck_assert_int_eq(ones, 10L * quarters);
    }
    gsl_rng_free(random);
}
END_TEST

/* 0.5 and 0.7 of 7 bits are 3.5 and 4.9. */
START_TEST(distortion_flips_the_nearest_whole_number_of_bits)
{
    static const struct {
        double share;
        int ones;
    } CASES[] = {{0.07, 0}, {0.08, 1}, {0.5, 4}, {0.7, 5}, {0.9, 6}, {0.95, 7}};
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
        char bits[] = "0000000";
        int ones = 0;
        ck_assert(problem_distort(random, bits, CASES[k].share));
        for (size_t i = 0; bits[i]; i++) {
            ones += bits[i] == '1';
        }
        ck_assert_int_eq(ones, CASES[k].ones);
    }
    gsl_rng_free(random);
}
END_TEST

START_TEST(load_phases_end_at_the_next_whole_10_ps_after_the_walls_rest)
{
    for (size_t n = 20; n <= 60; n += 4) {
        struct bias bias = problem_standard_bias();
        struct network *net = sample_random(n, 1, 1, &bias);
        double needed = load_phase_time(net), steps = net->t_load / 1e-11;
        ck_assert_double_ge(net->t_load, needed);
        ck_assert_double_lt(net->t_load, needed + 1e-11);
        ck_assert_double_eq_tol(steps, round(steps), 1e-9);
        network_free(net);
    }
}
END_TEST

START_TEST(limits_themselves_are_allowed_or_not_as_the_messages_say)
{
    char text[400];
    struct network *net = handmade_recall(1, (const char *const[]){"10"}, "10");
    net->t_stop = 1e-7;
    net->t_load = net->t_stop; /* must be below */
    ck_assert(!network_check_times(net, text, sizeof text));
    net->t_load = 0.999 * net->t_stop;
    ck_assert_msg(network_check_times(net, text, sizeof text), "%s", text);
    network_free(net);

    net = handmade_network(&question_custom, 2);
    struct matrix *matrix = malloc(sizeof *matrix);
    *matrix = (struct matrix){.n = 2, .value = calloc(4, sizeof(double))};
    for (int above = 0; above <= 1; above++) { /* at most 1000 V */
        matrix->value[1] = above ? -1000.1 : -1000.0;
        net->weights = weights_of_matrix(matrix);
        ck_assert(network_check_values(net, text, sizeof text) == !above);
    }
    network_free(net);
}
END_TEST

START_TEST(sums_beyond_rounding_are_balanced)
{
    struct network *net = handmade_recall(1, (const char *const[]){"10"}, NULL);
    net->dendrite = DENDRITE_BALANCED;
    double rail = fabs(weights_balance_rail(&net->weights, true));
    ck_assert_double_gt(network_balance(net, 0, 1e-8 * rail).conductance, 0.0);
    ck_assert_double_eq(network_balance(net, 0, 1e-10 * rail).conductance, 0.0);
    double mean = 0.5 * (1.0 / net->axon.rp + 1.0 / net->axon.rap);
    expect_close(network_balance(net, 0, 3.0 * rail).conductance, 3.0 * mean, 1e-12); /* Eq. (20) */
    network_free(net);
}
END_TEST

Suite *problem_suite(void)
{
    Suite *suite = suite_create("problem");
    TCase *tests = tcase_create("problems");
    tcase_add_test(tests, weights_are_the_sum_over_patterns);
    tcase_add_test(tests, sign_and_mean_bound_the_weights);
    tcase_add_test(tests, maxcut_weights_are_w_or_minus_1_05_w);
    tcase_add_test(tests, maxcut_weights_scale_with_the_heaviest_edge);
    tcase_add_test(tests, maxcut_weights_go_from_that_without_an_edge_to_the_heaviest);
    tcase_add_test(tests, bias_is_the_published_one);
    tcase_add_test(tests, bias_that_cannot_work_is_refused);
    tcase_add_test(tests, patterns_and_starts_of_wrong_length_are_refused);
    tcase_add_test(tests, distortion_flips_the_share_asked_for);
    tcase_add_test(tests, distortion_flips_the_nearest_whole_number_of_bits);
    tcase_add_test(tests, load_phases_end_at_the_next_whole_10_ps_after_the_walls_rest);
    tcase_add_test(tests, limits_themselves_are_allowed_or_not_as_the_messages_say);
    tcase_add_test(tests, sums_beyond_rounding_are_balanced);
    tcase_add_test(tests, load_time_counts_pinning_as_leak);
    tcase_add_test(tests, load_time_of_thin_walls_tends_to_that_of_sharp_ones);
    suite_add_tcase(suite, tests);
    return suite;
}
