/* The ngspice deck of a network. */
#ifndef DECK_H
#define DECK_H

#include "netgen/network.h"
#include "base/output.h"

enum {
    DECK_NAME_SIZE = 64,
    DECK_GREATEST_N = 1000, /* a million devices: ngspice would need more than 4 GB */
};

/* Names of the vectors that a run of the deck saves, each into name[DECK_NAME_SIZE]: the wall position of soma j, and
 * that of the axon which stands for all axons of neuron i. */
void deck_soma_vector(size_t j, char *name);
void deck_axon_vector(size_t i, size_t n, char *name);

/* The neuron at which that axon ends: the next one. */
size_t deck_watched_target(size_t i, size_t n);

/* Node voltages: 1 V is 1 W of the load sources, the V_DW source, the weight sources; and 1 V is 1 m/s of the speed
 * of all walls. */
#define DECK_POWER_LOAD "v(p_load)"
#define DECK_POWER_SOMA "v(p_soma)"
#define DECK_POWER_SYNAPSE "v(p_synapse)"
#define DECK_MOTION "v(motion)"

/* The code model of its devices: the one for large circuits, which has no walls with an angle, or the one that has. */
const char *deck_code_model(const struct network *network);

/* The time in s from which on a speed of 0 means that all walls rest: just after the release from the load phase. */
double deck_rest_from(const struct network *network);

/* The shortest time step in s that a wall of the deck asks ngspice for, Eq. (9c): 0 where devices are alike. */
double deck_shortest_step(const struct network *network);

/* Writes the deck. The bytes depend on the network alone. STATUS_SYSTEM where memory is short. */
enum status deck_write(const struct network *network, struct output *out, struct diagnostic *diagnostic);

/* The same bytes as a string that the caller frees. */
enum status deck_text(const struct network *network, char **text, struct diagnostic *diagnostic);

/* Checks that the deck at `path` still is the deck of `network`: equal but for comments and blank lines. STATUS_INPUT,
 * naming the first line that differs, where it is not. */
enum status deck_check(const struct network *network, const char *path, struct diagnostic *diagnostic);

#endif
