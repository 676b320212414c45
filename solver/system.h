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

struct system_kind {
    /* Puts all walls where they begin. */
    void (*place)(struct system *system);

    /* Solves all node voltages, which drives all walls: for the walls as they are, or as predicted `ahead`. `start` is
     * what the load phase writes, and NULL after it. */
    struct power (*solve)(struct system *system, const char *start, bool ahead);

    /* Finds the rates at which all drives change now, after a solution; gives those of the power, W/s. While states are
     * loaded, the axons drive nothing. */
    struct power (*rate)(struct system *system, bool loading);

    /* A step of `h` (s): walls.h says what each of these does. While states are `loading`, the junctions of axons drive
     * nothing: their kinks do not count. */
    double (*predict)(struct system *system, double h, bool loading);
    void (*shorten)(struct system *system, double h);
    struct walls_step (*correct)(struct system *system, double h);
    double (*last_arrival)(struct system *system, double h);
    void (*accept)(struct system *system);

    /* What the walls do from now on. */
    struct walls_outlook (*look_ahead)(struct system *system, bool loading);

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
    double leak_time; /* that the leak needs along an axon's track, s: the scale of all that happens */
};

#endif
