/* Networks of p-bits: spins that are drawn anew at random times, and so follow Boltzmann's law. docs/pbit.md. */
#ifndef TECHNOLOGY_PBIT_H
#define TECHNOLOGY_PBIT_H

#include "base/status.h"
#include "netgen/deck_form.h"
#include "netgen/technologies/pbit_circuit.h"

#include <stdbool.h>
#include <stdio.h>

struct bias;
struct ising_model;
struct network;

/* g_T in S, and the rails' voltage V that makes `beta`. */
double pbit_total_conductance(const struct network *network, const struct ising_model *model);
double pbit_rail(const struct network *network, const struct ising_model *model, double beta);

/* The seed of a run from `start`, n characters '0' or '1', or from a random state where it is NULL: runs from different
 * starts have different noise. From 1 to 2^32 - 1. */
unsigned long pbit_noise_seed(const struct network *network, const char *start);

/* The instance of p-bit `j` in the deck, by which it has its noise, and the vector of its state, each into
 * name[DECK_NAME_SIZE]. */
void pbit_instance(size_t j, char *name);
void pbit_signal_vector(size_t j, char *name);

/* Writes the deck, which has one form. STATUS_SYSTEM where memory is short. */
enum status pbit_write_deck(const struct network *network, enum deck_form form, FILE *out,
                            struct diagnostic *diagnostic);

#endif
