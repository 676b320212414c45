/* The program as a user sees it: commands, exit codes, messages, files. */
#include "suites.h"

#include "scratch.h"
#include "simulate.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* What a command did. */
struct outcome {
    int code; /* exit code; -1 where a signal ended it */
    char *out, *err;
};

/* The program under test, absolute; SPINFIELD in the environment names another build. */
static const char *program(void)
{
    static char path[2200];
    char here[2000];
    const char *named = getenv("SPINFIELD");
    ck_assert_ptr_nonnull(getcwd(here, sizeof here));
    snprintf(path, sizeof path, "%s/%s", here, named ? named : "build/spinfield");
    return path;
}

static char *contents(const char *name)
{
    char path[SCRATCH_PATH];
    char *text = NULL;
    size_t room = 0;
    scratch_path(path, name);
    FILE *file = fopen(path, "r");
    if (!file || getdelim(&text, &room, '\0', file) < 0) {
        free(text);
        text = strdup("");
    }
    if (file) {
        fclose(file);
    }
    return text;
}

/* Runs "spinfield ARGUMENTS" in the scratch folder, the arguments as a shell reads them. */
static struct outcome spinfield(const char *arguments)
{
    char folder[SCRATCH_PATH], command[8000];
    scratch_path(folder, "");
    snprintf(command, sizeof command, "cd '%s' && (exec '%s' %s) >.out 2>.err", folder, program(), arguments);
    int status = system(command);
    return (struct outcome){WIFEXITED(status) && WEXITSTATUS(status) < 128 ? WEXITSTATUS(status) : -1, contents(".out"),
                            contents(".err")};
}

static void outcome_free(struct outcome *outcome)
{
    free(outcome->out);
    free(outcome->err);
}

static void expect(const char *arguments, int code, const char *message)
{
    struct outcome outcome = spinfield(arguments);
    const char *text = code >= 2 ? outcome.err : outcome.out;
    ck_assert_msg(outcome.code == code, "'%s' gave %d, not %d: %s%s", arguments, outcome.code, code, outcome.out,
                  outcome.err);
    ck_assert_msg(strstr(text, message), "'%s' said \"%s\", not \"%s\"", arguments, text, message);
    outcome_free(&outcome);
}

/* Names and sizes of all files in the scratch folder, but for what the tests themselves leave. */
static char *listing(void)
{
    char folder[SCRATCH_PATH], command[SCRATCH_PATH + 100];
    scratch_path(folder, "");
    snprintf(command, sizeof command,
             "cd '%s' && find . -type f ! -name .out ! -name .err -printf '%%f %%s %%T@\\n' | sort >.err", folder);
    if (system(command) < 0) {
        ck_abort_msg("no shell");
    }
    return contents(".err");
}

/* As `expect`, with exit code 2 or more and exactly one line on stderr, and no file made, lost or changed. */
static void expect_error(const char *arguments, int code, const char *message)
{
    char *before = listing();
    struct outcome outcome = spinfield(arguments);
    char *after = listing();
    ck_assert_msg(outcome.code == code, "'%s' gave %d, not %d: %s", arguments, outcome.code, code, outcome.err);
    ck_assert_msg(strstr(outcome.err, message), "'%s' said \"%s\", not \"%s\"", arguments, outcome.err, message);
    ck_assert_msg(strchr(outcome.err, '\n') == outcome.err + strlen(outcome.err) - 1, "'%s' said more than a line: %s",
                  arguments, outcome.err);
    ck_assert_str_eq(outcome.out, "");
    ck_assert_msg(strcmp(before, after) == 0, "'%s' changed files:\n%s%s", arguments, before, after);
    outcome_free(&outcome);
    free(before);
    free(after);
}

static void write_text(const char *name, const char *text)
{
    char path[SCRATCH_PATH];
    scratch_write(path, name, text, strlen(text));
}

