/* A macrospin: a magnet whose magnetization is one vector, with damping, spin torque and thermal noise.
 *
 * Fields and spin torques go in, the moment comes out: as the free layer of a junction, a nanomagnet, an oscillator or
 * a node of a spin circuit. SI units; m is the unit vector of the magnetization, fields are in A/m. The equations are
 * those of docs/macrospin.md. Nothing here allocates, prints or keeps state. */
#ifndef MACROSPIN_H
#define MACROSPIN_H

#include "models/noise.h"

#include <math.h>
#include <stdbool.h>

/* What a magnet is. */
struct macrospin {
    double alpha;       /* Gilbert damping */
    double hk;          /* anisotropy field along `axis`, A/m */
    double axis[3];     /* its unit vector */
    double demag[3];    /* saturation magnetization times the demagnetizing factors, A/m */
    double pinned[3];   /* unit vector of the layer that polarizes the current, where `asymmetry` is not 0 */
    double asymmetry;   /* q of Eq. (E11), above -1 and below 1; 0: the torque does not depend on the angle */
    double tolerance;   /* angle in rad by which a step without noise may be wrong */
    struct noise noise; /* its spread is that of a component of the thermal field, A/m; 0: no noise */
};

/* Whether demagnetizing factors do not add up to 1, as those of any body do: then `text` (`size` bytes) says so. Only
 * their differences act, and all may be 0. */
bool macrospin_factors_are_off(double nx, double ny, double nz, char *text, size_t size);

/* What acts on a magnet. */
struct macrospin_drive {
    double field[3]; /* from outside, with a field-like torque, which is a field along the pinned layer, A/m */
    double spin[3];  /* spin torque, as a vector along the spins: a_J p of Eq. (E1) at a right angle to p, A/m */
    double hk;       /* what a voltage adds to the anisotropy field, A/m */
};

/* A time, in s, in which the drive goes linearly from `first` to `last`. */
struct macrospin_stretch {
    double from, to;
    const struct macrospin_drive *first, *last;
};

/* What one time point leaves to the next. */
struct macrospin_path {
    double m[3];
    double start[3];             /* m where the cell of noise began that this time is in */
    struct macrospin_drive mean; /* of the drive since then */
    struct noise_block noise;    /* of the cells around this time */
    double step;                 /* that a magnet without noise may go next, s; 0: not known yet */
};

/* A magnet in equilibrium, for small signals. */
struct macrospin_small {
    double across[2][3]; /* unit vectors across m: with m, a right-handed set */
    double rate;         /* gamma_0/(1 + alpha^2), m/(A s) */
    double alpha;
    double matrix[2][2]; /* A of Eq. (E9), 1/s */
};

/* Gives the magnet its thermal noise at `kelvin` (K). `moment`: mu_0 times saturation magnetization times volume, J
 * m/A. `hmax`: greatest field from outside, A/m. `key` selects the noise, noise_key. The length of a cell depends on
 * the magnet and on hmax alone, so that paths do not depend on circuits. From `demag` it takes what the three axes have
 * in common, a field along m that moves nothing. Eqs. (E6), (E7). */
void macrospin_heat(struct macrospin *magnet, double moment, double kelvin, double hmax, uint64_t key);

/* Draws the direction of a magnet in thermal equilibrium at `kelvin` in the half of the sphere around `well`, a unit
 * vector, with no field from outside: from the outputs of the generator with `key` that come last. `moment` as for
 * macrospin_heat. False where the energy has no minimum at `well`. Eq. (E10). */
bool macrospin_draw(const struct macrospin *magnet, double moment, double kelvin, uint64_t key, const double well[3],
                    double m[3]);

/* The greatest difference, in A/m, between the fields that anisotropy and demagnetization give along three axes: of the
 * eigenvalues of hk e e - demag. */
double macrospin_field_range(const struct macrospin *magnet);

/* A path that begins at `m`, which need not be a unit vector, but not 0. */
struct macrospin_path macrospin_begin(const double m[3]);

/* Follows the magnet over a stretch of time. With noise, one step for each cell, so that a path under a constant drive
 * is the same to the last bit wherever it is interrupted. *path is as the last call left it, or as macrospin_begin.
 * `mean` (NULL: not needed): mean of m over this time. Eqs. (E2), (E8). */
void macrospin_advance(const struct macrospin *magnet, const struct macrospin_stretch *stretch,
                       struct macrospin_path *path, double mean[3]);

