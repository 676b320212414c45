/* Networks of phase oscillators with a pump at twice the frequency: Ising machines and associative memories.
 * docs/phase.md, docs/technologies.md. */
#ifndef TECHNOLOGY_OSCILLATOR_H
#define TECHNOLOGY_OSCILLATOR_H

#include "base/status.h"
#include "netgen/deck_form.h"
#include "netgen/technologies/oscillator_circuit.h"

#include <stdio.h>

struct bias;
struct ising_model;
struct network;

/* The numbers of Eq. (O8) in SI units, and of the circuit. */
struct oscillator_rates {
    double coupling;             /* K, rad/s */
    double pump_start, pump_end; /* K_s, rad/s */
    double diffusion;            /* D, rad^2/s */
    double cell;                 /* in which the noise is constant, s; 0 where there is none */
    double conductance;          /* g_T of all resistors at an input, S */
};

struct oscillator_rates oscillator_rates_of(const struct network *network, const struct ising_model *model);

/* The seed of a run from `start` (netgen/technologies/spins.h), and the phases in rad at which it starts: near 0 for
 * '1' and near pi for '0'. */
unsigned long oscillator_seed(const struct network *network, const char *start);
void oscillator_phases(const struct network *network, const char *start, double *phase);

/* How strongly the couplings pull phases away from `start`, in units of the network's rate: a pump above that keeps all
 * of them there. It is the largest eigenvalue of Eq. (O8) without pump, linearized about the start; below 0 where the
 * start is a place of rest without a pump, too. STATUS_SYSTEM where memory is short. */
enum status oscillator_pull(const struct network *network, const char *start, double *pull,
                            struct diagnostic *diagnostic);

/* The instance of oscillator `j` in the deck, by which it has its noise, and the vector of its cosine, each into
 * name[DECK_NAME_SIZE]. */
void oscillator_instance(size_t j, char *name);
void oscillator_signal_vector(size_t j, char *name);

/* Writes the deck, which has one form. STATUS_SYSTEM where memory is short. */
enum status oscillator_write_deck(const struct network *network, enum deck_form form, FILE *out,
                                  struct diagnostic *diagnostic);

#endif
