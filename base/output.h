/* Output files that appear whole or not at all.
 *
 * Bytes go to a file without a name; output_commit gives it its name, in one step that replaces an older file. So
 * nothing half-written is ever seen or left, whatever ends the program. Symbolic links are followed: the file that they
 * lead to is replaced, and keeps its permissions and, where the system lets us, its owner. What is not a regular file
 * (a pipe, /dev/null, /dev/full) is written in place, as the bytes come. So is an open descriptor of this process: "-"
 * is standard output, and so is /dev/stdout; /dev/stderr, /dev/fd/N and /proc/self/fd/N are others. They are written
 * from their current position, whatever they lead to. */
#ifndef OUTPUT_H
#define OUTPUT_H

#include "base/status.h"

#include <stdbool.h>
#include <stdio.h>

struct output;

/* Opens an output for `path`. STATUS_INPUT where the folder does not exist, or it or the file may not be written,
 * STATUS_SYSTEM where memory or descriptors are short. On an error *output is NULL. */
enum status output_open(const char *path, struct output **output, struct diagnostic *diagnostic);

/* Whether outputs for all `count` paths could be opened and committed together, for a look before long work: leaves
 * nothing. Paths may be NULL. Errors as those of output_open, and STATUS_INPUT where two are the same file. */
enum status output_check(const char *const paths[], size_t count, struct diagnostic *diagnostic);

/* Whether outputs for the `count` paths leave alone the `kept_count` files `kept`, which the command reads. Paths of
 * both may be NULL. STATUS_INPUT where an output would replace one of them, STATUS_SYSTEM where memory is short. */
enum status output_spare(const char *const paths[], size_t count, const char *const kept[], size_t kept_count,
                         struct diagnostic *diagnostic);

/* The stream to write to. Errors may be left to output_commit. */
FILE *output_stream(struct output *output);

/* Puts all `count` outputs in place, or none: where a disk is full or a name cannot be taken, every target is as it
 * was. (What is written in place is written before.) Signals wait for it. Outputs may be NULL. STATUS_SYSTEM where
 * anything could not be written, or the disk did not confirm it; STATUS_INPUT where two outputs are the same file. The
 * outputs are freed in every case. */
enum status output_commit(struct output *const outputs[], size_t count, struct diagnostic *diagnostic);

/* Forgets an output: the target stays as it was. Takes NULL. */
void output_discard(struct output *output);

/* ---- output_all.c: several outputs of one command ---- */

/* Opens an output for each of the `count` paths that is not NULL; outputs[k] is NULL for the others. On an error, as of
 * output_open, all are NULL. */
enum status output_open_all(const char *const paths[], size_t count, struct output *outputs[],
                            struct diagnostic *diagnostic);

/* Commits all outputs where `status`, that of what was written, is STATUS_OK, and else forgets them; all are NULL then.
 * Returns `status`, or that of output_commit. */
enum status output_end_all(enum status status, struct output *outputs[], size_t count, struct diagnostic *diagnostic);

/* Whether an output for `path` would go to standard output: "-", /dev/stdout, and links to it. */
bool output_is_stdout(const char *path);

#endif
