/* Networks in which each neuron has a limited number of axons: netgen/fan_out.h. */
#include "tests/suites.h"

#include "netgen/fan_out.h"
#include "netgen/network_file.h"
#include "netgen/questions/image.h"
#include "netgen/rules.h"
#include "tests/support/expect.h"
#include "tests/support/program.h"
#include "tests/support/sample.h"
#include "tests/support/scratch.h"
#include "tests/support/solved.h"

#include <math.h>
#include <stdio.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static struct graph *pairs_of(const struct fan_out *fan_out, size_t n)
{
    struct graph *pairs;
    struct diagnostic why;
    expect_ok(fan_out_pairs(fan_out, n, &pairs, &why), &why);
    ck_assert_uint_eq(pairs->nodes, n);
    return pairs;
}

/* How many neurons each is connected to; to be freed. */
static size_t *count_partners(const struct graph *pairs)
{
    size_t *count = calloc(pairs->nodes, sizeof *count);
    for (size_t e = 0; e < pairs->edges; e++) {
        ck_assert_uint_lt(pairs->edge[e].a, pairs->edge[e].b);
        count[pairs->edge[e].a]++;
        count[pairs->edge[e].b]++;
    }
    return count;
}

static bool same_pairs(const struct graph *a, const struct graph *b)
{
    return a->edges == b->edges && memcmp(a->edge, b->edge, a->edges * sizeof *a->edge) == 0;
}

/* ---- Which neurons are connected ---- */

START_TEST(random_fan_outs_are_all_equal)
{
    static const size_t FAN_OUTS[] = {2, 7, 30, 58, 59};
    for (size_t k = 0; k < sizeof FAN_OUTS / sizeof *FAN_OUTS; k++) {
        struct fan_out fan_out = {.most = FAN_OUTS[k], .choice = FAN_OUT_RANDOM, .seed = 3};
        struct graph *pairs = pairs_of(&fan_out, 60), *again = pairs_of(&fan_out, 60);
        size_t *count = count_partners(pairs);
        for (size_t i = 0; i < 60; i++) {
            ck_assert_uint_eq(count[i], FAN_OUTS[k]);
        }
        fan_out.seed = FAN_OUT_GREATEST_SEED;
        struct graph *other = pairs_of(&fan_out, 60);
        ck_assert(same_pairs(pairs, again));
        ck_assert(same_pairs(pairs, other) == (FAN_OUTS[k] == 59)); /* with all others there is nothing to choose */
        graph_free(pairs);
        graph_free(again);
        graph_free(other);
        free(count);
    }
}
END_TEST

/* In the middle of a picture the fan-out is the limit, or one less where that is odd; and no neuron that is nearer than
 * one of the partners is left out. */
START_TEST(nearest_partners_are_nearer_than_the_others)
{
    enum { ROWS = 15, COLUMNS = 17, N = ROWS * COLUMNS, MIDDLE = 7 * COLUMNS + 8 };
    for (size_t most = 2; most <= 41; most++) {
        const struct fan_out fan_out = {.most = most, .choice = FAN_OUT_NEAREST, .columns = COLUMNS};
        struct graph *pairs = pairs_of(&fan_out, N);
        size_t *count = count_partners(pairs);
        double furthest = 0.0, missing = INFINITY;
        bool partner[N] = {false};
        for (size_t e = 0; e < pairs->edges; e++) {
            const struct edge *edge = &pairs->edge[e];
            if (edge->a == MIDDLE || edge->b == MIDDLE) {
                partner[edge->a == MIDDLE ? edge->b : edge->a] = true;
            }
        }
        for (int i = 0; i < N; i++) {
            const int row = i / COLUMNS, column = i % COLUMNS;
            const double distance = hypot(row - 7, column - 8);
            furthest = partner[i] ? fmax(furthest, distance) : furthest;
            missing = partner[i] || i == MIDDLE ? missing : fmin(missing, distance);
            ck_assert_uint_le(count[i], most);
        }
        ck_assert_uint_eq(count[MIDDLE], most / 2 * 2);
        ck_assert_double_le(furthest, missing);
        ck_assert_uint_lt(count[0], count[MIDDLE]); /* a corner has fewer neighbours */
        graph_free(pairs);
        free(count);
    }
}
END_TEST

START_TEST(without_a_picture_the_nearest_follow_each_other)
{
    const struct fan_out fan_out = {.most = 4, .choice = FAN_OUT_NEAREST, .columns = 6};
    static const struct edge RIGHT[] = {{0, 1, 1}, {0, 2, 1}, {1, 2, 1}, {1, 3, 1}, {2, 3, 1},
                                        {2, 4, 1}, {3, 4, 1}, {3, 5, 1}, {4, 5, 1}};
    struct graph *pairs = pairs_of(&fan_out, 6);
    ck_assert_uint_eq(pairs->edges, sizeof RIGHT / sizeof *RIGHT);
    for (size_t e = 0; e < pairs->edges; e++) {
        ck_assert_uint_eq(pairs->edge[e].a, RIGHT[e].a);
        ck_assert_uint_eq(pairs->edge[e].b, RIGHT[e].b);
    }
    graph_free(pairs);
}
END_TEST

