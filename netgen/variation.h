/* Variation: each of the n squared devices of a network has different parameters, and each of its sources another
 * voltage. */
#ifndef VARIATION_H
#define VARIATION_H

#include "models/dwmtj/dwmtj.h"

/* The kinds of sources: one V_DW for each neuron, one weight for each synapse, one V_C for each dendrite. */
enum variation_source { VARIATION_V_DW, VARIATION_WEIGHT, VARIATION_V_C, VARIATION_SOURCES };

/* What they are called in options and files, and in a help text. */
extern const struct variation_source_name {
    const char *name, *text;
} variation_source_names[VARIATION_SOURCES];

/* How parameters and voltages scatter: all zero for a network of equal devices and exact sources. */
struct variation {
    unsigned long seed;             /* 0 to SCATTER_GREATEST_SEED */
    double sigma[DWMTJ_PARAMETERS]; /* relative standard deviation of each parameter of the table, 0 for a fixed one */
    double sigma_of_source[VARIATION_SOURCES]; /* the same of each kind of source */
};

/* True where some parameter varies, so that devices differ; where sources of that kind do; and where anything does. */
bool variation_of_devices(const struct variation *variation);
bool variation_of_source(const struct variation *variation, enum variation_source source);
bool variation_exists(const struct variation *variation);

/* True where parameter `index` of dwmtj_parameters may vary: all but where walls start, the step control, and the
 * difference of temperature and the seed of thermal noise. */
bool variation_may_vary(size_t index);

/* Device `number` of those with the parameters `nominal`: a function of its arguments alone. Eq. (45). */
struct dwmtj variation_device(const struct variation *variation, const struct dwmtj *nominal, size_t number);

/* The voltage in V of source `number` of a kind, whose nominal voltage is `nominal`: a function of its arguments alone.
 * 0 V stay 0 V. Eq. (45a). */
double variation_voltage(const struct variation *variation, enum variation_source source, double nominal,
                         size_t number);

/* The greatest voltage in V, three sigma above `nominal`, that a source of a kind can have. */
double variation_greatest(const struct variation *variation, enum variation_source source, double nominal);

/* True when each sigma is within its limits, and all devices are sound, also those that lie three sigma off in whatever
 * combination of the parameters. Otherwise writes to `why` (`size` bytes) what is wrong, its value and what was
 * expected. */
bool variation_check(const struct variation *variation, const struct dwmtj *soma, const struct dwmtj *axon, char *why,
                     size_t size);

#endif
