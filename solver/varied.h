/* The simplified solver for networks whose devices differ: n squared walls in place of 2 n. solver.h is its interface;
 * the method is the same, and docs/solver.md tells it. */
#ifndef VARIED_H
#define VARIED_H

#include "solver.h"

struct varied;

/* As solver_new, solver_free, solver_run and solver_memory, for a network with variation. */
enum status varied_new(const struct network *network, struct varied **varied, struct diagnostic *diagnostic);
void varied_free(struct varied *varied); /* takes NULL */
enum status varied_run(struct varied *varied, const char *start, const struct solver_options *options, char *state,
                       struct solver_result *result, struct diagnostic *diagnostic);
double varied_memory(const struct network *network);

#endif
