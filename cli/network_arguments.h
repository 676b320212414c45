/* Arguments of commands that work with a network that gen made. */
#ifndef NETWORK_ARGUMENTS_H
#define NETWORK_ARGUMENTS_H

#include "base/arguments.h"

/* How a command gets other values of an option of gen. */
enum other_values {
    OTHER_BY_GEN,  /* from another network alone */
    OTHER_BY_VARY, /* --vary w=0.2 */
    OTHER_BY_OF,   /* --of w, which searches them */
};

/* As arguments_parse. An option that the command does not have and gen has ends the program with a usage error that
 * says how the command gets it. It is no abbreviation of an option of the command: --w is not --waves. */
void network_arguments_parse(const struct argp *argp, enum other_values other, int argc, char **argv, void *input);

#endif
