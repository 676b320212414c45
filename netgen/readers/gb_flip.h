/* gb_flip, the portable random numbers of the Stanford GraphBase: the same on every machine.
 *
 * X_n = (X_{n-24} - X_{n-55}) mod 2^31. Defined in D. E. Knuth, The Stanford GraphBase (1993), module GB_FLIP. The
 * recurrence is that of The Art of Computer Programming, section 3.6, Eq. (2). The numbers are used in blocks of 55, in
 * reverse order. */
#ifndef GB_FLIP_H
#define GB_FLIP_H

#include <stdint.h>

enum { GB_FLIP_LAG = 55 };

struct gb_flip {
    uint32_t value[GB_FLIP_LAG]; /* the last 55 numbers, each below 2^31 */
    int left;                    /* of these, how many are still to be given: value[left - 1] is next */
};

/* Starts the sequence of `seed`, of which the 31 lowest bits count (gb_init_rand). */
void gb_flip_start(struct gb_flip *flip, long seed);

/* The next number, from 0 to 2^31 - 1 (gb_next_rand). */
uint32_t gb_flip_next(struct gb_flip *flip);

/* A number from 0 to `limit` - 1, each equally likely; `limit` is 1 to 2^31 - 1 (gb_unif_rand). */
uint32_t gb_flip_below(struct gb_flip *flip, uint32_t limit);

#endif