START_TEST(help_goes_to_stdout_and_misuse_to_stderr)
{
    static const char *const HELP[] = {"--help",           "gen --help",        "gen recall --help",
                                       "gen image --help", "gen maxcut --help", "gen custom --help",
                                       "run --help",       "report --help",     "check --help",
                                       "params --help"};
    for (size_t i = 0; i < sizeof HELP / sizeof *HELP; i++) {
        expect(HELP[i], 0, "Usage: spinfield");
    }
    expect("--version", 0, "spinfield ");
    expect("", 2, "Usage: spinfield");
    expect("gen", 2, "Usage: spinfield");
    expect("dance", 2, "there is no command 'dance'");
    expect("gen dance", 2, "there is no task 'dance'");
    expect("run", 2, "NAME is missing");
    expect("run a b", 2, "one NAME");
    expect("run --nonsense a", 2, "--nonsense");
    expect("params extra", 2, "no argument");
}
END_TEST

START_TEST(bad_options_are_refused)
{
    static const struct {
        const char *arguments, *message;
    } BAD[] = {
        {"gen recall", "-o NAME is missing"},
        {"gen recall -n 1 -o a", "-n takes a whole number from 2"},
        {"gen recall -n 2000 -o a", "-n takes a whole number from 2 to 1000"},
        {"gen recall -n x -o a", "-n takes a whole number"},
        {"gen recall -n 1e1 -o a", "-n takes a whole number"},
        {"gen recall -p 0 -o a", "-p takes a whole number"},
        {"gen recall --seed -1 -o a", "--seed takes a whole number"},
        {"gen recall --w nan -o a", "--w takes a number"},
        {"gen recall --w inf -o a", "--w takes a number"},
        {"gen recall --w 0x10 -o a", "--w takes a number"},
        {"gen recall --vdw much -o a", "--vdw takes eq4, loaded or a voltage"},
        {"gen recall --weights max -o a", "--weights takes sum, sign or mean"},
        {"gen recall --distort 2 -o a", "--distort takes a share from 0 to 1"},
    };
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
        expect(BAD[i].arguments, 2, BAD[i].message);
    }
}
END_TEST

START_TEST(bad_problems_leave_no_files)
{
    static const struct {
        const char *arguments, *message;
    } BAD[] = {
        {"gen recall --pattern 01x -o a", "pattern 1 must be 3 characters 0 or 1"},
        {"gen recall --pattern 1 -o a", "needs at least 2 neurons"},
        {"gen recall --pattern 010 --pattern 01 -o a", "pattern 2 must be 3 characters"},
        {"gen recall --pattern 010 --start 0101 -o a", "the start must be 3 characters"},
        {"gen recall --pattern 010 -p 2 -o a", "--pattern excludes -p"},
        {"gen recall --pattern 010 -n 4 -o a", "the pattern has 3 bits"},
        {"gen recall --pattern 010 --start 010 --distort 0.1 -o a", "exclude each other"},
        {"gen recall --pattern 010 --of 2 --distort 0.1 -o a", "--of 2, but there are 1 patterns"},
        {"gen recall picture.pbm -o a", "recall takes no file"},
        {"gen recall --w 0 -o a", "W = 0 V must be above 0"},
        {"gen recall --vc -1 -o a", "V_C = -1 V must be above 0"},
        {"gen recall --vdw 0 -o a", "V_DW = 0 V must be above 0"},
        {"gen recall --load 3u -o a", "load time 3e-06 s must be above 0 and below the stop time"},
        {"gen recall --stop 0 -o a", "stop time 0 s must be above 0"},
        {"gen recall --vleak-axon 1 -o a", "vleak = 1 m/s must be below 0"},
        {"gen recall --vc 1m --vleak-soma -5 -o a", "does not move a soma's wall"},
        {"gen recall --rp 3k -o a", "rap = 2000 Ohm is below rp = 3000 Ohm"},
        {"gen recall --width 200n -o a", "beyond the track"},
        {"gen recall -o no/such/folder/a", "no/such/folder/a.json: error: cannot write: No such file or directory"},
        {"gen image -o a", "no picture to train"},
        {"gen image missing.pbm -o a", "missing.pbm: error: cannot open: No such file or directory"},
        {"gen image small.pbm big.pbm -o a", "big.pbm: error: picture of 3x2 pixels, the first has 2x2"},
        {"gen image small.pbm --start big.pbm -o a", "big.pbm: error: picture of 3x2 pixels"},
        {"gen image small.pbm --start 01 -o a", "the start must be 4 characters"},
        {"gen maxcut -o a", "give one graph file"},
        {"gen maxcut graph graph -o a", "give one graph file"},
        {"gen maxcut . -o a", ".: error: not a file that can be read"},
        {"gen maxcut empty -o a", "empty: error: file is empty"},
        {"gen maxcut loop -o a", "loop:2: error: "},
        {"gen maxcut range -o a", "range:2: error: "},
        {"gen custom diagonal.csv -o a", "diagonal.csv:1: error: "},
        {"gen custom ragged.csv -o a", "ragged.csv:2: error: "},
        {"run missing", "missing.json: error: cannot open"},
        {"check missing", "missing.json: error: cannot open"},
        {"report missing", "missing.json: error: cannot open"},
    };
    write_text("small.pbm", "P1\n2 2\n1 0 0 1\n");
    write_text("big.pbm", "P1\n3 2\n1 0 0 1 0 0\n");
    write_text("graph", "3 2\n1 2\n2 3\n");
    write_text("empty", "");
    write_text("loop", "3 2\n2 2\n1 2\n");
    write_text("range", "3 2\n1 4\n1 2\n");
    write_text("diagonal.csv", "1,2\n2,0\n");
    write_text("ragged.csv", "0,2\n2\n");
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
        expect_error(BAD[i].arguments, 2, BAD[i].message);
    }
}
END_TEST

