/* Runs every suite; exit code 0 when all tests pass. CK_RUN_SUITE=name in the environment runs one of them. */
#include "suites.h"

#include <stdlib.h>

int main(void)
{
    Suite *suites[] = {SUITES};
    SRunner *runner = srunner_create(suites[0]);
    for (size_t i = 1; i < sizeof suites / sizeof *suites; i++) {
        srunner_add_suite(runner, suites[i]);
    }
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
