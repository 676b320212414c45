/* The p-bit: a binary state that is drawn anew at random times, with a probability that its input decides. What it
 * draws. Equation numbers are those of docs/pbit.md. Nothing here allocates, prints or keeps state. */
#ifndef PBIT_H
#define PBIT_H

#include "base/random.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

/* The random numbers of a p-bit with `key` (noise_key): its number 0 is for the state at the start, 2k - 1 is for the
 * time before tick k, and 2k is for the state at tick k; k is from 1. So what it does depends on seed and name alone.
 */

/* True where it starts in the state +1. */
static inline bool pbit_starts_up(uint64_t key)
{
    return random_share(random_bits(key, 0)) > 0.5;
}

/* From the tick before, or the start, to tick `tick`, in units of the mean. Eq. (B2). */
static inline double pbit_gap(uint64_t key, uint64_t tick)
{
    return -log(random_share(random_bits(key, 2 * tick - 1)));
}

/* What tick `tick` compares with the probability: above 0 and at most 1. */
static inline double pbit_draw(uint64_t key, uint64_t tick)
{
    return random_share(random_bits(key, 2 * tick));
}

/* Whether the state after a tick is +1, with the input `input` and the number `draw`. Eq. (B1): tanh I + r > 0 for r =
 * 2 draw - 1. */
static inline bool pbit_is_up(double input, double draw)
{
    return draw * (1.0 + exp(2.0 * input)) > 1.0;
}

#endif
