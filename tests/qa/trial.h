/* A trial: one property with one parameter set, at one value of its sweep. */
#ifndef TRIAL_H
#define TRIAL_H

#include "models/device.h"
#include "tests/qa/expression.h"
#include "tests/qa/spec.h"

/* What came of a run. */
struct run_data {
    size_t rows;
    double *column[2 * SPEC_ENTRIES + 1]; /* first the place (time, ...), then real and imaginary part of each output */
    double iterations;                    /* of Newton, in transient analyses; NaN where ngspice told none */
    double valgrind_errors;               /* and leaks of the code model; NaN where the run was not under valgrind */
    char *printed;                        /* all that ngspice said */
};

/* An argument of a defined function. */
struct argument {
    const char *name;
    size_t length; /* of the name */
    struct vector value;
    const struct argument *outer;
};

struct trial {
    const struct spec *spec;
    const struct property *property;
    const struct parameter_set *set;
    double sweep; /* its value, where there is one */
    struct run_data data[SPEC_ENTRIES];
    double **made; /* values of definitions and the like, which live as long as the trial */
    size_t count;
    int depth;                       /* of definitions that need others */
    int evaluations;                 /* of definitions, for the expression in hand */
    const struct argument *argument; /* of the defined functions that are being evaluated, innermost first */
    struct diagnostic *diagnostic;
};

/* Begins a trial; `set` may name parameters that do not exist, which is STATUS_INPUT. */
enum status trial_begin(struct trial *trial, const struct spec *spec, const struct property *property,
                        const struct parameter_set *set, struct diagnostic *diagnostic);
void trial_end(struct trial *trial);

/* The device of a run: the defaults, the set, the run's own parameters. */
enum status trial_device(struct trial *trial, const struct run *run, struct device_values *device);

/* `text` evaluated with all names of the trial; `line` is where it stands. */
enum status trial_number(struct trial *trial, const char *text, long line, double *value);

/* The parameter of the device called the first `length` characters of `name`; NULL where there is none. */
const struct parameter *trial_parameter(const struct trial *trial, const char *name, size_t length);

/* Reads the values of a sweep, at most `room` of them. */
enum status trial_sweep(struct trial *trial, double *value, size_t room, size_t *count);

#endif
