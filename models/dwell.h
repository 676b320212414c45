/* How long a device with two states stays in one of them. Equation numbers are those of docs/mtj_rate.md. Nothing here
 * allocates, prints or keeps state. */
#ifndef DWELL_H
#define DWELL_H

#include <stdint.h>

/* What the integral of the rate comes to over the dwell before jump `number`, 0 for the first, of the device whose
 * random numbers have this key (models/noise.h). Eq. (R3). */
double dwell_draw(uint64_t key, uint64_t number);

/* The integral of a rate over `h` (s) in which its logarithm goes linearly from `ln_start` to `ln_end`. Eq. (R3). */
double dwell_integral(double ln_start, double ln_end, double h);

/* The time in s in which that integral comes to `left`, if the logarithm goes on at `growth` (1/s) from `ln_rate`;
 * INFINITY where it never does. */
double dwell_time_until(double left, double ln_rate, double growth);

#endif
