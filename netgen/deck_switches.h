/* The part of a deck about its switches, which release the network from the load phase. */
#ifndef DECK_SWITCHES_H
#define DECK_SWITCHES_H

#include "netgen/network.h"

#include <stdio.h>

/* s in which the switches change over, at most: far below any time constant of a wall with the published device. */
static const double DECK_RELEASE = 1e-12;

/* The time in s in which they change over: in it the walls of the somas move by a hundredth of their tracks at most.
 * `greatest_weight`: of the sources, V. */
double deck_switches_release(const struct network *network, double greatest_weight);

/* The .model lines of `hold_switch`, which holds a dendrite at its start, and of `rail_switch`, which feeds a rail. */
void deck_switches_models(const struct network *network, FILE *out);

#endif
