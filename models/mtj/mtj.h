/* The magnetic tunnel junction: the physics of one device, in SI units.
 *
 * The free layer is a macrospin, which the voltage over the junction turns by its spin torque, and the conductance
 * follows the angle between free and pinned layer. Equation numbers are those of docs/mtj.md, and (E1) to (E10) those
 * of docs/macrospin.md. Nothing here allocates, prints or keeps state. */
#ifndef MTJ_H
#define MTJ_H

#include "models/macrospin.h"
#include "models/parameters.h"

/* One device's parameters, each field as the table in parameters.def says. */
struct mtj {
#define PARAMETER(name, ...) double name;
#include "models/mtj/parameters.def"
#undef PARAMETER
};

enum {
#define PARAMETER(name, ...) MTJ_##name,
#include "models/mtj/parameters.def"
#undef PARAMETER
    MTJ_PARAMETERS
};

extern const struct parameter_table mtj_table;

/* What the spin torque follows: the parameter `torque`. */
enum mtj_torque { MTJ_BY_VOLTAGE = 0, MTJ_SPIN_VALVE = 1, MTJ_BY_CURRENT = 2 };

/* True when every parameter is within its limits, and they fit together, but for rounding. Otherwise writes to `why`
 * (`size` bytes) which parameter is wrong, its value and what was expected. */
bool mtj_check(const struct mtj *device, char *why, size_t size);

/* Sets ms, ki and rap to what they are at `kelvin` (K) plus dtemp. False, with a sentence in `why` (`size` bytes),
 * where the device has no such temperature. Eq. (J17), and (26), (27) of docs/model.md. */
bool mtj_apply_temperature(struct mtj *device, double kelvin, char *why, size_t size);

/* mu_0 times saturation magnetization times volume, J m/A. */
double mtj_moment(const struct mtj *device);

/* H_k in A/m: the field that holds the free layer in its well, against the easier of the two other axes. E_b in J: the
 * energy that turns it to that axis. Eqs. (E5), (J2). */
double mtj_holding_field(const struct mtj *device);
double mtj_barrier(const struct mtj *device);

/* The unit vectors of the pinned layer, and of the bottom of the well in which the device starts: of the two directions
 * of the easy axis, that at the angle below 90 degrees to the pinned layer, or the other one for start = 1. */
void mtj_pinned(const struct mtj *device, double pinned[3]);
void mtj_well(const struct mtj *device, double well[3]);

/* The free layer. With noise: at `kelvin` (K), for the device of this name. */
struct macrospin mtj_magnet(const struct mtj *device, double kelvin, const char *name);

/* Where the free layer points at the start of a transient: drawn from its thermal distribution with noise, and at the
 * angle theta0 from its well without. Eqs. (J11), (E10). */
void mtj_start(const struct mtj *device, const struct macrospin *magnet, double kelvin, double m[3]);

/* Lets the free layer, which was at rest at `m`, settle at the voltage `v` (V) in the field `h` (A/m). False where it
 * comes to no rest. */
bool mtj_settle(const struct mtj *device, const struct macrospin *magnet, double kelvin, double v, const double h[3],
                double m[3]);

/* What acts on the free layer at the voltage `v` (V) and current `i` (A) from the free to the pinned layer, in the
 * field `h` (A/m) from outside. Eqs. (E3), (E5), (E4). */
struct macrospin_drive mtj_drive(const struct mtj *device, double v, double i, const double h[3]);

/* The derivative of the drive with respect to the voltage (A/(m V)) and to the current (1/m). */
void mtj_drive_slopes(const struct mtj *device, double v, struct macrospin_drive *of_voltage,
                      struct macrospin_drive *of_current);

/* The current in A through the junction with `v` (V) over it, where free and pinned layer have the cosine `cosine`.
 * *conductance: its derivative with respect to v, S; *cosine_slope: with respect to the cosine, A. Eq. (J1). */
double mtj_current(const struct mtj *device, double cosine, double v, double *conductance, double *cosine_slope);

/* The admittance of a device in equilibrium, for small signals of angular frequency `omega` (rad/s). */
struct mtj_answer {
    double conductance[2];        /* of the junction, S: real and imaginary part */
    double field_current[3][2];   /* current for a field along each axis, A for 1 A/m */
    double moment[3][2];          /* of m for the voltage, 1/V */
    double field_moment[3][3][2]; /* [of m][for the field], m/A */
};

/* A state of a device in a circuit. */
struct mtj_point {
    double v;    /* V, over it */
    double h[3]; /* A/m, from outside */
    double m[3]; /* of the free layer */
};

/* A device that its current heats, at a temperature that is `by` (K) higher: for the derivative. */
struct mtj_warmth {
    const struct mtj *device;
    struct macrospin magnet;
    double by;
};

/* The answer at the angular frequency `omega` (rad/s) of a device whose free layer is `magnet` and near point->m.
 * `warmth`: NULL where the temperature stays. False where it has no stable equilibrium near there. Eqs. (J13), (J14).
 */
bool mtj_small_signal(const struct mtj *device, const struct macrospin *magnet, const struct mtj_point *point,
                      double omega, const struct mtj_warmth *warmth, struct mtj_answer *answer);

#endif
