/* Whole runs by the command line: gen, run, report and check, and the same in plain ngspice. */
#include "tests/suites.h"

#include "tests/support/program.h"
#include "tests/support/scratch.h"
#include "tests/support/simulate.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The figures of two reports agree but for `engine` and what only a run knows. */
static void expect_same_figures(const json_t *a, const json_t *b)
{
    static const char *const KEYS[] = {"n",
                                       "converged",
                                       "time_to_solution_s",
                                       "load_time_s",
                                       "energy_j",
                                       "energy_load_j",
                                       "energy_soma_j",
                                       "energy_synapse_j",
                                       "energy_paper_j",
                                       "average_power_w",
                                       "peak_power_w",
                                       "v_dw_v",
                                       "state",
                                       "start"};
    for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++) {
        const json_t *x = json_object_get(a, KEYS[i]), *y = json_object_get(b, KEYS[i]);
        ck_assert_msg(x && y, "no %s", KEYS[i]);
        if (json_is_real(x)) {
            /* the two processes step alike; the last bits differ where a sum was rounded another way */
            ck_assert_msg(fabs(json_real_value(x) - json_real_value(y)) <= 1e-9 * fabs(json_real_value(x)),
                          "%s: %.17g, %.17g", KEYS[i], json_real_value(x), json_real_value(y));
        } else {
            ck_assert_msg(json_equal(x, y), "%s differs", KEYS[i]);
        }
    }
}

START_TEST(report_on_plain_ngspice_equals_run)
{
    static const char *const TASKS[] = {"recall -n 12 -p 2 --seed 5", "maxcut graph", "custom weights.csv --start 011",
                                        "recall --pattern 010 --start 011 --vdw loaded"};
    program_input("graph", "5 6\n1 2\n2 3\n3 4\n4 5\n5 1\n1 3\n");
    program_input("weights.csv", "0, 0.1, -0.1\n0.1, 0, 0.05\n-0.1, 0.05, 0\n");
    for (size_t i = 0; i < sizeof TASKS / sizeof *TASKS; i++) {
        char arguments[200];
        snprintf(arguments, sizeof arguments, "gen %s -q -o a", TASKS[i]);
        program_gives(arguments, 0, "");
        json_t *run = program_json("run a --json");
        char *deck = scratch_read("a.cir");
        free(simulate_plainly(deck, "plain.raw"));
        json_t *plain = program_json("report a plain.raw --json");
        json_t *again = program_json("report a --json");
        json_t *file = program_json("report a --json -v");
        expect_same_figures(run, plain);
        expect_same_figures(run, again);
        expect_same_figures(run, file);
        json_decref(run);
        json_decref(plain);
        json_decref(again);
        json_decref(file);
        free(deck);
    }
}
END_TEST

/* ngspice stops at the point where the walls rest, and makes no iteration beyond it. */
START_TEST(two_runs_give_the_same_report)
{
    static const char *const OF_THE_MACHINE[] = {"wall_s", "peak_memory_bytes"};
    json_t *first = NULL;
    program_gives("gen recall -n 4 -p 2 --seed 1 -o a -q", 0, "");
    for (int i = 0; i < 4; i++) {
        json_t *run = program_json("run a --json");
        for (size_t k = 0; k < sizeof OF_THE_MACHINE / sizeof *OF_THE_MACHINE; k++) {
            ck_assert_int_eq(json_object_del(run, OF_THE_MACHINE[k]), 0);
        }
        ck_assert_int_gt(json_integer_value(json_object_get(run, "iterations")), 0);
        ck_assert_msg(!first || json_equal(first, run), "%lld and %lld iterations",
                      json_integer_value(json_object_get(first, "iterations")),
                      json_integer_value(json_object_get(run, "iterations")));
        json_decref(first);
        first = run;
    }
    json_decref(first);
}
END_TEST

