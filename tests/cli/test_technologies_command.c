/* spinfield technologies: the same problem with each technology. */
#include "tests/suites.h"

#include "netgen/technologies/technology.h"
#include "tests/support/program.h"
#include "tests/support/scratch.h"
#include "tests/support/solved.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Of the list `technologies` of a comparison, the row that is called `name`. */
static const json_t *row_of(const json_t *comparison, const char *name)
{
    size_t k;
    const json_t *row;
    json_array_foreach(json_object_get(comparison, "technologies"), k, row)
    {
        if (strcmp(json_string_value(json_object_get(row, "technology")), name) == 0) {
            return row;
        }
    }
    ck_abort_msg("no %s", name);
}

static double number_of(const json_t *row, const char *key)
{
    return json_number_value(json_object_get(row, key));
}

START_TEST(each_technology_is_measured_as_its_own_commands_do)
{
    program_gives("gen maxcut --graph rnd --nodes 12 --density 50% --seed 3 --vdw loaded -q -o a", 0, "");
    json_t *comparison = program_json("technologies a --runs 5 --seed 7 --json");
    const json_t *pbit = row_of(comparison, "pbit"), *wall = row_of(comparison, "wall");
    ck_assert_double_eq(number_of(pbit, "devices"), 12.0);
    ck_assert_str_eq(json_string_value(json_object_get(pbit, "left_out")), "vdw");
    ck_assert_str_eq(json_string_value(json_object_get(wall, "left_out")), "");
    ck_assert_uint_eq(json_array_size(json_object_get(wall, "values")), 5);
    double time = 0.0, energy = 0.0, best = 0.0;
    for (int k = 7; k < 12; k++) {
        char gen[200];
        snprintf(gen, sizeof gen,
                 "gen maxcut --graph rnd --nodes 12 --density 50%% --seed 3 --vdw loaded --start-seed %d -q -o b", k);
        program_gives(gen, 0, "");
        json_t *report = program_json("solve b --json");
        time += number_of(report, "time_to_solution_s") / 5.0;
        energy += number_of(report, "energy_j") / 5.0;
        best = fmax(best, number_of(report, "cut"));
        ck_assert_double_eq(json_number_value(json_array_get(json_object_get(wall, "values"), (size_t)k - 7)),
                            number_of(report, "cut"));
        json_decref(report);
    }
    ck_assert_double_eq_tol(number_of(wall, "run_time_s"), time, 1e-12 * time);
    ck_assert_double_eq_tol(number_of(wall, "run_energy_j"), energy, 1e-12 * energy);
    ck_assert_double_eq(number_of(wall, "best"), best);
    ck_assert_double_eq_tol(number_of(pbit, "run_time_s"), 1e-6, 1e-18);
    json_decref(comparison);
}
END_TEST

START_TEST(a_known_optimum_is_the_target)
{
    program_gives("gen maxcut --graph rnd --nodes 12 --density 50% --seed 3 --optimum 33 -q -o a", 0, "");
    json_t *comparison = program_json("technologies a --runs 2 --json");
    ck_assert_double_eq(number_of(comparison, "target"), 33.0);
    ck_assert(json_is_true(json_object_get(comparison, "target_is_known_optimum")));
    ck_assert_double_eq(number_of(json_object_get(row_of(comparison, "pbit"), "success"), "value"), 0.0);
    ck_assert(json_is_null(json_object_get(json_object_get(row_of(comparison, "pbit"), "time_99_s"), "value")));
    json_decref(comparison);
    program_gives("technologies a --runs 2", 0, "the known optimum");
}
END_TEST

START_TEST(an_optimum_that_a_run_surpasses_is_no_target)
{
    program_gives("gen maxcut --graph rnd --nodes 12 --density 50% --seed 3 --optimum 5 -q -o a", 0, "");
    json_t *comparison = program_json("technologies a --runs 2 --json");
    ck_assert_double_gt(number_of(comparison, "target"), 15.0);
    ck_assert(json_is_false(json_object_get(comparison, "target_is_known_optimum")));
    ck_assert_double_eq(number_of(comparison, "surpassed_optimum"), 5.0);
    json_decref(comparison);
    program_gives("technologies a --runs 2", 0, "The given optimum of 5 is surpassed, so it is none.");
    program_gives("technologies a --runs 2 --html -", 0, "the given optimum of 5 is surpassed, so it is none");
}
END_TEST

