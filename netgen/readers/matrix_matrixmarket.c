/* Weights from Matrix Market files. Entries that a coordinate file leaves out are 0 V. */
#include "netgen/readers/matrix_readers.h"

#include "netgen/readers/matrixmarket.h"

#include <stdlib.h>

/* Adds `entry` and, in a symmetric matrix, the entry that it stands for in the other half. */
static enum status add(const struct matrixmarket *file, struct entries *entries, struct entry entry,
                       struct diagnostic *diagnostic)
{
    if (entry.row == entry.column && entry.value != 0.0) {
        return fail_at(diagnostic, file->path, entry.line,
                       "diagonal entry %zu is %g; a neuron has no synapse to itself; expected 0", entry.row + 1,
                       entry.value);
    }
    enum status status = entries_add(entries, entry, diagnostic);
    if (status == STATUS_OK && file->symmetry != MATRIXMARKET_GENERAL && entry.row != entry.column) {
        struct entry other = entry;
        other.row = entry.column;
        other.column = entry.row;
        other.value = file->symmetry == MATRIXMARKET_SKEW ? 0.0 - entry.value : entry.value; /* no -0 */
        status = entries_add(entries, other, diagnostic);
    }
    return status;
}

static struct matrix *fill(const struct entries *entries, size_t n)
{
    struct matrix *matrix = malloc(sizeof *matrix);
    double *value = calloc(n * n, sizeof *value);
    if (!matrix || !value) {
        free(matrix);
        free(value);
        return NULL;
    }
    for (size_t i = 0; i < entries->count; i++) {
        const struct entry *e = &entries->entry[i];
        if (e->row != e->column) { /* a diagonal may say -0 */
            value[e->row * n + e->column] = e->value;
        }
    }
    *matrix = (struct matrix){.n = n, .value = value};
    return matrix;
}

enum status matrix_read_matrixmarket(struct input *input, struct matrix **matrix, struct diagnostic *diagnostic)
{
    *matrix = NULL;
    struct entries entries = {0};
    struct matrixmarket file;
    enum status status = matrixmarket_open(&file, input, MATRIX_GREATEST, diagnostic);
    if (status == STATUS_OK && file.field == MATRIXMARKET_PATTERN) {
        status = fail_at(diagnostic, input->path, 1, "a pattern has no weights; expected 'real' or 'integer'");
    }
    bool more = status == STATUS_OK;
    while (status == STATUS_OK && more) {
        struct entry entry;
        status = matrixmarket_next(&file, &entry, &more, diagnostic);
        if (status == STATUS_OK && more) {
            status = add(&file, &entries, entry, diagnostic);
        }
    }
    if (status != STATUS_OK) {
        goto done;
    }
    entries_sort(&entries);
    const struct entry *repeat = entries_repeat(&entries);
    if (repeat) {
        status = fail_at(diagnostic, input->path, repeat->line,
                         "entry %zu %zu is given on line %ld already; expected only once", repeat->row + 1,
                         repeat->column + 1, repeat[-1].line);
    } else if (!(*matrix = fill(&entries, file.n))) {
        status = fail_memory(diagnostic);
    }
done:
    free(entries.entry);
    return status;
}
