/* What the code model spin_contact leaves from one time point to the next, for its function and for truncate.c. */
#ifndef CONTACT_STATE_H
#define CONTACT_STATE_H

#include "models/ngspice/analysis.h"
#include "models/ngspice/refuse.h"

#include "models/spin_contact/spin_contact.h"

/* Of a free magnet, in ngspice's state vectors, so that a rejected step is forgotten. */
struct magnet {
    struct macrospin_path path;
    struct macrospin_drive drive; /* at this time point */
    struct macrospin_drive ahead; /* and how it changed over the step that ended here, A/m in 1 s */
    double expected[3];           /* the direction that the time point was solved for */
    double wanted;                /* the step in s that is short enough, where this one was not; else INFINITY */
};

enum { MAGNET = 0 };

#endif
