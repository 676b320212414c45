/* The tables of a store: docs/campaigns.md describes them. */
#include "campaign/store_contents.h"

#include <stdio.h>
#include <string.h>

enum {
    APPLICATION = 0x53706e66, /* "Spnf", which marks a store among SQLite files */
    FORMAT = 1,               /* of the tables; a store of another one is refused */
};

static const char *const TYPES[] = {
    [STORE_NOTHING] = "", [STORE_INTEGER] = "INTEGER", [STORE_REAL] = "REAL", [STORE_TEXT] = "TEXT"};

static const char *const PARTS[] = {
    [STORE_VARIED] = "varied",       [STORE_SEED] = "seed",   [STORE_METRIC] = "metric",
    [STORE_EXECUTION] = "execution", [STORE_FIXED] = "fixed", [STORE_OUTCOME] = "outcome"};

enum { TYPE_COUNT = sizeof TYPES / sizeof *TYPES, PART_COUNT = sizeof PARTS / sizeof *PARTS };

/* Which of `count` words a text is; `count` where it is none of them. */
static int word_number(const char *const words[], int count, const unsigned char *text)
{
    int k = 0;
    while (k < count && (!text || strcmp(words[k], (const char *)text) != 0)) {
        k++;
    }
    return k;
}

static bool is_fixed(const struct store_column *column)
{
    return column->part == STORE_FIXED;
}

static bool is_execution(const struct store_column *column)
{
    return column->part == STORE_EXECUTION;
}

char *contents_list(const struct store_contents *contents, bool (*wanted)(const struct store_column *column))
{
    sqlite3_str *list = sqlite3_str_new(NULL);
    for (size_t k = 0; k < contents->columns; k++) {
        if (!wanted || wanted(&contents->column[k])) {
            sqlite3_str_appendf(list, "%s\"%w\"", sqlite3_str_length(list) > 0 ? ", " : "", contents->column[k].name);
        }
    }
    return sqlite3_str_finish(list);
}

/* ---- Writing ---- */

/* Appends the declarations of the columns that `wanted` is true for. */
static void declare(sqlite3_str *sql, const struct store_contents *contents,
                    bool (*wanted)(const struct store_column *column), const char *separator)
{
    for (size_t k = 0; k < contents->columns; k++) {
        const struct store_column *column = &contents->column[k];
        if (wanted(column)) {
            sqlite3_str_appendf(sql, "%s\"%w\" %s%s", separator, column->name, TYPES[column->type],
                                k == 0                                 ? " PRIMARY KEY"
                                : strcmp(column->name, "outcome") == 0 ? " NOT NULL"
                                                                       : "");
            separator = ", ";
        }
    }
}

static char *tables_of(const struct store_contents *contents)
{
    char *all = contents_list(contents, NULL);
    sqlite3_str *sql = sqlite3_str_new(NULL);
    if (all) {
        sqlite3_str_appendf(sql,
                            "PRAGMA application_id = %d; PRAGMA user_version = %d;"
                            "CREATE TABLE campaign(key TEXT PRIMARY KEY, value TEXT NOT NULL, kind TEXT NOT NULL);"
                            "CREATE TABLE columns(number INTEGER PRIMARY KEY, name TEXT NOT NULL, part TEXT NOT NULL, "
                            "type TEXT NOT NULL, unit TEXT NOT NULL, option TEXT);"
                            "CREATE TABLE fixed(",
                            APPLICATION, FORMAT);
        declare(sql, contents, is_fixed, "");
        sqlite3_str_appendall(sql, "); CREATE TABLE runs(");
        declare(sql, contents, contents_in_runs, "");
        sqlite3_str_appendall(sql, "); CREATE TABLE executions(point INTEGER PRIMARY KEY REFERENCES runs");
        declare(sql, contents, is_execution, ", ");
        sqlite3_str_appendf(sql, /* the point is the first column of all */
                            "); CREATE VIEW everything AS SELECT runs.%s FROM runs "
                            "LEFT JOIN executions ON executions.point = runs.point CROSS JOIN fixed;",
                            all);
    }
    sqlite3_free(all);
    return sqlite3_str_finish(sql);
}

