/* A store in writing; private to the store. */
#ifndef STORE_WRITER_H
#define STORE_WRITER_H

#include "campaign/store_contents.h"

#include <stdint.h>

#define NOT_OF_PLAN SIZE_MAX

struct store {
    char *path;
    int lock; /* a descriptor for the file, which holds it against other programs that would write */
    struct database database;
    struct store_contents contents;
    sqlite3_stmt *run, *execution; /* insert a row each */
    unsigned char *present;        /* a bit for each point */
    size_t count;
    size_t *from; /* [columns]: which column of the plan each one is */
};

/* Opens the file at `path` and holds it; *made says whether it is new. Errors as those of store_open; nothing is then
 * left of it. */
enum status writer_hold(const char *path, struct store *store, bool *made, struct diagnostic *diagnostic);

/* Whether `path` still leads to the open file. */
bool writer_is_at(const char *path, int file);

/* Marks a point as one that has a row; before the first one, writer_mark_none. STATUS_SYSTEM where memory is short. */
enum status writer_mark_none(struct store *store, struct diagnostic *diagnostic);
void writer_mark(struct store *store, size_t point);

/* Prepares the statements, where the file has its tables. */
enum status writer_prepare(struct store *store, struct diagnostic *diagnostic);

/* Inserts a row, value[] being those of all columns of the contents. */
enum status writer_insert(struct store *store, const struct store_value *value, struct diagnostic *diagnostic);

/* Frees the store and, where it was made, removes its file. */
void writer_abandon(struct store *store, bool made);

/* Frees the store; the file stays as it is. Takes NULL. */
void writer_free(struct store *store);

#endif
