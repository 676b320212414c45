/* ngspice's host and gnuplot as processes: where they start, and that they end with the program. */
#include "tests/suites.h"

#include "tests/support/program.h"
#include "tests/support/scratch.h"
#include "tests/support/simulate.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void expect_files(const char *names)
{
    char *found;
    ck_assert_int_eq(program_shell("printf '%s ' $(ls)"), 0);
    found = scratch_read(".out");
    ck_assert_str_eq(found, names);
    free(found);
}

/* A network that ran, and a folder `slow` with the program, and with an ngspice host and a gnuplot that only say that
 * they were started. */
static void make_slow_programs(void)
{
    ck_assert_int_eq(program_shell("printf '3 2\n1 2\n2 3\n' >g && $S gen maxcut g -o n -q && $S run n -q && rm g"), 0);
    ck_assert_int_eq(program_shell("mkdir slow && cp -L $S slow/spinfield && touch slow/spinfield.cm && "
                                   "printf '#!/bin/sh\ntouch started\nexec sleep 1000\n' >slow/gnuplot && "
                                   "sed \"s|started|$PWD/started|\" slow/gnuplot >slow/spinfield-ngspice && "
                                   "chmod +x slow/gnuplot slow/spinfield-ngspice"),
                     0);
}

/* The command, which waits for a slow program, gets the signal; its exit code. Returns when all that it started has
 * ended: they hold the pipe to cat as their descriptor 9. */
static int end_by(const char *arguments, const char *signal)
{
    char text[1000];
    snprintf(
        text, sizeof text,
        "{ PATH=$PWD/slow:$PATH env --default-signal=INT slow/spinfield %s >/dev/null 2>&1 9>&1 1>/dev/null & p=$!; "
        "while ! test -e started; do sleep 0.02; done; rm started; kill -%s $p; wait $p; echo $? >.code; } 9>&1 | cat",
        arguments, signal);
    ck_assert_int_eq(program_shell(text), 0);
    char *code = scratch_read(".code");
    int value = atoi(code);
    free(code);
    return value;
}

START_TEST(what_was_started_ends_with_the_program)
{
    make_slow_programs();
    ck_assert_int_eq(end_by("plot n -o n.svg", "KILL"), 128 + SIGKILL);
    ck_assert_int_eq(end_by("run n", "KILL"), 128 + SIGKILL);
    expect_files("n.cir n.json n.raw n.report.json slow ");
}
END_TEST

START_TEST(a_signal_leaves_no_file_and_is_the_exit_code)
{
    make_slow_programs();
    ck_assert_int_eq(end_by("report n --html h.html --csv c.csv --waves w.csv", "TERM"), 128 + SIGTERM);
    ck_assert_int_eq(end_by("report n --html h.html --csv c.csv --waves w.csv", "INT"), 128 + SIGINT);
    ck_assert_int_eq(end_by("report n --html h.html --csv c.csv --waves w.csv", "KILL"), 128 + SIGKILL);
    ck_assert_int_eq(end_by("run n --html h.html", "TERM"), 128 + SIGTERM);
    ck_assert_int_eq(end_by("compare n --html h.html", "INT"), 128 + SIGINT);
    ck_assert_int_eq(program_shell("test -z \"$(find . -name '.spinfield*')\""), 0);
    expect_files("n.cir n.json n.raw n.report.json slow ");
}
END_TEST

START_TEST(a_caller_may_ignore_the_end_of_children)
{
    make_slow_programs();
    ck_assert_int_eq(program_shell("(trap '' CHLD; exec $S plot n -o n.svg)"), 0);
    ck_assert_int_eq(program_shell("(trap '' CHLD; exec $S run n -q)"), 0);
}
END_TEST

START_TEST(a_gnuplot_that_ends_by_a_signal_is_told_so)
{
    make_slow_programs();
    ck_assert_int_eq(
        program_shell("printf '#!/bin/sh\nkill -9 $$\n' >slow/gnuplot; PATH=$PWD/slow:$PATH $S plot n -o n.svg"), 4);
    char *said = scratch_read(".err");
    ck_assert_str_eq(said, "spinfield: error: gnuplot was ended by signal 9 (Killed)\n");
    free(said);
    ck_assert_int_eq(program_shell("PATH=/none $S plot n -o n.svg"), 4);
    said = scratch_read(".err");
    ck_assert_ptr_nonnull(strstr(said, "cannot run gnuplot, which draws the pictures: No such file"));
    free(said);
}
END_TEST

/* ngspice reads the .spiceinit of its working folder, and spinit of the folder in SPICE_SCRIPTS. */
START_TEST(ngspice_starts_where_no_file_can_stand)
{
    static const char DECK[] = "* where it is\nr1 1 0 1k\nv1 1 0 1\n.control\n"
                               "shell find /proc/self/cwd -maxdepth 0 -fprintf /dev/fd/8 %l\n"
                               "shell cp /proc/self/environ /dev/fd/9\n.endc\n.tran 1n 5n\n.end\n";
    static const char *const NAMES[] = {"folder", "environment"};
    for (int i = 0; i < 2; i++) { /* the host inherits them */
        int file = open(IN_SCRATCH(NAMES[i]), O_CREAT | O_WRONLY | O_CLOEXEC, 0666);
        ck_assert_int_eq(dup2(file, 8 + i), 8 + i);
    }
    table_free(simulate_deck(DECK));
    close(8);
    close(9);
    char *folder = scratch_read("folder");
    ck_assert_msg(strncmp(folder, "/proc/", 6) == 0 && strstr(folder, "/fdinfo"), "%s", folder);
    free(folder);
    ck_assert_int_eq(program_shell("tr '\\0' '\n' <environment | grep -qx SPICE_SCRIPTS=/proc/self/fdinfo"), 0);
    ck_assert_int_eq(program_shell("tr '\\0' '\n' <environment | grep -qx HOME=/proc/self/fdinfo"), 0);
}
END_TEST

Suite *process_suite(void)
{
    Suite *suite = suite_create("process");
    TCase *ends = tcase_create("ends");
    tcase_add_checked_fixture(ends, NULL, scratch_remove);
    tcase_add_test(ends, what_was_started_ends_with_the_program);
    tcase_add_test(ends, a_signal_leaves_no_file_and_is_the_exit_code);
    tcase_add_test(ends, a_caller_may_ignore_the_end_of_children);
    tcase_add_test(ends, a_gnuplot_that_ends_by_a_signal_is_told_so);
    tcase_add_test(ends, ngspice_starts_where_no_file_can_stand);
    suite_add_tcase(suite, ends);
    return suite;
}
