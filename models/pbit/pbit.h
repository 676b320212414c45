/* The p-bit: a binary state that is drawn anew at random times, with a probability that its input decides. The physics
 * of one device, in SI units. Equation numbers are those of docs/pbit.md. Nothing here allocates, prints or keeps
 * state. */
#ifndef PBIT_H
#define PBIT_H

#include "base/random.h"
#include "models/parameters.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

/* One device's parameters, each field as the table in parameters.def says. */
struct pbit {
#define PARAMETER(name, ...) double name;
#include "models/pbit/parameters.def"
#undef PARAMETER
};

enum {
#define PARAMETER(name, ...) PBIT_##name,
#include "models/pbit/parameters.def"
#undef PARAMETER
    PBIT_PARAMETERS
};

extern const struct parameter_table pbit_table;

/* True when every parameter is within its limits, but for rounding. Otherwise writes to `why` (`size` bytes) which one
 * is wrong, its value and what was expected. */
bool pbit_check(const struct pbit *device, char *why, size_t size);

/* The random numbers of a p-bit with `key` (noise_key): its number 0 is for the state at the start, 2k - 1 is for the
 * time before tick k, and 2k is for the state at tick k; k is from 1. So what it does depends on seed and name alone.
 */

/* True where it starts in the state +1, if that is drawn. */
static inline bool pbit_starts_up(uint64_t key)
{
    return random_share(random_bits(key, 0)) > 0.5;
}

/* From the tick before, or the start, to tick `tick`, in units of tau. Eq. (B2). */
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

/* The same without noise: the sign of the input, and the state as it is, `up`, where that is 0. */
static inline bool pbit_is_up_noiseless(double input, bool up)
{
    return input == 0.0 ? up : input > 0.0;
}

/* The mean of the state at a constant voltage `v` (V) at the input, and *slope, its derivative in 1/V. Eq. (B9). */
double pbit_mean(const struct pbit *device, double v, double *slope);

#endif
