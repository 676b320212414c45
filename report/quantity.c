#include "report/quantity.h"

#include "base/number.h"

struct quantity quantity(double value, const char *unit)
{
    const int digits = 3;
    struct quantity q = {{0}};
    number_engineering(q.text, sizeof q.text, value, digits, unit);
    return q;
}

const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}
