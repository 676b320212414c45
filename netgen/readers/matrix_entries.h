/* A growing list of matrix entries that remembers where in the file each one stood. An edge is an entry, too. */
#ifndef MATRIX_ENTRIES_H
#define MATRIX_ENTRIES_H

#include "base/status.h"

#include <stddef.h>

struct entry {
    size_t row, column; /* counted from 0 */
    double value;
    long line; /* in the file, from 1 */
};

/* Start with {0}; free(list.entry) at the end. */
struct entries {
    struct entry *entry; /* [count] */
    size_t count;
};

/* Appends `entry`. STATUS_SYSTEM where memory is short; the list is unchanged then. */
enum status entries_add(struct entries *list, struct entry entry, struct diagnostic *diagnostic);

/* Sorts by row, then column, then line. */
void entries_sort(struct entries *list);

/* Of a sorted list: the first entry in the file whose place was taken already; the entry that took it is the element
 * before it. NULL where every place is taken once. */
const struct entry *entries_repeat(const struct entries *list);

#endif
