/* SQLite files, over libsqlite3, with errors as values. Private to the store. */
#ifndef DATABASE_H
#define DATABASE_H

#include "base/status.h"
#include "campaign/store_plan.h"

#include <sqlite3.h>
#include <stdbool.h>

struct database {
    sqlite3 *handle;
    const char *path; /* the caller's, for messages */
};

/* Opens the SQLite file at `path`, which exists, to read or to write. Nothing is read yet. Statements may take names
 * from the file, but not run what it stores as triggers or functions. On an error there is nothing to close. */
enum status database_open(const char *path, bool write, struct database *database, struct diagnostic *diagnostic);

/* Closes it; all statements are finalized before. Takes one that is not open. */
void database_close(struct database *database);

/* What SQLite's last error on `database` is for a user. STATUS_INPUT where the file is no SQLite file or may not be
 * written; STATUS_SYSTEM for all else. `what` is such as "cannot write". */
enum status database_fail(const struct database *database, const char *what, struct diagnostic *diagnostic);

/* Runs one or more statements without parameters and results. */
enum status database_run(const struct database *database, const char *sql, struct diagnostic *diagnostic);

/* Prepares one statement into *statement, NULL on an error. */
enum status database_prepare(const struct database *database, const char *sql, sqlite3_stmt **statement,
                             struct diagnostic *diagnostic);

/* Moves to the next row of results; *row is false where there is none. */
enum status database_step(const struct database *database, sqlite3_stmt *statement, bool *row,
                          struct diagnostic *diagnostic);

/* The first column of the first row of a query for a whole number; 0 where it has no row. */
enum status database_whole(const struct database *database, const char *sql, int64_t *value,
                           struct diagnostic *diagnostic);

/* `value` as it reads back from a column of `type`: a NaN is nothing, a zero has no sign, and a whole number in a
 * column of real ones is one of them. */
struct store_value database_normal(const struct store_value *value, enum store_type type);

/* Binds a value to parameter `number`, from 1. Its text must last until the statement is reset. False where memory is
 * short. */
bool database_bind(sqlite3_stmt *statement, int number, const struct store_value *value);

/* The value of column `number`, from 0, of the row; its text lasts until the next step. */
struct store_value database_value(sqlite3_stmt *statement, int number);

#endif
