#include "models/noise.h"

#include "base/random.h"
#include "base/vector.h"

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

/* A vector of numbers, half of them for the first pair of each cell: each operator does the same with all. These are
 * passed as addresses, since compilers warn that vectors in registers depend on the processor. */
typedef double numbers __attribute__((vector_size(2 * NOISE_BLOCK * sizeof(double))));
typedef uint64_t words __attribute__((vector_size(2 * NOISE_BLOCK * sizeof(uint64_t))));

/* random_mix of each. */
VECTOR_PART void mix(words *z)
{
    words bits = *z;
    bits = (bits ^ (bits >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    bits = (bits ^ (bits >> 27)) * UINT64_C(0x94d049bb133111eb);
    *z = bits ^ (bits >> 31);
}

/* random_share of each: 26 and 27 bits become the mantissa of a number with the exponent 52, since processors convert
 * no whole vectors of 64 bits. */
VECTOR_PART void shares(const words *bits, numbers *share)
{
    const words high = *bits >> 38 | UINT64_C(0x4330000000000000);
    const words low = (*bits >> 11 & UINT64_C(0x7ffffff)) | UINT64_C(0x4330000000000000);
    *share = ((((numbers)high - 0x1p52) * 0x1p27 + ((numbers)low - 0x1p52)) + 0.5) * 0x1p-53;
}

/* -2 ln of numbers above 0 and at most 1. The logarithm of 2^e m with m from sqrt(1/2) to sqrt(2) is e ln 2 and
 * twice the artanh of s = (m-1)/(m+1), whose Taylor series ends at rounding. */
VECTOR_PART void minus_two_logs(const numbers *x, numbers *logs)
{
    const uint64_t root = UINT64_C(0x3fe6a09e667f3bcd), one = UINT64_C(1) << 52; /* bits of sqrt(1/2); of an exponent */
    const words bits = (words)*x, below = bits - root + (one << 6);              /* 64 more: so it is above 0 */
    const words exponent = below >> 52;
    const numbers m = (numbers)(bits - (exponent << 52) + (one << 6)),
                  e = (numbers)(exponent | UINT64_C(0x4330000000000000)) - (0x1p52 + 64.0);
    const numbers s = (m - 1.0) / (m + 1.0), z = s * s, w = z * z;
    const numbers even = 1.0 / 5.0 + w * (1.0 / 9.0 + w * (1.0 / 13.0 + w * (1.0 / 17.0 + w * (1.0 / 21.0))));
    const numbers odd = 1.0 / 3.0 + w * (1.0 / 7.0 + w * (1.0 / 11.0 + w * (1.0 / 15.0 + w * (1.0 / 19.0))));
    *logs = e * (-2.0 * 0.693147180559945309417) - 4.0 * (s + s * (z * (odd + z * even)));
}

/* Cosines and sines of angles that are uniform in the circle: the upper two bits are the quadrant, the others an
 * angle from -pi/4 to pi/4, where the Taylor series end at rounding. */
VECTOR_PART void directions(const words *word, numbers *cosines, numbers *sines)
{
    const words bits = *word, others = bits << 2;
    numbers share;
    shares(&others, &share);
    const numbers x = (share - 0.5) * (0.5 * 3.14159265358979323846);
    const numbers z = x * x, w = z * z;
    const numbers odd =
        x - x * z *
                ((1.0 / 6.0 + w * (1.0 / 5040.0 + w * (1.0 / 39916800.0 + w * (1.0 / 1307674368000.0)))) -
                 z * (1.0 / 120.0 + w * (1.0 / 362880.0 + w * (1.0 / 6227020800.0))));
    const numbers even = 1.0 - z * ((0.5 + w * (1.0 / 720.0 + w * (1.0 / 3628800.0 + w * (1.0 / 87178291200.0)))) -
                                    z * (1.0 / 24.0 + w * (1.0 / 40320.0 + w * (1.0 / 479001600.0))));
    const words swaps = -(bits >> 62 & 1), sine = (words)odd, cosine = (words)even, change = (sine ^ cosine) & swaps;
    *cosines = (numbers)((cosine ^ change) ^ ((bits ^ bits << 1) & UINT64_C(1) << 63));
    *sines = (numbers)((sine ^ change) ^ (bits & UINT64_C(1) << 63));
}

VECTOR static void fill(struct noise_block *block, uint64_t key, uint64_t first)
{
    words radii = {0}, angles;
    numbers share, radius, cosines, sines;
    for (int k = 0; k < NOISE_BLOCK; k++) {
        const uint64_t output = 4 * (first + (uint64_t)k);
        radii[k] = key + (output + 1) * RANDOM_STEP; /* Eq. (41) */
        radii[k + NOISE_BLOCK] = key + (output + 3) * RANDOM_STEP;
    }
    angles = radii + RANDOM_STEP;
    mix(&radii);
    mix(&angles);
    shares(&radii, &share);
    minus_two_logs(&share, &radius);
    directions(&angles, &cosines, &sines);
    for (int k = 0; k < 2 * NOISE_BLOCK; k++) {
        radius[k] = sqrt(radius[k]);
    }
    cosines *= radius; /* Box and Muller */
    sines *= radius;
    for (int k = 0; k < NOISE_BLOCK; k++) {
        block->normals[k][0] = cosines[k];
        block->normals[k][1] = sines[k];
        block->normals[k][2] = cosines[k + NOISE_BLOCK];
    }
    block->key = key;
    block->end = first + NOISE_BLOCK;
}

/* Not VECTOR itself: its declaration, which others see, would have to say so. */
void noise_fill(struct noise_block *block, uint64_t key, uint64_t first)
{
    fill(block, key, first);
}
