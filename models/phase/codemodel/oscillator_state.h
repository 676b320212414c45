/* What the code models phase and phase_network leave from one time point to the next, for their functions and for
 * transient.c. */
#ifndef OSCILLATOR_STATE_H
#define OSCILLATOR_STATE_H

#include "models/ngspice/analysis.h"
#include "models/ngspice/predicted_step.h"

#include "models/phase/phase.h"

/* In ngspice's state vectors, so that a rejected step is forgotten. */
struct oscillator {
    struct prediction prediction;
    double phi;                            /* rad */
    double expected;                       /* the phase that the time point is solved for */
    struct oscillator_drive drive, before; /* at this time point, and at the one before */
    double step;                           /* s, between these two; 0 where there is no point before */
};

enum { OSCILLATOR = 0, MESSAGE_SIZE = 400 };

#endif
