/* Groups of a campaign's runs: report/runs.h. */
#include "tests/suites.h"

#include "report/answers.h"
#include "report/runs.h"
#include "tests/support/expect.h"

#include <math.h>

enum { RUNS = 8, NONE = -1 };

static struct diagnostic why;

/* Four groups of two runs, by level 0 to 3 of one option, with time and energy in s and J. */
struct sample {
    struct runs_level level[4];
    struct runs_option option;
    size_t at[RUNS];
    enum runs_outcome outcome[RUNS];
    double time[RUNS], energy[RUNS];
    struct runs runs;
};

static void make(struct sample *sample, const double time[RUNS], const double energy[RUNS], int moving)
{
    *sample = (struct sample){.option = {.name = (char *)"w", .numeric = true, .level = sample->level, .levels = 4}};
    for (size_t k = 0; k < RUNS; k++) {
        sample->at[k] = (RUNS - 1 - k) / 2; /* the order of the runs is not that of the levels */
        sample->time[k] = time[sample->at[k] * 2 + k % 2];
        sample->energy[k] = energy[sample->at[k] * 2 + k % 2];
        sample->outcome[k] = (int)k == moving ? RUN_NOT_CONVERGED : RUN_CONVERGED;
    }
    sample->runs = (struct runs){.planned = RUNS,
                                 .count = RUNS,
                                 .option = &sample->option,
                                 .options = 1,
                                 .level = sample->at,
                                 .outcome = sample->outcome,
                                 .time = sample->time,
                                 .energy = sample->energy,
                                 .converged = moving == NONE ? RUNS : RUNS - 1};
}

static const double TIME[RUNS] = {1, 3, 2, 2, 5, 5, 4, 6}, ENERGY[RUNS] = {9, 9, 4, 6, 5, 5, 1, 1};

START_TEST(means_have_students_interval)
{
    const size_t by[] = {0};
    struct sample sample;
    struct runs_groups groups;
    make(&sample, TIME, ENERGY, NONE);
    expect_ok(runs_group(&sample.runs, by, 1, &groups, &why), &why);
    ck_assert_uint_eq(groups.count, 4);
    const struct interval *time = &groups.group[0].mean[RUNS_TIME];
    ck_assert_double_eq_tol(time->value, 2.0, 1e-15);
    ck_assert_double_eq_tol(time->high, 2.0 + 12.706204736432095, 1e-9); /* t of one degree of freedom, error 1 */
    ck_assert_double_eq_tol(time->low, 2.0 - 12.706204736432095, 1e-9);
    ck_assert_double_eq_tol(groups.group[0].mean[RUNS_PRODUCT].value, 18.0, 1e-12); /* of products, not of means */
    ck_assert_double_eq_tol(groups.group[1].mean[RUNS_PRODUCT].value, 10.0, 1e-12);
    runs_groups_clear(&groups);
    expect_ok(runs_group(&sample.runs, by, 0, &groups, &why), &why);
    ck_assert_uint_eq(groups.count, 1);
    ck_assert_double_eq_tol(groups.group[0].mean[RUNS_TIME].value, 3.5, 1e-15);
    runs_groups_clear(&groups);
}
END_TEST

/* Levels 0 and 1 have one mean time, of which 1 takes less energy; 3 takes least; 2 is worse than 1. */
START_TEST(front_has_what_nothing_betters)
{
    const size_t by[] = {0};
    size_t front[RUNS];
    struct sample sample;
    struct runs_groups groups;
    make(&sample, TIME, ENERGY, NONE);
    expect_ok(runs_group(&sample.runs, by, 1, &groups, &why), &why);
    ck_assert_uint_eq(runs_front(&groups, front), 2);
    ck_assert_uint_eq(front[0], 1);
    ck_assert_uint_eq(front[1], 3);
    ck_assert_uint_eq(runs_least(&groups, RUNS_PRODUCT), 3);
    runs_groups_clear(&groups);
}
END_TEST

START_TEST(groups_that_lack_runs_are_neither_least_nor_on_the_front)
{
    const size_t by[] = {0};
    size_t front[RUNS];
    struct sample sample;
    struct runs_groups groups;
    make(&sample, TIME, ENERGY, 0); /* a run of level 3 */
    expect_ok(runs_group(&sample.runs, by, 1, &groups, &why), &why);
    const struct runs_group *lacking = &groups.group[3];
    ck_assert_uint_eq(lacking->runs, 2);
    ck_assert_uint_eq(lacking->converged, 1);
    ck_assert(isfinite(lacking->mean[RUNS_TIME].value) && isnan(lacking->mean[RUNS_TIME].low));
    ck_assert_uint_eq(runs_least(&groups, RUNS_PRODUCT), 1);
    ck_assert_uint_eq(runs_front(&groups, front), 1);
    ck_assert_uint_eq(front[0], 1);
    runs_groups_clear(&groups);
}
END_TEST

