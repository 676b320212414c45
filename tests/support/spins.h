/* Small networks whose neurons are spins, for tests. */
#ifndef TEST_SPINS_H
#define TEST_SPINS_H

#include "netgen/problem.h"
#include "netgen/technologies/technology.h"

/* The same network of devices that are spins; `walls` is freed. */
struct network *spins_of_walls(struct network *walls, const struct technology *technology, unsigned long seed);

/* The maximum cut of a random graph of `n` nodes, half of all pairs. */
struct network *spins_maxcut(const struct technology *technology, size_t n, unsigned long seed);

#endif
