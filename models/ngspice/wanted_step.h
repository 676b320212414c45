/* Devices that refuse a time point: each keeps the step in its state that would have been short enough. */
#ifndef WANTED_STEP_H
#define WANTED_STEP_H

#include "models/ngspice/ngspice_internals.h"

/* Shortens *step (s) to what the devices of a code model want, for truncate_step of struct ngspice_functions: each has
 * the step in the piece `tag` of its state, `offset` bytes from its beginning; INFINITY where it wants none. */
static inline int wanted_step_least(GENmodel *first, CKTcircuit *ckt, int tag, size_t offset, double *step)
{
    for (MIFmodel *model = (MIFmodel *)first; model; model = MIFnextModel(model)) {
        for (MIFinstance *here = MIFinstances(model); here; here = MIFnextInstance(here)) {
            if (ngspice_has_state(here)) {
                const double *wanted = ngspice_state(ckt, ngspice_state_index(here, tag)) + offset / sizeof(double);
                *step = *wanted < *step ? *wanted : *step;
            }
        }
    }
    return OK;
}

#endif
