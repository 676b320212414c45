#include "campaign/database.h"

#include <errno.h>
#include <math.h>
#include <string.h>

enum { PATIENCE_MS = 10000 }; /* for another program that writes to the file for a moment, such as sqlite3 */

/* The path as SQLite is given it: names such as ":memory:" and "file:x" are files here. */
static char *plain_name(const char *path)
{
    return sqlite3_mprintf("%s%s", *path == '/' ? "" : "./", path);
}

enum status database_fail(const struct database *database, const char *what, struct diagnostic *diagnostic)
{
    const int code = sqlite3_extended_errcode(database->handle), kind = code & 0xff;
    const int reason = sqlite3_system_errno(database->handle);
    const char *path = database->path;
    switch (kind) {
    case SQLITE_NOMEM:
        return fail_memory(diagnostic);
    case SQLITE_FULL:
        return fail_errno(diagnostic, path, what, ENOSPC);
    case SQLITE_NOTADB:
        return fail_at(diagnostic, path, 0, "no SQLite file; expected a store of results that 'spinfield sweep' made");
    case SQLITE_READONLY:
        return fail_at(diagnostic, path, 0, "%s: the file or its folder may only be read", what);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return fail(diagnostic, STATUS_SYSTEM, "%s: error: %s: another program holds the file", path, what);
    case SQLITE_CORRUPT:
        return fail(diagnostic, STATUS_SYSTEM, "%s: error: the file is damaged: %s", path,
                    sqlite3_errmsg(database->handle));
    case SQLITE_IOERR:
        if (code == SQLITE_IOERR_NOMEM) {
            return fail_memory(diagnostic);
        }
        return fail_errno(diagnostic, path, what, reason ? reason : EIO);
    case SQLITE_CANTOPEN:
        return reason ? fail_errno(diagnostic, path, what, reason)
                      : fail_at(diagnostic, path, 0, "%s: the file cannot be opened", what);
    default:
        return fail(diagnostic, STATUS_SYSTEM, "%s: error: %s: %s", path, what, sqlite3_errmsg(database->handle));
    }
}

