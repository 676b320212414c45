/* The probability that a random state is as good as the answer; docs/model.md, section 5. */
#ifndef CHANCE_H
#define CHANCE_H

#include "netgen/network.h"
#include "netgen/questions/quality.h"
#include "netgen/questions/spins.h"
#include "netgen/warning.h"

/* An answer is one of chance where random states are as good with at least this probability. */
static const double CHANCE_LIMIT = 0.05;

/* The probability with which a state of random bits cuts at least `cut` (weight) of `graph`; 0 where no state cuts
 * more. Up to CHANCE_COUNTED nodes all states are counted. Beyond, no state cuts more than all edges that weigh more
 * than 0, and the cut of random states is taken as normal, Eq. (51). */
enum { CHANCE_COUNTED = 16 };
double chance_of_cut(const struct graph *graph, double cut);

/* The same for an energy of at most `energy`, Eqs. (60), (62). */
double chance_of_energy(const struct spins *spins, double energy);

/* The probability with which one of `patterns` random patterns of `n` bits, or its inverse, agrees with a state in at
 * least `agreeing` bits, which are at least n/2. Eq. (52). */
double chance_of_match(size_t n, size_t patterns, size_t agreeing);

/* A warning where the state of `answer`, the objective of which is called `what`, is one of chance by the energy of its
 * network's couplings and fields. */
void chance_warn(const struct answer *answer, const char *what, struct warnings *warnings);

#endif
