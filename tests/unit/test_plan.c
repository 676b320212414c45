/* Plans of sweeps: what --vary and --sample say, and which points follow from it. */
#include "tests/suites.h"

#include "base/number.h"
#include "campaign/plan.h"
#include "tests/support/expect.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The line is one of the command line: it has no file. */
static void expect_refused(enum status status, const struct diagnostic *why, const char *fragment)
{
    ck_assert_int_eq(status, STATUS_INPUT);
    ck_assert_msg(strncmp(why->text, "error: ", 7) == 0, "%s", why->text);
    ck_assert_msg(strstr(why->text, fragment) != NULL, "'%s' is not in: %s", fragment, why->text);
}

/* ---- Axes ---- */

static struct axis axis_of(const char *text)
{
    struct axis axis;
    struct diagnostic why;
    expect_ok(axis_parse(text, &axis, &why), &why);
    return axis;
}

/* "0.02 0.04 ..." */
static const char *values_of(const char *text, char *all, size_t size)
{
    struct axis axis = axis_of(text);
    char number[AXIS_NUMBER];
    size_t used = 0;
    for (size_t k = 0; k < axis.count; k++) {
        used += (size_t)snprintf(all + used, size - used, "%s%s", k ? " " : "", axis_value(&axis, k, number));
    }
    axis_clear(&axis);
    return all;
}

static const struct {
    const char *text, *values;
} AXES[] = {
    {"w=20m:100m:5", "0.02 0.04 0.06 0.08 0.1"},
    {"w=0.1:0.7:7", "0.1 0.2 0.3 0.4 0.5 0.6 0.7"},
    {"vleak-axon=-0.3:0.6:10", "-0.3 -0.2 -0.1 0 0.1 0.2 0.3 0.4 0.5 0.6"},
    {"rp=1:1k:4:log", "1 10 100 1000"},
    {"rp=1k:4k:3:log", "1000 2000 4000"},
    {"sigma-rp=0%:10%:3", "0 0.05 0.1"},
    {"n=10:60:6", "10 20 30 40 50 60"},
    {"x=0:1:3", "0 0.5 1"},
    {"w=40m", "0.04"},
    {"w=40m,0.1,2e-2", "0.04 0.1 0.02"},
    {"w=0.30000000000000004,0.3", "0.30000000000000004 0.3"},
    {"dendrite=plain,balanced", "plain balanced"},
    {"fan-out=nearest:4", "nearest:4"},
    {"fan-out=all,nearest:4,8", "all nearest:4 8"},
    {"vdw=eq4,40m", "eq4 0.04"},
    {"pattern=010,0110,111", "010 0110 111"}, /* digits of states stay */
    {"start=10101010101010101010,0", "10101010101010101010 0"},
    {"start=a=b", "a=b"},
};

START_TEST(values_are_texts_that_gen_takes)
{
    char all[400];
    ck_assert_str_eq(values_of(AXES[_i].text, all, sizeof all), AXES[_i].values);
}
END_TEST

START_TEST(ends_of_a_range_are_exact)
{
    /* neither has a sum or product of rounded numbers that meets it */
    struct axis axis = axis_of("w=0.30000000000000004:0.7000000000000001:12345");
    char number[AXIS_NUMBER];
    ck_assert_str_eq(axis_value(&axis, 0, number), "0.30000000000000004");
    ck_assert_str_eq(axis_value(&axis, 12344, number), "0.7000000000000001");
    axis_clear(&axis);
    axis = axis_of("w=3f:7meg:97:log");
    ck_assert_str_eq(axis_value(&axis, 0, number), "3e-15");
    ck_assert_str_eq(axis_value(&axis, 96, number), "7000000");
    axis_clear(&axis);
}
END_TEST

