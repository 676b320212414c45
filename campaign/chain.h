/* Chains of relaxations: the states that a search loads, one after the other. Private to campaign/search.c. */
#ifndef CHAIN_H
#define CHAIN_H

#include "base/status.h"
#include "netgen/network.h"
#include "report/search.h"

#include <gsl/gsl_rng.h>
#include <stdbool.h>

struct chain_plan {
    const struct network *network;
    enum search_method method;
    size_t length; /* relaxations */
};

/* The states that crosses are made of. */
enum { CHAIN_MOST_MEMBERS = 40 };

struct population {
    size_t members, room;
    char *state;       /* [room][n] */
    double *objective; /* [room] */
    bool mirrored;     /* a state and its inverse are equally good */
};

struct chain {
    const struct question *question;
    enum search_method method;
    size_t n;
    gsl_rng *random;
    char *start;                  /* [n + 1] the state to load next */
    char *best;                   /* [n + 1] kick: the best state so far */
    double reached;               /* its objective; NaN before the first relaxation */
    struct population population; /* cross */
};

/* The relaxations of a chain, after which a search of `runs` begins anew, for networks of `n` neurons. */
size_t chain_length(enum search_method method, size_t n, size_t runs);

/* Begins with the generator seeded with `seed`. STATUS_SYSTEM where memory is short; then there is nothing to end. */
enum status chain_begin(const struct chain_plan *plan, unsigned long seed, struct chain *chain,
                        struct diagnostic *diagnostic);
void chain_end(struct chain *chain);

/* Sets chain->start: to random bits at first, and with the method restart always; then, with kick, to the best state
 * with some neurons flipped, and with cross to a cross of two good states. */
void chain_next(struct chain *chain);

/* Learns that the relaxation from chain->start ended in `state`, of this objective. */
void chain_learn(struct chain *chain, const char *state, double objective);

#endif
