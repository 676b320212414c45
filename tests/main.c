/* Runs every suite, or those that the arguments name; exit code 0 when all tests pass. CK_RUN_SUITE=name in the
 * environment runs one suite, CK_RUN_CASE=name one of its cases; `--suites` prints the names of the suites. */
#include "tests/suites.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define ADD(name)                                                                                                      \
    if (is_wanted(#name, arguments)) {                                                                                 \
        suites++;                                                                                                      \
        srunner_add_suite(runner, name##_suite());                                                                     \
    }
#define PRINT(name) puts(#name);

/* The tests see the same environment whoever runs them. No test has a time-out: how fast the machine is, and what else
 * it does, is no property of the program. tests/run.sh ends what hangs. */
static void settle_environment(void)
{
    static const char *const UNSET[] = {"COLUMNS",
                                        "GNUTERM",
                                        "LANG",
                                        "LANGUAGE",
                                        "LC_CTYPE",
                                        "NO_COLOR",
                                        "LC_COLLATE",
                                        "LC_NUMERIC",
                                        "SPICE_USERINIT_DIR",
                                        "SPICE_LIB_DIR",
                                        "SPICE_SCRIPTS",
                                        "SPICE_ASCIIRAWFILE",
                                        "TZ",
                                        "POSIXLY_CORRECT"};
    for (size_t i = 0; i < sizeof UNSET / sizeof *UNSET; i++) {
        unsetenv(UNSET[i]);
    }
    setenv("CK_TIMEOUT_MULTIPLIER", "0", 1);
    setenv("HOME", "/nonexistent", 1); /* ngspice 39 crashes without one, and reads the .spiceinit in it */
    setenv("LC_ALL", "C", 1);
    setenv("TERM", "dumb", 1);
    umask(022);
}

// NOLINTBEGIN(bugprone-reserved-identifier): these names are the linker's
void __wrap__mark_point(const char *file, int line);
void __real__mark_point(const char *file, int line);
// NOLINTEND(bugprone-reserved-identifier)

/* Check notes the place of every assertion that passes, by a write and a read. In a loop that takes longer than what is
 * tested, and the same place need not be noted again. */
void __wrap__mark_point(const char *file, int line)
{
    static const char *last_file;
    static int last_line;
    if (line != last_line || file != last_file) {
        last_file = file;
        last_line = line;
        __real__mark_point(file, line);
    }
}

static bool is_wanted(const char *suite, char **arguments)
{
    bool wanted = !arguments[1];
    for (char **name = arguments + 1; *name; name++) {
        wanted |= strcmp(suite, *name) == 0;
    }
    return wanted;
}

int main(int count, char **arguments)
{
    if (count > 1 && strcmp(arguments[1], "--suites") == 0) {
        SUITES(PRINT)
        return EXIT_SUCCESS;
    }
    settle_environment();
    SRunner *runner = srunner_create(NULL);
    int suites = 0;
    SUITES(ADD)
    if (count > 1 && suites != count - 1) {
        fputs("spinfield-tests: error: no suite has one of these names; --suites prints all\n", stderr);
        return EXIT_FAILURE;
    }
    srunner_run_all(runner, CK_ENV);
    int run = srunner_ntests_run(runner), failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    if (run == 0) {
        fputs("spinfield-tests: error: no test has this name\n", stderr);
    }
    return run == 0 || failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
