/* Colours, for terminals that show them. */
#ifndef TERMINAL_H
#define TERMINAL_H

#include <stdbool.h>
#include <stdio.h>

/* True where `out` is a terminal with colours, and the user has not set NO_COLOR (https://no-color.org). */
bool terminal_has_colours(FILE *out);

enum terminal_colour { TERMINAL_PLAIN, TERMINAL_GOOD, TERMINAL_BAD };

/* What switches to `colour`; "" where colours are not wanted. */
const char *terminal_colour(bool wanted, enum terminal_colour colour);

#endif
