/* 'spinfield results': what it shows of a store. */
#include "tests/suites.h"

#include "base/document.h"
#include "base/text.h"
#include "campaign/store.h"
#include "netgen/questions/question.h"
#include "netgen/recipe.h"
#include "tests/support/expect.h"
#include "tests/support/program.h"
#include "tests/support/scratch.h"
#include "tests/support/solved.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 7, POINTS = 6 };

static const struct store_column COLUMN[COLUMNS] = {
    {"w", STORE_VARIED, STORE_REAL, NULL},           {"seed", STORE_SEED, STORE_INTEGER, NULL},
    {"start-seed", STORE_SEED, STORE_INTEGER, NULL}, {"converged", STORE_METRIC, STORE_INTEGER, ""},
    {"energy_j", STORE_METRIC, STORE_REAL, "J"},     {"bit_accuracy", STORE_METRIC, STORE_REAL, ""},
    {"wall_s", STORE_EXECUTION, STORE_REAL, "s"},
};

/* The recipe of all rows as a store keeps it; to be freed. */
static char *template_text(void)
{
    struct diagnostic why;
    struct recipe *recipe;
    struct text text;
    struct document document = document_begin();
    expect_ok(recipe_new(question_find("recall"), &recipe, &why), &why);
    expect_ok(recipe_set(recipe, "neurons", "8", &why), &why);
    expect_ok(recipe_set(recipe, "w", "0.1", &why), &why);
    recipe_write(recipe, &document, "made");
    expect_ok(text_begin(&text, &why), &why);
    expect_ok(document_write(&document, 17, text.stream, &why), &why);
    expect_ok(text_end(&text, &why), &why);
    recipe_free(recipe);
    return text.bytes;
}

/* A store `name` in the scratch folder of the points from `first` on, each `step` one; `host` is who ran them. Points
 * are three values of W and two seeds; the last one failed. */
static void make_store(const char *name, size_t first, size_t step, const char *host)
{
    char *made = template_text();
    struct diagnostic why;
    struct store *store;
    const struct store_fact facts[] = {
        {"engine", "solver"}, {"engine_version", "1"}, {"template", made}, {"plan", "{}"}};
    const struct store_fixed fixed = {{"neurons", STORE_FIXED, STORE_REAL, NULL}, {STORE_REAL, {.real = 8.0}}};
    const struct store_plan plan = {.points = POINTS,
                                    .fact = facts,
                                    .facts = 4,
                                    .column = COLUMN,
                                    .columns = COLUMNS,
                                    .fixed = &fixed,
                                    .fixed_count = 1};
    expect_ok(store_open(IN_SCRATCH(name), &plan, &store, &why), &why);
    for (size_t point = first; point < POINTS; point += step) {
        const bool failed = point == POINTS - 1;
        const size_t weight = point / 2 + 1;
        struct store_value value[COLUMNS] = {{STORE_REAL, {.real = 0.05 * (double)weight}},
                                             {STORE_INTEGER, {.integer = 1 + (int)(point % 2)}},
                                             {STORE_TEXT, {.text = "auto"}},
                                             {STORE_INTEGER, {.integer = point != 2}},
                                             {STORE_REAL, {.real = 1e-12 * (double)(point + 1)}},
                                             {STORE_REAL, {.real = point % 2 ? 1.0 : 0.9}},
                                             {STORE_REAL, {.real = 0.5}}};
        for (size_t k = 3; failed && k < COLUMNS; k++) {
            value[k].type = STORE_NOTHING;
        }
        const struct store_row row = {.point = point,
                                      .value = value,
                                      .error = failed ? "net: error: it is \"odd\", and fails" : NULL,
                                      .host = host,
                                      .attempts = failed ? 2 : 1};
        expect_ok(store_put(store, &row, &why), &why);
    }
    expect_ok(store_close(store, &why), &why);
    free(made);
}

static void expect_prints(const char *arguments, const char *text)
{
    struct outcome outcome = program_run(arguments);
    ck_assert_msg(outcome.code == 0 && strcmp(outcome.out, text) == 0, "'%s' prints\n%s%s", arguments, outcome.out,
                  outcome.err);
    outcome_free(&outcome);
}

