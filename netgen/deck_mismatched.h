/* The part of a deck in which devices differ: each has a separate .model line. */
#ifndef DECK_MISMATCHED_H
#define DECK_MISMATCHED_H

#include "netgen/network.h"

#include <stdio.h>

/* Comment lines that say how the devices of `network` differ. */
void deck_mismatched_head(const struct network *network, FILE *out);

/* What comes before the devices. */
void deck_mismatched_preamble(FILE *out);

/* Soma `i`, whose junction leads to the node v`supply`, and the axon of neuron `i` that ends at neuron `j` and gets its
 * weight from the node `rail`. */
void deck_mismatched_soma(const struct network *network, size_t i, const char *supply, FILE *out);
void deck_mismatched_axon(const struct network *network, size_t i, size_t j, const char *rail, FILE *out);

#endif
