/* QUBO: x of zeros and ones for which x'Qx is least, or greatest. */
#ifndef QUBO_H
#define QUBO_H

#include "netgen/problem.h"
#include "netgen/questions/spins.h"
#include "netgen/readers/quadratic.h"

/* What a network keeps of the question, in network->asked. Its couplings are -b_ij of the form, or b_ij where the value
 * is to be large. */
struct qubo {
    double *linear; /* [n] a_i of the form; NULL where all are 0 */
    double optimum; /* best known value; NaN: none */
};

/* The Ising problem whose energy is four times the value of the form, and a constant; x = 1 is ON. Where the value is
 * to be large all signs are turned. Takes the pairs of `form`. Eq. (61). On an error `spins` is empty. */
enum status qubo_spins(struct quadratic *form, struct spins *spins, struct diagnostic *diagnostic);

/* A network that looks for the best x of `form`, which it takes. `optimum` is the best known value, NaN where it is not
 * known. Errors as of problem_network. */
enum status qubo_network(struct quadratic *form, double optimum, const struct bias *bias, struct network **network,
                         struct diagnostic *diagnostic);

#endif