START_TEST(table_has_what_varies_and_the_main_metrics)
{
    make_store("r.db", 0, 1, "a");
    expect_prints("results r.db", "point     w  seed  outcome  converged    energy  accuracy\n"
                                  "    0   50m     1  done           yes  1.000 pJ       0.9\n"
                                  "    1   50m     2  done           yes  2.000 pJ         1\n"
                                  "    2  100m     1  done            no  3.000 pJ       0.9\n"
                                  "    3  100m     2  done           yes  4.000 pJ         1\n"
                                  "    4  150m     1  done           yes  5.000 pJ       0.9\n"
                                  "    5  150m     2  failed           -         -         -\n"
                                  "\n6 of 6 runs, 1 failed\n");
    expect_prints("results r.db --columns w,energy,error --where 'outcome == \"failed\"'",
                  "   w  energy  error\n"
                  "150m       -  net: error: it is \"odd\", and fails\n"
                  "\n1 of 6 rows meet the criterion, 1 failed\n");
    expect_prints("results r.db -q", "");
}
END_TEST

START_TEST(criterion_selects_rows_and_says_which_it_cannot_judge)
{
    make_store("r.db", 0, 1, "a");
    expect_prints("results r.db --where 'accuracy >= 95% && energy < 3p' --columns point",
                  "point\n    1\n\n1 of 6 rows meet the criterion; 1 have no value that it needs\n");
    expect_prints("results r.db --where 'energy > 1' ",
                  "0 of 6 rows meet the criterion; 1 have no value that it needs\n");
    program_refuses("results r.db --where 'tme < 1'", 2, "--where: error: 'tme < 1', character 1: there is no column");
    program_refuses("results r.db --where 'energy'", 2, "says neither yes nor no");
    program_refuses("results r.db --columns w,energie", 2,
                    "--columns: error: there is no column 'energie'; expected 'energy'?");
    program_refuses("results r.db --by w,w", 2, "--by: error: the column 'w' is there twice");
}
END_TEST

START_TEST(groups_have_means_and_standard_errors)
{
    make_store("r.db", 0, 1, "a");
    expect_prints("results r.db --by w --columns energy", "   w  runs  converged              energy\n"
                                                          " 50m     2       100%  1.500 pJ ± 0.50 pJ\n"
                                                          "100m     2        50%  3.500 pJ ± 0.50 pJ\n"
                                                          "150m     2        50%            5.000 pJ\n"
                                                          "\n6 of 6 runs, 1 failed\n");
    expect_prints("results r.db --by w --columns accuracy --csv - --where 'w < 0.12'",
                  "w,runs,failed,converged,bit_accuracy_count,bit_accuracy_mean,bit_accuracy_error\n"
                  "0.05,2,0,2,2,0.95,0.05000000000000002\n0.1,2,0,1,2,0.95,0.05000000000000002\n");
    json_t *json = program_json("results r.db --by w --json");
    const json_t *group = json_array_get(json_object_get(json, "groups"), 2);
    ck_assert_int_eq(json_integer_value(json_object_get(group, "failed")), 1);
    ck_assert(json_is_null(json_object_get(json_object_get(group, "energy_j"), "error")));
    json_decref(json);
}
END_TEST

START_TEST(shards_are_exported_as_the_whole)
{
    make_store("a.db", 0, 1, "a");
    make_store("odd.db", 1, 2, "b");
    make_store("even.db", 0, 2, "c");
    program_gives("results --merge all.db odd.db even.db", 0, "all.db: 6 of 6 runs, of 2 stores");
    ck_assert_int_eq(
        program_shell("for s in a all; do $S results $s.db --csv $s.csv && $S results $s.db --json >$s.json"
                      " || exit; done; cmp a.csv all.csv && cmp a.json all.json"),
        0);
    char *csv = scratch_read("all.csv");
    ck_assert_ptr_nonnull(strstr(csv, "point,w,seed,start_seed,outcome,error,converged,energy_j,bit_accuracy,warnings,"
                                      "neurons,version,engine_version\n0,0.05,1,auto,done,,1,1e-12,0.9,,8,"));
    ck_assert_ptr_nonnull(strstr(csv, "5,0.15000000000000002,2,auto,failed,\"net: error: it is \"\"odd\"\", and "
                                      "fails\",,,,,8,"));
    free(csv);
    json_t *json = program_json("results all.db --json --executions");
    ck_assert_uint_eq(json_array_size(json_object_get(json, "rows")), POINTS);
    const json_t *row = json_array_get(json_object_get(json, "rows"), 1);
    ck_assert_str_eq(json_string_value(json_object_get(row, "host")), "b");
    ck_assert_str_eq(json_string_value(json_object_get(json_object_get(json, "campaign"), "engine")), "solver");
    json_decref(json);
    program_refuses("results --merge all.db odd.db even.db", 2, "all.db: error: the file exists");
    program_refuses("results --merge new.db odd.db none.db", 2, "none.db: error: cannot open: No such file");
}
END_TEST

