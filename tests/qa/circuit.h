/* The ngspice deck of a run. */
#ifndef CIRCUIT_H
#define CIRCUIT_H

#include "tests/qa/trial.h"

/* Where a run's deck finds the device, and where it leaves its data: names of files. */
struct circuit_files {
    const char *library;  /* of the device, absolute */
    const char *portable; /* its portable form, absolute; NULL where there is none */
    const char *data;     /* written by ngspice, beside the deck */
};

/* Writes the deck of `run`, to be freed, to *deck. STATUS_INPUT where an expression in the specification is wrong,
 * STATUS_SYSTEM where memory is short. */
enum status circuit_deck(struct trial *trial, const struct run *run, const struct circuit_files *files, char **deck);

/* True where `run` has the output called `name`. */
bool circuit_has_output(const struct run *run, const char *name);

#endif
