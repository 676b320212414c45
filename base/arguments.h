/* Arguments of a command line. */
#ifndef ARGUMENTS_H
#define ARGUMENTS_H

#include <argp.h>

/* Parses all arguments by `argp`, whose parser gets `input`. Ends the program where that fails, as argp does after a
 * usage error: a parser that did not run leaves nothing behind that a command could work with. */
void arguments_parse(const struct argp *argp, int argc, char **argv, void *input);

/* For parsers: prints the message, which begins with "error: ", and where help is to be had, and ends the program with
 * STATUS_INPUT. Unlike argp_error it needs no memory, and prints control characters as `?`. */
__attribute__((format(printf, 2, 3), noreturn)) void usage_error(const struct argp_state *state, const char *format,
                                                                 ...);

#endif
