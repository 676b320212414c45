/* How long the load phase takes until the walls rest. */
#ifndef LOAD_PHASE_H
#define LOAD_PHASE_H

#include "netgen/network.h"

/* Time in s after which all walls rest when the dendrites are held at V_C from t = 0 with all walls at x = 0: soma and
 * axon travel in turn. Where the axons never switch it is the soma's time alone. Eq. (16). INFINITY where V_C does not
 * move a soma's wall. With variation it is the time of the slowest devices that the network has, with
 * their sources. */
double load_phase_time(const struct network *network);

#endif
