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

#endif