/* Inserts a row of `count` values, the parameters of `sql`. */
static enum status insert(const struct database *database, const char *sql, const struct store_value *value,
                          size_t count, struct diagnostic *diagnostic)
{
    sqlite3_stmt *statement;
    bool row;
    enum status status = database_prepare(database, sql, &statement, diagnostic);
    for (size_t k = 0; status == STATUS_OK && k < count; k++) {
        status = database_bind(statement, (int)k + 1, &value[k]) ? STATUS_OK : fail_memory(diagnostic);
    }
    if (status == STATUS_OK) {
        status = database_step(database, statement, &row, diagnostic);
    }
    sqlite3_finalize(statement);
    return status;
}

static struct store_value text_value(const char *text)
{
    return text ? (struct store_value){STORE_TEXT, {.text = text}} : (struct store_value){.type = STORE_NOTHING};
}

static enum status write_facts(const struct store_contents *contents, const struct database *database,
                               struct diagnostic *diagnostic)
{
    enum status status = STATUS_OK;
    for (size_t k = 0; status == STATUS_OK && k < contents->facts + contents->notes; k++) {
        const struct store_value row[] = {text_value(contents->fact[k].key), text_value(contents->fact[k].value),
                                          text_value(k < contents->facts ? "fact" : "note")};
        status = insert(database, "INSERT INTO campaign VALUES(?, ?, ?)", row, 3, diagnostic);
    }
    for (size_t k = 0; status == STATUS_OK && k < contents->columns; k++) {
        const struct store_column *column = &contents->column[k];
        const struct store_value row[] = {
            {STORE_INTEGER, {.integer = (int64_t)k}}, text_value(column->name), text_value(PARTS[column->part]),
            text_value(TYPES[column->type]),          text_value(column->unit), text_value(contents->option[k])};
        status = insert(database, "INSERT INTO columns VALUES(?, ?, ?, ?, ?, ?)", row, 6, diagnostic);
    }
    return status;
}

static enum status write_fixed(const struct store_contents *contents, const struct database *database,
                               struct diagnostic *diagnostic)
{
    enum status status = insert(database, "INSERT INTO fixed DEFAULT VALUES", NULL, 0, diagnostic);
    for (size_t k = 0; status == STATUS_OK && k < contents->columns; k++) {
        if (is_fixed(&contents->column[k])) {
            char *sql = sqlite3_mprintf("UPDATE fixed SET \"%w\" = ?", contents->column[k].name);
            status = sql ? insert(database, sql, &contents->fixed[k], 1, diagnostic) : fail_memory(diagnostic);
            sqlite3_free(sql);
        }
    }
    return status;
}

enum status contents_write(const struct store_contents *contents, const struct database *database,
                           struct diagnostic *diagnostic)
{
    char *tables = tables_of(contents);
    enum status status = tables ? database_run(database, tables, diagnostic) : fail_memory(diagnostic);
    sqlite3_free(tables);
    status = status == STATUS_OK ? write_facts(contents, database, diagnostic) : status;
    return status == STATUS_OK ? write_fixed(contents, database, diagnostic) : status;
}

/* ---- Reading ---- */

enum status contents_are_missing(const struct database *database, bool *missing, struct diagnostic *diagnostic)
{
    int64_t tables = 0, application = 0;
    enum status status = database_whole(database, "SELECT count(*) FROM sqlite_schema", &tables, diagnostic);
    if (status == STATUS_OK) {
        status = database_whole(database, "PRAGMA application_id", &application, diagnostic);
    }
    *missing = status == STATUS_OK && tables == 0 && application == 0;
    return status;
}

/* STATUS_INPUT where the file is no store of this format. */
static enum status check_format(const struct database *database, struct diagnostic *diagnostic)
{
    int64_t application, format;
    enum status status = database_whole(database, "PRAGMA application_id", &application, diagnostic);
    if (status == STATUS_OK && application != APPLICATION) {
        return fail_at(diagnostic, database->path, 0,
                       "not a store of results; expected a file that 'spinfield sweep' made");
    }
    status = status == STATUS_OK ? database_whole(database, "PRAGMA user_version", &format, diagnostic) : status;
    if (status == STATUS_OK && format != FORMAT) {
        return fail_at(diagnostic, database->path, 0, "store of format %lld; expected format %d", (long long)format,
                       FORMAT);
    }
    return status;
}

static enum status damaged(const struct database *database, const char *what, struct diagnostic *diagnostic)
{
    return fail(diagnostic, STATUS_SYSTEM, "%s: error: the store is damaged: %s", database->path, what);
}

