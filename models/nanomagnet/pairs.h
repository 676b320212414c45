/* Texts with numbers for pairs of magnets, with colons between the numbers and slashes between the pairs: the
 * parameters `factors` and `tensors` of the code model dipoles. */
#ifndef PAIRS_H
#define PAIRS_H

#include <stdbool.h>
#include <stddef.h>

enum { PAIRS_MOST_VALUES = 6 };

/* One pair: the magnets, from 0 on, the first one being the earlier, and its numbers. */
struct pair_values {
    size_t first, second;
    double value[PAIRS_MOST_VALUES];
};

/* Reads from *text the next pair: the numbers of two different magnets of `magnets`, from 1 on, and `count` values.
 * *found: false at the end of the text. False, with a sentence in `why` (`size` bytes), for what is no pair. */
bool pairs_read(const char **text, size_t magnets, size_t count, struct pair_values *pair, bool *found, char *why,
                size_t size);

#endif
