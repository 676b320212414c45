/* Networks of phase oscillators (netgen/technologies/oscillator.h) as the solver runs them: solver/phases.h with power
 * and measures. */
#ifndef SOLVER_OSCILLATORS_H
#define SOLVER_OSCILLATORS_H

#include "netgen/network.h"
#include "solver/run_types.h"

struct oscillators;

/* As solver_new, solver_run and solver_free have them. */
enum status oscillators_new(const struct network *network, struct oscillators **oscillators,
                            struct diagnostic *diagnostic);
enum status oscillators_run(struct oscillators *oscillators, const char *start, const struct solver_options *options,
                            char *state, struct solver_result *result, struct diagnostic *diagnostic);
void oscillators_free(struct oscillators *oscillators); /* takes NULL */

/* The memory in bytes that oscillators_new asks for. */
double oscillators_memory(const struct network *network);

#endif
