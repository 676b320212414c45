/* The energy function of Hopfield networks, computed from the positions of the walls. */
#ifndef HOPFIELD_H
#define HOPFIELD_H

#include "report/trace.h"

/* Writes the state that the axons' walls axon[n] (m) stand for to state[n]: -1 for OFF to 1 for ON. Eq. (47). */
void hopfield_state(const struct dwmtj *device, const double *axon, size_t n, double *state);

/* The sum of W_ij s_i t_j in V over all synapses; `room` holds n numbers. It takes n + edges steps for a graph, n times
 * the patterns for sums of patterns, and n squared for a matrix. */
double hopfield_sum(const struct weights *weights, const double *s, const double *t, double *room);

/* How many operations that takes, about. */
double hopfield_operations(const struct weights *weights);

/* The two energies of `trace` at one point, V. */
struct hopfield {
    double textbook; /* Eq. (48) */
    double circuit;  /* with the constant field of a plain dendrite, Eq. (49); as `textbook` where it is balanced */
};

/* Whether the circuit of `network` has the second one, too: its dendrites are plain. */
bool hopfield_has_field(const struct network *network);

/* The energies at the `count` points point[] of `trace`, which is one of `network`, to energy[count]. STATUS_SYSTEM
 * where memory is short. */
enum status hopfield_take(const struct trace *trace, const struct network *network, const size_t *point, size_t count,
                          struct hopfield *energy, struct diagnostic *diagnostic);

#endif
