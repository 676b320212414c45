/* What a run of a deck needs and returns: code model, vectors, time steps, and the start of the next run. */
#ifndef DECK_RUN_H
#define DECK_RUN_H

#include "base/status.h"
#include "netgen/network.h"

enum { DECK_NAME_SIZE = 64 };

/* Names of the vectors that a run of the deck saves, each into name[DECK_NAME_SIZE]: the wall position of soma j, and
 * that of the axon which stands for all axons of neuron i, which must have some. */
void deck_soma_vector(size_t j, char *name);
void deck_axon_vector(const struct network *network, size_t i, char *name);

/* Node voltages: 1 V is 1 W of the load sources, the V_DW source, the weight sources; and 1 V is 1 m/s of the speed
 * of all walls. */
#define DECK_POWER_LOAD "v(p_load)"
#define DECK_POWER_SOMA "v(p_soma)"
#define DECK_POWER_SYNAPSE "v(p_synapse)"
#define DECK_MOTION "v(motion)"

/* The voltage in V of the source v_start_j of neuron `j` that starts at `bit`, '0' or '1'. */
double deck_start_volts(const struct network *network, size_t j, char bit);

/* Commands of ngspice, a line each and to be freed, with which the loaded deck of `network`, whose start is `loaded`,
 * becomes that of the same network with the start `wanted`: n characters both. STATUS_SYSTEM where memory is short;
 * then *commands is NULL. */
enum status deck_alter_start(const struct network *network, const char *loaded, const char *wanted, char **commands,
                             struct diagnostic *diagnostic);

/* The code model of its devices: the one for large circuits, which has no walls with an angle, or the one that has. */
const char *deck_code_model(const struct network *network);

/* The time in s from which on a speed of 0 means that all walls rest: just after the release from the load phase. */
double deck_rest_from(const struct network *network);

/* The shortest time step in s that a wall of the deck asks ngspice for, Eq. (9c): 0 where devices are alike, but for
 * large circuits whose axons go along edges, in which something happens all the time. */
double deck_shortest_step(const struct network *network);

#endif
