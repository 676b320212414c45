/* Networks of domain walls: what wall.c and wall_bias.c share. */
#ifndef WALL_H
#define WALL_H

#include "base/status.h"

struct bias;
struct network;

/* bias and set_start of technology_wall. */
enum status wall_bias(struct network *network, const char *start, const struct bias *bias,
                      struct diagnostic *diagnostic);
enum status wall_set_start(struct network *network, const char *start, const struct bias *bias,
                           struct diagnostic *diagnostic);

/* The value of the walls' option `noise` for a seed from 0 to 2^32 - 1, of which 0 would be none. Seeds of a billion
 * runs in a row give different ones. */
double wall_noise(unsigned long seed);

#endif