/* Lets the magnet at `m` come to rest under `drive`, without noise and with a damping of 1. False where it finds no
 * rest; `m` is then somewhere on its way. */
bool macrospin_relax(const struct macrospin *magnet, const struct macrospin_drive *drive, double m[3]);

/* Lets the magnet, which is in a stable rest at `m`, go to where it stays under `drive`, without noise: it follows the
 * rest as long as that is stable with its own damping, and then leaves it, from an angle of `tilt` (rad). False where
 * it does not come to rest, as an oscillator; `m` is then somewhere on its way. Thresholds are exact to 3e-4. */
bool macrospin_settle(const struct macrospin *magnet, const struct macrospin_drive *drive, double tilt, double m[3]);

/* How the magnet, in equilibrium at `m` under `drive`, moves near there. False where the equilibrium is not stable.
 * Eq. (E9). */
bool macrospin_linearize(const struct macrospin *magnet, const struct macrospin_drive *drive, const double m[3],
                         struct macrospin_small *small);

/* The answer to a small field of angular frequency `omega` (rad/s): `push` is that field in A/m, with b p + a m x p of
 * a small torque. The answer of m has the parts `real` and `imaginary`. Eq. (E9). */
void macrospin_answer(const struct macrospin_small *small, double omega, const double push[3], double real[3],
                      double imaginary[3]);

static inline double macrospin_dot(const double a[3], const double b[3])
{
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

static inline void macrospin_cross(const double a[3], const double b[3], double out[3])
{
    out[0] = a[1] * b[2] - a[2] * b[1];
    out[1] = a[2] * b[0] - a[0] * b[2];
    out[2] = a[0] * b[1] - a[1] * b[0];
}

/* How far apart the ends of two vectors are. */
static inline double macrospin_distance(const double a[3], const double b[3])
{
    const double off[3] = {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
    return sqrt(macrospin_dot(off, off));
}

/* How the drive changed in 1 s, where it went from `from` to `to` in `h` (s). */
static inline struct macrospin_drive macrospin_drive_change(const struct macrospin_drive *from,
                                                            const struct macrospin_drive *to, double h)
{
    struct macrospin_drive change = {.hk = (to->hk - from->hk) / h};
    for (int k = 0; k < 3; k++) {
        change.field[k] = (to->field[k] - from->field[k]) / h;
        change.spin[k] = (to->spin[k] - from->spin[k]) / h;
    }
    return change;
}

/* The drive `h` (s) after `from`, if it goes on with this change in 1 s. */
static inline struct macrospin_drive macrospin_drive_ahead(const struct macrospin_drive *from,
                                                           const struct macrospin_drive *change, double h)
{
    struct macrospin_drive drive = {.hk = from->hk + h * change->hk};
    for (int k = 0; k < 3; k++) {
        drive.field[k] = from->field[k] + h * change->field[k];
        drive.spin[k] = from->spin[k] + h * change->spin[k];
    }
    return drive;
}

/* H_s of Eq. (E2) in A/m: the field at `m`, with the spin torque. `thermal`: thermal field, A/m. */
static inline void macrospin_field(const struct macrospin *magnet, const struct macrospin_drive *drive,
                                   const double thermal[3], const double m[3], double field[3])
{
    double torque[3], along = (magnet->hk + drive->hk) * macrospin_dot(m, magnet->axis), share = 1.0;
    if (magnet->asymmetry != 0.0) {
        share = 1.0 / (1.0 + magnet->asymmetry * macrospin_dot(m, magnet->pinned)); /* Eq. (E11) */
    }
    macrospin_cross(m, drive->spin, torque);
#define COMPONENT(k)                                                                                                   \
    ((drive->field[k] + thermal[k]) + (along * magnet->axis[k] - magnet->demag[k] * m[k]) + share * torque[k])
    field[0] = COMPONENT(0); /* Eqs. (E1), (E2) */
    field[1] = COMPONENT(1);
    field[2] = COMPONENT(2);
#undef COMPONENT
}

/* The angular velocity of m in rad/s where the field is `field`. */
static inline void macrospin_velocity(double alpha, double rate, const double m[3], const double field[3],
                                      double velocity[3])
{
    double turned[3];
    macrospin_cross(m, field, turned);
    velocity[0] = rate * (field[0] + alpha * turned[0]); /* Eq. (E2) */
    velocity[1] = rate * (field[1] + alpha * turned[1]);
    velocity[2] = rate * (field[2] + alpha * turned[2]);
}

#endif
