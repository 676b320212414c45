/* Constants that several devices need, those of nature from CODATA 2018; SI units. */
#ifndef CONSTANTS_H
#define CONSTANTS_H

static const double PI = 3.14159265358979323846;
static const double ZERO_CELSIUS = 273.15;               /* K */
static const double GAMMA_0 = 2.21276148e5;              /* m/(A s), gyromagnetic ratio of the electron times mu_0 */
static const double MU_0 = 1.25663706212e-6;             /* N/A2 */
static const double BOLTZMANN = 1.380649e-23;            /* J/K */
static const double HBAR = 1.054571817e-34;              /* J s */
static const double ELEMENTARY_CHARGE = 1.602176634e-19; /* C */
static const double BOHR_MAGNETON = 9.2740100783e-24;    /* J/T */

#endif
