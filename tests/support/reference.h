/* An independent, fine integration of a network, for tests: GSL's Runge-Kutta-Prince-Dormand method of order 8 at a
 * tolerance of 1e-10 of the track, node voltages solved exactly, with formulas of its own. */
#ifndef REFERENCE_H
#define REFERENCE_H

#include "netgen/network.h"

struct reference;

/* All walls at x = 0, t = 0. */
struct reference *reference_new(const struct network *network);
void reference_free(struct reference *reference);

/* Goes on to time `t` (s). */
void reference_advance(struct reference *reference, double t);

/* Position of the wall of soma `i`, or of the axons of neuron `i`, now; m. */
double reference_soma(const struct reference *reference, size_t i);
double reference_axon(const struct reference *reference, size_t i);

/* Energy from all sources since t = 0, J. */
double reference_energy(const struct reference *reference);

/* True where every wall rests. */
bool reference_rests(struct reference *reference);

#endif
