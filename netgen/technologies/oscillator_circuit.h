/* What a network of phase oscillators has of its own. */
#ifndef OSCILLATOR_CIRCUIT_H
#define OSCILLATOR_CIRCUIT_H

/* How their network is built and driven, Eq. (O8) of docs/phase.md. All rates are in units of `rate`, at which the
 * couplings of a network turn an oscillator whose neighbours stand at random: the coupling rate K of a J of 1 is `rate`
 * divided by ising_drive. A coupling is a pair of resistors of the conductance |J| g0, one for cosines and one for
 * sines, from the outputs of one oscillator, or their inverse where J is negative, to the inputs of the other; a field
 * is one that leads to a rail; and at each input a resistor to ground makes the conductances there the same. */
struct oscillator_circuit {
    double rate;                 /* rad/s */
    double pump_start, pump_end; /* K_s in units of `rate`, linear in time between them */
    double noise;                /* D in units of `rate` */
    double spread;               /* standard deviation of the phases at the start about 0 and pi, rad */
    double g0;                   /* of a coupling of 1, S */
    unsigned long seed;          /* of start and noise */
};

#endif
