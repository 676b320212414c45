#include "report/quantity.h"

#include "base/number.h"
#include "report/interval.h"

#include <math.h>
#include <stdio.h>

struct quantity quantity(double value, const char *unit)
{
    const int digits = 3;
    struct quantity q = {{0}};
    number_engineering(q.text, sizeof q.text, value, digits, unit);
    return q;
}

enum { DIGITS = 3 };

struct quantity_pair quantity_of_mean(const struct interval *mean, const char *unit)
{
    struct quantity_pair pair = {"-"};
    const double half = mean->high - mean->value;
    if (!isfinite(mean->value)) {
        return pair;
    }
    if (!isfinite(half)) {
        snprintf(pair.text, sizeof pair.text, "%s", quantity(mean->value, unit).text);
        return pair;
    }
    struct number_pair both;
    number_engineering_pair(&both, mean->value, half, DIGITS, DIGITS, unit);
    snprintf(pair.text, sizeof pair.text, "%s \xc2\xb1 %s", both.value, both.error);
    return pair;
}

struct quantity_pair quantity_of_quality(const struct interval *mean, const char *unit, const char *plus_minus)
{
    struct quantity_pair pair = {"-"};
    const double half = mean->high - mean->value;
    const char *blank = *unit ? " " : "";
    if (isfinite(mean->value) && half > 0.0) {
        snprintf(pair.text, sizeof pair.text, "%.6g %s %.2g%s%s", mean->value, plus_minus, half, blank, unit);
    } else if (isfinite(mean->value)) {
        snprintf(pair.text, sizeof pair.text, "%.6g%s%s", mean->value, blank, unit);
    }
    return pair;
}

const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}