START_TEST(a_row_has_a_command_line)
{
    make_store("r.db", 0, 1, "a");
    expect_prints("results r.db --command 3", "spinfield gen recall --neurons 8 --seed 2 --w 0.1 -o point3\n"
                                              "spinfield solve point3\n");
    ck_assert_int_eq(program_shell("$S results r.db --command 0 >c && sed -i 's/^spinfield/$S/' c && . ./c"), 0);
    program_refuses("results r.db --command 6", 2, "r.db: error: there is no row for point 6");
}
END_TEST

START_TEST(what_does_not_fit_is_refused)
{
    make_store("r.db", 0, 1, "a");
    program_input("text.db", "point,w\n");
    program_gives("results", 2, "DB is missing");
    program_refuses("results none.db", 2, "none.db: error: cannot open: No such file");
    program_refuses("results text.db", 2, "text.db: error: no SQLite file; expected a store of results");
    program_gives("results r.db r.db", 2, "results takes one store, not 'r.db' too; --merge makes one of several");
    program_refuses("results r.db --csv r.db", 2, "r.db");
    program_refuses("results r.db --csv no/r.csv", 2, "no/r.csv");
    program_gives("results r.db --command 1 --by w", 2, "--command stands alone");
    program_gives("results r.db --merge n.db --where 'w < 1'", 2, "--merge stands alone");
    program_gives("results r.db --csv - --json", 2, "--json uses standard output");
}
END_TEST

/* ---- Pages ---- */

/* A store "<b>&'.db" of four runs: at each of two values of W two seeds, of which those of `bad` did not converge, or
 * failed where that is below 0. Time is 1, 2, 3, 4 ns, and energy ten times as many pJ. */
static void make_timed(const int bad[4])
{
    static const struct store_column TIMED[] = {
        {"w", STORE_VARIED, STORE_REAL, NULL},
        {"dendrite", STORE_VARIED, STORE_TEXT, NULL},
        {"seed", STORE_SEED, STORE_INTEGER, NULL},
        {"converged", STORE_METRIC, STORE_INTEGER, ""},
        {"time_to_solution_s", STORE_METRIC, STORE_REAL, "s"},
        {"energy_j", STORE_METRIC, STORE_REAL, "J"},
    };
    enum { COUNT = sizeof TIMED / sizeof *TIMED };
    char *made = template_text();
    struct diagnostic why;
    struct store *store;
    const struct store_fact facts[] = {
        {"engine", "solver"}, {"engine_version", "1"}, {"template", made}, {"plan", "{}"}};
    const struct store_fact note = {"command", "spinfield sweep '<b>&\"'"};
    const struct store_plan plan = {
        .points = 4, .fact = facts, .facts = 4, .note = &note, .notes = 1, .column = TIMED, .columns = COUNT};
    remove(IN_SCRATCH("<b>&'.db"));
    expect_ok(store_open(IN_SCRATCH("<b>&'.db"), &plan, &store, &why), &why);
    for (size_t point = 0; point < 4; point++) {
        const double number = (double)(point + 1);
        struct store_value value[COUNT] = {
            {STORE_REAL, {.real = point < 2 ? 0.05 : 0.1}}, {STORE_TEXT, {.text = point < 2 ? "<i>&\"1" : "plain"}},
            {STORE_INTEGER, {.integer = (int)(point % 2)}}, {STORE_INTEGER, {.integer = !bad[point]}},
            {STORE_REAL, {.real = 1e-9 * number}},          {STORE_REAL, {.real = 1e-11 * number}}};
        for (size_t k = 3; bad[point] < 0 && k < COUNT; k++) {
            value[k].type = STORE_NOTHING;
        }
        const struct store_row row = {.point = point,
                                      .value = value,
                                      .error = bad[point] < 0 ? "net: error: <b>&\"'" : NULL,
                                      .warnings = bad[point] > 0 ? "not_converged" : "",
                                      .attempts = 1};
        expect_ok(store_put(store, &row, &why), &why);
    }
    expect_ok(store_close(store, &why), &why);
    free(made);
}

