/* Device-to-device variation: each of the n squared devices of a network has different parameters. */
#ifndef VARIATION_H
#define VARIATION_H

#include "models/dwmtj/dwmtj.h"

/* How the parameters scatter: all zero for a network of equal devices. */
struct variation {
    unsigned long seed;             /* 0 to SCATTER_GREATEST_SEED */
    double sigma[DWMTJ_PARAMETERS]; /* relative standard deviation of each parameter of the table, 0 for a fixed one */
};

/* True where some parameter varies. */
bool variation_exists(const struct variation *variation);

/* True where parameter `index` of dwmtj_parameters may vary: all but where walls start, the step control, and the
 * difference of temperature and the seed of thermal noise. */
bool variation_may_vary(size_t index);

/* Device `number` of those with the parameters `nominal`: a function of its arguments alone. Eq. (45). */
struct dwmtj variation_device(const struct variation *variation, const struct dwmtj *nominal, size_t number);

/* True when all devices are sound, also those that lie three sigma off in whatever combination of the parameters.
 * Otherwise writes to `why` (`size` bytes) which parameter is wrong, its value and what was expected. */
bool variation_check(const struct variation *variation, const struct dwmtj *soma, const struct dwmtj *axon, char *why,
                     size_t size);

#endif
