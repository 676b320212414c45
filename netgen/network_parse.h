/* Reads networks from memory, and writes files of limited size; for network_read.c, network_write.c and tests. */
#ifndef NETWORK_PARSE_H
#define NETWORK_PARSE_H

#include "base/input.h"
#include "netgen/network_file.h"

/* network_read of a file that is in memory. */
enum status network_parse(const struct input *input, struct network **network, struct diagnostic *diagnostic);

/* network_write, with STATUS_INPUT where the file would have more than `greatest` bytes. */
enum status network_write_within(const struct network *net, size_t greatest, struct output *out,
                                 struct diagnostic *diagnostic);

#endif
