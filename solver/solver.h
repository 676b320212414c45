/* The simplified solver: the same network as the deck's, without SPICE.
 *
 * If the devices are equal, the walls of all axons of a neuron move together, and a network is 2 n walls (matched.h);
 * otherwise a wall for each device (mismatched.h). Node voltages are solved exactly at each step: every dendrite and
 * every soma output is one voltage divider. docs/solver.md describes the method. */
#ifndef SOLVER_H
#define SOLVER_H

#include "netgen/network.h"
#include "solver/run_types.h"

struct solver;

/* STATUS_INPUT where a device has an option that the solver does not compute. */
enum status solver_check(const struct network *network, struct diagnostic *diagnostic);

/* Prepares `network`, which must outlive the solver, with as much memory as n neurons and their weights need. A solver
 * serves one thread. STATUS_SYSTEM where memory is short, STATUS_INPUT where a device has an option that the solver
 * does not compute. On an error *solver is NULL. */
enum status solver_new(const struct network *network, struct solver **solver, struct diagnostic *diagnostic);
void solver_free(struct solver *solver); /* takes NULL */

/* Runs the network from walls at their xinit; `start` holds n characters '0' or '1' that the load phase writes, or is
 * NULL for a network without one. Writes the final state to state[n + 1], zero-terminated. A run that does not converge
 * is no error; *result says so. STATUS_INPUT where an option is not above 0. */
enum status solver_run(struct solver *solver, const char *start, const struct solver_options *options, char *state,
                       struct solver_result *result, struct diagnostic *diagnostic);

/* The standard: tolerance 1e-3, the network's stop time, no longest step, no observer. */
struct solver_options solver_standard_options(const struct network *network);

/* The memory in bytes that solver_new will ask for. */
double solver_memory(const struct network *network);

#endif
