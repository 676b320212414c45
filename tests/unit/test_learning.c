/* Rules that learn weights from patterns: netgen/learning.h. */
#include "tests/suites.h"

#include "netgen/network_check.h"
#include "netgen/questions/recall.h"
#include "tests/support/expect.h"
#include "tests/support/program.h"
#include "tests/support/sample.h"
#include "tests/support/scratch.h"
#include "tests/support/stored.h"
#include "tests/support/solved.h"

#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct bias bias_of(enum learning learning, size_t levels)
{
    struct bias bias = problem_standard_bias();
    bias.learning = learning;
    bias.levels = levels;
    return bias;
}

static double bit(const struct weights *w, size_t p, size_t i)
{
    return w->pattern[p][i] == '1' ? 1.0 : -1.0;
}

/* All weights, V, to be freed. */
static double *all_of(const struct weights *w)
{
    double *all = calloc(w->n * w->n, sizeof *all);
    weights_matrix(w, all, w->n);
    return all;
}

/* ---- The rules ---- */

/* Storkey's rule as it was published: h_ij is summed anew for each pair, without i and j. */
static double *storkey_as_published(const struct weights *w)
{
    const size_t n = w->n;
    double *now = calloc(n * n, sizeof *now), *next = calloc(n * n, sizeof *next);
    for (size_t p = 0; p < w->patterns; p++) {
        for (size_t i = 0; i < n; i++) {
            for (size_t j = 0; j < n; j++) {
                double h_ij = 0.0, h_ji = 0.0;
                for (size_t k = 0; k < n; k++) {
                    h_ij += k == i || k == j ? 0.0 : now[i * n + k] * bit(w, p, k);
                    h_ji += k == i || k == j ? 0.0 : now[j * n + k] * bit(w, p, k);
                }
                double more = bit(w, p, i) * bit(w, p, j) - bit(w, p, i) * h_ji - h_ij * bit(w, p, j);
                next[i * n + j] = i == j ? 0.0 : now[i * n + j] + more / (double)n;
            }
        }
        memcpy(now, next, n * n * sizeof *now);
    }
    free(next);
    return now;
}

START_TEST(storkeys_weights_are_those_of_the_published_sums)
{
    struct bias bias = bias_of(LEARNING_STORKEY, 0);
    struct network *network = sample_random(13, 4, 3, &bias);
    double *made = all_of(&network->weights), *right = storkey_as_published(&network->weights);
    for (size_t k = 0; k < 169; k++) {
        ck_assert_double_eq_tol(made[k], 0.1 * 13.0 * right[k], 1e-14);
    }
    free(made);
    free(right);
    network_free(network);
}
END_TEST

/* C = X (X^T X)^-1 X^T by the inverse of the patterns' products, which GSL makes. */
static double *projection(const struct weights *w)
{
    const size_t n = w->n, m = w->patterns;
    gsl_matrix *x = gsl_matrix_alloc(n, m), *products = gsl_matrix_calloc(m, m), *inverse = gsl_matrix_alloc(m, m);
    gsl_permutation *order = gsl_permutation_alloc(m);
    double *made = calloc(n * n, sizeof *made);
    int sign;
    for (size_t i = 0; i < n; i++) {
        for (size_t p = 0; p < m; p++) {
            gsl_matrix_set(x, i, p, bit(w, p, i));
        }
    }
    gsl_blas_dgemm(CblasTrans, CblasNoTrans, 1.0, x, x, 0.0, products);
    gsl_linalg_LU_decomp(products, order, &sign);
    gsl_linalg_LU_invert(products, order, inverse);
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++) {
            for (size_t k = 0; k < m * m; k++) {
                made[i * n + j] +=
                    gsl_matrix_get(x, i, k / m) * gsl_matrix_get(inverse, k / m, k % m) * gsl_matrix_get(x, j, k % m);
            }
        }
    }
    gsl_matrix_free(x);
    gsl_matrix_free(products);
    gsl_matrix_free(inverse);
    gsl_permutation_free(order);
    return made;
}

