/* The supply of the soma junctions, V_DW: how large it must be, and what it drives through the axons. */
#ifndef SUPPLY_H
#define SUPPLY_H

#include "netgen/network.h"

#include <stdbool.h>
#include <stddef.h>

/* Eq. (14): V_DW in V of a neuron of `fan_out` axons, the published form: axon leak current times
 * fan_out (R_P+R_AP)/2. In the published network the fan-out is N-1. */
double supply_eq4(const struct network *network, size_t fan_out);

/* Eq. (15): the same with the axon tracks in the load, fan_out (R_P+R_AP)/2 + R_M. */
double supply_loaded(const struct network *network, size_t fan_out);

/* Current in A through the track of one of `fan_out` axons of a neuron whose soma is ON, or OFF, with equal devices: at
 * the nominal supply, and at that of neuron `i`, which has axons. */
double supply_axon_current(const struct network *network, size_t fan_out, bool soma_on);
double supply_neuron_current(const struct network *network, size_t i, bool soma_on);

/* The smallest fan-out with which an axon's wall still moves when its soma is ON, V_DW by Eq. (14); 0 where none is
 * enough. */
size_t supply_smallest_fan_out(const struct network *network);

/* What all axon tracks of neuron `i` conduct together, S. */
double supply_track_conductance(const struct network *network, size_t i);

#endif
