/* An ensemble of junctions that jump between two states by chance: strings of one to four in series, each behind its
 * own resistor on one supply, a constant voltage and a sine. */
#ifndef ENSEMBLE_H
#define ENSEMBLE_H

#include "models/mtj_rate/mtj_rate.h"

#include <stdint.h>
#include <stdio.h>

enum { ENSEMBLE_MOST_IN_SERIES = 4, ENSEMBLE_NAME = 48 };

struct ensemble {
    size_t strings, in_series;         /* of so many junctions, 1 to ENSEMBLE_MOST_IN_SERIES */
    struct mtj_rate junction;          /* of all strings; its `noise` is the seed of all jumps */
    double sigma[MTJ_RATE_PARAMETERS]; /* relative standard deviation of each parameter, 0 for a fixed one */
    unsigned long chip_seed;           /* of what differs from junction to junction */
    double resistance;                 /* Ohm, between the supply and each string; 0 for none */
    double bias, amplitude;            /* V */
    double frequency;                  /* Hz; the amplitude is 0 where it is */
    double stop, after;                /* s: the end, and from when on there are statistics */
};

/* True where parameters differ from junction to junction. */
bool ensemble_varies(const struct ensemble *ensemble);

/* Junction `number`, in_series * string + its place in the string. Eq. (45). */
struct mtj_rate ensemble_junction(const struct ensemble *ensemble, size_t number);

/* Its name in the deck and in its random numbers: "a_STRING_PLACE", both from 0, the place from the supply's end. */
void ensemble_name(char name[ENSEMBLE_NAME], const struct ensemble *ensemble, size_t number);

/* The voltage of the supply at `t` (s). */
double ensemble_supply(const struct ensemble *ensemble, double t);

/* Writes the deck, for plain ngspice, with time steps of at most `longest` (s): it measures for each junction its share
 * of time in the parallel state and its jumps, and the mean current of the supply. Errors of `out` are its owner's. */
void ensemble_write_deck(const struct ensemble *ensemble, double longest, FILE *out);

#endif