START_TEST(the_pseudoinverse_projects_on_what_the_patterns_span)
{
    struct bias bias = bias_of(LEARNING_PSEUDOINVERSE, 0);
    struct network *network = sample_random(17, 4, 5, &bias);
    double *made = all_of(&network->weights), *right = projection(&network->weights);
    for (size_t i = 0; i < 17; i++) {
        for (size_t j = 0; j < 17; j++) {
            ck_assert_double_eq_tol(made[i * 17 + j], i == j ? 0.0 : 0.1 * 17.0 * right[i * 17 + j], 1e-14);
        }
    }
    free(made);
    free(right);
    network_free(network);
}
END_TEST

/* One pattern, or patterns of which each two agree in half of their bits, leave nothing to unlearn. */
START_TEST(rules_agree_on_orthogonal_patterns)
{
    char *patterns[] = {"00001111", "00110011", "01010101"};
    for (size_t count = 1; count <= 3; count++) {
        struct bias hebb = bias_of(LEARNING_HEBB, 0), other = bias_of(LEARNING_PSEUDOINVERSE, 0);
        struct network *a = sample_recall(patterns, count, "00000000", &hebb);
        struct network *b = sample_recall(patterns, count, "00000000", &other);
        other.learning = LEARNING_STORKEY;
        struct network *c = sample_recall(patterns, 1, "00000000", &other);
        double *of_a = all_of(&a->weights), *of_b = all_of(&b->weights), *of_c = all_of(&c->weights);
        for (size_t k = 0; k < 64; k++) {
            ck_assert_double_eq_tol(of_b[k], of_a[k], 1e-15);
            ck_assert(count > 1 || fabs(of_c[k] - of_a[k]) < 1e-15);
        }
        free(of_a);
        free(of_b);
        free(of_c);
        network_free(a);
        network_free(b);
        network_free(c);
    }
}
END_TEST

/* To the last bit: otherwise a deck would have two sources for one weight. */
START_TEST(learned_weights_are_symmetric_without_a_diagonal)
{
    for (int learning = LEARNING_STORKEY; learning <= LEARNING_PSEUDOINVERSE; learning++) {
        for (size_t levels = 0; levels <= 5; levels += 5) {
            struct bias bias = bias_of((enum learning)learning, levels);
            struct network *network = sample_random(41, 4, 6, &bias);
            double *made = all_of(&network->weights);
            for (size_t i = 0; i < 41; i++) {
                ck_assert_double_eq(made[i * 41 + i], 0.0);
                for (size_t j = 0; j < i; j++) {
                    ck_assert_double_eq(made[i * 41 + j], made[j * 41 + i]);
                }
            }
            free(made);
            network_free(network);
        }
    }
}
END_TEST

START_TEST(levels_are_whole_parts_of_the_heaviest_weight)
{
    enum { N = 30, LEVELS = 6, PAIRS = N * N };
    for (int learning = LEARNING_HEBB; learning <= LEARNING_PSEUDOINVERSE; learning++) {
        struct bias exact = bias_of((enum learning)learning, 0), rounded = bias_of((enum learning)learning, LEVELS);
        struct network *a = sample_random(N, 4, 7, &exact), *b = sample_random(N, 4, 7, &rounded);
        double *of_a = all_of(&a->weights), *of_b = all_of(&b->weights), heaviest = 0.0, *distinct;
        for (size_t k = 0; k < PAIRS; k++) {
            heaviest = fmax(heaviest, fabs(of_a[k]));
        }
        for (size_t k = 0; k < PAIRS; k++) {
            double steps = of_b[k] / (heaviest / LEVELS);
            ck_assert_double_eq_tol(steps, round(steps), 1e-12);
            ck_assert_double_le(fabs(of_b[k] - of_a[k]), (0.5 + 1e-12) * heaviest / LEVELS);
        }
        struct diagnostic why;
        size_t count;
        expect_ok(weights_distinct(&b->weights, &distinct, &count, &why), &why);
        ck_assert_uint_le(count, 2 * LEVELS + 1);
        ck_assert_double_eq_tol(fmax(-distinct[0], distinct[count - 1]), heaviest, 1e-15);
        free(distinct);
        free(of_a);
        free(of_b);
        network_free(a);
        network_free(b);
    }
}
END_TEST

