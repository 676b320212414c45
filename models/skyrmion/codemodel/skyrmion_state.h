/* What the code model skyrmion leaves from one time point to the next, for its function and for truncate.c. */
#ifndef SKYRMION_STATE_H
#define SKYRMION_STATE_H

#include "models/ngspice/analysis.h"
#include "models/ngspice/refuse.h"

#include "models/skyrmion/skyrmion.h"

/* In ngspice's state vectors, so that a rejected step is forgotten. */
struct place {
    struct skyrmion_path path;
    double expected; /* x that the time point was solved for, m */
    double wanted;   /* the step in s that is short enough, where this one was not; else INFINITY */
    double current;  /* in the heavy metal at this time point, A */
    double before;   /* and at the one before */
    double step;     /* s, between these two; 0 where there is no point before */
};

enum { PLACE = 0 };

#endif
