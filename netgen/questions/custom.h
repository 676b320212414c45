/* Given weights: a network of which the question is not known. */
#ifndef CUSTOM_H
#define CUSTOM_H

#include "netgen/problem.h"

/* A network with the weights of `matrix`, which it takes as maxcut_network takes its graph; `start` is copied, or NULL:
 * then all walls start at x = 0 and there is no load phase. */
enum status custom_network(struct matrix *matrix, const char *start, const struct bias *bias, struct network **network,
                           struct diagnostic *diagnostic);

#endif
