/* Output files that appear whole or not at all.
 *
 * Bytes go to a temporary file beside the target; output_commit renames it. A target that is not a regular file
 * (a pipe, /dev/stdout, /dev/full) is written in place. */
#ifndef OUTPUT_H
#define OUTPUT_H

#include "status.h"

#include <stdio.h>

struct output;

/* Opens an output for `path`. STATUS_INPUT where the folder does not exist or may not be written, STATUS_SYSTEM where
 * memory is short. On an error *output is NULL. */
enum status output_open(const char *path, struct output **output, struct diagnostic *diagnostic);

/* The stream to write to. Errors may be left to output_commit. */
FILE *output_stream(struct output *output);

/* Flushes all `count` outputs and then renames them all, so that a full disk leaves every target as it was. Outputs may
 * be NULL. STATUS_SYSTEM where anything could not be written. The outputs are freed in every case. */
enum status output_commit(struct output *const outputs[], size_t count, struct diagnostic *diagnostic);

/* Forgets an output: the target stays as it was. Takes NULL. */
void output_discard(struct output *output);

#endif
