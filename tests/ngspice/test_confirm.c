/* The best answers of searches, confirmed by ngspice. */
#include "tests/suites.h"

#include "tests/support/program.h"
#include "tests/support/scratch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *text_of(const json_t *report, const char *key)
{
    const char *text = json_string_value(json_object_get(report, key));
    ck_assert_ptr_nonnull(text);
    char *copy = strdup(text);
    ck_assert_ptr_nonnull(copy);
    return copy;
}

/* Graphs of every kind, sparse and dense, with weights of either sign. */
static const char *const PROBLEMS[] = {
    "rnd -n 16 --density 50 --seed 1",
    "rnd -n 24 --density 20 --seed 2",
    "rnd -n 20 --density 90 --seed 3",
    "rnd -n 20 --density 50 --seed 4 --weights pm1",
    "rnd -n 18 --density 30 --seed 5 --weights=-10:10",
    "regular -n 24 --degree 3 --seed 6",
    "planar -n 20 --density 90 --seed 7",
    "grid --rows 4 --columns 5 --seed 8 --weights pm1",
    "torus --rows 4 --columns 5 --seed 9 --weights pm1",
    "rnd -n 12 --density 100 --seed 10",
};

/* Loop: the problems. ngspice runs the deck of the start that led to the best answer. */
START_TEST(ngspice_confirms_the_best_answer_of_a_search)
{
    char command[120];
    snprintf(command, sizeof command, "graph %s -q -o graph", PROBLEMS[_i]);
    program_gives(command, 0, "");
    program_gives("gen maxcut graph -q -o a", 0, "");
    json_t *found = program_json("search a --runs 60 --save-start winner --json");
    json_t *run = program_json("run winner --json");
    char *best = text_of(found, "state"), *state = text_of(run, "state");
    ck_assert_str_eq(state, best);
    ck_assert_double_eq(json_number_value(json_object_get(run, "cut")),
                        json_number_value(json_object_get(found, "cut")));
    free(best);
    free(state);
    json_decref(found);
    json_decref(run);
}
END_TEST

Suite *confirm_suite(void)
{
    Suite *suite = suite_create("confirm");
    TCase *tests = tcase_create("tests");
    tcase_add_checked_fixture(tests, NULL, scratch_remove);
    tcase_add_loop_test(tests, ngspice_confirms_the_best_answer_of_a_search, 0,
                        (int)(sizeof PROBLEMS / sizeof *PROBLEMS));
    suite_add_tcase(suite, tests);
    return suite;
}
