#include "campaign/store_writer.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* ---- The file ---- */

/* Holds the file for as long as the descriptor is open: a byte far from those that SQLite locks. Such a lock belongs to
 * the open file and not to the process, so that SQLite's own closing of the file does not lose it. False with errno. */
static bool take_lock(int file)
{
    const off_t far = 0x4000000000000000;
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = far, .l_len = 1};
    /* A sweep that was killed holds it until the last of its worker processes is gone. */
    for (int tries = 50; tries > 0; tries--) {
        if (fcntl(file, F_OFD_SETLK, &lock) == 0) {
            return true;
        }
        if (errno != EAGAIN && errno != EACCES && errno != EINTR) {
            return false;
        }
        nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
    }
    errno = EAGAIN;
    return false;
}

bool writer_is_at(const char *path, int file)
{
    struct stat open_file, named;
    return fstat(file, &open_file) == 0 && stat(path, &named) == 0 && open_file.st_dev == named.st_dev &&
           open_file.st_ino == named.st_ino;
}

static enum status hold_open_file(const char *path, int file, struct diagnostic *diagnostic)
{
    struct stat kind;
    if (fstat(file, &kind) != 0) {
        return fail_errno(diagnostic, path, "cannot open", errno);
    }
    if (!S_ISREG(kind.st_mode)) {
        return fail_at(diagnostic, path, 0, "not a regular file; expected a store of results, or a new name");
    }
    if (!take_lock(file)) {
        return errno == EAGAIN ? fail(diagnostic, STATUS_SYSTEM,
                                      "%s: error: another program writes this store; expected it to have ended", path)
                               : fail_errno(diagnostic, path, "cannot lock", errno);
    }
    return writer_is_at(path, file) ? STATUS_OK
                                    : fail(diagnostic, STATUS_SYSTEM,
                                           "%s: error: the file was removed or replaced while it was opened", path);
}

enum status writer_hold(const char *path, struct store *store, bool *made, struct diagnostic *diagnostic)
{
    store->lock = -1;
    store->path = strdup(path);
    if (!store->path) {
        return fail_memory(diagnostic);
    }
    int file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NONBLOCK, 0666);
    *made = file >= 0;
    if (file < 0 && errno == EEXIST) {
        file = open(path, O_RDWR | O_CLOEXEC | O_NONBLOCK);
    }
    if (file < 0) {
        return fail_errno(diagnostic, path, "cannot write", errno);
    }
    enum status status = hold_open_file(path, file, diagnostic);
    if (status == STATUS_OK) {
        store->lock = file;
    } else {
        close(file);
    }
    return status;
}

/* Leaves SQLite. */
static void release(struct store *store)
{
    sqlite3_finalize(store->run);
    sqlite3_finalize(store->execution);
    store->run = store->execution = NULL;
    database_close(&store->database);
}

void writer_abandon(struct store *store, bool made)
{
    static const char *const ENDS[] = {"", "-wal", "-shm", "-journal"}; /* SQLite keeps these where it cannot write */
    release(store);
    for (size_t k = 0; made && store->lock >= 0 && k < sizeof ENDS / sizeof *ENDS; k++) {
        char *name = sqlite3_mprintf("%s%s", store->path, ENDS[k]);
        if (name) {
            unlink(name);
        }
        sqlite3_free(name);
    }
    writer_free(store);
}

void writer_free(struct store *store)
{
    if (store) {
        release(store);
        if (store->lock >= 0) {
            close(store->lock); /* behind SQLite: to close any descriptor of a file ends SQLite's locks on it */
        }
        contents_clear(&store->contents);
        free(store->present);
        free(store->from);
        free(store->path);
        free(store);
    }
}

/* ---- Rows ---- */

/* "INSERT INTO runs VALUES(?1, ?2, ...)": the parameter of a column is its number, from 1. */
static char *insertion(const struct store_contents *contents, const char *table, bool runs)
{
    sqlite3_str *sql = sqlite3_str_new(NULL);
    sqlite3_str_appendf(sql, "INSERT INTO %s VALUES(%s", table, runs ? "" : "?1");
    const char *separator = runs ? "" : ", ";
    for (size_t k = 0; k < contents->columns; k++) {
        if (runs ? contents_in_runs(&contents->column[k]) : contents->column[k].part == STORE_EXECUTION) {
            sqlite3_str_appendf(sql, "%s?%d", separator, (int)k + 1);
            separator = ", ";
        }
    }
    sqlite3_str_appendall(sql, ")");
    return sqlite3_str_finish(sql);
}

static enum status prepare_insertion(struct store *store, const char *table, sqlite3_stmt **statement,
                                     struct diagnostic *diagnostic)
{
    char *sql = insertion(&store->contents, table, strcmp(table, "runs") == 0);
    enum status status = sql ? database_prepare(&store->database, sql, statement, diagnostic) : fail_memory(diagnostic);
    sqlite3_free(sql);
    return status;
}

enum status writer_prepare(struct store *store, struct diagnostic *diagnostic)
{
    enum status status = prepare_insertion(store, "runs", &store->run, diagnostic);
    return status == STATUS_OK ? prepare_insertion(store, "executions", &store->execution, diagnostic) : status;
}

/* Inserts the row that `statement` is for. */
static enum status insert(struct store *store, sqlite3_stmt *statement, const struct store_value *value,
                          struct diagnostic *diagnostic)
{
    const struct store_contents *contents = &store->contents;
    enum status status = STATUS_OK;
    bool row;
    for (size_t k = 0; status == STATUS_OK && k < contents->columns; k++) { /* the point is in both */
        const bool in_runs = contents_in_runs(&contents->column[k]);
        if (k == 0 || in_runs == (statement == store->run)) {
            const struct store_value normal = database_normal(&value[k], contents->column[k].type);
            if (contents->column[k].part != STORE_FIXED && !database_bind(statement, (int)k + 1, &normal)) {
                status = fail_memory(diagnostic);
            }
        }
    }
    if (status == STATUS_OK) {
        status = database_step(&store->database, statement, &row, diagnostic);
    }
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    return status;
}

enum status writer_insert(struct store *store, const struct store_value *value, struct diagnostic *diagnostic)
{
    enum status status = insert(store, store->run, value, diagnostic);
    return status == STATUS_OK ? insert(store, store->execution, value, diagnostic) : status;
}

/* ---- Points ---- */

enum status writer_mark_none(struct store *store, struct diagnostic *diagnostic)
{
    store->present = calloc(store->contents.points / 8 + 1, 1);
    return store->present ? STATUS_OK : fail_memory(diagnostic);
}

void writer_mark(struct store *store, size_t point)
{
    store->present[point / 8] |= (unsigned char)(1U << (point % 8));
    store->count++;
}
