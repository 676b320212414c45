/* Networks of p-bits (netgen/technologies/pbit.h) as the solver runs them: solver/gibbs.h with power and measures. */
#ifndef PBITS_H
#define PBITS_H

#include "netgen/network.h"
#include "solver/run_types.h"

struct pbits;

/* As solver_new, solver_run and solver_free have them. */
enum status pbits_new(const struct network *network, struct pbits **pbits, struct diagnostic *diagnostic);
enum status pbits_run(struct pbits *pbits, const char *start, const struct solver_options *options, char *state,
                      struct solver_result *result, struct diagnostic *diagnostic);
void pbits_free(struct pbits *pbits); /* takes NULL */

/* The memory in bytes that pbits_new asks for. */
double pbits_memory(const struct network *network);

#endif
