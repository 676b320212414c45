#include "campaign/store.h"

#include "campaign/store_writer.h"

#include <stdlib.h>
#include <string.h>

/* ---- Opening ---- */

/* Marks the points that have a row. */
static enum status read_points(struct store *store, struct diagnostic *diagnostic)
{
    const size_t points = store->contents.points;
    sqlite3_stmt *statement = NULL;
    bool row = true;
    enum status status = writer_mark_none(store, diagnostic);
    if (status == STATUS_OK) {
        status = database_prepare(&store->database, "SELECT point FROM runs", &statement, diagnostic);
    }
    while (status == STATUS_OK &&
           (status = database_step(&store->database, statement, &row, diagnostic)) == STATUS_OK && row) {
        const sqlite3_int64 point = sqlite3_column_int64(statement, 0);
        if (point < 0 || (size_t)point >= points) {
            status = fail(diagnostic, STATUS_SYSTEM, "%s: error: the store is damaged: it has a point %lld of %zu",
                          store->path, (long long)point, points);
        } else {
            writer_mark(store, (size_t)point);
        }
    }
    sqlite3_finalize(statement);
    return status;
}

/* Makes the tables, or compares those that are there with the plan. */
static enum status begin_or_resume(struct store *store, struct diagnostic *diagnostic)
{
    struct store_contents found = {0};
    bool missing;
    enum status status = contents_are_missing(&store->database, &missing, diagnostic);
    if (status == STATUS_OK && !missing) {
        status = contents_read(&store->database, &found, diagnostic);
        status = status == STATUS_OK ? contents_compare(&found, store->path, &store->contents, "this one", diagnostic)
                                     : status;
        contents_clear(&found);
    }
    if (status == STATUS_OK && missing) {
        status = database_run(&store->database, "BEGIN IMMEDIATE", diagnostic);
        status = status == STATUS_OK ? contents_write(&store->contents, &store->database, diagnostic) : status;
        status = status == STATUS_OK ? database_run(&store->database, "COMMIT", diagnostic) : status;
    }
    return status;
}

/* Finds for each column the one of the plan that it is. */
static enum status find_columns(struct store *store, const struct store_plan *plan, struct diagnostic *diagnostic)
{
    const struct store_contents *contents = &store->contents;
    store->from = calloc(contents->columns, sizeof *store->from);
    if (!store->from) {
        return fail_memory(diagnostic);
    }
    for (size_t k = 0; k < contents->columns; k++) {
        const char *name = contents->option[k] ? contents->option[k] : contents->column[k].name;
        size_t j = 0;
        while (j < plan->columns &&
               (plan->column[j].part != contents->column[k].part || strcmp(plan->column[j].name, name) != 0)) {
            j++;
        }
        store->from[k] = j < plan->columns ? j : NOT_OF_PLAN;
    }
    return STATUS_OK;
}

