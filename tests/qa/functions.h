/* The operators and functions of expressions. */
#ifndef FUNCTIONS_H
#define FUNCTIONS_H

#include "tests/qa/vector.h"

#include <stdbool.h>

/* Exactly one of elementwise, reduce and along is set. */
struct function {
    const char *name;
    size_t arguments;
    double (*elementwise)(const double *argument);
    double (*reduce)(const struct vector *v);
    /* Fills `result`, which has the length of `places`, from `v`. */
    void (*along)(const struct vector *v, const struct vector *places, struct vector *result);
    bool at_places; /* the second argument says where `along` is wanted */
};

/* The function called `name`, which ends at `length`; NULL where there is none. */
const struct function *function_find(const char *name, size_t length);

double function_sum(const double *pair);
double function_difference(const double *pair);
double function_product(const double *pair);
double function_quotient(const double *pair);
double function_power(const double *pair);
double function_below(const double *pair);
double function_above(const double *pair);
double function_at_most(const double *pair);
double function_at_least(const double *pair);

#endif
