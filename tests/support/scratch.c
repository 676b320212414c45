#include "tests/support/scratch.h"

#include <check.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[SCRATCH_PATH / 2]; /* of the process `owner` */
static pid_t owner;

static int remove_one(const char *path, const struct stat *kind, int type, struct FTW *place)
{
    (void)kind;
    (void)type;
    (void)place;
    return remove(path);
}

void scratch_remove(void)
{
    if (owner == getpid()) {
        nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
        owner = 0;
    }
}

const char *scratch_folder(void)
{
    if (owner != getpid()) {
        const char *parent = getenv("TMPDIR");
        snprintf(folder, sizeof folder, "%s/spinfield-test-XXXXXX", parent ? parent : "/tmp");
        ck_assert_ptr_nonnull(mkdtemp(folder));
        owner = getpid();
        atexit(scratch_remove);
    }
    return folder;
}

char *scratch_path(char path[SCRATCH_PATH], const char *name)
{
    snprintf(path, SCRATCH_PATH, "%s/%s", scratch_folder(), name);
    return path;
}

void scratch_put(const char *path, const void *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, size, file), size);
    ck_assert_int_eq(fclose(file), 0);
}

void scratch_write(char path[SCRATCH_PATH], const char *name, const void *bytes, size_t size)
{
    remove(scratch_path(path, name)); /* ext4 puts a file on the disk at once that was emptied and filled again */
    scratch_put(path, bytes, size);
}

char *scratch_read(const char *name)
{
    char *text = NULL;
    size_t room = 0;
    FILE *file = fopen(IN_SCRATCH(name), "r");
    if (!file || getdelim(&text, &room, '\0', file) < 0) {
        free(text);
        text = strdup("");
    }
    if (file) {
        fclose(file);
    }
    return text;
}

char *scratch_replace(const char *text, const char *old, const char *new)
{
    const char *at = strstr(text, old);
    char *replaced;
    ck_assert_msg(at, "no \"%s\" to replace", old);
    ck_assert_int_ge(asprintf(&replaced, "%.*s%s%s", (int)(at - text), text, new, at + strlen(old)), 0);
    return replaced;
}
