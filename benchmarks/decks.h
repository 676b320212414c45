/* The decks that are compared: the generated one, a fine-stepped one of the same, and those in which standard SPICE
 * elements take the place of the code model. */
#ifndef DECKS_H
#define DECKS_H

#include "netgen/network.h"

#include <stdio.h>

/* A device made of standard SPICE elements: a wall on a capacitor whose voltage is x / L, and a junction. */
struct behavioural_device {
    const char *name;
    const char *text; /* why it is here */
    double stop_rate; /* how fast a sprung stop brings a wall back from beyond an end, 1/s; 0: the stops are switched */
    double longest_step; /* s, for .tran */
    double reltol;
};

enum { BEHAVIOURAL_DEVICES = 3 };
extern const struct behavioural_device behavioural_devices[BEHAVIOURAL_DEVICES];

/* The deck of `network` in which the code model's wall steps by DECKS_REFERENCE_DXMAX and no time step is longer than
 * DECKS_REFERENCE_STEP. *text is to be freed. */
#define DECKS_REFERENCE_DXMAX 0.05e-9 /* m */
#define DECKS_REFERENCE_STEP 0.1e-9   /* s */
enum status decks_reference(const struct network *network, char **text, struct diagnostic *diagnostic);

/* The deck of `network` with `device` for every wall: other subcircuit bodies, node voltages saved in place of wall
 * positions, no .meas, the device's own time step. *text is to be freed. */
enum status decks_behavioural(const struct network *network, const struct behavioural_device *device, char **text,
                              struct diagnostic *diagnostic);

/* Name of the vector of such a deck that holds x / L of soma j, into name[DECK_NAME_SIZE]. */
void decks_behavioural_soma(size_t j, char *name);

#endif
