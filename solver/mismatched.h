/* Networks whose devices differ: a wall for each device. */
#ifndef MISMATCHED_H
#define MISMATCHED_H

#include "solver/system.h"

/* STATUS_SYSTEM where memory is short, STATUS_INPUT where a device has an option that is not computed here; then
 * *system is NULL. */
enum status mismatched_new(const struct network *network, struct system **system, struct diagnostic *diagnostic);

/* The memory in bytes that mismatched_new will ask for. */
double mismatched_memory(const struct network *network);

#endif
