/* The simplified solver: the same network as the deck's, without SPICE.
 *
 * All axons of a neuron are alike and share their voltages, so a network is 2 n walls. Node voltages are solved exactly
 * at each step: every dendrite and every soma output is one voltage divider. docs/solver.md tells the method. */
#ifndef SOLVER_H
#define SOLVER_H

#include "netgen/network.h"

#include <stdbool.h>

struct solver;

/* Prepares `network`, which must outlive the solver, with as much memory as n neurons and their weights need. A solver
 * serves one thread. STATUS_SYSTEM where memory is short, STATUS_INPUT where a device has an option that the solver
 * does not compute. On an error *solver is NULL. */
enum status solver_new(const struct network *network, struct solver **solver, struct diagnostic *diagnostic);
void solver_free(struct solver *solver); /* takes NULL */

/* The state of a run at one of its steps: all arrays are the solver's and change with the next step. */
struct solver_point {
    double t;                         /* s */
    const double *soma, *axon;        /* [n] wall positions, m */
    double p_load, p_soma, p_synapse; /* power out of the sources, W */
    double speed;                     /* of all walls together, m/s; given where devices differ */
};

struct solver_options {
    double tolerance; /* relative error of time to solution and energy to aim at, 1e-5 to 0.1 */
    double t_stop;    /* s */
    double longest;   /* step, s; INFINITY where only the tolerance bounds it */
    double way;       /* that a wall may go in a step, m, so that lines between steps are true; 0: any. It holds for as
                       * many steps as the longest ones would be, so that the steps stay countable. */
    /* Called at t = 0 and after each step; may be NULL. At the release from the load phase it is called twice. Where it
     * returns false the run ends with STATUS_SYSTEM. */
    bool (*observe)(void *context, const struct solver_point *point);
    void *context;
};

struct solver_result {
    bool converged;                                  /* every wall rests */
    size_t moving;                                   /* walls, of 2 n (n squared where they differ), that do not */
    double time_to_solution;                         /* s: when the last wall came to rest; t_stop where one moves */
    double energy_load, energy_soma, energy_synapse; /* J, up to then */
    double peak_power;                               /* W */
    size_t steps, rejected, evaluations;             /* accepted and repeated steps; solutions of all node voltages */
};

/* Runs the network from walls at their xinit; `start` holds n characters '0' or '1' that the load phase writes, or is
 * NULL for a network without one. Writes the final state to state[n + 1], zero-terminated. Not to converge is no error,
 * but said in *result. STATUS_INPUT where an option is not above 0. */
enum status solver_run(struct solver *solver, const char *start, const struct solver_options *options, char *state,
                       struct solver_result *result, struct diagnostic *diagnostic);

/* The standard: tolerance 1e-3, the network's stop time, no longest step, no observer. */
struct solver_options solver_standard_options(const struct network *network);

/* The memory in bytes that solver_new will ask for. */
double solver_memory(const struct network *network);

#endif
