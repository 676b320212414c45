/* Criteria: campaign/criterion.h. */
#include "tests/suites.h"

#include "campaign/criterion.h"
#include "tests/support/expect.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct store_column COLUMN[] = {
    {"time_to_solution_s", STORE_METRIC, STORE_REAL, "s"},
    {"energy_j", STORE_METRIC, STORE_REAL, "J"},
    {"bit_accuracy", STORE_METRIC, STORE_REAL, ""},
    {"converged", STORE_METRIC, STORE_INTEGER, ""},
    {"dendrite", STORE_VARIED, STORE_TEXT, ""},
    {"stop", STORE_VARIED, STORE_REAL, "s"},
    {"cut", STORE_METRIC, STORE_REAL, ""},
    {"density", STORE_VARIED, STORE_REAL, "%"},
};

enum { COLUMNS = sizeof COLUMN / sizeof *COLUMN };

/* A run of 100 ns and 2 pJ that converged, 95 % right, of a network with plain dendrites and --stop auto; it has no
 * cut. */
static const struct store_value ROW[COLUMNS] = {
    {STORE_REAL, {.real = 100e-9}},
    {STORE_REAL, {.real = 2e-12}},
    {STORE_REAL, {.real = 0.95}},
    {STORE_INTEGER, {.integer = 1}},
    {STORE_TEXT, {.text = "plain"}},
    {STORE_TEXT, {.text = "auto"}},
    {STORE_NOTHING, {0}},
    {STORE_REAL, {.real = 20.0}},
};

static enum criterion_answer ask(const char *text)
{
    struct criterion *criterion;
    struct diagnostic why;
    expect_ok(criterion_parse(text, "--where", COLUMN, COLUMNS, &criterion, &why), &why);
    const enum criterion_answer answer = criterion_ask(criterion, ROW);
    criterion_free(criterion);
    return answer;
}

static void expect_answers(const char *const text[], size_t count, enum criterion_answer right)
{
    for (size_t k = 0; k < count; k++) {
        ck_assert_msg(ask(text[k]) == right, "%s", text[k]);
    }
}

#define EXPECT(right, ...)                                                                                             \
    expect_answers((const char *const[]){__VA_ARGS__},                                                                 \
                   sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *), right)

START_TEST(comparisons_are_those_of_numbers)
{
    EXPECT(CRITERION_YES, "bit_accuracy >= 0.95", "bit_accuracy <= 0.95", "bit_accuracy == 0.95", "bit_accuracy != 1",
           "bit_accuracy > 0.9", "bit_accuracy < 1", "converged", "converged == true", " ( converged ) ");
    EXPECT(CRITERION_NO, "bit_accuracy > 0.95", "bit_accuracy < 0.95", "bit_accuracy == 1", "bit_accuracy != 0.95",
           "bit_accuracy >= 0.96", "bit_accuracy <= 0.94", "!converged", "converged == false");
}
END_TEST

START_TEST(numbers_have_suffixes_and_percent)
{
    EXPECT(CRITERION_YES, "time_to_solution_s<200n", "time_to_solution_s<0.2u", "time_to_solution_s==1e-7",
           "time_to_solution_s==.1u", "energy_j<2.5p", "bit_accuracy>=95%", "1Meg*energy_j==2u", "energy_j<1E+3",
           "energy_j<1-.5");
}
END_TEST

START_TEST(short_names_stand_for_columns)
{
    EXPECT(CRITERION_YES, "time == time_to_solution_s && energy == energy_j", "edp == time * energy",
           "accuracy == bit_accuracy", "1 / edp > 0", "edp < 1e-18");
    const char *name, *meaning;
    size_t count = 0;
    while (criterion_alias(count, &name, &meaning)) {
        ck_assert(*name && *meaning);
        count++;
    }
    ck_assert_uint_eq(count, 6);
}
END_TEST

START_TEST(precedence_is_that_of_c)
{
    EXPECT(CRITERION_YES, "1 + 2 * 3 == 7", "(1 + 2) * 3 == 9", "2 * 3 + 1 == 7", "7 - 2 - 1 == 4", "8 / 4 / 2 == 1",
           "-1 < 0", "--1 == 1", "2 - -1 == 3", "-2 * -3 == 6", "1 < 0 && 1 < 0 || 1 == 1", "1 == 1 || 1 < 0 && 1 < 0",
           "!(1 < 0) && !!converged", "!(converged && 1 < 0)", "1 + 1 < 3", "(1 < 0) == (2 < 1)", "(1 < 0) != (1 < 2)");
    EXPECT(CRITERION_NO, "(1 == 1 || 1 < 0) && 1 < 0", "!converged || 1 < 0", "!(1 < 2)");
}
END_TEST

START_TEST(words_are_compared)
{
    EXPECT(CRITERION_YES, "dendrite == 'plain'", "dendrite == \"plain\"", "dendrite != 'balanced'", "stop == 'auto'",
           "stop != 100n", "'a' == 'a'", "dendrite == dendrite", "'&& 1' != dendrite && converged");
    EXPECT(CRITERION_NO, "dendrite == 'Plain'", "stop == 100n", "dendrite == ''", "'plain' != dendrite");
}
END_TEST

