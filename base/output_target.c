#include "base/output_target.h"

#include "base/number.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { GREATEST_LINKS = 40 }; /* as the system's own limit */

/* The descriptor that `path` names; -1 where it is none. */
static int descriptor_of(const char *path)
{
    static const struct {
        const char *path;
        int descriptor;
    } NAMED[] = {{"-", STDOUT_FILENO}, {"/dev/stdout", STDOUT_FILENO}, {"/dev/stderr", STDERR_FILENO}};
    static const char *const FOLDERS[] = {"/dev/fd/", "/proc/self/fd/"};
    long descriptor = -1;
    for (size_t i = 0; i < sizeof NAMED / sizeof *NAMED; i++) {
        if (strcmp(path, NAMED[i].path) == 0) {
            return NAMED[i].descriptor;
        }
    }
    for (size_t i = 0; i < sizeof FOLDERS / sizeof *FOLDERS; i++) {
        size_t length = strlen(FOLDERS[i]);
        if (strncmp(path, FOLDERS[i], length) == 0 && integer_parse(path + length, 0, INT_MAX, &descriptor)) {
            return (int)descriptor;
        }
    }
    return -1;
}

/* The part of `path` up to and with its last slash, to be freed; NULL where memory is short. */
static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return strndup(path, slash ? (size_t)(slash - path) + 1 : 0);
}

/* Puts what the link *path leads to in its place; false where it is no link. *path is NULL after an error, with errno.
 */
static bool follow_once(char **path)
{
    char text[PATH_MAX], *folder = NULL, *next = NULL;
    ssize_t length = readlink(*path, text, sizeof text - 1);
    if (length < 0 && (errno == EINVAL || errno == ENOENT)) {
        return false;
    }
    if (length >= 0) {
        text[length] = '\0';
        folder = text[0] == '/' ? strdup("") : folder_of(*path);
        if (!folder || asprintf(&next, "%s%s", folder, text) < 0) {
            next = NULL;
            errno = ENOMEM;
        }
    }
    int reason = errno;
    free(folder);
    free(*path);
    *path = next;
    errno = reason;
    return true;
}

enum status output_target_find(const char *path, struct output_target *target, struct diagnostic *diagnostic)
{
    *target = (struct output_target){.descriptor = descriptor_of(path)};
    if (!*path) { /* which would be taken for a new file in this folder, until it gets its name */
        return fail(diagnostic, STATUS_INPUT, "error: the name of an output is empty; expected a file or -");
    }
    if (target->descriptor >= 0) {
        return STATUS_OK;
    }
    /* The system may forbid to follow a link that somebody else put into a public folder: ask it first. */
    target->exists = stat(path, &target->kind) == 0;
    if (!target->exists && errno != ENOENT) {
        return fail_errno(diagnostic, path, "cannot write", errno);
    }
    char *at = strdup(path);
    errno = ENOMEM;
    for (int i = 0; at && i < GREATEST_LINKS && follow_once(&at); i++) {
        if (at && (target->descriptor = descriptor_of(at)) >= 0) {
            free(at);
            return STATUS_OK;
        }
    }
    if (at) {
        target->path = at;
        target->folder = folder_of(at);
        errno = ENOMEM;
    }
    if (!target->folder) {
        return fail_errno(diagnostic, path, "cannot write", errno);
    }
    return STATUS_OK;
}

void output_target_clear(struct output_target *target)
{
    free(target->path);
    free(target->folder);
}

bool output_target_same(const struct output_target *a, const struct output_target *b)
{
    struct stat here, there;
    if (a->descriptor >= 0 || b->descriptor >= 0) {
        return a->descriptor == b->descriptor;
    }
    if (a->exists && b->exists) {
        return a->kind.st_dev == b->kind.st_dev && a->kind.st_ino == b->kind.st_ino;
    }
    return stat(*a->folder ? a->folder : ".", &here) == 0 && stat(*b->folder ? b->folder : ".", &there) == 0 &&
           here.st_dev == there.st_dev && here.st_ino == there.st_ino &&
           strcmp(a->path + strlen(a->folder), b->path + strlen(b->folder)) == 0;
}