/* A text in double quotes is a name and nothing else, and what a foreign file has in its schema runs no function. */
static bool be_strict(sqlite3 *handle)
{
    static const struct {
        int what, value;
    } SETTINGS[] = {{SQLITE_DBCONFIG_DQS_DML, 0},
                    {SQLITE_DBCONFIG_DQS_DDL, 0},
                    {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
                    {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
                    {SQLITE_DBCONFIG_DEFENSIVE, 1}};
    bool good = true;
    for (size_t k = 0; k < sizeof SETTINGS / sizeof *SETTINGS; k++) {
        good = good && sqlite3_db_config(handle, SETTINGS[k].what, SETTINGS[k].value, (int *)NULL) == SQLITE_OK;
    }
    return good;
}

static bool try_open(const char *name, int flags, struct database *database)
{
    const bool open = sqlite3_open_v2(name, &database->handle, flags | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK &&
                      be_strict(database->handle);
    if (open) {
        sqlite3_extended_result_codes(database->handle, 1);
        sqlite3_busy_timeout(database->handle, PATIENCE_MS);
    }
    return open;
}

/* Opens a file to read. Where a writer was killed as it began or ended the file's write-ahead mode, its last step has
 * to be taken back first, which a connection that may only read cannot do. */
static bool open_to_read(const char *name, struct database *database)
{
    static const char LOOK[] = "SELECT count(*) FROM sqlite_master";
    if (!try_open(name, SQLITE_OPEN_READONLY, database)) {
        return false;
    }
    sqlite3_exec(database->handle, LOOK, NULL, NULL, NULL);
    if (sqlite3_extended_errcode(database->handle) != SQLITE_READONLY_ROLLBACK) {
        return true;
    }
    database_close(database);
    if (!try_open(name, SQLITE_OPEN_READWRITE, database)) {
        return false;
    }
    sqlite3_exec(database->handle, LOOK, NULL, NULL, NULL);
    database_close(database);
    return try_open(name, SQLITE_OPEN_READONLY, database);
}

enum status database_open(const char *path, bool write, struct database *database, struct diagnostic *diagnostic)
{
    char *name = plain_name(path);
    *database = (struct database){.path = path};
    if (!name) {
        return fail_memory(diagnostic);
    }
    enum status status = STATUS_OK;
    if (!(write ? try_open(name, SQLITE_OPEN_READWRITE, database) : open_to_read(name, database))) {
        status = database_fail(database, "cannot open", diagnostic);
    }
    sqlite3_free(name);
    if (status != STATUS_OK) {
        database_close(database);
    }
    return status;
}

void database_close(struct database *database)
{
    sqlite3_close(database->handle);
    database->handle = NULL;
}

enum status database_run(const struct database *database, const char *sql, struct diagnostic *diagnostic)
{
    return sqlite3_exec(database->handle, sql, NULL, NULL, NULL) == SQLITE_OK
               ? STATUS_OK
               : database_fail(database, "cannot write", diagnostic);
}

enum status database_prepare(const struct database *database, const char *sql, sqlite3_stmt **statement,
                             struct diagnostic *diagnostic)
{
    return sqlite3_prepare_v3(database->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, statement, NULL) == SQLITE_OK
               ? STATUS_OK
               : database_fail(database, "cannot read", diagnostic);
}

enum status database_step(const struct database *database, sqlite3_stmt *statement, bool *row,
                          struct diagnostic *diagnostic)
{
    const int code = sqlite3_step(statement);
    *row = code == SQLITE_ROW;
    if (code != SQLITE_ROW && code != SQLITE_DONE) {
        return database_fail(database, sqlite3_stmt_readonly(statement) ? "cannot read" : "cannot write", diagnostic);
    }
    return STATUS_OK;
}

enum status database_whole(const struct database *database, const char *sql, int64_t *value,
                           struct diagnostic *diagnostic)
{
    sqlite3_stmt *statement;
    bool row = false;
    *value = 0;
    enum status status = database_prepare(database, sql, &statement, diagnostic);
    if (status == STATUS_OK) {
        status = database_step(database, statement, &row, diagnostic);
    }
    if (row) {
        *value = sqlite3_column_int64(statement, 0);
    }
    sqlite3_finalize(statement);
    return status;
}

struct store_value database_normal(const struct store_value *value, enum store_type type)
{
    if (value->type == STORE_INTEGER && type == STORE_REAL) {
        return (struct store_value){STORE_REAL, {.real = (double)value->integer}};
    }
    if ((value->type == STORE_REAL && isnan(value->real)) || (value->type == STORE_TEXT && !value->text)) {
        return (struct store_value){.type = STORE_NOTHING};
    }
    if (value->type == STORE_REAL) {
        return (struct store_value){STORE_REAL, {.real = value->real + 0.0}}; /* -0 becomes 0 */
    }
    return *value;
}

bool database_bind(sqlite3_stmt *statement, int number, const struct store_value *value)
{
    switch (value->type) {
    case STORE_INTEGER:
        return sqlite3_bind_int64(statement, number, value->integer) == SQLITE_OK;
    case STORE_REAL:
        return sqlite3_bind_double(statement, number, value->real) == SQLITE_OK;
    case STORE_TEXT:
        return sqlite3_bind_text(statement, number, value->text, -1, SQLITE_STATIC) == SQLITE_OK;
    case STORE_NOTHING:
        break;
    }
    return sqlite3_bind_null(statement, number) == SQLITE_OK;
}

struct store_value database_value(sqlite3_stmt *statement, int number)
{
    switch (sqlite3_column_type(statement, number)) {
    case SQLITE_INTEGER:
        return (struct store_value){STORE_INTEGER, {.integer = sqlite3_column_int64(statement, number)}};
    case SQLITE_FLOAT:
        return (struct store_value){STORE_REAL, {.real = sqlite3_column_double(statement, number)}};
    case SQLITE_TEXT:
        return (struct store_value){STORE_TEXT, {.text = (const char *)sqlite3_column_text(statement, number)}};
    default: /* NULL, and bytes, which no store has */
        return (struct store_value){.type = STORE_NOTHING};
    }
}
