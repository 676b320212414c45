/* What the parts of a deck of walls share as they are written: deck_walls.c, and the forms in which its devices stand.
 */
#ifndef DECK_PARTS_H
#define DECK_PARTS_H

#include "netgen/deck.h"
#include "netgen/network_file.h"

#include <stdio.h>

/* The deck that is being written. */
struct deck {
    FILE *out;
    const struct network *net;
    const struct deck_devices *devices;
    char title[NETWORK_TITLE_SIZE];
    double *weight; /* [weights] distinct voltages of synapses and balancing rails, ascending, V */
    size_t weights;
    double release;  /* s in which the switches change over */
    size_t *fan_out; /* [fan_outs] different ones, ascending; each has a source V_DW, or each neuron where these vary */
    size_t fan_outs;
    double *into_j; /* [n] of which `ends` are the weights that lead to the neuron in hand, V */
    size_t ends;
    double *from_j;         /* the weights of its axons, V */
    struct balance balance; /* the resistor at its dendrite */
};

/* How a form of decks writes the devices. */
struct deck_devices {
    void (*head)(const struct deck *deck);     /* comment lines that say which line is which device */
    void (*preamble)(const struct deck *deck); /* what comes before the devices */
    /* The soma of neuron `j`, whose junction leads to the node `supply`. */
    void (*soma)(const struct deck *deck, size_t j, const char *supply);
    /* The axons of neuron `i`, together: ngspice solves the circuit a fifth faster so than in another order. */
    void (*axons)(const struct deck *deck, size_t i);
};

extern const struct deck_devices deck_subcircuits; /* a subcircuit each */
extern const struct deck_devices deck_mismatched;  /* three lines each, with a .model line: where devices differ */
extern const struct deck_devices deck_single;      /* a line each, and a resistor for the tracks of a neuron's axons */
extern const struct deck_devices deck_compact;     /* a line for many axons, and one resistor for their tracks */

/* The name of the node that feeds neuron `j` with `volts`, into name[DECK_NAME_SIZE]. */
void deck_rail_name(const struct deck *deck, size_t j, double volts, char *name);

/* ---- deck_models.c ---- */

/* The .model cards `soma_wall` and `axon_wall` of devices that are alike, and a comment on which walls are watched; the
 * second one is of the code model `of_axons`. */
void deck_models(const struct deck *deck, const char *of_axons);

/* A .model card up to its closing bracket: what differs from the defaults of the code model `kind`. */
void deck_model_begin(const struct deck *deck, const char *name, const char *kind, const struct dwmtj *device);

/* A comment line that says how the devices differ, and lines that make ngspice read thousands of .model cards faster.
 */
void deck_variation(const struct deck *deck);
void deck_without_search(const struct deck *deck);

/* A comment line that says how the voltages of sources differ; none where they do not. */
void deck_variation_of_sources(const struct deck *deck);

/* Whether the deck's code model always has its third port, so that every wall is watched. */
bool deck_watches_all(const struct network *network);

#endif
