/* What the code model mtj leaves from one time point to the next, for its function and for truncate.c. */
#ifndef JUNCTION_STATE_H
#define JUNCTION_STATE_H

#include "models/ngspice/analysis.h"
#include "models/ngspice/refuse.h"

#include "models/mtj/self_heating.h"

/* In ngspice's state vectors, so that a rejected step is forgotten. */
struct magnet {
    struct macrospin_path path;
    struct macrospin_drive drive; /* at this time point */
    struct macrospin_drive ahead; /* and how it changed over the step that ended here, A/m in 1 s */
    double cosine;                /* of free and pinned layer */
    double expected;              /* the cosine that the time point was solved for */
    double expected_m[3];         /* and the free layer */
    double rise;                  /* of the temperature by the current, K */
    double power, power_ahead;    /* in it, W, and how it changed over the step that ended here, W/s */
    double expected_rise;         /* the rise that the time point was solved for */
    double wanted;                /* the step in s that is short enough, where this one was not; else INFINITY */
};

enum { MAGNET = 0 };

#endif
