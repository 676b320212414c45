/* The contact between a magnet and a normal metal in a spin circuit: the physics of one device, in SI units.
 *
 * A node of a spin circuit has four voltages: that of the charge, and those of spins along x, y and z. The contact is a
 * conductance between them, which depends on the direction of the magnet; spins that the magnet absorbs turn it, where
 * it is free: then it is a macrospin. Equation numbers are those of docs/spin_circuits.md, and (E1) to (E10) those of
 * docs/macrospin.md. Nothing here allocates, prints or keeps state. */
#ifndef SPIN_CONTACT_H
#define SPIN_CONTACT_H

#include "models/macrospin.h"
#include "models/parameters.h"

/* One device's parameters, each field as the table in parameters.def says. */
struct spin_contact {
#define PARAMETER(name, ...) double name;
#include "models/spin_contact/parameters.def"
#undef PARAMETER
};

enum {
#define PARAMETER(name, ...) SPIN_CONTACT_##name,
#include "models/spin_contact/parameters.def"
#undef PARAMETER
    SPIN_CONTACT_PARAMETERS
};

extern const struct parameter_table spin_contact_table;

/* True when every parameter is within its limits, and they fit together, but for rounding. Otherwise writes to `why`
 * (`size` bytes) which parameter is wrong, its value and what was expected. */
bool spin_contact_check(const struct spin_contact *device, char *why, size_t size);

/* The unit vector of a fixed magnet, or of a free one in its well. */
void spin_contact_direction(const struct spin_contact *device, double m[3]);

/* The voltages and currents of a contact come in this order: the charge, whose voltage is that of the magnet less that
 * of the metal and whose current flows from magnet to metal, and spins along x, y and z, whose voltages are those of
 * the metal and whose currents flow from the metal into the contact. */
enum { SPIN_CHARGE, SPIN_X, SPIN_PARTS = 4 };

/* The currents in A of a contact whose magnet points along `m` are `matrix` (S) times the voltages in V. Eq. (S2). */
void spin_contact_matrix(const struct spin_contact *device, const double m[3], double matrix[SPIN_PARTS][SPIN_PARTS]);
void spin_contact_currents(const struct spin_contact *device, const double m[3], const double v[SPIN_PARTS],
                           double current[SPIN_PARTS]);

/* The least field in A/m with which a well holds a free magnet, against tilts in any direction; 0 or less where its
 * energy has no minimum along the easy axis. */
double spin_contact_holding_field(const struct spin_contact *device);

/* The free magnet. With noise: at `kelvin` (K), for the device of this name. */
struct macrospin spin_contact_magnet(const struct spin_contact *device, double kelvin, const char *name);

/* Where the magnet points at the start of a transient: drawn from its thermal distribution with noise, at the angle
 * theta0 from its well without. Eqs. (S6), (E10). */
void spin_contact_start(const struct spin_contact *device, const struct macrospin *magnet, double kelvin, double m[3]);

/* What acts on the free magnet when `current` (A) flows in its contact, in the field `h` (A/m). Eq. (S3). */
struct macrospin_drive spin_contact_drive(const struct spin_contact *device, const double current[SPIN_PARTS],
                                          const double h[3]);

/* Where small signals are small: voltages, the field in A/m, and about where the magnet points. */
struct spin_contact_point {
    double v[SPIN_PARTS], h[3], m[3];
};

/* The contact in equilibrium, for small signals of angular frequency `omega` (rad/s): real and imaginary parts. */
struct spin_contact_answer {
    double current[SPIN_PARTS][SPIN_PARTS][2]; /* [of the current][for the voltage], S */
    double field_current[SPIN_PARTS][3][2];    /* [of the current][for the field], A for 1 A/m */
    double moment[3][SPIN_PARTS][2];           /* [of m][for the voltage], 1/V */
    double field_moment[3][3][2];              /* [of m][for the field], m/A */
};

/* The answer of a free contact at `point`. False where it has no equilibrium near there, or one that is not stable even
 * with spin currents that are held. Eq. (S8). */
bool spin_contact_small_signal(const struct spin_contact *device, const struct macrospin *magnet,
                               const struct spin_contact_point *point, double omega,
                               struct spin_contact_answer *answer);

#endif
