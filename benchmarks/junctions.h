/* Magnetic tunnel junctions: a macrospin with noise, many junctions with two states in ngspice, write errors. */
#ifndef JUNCTIONS_H
#define JUNCTIONS_H

#include "benchmarks/sample.h"
#include "benchmarks/timing.h"

enum { JUNCTIONS_TASKS = 4, JUNCTIONS_RUNS = 5 };

struct junctions {
    const char *name;
    const char *time;      /* what the seconds are: processor time or real time, and of what */
    struct sample seconds; /* of JUNCTIONS_RUNS; the first run is dropped */
    double target;         /* s */
    double steps;          /* of one run */
    const char *step;      /* what they are */
};

enum status junctions_measure(struct tools *tools, struct junctions task[JUNCTIONS_TASKS],
                              struct diagnostic *diagnostic);

#endif
