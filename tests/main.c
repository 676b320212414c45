/* Runs every suite; exit code 0 when all tests pass. CK_RUN_SUITE=name in the environment runs one of them. */
#include "suites.h"

#include <stdlib.h>

#define ADD(name) srunner_add_suite(runner, name##_suite());

int main(void)
{
    SRunner *runner = srunner_create(NULL);
    SUITES(ADD)
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
