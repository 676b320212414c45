/* Logic of nanomagnets in time: each magnet is a macrospin, and feels the clock and the dipole fields of all others.
 * The equations are those of the code models nanomagnet and dipoles, docs/nanomagnet.md. */
#ifndef NML_RUN_H
#define NML_RUN_H

#include "netgen/nml.h"

/* A circuit, ready to run. */
struct nml_runner;

/* Takes `nml`, which must outlive it, with its clock, at `kelvin` (K) or, with 0, without noise. STATUS_SYSTEM where
 * memory is short; then *runner is NULL. */
enum status nml_runner_new(const struct nml *nml, const struct nml_clock *clock, double kelvin,
                           struct nml_runner **runner, struct diagnostic *diagnostic);
void nml_runner_free(struct nml_runner *runner); /* takes NULL */

/* The time in s that a run goes on at once: a cell of noise of the magnet that has the shortest. */
double nml_cell(const struct nml *nml, const struct nml_clock *clock, double kelvin);

/* One period of the clock, with the inputs of `row`. Magnets that follow begin on their axes, along or against them by
 * chance, and have the noise of `seed`, from 1 on. `s`, [magnets]: the states at the end. */
void nml_run(struct nml_runner *runner, unsigned row, unsigned long seed, signed char *s);

/* The unit vectors of all magnets at the end of the last run. */
const double (*nml_moments(const struct nml_runner *runner))[3];

#endif
