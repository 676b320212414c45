/* The junctions of a learning array, event by event: each jumps where the integral of its rate says so, whatever
 * happens in the array before. Nothing is approximated, since voltages are constant between events. */
#ifndef STDP_ARRAY_H
#define STDP_ARRAY_H

#include "netgen/stdp.h"

struct stdp_array;

/* All junctions in their first state, all windows closed, all columns listening, at t = 0. NULL where memory is short.
 * Both arguments must outlive it. */
struct stdp_array *stdp_array_new(const struct stdp *stdp, const struct stdp_plan *plan);
void stdp_array_free(struct stdp_array *array); /* takes NULL */

/* When the next junction jumps, s, if no voltage changes; INFINITY where none does. */
double stdp_array_next(struct stdp_array *array);

/* Lets that junction jump, which is the next event. */
void stdp_array_jump(struct stdp_array *array);

/* At `t` (s), not before the last event and not after stdp_array_next: opens or closes a window; a column goes on to
 * `phase`. */
void stdp_array_window(struct stdp_array *array, double t, size_t row, bool open);
void stdp_array_phase(struct stdp_array *array, double t, size_t output, enum stdp_phase phase);

bool stdp_array_is_open(const struct stdp_array *array, size_t row);
bool stdp_array_is_parallel(const struct stdp_array *array, size_t row, size_t output);
size_t stdp_array_jumps(const struct stdp_array *array); /* of all junctions */

/* The current in A that the windows drive into a column that listens. */
double stdp_array_current(const struct stdp_array *array, size_t output);

/* The energy in J that all junctions have turned into heat until `t` (s), in each phase of their columns, and within
 * their windows [1] and outside [0]. */
struct stdp_energy {
    double in[STDP_PHASES][2];
};
struct stdp_energy stdp_array_energy(struct stdp_array *array, double t);

#endif
