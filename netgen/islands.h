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
    struct island *island; /* [count] */
    struct nanomagnet magnet;
};

/* Whether magnets of this kind have two states: an easy axis along their length, and a hard one across it in the plane,
 * which is easier than that across the plane. STATUS_INPUT with what is wrong. */
enum status islands_check(const struct nanomagnet *magnet, struct diagnostic *diagnostic);

/* The field in A/m that holds the moment in the plane where it is on the hard axis in the plane. */
double islands_plane_field(const struct nanomagnet *magnet);

/* The rate in 1/s of flips that have no barrier, as it stands before the exponential of the barrier in k_B T. Eq. (I5).
 */
double islands_attempts(const struct nanomagnet *magnet);

/* Room for `count` magnets of the default kind, with no places yet; STATUS_SYSTEM where memory is short. */
enum status islands_new(size_t count, struct islands *islands, struct diagnostic *diagnostic);
void islands_clear(struct islands *islands);

/* The energy in J of two magnets whose states are equal, as those of `islands`; with other signs it changes its own.
 * Eq. (N2). */
double islands_pair(const struct islands *islands, size_t a, size_t b);

/* The distance of two magnets in m, and whether it is at most `cutoff` (m). */
double islands_distance(const struct islands *islands, size_t a, size_t b);
bool islands_within(const struct islands *islands, size_t a, size_t b, double cutoff);

/* A bound of the field in A/m that the others together have at the place of a magnet. Eq. (N1). */
double islands_greatest_field(const struct islands *islands);

#endif
