#include "campaign/store.h"
#include "campaign/store_writer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A merge in progress: the rows of `in`, one after the other, into a new store. */
struct merge {
    struct store *out;
    const char *const *in;
    sqlite3_stmt *row; /* of the new store, by point; its columns are those of `runs` */
};

/* Compares the row that the reader is at with the one that the new store has for its point. */
static enum status compare_rows(const struct merge *merge, const struct store_reader *reader,
                                struct diagnostic *diagnostic)
{
    bool found;
    sqlite3_bind_int64(merge->row, 1, reader->value[0].integer);
    enum status status = database_step(&merge->out->database, merge->row, &found, diagnostic);
    for (size_t k = 0, at = 0; found && status == STATUS_OK && k < reader->columns; k++) {
        if (contents_in_runs(&reader->column[k])) {
            const struct store_value there = database_value(merge->row, (int)at++);
            if (!store_value_is(&there, &reader->value[k])) {
                status = fail_at(diagnostic, reader->path, 0,
                                 "point %lld has another '%.60s' than in a store before this; expected equal rows",
                                 (long long)reader->value[0].integer, reader->column[k].name);
            }
        }
    }
    sqlite3_reset(merge->row);
    return status;
}

static enum status add_row(const struct merge *merge, const struct store_reader *reader, struct diagnostic *diagnostic)
{
    struct store *out = merge->out;
    const struct store_value *point = &reader->value[0];
    if (point->type != STORE_INTEGER || point->integer < 0 || (size_t)point->integer >= out->contents.points) {
        return fail(diagnostic, STATUS_SYSTEM, "%s: error: the store is damaged: it has a point that the plan has not",
                    reader->path);
    }
    if (store_has(out, (size_t)point->integer)) {
        return compare_rows(merge, reader, diagnostic);
    }
    writer_mark(out, (size_t)point->integer);
    return writer_insert(out, reader->value, diagnostic);
}

static enum status add_store(const struct merge *merge, size_t number, struct diagnostic *diagnostic)
{
    struct store_reader *reader;
    bool more = true;
    enum status status = store_read(merge->in[number], &reader, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    status = contents_compare(store_contents(reader), reader->path, &merge->out->contents, merge->in[0], diagnostic);
    while (status == STATUS_OK && (status = store_next(reader, &more, diagnostic)) == STATUS_OK && more) {
        status = add_row(merge, reader, diagnostic);
    }
    store_reader_free(reader);
    return status;
}

static enum status prepare_comparison(struct merge *merge, struct diagnostic *diagnostic)
{
    char *list = contents_list(&merge->out->contents, contents_in_runs);
    char *sql = list ? sqlite3_mprintf("SELECT %s FROM runs WHERE point = ?1", list) : NULL;
    enum status status =
        sql ? database_prepare(&merge->out->database, sql, &merge->row, diagnostic) : fail_memory(diagnostic);
    sqlite3_free(sql);
    sqlite3_free(list);
    return status;
}

/* Fills the new store in one transaction: where it fails, or is killed, the file stays empty. */
static enum status fill(struct merge *merge, size_t count, struct diagnostic *diagnostic)
{
    struct store *out = merge->out;
    enum status status = database_run(&out->database, "BEGIN IMMEDIATE", diagnostic);
    status = status == STATUS_OK ? contents_write(&out->contents, &out->database, diagnostic) : status;
    status = status == STATUS_OK ? writer_prepare(out, diagnostic) : status;
    status = status == STATUS_OK ? prepare_comparison(merge, diagnostic) : status;
    for (size_t k = 0; status == STATUS_OK && k < count; k++) {
        status = add_store(merge, k, diagnostic);
    }
    sqlite3_finalize(merge->row);
    return status == STATUS_OK ? database_run(&out->database, "COMMIT", diagnostic) : status;
}

/* Takes over what the first store says of itself. */
static enum status copy_contents(const char *in, struct store_contents *contents, struct diagnostic *diagnostic)
{
    struct database database;
    enum status status = database_open(in, false, &database, diagnostic);
    if (status == STATUS_OK) {
        status = contents_read(&database, contents, diagnostic);
        database_close(&database);
    }
    return status;
}

/* Opens the new store, which is an empty file or none. */
static enum status open_new(const char *path, struct store *out, bool *made, struct diagnostic *diagnostic)
{
    bool missing = false;
    enum status status = writer_hold(path, out, made, diagnostic);
    status = status == STATUS_OK ? database_open(out->path, true, &out->database, diagnostic) : status;
    status = status == STATUS_OK ? contents_are_missing(&out->database, &missing, diagnostic) : status;
    if (status == STATUS_OK && !missing) {
        status = fail_at(diagnostic, path, 0, "the file exists; expected the name of a new store");
    }
    return status == STATUS_OK ? writer_mark_none(out, diagnostic) : status;
}

enum status store_merge(const char *out, const char *const in[], size_t count, struct diagnostic *diagnostic)
{
    struct merge merge = {.out = calloc(1, sizeof *merge.out), .in = in};
    bool made = false;
    if (!merge.out) {
        return fail_memory(diagnostic);
    }
    merge.out->lock = -1;
    enum status status = copy_contents(in[0], &merge.out->contents, diagnostic);
    status = status == STATUS_OK ? open_new(out, merge.out, &made, diagnostic) : status;
    status = status == STATUS_OK ? fill(&merge, count, diagnostic) : status;
    if (status != STATUS_OK) {
        writer_abandon(merge.out, made);
        return status;
    }
    writer_free(merge.out);
    return STATUS_OK;
}