START_TEST(deck_measures_time_and_energy_itself)
{
    program_gives("gen recall -n 10 --seed 3 --stop 200n -o a", 0, "10 neurons");
    json_t *run = program_json("run a --json");
    char *deck = scratch_read("a.cir");
    char *printed = simulate_plainly(deck, NULL);
    double time = json_real_value(json_object_get(run, "time_to_solution_s"));
    double energy = json_real_value(json_object_get(run, "energy_j"));
    ck_assert_double_eq_tol(simulate_measured(printed, "time_to_solution"), time, 1e-4 * time);
    ck_assert_double_eq_tol(simulate_measured(printed, "energy"), energy, 1e-4 * energy);
    free(printed);
    free(deck);
    json_decref(run);
}
END_TEST

START_TEST(alter_starts_another_run)
{
    /* the second start is the inverse of the first: it takes another time and ends in other walls */
    program_gives("gen recall --pattern 1100101 --start 1100100 --stop 200n -o a", 0, "7 neurons");
    program_gives("gen recall --pattern 1100101 --start 0000101 --stop 200n -o b", 0, "7 neurons");
    json_t *b = program_json("run b --json");
    char *deck = scratch_read("a.cir"), *other = scratch_read("b.cir");
    deck[strcspn(deck, "\n")] = other[strcspn(other, "\n")] = '\0';
    char *ours = scratch_replace(deck + strlen(deck) + 1, "\n.end\n",
                                 "\n.control\nrun\nalter v_start_0 dc = -0.1\nalter v_start_1 dc = -0.1\n"
                                 "alter v_start_6 dc = 0.1\nrun\nwrite altered.raw\n.endc\n.end\n");
    char *altered; /* with the title of the network that it then is */
    ck_assert_int_gt(asprintf(&altered, "%s\n%s", other, ours), 0);
    free(simulate_plainly(altered, NULL));
    free(other);
    free(ours);
    json_t *rerun = program_json("report b altered.raw --json");
    expect_same_figures(b, rerun);
    json_decref(b);
    json_decref(rerun);
    free(altered);
    free(deck);
}
END_TEST

/* Everything that a deck measures after `alter` and another run is what a fresh deck measures. */
START_TEST(what_a_deck_prints_after_alter_is_of_that_run)
{
    static const struct {
        const char *first, *alter, *fresh;
    } CASES[] = {
        {"recall --pattern 1100101 --start 1100100 --stop 200n",
         "alter v_start_0 dc = -0.1\nalter v_start_1 dc = -0.1\nalter v_start_6 dc = 0.1",
         "recall --pattern 1100101 --start 0000101 --stop 200n"},
        {"recall --pattern 1100101 --start 1100100 --stop 200n --load 40n", "alter v_dw dc = 50m",
         "recall --pattern 1100101 --start 1100100 --stop 200n --load 40n --vdw 50m"},
        {"recall --pattern 1100101 --start 1100100 --stop 200n", "alter v_w_1 dc = -0.2\nalter v_w_2 dc = 0.2",
         "recall --pattern 1100101 --start 1100100 --stop 200n --w 0.2"},
        {"maxcut graph --as-published --stop 200n --vdw loaded", "alter v_w_1 dc = -0.21\nalter v_w_2 dc = 0.2",
         "maxcut graph --as-published --stop 200n --vdw loaded --w 0.2"},
    };
    static const char *const MEASURED[] = {"time_to_solution", "speed_at_stop",  "energy_load",
                                           "energy_soma",      "energy_synapse", "energy"};
    char command[300];
    program_input("graph", "6 7\n1 2\n1 3\n1 4\n2 5\n3 5\n4 6\n5 6\n");
    for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
        snprintf(command, sizeof command, "gen %s -q -o a", CASES[k].first);
        program_gives(command, 0, "");
        snprintf(command, sizeof command, "gen %s -q -o b", CASES[k].fresh);
        program_gives(command, 0, "");
        char *deck = scratch_read("a.cir"), *fresh = scratch_read("b.cir"), *again;
        ck_assert_int_ge(asprintf(&again, "\n.control\nrun\n%s\nrun\n.endc\n.end\n", CASES[k].alter), 0);
        char *altered = scratch_replace(deck, "\n.end\n", again);
        char *both = simulate_plainly(altered, NULL), *alone = simulate_plainly(fresh, NULL);
        const char *second = strstr(strstr(both, "Measurements for") + 1, "Measurements for");
        for (size_t m = 0; m < sizeof MEASURED / sizeof *MEASURED; m++) {
            double right = simulate_measured(alone, MEASURED[m]);
            ck_assert_double_le(fabs(simulate_measured(second, MEASURED[m]) - right), 1e-6 * fabs(right));
        }
        ck_assert_double_ne(simulate_measured(both, "energy"), simulate_measured(second, "energy"));
        free(deck);
        free(fresh);
        free(again);
        free(altered);
        free(both);
        free(alone);
    }
}
END_TEST

