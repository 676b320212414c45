/* ngspice against the simplified solver, each to the end of the run: networks of up to 300 neurons, and one of 100
 * whose devices differ. */
#ifndef ENGINES_H
#define ENGINES_H

#include "report/comparison.h"
#include "benchmarks/timing.h"

enum { ENGINES_TASKS = 9 };

struct engines {
    size_t n;
    double sigma; /* of R_P; 0: devices are alike */
    struct comparison comparison;
    double ngspice, solver; /* seconds: wall time of the host, processor time of the solver at its default tolerance */
    size_t points;          /* of ngspice */
};

/* Runs all of them and fills `task`. */
enum status engines_measure(const struct tools *tools, struct engines task[ENGINES_TASKS],
                            struct diagnostic *diagnostic);

#endif
