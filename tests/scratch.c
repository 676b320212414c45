#include "scratch.h"

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

static void remove_folder(void)
{
    if (owner == getpid()) {
        nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    }
}

void scratch_path(char path[SCRATCH_PATH], const char *name)
{
    if (owner != getpid()) {
        const char *parent = getenv("TMPDIR");
        snprintf(folder, sizeof folder, "%s/spinfield-test-XXXXXX", parent ? parent : "/tmp");
        ck_assert_ptr_nonnull(mkdtemp(folder));
        owner = getpid();
        atexit(remove_folder);
    }
    snprintf(path, SCRATCH_PATH, "%s/%s", folder, name);
}

void scratch_write(char path[SCRATCH_PATH], const char *name, const void *bytes, size_t size)
{
    scratch_path(path, name);
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, size, file), size);
    ck_assert_int_eq(fclose(file), 0);
}

char *scratch_replace(const char *text, const char *old, const char *new)
{
    const char *at = strstr(text, old);
    char *replaced;
    ck_assert_msg(at, "no \"%s\" to replace", old);
    ck_assert_int_ge(asprintf(&replaced, "%.*s%s%s", (int)(at - text), text, new, at + strlen(old)), 0);
    return replaced;
}
