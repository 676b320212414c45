/* The results of a campaign: one SQLite file with a row for each point that was run. docs/campaigns.md has its tables.
 *
 * A row is written whole or not at all, and is kept whatever ends the program. A loss of power costs at worst the last
 * rows, which are run again; the file stays sound. One program at a time writes a store, others may read it meanwhile.
 */
#ifndef STORE_H
#define STORE_H

#include "base/status.h"
#include "campaign/store_plan.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- Writing ---- */

struct store;

/* Opens the store at `path` to write: a new one, or one that the same plan began. Waits up to a second for a program
 * that is about to end, and then holds the store against others that would write. STATUS_INPUT where `path` is no
 * store, is one of another campaign or version of Spinfield, or may not be written; STATUS_SYSTEM where another program
 * writes it, where it is damaged, or where disk or memory are short. The file is then as it was. On an error *store is
 * NULL. */
enum status store_open(const char *path, const struct store_plan *plan, struct store **store,
                       struct diagnostic *diagnostic);

/* Whether the store has a row for `point`, and how many rows it has. */
bool store_has(const struct store *store, size_t point);
size_t store_count(const struct store *store);

struct store_row {
    size_t point;
    const struct store_value *value; /* [columns] of the plan */
    const char *error;               /* one line; NULL where the run is done */
    const char *warnings;            /* kinds, separated by blanks; "" or NULL where there are none */
    const char *host;                /* that ran it; NULL where not known */
    size_t attempts;                 /* 1, or 2 where the first one failed */
};

/* Adds a row, in a transaction. `row` may be freed afterwards. Calls from several threads must not overlap.
 * STATUS_SYSTEM where it cannot be written; the rows before it are kept. */
enum status store_put(struct store *store, const struct store_row *row, struct diagnostic *diagnostic);

/* Closes the store and frees it, whatever it returns. STATUS_SYSTEM where the disk does not confirm the last rows, or
 * the file was removed or replaced meanwhile. Takes NULL. */
enum status store_close(struct store *store, struct diagnostic *diagnostic);

/* Writes a new store with the rows of the `count` stores `in`, which are of one campaign, as by --shard. STATUS_INPUT
 * where they are not, where two of them have different rows for a point, or where `out` exists; errors as those of
 * store_open. What differs from run to run is that of the first store which has the point. */
enum status store_merge(const char *out, const char *const in[], size_t count, struct diagnostic *diagnostic);

/* ---- Reading ---- */

/* A store in reading, as it was when it was opened: rows that are added later do not appear. */
struct store_reader {
    const char *path;
    size_t points, rows;     /* of the plan, and in the store */
    struct store_fact *fact; /* and then the notes */
    size_t facts, notes;

    /* All columns: point, varied, seeds, outcome and error, metrics, warnings, fixed, executions. A name in a
     * store is that of the plan with _ for -, and behind "given_" where a metric has that name already. */
    const struct store_column *column; /* [columns] */
    const char *const *option;         /* [columns]: the name without its dashes that gen has for it; NULL: none */
    size_t columns;

    struct store_value *value; /* [columns] of the row that store_next read, valid until the next call */
};

/* Opens the store at `path`. STATUS_INPUT where it is none, or of a version of the format that is not known. On an
 * error *reader is NULL. */
enum status store_read(const char *path, struct store_reader **reader, struct diagnostic *diagnostic);

/* Reads the next row, by point, into reader->value; *more is false behind the last one. */
enum status store_next(struct store_reader *reader, bool *more, struct diagnostic *diagnostic);

/* Goes back to the first row, or to that of `point`: the next one that store_next reads, where *more is true. */
enum status store_rewind(struct store_reader *reader, struct diagnostic *diagnostic);
enum status store_seek(struct store_reader *reader, size_t point, struct diagnostic *diagnostic);

/* The fact or note with `key`; NULL where there is none. */
const char *store_fact(const struct store_reader *reader, const char *key);

/* Whether the campaign varies this option of gen, without its dashes. */
bool store_varies(const struct store_reader *reader, const char *option);

/* The number that a value is; NaN where it is none. */
double store_number(const struct store_value *value);

/* The column with this name; reader->columns where there is none. */
size_t store_column(const struct store_reader *reader, const char *name);

void store_reader_free(struct store_reader *reader); /* takes NULL */

#endif
