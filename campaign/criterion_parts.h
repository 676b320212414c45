/* The parts of a criterion; private to criterion.c, criterion_names.c and criterion_parse.c. */
#ifndef CRITERION_PARTS_H
#define CRITERION_PARTS_H

#include "campaign/store_plan.h"

#include <stddef.h>

/* What a step does with the values on a stack. */
enum criterion_operation {
    STEP_VALUE,  /* puts a number or a word there */
    STEP_COLUMN, /* puts the value of a column there */
    STEP_MINUS,
    STEP_NOT,
    STEP_TIMES,
    STEP_OVER,
    STEP_PLUS,
    STEP_LESS_BY, /* a - b */
    STEP_BELOW,
    STEP_AT_MOST,
    STEP_ABOVE,
    STEP_AT_LEAST,
    STEP_EQUAL,
    STEP_OTHER,
    STEP_AND,
    STEP_OR,
};

struct criterion_step {
    enum criterion_operation operation;
    size_t column;
    struct store_value value; /* a text is the criterion's own */
};

enum { CRITERION_DEPTH = 64 }; /* values on the stack, and open parentheses and operators */

struct criterion {
    struct criterion_step *step; /* in the order in which they are done */
    size_t steps;
    char *text; /* a copy, in which the words end with zeros */
};

/* ---- Names ---- */

struct names {
    const struct store_column *column;
    size_t columns;
};

/* A short name. */
struct alias {
    const char *name, *meaning;
    const char *column[2]; /* its factors; the second one may be NULL */
};

/* The column with this name, names->columns where there is none; the short name, NULL where there is none or where not
 * all that it stands for is there; and what of both is nearest to `name`, NULL where nothing is near. */
size_t names_column(const struct names *names, const char *name);
const struct alias *names_alias(const struct names *names, const char *name);
const char *names_nearest(const struct names *names, const char *name);

#endif
