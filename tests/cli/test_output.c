/* Where outputs go, and that they are whole: base/output.h, and the commands that write files. */
#include "tests/suites.h"

#include "base/output.h"
#include "tests/support/program.h"
#include "tests/support/scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static void expect_text(const char *name, const char *text)
{
    char *found = scratch_read(name);
    ck_assert_str_eq(found, text);
    free(found);
}

static void put(const char *name, const char *text)
{
    scratch_put(IN_SCRATCH(name), text, strlen(text));
}

/* The files in the scratch folder, links and folders too, one word each. */
static void expect_files(const char *names)
{
    char command[SCRATCH_PATH + 100];
    snprintf(command, sizeof command, "cd '%s' && printf '%%s ' $(ls -A | grep -vx .list) >.list", scratch_folder());
    ck_assert_int_eq(system(command), 0);
    expect_text(".list", names);
    unlink(IN_SCRATCH(".list"));
}

static struct output *opened(const char *name, const char *text)
{
    struct output *output;
    struct diagnostic why;
    ck_assert_msg(output_open(IN_SCRATCH(name), &output, &why) == STATUS_OK, "%s", why.text);
    fputs(text, output_stream(output));
    return output;
}

/* ---- Targets ---- */

START_TEST(links_are_followed_and_stay)
{
    struct stat kind;
    mkdir(IN_SCRATCH("far"), 0777);
    put("far/real", "old");
    ck_assert_int_eq(symlink("far/real", IN_SCRATCH("link")), 0);
    ck_assert_int_eq(symlink(IN_SCRATCH("link"), IN_SCRATCH("second")), 0);
    ck_assert_int_eq(symlink("far/none", IN_SCRATCH("dangling")), 0);
    struct output *outputs[] = {opened("second", "new"), opened("dangling", "made")};
    struct diagnostic why;
    ck_assert_int_eq(output_commit(outputs, 2, &why), STATUS_OK);
    expect_text("far/real", "new");
    expect_text("far/none", "made");
    static const char *const LINKS[] = {"link", "second", "dangling"};
    for (size_t i = 0; i < 3; i++) {
        ck_assert_int_eq(lstat(IN_SCRATCH(LINKS[i]), &kind), 0);
        ck_assert(S_ISLNK(kind.st_mode));
    }
    expect_files("dangling far link second ");
}
END_TEST

START_TEST(links_that_lead_in_circles_are_refused)
{
    struct output *output;
    struct diagnostic why;
    ck_assert_int_eq(symlink("b", IN_SCRATCH("a")), 0);
    ck_assert_int_eq(symlink("a", IN_SCRATCH("b")), 0);
    ck_assert_int_eq(output_open(IN_SCRATCH("a"), &output, &why), STATUS_INPUT);
    ck_assert_ptr_null(output);
}
END_TEST

START_TEST(an_empty_name_is_refused_before_the_work)
{
    struct output *output;
    struct diagnostic why;
    ck_assert_int_eq(output_open("", &output, &why), STATUS_INPUT);
    ck_assert_ptr_null(output);
    ck_assert_int_eq(output_check((const char *const[]){NULL, ""}, 2, &why), STATUS_INPUT);
    ck_assert_ptr_nonnull(strstr(why.text, "the name of an output is empty; expected a file"));
}
END_TEST

START_TEST(a_replaced_file_keeps_its_rights)
{
    struct stat kind;
    struct diagnostic why;
    put("a", "old");
    chmod(IN_SCRATCH("a"), 0604);
    struct output *output = opened("a", "new");
    ck_assert_int_eq(output_commit(&output, 1, &why), STATUS_OK);
    ck_assert_int_eq(stat(IN_SCRATCH("a"), &kind), 0);
    ck_assert_uint_eq(kind.st_mode & 07777, 0604);
}
END_TEST

START_TEST(a_descriptor_is_written_from_where_it_stands)
{
    char path[40];
    struct output *output;
    struct diagnostic why;
    put("a", "head\nold and longer");
    int file = open(IN_SCRATCH("a"), O_RDWR);
    ck_assert_int_eq(lseek(file, 5, SEEK_SET), 5);
    snprintf(path, sizeof path, "/dev/fd/%d", file);
    ck_assert_int_eq(symlink(path, IN_SCRATCH("link")), 0);
    ck_assert_int_eq(output_open(IN_SCRATCH("link"), &output, &why), STATUS_OK);
    fputs("new", output_stream(output));
    ck_assert_int_eq(output_commit(&output, 1, &why), STATUS_OK);
    ck_assert_int_eq(lseek(file, 0, SEEK_CUR), 8);
    close(file);
    expect_text("a", "head\nnew and longer");
    ck_assert_int_eq(output_open(path, &output, &why), STATUS_INPUT); /* it is closed now */
}
END_TEST

