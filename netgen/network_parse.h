/* Networks from memory, for network_read.c and for tests. */
#ifndef NETWORK_PARSE_H
#define NETWORK_PARSE_H

#include "input.h"
#include "network.h"

/* network_read of a file that is in memory. */
enum status network_parse(const struct input *input, struct network **network, struct diagnostic *diagnostic);

#endif
