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

/* What is left of a text with pairs. */
struct pairs_text {
    const char *rest;
    size_t magnets; /* their numbers are from 1 to this one */
    size_t values;  /* of each pair */
};

/* Reads the next pair: two different magnets and the values. *found: false at the end of the text. False, with a
 * sentence in `why` (`size` bytes), for what is no pair. */
bool pairs_read(struct pairs_text *text, struct pair_values *pair, bool *found, char *why, size_t size);

#endif
