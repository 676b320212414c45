/* Why a run did not come to rest: which neurons still move at its end, and how.
 *
 * A watch sees the points of a run one by one, as a trace has them or as the solver makes them, so that both engines
 * give the same answer. It judges each neuron by its soma's wall; where that rests, by the wall of its axons. What
 * counts is the second half of the time after the release. */
#ifndef UNREST_H
#define UNREST_H

#include "netgen/network.h"

#include <stdbool.h>
#include <stddef.h>

enum unrest_motion {
    UNREST_OSCILLATES, /* it turned round at least twice in the second half, and moves in the last tenth */
    UNREST_CREEPS,     /* it goes one way, slower than a tenth of the leak speed of an axon */
    UNREST_MOVES,      /* it goes one way, faster: it had not arrived when the run ended */
};

/* A neuron that still moves. */
struct restless {
    size_t neuron;
    enum unrest_motion motion;
    bool axon;        /* its soma rests, and its axons move */
    double speed;     /* of that wall, m/s, positive towards ON: its greatest in the second half where it oscillates,
                       * else the mean of the last twentieth */
    double leak;      /* of that device, m/s */
    double drive;     /* what the current does: speed less leak, m/s; NAN where pinning or inertia take part, too */
    double remaining; /* s to the end of the track at that speed; INFINITY where it oscillates or gets slower */
};

enum { UNREST_SHOWN = 6 };

struct unrest {
    size_t neurons, oscillating, creeping; /* that move; of these oscillate, creep; the others go on at speed */
    struct restless first[UNREST_SHOWN];   /* the first of them by number */
    struct restless swings;                /* of those that oscillate, the one that is driven hardest */
    struct restless slowest;               /* of those that creep, the one that needs the longest */
    double period;                         /* s, mean of the oscillating neurons; 0 where there are none */
    double remaining;                      /* s, the longest of those that go one way; 0 where there are none */
};

struct unrest_watch;

/* A watch of a run of `network`, which must outlive it, that ends at `t_end` (s). NULL where memory is short. */
struct unrest_watch *unrest_watch_new(const struct network *network, double t_end);
void unrest_watch_free(struct unrest_watch *watch); /* takes NULL */

/* Shows it the next point, at `t` (s): walls soma[n] and axon[n], m. False where memory is short. */
bool unrest_watch_see(struct unrest_watch *watch, double t, const double *soma, const double *axon);

/* What it saw, after the last point. */
struct unrest unrest_watch_judge(const struct unrest_watch *watch);

#endif
