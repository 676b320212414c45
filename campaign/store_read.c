#include "campaign/store.h"
#include "campaign/store_contents.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What is behind a reader. */
struct open_reader {
    struct store_reader reader; /* the first member */
    char *path;
    struct database database;
    struct store_contents contents;
    sqlite3_stmt *rows; /* its parameter is the first point */
};

/* The query for all rows from a point on. */
static enum status prepare_rows(struct open_reader *open, struct diagnostic *diagnostic)
{
    char *list = contents_list(&open->contents, NULL);
    char *sql =
        list ? sqlite3_mprintf("SELECT %s FROM everything WHERE \"point\" >= ?1 ORDER BY \"point\"", list) : NULL;
    enum status status =
        sql ? database_prepare(&open->database, sql, &open->rows, diagnostic) : fail_memory(diagnostic);
    sqlite3_free(sql);
    sqlite3_free(list);
    return status;
}

/* Reads what the store has, within one transaction, so that it stays as it is until the end. */
static enum status begin(struct open_reader *open, struct diagnostic *diagnostic)
{
    int64_t rows = 0;
    enum status status = database_open(open->path, false, &open->database, diagnostic);
    status = status == STATUS_OK ? database_run(&open->database, "BEGIN", diagnostic) : status;
    status = status == STATUS_OK ? contents_read(&open->database, &open->contents, diagnostic) : status;
    status = status == STATUS_OK ? prepare_rows(open, diagnostic) : status;
    if (status == STATUS_OK) {
        status = database_whole(&open->database, "SELECT count(*) FROM runs", &rows, diagnostic);
    }
    if (status == STATUS_OK) {
        struct store_reader *reader = &open->reader;
        struct store_contents *contents = &open->contents;
        *reader = (struct store_reader){.path = open->path,
                                        .points = contents->points,
                                        .rows = (size_t)rows,
                                        .fact = contents->fact,
                                        .facts = contents->facts,
                                        .notes = contents->notes,
                                        .column = contents->column,
                                        .option = contents->option,
                                        .columns = contents->columns,
                                        .value = calloc(contents->columns, sizeof *reader->value)};
        status = reader->value ? store_rewind(reader, diagnostic) : fail_memory(diagnostic);
    }
    return status;
}

enum status store_read(const char *path, struct store_reader **reader, struct diagnostic *diagnostic)
{
    struct open_reader *open = calloc(1, sizeof *open);
    *reader = NULL;
    if (!open) {
        return fail_memory(diagnostic);
    }
    open->path = strdup(path);
    enum status status = open->path ? begin(open, diagnostic) : fail_memory(diagnostic);
    if (status != STATUS_OK) {
        store_reader_free(&open->reader);
        return status;
    }
    *reader = &open->reader;
    return STATUS_OK;
}

void store_reader_free(struct store_reader *reader)
{
    struct open_reader *open = (struct open_reader *)reader;
    if (open) {
        sqlite3_finalize(open->rows);
        database_close(&open->database);
        contents_clear(&open->contents);
        free(open->reader.value);
        free(open->path);
        free(open);
    }
}

enum status store_seek(struct store_reader *reader, size_t point, struct diagnostic *diagnostic)
{
    struct open_reader *open = (struct open_reader *)reader;
    sqlite3_reset(open->rows);
    return sqlite3_bind_int64(open->rows, 1, (sqlite3_int64)point) == SQLITE_OK ? STATUS_OK : fail_memory(diagnostic);
}

enum status store_rewind(struct store_reader *reader, struct diagnostic *diagnostic)
{
    return store_seek(reader, 0, diagnostic);
}

enum status store_next(struct store_reader *reader, bool *more, struct diagnostic *diagnostic)
{
    struct open_reader *open = (struct open_reader *)reader;
    enum status status = database_step(&open->database, open->rows, more, diagnostic);
    for (size_t k = 0; status == STATUS_OK && *more && k < reader->columns; k++) {
        reader->value[k] = database_value(open->rows, (int)k);
        if (reader->value[k].type == STORE_TEXT && !reader->value[k].text) {
            status = fail_memory(diagnostic);
        }
    }
    *more = *more && status == STATUS_OK;
    return status;
}

const struct store_contents *store_contents(const struct store_reader *reader)
{
    return &((const struct open_reader *)reader)->contents;
}

const char *store_fact(const struct store_reader *reader, const char *key)
{
    for (size_t k = 0; k < reader->facts + reader->notes; k++) {
        if (strcmp(reader->fact[k].key, key) == 0) {
            return reader->fact[k].value;
        }
    }
    return NULL;
}

bool store_varies(const struct store_reader *reader, const char *option)
{
    for (size_t c = 0; c < reader->columns; c++) {
        if (reader->column[c].part == STORE_VARIED && reader->option[c] && strcmp(reader->option[c], option) == 0) {
            return true;
        }
    }
    return false;
}

double store_number(const struct store_value *value)
{
    return value->type == STORE_REAL ? value->real : value->type == STORE_INTEGER ? (double)value->integer : NAN;
}

size_t store_column(const struct store_reader *reader, const char *name)
{
    size_t k = 0;
    while (k < reader->columns && strcmp(reader->column[k].name, name) != 0) {
        k++;
    }
    return k;
}
