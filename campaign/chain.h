/* Chains of relaxations: the states that a search loads, one after the other. Private to campaign/search.c. */
#ifndef CHAIN_H
#define CHAIN_H

#include "base/status.h"
#include "netgen/network.h"

#include <gsl/gsl_rng.h>
#include <stdbool.h>

struct chain {
    const struct question *question;
    size_t n;
    gsl_rng *random;
    char *start;    /* [n + 1] the state to load next */
    char *best;     /* [n + 1] the best state so far */
    double reached; /* its objective; NaN before the first relaxation */
};

/* Relaxations of a chain of kicks in a network of `n` neurons, after which a search begins anew. */
size_t chain_length(size_t n);

/* Begins with the generator seeded with `seed`. STATUS_SYSTEM where memory is short; then there is nothing to end. */
enum status chain_begin(const struct network *network, unsigned long seed, struct chain *chain,
                        struct diagnostic *diagnostic);
void chain_end(struct chain *chain);

/* Sets chain->start: to random bits at first, then to the best state with some neurons flipped. */
void chain_next(struct chain *chain);

/* Learns that the relaxation from chain->start ended in `state`, of this objective. */
void chain_learn(struct chain *chain, const char *state, double objective);

#endif
