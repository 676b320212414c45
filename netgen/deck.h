/* The ngspice deck of a network. */
#ifndef DECK_H
#define DECK_H

#include "base/output.h"
#include "netgen/deck_form.h"
#include "netgen/deck_run.h"
#include "netgen/network.h"

#include <stdio.h>

enum { DECK_GREATEST_DEVICES = 1000000 }; /* 0.5 GB, or 2 GB with subcircuits; more were not tried */

/* Whether ngspice can take the deck of `network`. */
bool deck_is_possible(const struct network *network);

/* Writes the deck. The bytes depend on network and form alone. STATUS_SYSTEM where memory is short. */
enum status deck_write(const struct network *network, enum deck_form form, struct output *out,
                       struct diagnostic *diagnostic);

/* write_deck of domain walls. */
enum status deck_of_walls(const struct network *network, enum deck_form form, FILE *out, struct diagnostic *diagnostic);

/* The same bytes as a string that the caller frees. */
enum status deck_text(const struct network *network, enum deck_form form, char **text, struct diagnostic *diagnostic);

/* Checks that the deck at `path` still is the deck of `network`: equal but for comments and blank lines. Sets *form to
 * its form, and *text to its text as deck_text makes it, to be freed; NULL on an error. STATUS_INPUT, naming the first
 * line that differs from the form that it resembles most, where it is not. */
enum status deck_check(const struct network *network, const char *path, enum deck_form *form, char **text,
                       struct diagnostic *diagnostic);

#endif