START_TEST(two_outputs_for_one_file_are_refused)
{
    struct diagnostic why;
    put("a", "old");
    ck_assert_int_eq(symlink("a", IN_SCRATCH("link")), 0);
    struct output *old[] = {opened("a", "1"), opened("link", "2")}, *new[] = {opened("n", "1"), opened("./n", "2")};
    ck_assert_int_eq(output_commit(old, 2, &why), STATUS_INPUT);
    ck_assert_int_eq(output_commit(new, 2, &why), STATUS_INPUT);
    ck_assert_ptr_nonnull(strstr(why.text, "two outputs"));
    expect_text("a", "old");
    expect_files("a link ");
}
END_TEST

/* ---- All or none ---- */

/* Of several outputs one that cannot be opened leaves none open; what is not asked for is NULL. */
START_TEST(several_outputs_are_opened_and_ended_together)
{
    struct output *output[3];
    struct diagnostic why;
    const char *const bad[3] = {IN_SCRATCH("a"), NULL, IN_SCRATCH("none/b")};
    ck_assert_int_eq(output_open_all(bad, 3, output, &why), STATUS_INPUT);
    ck_assert(!output[0] && !output[1] && !output[2]);
    expect_files(" ");
    const char *const good[3] = {IN_SCRATCH("a"), NULL, IN_SCRATCH("b")};
    ck_assert_int_eq(output_open_all(good, 3, output, &why), STATUS_OK);
    ck_assert(output[0] && !output[1] && output[2]);
    fputs("lost", output_stream(output[0]));
    ck_assert_int_eq(output_end_all(STATUS_SIMULATOR, output, 3, &why), STATUS_SIMULATOR);
    ck_assert(!output[0] && !output[1] && !output[2]);
    expect_files(" ");
    ck_assert_int_eq(output_open_all(good, 3, output, &why), STATUS_OK);
    fputs("kept", output_stream(output[0]));
    fputs("too", output_stream(output[2]));
    ck_assert_int_eq(output_end_all(STATUS_OK, output, 3, &why), STATUS_OK);
    expect_text("a", "kept");
    expect_text("b", "too");
}
END_TEST

START_TEST(an_output_has_no_name_before_it_is_whole)
{
    struct diagnostic why;
    put("a", "old");
    struct output *outputs[] = {opened("a", "new"), opened("b", "new")};
    fflush(output_stream(outputs[0]));
    expect_files("a ");
    ck_assert_int_eq(output_commit(outputs, 2, &why), STATUS_OK);
    expect_files("a b ");
}
END_TEST

/* A folder takes the name of the last output, which then cannot be put in place. */
START_TEST(where_one_name_cannot_be_taken_none_is)
{
    struct diagnostic why;
    put("a", "old a");
    put("c", "old c");
    struct output *outputs[] = {opened("a", "new"), opened("b", "new"), opened("c", "new"), opened("d", "new")};
    mkdir(IN_SCRATCH("d"), 0777);
    put("d/inside", "");
    ck_assert_int_eq(output_commit(outputs, 4, &why), STATUS_SYSTEM);
    ck_assert_msg(strstr(why.text, "/d: error: cannot write: "), "%s", why.text);
    expect_text("a", "old a");
    expect_text("c", "old c");
    expect_files("a c d ");
}
END_TEST

START_TEST(too_few_descriptors_are_a_fault_of_the_system)
{
    struct rlimit before, none = {0, 0};
    struct output *output;
    struct input *input;
    struct diagnostic why;
    put("a", "old");
    ck_assert_int_eq(getrlimit(RLIMIT_NOFILE, &before), 0);
    none.rlim_max = before.rlim_max;
    setrlimit(RLIMIT_NOFILE, &none);
    enum status of_output = output_open(IN_SCRATCH("a"), &output, &why);
    enum status of_input = input_read(IN_SCRATCH("a"), &input, &why);
    setrlimit(RLIMIT_NOFILE, &before);
    ck_assert_int_eq(of_output, STATUS_SYSTEM);
    ck_assert_int_eq(of_input, STATUS_SYSTEM);
    ck_assert_ptr_nonnull(strstr(why.text, "/a: error: cannot open: Too many open files"));
}
END_TEST

/* ---- Commands ---- */

