/* The name that a user may have meant: of all that there are, the one nearest to what was typed. */
#ifndef NEAREST_H
#define NEAREST_H

#include <stddef.h>

/* Start with {.word = what was typed}, and offer it all names, which must last as long as it. */
struct nearest {
    const char *word;
    const char *name; /* the nearest so far, the first one of several; NULL: none is near */
    size_t distance;  /* of `name` */
};

/* Considers `name`. It is near where less than half of the word's characters would have to change, or one of two; and
 * where only capitals differ. */
void nearest_offer(struct nearest *nearest, const char *name);

/* How many characters must be inserted, removed, replaced, or exchanged with their neighbour, to make `b` of `a`; no
 * character changes twice. SIZE_MAX where one of them has more than 63 characters. */
size_t nearest_distance(const char *a, const char *b);

#endif
