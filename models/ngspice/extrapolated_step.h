/* Time steps of devices whose circuit is solved for the state to which the drives of the last two time points lead, and
 * which then go on from the last time point with the drive that came out. A miss grows with the third power of the
 * step: Eq. (N7) of docs/nanomagnet.md, Eq. (K10) of docs/skyrmion.md. */
#ifndef EXTRAPOLATED_STEP_H
#define EXTRAPOLATED_STEP_H

#include "models/ngspice/ngspice_internals.h"

#include <math.h>

/* A step that ended: by how much the state went and by how much it missed the expected one, what is allowed of both, in
 * one unit, and the cell of noise, s, 0 for none. */
struct extrapolated_step {
    double way, allowed_way, miss, allowed_miss, cell;
};

/* Asks for the next time point after t[0], and returns the step in s that would have been short enough; INFINITY where
 * this one, from t[1], was. */
static inline double extrapolated_step_judge(const struct extrapolated_step *s, const double *t)
{
    const double h = t[0] - t[1], shortest = ngspice_shortest_step();
    double wanted = INFINITY, next = 2.0 * h;
    if (h > shortest && !(s->way <= 2.0 * s->allowed_way)) {
        wanted = h * fmax(0.1, s->allowed_way / s->way);
    }
    if (h > shortest && !(s->miss <= s->allowed_miss)) {
        wanted = fmin(wanted, h * fmax(0.1, 0.8 * cbrt(s->allowed_miss / s->miss)));
    }
    if (t[1] == 0.0 && wanted < h) { /* ngspice does not ask truncate_step about the first step */
        cm_analog_not_converged();
    }
    next = s->way > 0.0 ? fmin(next, h * s->allowed_way / s->way) : next; /* Eqs. (N7), (K10) */
    next = s->miss > 0.0 ? fmin(next, 0.8 * h * cbrt(s->allowed_miss / s->miss)) : next;
    double end = t[0] + fmax(next, 2.0 * shortest);
    if (s->cell > 0.0) { /* states have kinks between cells, and a time point in a cell makes it twice */
        const double whole = floor(end / s->cell) * s->cell;
        end = whole > t[0] + 2.0 * shortest ? whole : end;
    }
    cm_analog_set_temp_bkpt(end);
    return wanted;
}

#endif
