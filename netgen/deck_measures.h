/* The part of a deck that says what is kept of a run and what ngspice measures of it. */
#ifndef DECK_MEASURES_H
#define DECK_MEASURES_H

#include "netgen/network.h"

#include <stdio.h>

/* The vectors that a run keeps. */
void deck_saves(const struct network *network, FILE *out);

/* The meters of energy, and the .meas lines: time to solution and energy. */
void deck_measurements(const struct network *network, FILE *out);

#endif
