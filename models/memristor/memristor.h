/* The spin-torque memristor: the physics of one device, in SI units.
 *
 * A domain wall at position x divides the free layer of a magnetic tunnel junction. The current through the junction,
 * over the whole length of the layer, moves it, and the part that it has passed conducts better. So the conductance
 * follows the charge that has flowed. Equation numbers are those of docs/memristor.md. Nothing here allocates, prints
 * or keeps state. */
#ifndef MEMRISTOR_H
#define MEMRISTOR_H

#include "models/parameters.h"

/* One device's parameters, each field as the table in parameters.def says. */
struct memristor {
#define PARAMETER(name, ...) double name;
#include "models/memristor/parameters.def"
#undef PARAMETER
};

enum {
#define PARAMETER(name, ...) MEMRISTOR_##name,
#include "models/memristor/parameters.def"
#undef PARAMETER
    MEMRISTOR_PARAMETERS
};

extern const struct parameter_table memristor_table;

/* True when every parameter is within its limits, R_AP is not below R_P, and the wall starts on the layer, but for
 * rounding. Otherwise writes to `why` (`size` bytes) which parameter is wrong, its value and what was expected. */
bool memristor_check(const struct memristor *device, char *why, size_t size);

/* How far the wall moves for each coulomb, m/C. */
static inline double memristor_way_per_charge(const struct memristor *d)
{
    return d->mobility / (d->length * d->width); /* Eq. (M2) */
}

/* The conductance in S for a wall at `x` (m), and its derivative in S/m. */
static inline double memristor_conductance_slope(const struct memristor *d)
{
    return (1.0 / d->rp - 1.0 / d->rap) / d->length;
}
static inline double memristor_conductance(const struct memristor *d, double x)
{
    return 1.0 / d->rap + memristor_conductance_slope(d) * x; /* Eq. (M1) */
}

/* Velocity in m/s of a wall at `x` with `v` (V) over the device: 0 where pinning or an end of the layer stops it. */
double memristor_velocity(const struct memristor *device, double x, double v);

/* Where the wall is (m) after a step of `h` (s) from `x` in which the voltage goes linearly from `v_start` to `v_end`
 * (V): exact without pinning, and with it where the voltage stays. Eqs. (M4) to (M6). *slope: how that follows v_end,
 * m/V. */
double memristor_advance(const struct memristor *device, double x, double v_start, double v_end, double h,
                         double *slope);

/* The longest time step in s for a wall at `x` with `v` (V) over the device: dxmax, or to the end of the layer.
 * INFINITY for a wall at rest. Eq. (M7). */
double memristor_longest_step(const struct memristor *device, double x, double v);

/* The longest time step in s that takes the voltage as linear in time with an error of at most `dxtol`, from its first
 * and second derivative, `rate` (V/s) and `bend` (V/s2). For a wall at rest the step counts from the moment at which it
 * leaves; INFINITY where it does not. Eq. (M8). */
double memristor_smooth_step(const struct memristor *device, double x, double v, double rate, double bend);

/* The admittance in S for small signals of angular frequency `omega` (rad/s) about a wall at `x` and a voltage `v`,
 * real and imaginary part. Eq. (M9). */
void memristor_admittance(const struct memristor *device, double x, double v, double omega, double admittance[2]);

#endif
