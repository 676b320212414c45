/* The magnetic tunnel junction with two states: parallel and antiparallel, and thermal jumps between them at rates that
 * depend on the voltage. The physics of one device, in SI units. Equation numbers are those of docs/mtj_rate.md.
 * Nothing here allocates, prints or keeps state. */
#ifndef MTJ_RATE_H
#define MTJ_RATE_H

#include "models/barrier.h"
#include "models/junction.h"
#include "models/parameters.h"

/* One device's parameters, each field as the table in parameters.def says. */
struct mtj_rate {
#define PARAMETER(name, ...) double name;
#include "models/mtj_rate/parameters.def"
#undef PARAMETER
};

enum {
#define PARAMETER(name, ...) MTJ_RATE_##name,
#include "models/mtj_rate/parameters.def"
#undef PARAMETER
    MTJ_RATE_PARAMETERS
};

extern const struct parameter_table mtj_rate_table;

/* True when every parameter is within its limits and they fit together, also at 27 C, but for rounding. Otherwise
 * writes to `why` (`size` bytes) which parameter is wrong, its value and what was expected. */
bool mtj_rate_check(const struct mtj_rate *device, char *why, size_t size);

/* Of the free layer: H_k in A/m, tau_D in s, Eq. (R5); the critical voltage in V, Eq. (R1). */
double mtj_rate_anisotropy_field(const struct mtj_rate *device);
double mtj_rate_relaxation_time(const struct mtj_rate *device);
double mtj_rate_critical_voltage(const struct mtj_rate *device);

/* A device as it is at one temperature. */
struct mtj_rate_at {
    struct mtj_rate device; /* with the R_AP of this temperature */
    double vc;              /* V */
    double bias;            /* of the drive, from the field */
    double barrier;         /* k_B T */
    double ln_scale;        /* of rates in 1/s: -ln tau_D, or ln f0 */
    struct barrier exact;   /* where f0 is 0 */
};

/* The device in a circuit at `kelvin` (K; dtemp is added); mtj_rate_check has passed it. False, with what would be
 * right in `why` (`size` bytes), where the temperature is beyond what the parameters allow. */
bool mtj_rate_warm(const struct mtj_rate *device, double kelvin, struct mtj_rate_at *at, char *why, size_t size);

/* The same, where `at` is 0 or was made by one of both for any device: its table is kept where the barrier is the same.
 */
bool mtj_rate_warm_again(const struct mtj_rate *device, double kelvin, struct mtj_rate_at *at, char *why, size_t size);

/* The same for voltages from -volts to volts alone: a table for these takes less time to make. */
bool mtj_rate_warm_up_to(const struct mtj_rate *device, double kelvin, double volts, struct mtj_rate_at *at, char *why,
                         size_t size);

/* The energy barrier of the device in k_B T, in a circuit at `kelvin` (K) such that it is above 0 K. */
double mtj_rate_barrier(const struct mtj_rate *device, double kelvin);

/* The logarithm of the rate in 1/s at which the device leaves the parallel state, or the antiparallel one, with `v` (V)
 * over it, and in *slope its derivative in 1/V. Eqs. (R1), (R2), (R10). */
double mtj_rate_ln_rate(const struct mtj_rate_at *at, bool parallel, double v, double *slope);

/* The mean share of time in the parallel state at a constant voltage, *relaxation, the rate in 1/s at which it comes to
 * that, and *slope, its derivative in 1/V. Eq. (R4). */
double mtj_rate_mean_parallel(const struct mtj_rate_at *at, double v, double *relaxation, double *slope);

/* The current in A with `v` (V) over a junction of which `share`, 0 to 1, is parallel; *conductance: its derivative in
 * S while the share stays, *per_share: its derivative with respect to the share, A. */
double mtj_rate_current(const struct mtj_rate_at *at, double share, double v, double *conductance, double *per_share);

#endif
