/* The margins of a network as their page shows them. Plain numbers and texts, whoever made them; the texts belong to
 * the caller. */
#ifndef REPORT_BOUNDS_H
#define REPORT_BOUNDS_H

#include "report/origin.h"

#include <stdbool.h>
#include <stddef.h>

enum bound_end {
    BOUND_FAILS, /* a value next to it does not pass */
    BOUND_LIMIT, /* a value next to it cannot be */
    BOUND_REACH, /* nothing beyond was tried */
};

struct bound {
    double value;
    double distance; /* from the nominal value, in parts of its size */
    enum bound_end end;
    double beyond;                /* the value next to it; NaN at the reach */
    bool hole;                    /* values farther out pass again */
    size_t failed;                /* runs at `beyond` that do not pass */
    const char *reason;           /* that most of them have; NULL: none failed */
    size_t runs;                  /* that have it */
    size_t start_seed, chip_seed; /* of the first of these */
    const char *error;            /* why `beyond` cannot be, or the line of a run that failed; NULL: none */
};

struct bounds_parameter {
    const char *name, *unit; /* unit "": none */
    double nominal;
    struct bound bound[2]; /* the lowest and the highest value */
};

struct bounds {
    struct origin origin;
    size_t starts, chips, runs;         /* runs in all */
    const char *warning;                /* NULL: none */
    const char *devices;                /* how they vary; NULL: they do not */
    double resolution;                  /* in parts of the nominal value */
    double reach;                       /* the greatest factor that was tried */
    struct bounds_parameter *parameter; /* [parameters] */
    size_t parameters;
};

/* A value of a parameter for people: "148 mV", or a plain number where there is no unit. */
struct bounds_text {
    char text[40];
};
struct bounds_text bounds_value(double value, const char *unit);

/* "-0.20 %": three digits, and two behind the point where it is small. */
struct bounds_text bounds_distance(double distance);

#endif
