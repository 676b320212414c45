#include "models/noise.h"

#include <math.h>

static const uint64_t GOLDEN = 0x9e3779b97f4a7c15u; /* 2^64 by the golden ratio, made odd */

/* The mixing function of SplitMix64: each bit of the result depends on each of `z`. */
static uint64_t mix(uint64_t z)
{
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

uint64_t noise_bits(uint64_t key, uint64_t index)
{
    return mix(key + (index + 1) * GOLDEN); /* Eq. (41) */
}

uint64_t noise_key(uint64_t seed, const char *name)
{
    uint64_t key = mix(seed + GOLDEN);
    for (; *name; name++) {
        key = mix(key + (unsigned char)*name * GOLDEN);
    }
    return key;
}

/* A number above 0 and below 1 from the upper 53 bits. */
static double share_of(uint64_t bits)
{
    return ((double)(bits >> 11) + 0.5) * 0x1p-53;
}

void noise_rates(const struct noise *noise, uint64_t index, double rates[2])
{
    double radius = sqrt(-2.0 * log(share_of(noise_bits(noise->key, 2 * index))));
    double angle = 2.0 * 3.14159265358979323846 * share_of(noise_bits(noise->key, 2 * index + 1));
    rates[0] = noise->spread * radius * cos(angle); /* Eq. (42) */
    rates[1] = noise->spread * radius * sin(angle);
}