/* With 5 V the walls do not leave the start of their tracks. */
START_TEST(runs_without_an_answer_are_not_right)
{
    program_gives("gen maxcut --graph rnd --nodes 8 --seed 3 --vdw 5 -q -o a", 0, "");
    json_t *comparison = program_json("technologies a --runs 3 --json");
    const json_t *wall = row_of(comparison, "wall");
    ck_assert_double_eq(number_of(wall, "ended"), 3.0);
    ck_assert_double_eq(number_of(wall, "answers"), 0.0);
    ck_assert_double_eq(number_of(wall, "right"), 0.0);
    const json_t *first = json_array_get(json_object_get(wall, "warnings"), 0);
    ck_assert_str_eq(json_string_value(json_object_get(first, "kind")), "design_rule:v_dw_breakdown");
    ck_assert_double_eq(number_of(first, "runs"), 3.0);
    ck_assert_double_eq(number_of(row_of(comparison, "pbit"), "answers"), 3.0);
    json_decref(comparison);
    program_gives("technologies a --runs 3", 0, "Warning for wall: one_side, in 3 of 3 runs.");
    program_gives("technologies a --runs 3", 0, "3 runs of wall are no answers and never right: the first of them has");
    program_gives("technologies a --runs 3 --html -", 0, "<dd class=\"bad\">wall: one_side, in 3 of 3 runs</dd>");
    program_gives("technologies a --runs 3 --html -", 0, "<dt>No answers</dt><dd class=\"bad\">wall: 3 of 3 runs");
    /* the energy of a matrix is the least possible at once, but the axons of 0.1 V never switch */
    ck_assert_int_eq(program_shell("printf '0,1\\n1,0\\n' >m.csv"), 0);
    program_gives("gen custom m.csv --vdw 0.1 -q -o m", 0, "");
    comparison = program_json("technologies m --runs 3 --json");
    ck_assert_double_eq(number_of(row_of(comparison, "wall"), "right"), 0.0);
    json_decref(comparison);
}
END_TEST

START_TEST(a_recall_is_right_with_all_bits)
{
    program_gives("gen recall -n 20 -p 1 -q -o a", 0, "");
    program_gives("technologies a --runs 3", 0, "all bits of a pattern");
    json_t *comparison = program_json("technologies a --runs 3 --json");
    ck_assert_double_eq(number_of(json_object_get(row_of(comparison, "pbit"), "success"), "value"), 1.0);
    json_decref(comparison);
}
END_TEST

/* A run of p-bits takes 1 us, one of walls goes on until they rest, and 15 ns are shorter than the load phase. */
START_TEST(a_stop_time_is_of_the_technology_that_it_was_given_for)
{
    program_gives("gen maxcut --graph rnd --nodes 12 --density 50% --seed 3 -q -o without", 0, "");
    program_gives("gen maxcut --graph rnd --nodes 12 --density 50% --seed 3 --technology pbit --stop 15n -q -o a", 0,
                  "");
    json_t *comparison = program_json("technologies a --runs 2 --json");
    json_t *without = program_json("technologies without --runs 2 --json");
    const json_t *wall = row_of(comparison, "wall"), *pbit = row_of(comparison, "pbit");
    ck_assert_str_eq(json_string_value(json_object_get(wall, "left_out")), "stop");
    ck_assert_str_eq(json_string_value(json_object_get(row_of(comparison, "oscillator"), "left_out")), "stop");
    ck_assert_str_eq(json_string_value(json_object_get(pbit, "left_out")), "");
    ck_assert_double_eq_tol(number_of(pbit, "run_time_s"), 15e-9, 1e-20);
    ck_assert_double_eq(number_of(wall, "run_time_s"), number_of(row_of(without, "wall"), "run_time_s"));
    ck_assert_double_eq(number_of(wall, "ended"), 2.0);
    json_decref(without);
    json_decref(comparison);
    program_gives("technologies a --runs 2", 0, "Left out for oscillator: stop.");
}
END_TEST

/* With a start or a distorted pattern in NAME the runs are those of NAME without it. */
START_TEST(all_runs_start_at_random)
{
    static const char *const STARTS[][2] = {
        {"--start 11110000111100001111", "start"},
        {"--distort 0.1", "distort"},
        {"--distort 0.1 --of 2", "distort, of"},
    };
    program_gives("gen recall -n 20 -p 3 -q -o without", 0, "");
    json_t *without = program_json("technologies without --runs 3 --json");
    for (size_t k = 0; k < sizeof STARTS / sizeof *STARTS; k++) {
        char command[200];
        snprintf(command, sizeof command, "gen recall -n 20 -p 3 %s -q -o a", STARTS[k][0]);
        program_gives(command, 0, "");
        json_t *comparison = program_json("technologies a --runs 3 --json");
        for (enum technology_number t = 0; t < TECHNOLOGIES; t++) {
            const char *name = technology_of(t)->name;
            const json_t *row = row_of(comparison, name);
            ck_assert_str_eq(json_string_value(json_object_get(row, "left_out")), STARTS[k][1]);
            ck_assert(json_equal(json_object_get(row, "values"), json_object_get(row_of(without, name), "values")));
        }
        json_decref(comparison);
    }
    json_decref(without);
    program_gives("technologies a --runs 2", 0, "all runs start at");
}
END_TEST

