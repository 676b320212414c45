/* One suite a file; each line here is a suite that main.c runs. */
#ifndef SUITES_H
#define SUITES_H

#include <check.h>

Suite *base_suite(void);
Suite *device_suite(void);

#define SUITES base_suite(), device_suite()

#endif
