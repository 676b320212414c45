/* Arguments of a command line. */
#ifndef ARGUMENTS_H
#define ARGUMENTS_H

#include "base/arguments_once.h"

#include <argp.h>

/* Parses all arguments by `argp`, whose parser gets `input`. Ends the program where that fails, as argp does after a
 * usage error: a parser that did not run leaves nothing behind that a command could work with. */
void arguments_parse(const struct argp *argp, int argc, char **argv, void *input);

/* Options that other commands have. */
struct nearest;
struct argument_others {
    /* Offers their names to `nearest`. Where one of them is the nearest then, writes what is expected in place of the
     * option that does not exist to `text` (`size` bytes). */
    void (*consider)(struct nearest *nearest, int how, char *text, size_t size);
    int how; /* given to it */
};

/* As arguments_parse; a message about an option that does not exist also considers others. */
void arguments_parse_beside(const struct argp *argp, const struct argument_others *others, int argc, char **argv,
                            void *input);

/* For parsers: prints the message, which begins with "error: ", and where help is to be had, and ends the program with
 * STATUS_INPUT. Unlike argp_error it needs no memory, and prints control characters as `?`. */
__attribute__((format(printf, 2, 3), noreturn)) void usage_error(const struct argp_state *state, const char *format,
                                                                 ...);

#endif
