/* Networks as files, NAME.json; and the title by which a deck and the raw files of its runs name their network. */
#ifndef NETWORK_FILE_H
#define NETWORK_FILE_H

#include "netgen/network.h"

/* Writes `network` as JSON, version NETWORK_VERSION; docs/formats.md describes it. STATUS_SYSTEM where memory is short.
 */
enum { NETWORK_VERSION = 2 };
struct output;
enum status network_write(const struct network *network, struct output *out, struct diagnostic *diagnostic);

/* Adds to the open object of `document` what the circuit is biased with and its devices: the fields of NAME.json's
 * "circuit" but for start and weights. */
struct document;
void network_add_bias(const struct network *network, struct document *document);

/* The beginning of every title. */
#define NETWORK_TITLE "Spinfield network "
enum { NETWORK_HASH_DIGITS = 16, NETWORK_TITLE_SIZE = sizeof NETWORK_TITLE + NETWORK_HASH_DIGITS };

/* The title of the network's deck and of the raw files of its runs, by which it is recognized: NETWORK_TITLE and the
 * 64-bit FNV-1a hash of the network as a file of version 1, in hexadecimal digits. STATUS_SYSTEM where memory is short.
 */
enum status network_title(const struct network *network, char title[NETWORK_TITLE_SIZE], struct diagnostic *diagnostic);

/* Reads a network from the JSON file at `path`, of this version or version 1, and checks that it is whole and
 * consistent. STATUS_INPUT for anything that is not such a network, and for another version. On an error *network is
 * NULL. */
enum status network_read(const char *path, struct network **network, struct diagnostic *diagnostic);

#endif
