/* What tests of several modules expect of numbers and of errors. */
#ifndef EXPECT_H
#define EXPECT_H

#include "base/status.h"

/* `value` is `right` within a relative error of `relative`. */
void expect_close(double value, double right, double relative);

/* `status` is STATUS_OK; where it is not, the test fails with the message in `why`. */
void expect_ok(enum status status, const struct diagnostic *why);

/* `status` is STATUS_INPUT, and `why` is one line with "error: " and with `fragment` in it. */
void expect_input_error(enum status status, const struct diagnostic *why, const char *fragment);

#endif
