/* What a network of p-bits has of its own. */
#ifndef PBIT_CIRCUIT_H
#define PBIT_CIRCUIT_H

/* How their network is built and driven. A coupling J is a resistor of the conductance |J| g0 between the output of one
 * p-bit, or its inverse where J is negative, and the input of the other; a field is one that leads to a rail; and at
 * each input a resistor to ground makes the conductances there the same, g_T. Then the rails at +V and -V give the
 * inverse temperature beta = V g0/(g_T v0) to couplings of 1. */
struct pbit_circuit {
    double tau;                  /* mean time between two draws of a p-bit, s */
    double beta_start, beta_end; /* linear in time between them */
    double lag;                  /* of the inputs behind the outputs, s; 0: none */
    double v0;                   /* of an input that counts as 1, V */
    double g0;                   /* of a coupling of 1, S */
    double rout;                 /* of an output, Ohm */
    unsigned long seed;          /* of the draws */
};

#endif