START_TEST(each_device_parameter_is_refused_beyond_its_limits)
{
    struct outcome params = spinfield("params --json");
    json_t *json = json_loads(params.out, 0, NULL);
    size_t index;
    json_t *parameter;
    ck_assert_ptr_nonnull(json);
    json_array_foreach(json_object_get(json, "parameters"), index, parameter)
    {
        const char *name = json_string_value(json_object_get(parameter, "name"));
        bool leak = strcmp(name, "vleak") == 0;
        if (strcmp(name, "xinit") == 0) {
            continue; /* has no option */
        }
        for (int side = 0; side < 2; side++) {
            double limit = json_number_value(json_object_get(parameter, side ? "greatest" : "least"));
            char arguments[200];
            snprintf(arguments, sizeof arguments, "gen recall --%s%s=%.17g -o a", name, leak ? "-axon" : "",
                     side ? 2.0 * limit + 1.0 : limit - 1.0);
            expect_error(arguments, 2, name);
        }
    }
    json_decref(json);
    outcome_free(&params);
}
END_TEST

START_TEST(full_disk_leaves_the_old_files)
{
    char folder[SCRATCH_PATH], command[8000];
    expect("gen recall -n 4 --seed 1 -o a", 0, "4 neurons");
    char *before = contents("a.json");
    char *deck = contents("a.cir");
    char *files = listing();
    scratch_path(folder, "");
    /* 4 KiB are enough for a.json, and not for a.cir */
    snprintf(command, sizeof command,
             "cd '%s' && trap '' XFSZ && ulimit -f 8 && '%s' gen recall -n 30 --seed 2 -o a >.out 2>.err", folder,
             program());
    int status = system(command);
    ck_assert_int_eq(WEXITSTATUS(status), 4);
    char *err = contents(".err");
    ck_assert_msg(strstr(err, "a.cir: error: cannot write: File too large"), "%s", err);
    char *after = contents("a.json"), *deck_after = contents("a.cir"), *files_after = listing();
    ck_assert_str_eq(before, after);
    ck_assert_str_eq(deck, deck_after);
    ck_assert_str_eq(files, files_after);
    free(before);
    free(deck);
    free(files);
    free(err);
    free(after);
    free(deck_after);
    free(files_after);
}
END_TEST

START_TEST(full_stdout_is_an_error)
{
    expect("params >/dev/full", 4, "cannot write to standard output");
    expect("gen recall -n 4 --json -o a >/dev/full", 4, "cannot write to standard output");
    expect("--help >/dev/full", 4, "cannot write to standard output");
}
END_TEST

