/* Where an output goes: what its path leads to. Used by output.c. */
#ifndef OUTPUT_TARGET_H
#define OUTPUT_TARGET_H

#include "base/status.h"

#include <stdbool.h>
#include <sys/stat.h>

struct output_target {
    int descriptor; /* of this process, to be written in place; -1 where it is a file */
    char *path;     /* of a file: without symbolic links in its last part; NULL for a descriptor */
    char *folder;   /* in which the file is, as a path that ends in "/" or is "" */
    bool exists;
    struct stat kind; /* where it exists */
};

/* Follows `path`. STATUS_INPUT where it cannot be followed, STATUS_SYSTEM where memory is short. Clear it in every
 * case. */
enum status output_target_find(const char *path, struct output_target *target, struct diagnostic *diagnostic);
void output_target_clear(struct output_target *target);

/* Whether two targets are one: what goes to the second would be written over the first. */
bool output_target_same(const struct output_target *a, const struct output_target *b);

#endif