START_TEST(wrong_raw_files_are_refused)
{
    static const struct {
        const char *arguments, *message;
    } BAD[] = {
        {"report a missing.raw", "missing.raw: error: cannot open"},
        {"report a a.json", "a.json: error: "},
        {"report a half.raw", "half.raw: error: "},
        {"report a b.raw", "b.raw: error: "},
        {"report a --csv no/folder/x.csv", "no/folder/x.csv: error: cannot write"},
    };
    program_gives("gen recall -n 5 -q -o a", 0, "");
    program_gives("gen recall -n 6 -q -o b", 0, "");
    program_gives("run a -q", 0, "");
    program_gives("run b -q", 0, "");
    char command[SCRATCH_PATH + 100];
    snprintf(command, sizeof command, "cd '%s' && head -c 4000 a.raw >half.raw", scratch_folder());
    ck_assert_int_eq(system(command), 0);
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
        program_refuses(BAD[i].arguments, 2, BAD[i].message);
    }
    program_refuses("report a --waves /dev/full", 4, "/dev/full: error: cannot write: No space left on device");
}
END_TEST

START_TEST(edited_deck_and_old_version_are_refused)
{
    program_gives("gen recall -n 5 -q -o a", 0, "");
    char *deck = scratch_read("a.cir"), *json = scratch_read("a.json");
    char *edited = scratch_replace(deck, "rp=500", "rp=400");
    char *old = scratch_replace(json, "\"version\": 2", "\"version\": 0");
    program_input("a.cir", edited);
    program_refuses("run a", 2, "a.cir:");
    program_input("a.cir", deck);
    program_input("a.json", old);
    program_refuses("run a", 2, "network format version 0, this program reads versions 1 to 2");
    free(deck);
    free(json);
    free(edited);
    free(old);
}
END_TEST

START_TEST(run_that_does_not_converge_says_so)
{
    program_gives("gen recall -n 12 --seed 1 --stop 40n -o a", 0, "12 neurons");
    program_gives("run a", 1, "no");
    program_gives("run a --json", 1, "\"converged\": false");
}
END_TEST

START_TEST(both_engines_agree)
{
    static const char *const TASKS[] = {
        "recall -n 8 -p 1 --seed 2",
        "recall -n 25 -p 3 --seed 3",
        "recall -n 25 -p 2 --seed 4 --dendrite balanced",
        "recall -n 60 -p 1 --seed 5 --vdw loaded",
        "recall -n 12 -p 3 --seed 6 --weights sign",
        "recall -n 16 -p 4 --seed 6 --rule storkey",
        "recall -n 16 -p 5 --seed 6 --rule pseudoinverse --dendrite balanced --distort 0.1",
        "recall -n 25 -p 4 --seed 6 --rule pseudoinverse --levels 5",
        "recall -n 30 -p 3 --seed 6 --rule pseudoinverse --fan-out 9 --distort 0.1",
        "recall -n 21 -p 2 --seed 6 --fan-out 8 --distort 0.1 --as-published",
        "image u.pbm t.pbm --distort 0.25 --seed 7 --fan-out nearest:8",
        "image u.pbm t.pbm --distort 0.25 --seed 7",
        "maxcut graph",
        "maxcut graph --as-published",
        "maxcut dense",
        "maxcut dense --as-published",
        "maxcut dense --dendrite balanced",
        "maxcut graph --no-edge 0 --dendrite balanced",
        "maxcut dense --no-edge 0.2 --dendrite balanced",
        "custom weights.csv --start 011",
    };
    program_input("u.pbm", "P1\n5 5\n10001 10001 10001 10001 01110\n");
    program_input("t.pbm", "P1\n5 5\n11111 00100 00100 00100 00100\n");
    program_input("graph", "5 6\n1 2\n2 3\n3 4\n4 5\n5 1\n1 3\n");
    program_input("weights.csv", "0, 0.1, -0.1\n0.1, 0, 0.05\n-0.1, 0.05, 0\n");
    program_gives("graph rnd -n 30 --density 50 --seed 8 -o dense", 0, "");
    for (size_t i = 0; i < sizeof TASKS / sizeof *TASKS; i++) {
        char arguments[200];
        snprintf(arguments, sizeof arguments, "gen %s -q -o a", TASKS[i]);
        program_gives(arguments, 0, "");
        program_gives("compare a", 0, "they agree");
    }
    program_gives("gen recall -n 12 --seed 1 --stop 25n -q -o b", 0, "");
    program_gives("compare b", 1, "still moving");
    program_gives("compare b", 1, "NEITHER CONVERGED");
    program_gives("compare a --tolerance 0", 1, "THEY DISAGREE"); /* no two methods are equal to the last bit */
}
END_TEST