enum status store_open(const char *path, const struct store_plan *plan, struct store **store,
                       struct diagnostic *diagnostic)
{
    struct store *new = calloc(1, sizeof *new);
    bool made = false;
    *store = NULL;
    if (!new) {
        return fail_memory(diagnostic);
    }
    enum status status = contents_of_plan(plan, &new->contents, diagnostic);
    new->lock = -1;
    status = status == STATUS_OK ? writer_hold(path, new, &made, diagnostic) : status;
    status = status == STATUS_OK ? database_open(new->path, true, &new->database, diagnostic) : status;
    status = status == STATUS_OK ? begin_or_resume(new, diagnostic) : status;
    status = status == STATUS_OK ? read_points(new, diagnostic) : status;
    status = status == STATUS_OK ? writer_prepare(new, diagnostic) : status;
    status = status == STATUS_OK ? find_columns(new, plan, diagnostic) : status;
    if (status == STATUS_OK) { /* at last: this writes into a store that was there */
        status = database_run(&new->database, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL", diagnostic);
    }
    if (status != STATUS_OK) {
        writer_abandon(new, made);
        return status;
    }
    *store = new;
    return STATUS_OK;
}

bool store_has(const struct store *store, size_t point)
{
    return point < store->contents.points && (store->present[point / 8] >> (point % 8) & 1) != 0;
}

size_t store_count(const struct store *store)
{
    return store->count;
}

/* ---- Adding rows ---- */

static struct store_value text_value(const char *text)
{
    return text && *text ? (struct store_value){STORE_TEXT, {.text = text}} : (struct store_value){STORE_NOTHING, {0}};
}

/* The value of column `k` of the contents, which is none of the plan's. */
static struct store_value own_value(const struct store_contents *contents, const struct store_row *row, size_t k)
{
    const char *name = contents->column[k].name;
    if (strcmp(name, "outcome") == 0) {
        return text_value(row->error ? "failed" : "done");
    }
    if (strcmp(name, "error") == 0) {
        return row->error ? (struct store_value){STORE_TEXT, {.text = row->error}} : text_value(NULL);
    }
    if (strcmp(name, "warnings") == 0) {
        return text_value(row->warnings);
    }
    if (strcmp(name, "host") == 0) {
        return text_value(row->host);
    }
    return (struct store_value){STORE_INTEGER,
                                {.integer = (int64_t)(strcmp(name, "point") == 0 ? row->point : row->attempts)}};
}

/* Inserts the row into both tables or into none. */
static enum status put_values(struct store *store, const struct store_value *value, struct diagnostic *diagnostic)
{
    enum status status = database_run(&store->database, "BEGIN IMMEDIATE", diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    status = writer_insert(store, value, diagnostic);
    status = status == STATUS_OK ? database_run(&store->database, "COMMIT", diagnostic) : status;
    if (status != STATUS_OK && !sqlite3_get_autocommit(store->database.handle)) {
        sqlite3_exec(store->database.handle, "ROLLBACK", NULL, NULL, NULL);
    }
    return status;
}

enum status store_put(struct store *store, const struct store_row *row, struct diagnostic *diagnostic)
{
    const struct store_contents *contents = &store->contents;
    if (row->point >= contents->points || store_has(store, row->point)) {
        return fail(diagnostic, STATUS_SYSTEM, "%s: error: a row for point %zu of %zu; expected a point without a row",
                    store->path, row->point, contents->points);
    }
    struct store_value *value = calloc(contents->columns, sizeof *value);
    if (!value) {
        return fail_memory(diagnostic);
    }
    for (size_t k = 0; k < contents->columns; k++) {
        if (store->from[k] != NOT_OF_PLAN) {
            value[k] = row->value[store->from[k]];
        } else if (contents->column[k].part != STORE_FIXED) {
            value[k] = own_value(contents, row, k);
        }
    }
    enum status status = put_values(store, value, diagnostic);
    free(value);
    if (status == STATUS_OK) {
        writer_mark(store, row->point);
    }
    return status;
}

/* ---- Closing ---- */

/* Brings all rows into the one file, where nobody reads it now; then it needs no second one, and can be read on a disk
 * that may only be read. */
static enum status settle(struct store *store, struct diagnostic *diagnostic)
{
    sqlite3 *handle = store->database.handle;
    sqlite3_busy_timeout(handle, 0);
    enum status status = STATUS_OK;
    if (sqlite3_exec(handle, "PRAGMA wal_checkpoint(PASSIVE)", NULL, NULL, NULL) != SQLITE_OK ||
        sqlite3_exec(handle, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL) != SQLITE_OK) {
        const int code = sqlite3_errcode(handle);
        status = code == SQLITE_BUSY || code == SQLITE_LOCKED
                     ? STATUS_OK
                     : database_fail(&store->database, "cannot write", diagnostic);
    }
    return status;
}

enum status store_close(struct store *store, struct diagnostic *diagnostic)
{
    if (!store) {
        return STATUS_OK;
    }
    enum status status = writer_is_at(store->path, store->lock)
                             ? settle(store, diagnostic)
                             : fail(diagnostic, STATUS_SYSTEM,
                                    "%s: error: the store was removed or replaced while it was written", store->path);
    writer_free(store);
    return status;
}
