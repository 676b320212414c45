/* What couples no magnets: values of the code model dipoles that no magnets have. docs/nanomagnet.md, section 2. Each
 * check is false, with a sentence in `why` (`size` bytes), for what is refused. Magnets are numbered from 0, in
 * sentences from 1. */
#ifndef COUPLING_LIMITS_H
#define COUPLING_LIMITS_H

#include "models/nanomagnet/pairs.h"

/* The coordinates (m) of magnet or place `magnet`. */
bool coupling_check_place(size_t magnet, const double place[3], char *why, size_t size);

/* The moment (A m2) of a magnet. */
bool coupling_check_moment(size_t magnet, double moment, char *why, size_t size);

/* The six components xx, xy, xz, yy, yz and zz of a field tensor that a user gave, in any unit: outside of the magnet
 * whose field it is, its trace is 0. */
bool coupling_check_trace(const struct pair_values *tensor, char *why, size_t size);

/* The fields (A/m) that the magnet `from` has at `to`, one for each axis of its moment. */
bool coupling_check_field(size_t from, size_t to, double field[3][3], char *why, size_t size);

/* Whether two dipoles with these moments (A m2) are so near each other (`distance`, m) that spheres of iron-cobalt with
 * them would overlap: then `text` says so. Any real pair of such moments overlaps, or is far from being dipoles. */
bool coupling_is_near(const struct pair_values *pair, double distance, const double moment[2], char *text, size_t size);

#endif
