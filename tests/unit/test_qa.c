/* The quality suite's own program: specifications that are wrong, properties that do not hold. `make qa` runs those
 * that hold. */
#include "tests/suites.h"

#include "tests/support/scratch.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* A voltage of 2 V over 1 kOhm, with what a test adds. */
static const char GOOD[] = "set axon\n"
                           "define twice(v) = 2*v\n"
                           "property ohm\n"
                           "  sets axon\n"
                           "  element r1 top 0 {rm/2}\n"
                           "  element vtop top 0 2\n"
                           "  run op op\n"
                           "  output i = i(vtop)\n"
                           "  check current: 0-i <= 2m because Ohm's law\n";

/* Runs spinfield-qa on `spec`: its exit code, and what it prints in `out` and `err`, to be freed. */
static int run_qa(const char *spec, char **out, char **err)
{
    char path[SCRATCH_PATH], here[2000], command[4000];
    ck_assert_ptr_nonnull(getcwd(here, sizeof here));
    scratch_write(path, "spec.qa", spec, strlen(spec));
    snprintf(command, sizeof command, "cd '%s' && '%s/build/spinfield-qa' spec.qa >.out 2>.err", scratch_folder(),
             here);
    int status = system(command);
    *out = scratch_read(".out");
    *err = scratch_read(".err");
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* The specification with `old` replaced by `new` ends with `code` and says `message`, on stderr from code 2 on. */
static void expect(const char *old, const char *new, int code, const char *message)
{
    char *out, *err;
    char *spec = scratch_replace(GOOD, old, new);
    int given = run_qa(spec, &out, &err);
    ck_assert_msg(given == code, "gave %d, not %d, for:\n%s\n%s%s", given, code, spec, out, err);
    ck_assert_msg(strstr(code >= 2 ? err : out, message), "did not say '%s' for:\n%s\n%s%s", message, spec, out, err);
    free(spec);
    free(out);
    free(err);
}

START_TEST(a_property_that_holds_passes)
{
    expect("", "", 0, "1 passed, 0 failed, 1 properties");
    expect("0-i <= 2m", "twice(0-i)/clamp(5,0,2) <= 2*1m", 0, "pass");
    expect("0-i <= 2m", "-i*1k^2/1meg*if(2>1,1,0) <= 2m", 0, "pass");
    expect("run op op", "run op dc vtop 0 2 1", 2, "'0-i' is a vector");
    expect("run op op\n  output i = i(vtop)\n  check current: 0-i <=",
           "run op dc vtop 0 2 1\n  output i = i(vtop)\n  check current: most(abs(i-at(i,swept)))+last(0-i) <=", 0,
           "pass");
}
END_TEST

START_TEST(a_property_that_does_not_hold_fails)
{
    expect("0-i <= 2m", "0-i <= 1.999m", 1, "FAIL");
    expect("0-i <= 2m", "0-i >= 2.001m", 1, "FAIL");
    expect("0-i <= 2m", "0/(i-i) <= 2m", 1, "FAIL"); /* not a number */
    expect("  run op op\n", "  run op op\n  refused no such words\n", 1, "FAIL");
}
END_TEST

START_TEST(a_run_without_data_is_a_failed_simulation)
{
    expect("run op op", "run op dance", 3, "ngspice failed");
    expect("i(vtop)", "i(vtip)", 3, "ngspice failed");
}
END_TEST

START_TEST(wrong_specifications_are_named_with_their_line)
{
    static const char *const WRONG[][3] = {
        {"property ohm\n", "", "spec.qa:3: error: this belongs behind a 'property' line"},
        {"property ohm", "property", "spec.qa:3: error: a property needs one word"},
        {"set axon\n", "set axon\nset axon\n", "spec.qa:2: error: there is a set of this name"},
        {"set axon", "set axon rp", "spec.qa:1: error: this should be NAME=EXPRESSION"},
        {"set axon", "set axon rq=3", "spec.qa:1: error: there is no device parameter 'rq'"},
        {"set axon", "set axon rp=rq", "spec.qa:1: error: in 'rq', at 'rq': there is no such parameter"},
        {"sets axon", "sets soma", "spec.qa:3: error: there is no set called 'soma'"},
        {"sets axon", "sits axon", "spec.qa:4: error: a line cannot begin with this word"},
        {"{rm/2}", "{rm/}", "spec.qa:5: error: in 'rm/'"},
        {"element r1", "device r1", "spec.qa:5: error: a device needs a name and the nodes"},
        {"run op op", "run op", "spec.qa:7: error: a run needs a name and a command"},
        {"output i =", "output i", "spec.qa:8: error: this should be NAME = ..."},
        {" because Ohm's law", "", "spec.qa:9: error: this should be 'check NAME: EXPRESSION <= BOUND because REASON'"},
        {"check current:", "check", "spec.qa:9: error: this should be 'check"},
        {"0-i", "0-j", "spec.qa:9: error: in '0-j', at 'j': there is no such"},
        {"0-i", "(0-i", "a ')' is missing"},
        {"0-i", "0-i i", "this does not belong to the expression"},
        {"0-i", "thrice(i)", "there is no such function"},
        {"0-i", "abs(i,i)", "another number of arguments"},
        {"0-i", "integral(i)", "needs a vector"},
        {"twice(v) = 2*v\n", "twice = twice\n  check a: twice <= 1 because it is a circle\n",
         "spec.qa:3: error: this belongs"},
        {"0-i <= 2m", "1e-3x <= 2m", "this is no number"},
        {"0-i <= 2m", "1e <= 2m", "in '1e', at '1e': this is no number"},
        {"0-i <= 2m", "1e+ <= 2m", "in '1e+', at '1e+': this is no number"},
        {"{rm/2}", "{1e}", "spec.qa:5: error: in '1e', at '1e': this is no number"},
        {"element r1", "repeat 1e9 element r1#",
         "spec.qa:5: error: 'repeat 1e9' is 1e+09 times; expected a whole number"},
        {"element r1", "repeat 0-1 element r1#", "spec.qa:5: error: 'repeat 0-1' is -1 times"},
        {"element r1", "repeat 1e308 element r1#", "spec.qa:5: error: 'repeat 1e308' is 1e+308 times"},
        {"element r1", "repeat 1.5 element r1#", "spec.qa:5: error: 'repeat 1.5' is 1.5 times"},
        {"element r1", "repeat 0/0 element r1#", "spec.qa:5: error: 'repeat 0/0' is "},
    };
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        expect(WRONG[i][0], WRONG[i][1], 2, WRONG[i][2]);
    }
}
END_TEST

