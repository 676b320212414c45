#include "models/noise.h"

#include "base/random.h"

#include <math.h>

uint64_t noise_key(uint64_t seed, const char *name)
{
    uint64_t key = random_bits(seed, 0);
    for (; *name; name++) {
        key = random_mix(key + (unsigned char)*name * RANDOM_STEP);
    }
    return key;
}

double noise_uniform(uint64_t key, uint64_t index)
{
    return random_share(random_bits(key, index));
}

void noise_rates(const struct noise *noise, uint64_t index, double rates[2])
{
    double radius = sqrt(-2.0 * log(random_share(random_bits(noise->key, 2 * index))));
    double angle = 2.0 * 3.14159265358979323846 * random_share(random_bits(noise->key, 2 * index + 1));
    rates[0] = noise->spread * radius * cos(angle); /* Eq. (42) */
    rates[1] = noise->spread * radius * sin(angle);
}

/* Two numbers at once, which is how processors calculate fastest: each operator does the same with both. */
typedef double pair __attribute__((vector_size(16)));
typedef uint64_t pair_of_bits __attribute__((vector_size(16)));

/* -2 ln of two numbers above 0 and at most 1. The logarithm of 2^e m with m from sqrt(1/2) to sqrt(2) is e ln 2 and
 * twice the artanh of s = (m-1)/(m+1), whose Taylor series ends at rounding. */
static inline pair minus_two_logs(pair x)
{
    const uint64_t root = UINT64_C(0x3fe6a09e667f3bcd), one = UINT64_C(1) << 52; /* bits of sqrt(1/2); of an exponent */
    const pair_of_bits bits = (pair_of_bits)x, below = bits - root + (one << 6); /* 64 more: so it is above 0 */
    const pair_of_bits exponent = below >> 52;
    const pair m = (pair)(bits - (exponent << 52) + (one << 6)),
               e = (pair)(exponent | 0x4330000000000000) - (0x1p52 + 64.0);
    const pair s = (m - 1.0) / (m + 1.0), z = s * s, w = z * z;
    const pair even = 1.0 / 5.0 + w * (1.0 / 9.0 + w * (1.0 / 13.0 + w * (1.0 / 17.0 + w * (1.0 / 21.0))));
    const pair odd = 1.0 / 3.0 + w * (1.0 / 7.0 + w * (1.0 / 11.0 + w * (1.0 / 15.0 + w * (1.0 / 19.0))));
    return e * (-2.0 * 0.693147180559945309417) - 4.0 * (s + s * (z * (odd + z * even)));
}

/* Cosines and sines of two angles that are uniform in the circle: the upper two bits are the quadrant, the others an
 * angle from -pi/4 to pi/4, where the Taylor series end at rounding. */
static inline void directions(pair_of_bits bits, pair *cosines, pair *sines)
{
    const pair x =
        (pair){random_share(bits[0] << 2) - 0.5, random_share(bits[1] << 2) - 0.5} * (0.5 * 3.14159265358979323846);
    const pair z = x * x, w = z * z;
    const pair odd = x - x * z *
                             ((1.0 / 6.0 + w * (1.0 / 5040.0 + w * (1.0 / 39916800.0 + w * (1.0 / 1307674368000.0)))) -
                              z * (1.0 / 120.0 + w * (1.0 / 362880.0 + w * (1.0 / 6227020800.0))));
    const pair even = 1.0 - z * ((0.5 + w * (1.0 / 720.0 + w * (1.0 / 3628800.0 + w * (1.0 / 87178291200.0)))) -
                                 z * (1.0 / 24.0 + w * (1.0 / 40320.0 + w * (1.0 / 479001600.0))));
    const pair_of_bits sign = {UINT64_C(1) << 63, UINT64_C(1) << 63}, swaps = -(bits >> 62 & 1);
    const pair_of_bits sine = (pair_of_bits)odd, cosine = (pair_of_bits)even, change = (sine ^ cosine) & swaps;
    *cosines = (pair)((cosine ^ change) ^ ((bits ^ bits << 1) & sign));
    *sines = (pair)((sine ^ change) ^ (bits & sign));
}

void noise_normals(uint64_t key, uint64_t index, double normals[3])
{
    const uint64_t first = 4 * index;
    const pair share = {random_share(random_bits(key, first)), random_share(random_bits(key, first + 2))};
    const pair_of_bits angles = {random_bits(key, first + 1), random_bits(key, first + 3)};
    const pair squares = minus_two_logs(share);
    const pair radius = {sqrt(squares[0]), sqrt(squares[1])};
    pair cosines, sines;
    directions(angles, &cosines, &sines);
    cosines *= radius;
    normals[0] = cosines[0]; /* Box and Muller */
    normals[1] = radius[0] * sines[0];
    normals[2] = cosines[1];
}
