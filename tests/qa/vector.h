/* The values of expressions. */
#ifndef VECTOR_H
#define VECTOR_H

#include <stddef.h>

/* A number (`place` NULL, `count` 1) or the values of an output at the `place`s of its run. */
struct vector {
    size_t count;
    double *value;       /* [count] */
    const double *place; /* [count] first column of the run; NULL for a number */
};

#endif
