/* The files of a network: NAME.json, and NAME.cir, its deck. */
#ifndef NETWORK_FILES_H
#define NETWORK_FILES_H

#include "base/output.h"
#include "netgen/deck.h"

enum { NETWORK_FILES = 2 };

/* Opens and writes new outputs for both files, the deck in this form, the second one NULL where ngspice does not take
 * the network, which the caller commits or discards. Errors as those of output_open and network_write; then all are
 * NULL. */
enum status network_files_open(const struct network *network, enum deck_form form, const char *name,
                               struct output *outputs[NETWORK_FILES], struct diagnostic *diagnostic);

/* Whether the outputs for the `count` paths, NULL where there is none, leave alone what a command reads that takes NAME
 * and, not NULL, RAW: NAME.json, NAME.cir, NAME.raw and RAW. Errors as those of output_spare. */
enum status network_files_spare(const char *name, const char *raw, const char *const paths[], size_t count,
                                struct diagnostic *diagnostic);

#endif
