/* The table of parameters that every device has. A device keeps its parameters as a struct of doubles with a field for
 * each line of its models/NAME/parameters.def, which says, in SI units:
 *
 * PARAMETER(name, unit, default, least, greatest, kind, text, source)
 *
 * From this table come the fields of the struct, their defaults and limits, the interface files of the ngspice code
 * models, the libraries, `spinfield params`, options of the command line and the tables of the documents. */
#ifndef PARAMETERS_H
#define PARAMETERS_H

#include <stdbool.h>
#include <stddef.h>

/* What a parameter is: the sum of those that apply. */
enum parameter_kind {
    IS_PUBLISHED = 1,  /* makes the published device. Without it: an option, off at its default; files and decks hold it
                       only where it is on */
    IS_VARIED = 2,     /* differs from device to device where it is told to */
    IS_SOLVED = 4,     /* the simplified solver computes what it does */
    IS_FITTED = 8,     /* measurements determine it: `spinfield fit` fits it, an option only on request */
    IS_PORTABLE = 16,  /* the device from standard elements has it */
    IS_OF_NETWORK = 32 /* a network sets it itself, so that `spinfield gen` has no option for it */
};

struct parameter {
    const char *name, *unit;
    double standard, least, greatest; /* default and limits */
    unsigned kind;                    /* of enum parameter_kind */
    const char *text, *source;
    size_t offset; /* of the field in the device's struct, bytes */
};

/* The parameters of one device. `device` is its struct wherever a function takes one. */
struct parameter_table {
    const struct parameter *item;
    size_t count;
};

/* By what share of itself a number may differ from the one that was written and still be it. ngspice reads and prints a
 * parameter with some units in the last place of a double lost, 1e-15 of it; symbols of a schematic have 12 digits,
 * which lose 5e-13. This is ten times as much and more. It is still too little for a seed of 2^32 to be taken for the
 * next one. */
static const double PARAMETER_ROUNDING = 1e-11;

/* The index of the parameter whose name is the first `length` characters of `name`; `count` of the table where there
 * is none. */
size_t parameter_index(const struct parameter_table *table, const char *name, size_t length);

void parameter_set(const struct parameter *parameter, void *device, double value); /* unchecked */
double parameter_get(const struct parameter *parameter, const void *device);

/* True where the parameter is an option that is off. */
bool parameter_is_off(const struct parameter *parameter, const void *device);

/* True where the parameter is of all the `kind` given. */
bool parameter_is(const struct parameter *parameter, unsigned kind);

/* True where `value` is from `least` to `greatest`, but for rounding. False for NaN. */
bool parameter_within(double value, double least, double greatest);

/* True where `value` is a whole number, but for rounding. */
bool parameter_is_whole(double value);

/* True where the parameter, a choice or a seed, is a whole number. Otherwise writes to `why` (`size` bytes) its value
 * and its limits. */
bool parameter_check_whole(const struct parameter *parameter, const void *device, char *why, size_t size);

/* True where every parameter is within its limits, but for rounding. Otherwise writes to `why` (`size` bytes) which
 * one is not, its value and its limits. */
bool parameters_check(const struct parameter_table *table, const void *device, char *why, size_t size);

#endif