START_TEST(same_seed_makes_the_same_bytes)
{
    expect("gen recall -n 20 -p 3 --seed 7 -o a", 0, "20 neurons, 400 devices");
    expect("gen recall -n 20 -p 3 --seed 7 -o b", 0, "20 neurons, 400 devices");
    expect("gen recall -n 20 -p 3 --seed 8 -o c", 0, "20 neurons, 400 devices");
    static const char *const SUFFIXES[] = {".json", ".cir"};
    for (size_t i = 0; i < 2; i++) {
        char names[3][20];
        char *files[3];
        for (size_t k = 0; k < 3; k++) {
            snprintf(names[k], sizeof names[k], "%c%s", "abc"[k], SUFFIXES[i]);
            files[k] = contents(names[k]);
        }
        ck_assert_str_eq(files[0], files[1]);
        ck_assert_str_ne(files[0], files[2]);
        for (size_t k = 0; k < 3; k++) {
            free(files[k]);
        }
    }
}
END_TEST

static json_t *json_of(const char *arguments)
{
    struct outcome outcome = spinfield(arguments);
    json_error_t error;
    ck_assert_msg(outcome.code == 0, "'%s' gave %d: %s", arguments, outcome.code, outcome.err);
    json_t *json = json_loads(outcome.out, 0, &error);
    ck_assert_msg(json, "%s: %s", error.text, outcome.out);
    outcome_free(&outcome);
    return json;
}

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
    write_text("graph", "5 6\n1 2\n2 3\n3 4\n4 5\n5 1\n1 3\n");
    write_text("weights.csv", "0, 0.1, -0.1\n0.1, 0, 0.05\n-0.1, 0.05, 0\n");
    for (size_t i = 0; i < sizeof TASKS / sizeof *TASKS; i++) {
        char arguments[200];
        snprintf(arguments, sizeof arguments, "gen %s -q -o a", TASKS[i]);
        expect(arguments, 0, "");
        json_t *run = json_of("run a --json");
        char *deck = contents("a.cir");
        free(simulate_plainly(deck, "plain.raw"));
        json_t *plain = json_of("report a plain.raw --json");
        json_t *again = json_of("report a --json");
        json_t *file = json_of("report a --json -v");
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

START_TEST(deck_measures_time_and_energy_itself)
{
    expect("gen recall -n 10 --seed 3 --stop 200n -o a", 0, "10 neurons");
    json_t *run = json_of("run a --json");
    char *deck = contents("a.cir");
    char *printed = simulate_plainly(deck, NULL);
    double time = json_real_value(json_object_get(run, "time_to_solution_s"));
    double energy = json_real_value(json_object_get(run, "energy_j"));
    ck_assert_double_eq_tol(simulate_measured(printed, "time_to_solution"), time, 1e-4 * time);
    /* ngspice prints seven digits of what it subtracts */
    ck_assert_double_eq_tol(simulate_measured(printed, "energy"), energy, 1e-4 * energy);
    free(printed);
    free(deck);
    json_decref(run);
}
END_TEST

START_TEST(alter_starts_another_run)
{
    /* the second start is the inverse of the first: it takes another time and ends in other walls */
    expect("gen recall --pattern 1100101 --start 1100100 --stop 200n -o a", 0, "7 neurons");
    expect("gen recall --pattern 1100101 --start 0000101 --stop 200n -o b", 0, "7 neurons");
    json_t *b = json_of("run b --json");
    char *deck = contents("a.cir");
    char *altered = scratch_replace(deck, "\n.end\n",
                                    "\n.control\nrun\nalter v_start_0 dc = -0.1\nalter v_start_1 dc = -0.1\n"
                                    "alter v_start_6 dc = 0.1\nrun\nwrite altered.raw\n.endc\n.end\n");
    free(simulate_plainly(altered, NULL));
    json_t *rerun = json_of("report b altered.raw --json");
    expect_same_figures(b, rerun);
    json_decref(b);
    json_decref(rerun);
    free(altered);
    free(deck);
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
    expect("gen recall -n 5 -q -o a", 0, "");
    expect("gen recall -n 6 -q -o b", 0, "");
    expect("run a -q", 0, "");
    expect("run b -q", 0, "");
    char folder[SCRATCH_PATH], command[SCRATCH_PATH + 100];
    scratch_path(folder, "");
    snprintf(command, sizeof command, "cd '%s' && head -c 4000 a.raw >half.raw", folder);
    ck_assert_int_eq(system(command), 0);
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
        expect_error(BAD[i].arguments, 2, BAD[i].message);
    }
    expect_error("report a --waves /dev/full", 4, "/dev/full: error: cannot write: No space left on device");
}
END_TEST

