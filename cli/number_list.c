#include "cli/number_list.h"

#include "base/number.h"
#include "campaign/axis.h"
#include "models/constants.h"

#include <stdlib.h>
#include <string.h>

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

void take_numbers(const struct numbers_option *option, const char *argument, struct numbers *numbers,
                  const struct argp_state *state)
{
    const char *const name = option->name;
    struct axis axis;
    struct diagnostic why;
    char text[300], number[AXIS_NUMBER];
    if (!*argument) {
        usage_error(state, "error: --%s is an empty text; expected values such as 1n,2n or FROM:TO:COUNT", name);
    }
    snprintf(text, sizeof text, "%s=%.250s", name, argument);
    enum status status = axis_parse(text, &axis, &why);
    if (status == STATUS_SYSTEM) {
        exit(exit_code(status, &why));
    }
    if (status != STATUS_OK) { /* "error: --vary NAME=VALUES: reason" */
        const char *shown = strstr(why.text, argument), *reason = shown ? shown + strlen(argument) : why.text;
        usage_error(state, "error: --%s %.60s%s", name, argument, reason);
    }
    if (axis.count == 0) {
        usage_error(state, "error: --%s %.60s: a range needs a number of values; expected FROM:TO:COUNT", name,
                    argument);
    }
    if (axis.count > option->most) {
        usage_error(state, "error: --%s %.60s: %zu numbers; expected 1 to %zu", name, argument, axis.count,
                    option->most);
    }
    numbers->count = axis.count;
    for (size_t k = 0; k < axis.count; k++) {
        double *value = &numbers->value[k];
        if (!number_parse(axis_value(&axis, k, number), value) ||
            !(*value >= option->least && *value <= option->greatest)) {
            usage_error(state, "error: --%s %.60s: expected numbers from %g to %g", name, argument, option->least,
                        option->greatest);
        }
    }
    qsort(numbers->value, numbers->count, sizeof *numbers->value, ascending);
    axis_clear(&axis);
}

double take_number(const char *option, const char *argument, const char *what, double least, double greatest,
                   const struct argp_state *state)
{
    double value;
    if (!number_parse(argument, &value) || !(value >= least && value <= greatest)) {
        usage_error(state, "error: %s takes %s from %g to %g, not '%.40s'", option, what, least, greatest, argument);
    }
    return value;
}

double take_celsius(const char *option, const char *argument, const struct argp_state *state)
{
    double celsius;
    if (!number_parse(argument, &celsius) || celsius <= -273.0 || celsius > 1000.0) {
        usage_error(state, "error: %s takes a temperature above -273 and at most 1000 C, not '%.40s'", option,
                    argument);
    }
    return celsius + ZERO_CELSIUS;
}

void take_size(const char *option, const char *argument, const char *what, long most, size_t size[2],
               const struct argp_state *state)
{
    char first[16];
    const size_t length = strcspn(argument, "x");
    long number[2];
    if (length < sizeof first && argument[length] == 'x') {
        memcpy(first, argument, length);
        first[length] = '\0';
        if (integer_parse(first, 1, most, &number[0]) && integer_parse(argument + length + 1, 1, most, &number[1])) {
            size[0] = (size_t)number[0];
            size[1] = (size_t)number[1];
            return;
        }
    }
    usage_error(state, "error: %s takes %s, such as 16x8, each from 1 to %ld, not '%.40s'", option, what, most,
                argument);
}
