/* Quality specifications: what a file in tests/qa/ says. docs/qa.md has the format. */
#ifndef SPEC_H
#define SPEC_H

#include "base/input.h"
#include "base/status.h"
#include "models/device.h"

#include <stdbool.h>
#include <stddef.h>

enum { SPEC_ENTRIES = 24, SPEC_LINES = 40 };

/* A name with the expression behind its '='. */
struct setting {
    const char *name, *expression;
    const char *path; /* of the file in which it stands, and its line */
    long line;
};

/* Settings that stand together: of a parameter set, of a run, definitions. */
struct settings {
    struct setting entry[SPEC_ENTRIES];
    size_t count;
};

/* A line of the circuit. */
struct circuit_line {
    const char *text;  /* with {expressions}; of a device, its name, nodes and settings */
    bool is_device;    /* an X line of the device's library, to which the set's parameters are added */
    const char *count; /* expression: how many of it, '#' being the number of each; NULL for one */
    long line;
};

enum run_kind { RUN_PLAINLY, RUN_UNDER_VALGRIND };

struct run {
    const char *name;
    const char *command;  /* ngspice's, with {expressions} */
    const char *options;  /* for .options, "" for none */
    const char *refusal;  /* what ngspice must say, where it must refuse; else NULL */
    const char *only;     /* names of the outputs that it has, separated by blanks; NULL for all */
    struct settings with; /* device parameters and definitions of this run */
    enum run_kind kind;
    long line;
};

/* An ngspice vector, and its name in expressions. */
struct named_vector {
    const char *name, *vector;
    long line;
};

struct check {
    const char *name, *text; /* for the table, and the expression left of the comparison */
    bool at_most;            /* else at least */
    const char *bound, *reason;
    long line;
};

struct property {
    const char *path, *name, *about;
    long line;
    const char *sets; /* names, separated by blanks */
    const char *sweep_name;
    const char *sweep; /* expressions, separated by blanks; NULL for none */
    struct settings definitions;
    struct circuit_line circuit[SPEC_LINES];
    size_t circuit_lines;
    struct run run[SPEC_ENTRIES];
    size_t runs;
    struct named_vector output[SPEC_ENTRIES];
    size_t outputs;
    struct check check[SPEC_ENTRIES];
    size_t checks;
};

struct parameter_set {
    const char *path, *name;
    long line;
    struct settings parameters;
};

/* All that was read. */
struct spec {
    const struct device *device; /* that it is about, where it says so; see spec_device */
    struct input **input;
    size_t inputs;
    struct settings definitions; /* that stand before the first property of a file, for all files */
    struct parameter_set *set;
    size_t sets;
    struct property *property;
    size_t properties;
};

/* Adds the specification at `path`. STATUS_INPUT, with file and line, where it is not one. */
enum status spec_read(struct spec *spec, const char *path, struct diagnostic *diagnostic);

/* The same for a file that is in memory: `input` is the spec's from now on, after an error as well. */
enum status spec_parse(struct spec *spec, struct input *input, struct diagnostic *diagnostic);

/* The device that the specification is about: dwmtj where it names none. */
const struct device *spec_device(const struct spec *spec);

/* The set called `name`, which ends at `length`; NULL where there is none. */
const struct parameter_set *spec_find_set(const struct spec *spec, const char *name, size_t length);

/* Checks what only shows when all files are read: sets that are named, runs and checks that are missing. */
enum status spec_check(const struct spec *spec, struct diagnostic *diagnostic);

void spec_free(struct spec *spec); /* what it holds, not itself */

#endif
