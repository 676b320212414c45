/* The integration of a network in time, with control of its error. docs/solver.md describes the method. */
#ifndef INTEGRATOR_H
#define INTEGRATOR_H

#include "solver/system.h"

/* solver_run, for a system. */
enum status integrator_run(struct system *system, const char *start, const struct solver_options *options, char *state,
                           struct solver_result *result, struct diagnostic *diagnostic);

#endif
