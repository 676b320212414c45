/* The nanomagnet: an elliptic island of one domain in the plane of x and y, in SI units.
 *
 * Its moment is a macrospin, which the shape holds along the easy axis and which fields and spin currents turn.
 * Equation numbers are those of docs/nanomagnet.md, and (E1) to (E10) those of docs/macrospin.md. Nothing here
 * allocates, prints or keeps state. */
#ifndef NANOMAGNET_H
#define NANOMAGNET_H

#include "models/macrospin.h"
#include "models/parameters.h"

/* One device's parameters, each field as the table in parameters.def says. */
struct nanomagnet {
#define PARAMETER(name, ...) double name;
#include "models/nanomagnet/parameters.def"
#undef PARAMETER
};

enum {
#define PARAMETER(name, ...) NANOMAGNET_##name,
#include "models/nanomagnet/parameters.def"
#undef PARAMETER
    NANOMAGNET_PARAMETERS
};

extern const struct parameter_table nanomagnet_table;

/* True when every parameter is within its limits, and they fit together, but for rounding. Otherwise writes to `why`
 * (`size` bytes) which parameter is wrong, its value and what was expected. */
bool nanomagnet_check(const struct nanomagnet *device, char *why, size_t size);

/* The demagnetizing factors along length, width and thickness: those given, or those of the ellipsoid with these axes.
 * Eq. (N4). */
void nanomagnet_factors(const struct nanomagnet *device, double factor[3]);

/* The moment in A m2: saturation magnetization times the volume of an elliptic cylinder. */
double nanomagnet_moment(const struct nanomagnet *device);

/* The unit vector of the easy axis, in the half that `start` = 0 selects: along the length, or along the width where
 * that has the smaller factor. */
void nanomagnet_axis(const struct nanomagnet *device, double axis[3]);

/* H_k in A/m: the field along the easy axis that holds the moment there, against the other axis of the plane. E_b in J:
 * the energy that turns it to the easier of the two other axes. Eq. (N5). */
double nanomagnet_holding_field(const struct nanomagnet *device);
double nanomagnet_barrier(const struct nanomagnet *device);

/* The field in A/m that holds the moment in the plane where it is on the harder axis there. */
double nanomagnet_plane_field(const struct nanomagnet *device);

/* The rate in 1/s of flips that have no barrier, as it stands before the exponential of the barrier in k_B T. Eq. (I5).
 */
double nanomagnet_attempts(const struct nanomagnet *device);

/* How often in 1 s heat turns the moment over at `kelvin` (K), in no field. 0 where it has no two states. Eqs. (I2),
 * (I5). */
double nanomagnet_flip_rate(const struct nanomagnet *device, double kelvin);

/* ---- limits.c ---- */

/* What of a device that nanomagnet_check accepts is beyond the model, of one domain that turns as a whole. */
enum nanomagnet_limit {
    NANOMAGNET_SUM,      /* the factors that are given do not add up to 1 */
    NANOMAGNET_VORTEX,   /* a vortex has less energy than one domain */
    NANOMAGNET_REVERSAL, /* a wall that passes needs less energy than to turn as a whole */
    NANOMAGNET_LIMITS
};
extern const char *const nanomagnet_limit_words[NANOMAGNET_LIMITS]; /* for programs */

/* Whether `device` is beyond `limit`, and then a sentence in `text` (`size` bytes) that says why. Eqs. (N9), (N10). */
bool nanomagnet_is_beyond(const struct nanomagnet *device, enum nanomagnet_limit limit, char *text, size_t size);

/* The magnet. With noise: at `kelvin` (K), for the device of this name. */
struct macrospin nanomagnet_magnet(const struct nanomagnet *device, double kelvin, const char *name);

/* The direction of the moment where it is held: along or against the easy axis, as `start` says. */
void nanomagnet_well(const struct nanomagnet *device, double m[3]);

/* Where the moment points at the start of a transient: drawn from its thermal distribution with noise, and at the angle
 * theta0 from its well in the plane without. Eq. (E10). */
void nanomagnet_start(const struct nanomagnet *device, const struct macrospin *magnet, double kelvin, double m[3]);

/* Lets the moment, which was at rest at `m`, settle under `drive`. False where it comes to no rest. */
bool nanomagnet_settle(const struct nanomagnet *device, const struct macrospin *magnet, double kelvin,
                       const struct macrospin_drive *drive, double m[3]);

/* What acts on the moment in the field `h` (A/m), where it takes up the spin current `i` (A, its direction that of the
 * spins, positive for spins along the axis). Eq. (N6). */
struct macrospin_drive nanomagnet_drive(const struct nanomagnet *device, const double h[3], const double i[3]);

/* The answer of the moment to small signals of angular frequency `omega` (rad/s). */
struct nanomagnet_answer {
    double of_field[3][3][2];   /* [of m][for the field], m/A: real and imaginary part */
    double of_current[3][3][2]; /* [of m][for the spin current], 1/A */
};

/* The answer of a magnet at rest at `m` under `drive`. False where it has no stable equilibrium there. Eq. (E9). */
bool nanomagnet_small_signal(const struct nanomagnet *device, const struct macrospin *magnet,
                             const struct macrospin_drive *drive, const double m[3], double omega,
                             struct nanomagnet_answer *answer);

#endif
