/* What the integrator needs from a network. There are two kinds: networks of equal devices (matched.h), with 2 n walls,
 * and networks whose devices differ (mismatched.h), with one for each device. */
#ifndef SYSTEM_H
#define SYSTEM_H

#include "netgen/network.h"
#include "solver/run_types.h"
#include "solver/walls.h"

/* What the sources deliver. */
struct power {
    double load, soma, synapse; /* W */
};

static inline double power_total(struct power p)
{
    return p.load + p.soma + p.synapse;
}

struct system;
struct team;

/* What a step leads to. */
struct movement {
    struct power power; /* at its end */
    double error;       /* the greatest walls_error, s */
    bool some_cross;    /* walls go on below their junctions, so that drives go on changing */
};

struct system_kind {
    /* Puts all walls where they begin. */
    void (*place)(struct system *system);

    /* Solves all node voltages where the walls are, which drives them. `start` is what the load phase writes, and NULL
     * after it: while states are loaded, the axons drive nothing, and where they cross their junctions does not
     * count. */
    struct power (*settle)(struct system *system, const char *start);

    /* Predicts where the walls would be after `h` (s) if all drives went on changing at the rates that they have now.
     * Gives the first moment at which one begins or ends to cross its junction, s, or `h` where none does. The first
     * prediction of a step finds the rates, and that of the power, W/s; `rate` is NULL in those that repeat it. */
    double (*predict)(struct system *system, double h, struct power *rate);

    /* Moves the walls by that prediction, for the first `h` of it; solves the nodes there, and corrects the walls. */
    struct movement (*move)(struct system *system, double h);

    /* What to know of the step that was moved, and to make its end the present: walls.h. */
    double (*last_arrival)(struct system *system, double h);
    void (*accept)(struct system *system);

    /* What the walls do from now on. */
    struct walls_outlook (*look_ahead)(struct system *system);

    /* The speed of the fastest wall now, m/s. */
    double (*fastest)(const struct system *system);

    /* Sets the fields of *point about walls. */
    void (*show)(struct system *system, struct solver_point *point);

    /* The state so far, of n characters and a zero. */
    void (*read)(const struct system *system, char *state);

    void (*free)(struct system *system);
};

/* The beginning of each kind's own struct. */
struct system {
    const struct system_kind *kind;
    const struct network *network;
    struct team *team; /* of the run: base/team.h */
    double leak_time;  /* that the leak needs along an axon's track, s: the scale of all that happens */
};

#endif
