/* What a store says of itself: the facts about its campaign and its columns. Private to the store. */
#ifndef STORE_CONTENTS_H
#define STORE_CONTENTS_H

#include "campaign/database.h"
#include "campaign/store_plan.h"

struct store_reader;

/* Its texts are its own. */
struct store_contents {
    size_t points;
    struct store_fact *fact; /* and then the notes */
    size_t facts, notes;
    struct store_column *column; /* all, as struct store_reader has them */
    const char **option;
    struct store_value *fixed; /* the value of a column that is the same in all rows */
    size_t columns;

    char **text; /* all texts above */
    size_t texts;
};

/* What a store of `plan` has. STATUS_INPUT where it would have more columns than SQLite can have. Clear it in every
 * case, as below. */
enum status contents_of_plan(const struct store_plan *plan, struct store_contents *contents,
                             struct diagnostic *diagnostic);

/* For those who build one: copies a fact, or a note; and a column, `option` and `fixed` being NULL where it has none;
 * and the value of a column that is the same in all rows.
 * False where memory is short. */
bool contents_add_fact(struct store_contents *contents, const char *key, const char *value, bool note);
bool contents_add(struct store_contents *contents, const struct store_column *column, const char *option,
                  const struct store_value *fixed);
bool contents_fix(struct store_contents *contents, size_t column, const struct store_value *value);

/* Reads it from a store. STATUS_INPUT where the file is none, or of another version of the format. */
enum status contents_read(const struct database *database, struct store_contents *contents,
                          struct diagnostic *diagnostic);

void contents_clear(struct store_contents *contents);

/* Whether an SQLite file is empty, as one that was never written. */
enum status contents_are_missing(const struct database *database, bool *missing, struct diagnostic *diagnostic);

/* Makes the tables of a store in an empty file, within a transaction that the caller began. */
enum status contents_write(const struct store_contents *contents, const struct database *database,
                           struct diagnostic *diagnostic);

/* STATUS_INPUT, with what differs first, where the stores `a`, of which `path` is the file, and `b` are not of one
 * campaign; `other` says whose `b` is ("this one", a file). Notes may differ. */
enum status contents_compare(const struct store_contents *a, const char *path, const struct store_contents *b,
                             const char *other, struct diagnostic *diagnostic);

/* Whether a column is in the table `runs`; those of STORE_EXECUTION are in `executions`. */
bool contents_in_runs(const struct store_column *column);

/* Where the column with this name is; contents->columns where there is none. */
size_t contents_find(const struct store_contents *contents, const char *name);

/* "word" "a", "b" of the columns that `wanted` is true for, NULL for all, as a list in SQL; to be freed with
 * sqlite3_free. NULL where memory is short. */
char *contents_list(const struct store_contents *contents, bool (*wanted)(const struct store_column *column));

/* Of an open reader. */
const struct store_contents *store_contents(const struct store_reader *reader);

#endif
