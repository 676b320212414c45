/* Ising problems: spins of the least energy, or the greatest. */
#ifndef ISING_H
#define ISING_H

#include "netgen/problem.h"
#include "netgen/questions/spins.h"
#include "netgen/readers/quadratic.h"

/* What a network keeps of the question, in network->asked. */
struct ising {
    double optimum; /* best known energy; NaN: none */
};

/* The spins of `form`, whose energy is E of Eq. (60), or -E where `plus`. Their E is that energy, or minus it where it
 * is to be large. Takes what the form holds. */
struct spins ising_spins(struct quadratic *form, bool plus);

/* A network that looks for the spins of least energy, or greatest, of `form`, which it takes; `plus` as above.
 * `optimum` is the best known energy, NaN where it is not known. Errors as of problem_network. */
enum status ising_network(struct quadratic *form, bool plus, double optimum, const struct bias *bias,
                          struct network **network, struct diagnostic *diagnostic);

#endif
