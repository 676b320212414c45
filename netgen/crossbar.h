/* Arrays of magnetic tunnel junctions at the crossings of rows and columns: what is stored in them, and how they are
 * read. */
#ifndef CROSSBAR_H
#define CROSSBAR_H

#include "base/status.h"
#include "models/generic_mosfet/generic_mosfet.h"
#include "models/mtj/mtj.h"

#include <stdbool.h>
#include <stdio.h>

struct input;

enum { CROSSBAR_GREATEST = 64 }; /* rows, and columns */

enum crossbar_cell {
    CROSSBAR_PASSIVE,    /* a junction between its row and its column */
    CROSSBAR_TRANSISTOR, /* from its column through a junction and a transistor to ground; the row is the gate */
    CROSSBAR_CELLS
};
extern const char *const crossbar_cell_names[CROSSBAR_CELLS];

/* What is done with the lines of a passive array that are not read. */
enum crossbar_others { CROSSBAR_FLOATING, CROSSBAR_GROUNDED, CROSSBAR_OTHERS };
extern const char *const crossbar_others_names[CROSSBAR_OTHERS];

struct crossbar {
    size_t n; /* rows, and columns */
    enum crossbar_cell cell;
    enum crossbar_others others;
    double line;         /* Ohm of a line from one crossing to the next, and from its end to the first one; 0: none */
    char *bits;          /* [n * n] and a zero, row by row: '1' where the junction is parallel */
    struct mtj junction; /* of any cell; its parameter `start` says nothing here */
    double read;         /* V between the row and the column of the cell that is read; or at its column */
    double gate;         /* V at the row of a transistor that is read */
    struct generic_mosfet transistor;
};

/* What `input` says is stored: a picture in PBM or PNG, whose ink is '1', or a text of characters 0 and 1. As many as
 * a square has; sets crossbar->n and crossbar->bits. STATUS_INPUT where it is neither, or has another shape or more
 * than CROSSBAR_GREATEST rows. */
enum status crossbar_store(struct crossbar *crossbar, const struct input *input, struct diagnostic *diagnostic);

/* Stores random bits, or, where `bit` is '0' or '1', that one in the first cell and the other one in all others: the
 * worst case. STATUS_SYSTEM where memory is short. */
enum status crossbar_store_random(struct crossbar *crossbar, unsigned long seed, struct diagnostic *diagnostic);
enum status crossbar_store_worst(struct crossbar *crossbar, char bit, struct diagnostic *diagnostic);

/* ---- crossbar_deck.c ---- */

/* For so long a cell is read in the deck, s, and then the next one. */
static const double CROSSBAR_READ_TIME = 4e-9;

/* Writes the deck, for plain ngspice: it reads all cells one after the other, and measures the current of the cell in
 * row R and column C as i_R_C. Errors of `out` are its owner's. */
void crossbar_write_deck(const struct crossbar *crossbar, FILE *out);

#endif