START_TEST(a_definition_that_needs_itself_is_refused)
{
    expect("set axon\n", "set axon\ndefine a = b+1\ndefine b = a+1\n", 0, "pass"); /* nobody asks for it */
    char *out, *err;
    char *circle = scratch_replace(GOOD, "set axon\n", "set axon\ndefine a = b+1\ndefine b = a+1\n");
    char *asked = scratch_replace(circle, "0-i", "a");
    ck_assert_int_eq(run_qa(asked, &out, &err), 2);
    ck_assert_msg(strstr(err, "spec.qa:2: error: 'a' needs itself"), "%s", err);
    free(out);
    free(err);
    free(asked);
    free(circle);
}
END_TEST

/* `count` times `part`, `middle`, `count` times `end`: to be freed. */
static char *nested(size_t count, const char *part, const char *middle, const char *end)
{
    char *text = calloc(count * (strlen(part) + strlen(end)) + strlen(middle) + 1, 1), *at = text;
    ck_assert_ptr_nonnull(text);
    for (size_t i = 0; i < count; i++) {
        at = stpcpy(at, part);
    }
    at = stpcpy(at, middle);
    for (size_t i = 0; i < count; i++) {
        at = stpcpy(at, end);
    }
    return text;
}

START_TEST(expressions_that_nest_too_deep_are_refused)
{
    static const char *const PARTS[][2] = {{"(", ")"}, {"-", ""}, {"abs(", ")"}, {"max(0,", ")"}};
    for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++) {
        char *deep = nested(20000, PARTS[i][0], "1", PARTS[i][1]), *flat = nested(20, PARTS[i][0], "0", PARTS[i][1]);
        expect("0-i", deep, 2, "more than 50 parentheses and signs within each other");
        expect("0-i", flat, 0, "pass");
        free(deep);
        free(flat);
    }
}
END_TEST

START_TEST(definitions_that_multiply_are_refused)
{
    char definitions[2000] = "define a0 = 1\n", *next = definitions + strlen(definitions);
    for (int i = 1; i < 18; i++) {
        next += sprintf(next, "define a%d = a%d+a%d+a%d+a%d\n", i, i - 1, i - 1, i - 1, i - 1);
    }
    char *spec = scratch_replace(GOOD, "0-i", "a17"), *out, *err;
    char *whole = scratch_replace(spec, "define twice(v) = 2*v\n", definitions);
    ck_assert_int_eq(run_qa(whole, &out, &err), 2);
    ck_assert_msg(strstr(err, "is needed again after 10000 definitions"), "%s", err);
    free(spec);
    free(whole);
    free(out);
    free(err);
}
END_TEST

START_TEST(an_expression_that_does_not_fit_is_refused_and_not_cut)
{
    char *sum = nested(100, "1-1+", "500", ""), text[1000];
    snprintf(text, sizeof text, "device x1 top 0 a b rp=%s\n  element r1", sum);
    expect("element r1", text, 2, "spec.qa:5: error: the expression is too long");
    snprintf(text, sizeof text, "{%s}", sum);
    expect("{rm/2}", text, 2, "spec.qa:5: error: the expression is too long");
    free(sum);
}
END_TEST