START_TEST(values_of_a_range_are_equally_far_apart)
{
    struct axis linear = axis_of("w=-7m:3:1001"), log = axis_of("w=7m:3:1001:log");
    const double rounding = 1e-14; /* of 15 digits, where neighbours are subtracted and divided */
    double before = -7e-3, before_log = 7e-3, value;
    char number[AXIS_NUMBER];
    for (size_t k = 1; k <= 1000; k++) {
        ck_assert(number_parse(axis_value(&linear, k, number), &value));
        ck_assert_double_eq_tol(value - before, 3.007 / 1000.0, rounding);
        before = value;
        ck_assert(number_parse(axis_value(&log, k, number), &value));
        ck_assert_double_eq_tol(value / before_log, pow(3.0 / 7e-3, 1e-3), rounding);
        before_log = value;
    }
    axis_clear(&linear);
    axis_clear(&log);
}
END_TEST

static const struct {
    const char *text, *fragment;
} BAD_AXES[] = {
    {"w", "NAME=from:to:count"},
    {"", "NAME=from:to:count"},
    {"=1,2", "NAME=from:to:count"},
    {"w=", "NAME=from:to:count"},
    {"w=1,,2", "a value is empty"},
    {"w=,", "a value is empty"},
    {"w=1,2,", "a value is empty"},
    {"w=0.1:0.1:5", "the range is empty"},
    {"w=100m:20m:5", "the range is empty"},
    {"w=0.1:0.2:0", "a count from 2"},
    {"w=0.1:0.2:1", "a count from 2"},
    {"w=0.1:0.2:-5", "a count from 2"},
    {"w=0.1:0.2:2.5", "a count from 2"},
    {"w=0.1:0.2:99999999999999999999", "a count from 2"},
    {"w=0.1:0.2:", "a count from 2"},
    {"w=0.1:0.2:5:lin", "no range"},
    {"w=0.1:0.2:5:log:log", "no range"},
    {"w=0.1:0.2:5:log:log:log", "no range"},
    {"w=0.1:x:5", "no range"},
    {"w=0.1:", "no range"},
    {"w=0.1:nan:5", "no range"},
    {"w=0.1:1e999:5", "no range"},
    {"w=0:1:5:log", "must begin above 0"},
    {"w=-1:1:5:log", "must begin above 0"},
    {"w=1:1.0000000000000002:100", "do not differ"},
    {"w=0.1,100m", "0.1 is given twice"},
    {"dendrite=plain,balanced,plain", "plain is given twice"},
};

START_TEST(axes_that_say_nothing_are_refused)
{
    struct axis axis;
    struct diagnostic why;
    expect_refused(axis_parse(BAD_AXES[_i].text, &axis, &why), &why, BAD_AXES[_i].fragment);
    ck_assert_ptr_null(axis.name);
}
END_TEST

/* ---- Plans ---- */

struct given {
    const char *vary[4], *sample;
    size_t seeds[PLAN_SEED_KINDS]; /* 0: not varied */
};

static enum status make(const struct given *given, struct plan *plan, struct diagnostic *why)
{
    enum status status = STATUS_OK;
    *plan = plan_begin();
    for (size_t k = 0; status == STATUS_OK && k < 4 && given->vary[k]; k++) {
        status = plan_vary(plan, given->vary[k], why);
    }
    for (size_t kind = 0; status == STATUS_OK && kind < PLAN_SEED_KINDS; kind++) {
        if (given->seeds[kind] > 0) {
            status = plan_seeds(plan, (enum plan_seed)kind, 7, given->seeds[kind], why);
        }
    }
    if (status == STATUS_OK && given->sample) {
        status = plan_sample(plan, given->sample, 3, why);
    }
    return status == STATUS_OK ? plan_finish(plan, why) : status;
}

static struct plan plan_of(const struct given *given)
{
    struct plan plan;
    struct diagnostic why;
    expect_ok(make(given, &plan, &why), &why);
    return plan;
}

