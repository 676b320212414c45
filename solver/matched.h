/* Networks whose devices are equal; their sources may differ. The axons of a neuron have the same voltages and start
 * with equal walls, so their walls move together: one stands for n - 1, and a network is 2 n walls. */
#ifndef MATCHED_H
#define MATCHED_H

#include "solver/system.h"

/* `grouped`: neurons that are always in the same state are computed once (neuron_groups.h); the network has groups, and
 * matched_group comes before each run. STATUS_SYSTEM where memory is short; then *system is NULL. */
enum status matched_new(const struct network *network, bool grouped, struct system **system,
                        struct diagnostic *diagnostic);

/* Groups the neurons, if they are to be, for a run whose load phase writes `start`, NULL where there is none. False
 * where the run needs them one by one: neuron_groups_begin. */
bool matched_group(struct system *system, const char *start);

/* The memory in bytes that matched_new will ask for. */
double matched_memory(const struct network *network, bool grouped);

#endif