START_TEST(a_dash_is_standard_output_and_nothing_else_is_printed)
{
    ck_assert_int_eq(program_shell("$S graph rnd -n 5 >graph; $S graph rnd -n 5 -o - >dash; cmp graph dash"), 0);
    ck_assert_int_eq(program_shell("$S graph rnd -n 5 -o /dev/stdout | cmp graph -"), 0);
    ck_assert_int_eq(program_shell("ln -s /dev/stdout to; $S graph rnd -n 5 -o to >dash; cmp graph dash && test -L to"),
                     0);
    ck_assert_int_eq(program_shell("{ echo head; $S graph rnd -n 5 -o /dev/stdout; echo tail; } >all &&"
                                   "{ echo head; cat graph; echo tail; } | cmp - all"),
                     0);
    ck_assert_int_eq(program_shell("{ echo head; $S graph rnd -n 5 -o -; } >>all &&"
                                   "{ echo head; cat graph; echo tail; echo head; cat graph; } | cmp - all"),
                     0);
    ck_assert_int_eq(
        program_shell(
            "$S gen maxcut graph -o n -q && $S solve n --waves waves -q && $S solve n --waves - | cmp waves -"),
        0);
    program_gives("solve n --waves - --html /dev/stdout", 2, "two outputs for standard output");
    program_gives("solve n --waves - --json", 2, "--json uses standard output");
    program_gives("graph rnd --json", 2, "--json uses standard output");
    program_gives("gen recall -n 4 -o -", 2, "-o takes a name for files, NAME.cir");
}
END_TEST

START_TEST(pipes_and_devices_are_written_in_place)
{
    ck_assert_int_eq(
        program_shell(
            "mkfifo p && { cat p >got & $S graph rnd -n 5 -o p -q && wait && $S graph rnd -n 5 | cmp - got;} && "
            "test -p p"),
        0);
    ck_assert_int_eq(program_shell("$S graph rnd -n 5 -o /dev/null -q && test -c /dev/null"), 0);
    ck_assert_int_eq(program_shell("$S graph rnd -n 5 -o /dev/full"), 4);
    expect_text(".err", "/dev/full: error: cannot write: No space left on device\n");
}
END_TEST

START_TEST(help_that_cannot_be_printed_is_an_error)
{
    static const char *const COMMANDS[] = {
        "",           "run ",        "solve ",      "compare ",    "report ",       "plot ",
        "check ",     "params ",     "graph ",      "graph rnd ",  "fit ",          "gen ",
        "gen image ", "gen recall ", "gen maxcut ", "gen custom ", "setup-ngspice "};
    char text[100];
    for (size_t i = 0; i < sizeof COMMANDS / sizeof *COMMANDS; i++) {
        snprintf(text, sizeof text, "$S %s--help >/dev/full", COMMANDS[i]);
        ck_assert_msg(program_shell(text) == 4, "%s", text);
        expect_text(".err", "spinfield: error: cannot write to standard output: No space left on device\n");
    }
    ck_assert_int_eq(program_shell("$S --version >/dev/full"), 4);
    ck_assert_int_eq(program_shell("$S params >&-"), 4);
    ck_assert_int_eq(program_shell("$S graph rnd -n 4 -o f <&- >&-"), 4); /* its file must not get what is printed */
    ck_assert_int_eq(program_shell("$S graph rnd -n 4 | cmp - f"), 0);
}
END_TEST

START_TEST(control_characters_of_names_are_not_printed)
{
    static const char *const COMMANDS[] = {
        "$S graph rnd -n 4 -o \"$N\"",
        "$S gen maxcut graph -o \"$N\"",
        "$S gen maxcut \"$N.none\" -o n",
        "$S solve \"$N.none\"",
        "$S solve n --waves \"$N/none\"",
        "$S solve --stop=\"$N\" n",
        "$S \"$N\"",
        "$S graph rnd \"--$N\"",
        "$S graph rnd -o none/\"$N\"",
    };
    char text[300];
    ck_assert_int_eq(program_shell("$S graph rnd -n 5 >graph && $S gen maxcut graph -o n -q"), 0);
    for (size_t i = 0; i < sizeof COMMANDS / sizeof *COMMANDS; i++) {
        snprintf(text, sizeof text,
                 "N=$(printf 'a\\033\\302\\2335m\\nb\\177'); { %s; } 2>&1 | tee all | LC_ALL=C tr -d '\\n' | "
                 "LC_ALL=C grep -q \"$(printf '[\\001-\\037\\177\\233]')\"",
                 COMMANDS[i]);
        ck_assert_msg(program_shell(text) == 1, "%s", COMMANDS[i]);
        ck_assert_msg(program_shell("grep -qF 'a???5m' all") == 0, "%s", COMMANDS[i]);
    }
}
END_TEST

