/* The phase oscillator: the phase of an oscillation against a reference, without its amplitude. The physics of one
 * device, in SI units. Equation numbers are those of docs/phase.md. Nothing here allocates, prints or keeps state. */
#ifndef PHASE_H
#define PHASE_H

#include "models/oscillator_drive.h"
#include "models/parameters.h"

#include <stdint.h>

/* One device's parameters, each field as the table in parameters.def says. */
struct phase {
#define PARAMETER(name, ...) double name;
#include "models/phase/parameters.def"
#undef PARAMETER
};

enum {
#define PARAMETER(name, ...) PHASE_##name,
#include "models/phase/parameters.def"
#undef PARAMETER
    PHASE_PARAMETERS
};

extern const struct parameter_table phase_table;

/* True when every parameter is within its limits and they fit together, but for rounding. Otherwise writes to `why`
 * (`size` bytes) which parameter is wrong, its value and what was expected. */
bool phase_check(const struct phase *device, char *why, size_t size);

/* The speed at the phase `phi` (rad), rad/s, without noise, and *slope, its derivative with respect to the phase, 1/s.
 * Eq. (O9). */
double phase_speed(const struct phase *device, const struct oscillator_drive *drive, double phi, double *slope);

/* The greatest that input and pump add to the speed, and the greatest slope of that, rad/s. */
double phase_pull(const struct phase *device, const struct oscillator_drive *drive);

/* Lets the phase go on from *phi until it rests. False where it turns on, or is too slow to come to rest. */
bool phase_settle(const struct phase *device, const struct oscillator_drive *drive, double *phi);

/* The time in s for which the noise is constant. Eq. (O11). */
double phase_cell(const struct phase *device);

/* The phase at the end of a stretch of a device that had `phi` at its beginning; `key` is that of its noise
 * (models/noise.h). NaN where the drive is no number, or too large to be followed. */
double phase_advance(const struct phase *device, uint64_t key, const struct oscillator_stretch *stretch, double phi);

/* What the phase follows for small signals, real and imaginary part. */
struct phase_answer {
    double of_cos[2], of_sin[2], of_pump[2]; /* rad/V */
    double of_bias[2];                       /* rad/A */
};

/* The answer at angular frequency `omega` (rad/s) of a device that rests at `phi`; at 0 that of the place of rest.
 * False where it does not rest there, or would leave for a small deviation. Eq. (O10). */
bool phase_small_signal(const struct phase *device, const struct oscillator_drive *drive, double phi, double omega,
                        struct phase_answer *answer);

#endif
