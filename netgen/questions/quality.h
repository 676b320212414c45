/* How good a state is as the answer to a network's question. */
#ifndef QUALITY_H
#define QUALITY_H

#include "netgen/network.h"

#include <stdbool.h>
#include <stddef.h>

struct distribution;

struct quality {
    bool has_objective; /* questions with an objective: */
    double objective;   /* in the user's units; netgen/questions/question.h */
    bool has_pattern;   /* networks with trained patterns: */
    size_t pattern;     /* the nearest one, from 0 */
    bool inverse;       /* it is the pattern's inverse that is nearest */
    double accuracy;    /* share of the n bits that agree with it */
};

/* A state of n characters '0' or '1', and a zero, as the answer of a network. */
struct answer {
    const struct network *network;
    const char *state;
    const struct quality *quality;
    const double *proven;                    /* the objective of the proven optimum; NULL: none */
    const struct distribution *distribution; /* of the run, where the question has variables; NULL: not known */
};

/* Judges `state`: the objective of the question, and the pattern, or inverse of one, that is nearest; of equally near
 * ones the first, and a pattern before its inverse. */
struct quality quality_judge(const struct network *network, const char *state);

/* Whether all neurons of `state` are on one side. */
bool quality_is_uniform(const char *state);

#endif