/* The work would fail with code 3 in ngspice, or for want of the raw file. Nothing is left of the look. */
START_TEST(outputs_are_looked_at_before_the_work)
{
    static const char *const COMMANDS[] = {"run n --patience 1e-9 --html",
                                           "compare n --html",
                                           "solve n --waves",
                                           "solve n --html",
                                           "report n none.raw --csv",
                                           "report n none.raw --waves",
                                           "report n none.raw --html",
                                           "plot n none.raw --format svg -o"};
    static const struct {
        const char *output, *message;
    } BAD[] = {{"none/out", "none/out: error: cannot write: No such file or directory"},
               {"folder", "folder: error: cannot write: Is a directory"},
               {"n.json/out", "n.json/out: error: cannot write: Not a directory"}};
    char text[300];
    ck_assert_int_eq(program_shell("$S graph rnd -n 5 >graph && $S gen maxcut graph -o n -q && mkdir folder"), 0);
    for (size_t i = 0; i < sizeof COMMANDS / sizeof *COMMANDS; i++) {
        for (size_t k = 0; k < sizeof BAD / sizeof *BAD; k++) {
            snprintf(text, sizeof text, "%s %s", COMMANDS[i], BAD[k].output);
            program_refuses(text, 2, BAD[k].message);
        }
    }
    program_refuses("solve n --html /proc/spinfield.html", 2, "/proc/spinfield.html: error: cannot write: ");
    program_refuses("report n", 2, "n.raw: error: no such file; expected the waves that 'spinfield run n' writes");
    program_refuses("plot n -o n.svg", 2,
                    "n.raw: error: no such file; expected the waves that 'spinfield run n' writes");
    program_refuses("run n --patience 1e-9 --html n.raw", 2, "two outputs would go to this file");
    ck_assert_int_eq(program_shell("mkdir n.report.json"), 0);
    program_refuses("run n --patience 1e-9", 2, "n.report.json: error: cannot write: Is a directory");
    ck_assert_int_eq(program_shell("rmdir n.report.json && mkfifo pipe && { wc -c <pipe >count & "
                                   "$S solve n -q --html pipe; wait; test $(cat count) -gt 1000; }"),
                     0);
}
END_TEST

START_TEST(an_output_replaces_nothing_that_the_command_reads)
{
    static const char *const COMMANDS[] = {"search n --runs 2 --csv n.json",
                                           "search n --runs 2 --html ./n.cir",
                                           "search n --runs 2 --answer n.raw",
                                           "search n --runs 2 --save-start n",
                                           "run n --html n.json",
                                           "run n --answer n.cir",
                                           "solve n --waves link",
                                           "solve n --starts 2 --answer n.json",
                                           "compare n --html n.raw",
                                           "report n --csv n.raw",
                                           "report n other --waves other",
                                           "report n --html n.json",
                                           "plot n other --format svg -o other",
                                           "gen maxcut graph.json -o graph",
                                           "gen maxcut graph.json --start bits.cir -o bits"};
    ck_assert_int_eq(
        program_shell("$S graph rnd -n 5 >graph && $S gen maxcut graph -o n -q && $S run n -q && "
                      "cp n.raw other && ln -s n.json link && echo 01010 >bits.cir && "
                      "printf '{\"nodes\": [{}, {}, {}, {}, {}], \"links\": [{\"source\": 0, \"target\": 1}]}' "
                      ">graph.json && sha256sum n.* other graph.json bits.cir >sums"),
        0);
    for (size_t i = 0; i < sizeof COMMANDS / sizeof *COMMANDS; i++) {
        program_refuses(COMMANDS[i], 2, "error: this output would replace a file that the command reads");
    }
    ck_assert_int_eq(program_shell("sha256sum --quiet -c sums"), 0);
    program_gives("gen maxcut graph.json -o n -q", 0, "");
    program_gives("solve n --html /dev/null -q", 0, "");
}
END_TEST

START_TEST(a_network_is_saved_under_a_name)
{
    static const char *const BAD[] = {"''", ".", "..", "folder/", "folder/.."};
    char command[100];
    ck_assert_int_eq(program_shell("$S graph rnd -n 5 >graph && $S gen maxcut graph -o n -q && mkdir folder"), 0);
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
        snprintf(command, sizeof command, "$S search n --runs 2 --save-start %s 2>error; test $? = 2", BAD[i]);
        ck_assert_int_eq(program_shell(command), 0);
        ck_assert_int_eq(program_shell("grep -q -e '--save-start takes a name for files' error"), 0);
        snprintf(command, sizeof command, "$S gen maxcut graph -o %s 2>error; test $? = 2", BAD[i]);
        ck_assert_int_eq(program_shell(command), 0);
    }
}
END_TEST

