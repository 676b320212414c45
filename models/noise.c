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

/* Cosine and sine of an angle that is uniform in the circle: the upper two bits are the quadrant, the others an angle
 * from -pi/4 to pi/4, where the Taylor series ends at rounding. In a third of the time of cos and sin, since no angle
 * must be brought into that range. */
static inline void direction(uint64_t bits, double out[2])
{
    static const double QUARTER[4][2] = {{1.0, 0.0}, {0.0, 1.0}, {-1.0, 0.0}, {0.0, -1.0}};
    const double *quarter = QUARTER[bits >> 62];
    double x = (random_share(bits << 2) - 0.5) * (0.5 * 3.14159265358979323846), z = x * x;
    double odd = 1.0 / 6227020800.0 - z / 1307674368000.0, even = 1.0 / 479001600.0 - z / 87178291200.0;
    odd = 1.0 / 120.0 - z * (1.0 / 5040.0 - z * (1.0 / 362880.0 - z * (1.0 / 39916800.0 - z * odd)));
    even = 1.0 / 24.0 - z * (1.0 / 720.0 - z * (1.0 / 40320.0 - z * (1.0 / 3628800.0 - z * even)));
    double sine = x - x * z * (1.0 / 6.0 - z * odd), cosine = 1.0 - z * (0.5 - z * even);
    out[0] = quarter[0] * cosine - quarter[1] * sine;
    out[1] = quarter[1] * cosine + quarter[0] * sine;
}

void noise_normals(uint64_t key, uint64_t index, double normals[3])
{
    const uint64_t first = 4 * index;
    double at[2], other[2];
    double radius = sqrt(-2.0 * log(random_share(random_bits(key, first))));
    double other_radius = sqrt(-2.0 * log(random_share(random_bits(key, first + 2))));
    direction(random_bits(key, first + 1), at);
    direction(random_bits(key, first + 3), other);
    normals[0] = radius * at[0]; /* Box and Muller */
    normals[1] = radius * at[1];
    normals[2] = other_radius * other[0];
}
