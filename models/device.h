/* What the program knows of a device. Each folder models/NAME/ with a parameters.def is one, and defines it in its
 * device.c as NAME_device; the build makes the list of all of them. */
#ifndef DEVICE_H
#define DEVICE_H

#include "models/parameters.h"

/* A number that templates of the device's folder use by its name: @name@. */
struct device_constant {
    const char *name;
    double value;
};

struct device {
    const char *name, *title; /* the folder, and what it is in a line */
    const char *terminals;    /* of its subcircuit, with blanks between */
    const struct parameter_table *table;
    const struct device_constant *constants; /* ends with a NULL name; NULL for none */
    /* Groups of parameters that a limit of `check` couples, of those that vary, each a text with blanks between their
     * names; ends with NULL; NULL for none. Whatever devices are drawn, these are checked in all combinations. */
    const char *const *coupled;
    size_t size; /* of its struct, bytes */
    /* True when every parameter is within its limits and they fit together, but for rounding. Otherwise writes to
     * `why` (`size` bytes) what is wrong and what was expected. */
    bool (*check)(const void *device, char *why, size_t size);
};

/* Room for the struct of any device: the doubles of its table, in its order. */
enum { DEVICE_MOST_PARAMETERS = 64 };
struct device_values {
    double value[DEVICE_MOST_PARAMETERS];
};

extern const struct device *const devices[]; /* by name; ends with NULL */

/* The device of this name; NULL where there is none. */
const struct device *device_find(const char *name);

/* Sets every parameter of `device`, a struct of `kind`, to its default. */
void device_reset(const struct device *kind, void *device);

#endif
