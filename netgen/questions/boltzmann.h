/* Boltzmann machines: what is asked is how probable the states of variables are at one temperature. Logic that also
 * runs backwards, and given weights. docs/boltzmann.md. */
#ifndef BOLTZMANN_H
#define BOLTZMANN_H

#include "netgen/problem.h"
#include "netgen/questions/distribution.h"
#include "netgen/questions/quality.h"
#include "netgen/questions/question.h"
#include "netgen/questions/spins.h"

enum boltzmann_kind { BOLTZMANN_AND, BOLTZMANN_ADDER, BOLTZMANN_FACTOR, BOLTZMANN_WEIGHTS, BOLTZMANN_KINDS };

/* What a network keeps of the question, in network->asked. */
struct boltzmann {
    enum boltzmann_kind kind;
    double beta;                                   /* for couplings as the machine has them */
    unsigned long product;                         /* to factor; else 0 */
    size_t first_bits;                             /* of the first factor; else 0 */
    struct variables variables;                    /* in order; bits of factors with the highest first */
    signed char held[DISTRIBUTION_MOST_VARIABLES]; /* 1 or -1: at ON or OFF, by a field; 0: free */
};

/* Names the variables of a machine whose kind, beta and product are set. BOLTZMANN_WEIGHTS: as `given`, the couplings
 * of the spins, names its nodes; from 1 where it does not. STATUS_INPUT where these are too many. */
enum status boltzmann_name(struct boltzmann *boltzmann, const struct graph *given, struct diagnostic *diagnostic);

/* The spins of a machine that is named, with fields at the variables that are held. BOLTZMANN_WEIGHTS: of
 * `given`, which it takes; empty for others. STATUS_SYSTEM where memory is short; then *spins is empty. */
enum status boltzmann_spins(const struct boltzmann *boltzmann, struct spins given, struct spins *spins,
                            struct diagnostic *diagnostic);

/* The factors of a state of the variables. */
struct factors {
    unsigned long first, second;
};
struct factors boltzmann_factors(const struct boltzmann *boltzmann, size_t state);

/* ---- boltzmann_answer.c: the answer in reports, functions of the row of netgen/questions/question.h ---- */

const struct variables *boltzmann_variables(const struct network *network);

/* value[]: the energy, the total variation, its mean by chance, and the share of right factors. */
void boltzmann_measure(const struct answer *answer, double *value);

void boltzmann_say(const struct answer *answer, FILE *out);
/* Where the errors of the shares cannot be trusted. */
void boltzmann_warn(const struct answer *answer, struct warnings *w);

void boltzmann_list(const struct answer *answer, const struct question_table *table);
void boltzmann_table(const struct answer *answer, const struct question_table *table);

#endif
