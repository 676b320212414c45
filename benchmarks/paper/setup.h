/* What all figures share: where things are, and how much is run. */
#ifndef SETUP_H
#define SETUP_H

#include "benchmarks/paper/summary.h"
#include "campaign/trials.h"

struct setup {
    const char *data;        /* folder of the reference data; NULL where there is none */
    const char *pictures;    /* folder that the pictures go to; NULL: no pictures */
    char *host, *code_model; /* paths of what runs ngspice */
};

/* Of the solver. A tenth of the error that a published time or energy is known to. */
#define SETUP_TOLERANCE 1e-4

/* trials_run in ngspice, whatever the engine of `trials`. */
enum status setup_simulate(const struct setup *setup, const struct trials *trials, struct measures **measures,
                           struct diagnostic *diagnostic);

#endif
