/* A set of pairs of nodes: which edges a graph that is being made has. */
#ifndef PAIR_SET_H
#define PAIR_SET_H

#include <stdbool.h>
#include <stddef.h>

struct pair_set;

/* An empty set for at most `most` pairs of `nodes` nodes, which are below 2^32. NULL where memory is short. */
struct pair_set *pair_set_new(size_t nodes, size_t most);
void pair_set_free(struct pair_set *set); /* takes NULL */

/* Takes all pairs out. */
void pair_set_clear(struct pair_set *set);

/* Whether the pair of the nodes `a` and `b`, which differ, is in the set. */
bool pair_set_has(const struct pair_set *set, size_t a, size_t b);

/* Puts the pair in; false where it is there already. */
bool pair_set_add(struct pair_set *set, size_t a, size_t b);

#endif
