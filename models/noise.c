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

void noise_rates(const struct noise *noise, uint64_t index, double rates[2])
{
    double radius = sqrt(-2.0 * log(random_share(random_bits(noise->key, 2 * index))));
    double angle = 2.0 * 3.14159265358979323846 * random_share(random_bits(noise->key, 2 * index + 1));
    rates[0] = noise->spread * radius * cos(angle); /* Eq. (42) */
    rates[1] = noise->spread * radius * sin(angle);
}
