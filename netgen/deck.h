/* The ngspice deck of a network. */
#ifndef DECK_H
#define DECK_H

#include "base/output.h"
#include "netgen/deck_run.h"
#include "netgen/network.h"

enum { DECK_GREATEST_DEVICES = 1000000 }; /* ngspice would need more than 4 GB */

/* Whether ngspice can take the deck of `network`. */
bool deck_is_possible(const struct network *network);

/* Writes the deck. The bytes depend on the network alone. STATUS_SYSTEM where memory is short. */
enum status deck_write(const struct network *network, struct output *out, struct diagnostic *diagnostic);

/* The same bytes as a string that the caller frees. */
enum status deck_text(const struct network *network, char **text, struct diagnostic *diagnostic);

/* Checks that the deck at `path` still is the deck of `network`: equal but for comments and blank lines. STATUS_INPUT,
 * naming the first line that differs, where it is not. */
enum status deck_check(const struct network *network, const char *path, struct diagnostic *diagnostic);

#endif
