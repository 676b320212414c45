/* Runs an ensemble of junctions event by event: what it does on average, and what it should do. docs/telegraph.md has
 * the equations. */
#ifndef ENSEMBLE_RUN_H
#define ENSEMBLE_RUN_H

#include "base/status.h"
#include "netgen/ensemble.h"
#include "solver/junction_string.h"

/* A mean over the strings, and its standard error from how they differ; NAN where there is one string. */
struct ensemble_mean {
    double value, error;
};

/* The answer to the sine: its amplitude in the share of time that junctions are parallel, and its phase to the sine,
 * rad, above 0 where it leads. */
struct ensemble_answer {
    double amplitude, phase;
};

/* Completed dwells, of both states: bins of `width` (s). */
struct ensemble_dwells {
    double width;
    size_t bins;
    size_t *count[2]; /* [bins] of the antiparallel and of the parallel state */
};

/* All from ensemble.after on, but for jumps and energy. What is `exact` follows from the rates alone, as a mean over
 * all strings; it is NAN where the supply is not constant, or where rates differ too much for double precision. */
struct ensemble_result {
    size_t jumps;                              /* of all junctions, from the start */
    double energy, power;                      /* of the supply, J from the start; W, the mean */
    struct ensemble_mean dwell[2];             /* s: how long the antiparallel and the parallel state last */
    struct ensemble_mean parallel;             /* share of time in the parallel state, of all junctions */
    struct ensemble_mean share[STRING_STATES]; /* of time in each state of a string */
    double exact_dwell[2], exact_parallel, exact_share[STRING_STATES], exact_power;
    double memory;  /* s: for so long, about, the start is remembered at the bias; NAN as above */
    size_t periods; /* of the sine in which it is observed: 0 without one */
    struct ensemble_answer answer, error, linear; /* found; its standard error; by Eq. (T3) */
    size_t pieces;                                /* into which a period is cut */
    struct ensemble_dwells dwells;
};

/* Runs it. `bin`: the width of the bins of dwells, s, 0 for none. STATUS_SYSTEM where memory is short, STATUS_INPUT
 * where a junction is not possible, voltages cannot be computed or rates change too fast in a period, and where a dwell
 * is longer than ENSEMBLE_MOST_BINS bins; then there is nothing to clear. */
enum { ENSEMBLE_MOST_BINS = 1000000 };
enum status ensemble_run(const struct ensemble *ensemble, double bin, struct ensemble_result *result,
                         struct diagnostic *diagnostic);
void ensemble_result_clear(struct ensemble_result *result);

#endif
