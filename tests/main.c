/* Runs every suite; exit code 0 when all tests pass. CK_RUN_SUITE=name in the environment runs one suite,
 * CK_RUN_CASE=name one of its cases; `--suites` prints the names of the suites. */
#include "suites.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define ADD(name) srunner_add_suite(runner, name##_suite());
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

int main(int count, char **arguments)
{
    if (count > 1 && strcmp(arguments[1], "--suites") == 0) {
        SUITES(PRINT)
        return EXIT_SUCCESS;
    }
    settle_environment();
    SRunner *runner = srunner_create(NULL);
    SUITES(ADD)
    srunner_run_all(runner, CK_ENV);
    int run = srunner_ntests_run(runner), failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    if (run == 0) {
        fputs("spinfield-tests: error: no test has this name\n", stderr);
    }
    return run == 0 || failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
