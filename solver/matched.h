/* Networks whose devices are equal; their sources may differ. The axons of a neuron have the same voltages and start
 * with equal walls, so their walls move together: one stands for n - 1, and a network is 2 n walls. */
#ifndef MATCHED_H
#define MATCHED_H

#include "solver/system.h"

/* STATUS_SYSTEM where memory is short; then *system is NULL. */
enum status matched_new(const struct network *network, struct system **system, struct diagnostic *diagnostic);

/* The memory in bytes that matched_new will ask for. */
double matched_memory(const struct network *network);

#endif
