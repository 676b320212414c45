/* Numbers and counts as texts for people; private to reports. */
#ifndef QUANTITY_H
#define QUANTITY_H

#include <stddef.h>

/* A number in engineering units, three digits, with room for the text. */
struct quantity {
    char text[32];
};
struct quantity quantity(double value, const char *unit);

/* "s" where `count` is not 1. */
const char *plural(size_t count);

#endif
