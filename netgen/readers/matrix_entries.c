#include "netgen/readers/matrix_entries.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

enum status entries_add(struct entries *list, struct entry entry, struct diagnostic *diagnostic)
{
    if (list->count == list->room) {
        size_t room = list->room ? 2 * list->room : 256;
        if (room > SIZE_MAX / sizeof *list->entry) {
            return fail_memory(diagnostic);
        }
        struct entry *grown = realloc(list->entry, room * sizeof *grown);
        if (!grown) {
            return fail_memory(diagnostic);
        }
        list->entry = grown;
        list->room = room;
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
