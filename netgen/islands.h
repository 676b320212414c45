/* Magnets of one domain each, on a plane, with an easy axis in it: what square ice and magnetic logic are made of. */
#ifndef ISLANDS_H
#define ISLANDS_H

#include "base/status.h"
#include "models/nanomagnet/nanomagnet.h"

#include <stdbool.h>
#include <stddef.h>

struct island {
    double place[3]; /* m */
    double axis[3];  /* unit vector of its length; a magnet whose state is +1 points along it */
};

/* Magnets of one kind, of which each has its own angle. */
struct islands {
    size_t count;
    struct island *island;    /* [count] */
    struct nanomagnet magnet; /* of all, or that about which they vary */
    struct nanomagnet *own;   /* [count] where they vary; else NULL */
};

/* How magnets differ by chance. */
struct islands_variation {
    const double *sigma;     /* [NANOMAGNET_PARAMETERS] relative standard deviations; that of the angle is 0 */
    double angle;            /* standard deviation of the direction in the plane, rad */
    unsigned long chip_seed; /* 0 to SCATTER_GREATEST_SEED */
};

/* Whether magnets of this kind have two states: an easy axis along their length, and a hard one across it in the plane,
 * which is easier than that across the plane. STATUS_INPUT with what is wrong. */
enum status islands_check(const struct nanomagnet *magnet, struct diagnostic *diagnostic);

/* Room for `count` magnets of the default kind, with no places yet; STATUS_SYSTEM where memory is short. */
enum status islands_new(size_t count, struct islands *islands, struct diagnostic *diagnostic);
void islands_clear(struct islands *islands);

/* Magnet `k`; its angle is that of its axis. */
const struct nanomagnet *islands_magnet(const struct islands *islands, size_t k);

/* Draws all magnets about islands->magnet, and turns their axes. Magnet k of a seed is the same whatever else there is.
 * STATUS_INPUT, with its number, where one of them has no two states, STATUS_SYSTEM where memory is short. Eq. (45). */
enum status islands_vary(struct islands *islands, const struct islands_variation *variation,
                         struct diagnostic *diagnostic);

/* ---- islands_spacing.c ---- */

/* The distance of two magnets over that at which they would touch in the same direction. They are ellipses with the
 * length along the axis, on one plane. Exact but for rounding. Eq. (I6). */
double islands_spacing(const struct islands *islands, size_t a, size_t b);

/* Whether two magnets touch or overlap. The pair with the least spacing, and that; INFINITY where no two are nearer
 * than twice the length of one, and then `pair` stays as it is. */
bool islands_closest(const struct islands *islands, size_t pair[2], double *spacing);

/* ---- islands_factor.c ---- */

/* The energy of two magnets that are magnetized along their lengths, over that of dipoles, islands_pair: from the
 * charges of their rims, in a sum whose error is below 1e-3 where they are not about to touch. Not finite where dipoles
 * have no energy. */
double islands_shape_factor(const struct islands *islands, size_t a, size_t b);

/* ---- Couplings ---- */

/* The energy in J of two magnets whose states are equal, as those of `islands`; with other signs it changes its own.
 * Eq. (N2). */
double islands_pair(const struct islands *islands, size_t a, size_t b);

/* The distance of two magnets in m, and whether it is at most `cutoff` (m). */
double islands_distance(const struct islands *islands, size_t a, size_t b);
bool islands_within(const struct islands *islands, size_t a, size_t b, double cutoff);

/* A bound of the field in A/m that the others together have at the place of a magnet. Eq. (N1). */
double islands_greatest_field(const struct islands *islands);

#endif