START_TEST(patterns_that_the_pseudoinverse_cannot_tell_apart_are_refused)
{
    static const struct {
        char *pattern[4];
        size_t patterns;
        const char *words;
    } BAD[] = {
        {{"000111", "010101", "000111"}, 3, "pattern 3 is"},
        {{"000111", "111000"}, 2, "pattern 2 is"},
        {{"000111", "001011", "010011", "011111"}, 4, NULL},
        {{"000011", "001100", "110000", "111111"}, 4, "pattern 4 is"}, /* their sum is -1 times it */
        {{"001", "010", "100"}, 3, "3 patterns of 3 neurons"},
    };
    struct bias bias = bias_of(LEARNING_PSEUDOINVERSE, 0);
    for (size_t k = 0; k < sizeof BAD / sizeof *BAD; k++) {
        struct network *network;
        struct diagnostic why;
        const struct patterns given = {BAD[k].pattern, BAD[k].patterns, BAD[k].pattern[0]};
        enum status status = recall_network(&given, &bias, &network, &why);
        if (BAD[k].words) {
            ck_assert_int_eq(status, STATUS_INPUT);
            ck_assert_msg(strstr(why.text, BAD[k].words) != NULL, "%s", why.text);
            ck_assert_ptr_null(network);
        } else {
            expect_ok(status, &why);
        }
        network_free(network);
    }
}
END_TEST

/* ---- In a file ---- */

START_TEST(a_file_has_the_rule_and_gives_the_same_weights)
{
    for (int learning = LEARNING_HEBB; learning <= LEARNING_PSEUDOINVERSE; learning++) {
        struct bias bias = bias_of((enum learning)learning, learning == LEARNING_STORKEY ? 12 : 0);
        struct network *made = sample_random(20, 3, 8, &bias), *read = stored_again(made);
        double *before = all_of(&made->weights), *after = all_of(&read->weights);
        ck_assert_mem_eq(before, after, 400 * sizeof *before);
        char *text = scratch_read("network.json");
        ck_assert((strstr(text, "\"levels\": 12") != NULL) == (learning == LEARNING_STORKEY));
        free(text);
        free(before);
        free(after);
        network_free(made);
        network_free(read);
    }
}
END_TEST

START_TEST(files_with_wrong_rules_are_refused)
{
    static const char FORM[] =
        "sed 's/\"rule\": \"sum\"/\"rule\": %s/' a.json >b.json && cp a.cir b.cir"; /* and the deck does not matter */
    static const struct {
        const char *rule, *message;
    } BAD[] = {
        {"\"delta\"", "\"rule\" is not a known word"},
        {"\"pseudoinverse\"", "b.json: error: pattern 2 is"},
        {"\"storkey\", \"levels\": 0", "\"levels\" must be a whole number from 1 to 1000000"},
        {"\"sum\", \"levels\": 2.5", "\"levels\" must be a whole number"},
        {"\"sum\", \"level\": 2", "\"level\" is no field of weights of this kind"},
    };
    program_gives("gen recall --pattern 00110 --pattern 00110 -q -o a", 0, "");
    for (size_t k = 0; k < sizeof BAD / sizeof *BAD; k++) {
        char command[300];
        snprintf(command, sizeof command, FORM, BAD[k].rule);
        ck_assert_int_eq(program_shell(command), 0);
        program_gives("solve b", 2, BAD[k].message);
    }
}
END_TEST

/* ---- What networks recall ---- */

/* The limits in theory: 0.138 N patterns for Hebb's rule, N/sqrt(2 ln N) = 0.33 N for Storkey's, and N for the
 * pseudoinverse, which corrects errors up to about half of that. */
START_TEST(rules_store_as_many_patterns_as_theory_allows)
{
    enum { TRIALS = 10 };
    static const struct {
        enum learning learning;
        size_t patterns;
        double distortion;
        int least, most;
    } CASES[] = {
        {LEARNING_HEBB, 5, 0.1, TRIALS, TRIALS},
        {LEARNING_HEBB, 30, 0.0, 0, 1},
        {LEARNING_STORKEY, 20, 0.1, TRIALS - 1, TRIALS},
        {LEARNING_STORKEY, 70, 0.0, 0, 1},
        {LEARNING_PSEUDOINVERSE, 40, 0.1, TRIALS - 1, TRIALS},
        {LEARNING_PSEUDOINVERSE, 60, 0.0, TRIALS, TRIALS},
    };
    for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
        struct bias bias = bias_of(CASES[k].learning, 0);
        bias.dendrite = DENDRITE_BALANCED;
        int exact = solved_recalls(&bias, CASES[k].patterns, CASES[k].distortion, TRIALS);
        ck_assert_msg(exact >= CASES[k].least && exact <= CASES[k].most, "case %zu: %d of %d", k, exact, TRIALS);
    }
}
END_TEST

