/* What the solvers of networks of spins note during a run, whatever the devices are, and the result that they make of
 * it: report/visits.h, which takes it from a trace, has the rules. */
#ifndef SPIN_RECORD_H
#define SPIN_RECORD_H

#include "netgen/network.h"
#include "solver/run_types.h"

struct spin_record {
    size_t n;
    double *changed;                 /* [n] when each changed its state last, s; below 0: never */
    double energy;                   /* out of the sources so far, J */
    double peak;                     /* power, W */
    double best, at_best;            /* lowest energy of a state, and what had come out before it, J */
    double last, at_last, peak_last; /* time of the last change of any, s; energy and peak by then */
};

/* Where a run has its best state. */
struct spin_best {
    double at, share; /* when it was first seen, s; share of the run in states of its energy */
};

/* Begins a run; `changed` has room for `n` and must outlive it. */
void spin_record_begin(struct spin_record *record, size_t n, double *changed);

/* A change of some spins at time `t` (s), by which the sources have delivered `energy` (J); the peak is known. */
void spin_record_change(struct spin_record *record, double t, double energy);

/* The state has the energy `state`; `scale` is the sum of all couplings' magnitudes. */
void spin_record_state(struct spin_record *record, double state, double scale);

/* The result of a run of `stop` s as the question has it: of the best state that was seen, or of the one at the end. */
void spin_record_judge(const struct spin_record *record, const struct network *network, double stop,
                       const struct spin_best *best, struct solver_result *result);

#endif
