/* How the values of an option are shown to people. */
#ifndef OPTION_SHOWN_H
#define OPTION_SHOWN_H

#include <stdbool.h>
#include <stddef.h>

/* A number is shown in `unit` ("" for none), as `scale` times its value. */
struct option_shown {
    const char *unit;
    double scale;
};

/* A sigma is shown in per cent, and so is an option whose numbers are; others are in the unit that gen takes. */
struct option_shown option_shown(const char *name, bool in_percent);

/* The number without its unit, rounded to `digits`; a column or an axis has one kind of suffix. Returns `text`. */
char *option_shown_number(const struct option_shown *shown, double value, int digits, char *text, size_t size);

#endif
