#include "report/bounds.h"

#include "base/number.h"

#include <math.h>
#include <stdio.h>

struct bounds_text bounds_value(double value, const char *unit)
{
    const int digits = 4;
    struct bounds_text text = {""};
    if (*unit) {
        number_engineering(text.text, sizeof text.text, value, digits, unit);
    } else {
        snprintf(text.text, sizeof text.text, "%.*g", digits, value); /* a ratio */
    }
    return text;
}

struct bounds_text bounds_distance(double distance)
{
    struct bounds_text text = {""};
    const double percent = 100.0 * distance, size = fabs(percent);
    snprintf(text.text, sizeof text.text, "%+.*f %%", size < 9.995 ? 2 : size < 99.95 ? 1 : 0, percent);
    return text;
}
