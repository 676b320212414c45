/* Square ice that is cooled, or stays at a temperature, and what its vertices are then. docs/ice.md has the equations.
 */
#ifndef ICE_RUN_H
#define ICE_RUN_H

#include "netgen/ice.h"
#include "solver/island_couplings.h"

/* Ice that is run. */
struct ice_sample {
    const struct ice *ice;
    const struct islands *islands;
    const struct island_couplings *couplings;
};

/* How the temperature goes: linearly from the start, in a state drawn by chance, to the end. */
struct ice_course {
    double from, to; /* K; equal: constant */
    double time;     /* s */
    double after;    /* s: at a constant temperature averages are taken from here on; cooled ice is seen at its end */
    unsigned long seed;
};

/* What is seen in one run. */
struct ice_seen {
    double share[ICE_TYPES]; /* of the vertices, T1 to T4 */
    double energy;           /* J, of all magnets */
    size_t flips;            /* from the start on */
};

/* The temperature goes down in so many steps. */
enum { ICE_STEPS = 500 };

/* Runs `sample` by `course`. `state`, [magnets], is the state at the end. STATUS_SYSTEM where memory is short. */
enum status ice_run(const struct ice_sample *sample, const struct ice_course *course, struct ice_seen *seen,
                    signed char *state, struct diagnostic *diagnostic);

/* A mean over runs, and its standard error; NAN where the runs do not give one: there is one run, or all of them agree,
 * and how rare others are is not known. */
struct ice_mean {
    double value, error;
};

/* Several runs of one course with the seeds seed, seed + 1, ... */
struct ice_summary {
    size_t runs, flips;
    struct ice_mean share[ICE_TYPES], monopoles, energy; /* as above; monopoles is the share of T3 and T4 */
};

/* Runs `sample` `runs` times. `state` is that of the first run. Errors as above. */
enum status ice_repeat(const struct ice_sample *sample, const struct ice_course *course, size_t runs,
                       struct ice_summary *summary, signed char *state, struct diagnostic *diagnostic);

/* Ice of so many magnets has so few states that all can be added up. */
enum { ICE_MOST_EXACT = 20 };

/* The means in equilibrium at `kelvin`, from all states; `flips` is 0. Up to ICE_MOST_EXACT magnets. STATUS_SYSTEM
 * where memory is short. Eq. (I4). */
enum status ice_exact(const struct ice_sample *sample, double kelvin, struct ice_seen *exact,
                      struct diagnostic *diagnostic);

#endif
