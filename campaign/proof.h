/* The optimum of a question, proven by an exact solver: the target of a search. */
#ifndef PROOF_H
#define PROOF_H

#include "netgen/network.h"

#include <stdbool.h>

/* The best objective that any state of `network` has, into *objective; *proven says whether the proof succeeded, which
 * it does for up to about 50 neurons, and for more where couplings are sparse. It takes a few seconds at most. A
 * network whose weights are not those of a graph, or that is larger than the exact solver takes, has no proof.
 * STATUS_SYSTEM where memory is short. */
enum status proof_optimum(const struct network *network, double *objective, bool *proven,
                          struct diagnostic *diagnostic);

#endif
