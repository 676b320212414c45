/* The variables of a question about probabilities. */
#ifndef VARIABLES_H
#define VARIABLES_H

#include <stddef.h>

/* The variables of a question whose answer is a distribution (netgen/questions/distribution.h): neurons 0 to count - 1.
 * A state of them is a number whose highest bit, 2^(count - 1), is variable 0; a bit is 1 where the neuron is ON. */
enum { DISTRIBUTION_MOST_VARIABLES = 20, DISTRIBUTION_NAME_SIZE = 256 }; /* names of nodes are as long */
struct variables {
    size_t count;
    char name[DISTRIBUTION_MOST_VARIABLES][DISTRIBUTION_NAME_SIZE];
};

#endif
