/* Decks of coupled nanomagnets, for plain ngspice. Errors of the stream are its owner's. */
#ifndef ISLANDS_DECK_H
#define ISLANDS_DECK_H

#include "base/number.h"
#include "netgen/ice.h"
#include "netgen/nml.h"

#include <stdio.h>

/* Magnets of a deck. Magnet k is a_NAME, its moment is at mx_NAME, my_NAME and mz_NAME, its field at hx_NAME and so on.
 */
struct islands_deck {
    const struct islands *islands;
    const struct nml_magnet *name; /* [count]; NULL: numbers from 0 */
    const bool *held;              /* [count] others set the moment of these; NULL: of none */
    double field;                  /* greatest from outside, A/m */
    unsigned long seed;            /* of the noise; 0: none */
};

enum { ISLANDS_NAME = NML_NAME };

/* Writes the name of magnet `k`; returns `text`. */
const char *islands_deck_name(const struct islands_deck *deck, size_t k, char text[ISLANDS_NAME]);

/* Writes the magnets and their coupling. */
void islands_deck_write(const struct islands_deck *deck, FILE *out);

/* Whether one device couples all magnets, acoupling_0_0, so that @acoupling_0_0[energy] is the energy of all pairs, J.
 */
bool islands_deck_is_whole(const struct islands *islands);

/* The longest time step in s that follows the precession of a magnet in its well. */
double islands_deck_step(const struct islands *islands);

/* That step in a deck: an estimate, which needs no more digits. */
#define ISLANDS_STEP(step) number_spice_rounded((char[32]){0}, 32, (step), 4)

/* Ice at `kelvin` (K), with averages from `after` to `stop` (s): t1 to t4, the shares of vertices. */
struct ice_deck {
    double kelvin, stop, after;
    unsigned long seed;
};
void ice_write_deck(const struct ice *ice, const struct islands *islands, const struct ice_deck *deck, FILE *out);

/* The rows of the truth table of `nml`, a period of `clock` for each. At `kelvin` (K) with noise of `seed`, or without
 * noise where that is 0. It measures each output at the end of each row, 1 or -1 but for its noise. */
void nml_write_deck(const struct nml *nml, const struct nml_clock *clock, double kelvin, unsigned long seed, FILE *out);

#endif
