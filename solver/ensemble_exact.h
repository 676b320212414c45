/* What the rates of an ensemble's strings say of their averages, without a run. Equation numbers are those of
 * docs/telegraph.md. */
#ifndef ENSEMBLE_EXACT_H
#define ENSEMBLE_EXACT_H

#include "base/status.h"
#include "netgen/ensemble.h"
#include "solver/junction_string.h"

/* Sums over strings, at the bias: NAN where rates differ too much for double precision. */
struct ensemble_exact {
    size_t strings;
    double time[2], left[2];     /* mean number of junctions that are antiparallel, and parallel; of jumps out, 1/s */
    double share[STRING_STATES]; /* of time in each state of a string, Eq. (T2) */
    double power;                /* W, of the supply */
    double linear[2];            /* answer of the parallel share to the sine: a complex amplitude, Eq. (T3) */
};

/* Adds those of one string. STATUS_INPUT where its voltages cannot be computed. */
enum status ensemble_exact_add(struct ensemble_exact *exact, const struct ensemble *ensemble,
                               const struct junction_string *string, struct diagnostic *diagnostic);

/* The mean dwells in the antiparallel and the parallel state at the bias, s, of strings without variation; NAN where
 * rates differ too much. STATUS_SYSTEM where memory is short, and STATUS_INPUT as above or where a junction cannot be
 * at 27 C. */
enum status ensemble_exact_dwells(const struct ensemble *ensemble, double dwell[2], struct diagnostic *diagnostic);

/* How many junctions are parallel in a state of a string. */
unsigned ensemble_parallel_in(unsigned state);

#endif
