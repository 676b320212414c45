/* The simplified solver on its tasks: many small recalls, dense and sparse graphs, a dense matrix, a million neurons.
 */
#ifndef SOLVING_H
#define SOLVING_H

#include "benchmarks/sample.h"
#include "base/status.h"

enum { SOLVING_TASKS = 8, SOLVING_RUNS = 5 };

struct solving {
    const char *name;
    size_t networks; /* solved in one run, one after the other, on one core */
    size_t repeats;  /* of a run of one network, whose time is then that of one of them: 0.5 ms alone are little */
    double target;   /* s for a run; 0: none */
    size_t threads;  /* 0: one */
    struct sample seconds; /* of a run: solving, without making the networks; processor time, or real time of threads */
    double steps, evaluations; /* of all networks together */
    double bytes, operations;  /* of all weights' sums together: read, and done */
    double memory;             /* that the solver asks for, bytes */
};

/* What the machine could do at best, on one core. */
struct limits {
    double bandwidth;  /* reading, bytes/s */
    double operations; /* double precision, multiplications and additions a second */
};

enum status solving_measure(struct solving task[SOLVING_TASKS], struct limits *limits, struct diagnostic *diagnostic);

#endif
