/* How far two runs of neurons that are no walls are apart: whether they see the same states at the same times, and
 * where they do not, whether they see states of the same energies. */
#ifndef COMPARISON_SIGNALS_H
#define COMPARISON_SIGNALS_H

#include "report/energy_sample.h"
#include "report/trace.h"

struct signals_apart {
    double share;  /* of all neurons' time in which they are in other states */
    double parted; /* when the states differ first for longer than the outputs take to change, s; INFINITY: never */
    /* of the states in the second half of each run: the mean energy, and how far the distributions are apart */
    double energy[2];
    struct energy_distance energies;
};

/* Compares two runs of `network`. STATUS_SYSTEM where memory is short. */
enum status signals_compare(const struct trace *a, const struct trace *b, const struct network *network,
                            struct signals_apart *apart, struct diagnostic *diagnostic);

#endif
