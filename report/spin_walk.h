/* A walk along a trace of signals: from state to state, with the energy of each (netgen/ising_model.h). A neuron is ON,
 * spin +1, where its signal is above 0. */
#ifndef SPIN_WALK_H
#define SPIN_WALK_H

#include "netgen/ising_model.h"
#include "report/trace.h"

struct spin_walk {
    const struct trace *trace;
    const struct ising_model *model;
    double *spin;  /* [n] +1 or -1, at the point */
    double energy; /* of that state */
};

/* Stands at the first point. STATUS_SYSTEM where memory is short; then there is nothing to clear. */
enum status spin_walk_begin(const struct trace *trace, const struct ising_model *model, struct spin_walk *walk,
                            struct diagnostic *diagnostic);
void spin_walk_clear(struct spin_walk *walk);

/* Goes to `point`, the next one; true where its state is another one. */
bool spin_walk_arrive(struct spin_walk *walk, size_t point);

/* The spin of neuron `i` of `trace` at `point`. */
double spin_walk_spin(const struct trace *trace, size_t point, size_t i);

#endif
