/* The options that the questions about quadratic forms share, `gen ising` and `gen qubo`, and the reading of their
 * file. */
#ifndef FORM_OPTIONS_H
#define FORM_OPTIONS_H

#include "netgen/questions/question.h"
#include "netgen/readers/quadratic.h"

enum { FORM_OPTIMUM, FORM_MAXIMIZE, FORM_MINIMIZE, FORM_INSTANCE, FORM_OPTIONS_COUNT };

#define FORM_OPTIONS                                                                                                   \
    [FORM_OPTIMUM] = {"optimum", 0,   QUESTION_NUMBER, 0, 0, "NUMBER", "Best known objective, for the report",         \
                      NULL,      NULL},                                                                                \
    [FORM_MAXIMIZE] =                                                                                                  \
        {"maximize", 0, QUESTION_SWITCH, 0, 0, NULL, "Look for the greatest, whatever the format says", "no", NULL},   \
    [FORM_MINIMIZE] = {"minimize", 0,   QUESTION_SWITCH, 0, 0, NULL, "Look for the least, whatever the format says",   \
                       "no",       NULL},                                                                              \
    [FORM_INSTANCE] = {"instance", 0,   QUESTION_WHOLE, 1, 1000000, "K", "Problem number K of a file of OR-library",   \
                       NULL,       NULL}

/* Reads the file of `request` for `use` as these options say. Errors as of quadratic_read, and STATUS_INPUT where
 * options contradict each other. */
enum status form_read(const struct question_request *request, enum quadratic_use use, struct quadratic **form,
                      struct diagnostic *diagnostic);

/* The best known objective of `request`; NaN where it is not given. */
double form_optimum(const struct question_request *request);

#endif
