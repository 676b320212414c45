/* Devices of a kind that differ by chance: each parameter has a relative standard deviation, and device `number` of a
 * seed is a function of these alone. docs/model.md, Eq. (45), has the distribution, docs/formats.md the random numbers.
 */
#ifndef SCATTER_H
#define SCATTER_H

#include "models/device.h"

struct scatter {
    const struct device *kind;
    unsigned long seed;  /* 0 to SCATTER_GREATEST_SEED */
    const double *sigma; /* relative standard deviation of each parameter of the kind's table, 0 for a fixed one */
};

/* A relative standard deviation stays below this: three of them must not turn a parameter's sign. */
static const double SCATTER_GREATEST = 1.0 / 3.0;

static const long SCATTER_GREATEST_SEED = 4294967295L;

static const double SCATTER_FARTHEST = 3.0; /* standard deviations; what is beyond is cut off */

/* A group of parameters that a limit couples has at most this many, since the checks double with each. */
enum { SCATTER_MOST_COUPLED = 8 };

/* A standard normal number that is cut off at SCATTER_FARTHEST: `number` of the stream of a quantity, which depends on
 * the quantity's name alone. Eq. (45). */
double scatter_normal(unsigned long seed, const char *name, size_t number);

/* Makes `device`, a struct of the kind, device `number` of those with the parameters `nominal`. Eq. (45). */
void scatter_draw(const struct scatter *scatter, const void *nominal, size_t number, void *device);

/* True when `sigma` of what is called `name` is within its limits. Otherwise writes to `why` (`size` bytes) what was
 * expected. */
bool scatter_check_share(const char *name, double sigma, char *why, size_t size);

/* True when each sigma is within its limits and belongs to a parameter that may vary. Otherwise writes to `why` (`size`
 * bytes) which one is wrong and what was expected. */
bool scatter_check_shares(const struct scatter *scatter, char *why, size_t size);

/* True when all devices about `nominal`, which is sound, are sound, also those that lie three sigma off in whatever
 * combination of the parameters. Otherwise writes to `why` (`size` bytes) which parameter is wrong, its value and what
 * was expected. `role`: what the devices are called there; NULL where they need no name. */
bool scatter_check_devices(const struct scatter *scatter, const void *nominal, const char *role, char *why,
                           size_t size);

#endif
