/* Measurements of a magnetic tunnel junction, read from a CSV file whose first line names its columns: a loop of
 * resistance against voltage, or how often pulses switched. */
#ifndef JUNCTION_TABLE_H
#define JUNCTION_TABLE_H

#include "base/input.h"
#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

/* What is on the device side in a row of a loop, where a column says it. */
enum junction_state { JUNCTION_UNKNOWN, JUNCTION_PARALLEL, JUNCTION_ANTIPARALLEL };

struct loop_point {
    long line;
    double volts; /* over the junction */
    double value; /* Ohm, or A where the loop has currents */
    double error; /* standard error of the value; 0: the file has none */
    enum junction_state state;
};

struct pulse_point {
    long line;
    double volts;    /* over the junction, pushing it out of its state */
    double length;   /* s */
    double trials;   /* whole */
    double switched; /* of them: 0 to trials */
};

/* One of the two tables; the other count is 0. */
struct junction_table {
    bool currents; /* of the loop, else resistances */
    size_t loop_count, pulse_count;
    struct loop_point *loop;   /* [loop_count] in the order of the file */
    struct pulse_point *pulse; /* [pulse_count] */
};

/* True where the first line that is no comment has a column `voltage` or `v`, as tables of junctions have. */
bool junction_table_is_here(const struct input *input);

/* Reads a table; writes to the bytes of `input`. A loop has the columns voltage (V), resistance (Ohm) or current (A),
 * and may have error (in the unit of the value) and state (p or ap). Pulses have the columns voltage, pulse (s),
 * trials, and switched (a number) or share (0 to 1). v, i, r are short for voltage, current, resistance; capitals do
 * not matter. Numbers may have SPICE suffixes. STATUS_INPUT, with the line, where something else stands there. On an
 * error there is nothing to clear. */
enum status junction_table_parse(struct input *input, struct junction_table *table, struct diagnostic *diagnostic);

void junction_table_clear(struct junction_table *table);

#endif
