/* The forms of a deck. */
#ifndef DECK_FORM_H
#define DECK_FORM_H

/* The forms of a deck: the same circuit, and the same vectors. */
enum deck_form {
    DECK_COMPACT,     /* a line for each wall with its junction, one resistor for the tracks of a neuron's axons */
    DECK_SUBCIRCUITS, /* a subcircuit for each device: to be edited */
    DECK_FORMS
};

/* What they are called on the command line. */
extern const char *const deck_form_names[DECK_FORMS];

#endif
