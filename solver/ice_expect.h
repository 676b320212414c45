/* How many flips runs of ice will take, before they are run. */
#ifndef ICE_EXPECT_H
#define ICE_EXPECT_H

#include "solver/ice_run.h"

/* A bound of the flips of a run, but for some of each magnet on the way from its random start: those of magnets without
 * couplings. In equilibrium couplings make flips rarer: of two states that differ by a flip, the geometric mean of both
 * rates is that of (I2) without a field times exp(-dE^2/(16 E_b k_B T)) or less. */
double ice_most_flips(const struct ice_sample *sample, const struct ice_course *course);

/* About how many flips a run will have, from runs that are shorter by powers of ten, up to 10 times, the last of which
 * has `enough` flips or more, and some ten times as many at most, however long the run is. At a constant temperature
 * flips are in proportion to the time; else they grow by the power of the time by which they grew in these runs.
 * `state` is [magnets] of room. STATUS_SYSTEM where memory is short. */
enum status ice_expect_flips(const struct ice_sample *sample, const struct ice_course *course, double enough,
                             signed char *state, double *flips, struct diagnostic *diagnostic);

#endif
