/* Networks of phase oscillators that are coupled through their phases, for problems of +1 and -1: the Kuramoto model
 * with a pump at twice the frequency (Wang and Roychowdhury, UCNC 2019). In the frame of a common reference of phase 0,
 *
 *     (O8)  dphi_i/dt = delta_i + K (sum over j of J_ij sin(phi_j - phi_i) - h_i sin phi_i) - K_s/2 sin 2 phi_i + xi_i
 *
 * where xi is white noise: it adds 2 D t to the mean square of a phase. Without detuning delta and with symmetrical J
 * this falls down -K sum over i < j of J_ij cos(phi_i - phi_j) - K sum of h_i cos phi_i - K_s/4 sum of cos 2 phi_i.
 * The pump makes phases of 0 and pi stable, which are the states s = sign(cos phi) = +1 and -1.
 *
 * Steps are those of the classic method of Runge and Kutta, of fourth order, all of one length. Noise is constant in
 * cells of time, whose numbers depend on seed and name of the oscillator alone, and a step is within one cell. */
#ifndef PHASES_H
#define PHASES_H

#include "base/status.h"
#include "netgen/ising_model.h"

#include <stdbool.h>

struct phases_problem {
    const struct ising_model *model; /* whose J need not be symmetrical: row i acts on oscillator i */
    const double *detuning;          /* [n] delta_i, rad/s, or NULL: none */
};

/* The network at a step; the arrays are the run's and change with the next step. */
struct phases_point {
    double t;             /* s */
    double pump;          /* K_s, rad/s */
    const double *phase;  /* [n] rad, as they have turned since the start: not reduced to a circle */
    const double *cosine; /* [n] of them: the state is +1 where it is above 0 */
    double energy;        /* of the states, as in phases_result */
};

struct phases_options {
    double coupling;             /* K, rad/s */
    double pump_start, pump_end; /* K_s, rad/s: linear in time from one to the other */
    double t_stop;               /* s */
    double diffusion;            /* D, rad^2/s; 0: no noise */
    double cell;                 /* s, of the noise; 0: phases_cell */
    double longest;              /* step, s; INFINITY: what the rates of the phases allow */
    uint64_t seed;               /* of start and noise */
    const char *const *name;     /* [n] of the oscillators, for start and noise; NULL: "1", "2" ... */
    /* Called at t = 0 and after each step; may be NULL. Where it returns false the run ends with STATUS_SYSTEM. */
    bool (*observe)(void *context, const struct phases_point *point);
    void *context;
};

struct phases_result {
    double energy;    /* of the final state, -1/2 sum of J_ij s_i s_j - sum of h_i s_i, without unit */
    double best;      /* the least that a state had at any step */
    double t_best;    /* when that was first so, s */
    double time_best; /* time spent in states of this energy, s */
    size_t moving;    /* oscillators that turn at the end, noise aside: by more than 1/1000 of what could turn them */
    size_t steps, flips; /* steps; how many of them changed the state */
};

struct phases;

/* Prepares `problem`; the arrays of its model must outlive the network. STATUS_SYSTEM where memory is short;
 * STATUS_INPUT where a number is not finite, a neuron is not one of the n, or an oscillator is coupled to itself. On an
 * error *phases is NULL. */
enum status phases_new(const struct phases_problem *problem, struct phases **phases, struct diagnostic *diagnostic);
void phases_free(struct phases *phases); /* takes NULL */

/* The cells of noise of a run whose options give none: the greatest power of two in s that is at most a quarter of the
 * shortest time in which couplings, fields and pump can return a phase. In cells of 1/4 of that time the mean square of
 * a phase is 0.5 % too small: 1 - (1/4)^2/12. 1 s where nothing returns it. */
double phases_cell(const struct phases *phases, const struct phases_options *options);

/* Start phases into phase[n]: with start[n] of '1' and '0' near 0 and pi, but for normal numbers with standard
 * deviation `spread` (rad); with NULL anywhere on the circle. From seed and names. STATUS_INPUT for other characters.
 */
enum status phases_start(const struct phases *phases, const struct phases_options *options, const char *start,
                         double spread, double *phase, struct diagnostic *diagnostic);

/* The sum over all oscillators of the squared length of the phasor that others and the field inject, sum over j of J_ij
 * exp(i phi_j) plus h_i: for an observer, of the phases that it sees. */
double phases_injected(const struct phases *phases);

/* Where a run begins, and what it leaves. */
struct phases_ends {
    double *phase;      /* [n] at the start, and then at the end, rad */
    char *state, *best; /* [n + 1] the final state and the first one with the best energy, '1' where cos phi > 0 and '0'
                           elsewhere, zero-terminated; either may be NULL */
};

/* Runs the network. STATUS_INPUT where an option is out of range, or the run would take more than 1e12 steps. */
enum status phases_run(struct phases *phases, const struct phases_options *options, const struct phases_ends *ends,
                       struct phases_result *result, struct diagnostic *diagnostic);

#endif
