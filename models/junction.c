#include "models/junction.h"

#include "base/c_locale.h"
#include "models/parameters.h"

#include <stdio.h>

bool junction_check(double rp, double rap, double vhalf, char *why, size_t size)
{
    IN_C_LOCALE;
    const double least_vhalf = 1e-3; /* V: far below any junction's, and no square of a ratio overflows */
    if (vhalf > 0.0 && !parameter_within(vhalf, least_vhalf, INFINITY)) {
        snprintf(why, size, "parameter vhalf = %g V must be 0 (off) or at least %g V", vhalf, least_vhalf);
        return false;
    }
    if (!parameter_within(rap, rp, INFINITY)) {
        snprintf(why, size, "parameter rap = %g Ohm is below rp = %g Ohm; it must be at least rp", rap, rp);
        return false;
    }
    return true;
}

bool junction_check_curie(double tcurie, char *why, size_t size)
{
    IN_C_LOCALE;
    if (tcurie > 0.0 && parameter_within(tcurie, 0.0, NOMINAL_TEMPERATURE)) {
        snprintf(why, size, "parameter tcurie = %g K must be 0 (off) or above %g K, for which ms is given", tcurie,
                 NOMINAL_TEMPERATURE);
        return false;
    }
    return true;
}

bool junction_demagnetize(double *ms, double tcurie, double kelvin, char *why, size_t size)
{
    IN_C_LOCALE;
    if (!(kelvin >= 0.0 && (tcurie == 0.0 || kelvin < tcurie))) {
        if (tcurie == 0.0 || kelvin < 0.0) {
            snprintf(why, size, "the device is at %g K; expected 0 K or above", kelvin);
        } else {
            snprintf(why, size, "the device is at %g K; expected a temperature below its tcurie = %g K", kelvin,
                     tcurie);
        }
        return false;
    }
    if (tcurie > 0.0) {
        *ms *=
            (1.0 - junction_bloch(kelvin, tcurie)) / (1.0 - junction_bloch(NOMINAL_TEMPERATURE, tcurie)); /* Eq. (26) */
    }
    return true;
}

bool junction_warm(double rp, double *rap, double pbloch, double kelvin, char *why, size_t size)
{
    IN_C_LOCALE;
    if (!(pbloch > 0.0)) {
        return true;
    }
    double scale =
        (1.0 - pbloch * junction_bloch(kelvin, 1.0)) / (1.0 - pbloch * junction_bloch(NOMINAL_TEMPERATURE, 1.0));
    double tmr = *rap / rp - 1.0;
    double p_squared = scale * scale * tmr / (2.0 + tmr);
    if (!(scale > 0.0 && p_squared < 1.0)) {
        snprintf(why, size,
                 "the device is at %g K, where pbloch = %g K^-1.5 leaves its electrodes no polarization or one above 1",
                 kelvin, pbloch);
        return false;
    }
    *rap = rp * (1.0 + 2.0 * p_squared / (1.0 - p_squared)); /* Eq. (27) */
    return true;
}