/* Digits of seven segments, 28 x 28 pixels: an 8 and a 9 differ in a twentieth of their pixels. */
static void write_digit(const char *name, const char *segments)
{
    static const struct {
        int top, bottom, left, right;
    } SEGMENT[] = {{2, 6, 6, 22},   {2, 15, 18, 22}, {13, 26, 18, 22}, {22, 26, 6, 22},
                   {13, 26, 6, 10}, {2, 15, 6, 10},  {12, 16, 6, 22}};
    char text[10 + 2 * 28 * 28] = "P1\n28 28\n", *next = text + strlen(text);
    for (int pixel = 0; pixel < 28 * 28; pixel++) {
        bool ink = false;
        int y = pixel / 28, x = pixel % 28;
        for (const char *s = segments; *s; s++) {
            int k = *s - 'a';
            ink = ink || (y >= SEGMENT[k].top && y < SEGMENT[k].bottom && x >= SEGMENT[k].left && x < SEGMENT[k].right);
        }
        *next++ = ink ? '1' : '0';
        *next++ = x == 27 ? '\n' : ' ';
    }
    *next = '\0';
    program_input(name, text);
}

/* Which of the three digits is recalled, bit for bit, from number `which` with a fifth of its pixels flipped; 0: none.
 */
static long long digit_recalled(const char *rule, int which)
{
    char command[200];
    snprintf(command, sizeof command,
             "gen image 3.pbm 8.pbm 9.pbm --rule %s --dendrite balanced --distort 0.2 --of %d --seed %d -q -o a", rule,
             which, which);
    program_gives(command, 0, "");
    json_t *solved = program_json("solve a --json");
    bool exact = json_number_value(json_object_get(solved, "bit_accuracy")) == 1.0 &&
                 json_is_false(json_object_get(solved, "matched_inverse"));
    long long matched = json_integer_value(json_object_get(solved, "matched_pattern"));
    json_decref(solved);
    return exact ? matched : 0;
}

START_TEST(correlated_digits_are_told_apart)
{
    write_digit("3.pbm", "abcdg");
    write_digit("8.pbm", "abcdefg");
    write_digit("9.pbm", "abcdfg");
    int by_hebb = 0;
    for (int which = 1; which <= 3; which++) {
        ck_assert_int_eq(digit_recalled("pseudoinverse", which), which);
        ck_assert_int_eq(digit_recalled("'pseudoinverse' --levels 32", which), which);
        by_hebb += digit_recalled("hebb", which) == which;
    }
    ck_assert_int_eq(by_hebb, 1);              /* for it they all are the one in the middle */
    for (int which = 1; which <= 3; which++) { /* and in a circuit without a voltage above 1 V */
        ck_assert_int_eq(digit_recalled("pseudoinverse --w 30m --fan-out nearest:160", which), which);
        program_gives("check a", 0, "V_DW below breakdown");
    }
}
END_TEST

Suite *learning_suite(void)
{
    Suite *suite = suite_create("learning");
    TCase *rules = tcase_create("rules");
    tcase_add_test(rules, storkeys_weights_are_those_of_the_published_sums);
    tcase_add_test(rules, the_pseudoinverse_projects_on_what_the_patterns_span);
    tcase_add_test(rules, rules_agree_on_orthogonal_patterns);
    tcase_add_test(rules, learned_weights_are_symmetric_without_a_diagonal);
    tcase_add_test(rules, levels_are_whole_parts_of_the_heaviest_weight);
    tcase_add_test(rules, patterns_that_the_pseudoinverse_cannot_tell_apart_are_refused);
    suite_add_tcase(suite, rules);

    TCase *files = tcase_create("files");
    tcase_add_test(files, a_file_has_the_rule_and_gives_the_same_weights);
    tcase_add_test(files, files_with_wrong_rules_are_refused);
    suite_add_tcase(suite, files);

    TCase *recall = tcase_create("recall");
    tcase_add_test(recall, rules_store_as_many_patterns_as_theory_allows);
    suite_add_tcase(suite, recall);
    TCase *samples = tcase_create("samples");
    tcase_set_tags(samples, "samples");
    tcase_add_test(samples, correlated_digits_are_told_apart);
    suite_add_tcase(suite, samples);
    return suite;
}