/* The suite, whose ngspice starts and never ends, gets the signal: its exit code. Returns when all that it started has
 * ended: they hold the pipe to cat as their descriptor 9. */
static int end_by(const char *here, const char *signal)
{
    char command[6000];
    snprintf(
        command, sizeof command,
        "cd '%s' && { PATH=$PWD/slow:$PATH TMPDIR=$PWD/tmp env --default-signal=INT '%s/build/spinfield-qa' spec.qa "
        ">.out 2>.err 9>&1 & p=$!; while ! test -e started; do sleep 0.02; done; rm started; ls -A tmp >.made; "
        "kill -%s $p; wait $p; echo $? >.code; ls -A tmp >.left; } 9>&1 2>.said | cat",
        scratch_folder(), here, signal);
    ck_assert_int_eq(system(command), 0);
    char *code = scratch_read(".code"), *made = scratch_read(".made"), *left = scratch_read(".left");
    int value = atoi(code);
    ck_assert_msg(strncmp(made, "spinfield-qa-", 13) == 0, "made '%s'", made);
    ck_assert_str_eq(left, "");
    free(code);
    free(made);
    free(left);
    return value;
}

START_TEST(a_signal_leaves_no_folder_and_is_the_exit_code)
{
    static const char SLOW[] = "#!/bin/sh\ntouch ../../started\nexec sleep 1000\n";
    char path[SCRATCH_PATH], here[2000];
    ck_assert_ptr_nonnull(getcwd(here, sizeof here));
    scratch_write(path, "spec.qa", GOOD, strlen(GOOD));
    ck_assert_int_eq(mkdir(IN_SCRATCH("slow"), 0700) + mkdir(IN_SCRATCH("tmp"), 0700), 0);
    scratch_write(path, "slow/ngspice", SLOW, strlen(SLOW));
    ck_assert_int_eq(chmod(path, 0700), 0);
    ck_assert_int_eq(end_by(here, "TERM"), 128 + SIGTERM);
    ck_assert_int_eq(end_by(here, "INT"), 128 + SIGINT);
    ck_assert_int_eq(end_by(here, "HUP"), 128 + SIGHUP);
}
END_TEST

START_TEST(a_temporary_folder_whose_name_is_too_long_is_refused)
{
    char long_name[501];
    scratch_folder(); /* which has to stand elsewhere */
    const char *set = getenv("TMPDIR");
    char *before = set ? strdup(set) : NULL;
    memset(long_name, 'x', sizeof long_name - 1);
    long_name[sizeof long_name - 1] = '\0';
    ck_assert_int_eq(setenv("TMPDIR", long_name, 1), 0);
    expect("", "", 2, "TMPDIR has 500 bytes; expected at most 379");
    ck_assert_int_eq(before ? setenv("TMPDIR", before, 1) : unsetenv("TMPDIR"), 0);
    free(before);
}
END_TEST

START_TEST(files_that_cannot_be_read_are_refused)
{
    char here[2000], command[4000];
    ck_assert_ptr_nonnull(getcwd(here, sizeof here));
    snprintf(command, sizeof command, "cd '%s' && '%s/build/spinfield-qa' nowhere.qa >.out 2>.err", scratch_folder(),
             here);
    ck_assert_int_eq(WEXITSTATUS(system(command)), 2);
    char *err = scratch_read(".err");
    ck_assert_msg(strstr(err, "nowhere.qa"), "%s", err);
    free(err);
    snprintf(command, sizeof command, "cd '%s' && '%s/build/spinfield-qa' >.out 2>.err", scratch_folder(), here);
    ck_assert_int_eq(WEXITSTATUS(system(command)), 2);
}
END_TEST

Suite *qa_suite(void)
{
    Suite *suite = suite_create("qa");
    TCase *tests = tcase_create("qa");
    tcase_add_test(tests, a_property_that_holds_passes);
    tcase_add_test(tests, a_property_that_does_not_hold_fails);
    tcase_add_test(tests, a_run_without_data_is_a_failed_simulation);
    tcase_add_test(tests, wrong_specifications_are_named_with_their_line);
    tcase_add_test(tests, expressions_that_nest_too_deep_are_refused);
    tcase_add_test(tests, definitions_that_multiply_are_refused);
    tcase_add_test(tests, an_expression_that_does_not_fit_is_refused_and_not_cut);
    tcase_add_test(tests, a_definition_that_needs_itself_is_refused);
    tcase_add_test(tests, a_signal_leaves_no_folder_and_is_the_exit_code);
    tcase_add_test(tests, a_temporary_folder_whose_name_is_too_long_is_refused);
    tcase_add_test(tests, files_that_cannot_be_read_are_refused);
    suite_add_tcase(suite, tests);
    return suite;
}