static const char *text_of(sqlite3_stmt *statement, int column)
{
    return (const char *)sqlite3_column_text(statement, column);
}

static enum status read_facts(const struct database *database, struct store_contents *contents,
                              struct diagnostic *diagnostic)
{
    sqlite3_stmt *statement;
    bool row = true;
    enum status status = database_prepare(
        database, "SELECT key, value, kind <> 'fact' FROM campaign ORDER BY kind, rowid", &statement, diagnostic);
    while (status == STATUS_OK && (status = database_step(database, statement, &row, diagnostic)) == STATUS_OK && row) {
        const char *key = text_of(statement, 0), *value = text_of(statement, 1);
        if (!key || !value || !contents_add_fact(contents, key, value, sqlite3_column_int(statement, 2) != 0)) {
            status = fail_memory(diagnostic);
        }
    }
    sqlite3_finalize(statement);
    return status;
}

static enum status read_columns(const struct database *database, struct store_contents *contents,
                                struct diagnostic *diagnostic)
{
    sqlite3_stmt *statement;
    bool row = true;
    enum status status = database_prepare(
        database, "SELECT name, part, type, unit, option FROM columns ORDER BY number", &statement, diagnostic);
    while (status == STATUS_OK && (status = database_step(database, statement, &row, diagnostic)) == STATUS_OK && row) {
        const int part = word_number(PARTS, PART_COUNT, sqlite3_column_text(statement, 1));
        const int type = word_number(TYPES, TYPE_COUNT, sqlite3_column_text(statement, 2));
        if (part == PART_COUNT || type == TYPE_COUNT) {
            status = damaged(database, "a column of no known kind", diagnostic);
        } else {
            const struct store_column column = {text_of(statement, 0), (enum store_part)part, (enum store_type)type,
                                                text_of(statement, 3)};
            if (!column.name || !contents_add(contents, &column, text_of(statement, 4), NULL)) {
                status = fail_memory(diagnostic);
            }
        }
    }
    sqlite3_finalize(statement);
    return status;
}

/* Reads the values of the columns that are the same in all rows. */
static enum status read_fixed(const struct database *database, struct store_contents *contents,
                              struct diagnostic *diagnostic)
{
    char *list = contents_list(contents, is_fixed), *sql = list ? sqlite3_mprintf("SELECT %s FROM fixed", list) : NULL;
    sqlite3_stmt *statement = NULL;
    bool row = false;
    enum status status = sql ? database_prepare(database, sql, &statement, diagnostic) : fail_memory(diagnostic);
    if (status == STATUS_OK) {
        status = database_step(database, statement, &row, diagnostic);
    }
    for (size_t k = 0, at = 0; row && status == STATUS_OK && k < contents->columns; k++) {
        if (is_fixed(&contents->column[k])) {
            const struct store_value value = database_value(statement, (int)at++);
            status = contents_fix(contents, k, &value) ? STATUS_OK : fail_memory(diagnostic);
        }
    }
    sqlite3_finalize(statement);
    sqlite3_free(sql);
    sqlite3_free(list);
    return status == STATUS_OK && !row ? damaged(database, "the table 'fixed' has no row", diagnostic) : status;
}

enum status contents_read(const struct database *database, struct store_contents *contents,
                          struct diagnostic *diagnostic)
{
    int64_t points = 0;
    *contents = (struct store_contents){0};
    enum status status = check_format(database, diagnostic);
    status = status == STATUS_OK ? read_facts(database, contents, diagnostic) : status;
    status = status == STATUS_OK ? read_columns(database, contents, diagnostic) : status;
    if (status == STATUS_OK && (contents->columns == 0 || strcmp(contents->column[0].name, "point") != 0)) {
        status = damaged(database, "it has no column 'point'", diagnostic);
    }
    status = status == STATUS_OK ? read_fixed(database, contents, diagnostic) : status;
    if (status == STATUS_OK) {
        status = database_whole(database, "SELECT CAST(value AS INTEGER) FROM campaign WHERE key = 'points'", &points,
                                diagnostic);
    }
    if (status == STATUS_OK && points < 0) {
        status = damaged(database, "its number of points is negative", diagnostic);
    }
    contents->points = status == STATUS_OK ? (size_t)points : 0;
    return status;
}