/* "w=0.1 seed=7", what a point sets. */
static const char *point_of(const struct plan *plan, size_t point, char *text, size_t size)
{
    struct plan_setting setting[8];
    size_t used = 0;
    ck_assert_uint_le(plan_settings(plan), 8);
    plan_point(plan, point, setting);
    *text = '\0';
    for (size_t k = 0; k < plan_settings(plan); k++) {
        used += (size_t)snprintf(text + used, size - used, "%s%s=%s", k ? " " : "", setting[k].name, setting[k].value);
    }
    return text;
}

START_TEST(the_first_axis_varies_slowest_and_then_seeds_starts_and_chips)
{
    const struct given given = {.vary = {"w=0.1,0.2", "dendrite=plain,balanced"}, .seeds = {2, 2, 2}};
    static const char *const FIRST[] = {
        "w=0.1 dendrite=plain seed=7 start-seed=7 chip-seed=7", "w=0.1 dendrite=plain seed=7 start-seed=7 chip-seed=8",
        "w=0.1 dendrite=plain seed=7 start-seed=8 chip-seed=7", "w=0.1 dendrite=plain seed=7 start-seed=8 chip-seed=8",
        "w=0.1 dendrite=plain seed=8 start-seed=7 chip-seed=7"};
    struct plan plan = plan_of(&given);
    char text[200];
    ck_assert_uint_eq(plan.points, 32);
    ck_assert_uint_eq(plan.combinations, 4);
    for (size_t k = 0; k < sizeof FIRST / sizeof *FIRST; k++) {
        ck_assert_str_eq(point_of(&plan, k, text, sizeof text), FIRST[k]);
        ck_assert_uint_eq(plan_combination(&plan, k), 0);
    }
    ck_assert_str_eq(point_of(&plan, 8, text, sizeof text), "w=0.1 dendrite=balanced seed=7 start-seed=7 chip-seed=7");
    ck_assert_str_eq(point_of(&plan, 31, text, sizeof text), "w=0.2 dendrite=balanced seed=8 start-seed=8 chip-seed=8");
    ck_assert_uint_eq(plan_combination(&plan, 31), 3);
    plan_clear(&plan);
}
END_TEST

START_TEST(a_plan_that_varies_nothing_has_one_point)
{
    struct plan plan = plan_of(&(struct given){0});
    ck_assert_uint_eq(plan.points, 1);
    ck_assert_uint_eq(plan_settings(&plan), 0);
    plan_clear(&plan);
}
END_TEST

/* Loop: samples of few and of many points. */
START_TEST(a_latin_hypercube_has_each_part_once)
{
    static const char *const SAMPLE[] = {"lhs:1", "lhs:7", "lhs:1000"};
    static const size_t COUNT[] = {1, 7, 1000};
    const size_t count = COUNT[_i];
    struct plan plan = plan_of(&(struct given){.vary = {"w=20m:100m", "rp=1k:1meg:log"}, .sample = SAMPLE[_i]});
    struct plan_setting setting[2];
    bool *linear = calloc(count, sizeof *linear), *log_parts = calloc(count, sizeof *log_parts);
    size_t equal = 0;
    ck_assert_uint_eq(plan.points, count);
    for (size_t point = 0; point < count; point++) {
        double w = NAN, rp = NAN;
        plan_point(&plan, point, setting);
        ck_assert(number_parse(setting[0].value, &w) && number_parse(setting[1].value, &rp));
        size_t part = (size_t)((w - 0.02) / 0.08 * (double)count);
        size_t other = (size_t)(log(rp / 1e3) / log(1e3) * (double)count);
        ck_assert_uint_lt(part, count);
        ck_assert_uint_lt(other, count);
        ck_assert(!linear[part] && !log_parts[other]);
        linear[part] = log_parts[other] = true;
        equal += part == other;
    }
    if (count == 1000) { /* the axes do not go together: 1 pair is expected, and more than 8 have a chance of 1e-6 */
        ck_assert_uint_le(equal, 8);
    }
    free(linear);
    free(log_parts);
    plan_clear(&plan);
}
END_TEST

