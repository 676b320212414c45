/* The Fokker-Planck equation of a uniaxial macrospin in a spin torque along its axis: how likely it has switched, to
 * probabilities that no number of trials reaches. Times are in units of tau_D, Eq. (J4); z is m·e, from -1 to 1. With
 * the barrier Delta, Eq. (J2), and the drive i, the torque in parts of the critical one,
 *
 *     (F1)  dp/dt = -d/dz ((1 - z^2) ((z - i) p - 1/(2 Delta) dp/dz))
 *
 * (Brown, Phys. Rev. 130, 1677, 1963, for a torque as in Butler et al., IEEE Trans. Magn. 48, 4684, 2012). i > 0 pushes
 * from z = 1 to z = -1. It may depend on z: a junction behind a resistor has a voltage that depends on its state.
 *
 * The range of z is divided into cells of equal angle, the flux between two of them is that of Scharfetter and Gummel
 * (IEEE Trans. Electron Devices 16, 64, 1969), so that the equilibrium is exact and no probability is lost; steps in
 * time are those of the L-stable method of second order in two stages (Alexander, SIAM J. Numer. Anal. 14, 1006, 1977).
 * Nothing here allocates, prints or keeps state. */
#ifndef FOKKER_PLANCK_H
#define FOKKER_PLANCK_H

#include <stddef.h>

enum { FOKKER_PLANCK_CELLS = 2400 };

struct fokker_planck {
    double barrier;                   /* Delta */
    double mass[FOKKER_PLANCK_CELLS]; /* probability of each cell, from z = 1 down */
};

/* z at the upper face of cell `index`; at index FOKKER_PLANCK_CELLS it is -1. */
double fokker_planck_face(size_t index);

/* The equilibrium within the well at z > 0, which is where a bit has been kept for long. `barrier` is above 0 and at
 * most 1e4. */
void fokker_planck_start(struct fokker_planck *state, double barrier);

/* Goes on by `time` (tau_D) in `steps` steps. drive[k] is i at face k, FOKKER_PLANCK_CELLS + 1 of them. */
void fokker_planck_advance(struct fokker_planck *state, const double *drive, double time, size_t steps);

/* The probability that z > 0, as a share of all, which rounding may leave off 1 by some 1e-13. */
double fokker_planck_kept(const struct fokker_planck *state);

#endif
