/* Observations: measurements of one device, what a bench or a microscope gives, read from a CSV file. */
#ifndef OBSERVATIONS_H
#define OBSERVATIONS_H

#include "base/input.h"
#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

enum measurand {
    MEASURAND_POSITION,   /* of the wall, m, as a microscope sees it */
    MEASURAND_RESISTANCE, /* of the junction, Ohm */
    MEASURAND_TRACK,      /* resistance of the track, Ohm */
};

/* The wall stood at an end of the track. Then the track carried `current` for `duration`, and at its end the measurand
 * was read. */
struct observation {
    enum measurand measurand;
    bool from_out;   /* the end it stood at: dwout, else dwin */
    double current;  /* A, dwin to dwout */
    double duration; /* s */
    double value;    /* in the measurand's unit */
    double error;    /* standard error of the value, in the same unit */
};

struct observations {
    size_t count;
    struct observation *item; /* [count] */
};

/* Reads the file at `path`: a line "quantity,end,current,duration,value,error" and below it one line a measurement,
 * with "position", "resistance" or "track", and "dwin" or "dwout" as the end. Numbers may have SPICE suffixes. Lines
 * that are empty or begin with # are comments. STATUS_INPUT, with the line, where something else stands there. On an
 * error there is nothing to clear. */
enum status observations_read(const char *path, struct observations *observations, struct diagnostic *diagnostic);

/* The same for a file that is in memory; writes to its bytes. */
enum status observations_parse(struct input *input, struct observations *observations, struct diagnostic *diagnostic);

void observations_clear(struct observations *observations);

#endif
