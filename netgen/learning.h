/* How weights are learned from patterns, where it takes more than counting in how many of them two neurons agree. */
#ifndef LEARNING_H
#define LEARNING_H

#include "base/status.h"
#include "netgen/weights.h"

#include <stddef.h>

/* Learns the patterns of `weights` by its rule, Eqs. (12a), (12b), and rounds what is learned to its levels, Eq. (12c):
 * sets `basis`, `dense`, `heaviest` and `dependent`, which must be empty. It does nothing for Hebb's rule without
 * levels. STATUS_SYSTEM where memory is short; what is allocated stays with *weights. */
enum status learning_of_patterns(struct weights *weights, struct diagnostic *diagnostic);

#endif