/* The page of these runs, well-formed, with `pictures`; to be freed. */
static char *page_of(const int bad[4], const char *options, size_t pictures)
{
    char command[200];
    make_timed(bad);
    snprintf(command, sizeof command, "results \"<b>&'.db\" --html p.html %s", options);
    struct outcome outcome = program_run(command);
    ck_assert_msg(outcome.code == 0 && !*outcome.out, "%s%s", outcome.out, outcome.err);
    outcome_free(&outcome);
    char *page = scratch_read("p.html");
    ck_assert_uint_eq(solved_count_elements(page, strlen(page), "svg"), pictures);
    ck_assert_uint_eq(solved_count_elements(page, strlen(page), "figcaption"), pictures);
    ck_assert_uint_eq(solved_count_elements(page, strlen(page), "b"), pictures); /* of captions, none of names */
    ck_assert_uint_eq(solved_count_elements(page, strlen(page), "i"), 0);
    return page;
}

static void expect_in(const char *page, const char *const text[])
{
    for (size_t k = 0; text[k]; k++) {
        ck_assert_msg(strstr(page, text[k]) != NULL, "'%s' is not in the page", text[k]);
    }
}

START_TEST(page_has_the_values_of_the_store)
{
    char *page = page_of((const int[]){0, 0, 0, 0}, "", 6); /* three means, front, two distributions */
    /* Student's factor of two values is 12.706; a mean of two differs from both by 12.706 times half their distance */
    expect_in(page, (const char *const[]){"<dd>All of them converged</dd>", "25.0 zJ s \xc2\xb1 191 zJ s", "at w = 50m",
                                          "1.50 ns \xc2\xb1 6.35 ns", "15.0 pJ \xc2\xb1 63.5 pJ", "3.50 ns", "35.0 pJ",
                                          "from 1.00 ns to 4.00 ns, median 2.50 ns", "All 4 runs.", "&lt;b&gt;&amp;",
                                          "&lt;i&gt;&amp;&quot;1", "spinfield sweep '&lt;b&gt;&amp;&quot;'", NULL});
    free(page);
}
END_TEST

START_TEST(page_says_what_it_leaves_out)
{
    char *page = page_of((const int[]){0, 1, -1, 0}, "", 6);
    expect_in(page, (const char *const[]){"2 of 4 converged", "1 failed, the first one with: net: error: &lt;b&gt;",
                                          "not_converged, in 1 run",
                                          "2 of 4 runs are left out: 1 did not converge, 1 failed.",
                                          "No least mean is marked: each mean lacks runs.", "There is no front", NULL});
    free(page);
    page = page_of((const int[]){0, 1, 0, 0}, "", 6);
    expect_in(page, (const char *const[]){"Ring: the least mean of those that lack no run, ", "at w = 100m", NULL});
    free(page);
}
END_TEST

START_TEST(page_without_a_result_has_no_picture)
{
    char *page = page_of((const int[]){-1, -1, -1, -1}, "", 0);
    expect_in(page, (const char *const[]){"0 of 4 converged", "4 failed", "so there is nothing to draw", NULL});
    free(page);
    make_store("r.db", 0, 1, "a"); /* which has no times */
    program_gives("results r.db --html p.html", 0, "");
}
END_TEST

START_TEST(page_has_the_rows_that_meet_the_criterion)
{
    char *page = page_of((const int[]){0, 0, 0, 0}, "--where 'time < 1.5n'", 2); /* one run: two distributions */
    expect_in(page, (const char *const[]){"1 meet time &lt; 1.5n, of 4 that the campaign has", "10.0 pJ", NULL});
    free(page);
}
END_TEST

Suite *campaign_results_suite(void)
{
    Suite *suite = suite_create("campaign_results");
    TCase *tests = tcase_create("campaign_results");
    tcase_add_checked_fixture(tests, NULL, scratch_remove);
    tcase_add_test(tests, table_has_what_varies_and_the_main_metrics);
    tcase_add_test(tests, criterion_selects_rows_and_says_which_it_cannot_judge);
    tcase_add_test(tests, groups_have_means_and_standard_errors);
    tcase_add_test(tests, shards_are_exported_as_the_whole);
    tcase_add_test(tests, a_row_has_a_command_line);
    tcase_add_test(tests, page_has_the_values_of_the_store);
    tcase_add_test(tests, page_says_what_it_leaves_out);
    tcase_add_test(tests, page_without_a_result_has_no_picture);
    tcase_add_test(tests, page_has_the_rows_that_meet_the_criterion);
    tcase_add_test(tests, what_does_not_fit_is_refused);
    suite_add_tcase(suite, tests);
    return suite;
}
