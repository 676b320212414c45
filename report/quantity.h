/* Numbers and counts as texts for people; private to reports. */
#ifndef QUANTITY_H
#define QUANTITY_H

struct interval;

#include <stddef.h>

/* A number in engineering units, three digits, with room for the text. */
struct quantity {
    char text[32];
};
struct quantity quantity(double value, const char *unit);

/* A mean with half of its interval, in one unit: "149.3 aJ s ± 0.2 aJ s"; the mean alone where there is no interval,
 * and "-" where there is no mean. */
struct quantity_pair {
    char text[72];
};
struct quantity_pair quantity_of_mean(const struct interval *mean, const char *unit);

/* The same of a figure that is no physical quantity, such as a cut, or is one of a few volts: without a prefix.
 * `plus_minus` is that sign. */
struct quantity_pair quantity_of_quality(const struct interval *mean, const char *unit, const char *plus_minus);

/* "s" where `count` is not 1. */
const char *plural(size_t count);

#endif