START_TEST(whole_numbers_and_words_are_sampled_equally)
{
    struct plan plan = plan_begin();
    struct plan_setting setting[2];
    struct diagnostic why;
    size_t whole[4] = {0}, plain = 0;
    expect_ok(plan_vary(&plan, "n=10:13", &why), &why);
    expect_ok(plan_vary(&plan, "dendrite=plain,balanced", &why), &why);
    expect_ok(plan_sample(&plan, "lhs:400", 1, &why), &why);
    axis_round(&plan.axis[0]);
    expect_ok(plan_finish(&plan, &why), &why);
    for (size_t point = 0; point < plan.points; point++) {
        long n = 0;
        plan_point(&plan, point, setting);
        ck_assert(integer_parse(setting[0].value, 10, 13, &n));
        whole[n - 10]++;
        plain += strcmp(setting[1].value, "plain") == 0;
    }
    for (size_t k = 0; k < 4; k++) {
        ck_assert_uint_eq(whole[k], 100);
    }
    ck_assert_uint_eq(plain, 200);
    plan_clear(&plan);
}
END_TEST

START_TEST(random_samples_fill_the_range)
{
    struct plan plan = plan_of(&(struct given){.vary = {"w=1:3"}, .sample = "random:1000"});
    struct plan_setting setting;
    double sum = 0.0, squares = 0.0;
    for (size_t point = 0; point < plan.points; point++) {
        double w = NAN;
        plan_point(&plan, point, &setting);
        ck_assert(number_parse(setting.value, &w) && w > 1.0 && w < 3.0);
        sum += w / 1000.0;
        squares += (w - 2.0) * (w - 2.0) / 1000.0;
    }
    ck_assert_double_eq_tol(sum, 2.0, 0.08);           /* 4 standard errors of the mean of 1000 */
    ck_assert_double_eq_tol(squares, 1.0 / 3.0, 0.04); /* 4 of the variance: sqrt(4/45/1000) each */
    plan_clear(&plan);
}
END_TEST

/* Loop: a grid and samples. What a point is does not depend on which were asked for before, nor on how often. */
START_TEST(a_point_depends_on_the_plan_alone)
{
    const struct given given = {.vary = {"w=20m:100m", "rp=1k:1meg:log"}, .sample = "lhs:50", .seeds = {3, 0, 2}};
    const struct given grid = {.vary = {"w=20m:100m:5", "rp=1k:1meg:10:log"}, .seeds = {3, 0, 2}};
    struct plan plan = plan_of(_i ? &given : &grid), other = plan_of(_i ? &given : &grid);
    char a[200], b[200];
    ck_assert_uint_eq(plan.points, 300);
    for (size_t k = 0; k < 300; k++) {
        point_of(&plan, 299 - k, a, sizeof a);
    }
    for (size_t k = 0; k < 300; k++) {
        size_t point = k * 77 % 300;
        ck_assert_str_eq(point_of(&plan, point, a, sizeof a), point_of(&other, point, b, sizeof b));
    }
    plan_clear(&plan);
    plan_clear(&other);
}
END_TEST

