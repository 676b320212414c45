/* What a terminal shows: colours, and none where they are not wanted. base/terminal.h. */
#include "tests/suites.h"

#include "tests/support/handmade.h"
#include "base/number.h"
#include "tests/support/program.h"
#include "report/report.h"
#include "tests/support/scratch.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static size_t count_of(const char *text, const char *word)
{
    size_t count = 0;
    while ((text = strstr(text, word)) != NULL) {
        text += strlen(word);
        count++;
    }
    return count;
}

/* What "spinfield ARGUMENTS" prints on a terminal in the environment `setting`, to be freed. */
static char *on_terminal(const char *setting, const char *arguments)
{
    char command[3 * PATH_MAX], everywhere[PATH_MAX];
    ck_assert_msg(realpath("build/tests/terminal_everywhere.so", everywhere) != NULL, "build it with 'make tests'");
    /* the address sanitizer wants to be the first library */
    snprintf(command, sizeof command,
             "cd '%s' && env %s ASAN_OPTIONS=verify_asan_link_order=0 LD_PRELOAD='%s' '%s' %s </dev/null >.typescript "
             "2>/dev/null",
             scratch_folder(), setting, everywhere, program_path(), arguments);
    ck_assert_msg(system(command) == 0, "%s", command);
    return scratch_read(".typescript");
}

static void expect_colours(const char *setting, const char *arguments, bool wanted)
{
    char *shown = on_terminal(setting, arguments);
    ck_assert_msg(strlen(shown) > 50, "nothing is shown");
    ck_assert_msg((strchr(shown, '\033') != NULL) == wanted, "'%s' with %s: %s", arguments, setting, shown);
    free(shown);
}

START_TEST(colours_are_for_terminals_that_want_them)
{
    static const char *const COMMANDS[] = {"report a", "check a", "compare a"};
    program_gives("gen recall --pattern 010110 --start 010111 -q -o a", 0, "");
    program_gives("run a -q", 0, "");
    for (size_t k = 0; k < sizeof COMMANDS / sizeof *COMMANDS; k++) {
        struct outcome outcome = program_run(COMMANDS[k]);
        ck_assert_ptr_null(strchr(outcome.out, '\033'));
        ck_assert_str_eq(outcome.err, ""); /* no progress line either */
        outcome_free(&outcome);
        expect_colours("-u NO_COLOR TERM=xterm", COMMANDS[k], true);
        expect_colours("NO_COLOR= TERM=xterm", COMMANDS[k], true);
        expect_colours("NO_COLOR=1 TERM=xterm", COMMANDS[k], false);
        expect_colours("-u NO_COLOR TERM=dumb", COMMANDS[k], false);
    }
    expect_colours("-u NO_COLOR TERM=xterm", "report a --json", false);
}
END_TEST

static char *text_of(const struct network *network, const char *state, struct text_look look)
{
    const struct run_facts facts = {.engine = "ngspice"};
    struct measures m = handmade_measure_state(network, state);
    const struct report report = {network, &m, &facts};
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    report_text(&report, look, out);
    fclose(out);
    measures_clear(&m);
    return text;
}

START_TEST(bits_that_differ_from_the_nearest_pattern_are_red)
{
    struct network *network = handmade_recall(1, (const char *const[]){"1111100000"}, "0000000000");
    for (size_t columns = 0; columns <= 5; columns += 5) { /* bits, and a picture */
        handmade_set_columns(network, columns);
        char *text = text_of(network, "1111000001", (struct text_look){.colour = true});
        size_t warnings = count_of(text, "\033[31mwarning");
        ck_assert_uint_eq(count_of(text, "\033[31m"), 2 + warnings);
        ck_assert_uint_eq(count_of(text, "\033[32m"), 1); /* converged */
        ck_assert_uint_eq(count_of(text, "\033[0m"), 3 + warnings);
        free(text);
        text = text_of(network, "1111000001", (struct text_look){.colour = false});
        ck_assert_uint_eq(count_of(text, "\033"), 0);
        free(text);
    }
    network_free(network);
}
END_TEST

/* The pictures of a report are drawn with block characters, but on a terminal that has none. */
START_TEST(only_a_terminal_asks_for_the_locale)
{
    static const struct {
        const char *setting;
        bool utf8;
    } CASES[] = {{"-u LC_ALL", false},
                 {"LC_ALL=C", false},
                 {"-u LC_ALL LANG=en_US.ISO-8859-1", false},
                 {"LC_ALL=C LANG=C.UTF-8", false},
                 {"-u LC_ALL LANG=C.UTF-8", true},
                 {"-u LC_ALL LC_CTYPE=de_DE.utf8 LANG=C", true}};
    program_input("letter.pbm", "P1\n3 3\n1 1 1\n0 1 0\n0 1 0\n");
    program_gives("gen image letter.pbm -q -o a", 0, "");
    program_gives("run a -q", 0, "");
    for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
        char *shown = on_terminal(CASES[k].setting, "report a"), *file;
        ck_assert_msg((strstr(shown, "█") != NULL) == CASES[k].utf8, "%s: %s", CASES[k].setting, shown);
        ck_assert_msg((strchr(shown, '#') != NULL) != CASES[k].utf8, "%s: %s", CASES[k].setting, shown);
        free(shown);
        char command[6000];
        snprintf(command, sizeof command, "cd '%s' && env %s '%s' report a >file", scratch_folder(), CASES[k].setting,
                 program_path());
        ck_assert_int_eq(system(command), 0);
        file = scratch_read("file");
        ck_assert_ptr_nonnull(strstr(file, "██████"));
        free(file);
    }
}
END_TEST

START_TEST(times_to_wait_are_rounded_up)
{
    static const struct {
        double seconds;
        const char *text;
    } CASES[] = {{0.0, "0 s"}, {0.2, "1 s"}, {59.1, "60 s"}, {61.0, "2 min"}, {3600.0, "60 min"}, {3601.0, "2 h"}};
    char text[20];
    for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
        ck_assert_str_eq(number_duration(text, sizeof text, CASES[k].seconds), CASES[k].text);
    }
}
END_TEST

Suite *terminal_suite(void)
{
    Suite *suite = suite_create("terminal");
    TCase *tests = tcase_create("terminal");
    tcase_add_test(tests, colours_are_for_terminals_that_want_them);
    tcase_add_test(tests, bits_that_differ_from_the_nearest_pattern_are_red);
    tcase_add_test(tests, only_a_terminal_asks_for_the_locale);
    tcase_add_test(tests, times_to_wait_are_rounded_up);
    suite_add_tcase(suite, tests);
    return suite;
}