/* With weights this small some walls of the second and third network stay in mid-track, pinned. */
static const char *const WITH_OPTIONS[] = {
    "-n 9 --delta 6n",
    "-n 12 -p 2 --seed 2 --vdw loaded --idepin 6u --w 30m --load 1n",
    "-n 12 -p 2 --seed 3 --vdw loaded --idepin 9u --w 1m --load 1n",
    "-n 9 --delta 2n --idepin 0.5u --tcurie 900 --pbloch 3e-5 --dtemp 58",
};

START_TEST(both_engines_agree_on_options_of_the_device)
{
    char command[200];
    snprintf(command, sizeof command, "gen recall -q -o a %s", WITH_OPTIONS[_i]);
    program_gives(command, 0, ""); /* design rules warn of some */
    program_gives("compare a", 0, "they agree");
}
END_TEST

START_TEST(report_of_another_networks_run_is_refused)
{
    program_gives("gen recall -n 8 --seed 1 -q -o a", 0, "");
    program_gives("run a -q", 0, "");
    program_gives("report a", 0, "Recall");
    program_gives("gen recall -n 8 --seed 2 -q -o a", 0, "");
    program_refuses("report a", 2, "a.raw: error: this is a run of another network");
    program_refuses("plot a -o a.svg", 2, "a.raw: error: this is a run of another network");
    program_gives("run a -q", 0, "");
    program_gives("report a", 0, "Recall");
}
END_TEST

START_TEST(a_raw_file_is_taken_by_its_fingerprint_and_not_by_its_name)
{
    program_gives("gen recall -n 8 --seed 1 -q -o a", 0, "");
    program_gives("gen recall -n 8 --seed 2 -q -o b", 0, "");
    program_gives("run a -q", 0, "");
    program_refuses("report b a.raw", 2, "a.raw: error: this is a run of another network");
    program_refuses("plot b a.raw -o b.svg", 2, "a.raw: error: this is a run of another network");
    /* an altered deck bears the fingerprint of its network, in the small letters of ngspice */
    char *deck = scratch_read("a.cir");
    char *altered = scratch_replace(deck, "\n.end\n", "\n.control\nalter v_dw = 0.05\nrun\nwrite c.raw\n.endc\n.end\n");
    free(simulate_plainly(altered, NULL));
    program_gives("report a c.raw", 0, "Recall");
    program_refuses("report b c.raw", 2, "c.raw: error: this is a run of another network");
    free(deck);
    free(altered);
}
END_TEST

/* ngspice computes at other times than these files have. */
START_TEST(resampled_raw_files_are_refused)
{
    static const struct {
        const char *control, *message;
    } FILES[] = {
        {"run\nlinearize\nwrite c.raw", "c.raw: error: the transient plot is linearized"},
        {"option interp\nset filetype=ascii\nrun\nwrite c.raw", "c.raw: error: all time points are 1e-08 s apart"},
        {"option interp\nset filetype=binary\nrun\nwrite c.raw", "c.raw: error: all time points are 1e-08 s apart"},
    };
    program_gives("gen recall -n 5 --seed 1 -q -o a", 0, "");
    char *deck = scratch_read("a.cir");
    for (size_t k = 0; k < sizeof FILES / sizeof *FILES; k++) {
        char commands[200];
        snprintf(commands, sizeof commands, "\n.control\n%s\n.endc\n.end\n", FILES[k].control);
        char *resampled = scratch_replace(deck, "\n.end\n", commands);
        free(simulate_plainly(resampled, NULL));
        program_refuses("report a c.raw", 2, FILES[k].message);
        free(resampled);
    }
    char *resampled = scratch_replace(deck, "\n.end\n", "\n.options interp\n.end\n");
    free(simulate_plainly(resampled, "c.raw"));
    program_refuses("report a c.raw", 2, "points, as '.options interp' makes ngspice write them");
    free(resampled);
    free(deck);
}
END_TEST