/* A line end in a word of the user's must not make a line that looks like one of ours. */
START_TEST(a_usage_error_is_one_line_whatever_words_it_names)
{
    static const char *const COMMANDS[] = {"$S \"$N\"",       "$S run \"--$N\"",        "$S run -\"$N\"",
                                           "$S run a \"$N\"", "$S solve --stop=\"$N\"", "$S plot a -o \"$N\""};
    char text[300];
    for (size_t i = 0; i < sizeof COMMANDS / sizeof *COMMANDS; i++) {
        snprintf(text, sizeof text,
                 "N=$(printf 'a\\nTry `b\\rc\\nd'); %s 2>all; test $? = 2 && test $(sed '/^Try .spinfield/,$d' all | "
                 "wc -l) = 1",
                 COMMANDS[i]);
        ck_assert_msg(program_shell(text) == 0, "%s", COMMANDS[i]);
        ck_assert_int_eq(program_shell("! grep -q 'Try .b' all || grep -q 'a?Try .b?c?d' all"), 0);
    }
}
END_TEST

START_TEST(a_pipe_that_nobody_named_is_not_waited_for)
{
    ck_assert_int_eq(
        program_shell("$S graph rnd -n 5 >graph && $S gen maxcut graph -o n -q && mkfifo n.raw && $S report n"), 2);
    expect_text(".err", "n.raw: error: is no regular file; one that a command has written is expected here\n");
    ck_assert_int_eq(program_shell("rm n.cir && mkfifo n.cir && $S run n"), 2);
    ck_assert_int_eq(program_shell("rm n.json && mkfifo n.json && $S solve n"), 2);
    ck_assert_int_eq(program_shell("mkfifo p && { cat graph >p & $S gen maxcut p -o m -q; }"),
                     0); /* but one that somebody did is */
}
END_TEST

START_TEST(a_limit_on_the_size_of_files_is_an_error)
{
    ck_assert_int_eq(program_shell("(ulimit -f 1; exec $S graph rnd -n 200 -o g)"), 4);
    expect_text(".err", "g: error: cannot write: File too large\n");
    ck_assert_int_eq(program_shell("test ! -e g"), 0);
}
END_TEST

Suite *output_suite(void)
{
    Suite *suite = suite_create("output");
    TCase *targets = tcase_create("targets");
    tcase_add_checked_fixture(targets, NULL, scratch_remove);
    tcase_add_test(targets, links_are_followed_and_stay);
    tcase_add_test(targets, links_that_lead_in_circles_are_refused);
    tcase_add_test(targets, an_empty_name_is_refused_before_the_work);
    tcase_add_test(targets, a_replaced_file_keeps_its_rights);
    tcase_add_test(targets, a_descriptor_is_written_from_where_it_stands);
    tcase_add_test(targets, two_outputs_for_one_file_are_refused);
    suite_add_tcase(suite, targets);
    TCase *whole = tcase_create("whole");
    tcase_add_checked_fixture(whole, NULL, scratch_remove);
    tcase_add_test(whole, several_outputs_are_opened_and_ended_together);
    tcase_add_test(whole, an_output_has_no_name_before_it_is_whole);
    tcase_add_test(whole, where_one_name_cannot_be_taken_none_is);
    tcase_add_test(whole, too_few_descriptors_are_a_fault_of_the_system);
    suite_add_tcase(suite, whole);
    TCase *commands = tcase_create("commands");
    tcase_add_checked_fixture(commands, NULL, scratch_remove);
    tcase_add_test(commands, a_dash_is_standard_output_and_nothing_else_is_printed);
    tcase_add_test(commands, pipes_and_devices_are_written_in_place);
    tcase_add_test(commands, help_that_cannot_be_printed_is_an_error);
    tcase_add_test(commands, control_characters_of_names_are_not_printed);
    tcase_add_test(commands, a_usage_error_is_one_line_whatever_words_it_names);
    tcase_add_test(commands, outputs_are_looked_at_before_the_work);
    tcase_add_test(commands, an_output_replaces_nothing_that_the_command_reads);
    tcase_add_test(commands, a_network_is_saved_under_a_name);
    tcase_add_test(commands, a_pipe_that_nobody_named_is_not_waited_for);
    tcase_add_test(commands, a_limit_on_the_size_of_files_is_an_error);
    suite_add_tcase(suite, commands);
    return suite;
}
