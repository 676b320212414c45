#include "tests/support/expect.h"

#include <check.h>
#include <math.h>
#include <string.h>

void expect_close(double value, double right, double relative)
{
    ck_assert_msg(fabs(value - right) <= relative * fabs(right), "%.17g is not %.17g within %g", value, right,
                  relative);
}

void expect_ok(enum status status, const struct diagnostic *why)
{
    ck_assert_msg(status == STATUS_OK, "status %d: %s", (int)status, why->text);
}

void expect_input_error(enum status status, const struct diagnostic *why, const char *fragment)
{
    ck_assert_int_eq(status, STATUS_INPUT);
    ck_assert_msg(strstr(why->text, fragment) != NULL, "'%s' is not in: %s", fragment, why->text);
    ck_assert_msg(strstr(why->text, ": error: ") != NULL, "%s", why->text);
    ck_assert_ptr_null(strchr(why->text, '\n'));
}
