/* What the functions of spinfield.h share. */
#ifndef LIBRARY_H
#define LIBRARY_H

#include "base/status.h"
#include "base/text.h"
#include "library/spinfield.h"
#include "report/measures.h"
#include "report/metrics.h"

#include <stdbool.h>

struct spinfield_network {
    struct network *network;
};

struct spinfield_answer {
    struct measures measures;
    char *start; /* that was loaded; NULL where there was none */
    struct metrics metrics;
    struct text json, csv;
};

/* What a function returns: `status`, with the line of `diagnostic` in *error, which may be NULL, where it is an error.
 */
enum spinfield_status library_end(enum status status, const struct diagnostic *diagnostic,
                                  struct spinfield_error *error);

/* SPINFIELD_INPUT, with the name of the first of `pointers` that is NULL; SPINFIELD_OK where none is. The list ends
 * with an element without a name. */
struct library_pointer {
    const void *pointer;
    const char *name;
};
enum spinfield_status library_check(const struct library_pointer pointers[], struct spinfield_error *error);

#define LIBRARY_CHECK(error, ...) library_check((const struct library_pointer[]){__VA_ARGS__, {NULL, NULL}}, (error))

/* SPINFIELD_INPUT, "there is no WHAT 'NAME'", and SPINFIELD_ABSENT, "this OWNER has no 'NAME'". */
enum spinfield_status library_unknown(const char *what, const char *name, struct spinfield_error *error);
enum spinfield_status library_absent(const char *owner, const char *name, struct spinfield_error *error);

/* The value of an option as text: its own, or its number in `room`. */
enum { LIBRARY_NUMBER = 32 };
const char *library_option_text(const struct spinfield_option *option, char room[LIBRARY_NUMBER]);

/* An option that is a number within limits; whole where `whole`. */
struct library_number {
    const char *name;
    double least, greatest;
    bool whole;
    double *value; /* where it goes */
};

/* Sets the number of `option` if it is one of `numbers`, a list that ends with an element without a name. *known
 * is whether it is. STATUS_INPUT where the value is no number or beyond the limits. */
enum status library_set_number(const struct library_number numbers[], const struct spinfield_option *option,
                               bool *known, struct diagnostic *diagnostic);

#endif
