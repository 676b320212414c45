/* Partition: two groups of numbers whose sums differ as little as possible. */
#ifndef PARTITION_H
#define PARTITION_H

#include "netgen/problem.h"
#include "netgen/questions/spins.h"

/* What a network keeps of the question, in network->asked. */
struct partition {
    double *number; /* [n] */
};

/* The sums of the numbers of neurons that are ON and OFF, and the size of their difference. */
struct partition_sums {
    double on, off, difference;
};

/* Sums of number[n] for a state; rounded once, as if they were added without rounding. */
struct partition_sums partition_sums(const double *number, size_t n, const char *state);

/* The Ising problem whose energy is half the square of the difference, in units of the square of a power of two, and a
 * constant: J_ij = -a_i a_j. Eq. (63). STATUS_INPUT where fewer than two numbers are not 0. On an error `spins` is
 * empty. */
enum status partition_spins(const double *number, size_t n, struct spins *spins, struct diagnostic *diagnostic);

/* A network that parts the numbers number[n], which it takes. Errors as of problem_network and partition_spins. */
enum status partition_network(double *number, size_t n, const struct bias *bias, struct network **network,
                              struct diagnostic *diagnostic);

#endif
