/* Counts that are left to chance, for tests. */
#ifndef CHANCE_H
#define CHANCE_H

#include <stddef.h>

/* `count` of `n` independent trials succeeded, each with the probability from `least` to `most`. Fails the test where
 * so few or so many would do so by chance with a probability below 5e-7, which makes 1e-6 of false alarms in all. */
void chance_expect(size_t count, size_t n, double least, double most);

#endif