/* Settings as good as the best one compete for the least mean; a faster one with worse answers does not. The fastest
 * group, level 3, has worse answers; level 1 is as good as 0, but for chance. */
START_TEST(a_faster_setting_with_worse_answers_is_not_the_best)
{
    static const double QUALITY[RUNS] = {10, 10, 9, 10, 8, 8, 7, 7};
    const size_t by[] = {0};
    size_t front[RUNS];
    double quality[RUNS];
    struct sample sample;
    struct runs_groups groups;
    make(&sample, TIME, ENERGY, NONE);
    for (size_t k = 0; k < RUNS; k++) {
        quality[k] = QUALITY[sample.at[k] * 2 + k % 2];
    }
    sample.runs.quality = quality;
    sample.runs.of_quality.compares = true;
    expect_ok(runs_group(&sample.runs, by, 1, &groups, &why), &why);
    ck_assert(groups.has_best);
    ck_assert_uint_eq(groups.best, 0);
    ck_assert_uint_eq(groups.as_good, 2);
    ck_assert_double_eq_tol(groups.group[1].quality.value, 9.5, 1e-15);
    ck_assert_uint_eq(runs_least(&groups, RUNS_PRODUCT), 1);
    ck_assert_uint_eq(runs_least(&groups, RUNS_ENERGY), 1);
    ck_assert_uint_eq(runs_front(&groups, front), 1);
    runs_groups_clear(&groups);
    sample.runs.of_quality.less_is_better = true;
    expect_ok(runs_group(&sample.runs, by, 1, &groups, &why), &why);
    ck_assert_uint_eq(groups.best, 3);
    ck_assert_uint_eq(groups.as_good, 2); /* level 1: 2 and 3 more */
    runs_groups_clear(&groups);
    sample.runs.of_quality.compares = false; /* of different problems */
    expect_ok(runs_group(&sample.runs, by, 1, &groups, &why), &why);
    ck_assert(!groups.has_best);
    ck_assert_uint_eq(runs_least(&groups, RUNS_PRODUCT), 3);
    runs_groups_clear(&groups);
}
END_TEST

START_TEST(runs_without_an_answer_make_no_best_setting)
{
    const size_t by[] = {0};
    bool no_answer[RUNS] = {true}; /* of level 3 */
    struct sample sample;
    struct runs_groups groups;
    make(&sample, TIME, ENERGY, NONE);
    sample.runs.no_answer = no_answer;
    expect_ok(runs_group(&sample.runs, by, 1, &groups, &why), &why);
    ck_assert_uint_eq(groups.group[3].no_answer, 1);
    ck_assert_uint_eq(runs_least(&groups, RUNS_PRODUCT), 1);
    runs_groups_clear(&groups);
}
END_TEST

/* A difference that all pairs share is seen although the problems differ by more; Student's t of 3 pairs is 4.30. */
START_TEST(answers_are_compared_in_pairs)
{
    static const double BEST[] = {100, 200, 300}, LESS[] = {99, 198.9, 298.8}, SOME[] = {100, 200, 297};
    ck_assert(answers_are_worse(LESS, 3, BEST, 3, false));
    ck_assert(!answers_are_worse(SOME, 3, BEST, 3, false));
    ck_assert(!answers_are_worse(BEST, 3, LESS, 3, false));
    ck_assert(answers_are_worse(BEST, 3, LESS, 3, true));
    ck_assert(answers_are_worse(LESS, 1, BEST, 3, false)); /* one pair counts as it is */
    ck_assert(!answers_are_worse(BEST, 3, BEST, 3, false));
    ck_assert(answers_are_worse((const double[]){NAN}, 1, BEST, 3, false));
    ck_assert(!answers_are_worse((const double[]){0.1 + 0.2}, 1, (const double[]){0.3}, 1, true)); /* rounding */
}
END_TEST

Suite *runs_suite(void)
{
    Suite *suite = suite_create("runs");
    TCase *tests = tcase_create("runs");
    tcase_add_test(tests, means_have_students_interval);
    tcase_add_test(tests, front_has_what_nothing_betters);
    tcase_add_test(tests, groups_that_lack_runs_are_neither_least_nor_on_the_front);
    tcase_add_test(tests, a_faster_setting_with_worse_answers_is_not_the_best);
    tcase_add_test(tests, runs_without_an_answer_make_no_best_setting);
    tcase_add_test(tests, answers_are_compared_in_pairs);
    suite_add_tcase(suite, tests);
    return suite;
}
