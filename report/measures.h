/* Figures of one run: convergence, power, energy, and how good the answer is. */
#ifndef MEASURES_H
#define MEASURES_H

#include "trace.h"

#include <stdbool.h>

struct measures {
    bool converged;          /* every wall rests at the last point */
    size_t moving;           /* walls (of 2 n) that do not */
    double time_to_solution; /* s: the moment after which no wall moves; the last point where not converged */
    double load_time;        /* s */
    double energy_load;      /* J, from 0 to time_to_solution, trapezoid over the points; Eq. (18) */
    double energy_soma;      /* J */
    double energy_synapse;   /* J */
    double energy;           /* J: the three together */
    double energy_paper;     /* J: the paper's estimate, Eq. (19) */
    double average_power;    /* W: energy / time_to_solution */
    double peak_power;       /* W, up to time_to_solution */
    char *state;             /* n characters '0' or '1' and a zero, from the somas at the last point */
    bool has_cut;            /* max-cut tasks: */
    double cut;
    bool has_pattern;       /* tasks with patterns: */
    size_t matched_pattern; /* the nearest pattern, from 0 */
    bool matched_inverse;   /* it is the pattern's inverse that is nearest */
    double bit_accuracy;    /* share of the n bits that agree with it */
};

/* Measures `trace`. A wall rests when its position does not change any more and it stands at an end of the track, or
 * has stood in one place for the last tenth of the trace. STATUS_SYSTEM where memory is short. */
enum status measures_take(const struct trace *trace, const struct network *network, struct measures *measures,
                          struct diagnostic *diagnostic);
void measures_clear(struct measures *measures); /* frees the state */

/* The paper's energy estimate in J for a run of `t` (s) in all. Eq. (19). */
double measures_paper_energy(const struct network *network, double t);

#endif