/* ---- Its page ---- */

/* `text` is in the page of what `gen` makes. */
static const struct {
    const char *gen, *options;
    size_t pictures;
    const char *text[8];
} PAGES[] = {
    {"maxcut --graph rnd --nodes 12 --density 50% --seed 3 --vdw loaded",
     "--runs 5",
     4,
     {"The same maxcut with each technology, 12 neurons, 5 runs of each from starts 1 to 5 with solver, Spinfield",
      "<code>spinfield gen maxcut --graph rnd --nodes 12 --density 50% --seed 3 --vdw loaded -o a</code>",
      "<code>spinfield technologies a --runs 5 --html p.html -q</code>", "the best that any of these runs found",
      "<td>the oscillators themselves: oscillation, reference, pump</td><td>vdw</td>", "whose intervals overlap",
      "Which technology is better: energies do not include the same things"}},
    {"maxcut --graph rnd --nodes 12 --density 50% --seed 3 --optimum 33",
     "--runs 1",
     4,
     {"1 run of each from start 1 with solver", "it reaches 33, the known optimum",
      "<dt>wall</dt><dd class=\"bad\">0 of 1 run right, 0.0 % (0.0 to 79.3 %)</dd>", "at least",
      "Arrow: no run was right"}},
    {"recall -n 20 -p 1",
     "--runs 3",
     4,
     {"it ends with all bits of a pattern", "<th scope=\"col\" class=\"n\">mean share"}},
};

START_TEST(a_page_says_what_the_runs_show)
{
    char command[200];
    snprintf(command, sizeof command, "gen %s -q -o a", PAGES[_i].gen);
    program_gives(command, 0, "");
    snprintf(command, sizeof command, "technologies a %s --html p.html -q", PAGES[_i].options);
    struct outcome outcome = program_run(command);
    ck_assert_msg(outcome.code == 0 && !*outcome.out, "%s%s", outcome.out, outcome.err);
    outcome_free(&outcome);
    char *page = scratch_read("p.html");
    ck_assert_uint_eq(solved_count_elements(page, strlen(page), "svg"), PAGES[_i].pictures);
    ck_assert_uint_eq(solved_count_elements(page, strlen(page), "script"), 0);
    for (size_t k = 0; PAGES[_i].text[k]; k++) {
        ck_assert_msg(strstr(page, PAGES[_i].text[k]) != NULL, "no %s", PAGES[_i].text[k]);
    }
    free(page);
}
END_TEST

START_TEST(time_and_energy_stand_below_what_they_are_of)
{
    program_gives("gen recall -n 20 -p 1 -q -o a", 0, "");
    program_gives("technologies a --runs 2", 0,
                  "                             a run:                     right with 99 %:\n"
                  "  technology        time     energy      power         time       energy\n");
}
END_TEST

START_TEST(wrong_uses_are_refused)
{
    static const char *const WRONG[][2] = {
        {"technologies", "NAME is missing"},
        {"technologies none", "cannot open"},
        {"technologies a --runs 0", "--runs takes a whole number"},
        {"technologies a --engine best", "--engine"},
        {"technologies a --technology pbit", "option of gen"},
        {"technologies a --html a.json", "a.json"},
        {"technologies a --json --html -", "--json uses standard output"},
    };
    program_gives("gen recall -n 20 -p 1 -q -o a", 0, "");
    for (size_t k = 0; k < sizeof WRONG / sizeof *WRONG; k++) {
        program_gives(WRONG[k][0], 2, WRONG[k][1]);
    }
}
END_TEST

Suite *technologies_command_suite(void)
{
    Suite *suite = suite_create("technologies_command");
    TCase *tests = tcase_create("technologies_command");
    tcase_add_test(tests, each_technology_is_measured_as_its_own_commands_do);
    tcase_add_test(tests, a_known_optimum_is_the_target);
    tcase_add_test(tests, a_recall_is_right_with_all_bits);
    tcase_add_test(tests, an_optimum_that_a_run_surpasses_is_no_target);
    tcase_add_test(tests, runs_without_an_answer_are_not_right);
    tcase_add_test(tests, a_stop_time_is_of_the_technology_that_it_was_given_for);
    tcase_add_test(tests, all_runs_start_at_random);
    tcase_add_loop_test(tests, a_page_says_what_the_runs_show, 0, sizeof PAGES / sizeof *PAGES);
    tcase_add_test(tests, time_and_energy_stand_below_what_they_are_of);
    tcase_add_test(tests, wrong_uses_are_refused);
    suite_add_tcase(suite, tests);
    return suite;
}
