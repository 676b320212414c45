/* What the devices with a magnetic tunnel junction share: its conductance, and how its antiparallel resistance depends
 * on voltage and temperature. Equation numbers are those of docs/model.md. Nothing here allocates, prints or keeps
 * state; what is inline is part of loops over many junctions, which compile to vector code. */
#ifndef JUNCTION_H
#define JUNCTION_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

/* The temperature for which parameters are given: 27 C, SPICE's nominal temperature. */
static const double NOMINAL_TEMPERATURE = 300.15; /* K */

/* True where R_AP (`rap`, Ohm) is not below R_P (`rp`, Ohm) and `vhalf` (V) is 0 or a voltage that halves the TMR, but
 * for rounding. Otherwise writes to `why` (`size` bytes) which parameter is wrong, its value and what was expected. */
bool junction_check(double rp, double rap, double vhalf, char *why, size_t size);

/* The conductance in S of a junction of which `share`, 0 to 1, is parallel. */
static inline double junction_conductance(double rp, double rap, double share)
{
    return 1.0 / rap + (1.0 / rp - 1.0 / rap) * share; /* Eq. (5) */
}

/* R_AP in Ohm with `v` (V) over the junction, where `vhalf` (V) is above 0. *slope: V d(1/R_AP)/dV in S, which the part
 * that is antiparallel adds to the conductance for small changes of the voltage, Eq. (25b). */
static inline double junction_rap_at(double rp, double rap, double vhalf, double v, double *slope)
{
    double tmr = rap / rp - 1.0, square = v / vhalf * (v / vhalf), u = 1.0 + square;
    *slope = 2.0 * tmr * square / (rp * (u + tmr) * (u + tmr));
    return rp * (1.0 + tmr / u); /* Eq. (25a) */
}

/* T to the power 3/2, as a share of what it is at `of` (K). */
static inline double junction_bloch(double kelvin, double of)
{
    return kelvin / of * sqrt(kelvin / of);
}

/* True where the free layer's Curie temperature (K) is 0, which leaves its magnetization as it is, or above the nominal
 * temperature. Otherwise writes to `why` (`size` bytes) its value and what was expected. */
bool junction_check_curie(double tcurie, char *why, size_t size);

/* Sets *ms, the free layer's saturation magnetization, to what it is at `kelvin` (K), from its value at the nominal
 * temperature. Eq. (26). False, with a sentence in `why` (`size` bytes), below 0 K and from tcurie on; then *ms stays.
 */
bool junction_demagnetize(double *ms, double tcurie, double kelvin, char *why, size_t size);

/* Sets *rap (Ohm) to what it is at `kelvin` (K, 0 or above), from its value at the nominal temperature. `pbloch`: fall
 * of the electrodes' polarization, K^-1.5. Eq. (27). False, with a sentence in `why` (`size` bytes), where the
 * electrodes would be polarized by less than nothing, or by more than all; then *rap stays. */
bool junction_warm(double rp, double *rap, double pbloch, double kelvin, char *why, size_t size);

#endif
