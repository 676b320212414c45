/* Networks of p-bits for tests: small ones with couplings in a matrix, and their exact law. */
#ifndef PBITS_H
#define PBITS_H

#include "solver/gibbs.h"

enum { PBITS_MOST = 64, PBITS_STATES = 4096 };

/* The same network twice: as a matrix, and as the simulation takes it. */
struct pbits {
    size_t n;
    double j[PBITS_MOST][PBITS_MOST], h[PBITS_MOST];
    uint64_t key[PBITS_MOST];
    size_t first[PBITS_MOST + 1];
    uint32_t neuron[PBITS_MOST * PBITS_MOST];
    double value[PBITS_MOST * PBITS_MOST];
    struct ising_model model;
};

/* Makes `model` of j and h, and keys of the names a.x1.apbit, a.x2.apbit ... with `seed`. */
void pbits_link(struct pbits *p, uint64_t seed);

/* The gate of A, B and C = A and B whose four right rows have the lowest energy, -3 in units where J = 2 is the largest
 * coupling. Here that is 1, so beta is twice as large: energies are -1.5. */
void pbits_make_and(struct pbits *p, uint64_t seed);

/* A random network of `n`: couplings of a normal distribution, each there with the probability `share`, and fields. */
void pbits_make_random(struct pbits *p, size_t n, double share, uint64_t seed);

/* The energy of a state, whose bit i is 1 for s_i = +1. */
double pbits_energy(const struct pbits *p, size_t state);

/* The probabilities of all 2^n states, by enumeration. */
void pbits_law(const struct pbits *p, double beta, double *law);

/* The shares of time that a run spent in each state, from `from` (s) on, and the simulation's result. */
void pbits_shares(const struct pbits *p, struct gibbs_options options, double from, double *share,
                  struct gibbs_result *result);

/* Half the sum of all differences. */
double pbits_distance(const double *a, const double *b, size_t states);

/* The slowest relaxation time to the law in units of tau, from the matrix of all rates; n is at most 6. */
double pbits_relaxation(const struct pbits *p, double beta);

/* What it is at most: 1/(1 - c), where c is the largest sum of tanh(beta |J_ij|) over j (Dobrushin). */
double pbits_longest_relaxation(const struct pbits *p, double beta);

#endif
