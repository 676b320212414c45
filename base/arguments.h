/* Arguments of a command line. */
#ifndef ARGUMENTS_H
#define ARGUMENTS_H

#include <argp.h>

/* Parses all arguments by `argp`, whose parser gets `input`. Ends the program where that fails, as argp does after a
 * usage error: a parser that did not run leaves nothing behind that a command could work with. */
void arguments_parse(const struct argp *argp, int argc, char **argv, void *input);

#endif
