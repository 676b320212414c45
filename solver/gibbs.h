/* Networks of p-bits, simulated exactly: from tick to tick of their clocks, without steps in time. With one tick at a
 * time, symmetric couplings and fast synapses, a state s has the probability exp(-beta E(s)) of Gibbs's and Boltzmann's
 * law,
 *
 *     (B3)  E = -sum_{i<j} J_ij s_i s_j - sum_i h_i s_i
 *
 * docs/pbit.md has the equations. The path is that of the code model `pbit` with the same keys: same ticks, same random
 * numbers, same states, but for a tick at which the input is within rounding of where the state would change.
 *
 * The circuit: rails at +V and -V, a resistor |J_ij| g_0 from each p-bit to each input and |h_i| g_0 from a rail, and a
 * resistor to ground that makes the conductance g_T of each input the same. Its inputs are V f_i g_0/g_T with f_i =
 * sum_j J_ij s_j + h_i, so beta = V g_0/(g_T v_0). Rails and resistors then take the power
 *
 *     (B7)  P = V^2 g_0 (A - (g_0/g_T) F),   A = sum_ij |J_ij| + sum_i |h_i|,   F = sum_i f_i^2
 *
 * of which the integrals below give the mean. */
#ifndef GIBBS_H
#define GIBBS_H

#include "base/status.h"
#include "netgen/ising_model.h"

#include <stdbool.h>
#include <stdint.h>

/* The state of a run at a time: all is the simulation's and changes with the next event. */
struct gibbs_point {
    double t, beta;         /* s; at t */
    const signed char *s;   /* [n] +1 or -1 */
    size_t which;           /* p-bit of the event; n at t = 0 */
    double energy, squares; /* E of Eq. (B3), F of Eq. (B7), after the event */
    uint64_t ticks, flips;  /* so far */
};

struct gibbs_options {
    double beta_start, beta_end; /* at t = 0 and at stop; linear between them */
    double stop, tau;            /* length of the run and mean time between a p-bit's ticks, s */
    double tau_synapse;          /* of the low pass at each input, s; 0: none */
    bool noiseless;              /* a tick gives the sign of the input, and keeps the state where that is 0 */
    const uint64_t *key;         /* [n] noise_key of each p-bit's seed and name */
    const signed char *start;    /* [n] +1 or -1; NULL: drawn */
    bool each_tick;              /* the observer is called after each tick, and not after each flip only */
    void (*observe)(void *context, const struct gibbs_point *point); /* and at t = 0; may be NULL */
    void *context;
};

struct gibbs_result {
    double energy;              /* at the end */
    double best, best_at;       /* lowest energy, and when a state had it first, s */
    double best_share;          /* of the time, in states of this energy */
    uint64_t ticks, flips;      /* of all p-bits */
    double beta_squared, power; /* integrals of beta^2 and of beta^2 F over the run, s; Eq. (B7) */
};

struct gibbs;

/* A simulation of `model`, whose arrays must outlive it, with all memory that runs need. STATUS_INPUT where J is not
 * symmetric, couples a p-bit with itself, is not in order, or a number is not finite; STATUS_SYSTEM where memory is
 * short. On an error *gibbs is NULL. Serves one thread. */
enum status gibbs_new(const struct ising_model *model, struct gibbs **gibbs, struct diagnostic *diagnostic);
void gibbs_free(struct gibbs *gibbs); /* takes NULL */

/* Runs the network from its start. Each run is new: nothing is left of the one before. STATUS_INPUT where an option is
 * out of its limits: stop and tau above 0, at most 1e15 ticks; betas and tau_synapse from 0; all finite. */
enum status gibbs_run(struct gibbs *gibbs, const struct gibbs_options *options, struct gibbs_result *result,
                      struct diagnostic *diagnostic);

/* [n] the state at the end of the last run, and one with the lowest energy of that run: the first. */
const signed char *gibbs_state(const struct gibbs *gibbs);
const signed char *gibbs_best(const struct gibbs *gibbs);

#endif
