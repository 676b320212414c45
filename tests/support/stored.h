/* Networks as files in the scratch folder, and what is read back. Each fails the test where it cannot be done. */
#ifndef STORED_H
#define STORED_H

#include "netgen/network.h"

/* Writes NAME.json and NAME.cir. */
void stored_write(const struct network *network, const char *name);

/* Writes `network` and reads it back. */
struct network *stored_again(const struct network *network);

/* The decks of both are equal. */
void stored_expect_same_deck(const struct network *a, const struct network *b);

#endif
