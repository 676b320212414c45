/* The optimum of a question, proven by an exact solver: the target of a search. */
#ifndef PROOF_H
#define PROOF_H

#include "netgen/network.h"
#include "report/search.h"

#include <stdbool.h>

/* The best objective that any state of `network` has, into *objective; *proven says whether the proof succeeded, which
 * it does for up to about 50 neurons, and for more where couplings are sparse. It takes a few seconds at most. A
 * network whose weights are not those of a graph, or that is larger than the exact solver takes, has no proof.
 * STATUS_SYSTEM where memory is short. */
enum status proof_optimum(const struct network *network, double *objective, bool *proven,
                          struct diagnostic *diagnostic);

/* What counts as success of a search: where `prove`, the proven optimum, and otherwise `given`. Where there is no
 * proof, or `given` is NaN, it is the network's best known objective, or where it has none the best that the search
 * finds. Errors as of proof_optimum. */
enum status proof_target(const struct network *network, bool prove, double given, struct search_target *target,
                         struct diagnostic *diagnostic);

#endif
