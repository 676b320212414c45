/* One suite a file; each line here is a suite that main.c runs. */
#ifndef SUITES_H
#define SUITES_H

#include <check.h>
#undef fail /* an old macro of check; base/status.h has a function of this name */

Suite *base_suite(void);
Suite *cli_suite(void);
Suite *device_suite(void);
Suite *network_suite(void);
Suite *readers_suite(void);
Suite *reference_suite(void);
Suite *report_suite(void);
Suite *spice_suite(void);

#define SUITES                                                                                                         \
    base_suite(), cli_suite(), device_suite(), network_suite(), readers_suite(), reference_suite(), report_suite(),    \
        spice_suite()

#endif