START_TEST(fan_outs_that_cannot_be_are_refused)
{
    static const struct {
        struct fan_out fan_out;
        const char *words;
    } BAD[] = {
        {{.most = 9, .choice = FAN_OUT_RANDOM}, "a fan-out of 9, but each neuron has 8 others"},
        {{.most = 9, .choice = FAN_OUT_NEAREST, .columns = 3}, "a fan-out of 9, but each neuron has 8 others"},
        {{.most = 3, .choice = FAN_OUT_RANDOM}, "9 neurons cannot have 3 axons each"},
    };
    for (size_t k = 0; k < sizeof BAD / sizeof *BAD; k++) {
        struct graph *pairs;
        struct diagnostic why;
        ck_assert_int_eq(fan_out_pairs(&BAD[k].fan_out, 9, &pairs, &why), STATUS_INPUT);
        ck_assert_msg(strstr(why.text, BAD[k].words) != NULL, "%s", why.text);
        ck_assert_ptr_null(pairs);
    }
}
END_TEST

/* ---- Networks of them ---- */

static struct bias bias_of(enum learning learning, size_t most, enum fan_out_choice choice)
{
    struct bias bias = problem_auto_bias();
    bias.learning = learning;
    bias.fan_out = (struct fan_out){.most = most, .choice = choice};
    return bias;
}

/* The weights of the pairs that are left are those of the whole network, both ways, and there are no others. */
START_TEST(a_limit_of_the_fan_out_leaves_weights_as_they_are)
{
    enum { N = 24, MOST = 7 };
    for (int learning = LEARNING_HEBB; learning <= LEARNING_PSEUDOINVERSE; learning++) {
        for (int choice = FAN_OUT_RANDOM; choice <= FAN_OUT_NEAREST; choice++) {
            struct bias all = bias_of((enum learning)learning, 0, FAN_OUT_RANDOM);
            struct bias some = bias_of((enum learning)learning, MOST, (enum fan_out_choice)choice);
            struct network *a = sample_random(N, 3, 2, &all), *b = sample_random(N, 3, 2, &some); /* no sum is 0 */
            double whole[N * N], left[N * N];
            size_t axons = 0;
            weights_matrix(&a->weights, whole, N);
            weights_matrix(&b->weights, left, N);
            for (size_t i = 0; i < N; i++) {
                size_t fan_out = 0;
                for (size_t j = 0; j < N; j++) {
                    ck_assert_double_eq(left[i * N + j], left[j * N + i]);
                    ck_assert(left[i * N + j] == 0.0 || left[i * N + j] == whole[i * N + j]);
                    fan_out += left[i * N + j] != 0.0;
                }
                ck_assert_uint_eq(fan_out, network_fan_out(b, i));
                ck_assert_uint_le(fan_out, MOST);
                ck_assert(choice == FAN_OUT_NEAREST || fan_out == MOST);
                axons += fan_out;
            }
            ck_assert_uint_eq(network_devices(b), N + axons);
            network_free(a);
            network_free(b);
        }
    }
}
END_TEST

/* A weight of 0 is an axon that is not there: two patterns agree and differ as often. */
START_TEST(weights_of_zero_have_no_axon)
{
    char *patterns[] = {"00001111", "00110011"};
    struct bias bias = bias_of(LEARNING_HEBB, 7, FAN_OUT_RANDOM); /* all others */
    struct network *network = sample_recall(patterns, 2, "00001111", &bias);
    ck_assert_uint_eq(network_devices(network), 8 + 8 * 3);
    network_free(network);
}
END_TEST

START_TEST(a_file_has_the_limit_and_gives_the_same_axons)
{
    for (int choice = FAN_OUT_RANDOM; choice <= FAN_OUT_NEAREST; choice++) {
        struct bias bias = bias_of(LEARNING_PSEUDOINVERSE, 6, (enum fan_out_choice)choice);
        problem_set_seed(&bias, 5);
        char *patterns[] = {"000011110000", "001100111100"};
        struct network *made, *read;
        struct output *out;
        struct diagnostic why;
        char path[SCRATCH_PATH];
        double before[144], after[144];
        expect_ok(image_network(&(struct patterns){patterns, 2, patterns[0]}, 4, &bias, &made, &why), &why);
        expect_ok(output_open(scratch_path(path, "a.json"), &out, &why), &why);
        expect_ok(network_write(made, out, &why), &why);
        expect_ok(output_commit(&out, 1, &why), &why);
        expect_ok(network_read(path, &read, &why), &why);
        weights_matrix(&made->weights, before, 12);
        weights_matrix(&read->weights, after, 12);
        ck_assert_mem_eq(before, after, sizeof before);
        char *text = scratch_read("a.json");
        ck_assert_ptr_nonnull(strstr(text, choice == FAN_OUT_RANDOM ? "\"seed\": 5" : "\"columns\": 4,"));
        free(text);
        network_free(made);
        network_free(read);
    }
}
END_TEST

