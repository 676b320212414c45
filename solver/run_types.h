/* The options of a run of the solver, its state at each step, and its result. */
#ifndef RUN_TYPES_H
#define RUN_TYPES_H

#include <stdbool.h>
#include <stddef.h>

/* The state of a run at one of its steps: all arrays are the solver's and change with the next step. */
struct solver_point {
    double t;                         /* s */
    const double *signal;             /* [n] how far each neuron is ON, -1 to 1; NULL for domain walls, which have: */
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
    size_t threads;   /* for a run of so many neurons that they pay; 0 is 1. No result depends on it. */
    /* Called at t = 0 and after each step; may be NULL. At the release from the load phase it is called twice. Where it
     * returns false the run ends with STATUS_SYSTEM. */
    bool (*observe)(void *context, const struct solver_point *point);
    void *context;
};

struct solver_result {
    bool converged;                                  /* every wall rests */
    size_t moving;                                   /* walls, of 2 n (of all where they differ), that do not */
    double time_to_solution;                         /* s: when the last wall came to rest; t_stop where one moves */
    double energy_load, energy_soma, energy_synapse; /* J, up to then */
    double peak_power;                               /* W */
    double run_time, share, first_seen, first_seen_energy; /* of neurons that are no walls; report/measures.h */
    size_t steps, rejected, evaluations; /* accepted and repeated steps; solutions of all node voltages */
};

#endif
