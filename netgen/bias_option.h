/* The options of a network's bias by name: for the command line, and for programs that give them as text. */
#ifndef BIAS_OPTION_H
#define BIAS_OPTION_H

#include "netgen/bias_subject.h"
#include "netgen/problem.h"

#include <stdbool.h>
#include <stddef.h>

struct bias_option {
    enum bias_subject subject;
    char name[32];         /* "vdw", "rp", "sigma-rp" */
    const char *takes;     /* what a value is, for a help text: "VOLTS", "eq4|loaded|VOLTS"; NULL: it stands alone */
    char text[120];        /* what it does, and its default */
    char standard[32];     /* its default, a value that it takes: "0.1", "auto", "no" */
    unsigned kinds;        /* bit 1 << KIND: it has a meaning for weights of that enum weights_kind, */
    unsigned technologies; /* and the same for that enum technology_number */
};

enum { BIAS_MOST_OPTIONS = BIAS_NAMED + 2 * DWMTJ_PARAMETERS + VARIATION_SOURCES };

/* Describes the option `index`, counted from 0 and ordered by subject; there are at most BIAS_MOST_OPTIONS. False past
 * the last one. */
bool bias_option(size_t index, struct bias_option *option);

/* Sets the option `name` of `bias`, which must be one of those above, to `value`: a number with or without a SPICE
 * suffix, or a word; NULL or "yes" where it stands alone. Limits are left to the functions that make a network. Returns
 * NULL; where `value` is nothing that the option takes, what that would be ("auto, eq4, loaded or a voltage"), and
 * `bias` is unchanged. */
const char *bias_set(struct bias *bias, const char *name, const char *value);

/* The unit of the numbers that the option `name` takes: "V", "s"; "" where it has none, and where there is no such
 * option. */
const char *bias_option_unit(const char *name);

#endif
