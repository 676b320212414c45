/* What a store of results has: values, columns, and the plan that it is of. */
#ifndef STORE_PLAN_H
#define STORE_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum store_type { STORE_NOTHING, STORE_INTEGER, STORE_REAL, STORE_TEXT };

/* STORE_NOTHING where there is no value, and in place of a NaN. Numbers read back equal, to the last bit, but for the
 * sign of a zero. */
struct store_value {
    enum store_type type;
    union {
        int64_t integer;
        double real;
        const char *text;
    };
};

/* Whether two values are the same: of one type, and equal to the last bit. */
bool store_value_is(const struct store_value *a, const struct store_value *b);

/* What a column is. The first four are those of struct store_plan. */
enum store_part {
    STORE_VARIED,    /* an option of gen that the campaign varies */
    STORE_SEED,      /* seed, start-seed or chip-seed, which every row has, varied or not */
    STORE_METRIC,    /* what came out and is the same on every machine */
    STORE_EXECUTION, /* what differs from one run to the next: host, attempts, time, memory, iterations */
    STORE_FIXED,     /* an option that is the same in all rows */
    STORE_OUTCOME,   /* point, outcome ("done" or "failed"), error, warnings */
};

/* A column. A row may have a text in a column of numbers ("auto"), but no number in one of texts. */
struct store_column {
    const char *name; /* of an option without its dashes ("start-seed"); of a metric its key in reports */
    enum store_part part;
    enum store_type type;
    const char *unit; /* "s", "J", ...; "" or NULL where there is none */
};

/* A fact about a campaign as a whole. */
struct store_fact {
    const char *key, *value;
};

/* An option that all rows share. */
struct store_fixed {
    struct store_column column;
    struct store_value value;
};

/* What a store is of. A store is resumed by a plan that is equal in all but `notes`. */
struct store_plan {
    size_t points; /* rows that a finished store has: points are 0 to points - 1 */

    /* What must be equal: "engine" ("solver" or "ngspice"), "engine_version", "template" (a JSON object whose key
     * "made" is what recipe_write writes), "plan" (JSON), and what else the rows depend on. The store adds "version",
     * that of Spinfield. And notes, such as "command", which may differ and are kept as they were at first. */
    const struct store_fact *fact;
    size_t facts;
    const struct store_fact *note;
    size_t notes;

    const struct store_column *column; /* varied, seeds, metrics, executions, in this order */
    size_t columns;
    const struct store_fixed *fixed;
    size_t fixed_count;
};

#endif
