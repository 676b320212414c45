/* Time steps of oscillators whose circuit is solved for the state to which the drives of the last two time points lead:
 * docs/phase.md, section 2. */
#ifndef PREDICTED_STEP_H
#define PREDICTED_STEP_H

#include "models/ngspice/ngspice_internals.h"
#include "models/oscillator_drive.h"

#include <math.h>

/* A step that ended: its times t[0] and t[1], in s; by how much the state went and by how much it missed the expected
 * one, and what is allowed of both, in one unit; the cell of noise, s, 0 for none. */
struct predicted_step {
    const double *t;
    double way, allowed_way, miss, allowed_miss, cell;
};

/* Asks for the next time point, and returns the step in s that would have been short enough; INFINITY where this one
 * was. Eq. (O12) of docs/phase.md. */
static inline double predicted_step_judge(const struct predicted_step *s)
{
    const double h = s->t[0] - s->t[1], shortest = ngspice_shortest_step();
    double wanted = INFINITY, next = 2.0 * h;
    if (h > shortest && !(s->way <= 2.0 * s->allowed_way)) {
        wanted = h * fmax(0.1, s->allowed_way / s->way);
    }
    if (h > shortest && !(s->miss <= s->allowed_miss)) {
        wanted = fmin(wanted, h * fmax(0.1, 0.8 * cbrt(s->allowed_miss / s->miss)));
    }
    if (s->t[1] == 0.0 && wanted < h) { /* ngspice does not ask truncate_step about the first step */
        cm_analog_not_converged();
    }
    next = s->way > 0.0 ? fmin(next, h * s->allowed_way / s->way) : next; /* Eq. (O12) */
    next = s->miss > 0.0 ? fmin(next, 0.8 * h * cbrt(s->allowed_miss / s->miss)) : next;
    double end = s->t[0] + fmax(next, 2.0 * shortest);
    if (s->cell > 0.0) { /* states have kinks between cells: between time points the circuit has none */
        const double whole = floor(end / s->cell) * s->cell;
        end = whole > s->t[0] + 2.0 * shortest ? whole : end;
    }
    cm_analog_set_temp_bkpt(end);
    return wanted;
}

#endif
