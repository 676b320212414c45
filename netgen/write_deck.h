/* The deck that writes many cells of a memory at once, each a trial with thermal noise of its own. */
#ifndef WRITE_DECK_H
#define WRITE_DECK_H

#include "netgen/memory_cell.h"

#include <stddef.h>
#include <stdio.h>

/* The shortest pulse that its edges leave room for, s. */
static const double WRITE_DECK_SHORTEST = 10e-12;

struct write_deck {
    const struct memory_cell *cell; /* with the parameters at 27 C; junction.start is the state before the pulse */
    double volts;                   /* between the lines of the cell, that pushes to the other state */
    double length;                  /* of the pulse, which begins at time 0, at half of the edge at its end, s */
    double settling;                /* time without voltage after it, s */
    double longest_step;            /* while the voltage over a junction follows its state, s */
    double kelvin;
    unsigned long seed;
    size_t first, count; /* the trials; the junction of trial K is the device a_K, from whose name its noise follows */
};

/* The deck, for plain ngspice. It saves @a_K[mz] of all trials for the last tenth of the settling. Errors of `out` are
 * its owner's. */
void write_deck_print(const struct write_deck *deck, FILE *out);

#endif
