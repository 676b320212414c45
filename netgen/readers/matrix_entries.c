#include "netgen/readers/matrix_entries.h"

#include "base/array.h"

#include <stdbool.h>
#include <stdlib.h>

enum status entries_add(struct entries *list, struct entry entry, struct diagnostic *diagnostic)
{
    if (!ARRAY_GROW(list->entry, list->count)) {
        return fail_memory(diagnostic);
    }
    list->entry[list->count++] = entry;
    return STATUS_OK;
}

static int compare(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    if (a->row != b->row) {
        return a->row < b->row ? -1 : 1;
    }
    if (a->column != b->column) {
        return a->column < b->column ? -1 : 1;
    }
    return (a->line > b->line) - (a->line < b->line);
}

void entries_sort(struct entries *list)
{
    if (list->count > 1) {
        qsort(list->entry, list->count, sizeof *list->entry, compare);
    }
}

const struct entry *entries_repeat(const struct entries *list)
{
    const struct entry *first = NULL;
    for (size_t i = 1; i < list->count; i++) {
        const struct entry *e = &list->entry[i];
        bool repeats = e->row == e[-1].row && e->column == e[-1].column;
        if (repeats && (!first || e->line < first->line)) {
            first = e;
        }
    }
    return first;
}
