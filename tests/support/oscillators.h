/* Small networks of phase oscillators for tests of several modules. */
#ifndef OSCILLATORS_H
#define OSCILLATORS_H

#include "solver/phases.h"

static const double OSCILLATORS_K = 1e9; /* rad/s, the coupling of oscillators_options */

enum { OSCILLATORS_MOST = 64 };

/* A network with room for all couplings, of which those that are 0 are left out. */
struct oscillators {
    size_t n, first[OSCILLATORS_MOST + 1];
    uint32_t neuron[OSCILLATORS_MOST * OSCILLATORS_MOST];
    double value[OSCILLATORS_MOST * OSCILLATORS_MOST], field[OSCILLATORS_MOST], detuning[OSCILLATORS_MOST];
};

/* Adds an oscillator on which the others act by row[OSCILLATORS_MOST]; NULL: none does. */
void oscillators_add(struct oscillators *net, const double *row);

/* `n` oscillators with random symmetrical couplings of +1 and -1, the share `density` of all pairs, and small fields.
 */
void oscillators_draw(struct oscillators *net, size_t n, double density, uint64_t seed);

/* `n` oscillators without couplings, each with this field. */
void oscillators_single(struct oscillators *net, size_t n, double field);

/* Its couplings and fields as the solver takes them; the arrays are those of `net`. */
struct ising_model oscillators_model(struct oscillators *net);

/* Prepares the network, which must outlive what it returns. */
struct phases *oscillators_prepare(struct oscillators *net);

/* No pump and no noise, the step that the rates allow, seed 1. */
struct phases_options oscillators_options(double t_stop);

/* Runs the network from phase[n]. */
struct phases_result oscillators_solve(struct oscillators *net, const struct phases_options *options, double *phase);

#endif
