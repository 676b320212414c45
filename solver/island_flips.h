/* Magnets that flip by thermal noise, one at a time, event by event (kinetic Monte Carlo). Magnet i leaves its state at
 * the rate
 *
 *     (I2)  k_i = f exp(-B(dE_i)/k_B T),   B(dE) = E_b (1 + dE/(4 E_b))^2 for |dE| < 4 E_b, else max(dE, 0)
 *     (I3)  dE_i = -2 s_i sum_j J_ij s_j
 *
 * where B is the barrier of a magnet with one easy axis in a field along it, exactly. B(dE) - B(-dE) = dE, so that the
 * weights of Boltzmann are stationary. The magnet that flips is drawn from a tree of sums of rates. docs/ice.md has the
 * equations. */
#ifndef ISLAND_FLIPS_H
#define ISLAND_FLIPS_H

#include "solver/island_couplings.h"

#include <stdbool.h>

struct island_flips;

/* The energy in J to climb for a flip that changes the energy by `change` (J). Eq. (I2). */
double island_barrier(double barrier, double change);

/* How magnets begin, at time 0. */
struct island_start {
    const signed char *state; /* [count] +1 or -1 */
    double kelvin;            /* K */
    uint64_t key;             /* selects the random numbers */
};

/* The magnets of `islands` with these couplings, which must outlive them. E_b and f are those of each magnet.
 * STATUS_SYSTEM where memory is short; then *flips is NULL. */
enum status island_flips_new(const struct island_couplings *couplings, const struct islands *islands,
                             const struct island_start *start, struct island_flips **flips,
                             struct diagnostic *diagnostic);
void island_flips_free(struct island_flips *flips); /* takes NULL */

/* Goes on to the next flip, but not beyond `end` (s). False where none comes before; the time is `end` then. *flipped:
 * the magnet, which is in its other state now. */
bool island_flips_next(struct island_flips *flips, double end, size_t *flipped);

/* The temperature from now on, K. */
void island_flips_set_temperature(struct island_flips *flips, double kelvin);

double island_flips_time(const struct island_flips *flips);              /* s */
const signed char *island_flips_state(const struct island_flips *flips); /* [count] */
double island_flips_energy(const struct island_flips *flips);            /* of all, J */
double island_flips_rate(const struct island_flips *flips, size_t i);    /* of magnet i, 1/s */

#endif
