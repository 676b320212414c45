/* States of lowest energy of magnets: a quadratic problem, whose coefficients are the couplings. */
#ifndef ISLAND_GROUND_H
#define ISLAND_GROUND_H

#include "solver/island_couplings.h"

#include <stdbool.h>

/* Finds a state of lowest energy in which each magnet i with held[i] = +1 or -1 has that state, and one with 0 any.
 * `held` may be NULL. It is a maximum cut with the couplings as weights, so that maxcut_best does it, with `budget`.
 * `state` is [count]; *proven: no state is lower. STATUS_INPUT beyond MAXCUT_GREATEST_N magnets, STATUS_SYSTEM where
 * memory is short. */
enum status island_ground(const struct island_couplings *couplings, const signed char *held, size_t budget,
                          signed char *state, bool *proven, struct diagnostic *diagnostic);

#endif