START_TEST(solve_says_what_does_not_converge_and_what_does_not_fit)
{
    program_gives("gen recall -n 30 --seed 1 -q -o a", 0, "");
    program_gives("solve a", 0, "solver");
    program_gives("solve a --stop 25n", 1, "no, ");
    program_refuses("solve a --stop 1n", 2, "--stop 1e-09 s must be later than the load phase");
    program_gives("solve a --stop 0.1p", 2, "--stop takes seconds from 1p to 1");
    program_gives("solve a --waves w.csv -q", 0, "");
    program_refuses("solve a --starts 5", 2,
                    "a search is for questions with an objective, such as maxcut; this network is asked 'recall'");
    program_gives("gen recall -n 5 --vhalf 0.4 -o bent -q", 0, "");
    program_refuses("solve bent", 2, "soma: the simplified solver does not compute vhalf; 'spinfield run' does");
    program_refuses("solve missing", 2, "missing.json: error: cannot open");
    program_gives("solve a --tolerance 1e-7", 2, "--tolerance takes a share from 1e-5 to 0.1");
    program_input("graph", "5 6\n1 2\n2 3\n3 4\n4 5\n5 1\n1 3\n");
    program_gives("gen maxcut graph --as-published -q -o b", 0, "");
    program_gives("solve b --starts 20", 0, "restart: 20 relaxations");
    char *network = scratch_read("b.json"),
         *loaded = scratch_replace(network, "\"start\": null", "\"start\": \"01010\"");
    char *with_load = scratch_replace(loaded, "\"t_load_s\": 0.0", "\"t_load_s\": 2e-8");
    program_input("loaded.json", with_load);
    free(network);
    free(loaded);
    free(with_load);
    program_gives("solve loaded --starts 20", 0, "restart: 20 relaxations");
    program_gives("solve b --starts 3 --stop 90n", 1, "restart: 3 relaxations, 0 at rest at the end");
    program_gives("solve b --starts 3 --stop 90n --json", 1, "\"converged\": false");
    program_gives("graph rnd -n 400 --density 10 --seed 8 -o dense", 0, "");
    program_gives("gen maxcut dense -q -o d", 0, "");
    program_refuses("solve d --starts 1000000000 --threads 1", 4, "GB of memory");
    program_gives("gen recall -n 2000 --seed 1 -o c", 0, "no deck");
    program_gives("solve c -q", 0, "");
    program_refuses("run c", 2, "4000000 devices are more than the 1000000 of a deck");
    program_refuses("compare c", 2, "4000000 devices are more than the 1000000 of a deck");
}
END_TEST

/* All commands that find an answer write it alike. */
START_TEST(every_answer_is_a_list_of_names)
{
    static const char *const COMMANDS[] = {"run a", "solve a", "report a", "search a --runs 1 --method restart"};
    program_input("graph", "source,target\nOslo,Bergen\n");
    program_gives("gen maxcut graph -o a -q", 0, "");
    for (size_t k = 0; k < sizeof COMMANDS / sizeof *COMMANDS; k++) {
        char command[200];
        snprintf(command, sizeof command, "%s --answer a.csv -q", COMMANDS[k]);
        struct outcome outcome = program_run(command); /* two nodes may end on one side: that is not asked here */
        outcome_free(&outcome);
        char *csv = scratch_read("a.csv");
        ck_assert_msg(strncmp(csv, "node,side\nOslo,", 15) == 0 && strstr(csv, "\nBergen,"), "%s: %s", command, csv);
        free(csv);
        snprintf(command, sizeof command, "rm a.csv; $S %s --answer - | head -n 1 | grep -qx node,side", COMMANDS[k]);
        ck_assert_msg(program_shell(command) == 0, "%s", command);
        snprintf(command, sizeof command, "%s --answer missing/a.csv", COMMANDS[k]);
        program_refuses(command, 2, "missing/a.csv");
    }
    program_gives("solve a --json --answer -", 2, "--json uses standard output");
}
END_TEST

