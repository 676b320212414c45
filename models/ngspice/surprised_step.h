/* Time steps of devices whose state is to go a certain way in a step at most, and may miss the one that the circuit was
 * solved for by little: Eqs. (J12), (J16) of docs/mtj.md, (S7) of docs/spin_circuits.md. A miss grows with the square
 * of the step. */
#ifndef SURPRISED_STEP_H
#define SURPRISED_STEP_H

#include "models/ngspice/ngspice_internals.h"

#include <math.h>

/* The step in s that would have been short enough for this way and this miss, in any unit; INFINITY where this one, of
 * `h` (s), was. */
static inline double surprised_step_wanted(double h, double way, double allowed_way, double miss, double allowed_miss)
{
    double wanted = INFINITY;
    if (h > ngspice_shortest_step() && way > 2.0 * allowed_way) {
        wanted = h * fmax(0.1, allowed_way / way);
    }
    if (h > ngspice_shortest_step() && miss > allowed_miss) {
        wanted = fmin(wanted, h * fmax(0.1, 0.9 * sqrt(allowed_miss / miss)));
    }
    return wanted;
}

/* Refuses the first step of a run, about which ngspice does not ask truncate_step. */
static inline void surprised_step_refuse_first(const double *t, double wanted)
{
    if (t[1] == 0.0 && wanted < t[0] - t[1]) {
        cm_analog_not_converged();
    }
}

/* Asks for the time point at which the way, which goes on as it went, is as long as it may be. */
static inline void surprised_step_ask(const double *t, double way, double allowed_way)
{
    if (way > 0.0) {
        cm_analog_set_temp_bkpt(t[0] + (t[0] - t[1]) * allowed_way / way);
    }
}

#endif
