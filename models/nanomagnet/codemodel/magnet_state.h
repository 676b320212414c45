/* What the code model nanomagnet leaves from one time point to the next, for its function and for circuit.c. */
#ifndef MAGNET_STATE_H
#define MAGNET_STATE_H

#include "models/ngspice/analysis.h"
#include "models/ngspice/refuse.h"

#include "models/nanomagnet/nanomagnet.h"

/* In ngspice's state vectors, so that a rejected step is forgotten. */
struct magnet {
    double wanted; /* the step in s that is short enough, where this one was not; else INFINITY */
    struct macrospin_path path;
    struct macrospin magnet;
    double expected[3];           /* the moment that the time point was solved for */
    struct macrospin_drive drive; /* at this time point */
    struct macrospin_drive ahead; /* and how it changed over the step that ended here, A/m in 1 s */
};

enum { MAGNET = 0 };

enum { H, M, I }; /* ports, in the order of the interface file */

#endif
