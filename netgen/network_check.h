/* The conditions that every network must meet, whether it was made from a problem or read from a file. */
#ifndef NETWORK_CHECK_H
#define NETWORK_CHECK_H

#include "netgen/network.h"

#include <stdbool.h>
#include <stddef.h>

/* Limits that the checks and their messages share. */
static const double NETWORK_GREATEST_VDW = 1e6;     /* V */
static const double NETWORK_GREATEST_VC = 1e3;      /* V */
static const double NETWORK_GREATEST_UNIT = 1e3;    /* W, V */
static const double NETWORK_LONGEST_RUN = 1.0;      /* s */
static const size_t NETWORK_GREATEST_N = 100000000; /* neurons */

/* Each is true when `network` is sound in that respect; otherwise it writes what is wrong and what was expected to
 * `why` (`size` bytes).
 *
 * network_check_devices: the devices, also those that variation makes. The others assume that the devices are sound.
 * network_check_values: size, weights and voltages.
 * network_check_unit: W in V, and the weight between nodes without an edge in units of it.
 * network_check_load: V_C writes a state into the somas, in *needed seconds, Eq. (16); for networks with a start.
 * network_check_load_time: that of a load phase, in s, in a run that may take `t_stop` s, and this.
 * network_check_times: the load phase and the time to simulate. */
bool network_check_devices(const struct network *network, char *why, size_t size);
bool network_check_values(const struct network *network, char *why, size_t size);
bool network_check_unit(double unit, double no_edge, char *why, size_t size);
bool network_check_load(const struct network *network, double *needed, char *why, size_t size);
bool network_check_load_time(double t_load, double t_stop, char *why, size_t size);
bool network_check_times(const struct network *network, char *why, size_t size);

#endif
