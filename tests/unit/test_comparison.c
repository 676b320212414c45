/* How far two runs are apart, and what is said of it: report/comparison.h and `compare`. */
#include "tests/suites.h"

#include "report/comparison.h"
#include "netgen/problem.h"
#include "tests/support/program.h"
#include "tests/support/sample.h"
#include "tests/support/scratch.h"
#include "tests/support/solved.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The comparison of a run with itself, of which `change` has made another one. */
static struct comparison with_itself(void (*change)(struct measures *first, struct measures *second))
{
    struct solved solved;
    const struct bias bias = problem_standard_bias();
    solved_make(&solved, sample_random(8, 1, 1, &bias));
    struct measures first = solved.measures, second = solved.measures;
    change(&first, &second);
    struct comparison made = solved_compare(&(struct comparison_run){solved.trace, &first},
                                            &(struct comparison_run){solved.trace, &second}, 0.005, 5e-9);
    solved_clear(&solved);
    return made;
}

static void expect_reason(const struct comparison *comparison, const char *right)
{
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    comparison_reason(comparison, "one", "two", out);
    fclose(out);
    ck_assert_msg(strstr(text, right), "\"%s\" does not say \"%s\"", text, right);
    ck_assert_ptr_null(strchr(text, '\n'));
    free(text);
}

static void change_nothing(struct measures *first, struct measures *second)
{
    (void)first;
    (void)second;
}

static void stop_both(struct measures *first, struct measures *second)
{
    first->converged = second->converged = false;
    first->moving = second->moving = 3;
}

static void stop_the_second(struct measures *first, struct measures *second)
{
    (void)first;
    second->converged = false;
}

static void stop_both_with_other_energies(struct measures *first, struct measures *second)
{
    stop_both(first, second);
    first->energy *= 1.02;
}

static void delay_the_first(struct measures *first, struct measures *second)
{
    (void)second;
    first->time_to_solution *= 1.1;
}

static void load_more_in_the_first(struct measures *first, struct measures *second)
{
    (void)second;
    first->energy_load *= 1.5;
}

START_TEST(parts_of_the_energy_differ_by_a_share_of_the_whole)
{
    struct comparison a = with_itself(load_more_in_the_first);
    ck_assert_double_gt(a.row[2].second, 0.0);
    ck_assert_double_eq_tol(a.row[2].difference, 0.5 * a.row[2].second / a.row[1].second, 1e-12);
}
END_TEST

START_TEST(verdict_says_what_is_so)
{
    struct comparison a = with_itself(change_nothing);
    ck_assert_int_eq(a.verdict, COMPARISON_AGREES);
    expect_reason(&a, "both converged to equal states, time and energy agree within 0.5 %, and walls within 5 nm");
    a = with_itself(stop_both);
    ck_assert_int_eq(a.verdict, COMPARISON_NOT_CONVERGED);
    ck_assert_str_eq(a.row[0].name, "end of the run");
    expect_reason(
        &a, "so there is no time to solution to compare; until then the states are equal, the energy agrees within");
    a = with_itself(stop_both_with_other_energies);
    ck_assert_int_eq(a.verdict, COMPARISON_DISAGREES);
    expect_reason(&a, "no time to solution to compare; energy differs by 2 %; allowed: 0.5 % and 5 nm");
    a = with_itself(stop_the_second);
    ck_assert_int_eq(a.verdict, COMPARISON_DISAGREES);
    expect_reason(&a, "only one converged");
    a = with_itself(delay_the_first);
    ck_assert_int_eq(a.verdict, COMPARISON_DISAGREES);
    expect_reason(&a, "time to solution differs by 10 %; allowed:");
}
END_TEST

START_TEST(compare_of_runs_that_both_ran_out_of_time_says_that_neither_converged)
{
    program_gives("gen recall -n 12 --seed 1 --stop 25n -q -o b", 0, "");
    program_gives("compare b", 1, "NEITHER CONVERGED: neither engine converged by 25.0 ns");
    struct outcome outcome = program_run("compare b --json --html b.html");
    ck_assert_int_eq(outcome.code, 1);
    json_t *json = json_loads(outcome.out, 0, NULL);
    ck_assert_str_eq(json_string_value(json_object_get(json, "verdict")), "neither converged");
    ck_assert(json_is_false(json_object_get(json, "agrees")));
    ck_assert_ptr_nonnull(strstr(json_string_value(json_object_get(json, "reason")), "no time to solution"));
    ck_assert(json_is_false(json_object_get(json_object_get(json, "each_converged"), "solver")));
    json_decref(json);
    outcome_free(&outcome);
    char *page = scratch_read("b.html");
    ck_assert_ptr_nonnull(strstr(page, "neither engine converged"));
    ck_assert_ptr_nonnull(strstr(page, "Verdict: neither converged: neither engine converged by"));
    free(page);
}
END_TEST

START_TEST(compare_without_the_files_of_the_program_is_one_line)
{
    char path[SCRATCH_PATH], command[2 * SCRATCH_PATH + 100];
    program_gives("gen recall -n 5 --seed 1 -q -o a", 0, "");
    snprintf(path, sizeof path, "%s/alone", scratch_folder());
    snprintf(command, sizeof command, "cp '%s' '%s'", program_path(), path);
    ck_assert_int_eq(system(command), 0);
    const char *named = getenv("SPINFIELD");
    char *kept = named ? strdup(named) : NULL;
    setenv("SPINFIELD", path, 1);
    program_refuses("compare a", 3, "spinfield-ngspice is missing");
    program_refuses("run a", 3, "spinfield-ngspice is missing");
    if (kept) {
        setenv("SPINFIELD", kept, 1);
    } else {
        unsetenv("SPINFIELD");
    }
    free(kept);
}
END_TEST

/* A run with itself, one wall of which ends `distance` m elsewhere, and whose time and energy are `factor` larger. */
static bool agrees(double distance, double factor)
{
    struct solved solved;
    const struct bias bias = problem_standard_bias();
    solved_make(&solved, sample_random(8, 1, 1, &bias));
    struct trace other = *solved.trace;
    size_t walls = other.points * other.n;
    double *soma = malloc(walls * sizeof *soma);
    memcpy(soma, other.soma, walls * sizeof *soma);
    soma[walls - 1] += soma[walls - 1] > distance ? -distance : distance;
    other.soma = soma;
    struct measures longer = solved.measures;
    longer.time_to_solution *= factor;
    longer.energy *= factor;
    struct comparison made = solved_compare(&(struct comparison_run){solved.trace, &longer},
                                            &(struct comparison_run){&other, &solved.measures}, 0.005, 5e-9);
    free(soma);
    solved_clear(&solved);
    return made.verdict == COMPARISON_AGREES;
}

START_TEST(verdict_turns_at_what_is_allowed)
{
    ck_assert(agrees(4.999e-9, 1.00499));
    ck_assert(!agrees(5.001e-9, 1.0));
    ck_assert(!agrees(0.0, 1.00501));
}
END_TEST

Suite *comparison_suite(void)
{
    Suite *suite = suite_create("comparison");
    TCase *tests = tcase_create("comparison");
    tcase_add_test(tests, parts_of_the_energy_differ_by_a_share_of_the_whole);
    tcase_add_test(tests, verdict_says_what_is_so);
    tcase_add_test(tests, verdict_turns_at_what_is_allowed);
    tcase_add_test(tests, compare_of_runs_that_both_ran_out_of_time_says_that_neither_converged);
    tcase_add_test(tests, compare_without_the_files_of_the_program_is_one_line);
    suite_add_tcase(suite, tests);
    return suite;
}