START_TEST(check_tells_of_broken_rules_by_its_exit_code)
{
    program_gives("gen recall -n 60 -q -o a", 0, "");
    program_gives("check a", 0, "axon switches ON");
    program_gives("gen recall -n 3 -q -o a", 0, "");
    program_gives("check a", 1, "FAIL");
    program_gives("check a --json", 1, "\"holds\": false");
}
END_TEST

START_TEST(names_with_odd_characters_reach_no_shell_and_no_ngspice)
{
    program_gives("gen recall -n 4 -q -o 'a b;touch pwned$(touch pwned)`touch pwned`\"'", 0, "");
    program_gives("run 'a b;touch pwned$(touch pwned)`touch pwned`\"' -q", 0, "");
    program_input(".control shell touch pwned", "3 2\n1 2\n2 3\n");
    program_gives("gen maxcut '.control shell touch pwned' -q -o a", 0, "");
    program_gives("run a -q", 0, "");
    ck_assert_int_ne(access(IN_SCRATCH("pwned"), F_OK), 0);
}
END_TEST

START_TEST(csv_and_raw_hold_the_run)
{
    program_gives("gen image small.pbm --start 1000 --vdw loaded -q -o a", 2, "small.pbm");
    program_input("small.pbm", "P1\n2 2\n1 0 0 1\n");
    program_gives("gen image small.pbm --start 1000 --vdw loaded -q -o a", 0, "");
    program_gives("run a", 0, "Files: a.raw");
    program_gives("report a --csv a.csv --waves w.csv", 0, "pattern 1");
    char *figures = scratch_read("a.csv"), *waves = scratch_read("w.csv");
    ck_assert_ptr_nonnull(strstr(figures, "time_to_solution_s"));
    ck_assert_int_eq(strncmp(waves, "time_s,", 7), 0);
    free(figures);
    free(waves);
    char *printed =
        simulate_plainly("* load\n.control\nload a.raw\nlet points=length(time)\nprint points\n.endc\n.end\n", NULL);
    ck_assert_double_gt(simulate_measured(printed, "points"), 20.0);
    free(printed);
}
END_TEST

Suite *cli_runs_suite(void)
{
    Suite *suite = suite_create("cli_runs");
    TCase *tests = tcase_create("runs");
    tcase_add_test(tests, report_on_plain_ngspice_equals_run);
    tcase_add_test(tests, two_runs_give_the_same_report);
    tcase_add_test(tests, deck_measures_time_and_energy_itself);
    tcase_add_test(tests, alter_starts_another_run);
    tcase_add_test(tests, what_a_deck_prints_after_alter_is_of_that_run);
    tcase_add_test(tests, wrong_raw_files_are_refused);
    tcase_add_test(tests, edited_deck_and_old_version_are_refused);
    tcase_add_test(tests, run_that_does_not_converge_says_so);
    tcase_add_test(tests, both_engines_agree);
    tcase_add_loop_test(tests, both_engines_agree_on_options_of_the_device, 0,
                        sizeof WITH_OPTIONS / sizeof *WITH_OPTIONS);
    tcase_add_test(tests, report_of_another_networks_run_is_refused);
    tcase_add_test(tests, a_raw_file_is_taken_by_its_fingerprint_and_not_by_its_name);
    tcase_add_test(tests, resampled_raw_files_are_refused);
    tcase_add_test(tests, solve_says_what_does_not_converge_and_what_does_not_fit);
    tcase_add_test(tests, every_answer_is_a_list_of_names);
    tcase_add_test(tests, check_tells_of_broken_rules_by_its_exit_code);
    tcase_add_test(tests, names_with_odd_characters_reach_no_shell_and_no_ngspice);
    tcase_add_test(tests, csv_and_raw_hold_the_run);
    suite_add_tcase(suite, tests);
    return suite;
}
