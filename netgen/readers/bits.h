/* States of networks in text files: characters 0 and 1, neuron 0 first. */
#ifndef BITS_H
#define BITS_H

#include "base/input.h"
#include "base/status.h"

#include <stdbool.h>

/* The bits of `input` into *bits, to be freed, as one text; blanks and line ends between them do not count.
 * STATUS_INPUT with the line where there is anything else, or no bit at all; STATUS_SYSTEM where memory is short. On an
 * error *bits is NULL. */
enum status bits_parse(const struct input *input, char **bits, struct diagnostic *diagnostic);

/* Whether `word` is a state itself; else a user means the file of that name. */
bool bits_are(const char *word);

#endif
