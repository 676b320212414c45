/* The supply of the soma junctions, V_DW: how large it must be, and what it drives through the axons. */
#ifndef SUPPLY_H
#define SUPPLY_H

#include "netgen/network.h"

#include <stdbool.h>
#include <stddef.h>

/* Eq. (14): V_DW in V, the published form: axon leak current times (N-1)(R_P+R_AP)/2. */
double supply_eq4(const struct network *network);

/* Eq. (15): the same with the axon tracks in the load, (N-1)(R_P+R_AP)/2 + R_M. */
double supply_loaded(const struct network *network);

/* Current in A through the track of one axon whose soma is ON, or OFF. */
double supply_axon_current(const struct network *network, bool soma_on);

/* The smallest number of neurons at which an axon's wall still moves when its soma is ON, V_DW by Eq. (14). */
size_t supply_smallest_n(const struct network *network);

/* What all axon tracks of neuron `i` conduct together, S. */
double supply_track_conductance(const struct network *network, size_t i);

#endif
