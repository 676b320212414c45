/* The spin-torque nano-oscillator as an auto-oscillator: power and phase against a reference. The physics of one
 * device, in SI units. Equation numbers are those of docs/stno.md. Nothing here allocates, prints or keeps state. */
#ifndef STNO_H
#define STNO_H

#include "models/oscillator_drive.h"
#include "models/parameters.h"

#include <stdint.h>

/* One device's parameters, each field as the table in parameters.def says. */
struct stno {
#define PARAMETER(name, ...) double name;
#include "models/stno/parameters.def"
#undef PARAMETER
};

enum {
#define PARAMETER(name, ...) STNO_##name,
#include "models/stno/parameters.def"
#undef PARAMETER
    STNO_PARAMETERS
};

extern const struct parameter_table stno_table;

/* True when every parameter is within its limits and they fit together, but for rounding. Otherwise writes to `why`
 * (`size` bytes) which parameter is wrong, its value and what was expected. */
bool stno_check(const struct stno *device, char *why, size_t size);

/* The complex amplitude against the reference; the power is re^2 + im^2. */
struct stno_amplitude {
    double re, im;
};

/* How the device oscillates by itself at one bias current. Eq. (O5). */
struct stno_free {
    double power;     /* p_0; 0 below the threshold */
    double slope;     /* of its square root with the bias current, 1/A */
    double frequency; /* Hz */
    double shift;     /* nu, without unit */
    double damping;   /* Gamma_p, 1/s */
};
struct stno_free stno_alone(const struct stno *device, double bias);

/* The frequency of the reference, Hz. */
double stno_reference(const struct stno *device);

/* dc/dt in 1/s without noise. Eqs. (O4), (O7). */
struct stno_amplitude stno_rate(const struct stno *device, const struct oscillator_drive *drive,
                                struct stno_amplitude c);

/* The time in s for which the noise is constant. Eq. (O15). */
double stno_cell(const struct stno *device);

/* The amplitude at the end of a stretch of a device that had `c` at its beginning, at `kelvin` (K; dtemp is added).
 * `key` is that of its noise (models/noise.h). NaN where the drive is no number, or too large to be followed. */
struct stno_amplitude stno_advance(const struct stno *device, uint64_t key, double kelvin,
                                   const struct oscillator_stretch *stretch, struct stno_amplitude c);

/* What the amplitude follows for small signals: [of re and im][real and imaginary part of the answer]. */
struct stno_answer {
    double of_cos[2][2], of_sin[2][2], of_pump[2][2]; /* 1/V */
    double of_bias[2][2];                             /* 1/A */
};

/* The answer at angular frequency `omega` (rad/s) of a device that oscillates by itself, with phase 0. False where it
 * does not oscillate, turns against its reference, or is injected or pumped. Eq. (O14). */
bool stno_small_signal(const struct stno *device, const struct oscillator_drive *drive, double omega,
                       struct stno_answer *answer);

#endif
