/* Options with numbers, one or several: FROM:TO:COUNT, FROM:TO:COUNT:log or a list. */
#ifndef NUMBER_LIST_H
#define NUMBER_LIST_H

#include "cli/cli.h"

#include <stddef.h>

enum { NUMBERS_MOST = 1000 };

/* Ascending numbers of an option. */
struct numbers {
    size_t count;
    double value[NUMBERS_MOST];
};

/* What --`name` takes: 1 to `most` numbers from `least` to `greatest`. */
struct numbers_option {
    const char *name;
    double least, greatest;
    size_t most;
};

/* The numbers that `argument` of `option` says, ascending. Anything else is a usage error. */
void take_numbers(const struct numbers_option *option, const char *argument, struct numbers *numbers,
                  const struct argp_state *state);

/* The number from `least` to `greatest` that `option` has as its argument; `what` says what it is. Anything else is a
 * usage error. */
double take_number(const char *option, const char *argument, const char *what, double least, double greatest,
                   const struct argp_state *state);

/* The temperature in K that `option` has as its argument, in Celsius; anything else is a usage error. */
double take_celsius(const char *option, const char *argument, const struct argp_state *state);

/* The two whole numbers from 1 to `most` that `option` has as its argument, such as 16x8; `what` says what they are,
 * such as WIDTHxHEIGHT. Anything else is a usage error. */
void take_size(const char *option, const char *argument, const char *what, long most, size_t size[2],
               const struct argp_state *state);

#endif