START_TEST(what_has_no_value_is_not_met)
{
    EXPECT(CRITERION_UNKNOWN, "cut > 1", "cut < 1", "!(cut > 1)", "cut == cut", "converged || cut > 1",
           "cut > 1 || converged", "0 / 0 == 0 / 0", "stop < 100n", "-stop == 1");
}
END_TEST

START_TEST(what_is_no_criterion_is_refused_with_its_place)
{
    static const struct {
        const char *text, *message;
    } EXAMPLES[] = {
        {"", "--where: error: '', character 1: expected a name, a number or a parenthesis, not the end"},
        {"   ", "character 4: expected a name"},
        {"tme < 200n", "character 1: there is no column 'tme'; expected 'time'?"},
        {"time < 1 && konverged", "character 13: there is no column 'konverged'; expected 'converged'?"},
        {"dendrite == plain", "character 13: there is no column 'plain'; words are in quotes"},
        {"peak < 1", "character 1: there is no column 'peak'"},
        {"time", "character 1: says neither yes nor no; expected a comparison, such as time < 200n"},
        {"density < 30%", "'density' is in per cent; expected numbers without a percent sign"},
        {"time < 20x", "character 8: '20x' is no number; expected one such as 0.1, 200n or 95%"},
        {"time < 0x10", "character 8: '0x10' is no number"},
        {"time < 1e999", "character 8: '1e999' is no number"},
        {"time < 1 2", "character 10: expected an operator"},
        {"time = 1", "character 6: expected an operator such as && or <; == compares"},
        {"time < ", "character 8: expected a name"},
        {"< 1", "character 1: expected a name"},
        {"(time < 1", "character 1: there is no ) for this ("},
        {"time < 1)", "character 9: there is no ( for this )"},
        {"()", "character 2: expected a name"},
        {"10n < time < 20n", "character 12: '<' compares a comparison; expected && between two comparisons"},
        {"converged == (time < 1)", "'==' compares a comparison"},
        {"time * 2 && converged", "character 10: '&&' needs a condition"},
        {"!1", "character 1: '!' needs a condition"},
        {"time < 1 & converged", "character 10: expected an operator"},
        {"dendrite < 'x'", "character 10: '<' compares words; expected numbers, or == or !="},
        {"dendrite == 1", "'==' compares a word with a number"},
        {"dendrite + 1 < 2", "'+' calculates with what is no number"},
        {"(time < 1) + 1 < 2", "'+' calculates with what is no number"},
        {"dendrite == 'plain", "character 13: the quote is not closed"},
        {"time < 1; converged", "character 9: expected an operator"},
        {"time < 1, converged", "character 9: expected an operator"},
        {"1 + 2", "says neither yes nor no"},
    };
    for (size_t k = 0; k < sizeof EXAMPLES / sizeof *EXAMPLES; k++) {
        struct criterion *criterion;
        struct diagnostic why;
        const enum status status = criterion_parse(EXAMPLES[k].text, "--where", COLUMN, COLUMNS, &criterion, &why);
        ck_assert_msg(status == STATUS_INPUT, "%s", EXAMPLES[k].text);
        expect_input_error(status, &why, EXAMPLES[k].message);
        ck_assert_ptr_null(criterion);
    }
}
END_TEST

/* `before` times, a name, `after` times. */
static enum status parse_repeated(const char *before, const char *after, size_t times, struct diagnostic *why)
{
    struct criterion *criterion;
    const size_t room = times * (strlen(before) + strlen(after)) + 100;
    char *text = calloc(room, 1), *end = text;
    ck_assert_ptr_nonnull(text);
    for (size_t k = 0; k < times; k++) {
        end = stpcpy(end, before);
    }
    end = stpcpy(end, "converged");
    for (size_t k = 0; k < times; k++) {
        end = stpcpy(end, after);
    }
    const enum status status = criterion_parse(text, "--where", COLUMN, COLUMNS, &criterion, why);
    ck_assert(status != STATUS_OK || criterion_ask(criterion, ROW) != CRITERION_UNKNOWN);
    criterion_free(criterion);
    free(text);
    return status;
}

START_TEST(depth_is_bounded_and_length_is_not)
{
    struct diagnostic why;
    expect_ok(parse_repeated("(", ")", 60, &why), &why);
    expect_ok(parse_repeated("!", "", 60, &why), &why);
    expect_ok(parse_repeated("", " && converged", 10000, &why), &why);
    expect_input_error(parse_repeated("(", ")", 10000, &why), &why, "nested too deeply; expected at most 64 levels");
    expect_input_error(parse_repeated("!", "", 10000, &why), &why, "nested too deeply");
    expect_input_error(parse_repeated("converged && (", ")", 10000, &why), &why, "nested too deeply");
}
END_TEST

Suite *criterion_suite(void)
{
    Suite *suite = suite_create("criterion");
    TCase *tests = tcase_create("criterion");
    tcase_add_test(tests, comparisons_are_those_of_numbers);
    tcase_add_test(tests, numbers_have_suffixes_and_percent);
    tcase_add_test(tests, short_names_stand_for_columns);
    tcase_add_test(tests, precedence_is_that_of_c);
    tcase_add_test(tests, words_are_compared);
    tcase_add_test(tests, what_has_no_value_is_not_met);
    tcase_add_test(tests, what_is_no_criterion_is_refused_with_its_place);
    tcase_add_test(tests, depth_is_bounded_and_length_is_not);
    suite_add_tcase(suite, tests);
    return suite;
}
