/* What decks of networks of spins have in common, whatever the devices are. */
#ifndef DECK_SPINS_H
#define DECK_SPINS_H

#include "netgen/ising_model.h"
#include "netgen/network.h"

#include <stdio.h>

/* The first comment lines: what the network is, how its `circuit` is built (comment lines), and how what is ramped goes
 * from one number to another during the run, in `units` (", in ...", or ""). */
struct deck_spins_head {
    const char *title, *circuit, *ramped, *units;
    double from, to;
};

void deck_spins_head(const struct network *network, const struct deck_spins_head *head, FILE *out);

/* The inputs of all spins, or one part of them. */
struct deck_spins_inputs {
    const struct ising_model *model;
    double unit, total;       /* g_0 of a coupling of 1, and g_T of all resistors at an input, S */
    const char *part;         /* of the names of resistors and nodes: "", "c" or "s" */
    const char *plus, *minus; /* the nodes from which positive and negative fields come */
};

/* The resistors at the input in_i of spin `i`: from the output of each that it is coupled with, or from its inverse;
 * from a rail for its field; and to ground, so that all conductances are g_T. */
void deck_spins_input(const struct deck_spins_inputs *inputs, size_t i, FILE *out);

#endif
