/* Learning in an array of junctions, event by event: windows, integrate-and-fire neurons with lateral inhibition,
 * pulses and thermal jumps. Equation numbers are those of docs/stdp.md. */
#ifndef STDP_LEARN_H
#define STDP_LEARN_H

#include "solver/stdp_array.h"

/* An output knows a lane if so great a share of its spikes in the last quarter of the passages comes from there, and if
 * it has so many of them. */
static const double STDP_KNOWS = 0.9;
enum { STDP_ENOUGH_SPIKES = 10 };

/* What an output came to. */
struct stdp_output {
    size_t spikes; /* in the whole run */
    size_t late;   /* in the last quarter of the passages, and how many of these came from `lane` */
    size_t from_lane;
    size_t lane;                  /* from which most of them came */
    bool knows;                   /* it */
    double weight_in, weight_out; /* mean over the last quarter, of the junctions of the lane and of all others */
    double rule_in, rule_out;     /* by Eq. (L1) from the share of late spikes with the pixel in its window */
};

/* All energies in J. */
struct stdp_learned {
    struct stdp_output *output; /* [outputs] */
    double *weight;             /* [outputs][rows] mean over the last quarter */
    double *last;               /* [outputs][rows] at the end, 1 for parallel */
    size_t input_spikes, output_spikes, jumps;
    size_t known_lanes, knowing_outputs;
    double time; /* of the run, s */
    struct stdp_energy array;
    double tracks, held_tracks, readouts, timers; /* of the neurons */
};

/* Runs all passages. STATUS_SYSTEM where memory is short; then there is nothing to clear. */
enum status stdp_learn(const struct stdp *stdp, const struct stdp_plan *plan, struct stdp_learned *learned,
                       struct diagnostic *diagnostic);
void stdp_learned_clear(struct stdp_learned *learned);

/* ---- Eqs. (L1), (L2) ---- */

/* The mean weight of a junction whose pixel is in its window in a share `q` of the output's spikes, in the long run. */
double stdp_rest_weight(double q, double p_on, double p_off);

/* After so many spikes a weight remembers 1/e of what it was. */
double stdp_memory(double q, double p_on, double p_off);

/* ---- Parts, for tests ---- */

/* The energy in J that the junction of a neuron and its load take while the wall goes from `x` to `x_end` (m) in `h`
 * (s) at a constant velocity. */
double stdp_readout_energy(const struct stdp_neuron *neuron, double x, double x_end, double h);

#endif