START_TEST(a_plan_as_text_says_all_that_its_points_depend_on)
{
    static const struct given DIFFERENT[] = {
        {.vary = {"w=0.1,0.2"}},
        {.vary = {"w=0.1:0.2:2"}},
        {.vary = {"w=0.1:0.2:3"}},
        {.vary = {"w=0.1:0.2:3:log"}},
        {.vary = {"vc=0.1:0.2:3"}},
        {.vary = {"w=0.1:0.2:3", "vc=1,2"}},
        {.vary = {"vc=1,2", "w=0.1:0.2:3"}},
        {.vary = {"w=0.1:0.2:3"}, .seeds = {1}},
        {.vary = {"w=0.1:0.2:3"}, .seeds = {2}},
        {.vary = {"w=0.1:0.2:3"}, .seeds = {0, 2}},
        {.vary = {"w=0.1:0.2:3"}, .seeds = {0, 0, 2}},
        {.vary = {"w=0.1:0.2"}, .sample = "lhs:5"},
        {.vary = {"w=0.1:0.2"}, .sample = "lhs:6"},
        {.vary = {"w=0.1:0.2"}, .sample = "random:5"},
    };
    enum { PLANS = sizeof DIFFERENT / sizeof *DIFFERENT };
    char *text[PLANS];
    struct diagnostic why;
    for (size_t k = 0; k < PLANS; k++) {
        struct plan plan = plan_of(&DIFFERENT[k]);
        expect_ok(plan_text(&plan, &text[k], &why), &why);
        ck_assert_ptr_null(strchr(text[k], '\n'));
        for (size_t other = 0; other < k; other++) {
            ck_assert_str_ne(text[k], text[other]);
        }
        plan_clear(&plan);
    }
    ck_assert_str_eq(text[7], "{\"vary\": [{\"name\": \"w\",\"from\": 0.10000000000000001,\"to\": 0.20000000000000001,"
                              "\"count\": 3,\"log\": false,\"whole\": false}],\"seeds\": {\"first\": 7,\"count\": 1}}");
    for (size_t k = 0; k < PLANS; k++) {
        free(text[k]);
    }
}
END_TEST

START_TEST(the_same_values_written_otherwise_are_the_same_plan)
{
    struct plan a = plan_of(&(struct given){.vary = {"w=0.02:0.1:5", "vc=0.1"}});
    struct plan b = plan_of(&(struct given){.vary = {"w=20m:1e-1:5", "vc=100m"}});
    char *first, *second;
    struct diagnostic why;
    expect_ok(plan_text(&a, &first, &why), &why);
    expect_ok(plan_text(&b, &second, &why), &why);
    ck_assert_str_eq(first, second);
    free(first);
    free(second);
    plan_clear(&a);
    plan_clear(&b);
}
END_TEST

static const struct {
    struct given given;
    const char *fragment;
} BAD_PLANS[] = {
    {{.vary = {"w=1,2", "w=3,4"}}, "w is varied twice"},
    {{.vary = {"seed=1,2"}}, "--seeds K"},
    {{.vary = {"start-seed=1:5:5"}}, "--starts K"},
    {{.vary = {"chip-seed=1:5:5"}}, "--chips K"},
    {{.vary = {"w=0.1:0.2"}}, "without a number of values"},
    {{.vary = {"w=0.1:0.2:5"}, .sample = "lhs:5"}, "expected from:to"},
    {{.sample = "lhs:5"}, "--sample without --vary"},
    {{.vary = {"w=0.1:0.2"}, .sample = "lhs"}, "lhs:NUMBER"},
    {{.vary = {"w=0.1:0.2"}, .sample = "lhs:0"}, "lhs:NUMBER"},
    {{.vary = {"w=0.1:0.2"}, .sample = "lhs:1e3"}, "lhs:NUMBER"},
    {{.vary = {"w=0.1:0.2"}, .sample = "sobol:5"}, "lhs:NUMBER"},
    {{.vary = {"w=0.1:0.2"}, .sample = ":5"}, "lhs:NUMBER"},
    {{.vary = {"w=0.1:0.2:1000000000"}}, "1000000000 runs; expected at most 100000000"},
    {{.vary = {"w=0.1:0.2:10001", "vc=0.1:0.2:10000"}}, "100010000 runs"},
    {{.vary = {"w=0.1:0.2:1000000000", "vc=0.1:0.2:1000000000"}, .seeds = {1000000000, 1000000000, 1000000000}},
     "1e+45 runs"},
    {{.seeds = {4294967290}}, "seeds from 7 on exceed"},
};

