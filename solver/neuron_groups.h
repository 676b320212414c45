/* Neurons that are always in the same state, since all that drives them is equal: those of a network of patterns that
 * have the same bit in each of them and the same start. One of them is computed and counts for all. */
#ifndef NEURON_GROUPS_H
#define NEURON_GROUPS_H

#include "netgen/network.h"

#include <stdint.h>

struct neuron_groups {
    size_t count;           /* two for each kind of neuron that there is: what starts OFF, and what starts ON */
    double *neurons;        /* [count] how many each stands for: whole vectors (vector.h) */
    char *start;            /* [count] '0' or '1'; a group of no neurons has that of the other one of its kind, so that
                               it moves as that one does */
    struct weights weights; /* of the groups, as if they were neurons; synapses.h alone may read those */
    uint32_t *of;           /* [n] the group of each neuron */
    double *shown;          /* [2][n] room for the walls of all neurons, m */
};

/* Whether the neurons of `network`, whose devices are equal, have groups, and so few that it takes less time. */
bool neuron_groups_are_few(const struct network *network);

/* Groups for a network that has some, as it is without a load phase. STATUS_SYSTEM where memory is short; then *groups
 * is NULL. */
enum status neuron_groups_new(const struct network *network, struct neuron_groups **groups,
                              struct diagnostic *diagnostic);
void neuron_groups_free(struct neuron_groups *groups); /* takes NULL */

/* The memory in bytes that these ask for. */
double neuron_groups_memory(const struct network *network);

/* The number of groups of that network at most. */
size_t neuron_groups_at_most(const struct network *network);

/* Sorts its n neurons by what the load phase writes, n characters '0' or '1'; NULL: there is none. False where the run
 * might stay on a tie that rounding, or noise in a circuit, breaks: where a pattern and its inverse, or two patterns,
 * are to the network alike. Sums over groups are so exact that it would not be left. */
bool neuron_groups_begin(struct neuron_groups *groups, const char *start, size_t n);

/* Each neuron's share of x[count], into shown[n]. */
void neuron_groups_spread(const struct neuron_groups *groups, const double *x, size_t n, double *shown);

#endif
