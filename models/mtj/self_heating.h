/* The magnetic tunnel junction that its own current heats: temperature of the junction and the device as it is then.
 *
 * A temperature is given as the rise in K above that without power, which is the circuit's plus dtemp. Equation numbers
 * are those of docs/mtj.md. Nothing here allocates, prints or keeps state. */
#ifndef SELF_HEATING_H
#define SELF_HEATING_H

#include "models/mtj/mtj.h"

/* Whether the device heats itself. */
static inline bool mtj_is_heated(const struct mtj *device)
{
    return device->rth > 0.0;
}

/* The rise in K after `h` (s), from `rise`, with a power that goes linearly from `first` to `last` (W): exactly. *mean:
 * its mean over this time. Eqs. (J8), (J15). */
double mtj_rise(const struct mtj *device, double rise, double first, double last, double h, double *mean);

/* Sets *hot to the device that is `rise` (K) warmer than it would be in a circuit at `kelvin` (K). False, with a
 * sentence in `why` (`size` bytes), where its parameters do not allow this temperature. */
bool mtj_at_rise(const struct mtj *device, double kelvin, double rise, struct mtj *hot, char *why, size_t size);

/* A device at the temperature that its current gives it. */
struct mtj_heated {
    double rise;       /* K */
    struct mtj device; /* of mtj_at_rise */
};

/* The lowest rise that stays where the device is held in `point`. False as mtj_at_rise, or where no such rise is found.
 */
bool mtj_resting_rise(const struct mtj *device, double kelvin, const struct mtj_point *point, struct mtj_heated *heated,
                      char *why, size_t size);

/* The same where the free layer, from point->m on, is in equilibrium with the voltage and the field, or on its way
 * there where it finds none; from *heated on, which is at a rise that mtj_at_rise allows. */
bool mtj_rest_warm(const struct mtj *device, double kelvin, struct mtj_point *point, struct mtj_heated *heated,
                   char *why, size_t size);

/* The free layer of the device `hot` from mtj_at_rise, with the cells of noise that it has without power: so the path
 * has the same random numbers at any temperature. `name` as for mtj_magnet. */
struct macrospin mtj_hot_magnet(const struct mtj *device, const struct mtj *hot, double kelvin, const char *name);

/* The derivative of the current with respect to the temperature, A/K, at the voltage `v` (V) and the cosine `cosine` of
 * the layers, both held. `warmer`: `hot`, at a temperature that is `by` (K) higher. */
double mtj_current_slope(const struct mtj *hot, const struct mtj *warmer, double by, double cosine, double v);

/* The conductance in S for slow changes of the voltage: the temperature follows. `slope`: of mtj_current_slope,
 * `conductance`: at a constant temperature, S, `current`: A. Eq. (J14) at no frequency. */
double mtj_warm_conductance(const struct mtj *device, double slope, double conductance, double current, double v);

#endif