START_TEST(edited_deck_and_old_version_are_refused)
{
    expect("gen recall -n 5 -q -o a", 0, "");
    char *deck = contents("a.cir"), *json = contents("a.json");
    char *edited = scratch_replace(deck, "rp=500", "rp=400");
    char *old = scratch_replace(json, "\"version\": 1", "\"version\": 0");
    write_text("a.cir", edited);
    expect_error("run a", 2, "a.cir:");
    write_text("a.cir", deck);
    write_text("a.json", old);
    expect_error("run a", 2, "network format version 0, this program reads version 1");
    free(deck);
    free(json);
    free(edited);
    free(old);
}
END_TEST

START_TEST(run_that_does_not_converge_says_so)
{
    expect("gen recall -n 12 --seed 1 --stop 40n -o a", 0, "12 neurons");
    expect("run a", 1, "no");
    expect("run a --json", 1, "\"converged\": false");
}
END_TEST

START_TEST(check_tells_of_broken_rules_by_its_exit_code)
{
    expect("gen recall -n 60 -q -o a", 0, "");
    expect("check a", 0, "axon switches ON");
    expect("gen recall -n 3 -q -o a", 0, "");
    expect("check a", 1, "BROKEN");
    expect("check a --json", 1, "\"holds\": false");
}
END_TEST

START_TEST(names_with_odd_characters_reach_no_shell_and_no_ngspice)
{
    expect("gen recall -n 4 -q -o 'a b;touch pwned$(touch pwned)`touch pwned`\"'", 0, "");
    expect("run 'a b;touch pwned$(touch pwned)`touch pwned`\"' -q", 0, "");
    write_text(".control shell touch pwned", "3 2\n1 2\n2 3\n");
    expect("gen maxcut '.control shell touch pwned' -q -o a", 0, "");
    expect("run a -q", 0, "");
    char pwned[SCRATCH_PATH];
    scratch_path(pwned, "pwned");
    ck_assert_int_ne(access(pwned, F_OK), 0);
}
END_TEST

START_TEST(csv_and_raw_hold_the_run)
{
    expect("gen image small.pbm --start 1000 --vdw loaded -q -o a", 2, "small.pbm");
    write_text("small.pbm", "P1\n2 2\n1 0 0 1\n");
    expect("gen image small.pbm --start 1000 --vdw loaded -q -o a", 0, "");
    expect("run a", 0, "Files: a.raw");
    expect("report a --csv a.csv --waves w.csv", 0, "pattern 1");
    char *figures = contents("a.csv"), *waves = contents("w.csv");
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

Suite *cli_suite(void)
{
    Suite *suite = suite_create("cli");
    TCase *tests = tcase_create("input");
    tcase_set_timeout(tests, 120.0);
    tcase_add_test(tests, help_goes_to_stdout_and_misuse_to_stderr);
    tcase_add_test(tests, bad_options_are_refused);
    tcase_add_test(tests, bad_problems_leave_no_files);
    tcase_add_test(tests, each_device_parameter_is_refused_beyond_its_limits);
    tcase_add_test(tests, full_disk_leaves_the_old_files);
    tcase_add_test(tests, full_stdout_is_an_error);
    tcase_add_test(tests, same_seed_makes_the_same_bytes);
    suite_add_tcase(suite, tests);
    tests = tcase_create("runs");
    tcase_set_timeout(tests, 300.0);
    tcase_add_test(tests, report_on_plain_ngspice_equals_run);
    tcase_add_test(tests, deck_measures_time_and_energy_itself);
    tcase_add_test(tests, alter_starts_another_run);
    tcase_add_test(tests, wrong_raw_files_are_refused);
    tcase_add_test(tests, edited_deck_and_old_version_are_refused);
    tcase_add_test(tests, run_that_does_not_converge_says_so);
    tcase_add_test(tests, check_tells_of_broken_rules_by_its_exit_code);
    tcase_add_test(tests, names_with_odd_characters_reach_no_shell_and_no_ngspice);
    tcase_add_test(tests, csv_and_raw_hold_the_run);
    suite_add_tcase(suite, tests);
    return suite;
}
