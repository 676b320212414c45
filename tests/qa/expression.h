/* Expressions of a quality specification: numbers and vectors, with the functions that references need.
 *
 *   numbers      1.5, 20u, 5meg; names of parameters, definitions and outputs
 *   operators    + - * / ^, < > <= >= (1 where true, else 0), parentheses
 *   elementwise  abs sqrt exp ln sin cos atan tanh min(a,b) max(a,b) clamp(v,least,greatest) if(condition,a,b)
 *   reductions   most least first last count
 *   along a run  integral(v), slope(v): over the run's first column (time, frequency, sweep); at(v,t): v at the place
 *                t of that column; on(v,w): v at the places of w, which is of another run. Linear between the points.
 *
 * A vector is of one run; two vectors that meet in an operator must have equal lengths. */
#ifndef EXPRESSION_H
#define EXPRESSION_H

#include "base/status.h"
#include "tests/qa/vector.h"

#include <stdbool.h>
#include <stddef.h>

enum { EXPRESSION_ARGUMENTS = 3 };

/* Where names come from. `find` finds what is called `name`, which ends at `length`; `call` evaluates a defined
 * function of `arguments` arguments. Both fill `value` with numbers that outlive the evaluation, and give false where
 * there is no such name; where its definition is wrong, the diagnostic also says so. */
struct scope {
    bool (*find)(void *context, const char *name, size_t length, struct vector *value);
    bool (*call)(void *context, const char *name, size_t length, const struct vector *argument, size_t arguments,
                 struct vector *value);
    void *context;
    const char *path; /* of the specification and its line, for errors */
    long line;
};

/* Evaluates `text` to a number. STATUS_INPUT, with the place in the specification, where it is no expression, a name is
 * unknown, lengths differ, or the result is a vector. */
enum status expression_number(const char *text, const struct scope *scope, double *number,
                              struct diagnostic *diagnostic);

/* Evaluates `text`; result->value is the caller's to free. Errors as above, but for vectors. */
enum status expression_vector(const char *text, const struct scope *scope, struct vector *result,
                              struct diagnostic *diagnostic);

#endif