START_TEST(plans_that_cannot_be_are_refused)
{
    struct plan plan;
    struct diagnostic why;
    expect_refused(make(&BAD_PLANS[_i].given, &plan, &why), &why, BAD_PLANS[_i].fragment);
    plan_clear(&plan);
}
END_TEST

START_TEST(the_most_points_are_possible)
{
    struct plan plan = plan_of(&(struct given){.vary = {"w=0.1:0.2:10000", "vc=0.1:0.2:10000"}});
    char text[100];
    ck_assert_uint_eq(plan.points, PLAN_MOST_POINTS);
    ck_assert_str_eq(point_of(&plan, PLAN_MOST_POINTS - 1, text, sizeof text), "w=0.2 vc=0.2");
    plan_clear(&plan);
}
END_TEST

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

START_TEST(coupled_options_change_together_and_slowest)
{
    static const char *const NAMES[] = {"sigma-rp", "sigma-w"}, *const VALUES[] = {"5%", "2%", "5%", "0", "0", "2%"};
    static const char *const EXPECTED[][3] = {{"0.05", "0.02", "0.1"}, {"0.05", "0.02", "0.2"}, {"0.05", "0", "0.1"},
                                              {"0.05", "0", "0.2"},    {"0", "0.02", "0.1"},    {"0", "0.02", "0.2"}};
    struct plan plan = plan_begin();
    struct plan_setting setting[4];
    struct diagnostic why;
    expect_ok(plan_couple(&plan, NAMES, 2, VALUES, 3, &why), &why);
    expect_ok(plan_vary(&plan, "w=0.1,0.2", &why), &why);
    expect_ok(plan_seeds(&plan, PLAN_CHIPS, 7, 5, &why), &why);
    expect_ok(plan_finish(&plan, &why), &why);
    ck_assert_uint_eq(plan.combinations, 6);
    ck_assert_uint_eq(plan.points, 30);
    for (size_t point = 0; point < plan.points; point++) {
        plan_point(&plan, point, setting);
        ck_assert_uint_eq(plan_combination(&plan, point), point / 5);
        for (size_t k = 0; k < 3; k++) {
            ck_assert_str_eq(setting[k].value, EXPECTED[point / 5][k]);
        }
    }
    plan_clear(&plan);
}
END_TEST
Suite *plan_suite(void)
{
    Suite *suite = suite_create("plan");
    TCase *axes = tcase_create("axes");
    tcase_add_loop_test(axes, values_are_texts_that_gen_takes, 0, COUNT(AXES));
    tcase_add_test(axes, ends_of_a_range_are_exact);
    tcase_add_test(axes, values_of_a_range_are_equally_far_apart);
    tcase_add_loop_test(axes, axes_that_say_nothing_are_refused, 0, COUNT(BAD_AXES));
    suite_add_tcase(suite, axes);
    TCase *plans = tcase_create("plans");
    tcase_add_test(plans, the_first_axis_varies_slowest_and_then_seeds_starts_and_chips);
    tcase_add_test(plans, a_plan_that_varies_nothing_has_one_point);
    tcase_add_loop_test(plans, a_latin_hypercube_has_each_part_once, 0, 3);
    tcase_add_test(plans, coupled_options_change_together_and_slowest);
    tcase_add_test(plans, whole_numbers_and_words_are_sampled_equally);
    tcase_add_test(plans, random_samples_fill_the_range);
    tcase_add_loop_test(plans, a_point_depends_on_the_plan_alone, 0, 2);
    tcase_add_test(plans, a_plan_as_text_says_all_that_its_points_depend_on);
    tcase_add_test(plans, the_same_values_written_otherwise_are_the_same_plan);
    tcase_add_loop_test(plans, plans_that_cannot_be_are_refused, 0, COUNT(BAD_PLANS));
    tcase_add_test(plans, the_most_points_are_possible);
    suite_add_tcase(suite, plans);
    return suite;
}
