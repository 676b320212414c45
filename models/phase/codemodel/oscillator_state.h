/* What the code model phase leaves from one time point to the next, for its function and for truncate.c. */
#ifndef OSCILLATOR_STATE_H
#define OSCILLATOR_STATE_H

#include "models/ngspice/analysis.h"

#include "models/phase/phase.h"

/* In ngspice's state vectors, so that a rejected step is forgotten. */
struct oscillator {
    double wanted;   /* the step in s that is short enough, where this one was not; else INFINITY */
    double phi;      /* rad */
    double expected; /* the phase that the time point was solved for */
    struct oscillator_drive drive, before; /* at this time point, and at the one before */
    double step;                           /* s, between these two; 0 where there is no point before */
};

enum { OSCILLATOR = 0, MESSAGE_SIZE = 400 };

#endif
