/* What the code model stno leaves from one time point to the next, for its function and for truncate.c. */
#ifndef STNO_STATE_H
#define STNO_STATE_H

#include "models/ngspice/analysis.h"
#include "models/ngspice/predicted_step.h"

#include "models/stno/stno.h"

/* In ngspice's state vectors, so that a rejected step is forgotten. */
struct oscillation {
    struct prediction prediction;
    double phi;                            /* rad, as it has turned since the start */
    struct stno_amplitude c, expected;     /* now, and that the time point is solved for */
    struct oscillator_drive drive, before; /* at this time point, and at the one before */
    double step;                           /* s, between these two; 0 where there is no point before */
};

enum { OSCILLATION = 0, MESSAGE_SIZE = 400 };

#endif