START_TEST(files_with_wrong_fan_outs_are_refused)
{
    static const struct {
        const char *fields, *message;
    } BAD[] = {
        {"\"fan_out\": 1, \"choice\": \"random\", \"seed\": 1,", "\"fan_out\" must be a whole number from 2 to 4"},
        {"\"fan_out\": 5, \"choice\": \"random\", \"seed\": 1,", "\"fan_out\" must be a whole number from 2 to 4"},
        {"\"fan_out\": 3, \"choice\": \"random\", \"seed\": 1,", "\"fan_out\" must be even"},
        {"\"fan_out\": 2, \"choice\": \"heaviest\", \"seed\": 1,", "\"choice\" is not a known word"},
        {"\"fan_out\": 2, \"choice\": \"random\",", "\"seed\" is missing"},
        {"\"fan_out\": 2, \"choice\": \"nearest\", \"columns\": 2,", "\"columns\" must divide"},
        {"\"fan_out\": 2, \"choice\": \"nearest\", \"columns\": 5, \"seed\": 1,", "\"seed\" needs a random"},
        {"\"fan_out\": 2, \"choice\": \"random\", \"columns\": 5, \"seed\": 1,", "\"columns\" need the nearest"},
        {"\"choice\": \"random\",", "\"choice\" needs \"fan_out\""},
    };
    program_gives("gen recall --pattern 00110 --pattern 01010 -q -o a", 0, "");
    for (size_t k = 0; k < sizeof BAD / sizeof *BAD; k++) {
        char command[300];
        snprintf(command, sizeof command, "sed 's/\"rule\": \"sum\",/& %s/' a.json >b.json", BAD[k].fields);
        ck_assert_int_eq(program_shell(command), 0);
        program_gives("solve b", 2, BAD[k].message);
    }
}
END_TEST

/* ---- What they cost and gain ---- */

/* 784 neurons: with all axons V_DW is 4.6 V by Eq. (14). */
START_TEST(a_limit_of_the_fan_out_keeps_large_networks_below_breakdown)
{
    enum { N = 784 };
    char pattern[N + 1] = "";
    memset(pattern, '1', N);
    memset(pattern, '0', N / 3);
    char *const patterns[] = {pattern};
    struct rule rules[RULES];
    for (size_t most = 0; most <= 160; most += 160) {
        struct bias bias = bias_of(LEARNING_HEBB, most, FAN_OUT_RANDOM);
        struct network *network = sample_recall(patterns, 1, pattern, &bias);
        rules_apply(network, rules);
        ck_assert(rules[RULE_BREAKDOWN].holds == (most > 0));
        expect_close(rules[RULE_BREAKDOWN].value, most > 0 ? 0.94959 : 4.6012, 1e-4);
        network_free(network);
    }
}
END_TEST

/* Of five random patterns in 100 neurons, from a tenth of wrong bits. */
START_TEST(half_of_the_axons_recall_few_patterns_and_a_tenth_does_not)
{
    struct bias half = bias_of(LEARNING_PSEUDOINVERSE, 50, FAN_OUT_RANDOM);
    struct bias tenth = bias_of(LEARNING_PSEUDOINVERSE, 10, FAN_OUT_RANDOM);
    ck_assert_int_ge(solved_recalls(&half, 5, 0.1, 10), 9);
    ck_assert_int_le(solved_recalls(&tenth, 5, 0.1, 10), 5);
}
END_TEST

Suite *fan_out_suite(void)
{
    Suite *suite = suite_create("fan_out");
    TCase *pairs = tcase_create("pairs");
    tcase_add_test(pairs, random_fan_outs_are_all_equal);
    tcase_add_test(pairs, nearest_partners_are_nearer_than_the_others);
    tcase_add_test(pairs, without_a_picture_the_nearest_follow_each_other);
    tcase_add_test(pairs, fan_outs_that_cannot_be_are_refused);
    suite_add_tcase(suite, pairs);

    TCase *networks = tcase_create("networks");
    tcase_add_test(networks, a_limit_of_the_fan_out_leaves_weights_as_they_are);
    tcase_add_test(networks, weights_of_zero_have_no_axon);
    tcase_add_test(networks, a_file_has_the_limit_and_gives_the_same_axons);
    tcase_add_test(networks, files_with_wrong_fan_outs_are_refused);
    tcase_add_test(networks, a_limit_of_the_fan_out_keeps_large_networks_below_breakdown);
    tcase_add_test(networks, half_of_the_axons_recall_few_patterns_and_a_tenth_does_not);
    suite_add_tcase(suite, networks);
    return suite;
}
