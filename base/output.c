#include "base/output.h"

#include "base/descriptor.h"
#include "base/output_target.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <unistd.h>

struct output {
    FILE *stream;
    char *path; /* as given, for messages; "standard output" where that is meant */
    struct output_target target;
    bool in_place;
    char
        *temporary; /* a name beside the target: of the new file before it is in place, of the old one after; or NULL */
    bool placed;    /* the new file has the target's name */
};

/* ---- Opening ---- */

/* A name in the target's folder that nobody has, to be freed; NULL where memory is short. */
static char *unused_name(const struct output_target *target)
{
    uint64_t random;
    char *name;
    if (getrandom(&random, sizeof random, 0) != sizeof random) {
        random = (uint64_t)(uintptr_t)target ^ (uint64_t)getpid() << 32;
    }
    return asprintf(&name, "%s.spinfield-%016llx", target->folder, (unsigned long long)random) < 0 ? NULL : name;
}

/* Whether a file can be made in the target's folder, by making one; else false with errno. No signal leaves it there.
 */
static bool can_have_files(const struct output_target *target)
{
    sigset_t all, before;
    char *name = unused_name(target);
    if (!name) {
        errno = ENOMEM;
        return false;
    }
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    const int file = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    const int reason = errno;
    if (file >= 0) {
        close(file);
        unlink(name);
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    free(name);
    errno = reason;
    return file >= 0;
}

/* A new file without a name, in the target's folder; where that file system has no such files, in memory. */
static int open_nameless(const struct output_target *target)
{
    const char *folder = *target->folder ? target->folder : ".";
    int file = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0666);
    if (file < 0 && (errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL)) {
        /* a folder that takes no file is an error now, and not after an hour of simulation */
        file = can_have_files(target) ? memfd_create("output", MFD_CLOEXEC) : -1;
    }
    return file;
}

/* Whether `target` may be written, as far as that can be told without opening it; else false with errno. */
static bool is_allowed(const struct output_target *target)
{
    if (target->descriptor >= 0) {
        int access_mode = fcntl(target->descriptor, F_GETFL);
        if (access_mode >= 0 && (access_mode & O_ACCMODE) == O_RDONLY) {
            errno = EBADF;
            return false;
        }
        return access_mode >= 0;
    }
    if (target->exists && S_ISDIR(target->kind.st_mode)) {
        errno = EISDIR;
        return false;
    }
    return !target->exists || access(target->path, W_OK) == 0; /* to replace a protected file is no right either */
}

/* Opens what `out` is written to; -1 with errno. */
static int open_file(struct output *out)
{
    const struct output_target *target = &out->target;
    if (!is_allowed(target)) {
        return -1;
    }
    if (target->descriptor >= 0) {
        fflush(stdout); /* what stands in its buffer comes first */
        return fcntl(target->descriptor, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    }
    if (out->in_place) {
        int file;
        do {
            file = open(target->path, O_WRONLY | O_NOCTTY | O_CLOEXEC);
        } while (file < 0 && errno == EINTR);
        return file;
    }
    return open_nameless(target);
}

/* An output that is not open yet. */
static enum status find_output(const char *path, struct output **output, struct diagnostic *diagnostic)
{
    *output = NULL;
    struct output *out = calloc(1, sizeof *out);
    if (!out || !(out->path = strdup(path))) {
        output_discard(out);
        return fail_memory(diagnostic);
    }
    struct output_target *target = &out->target;
    enum status status = output_target_find(path, target, diagnostic);
    if (status == STATUS_OK && target->descriptor == STDOUT_FILENO) {
        free(out->path);
        out->path = strdup("standard output");
        status = out->path ? STATUS_OK : fail_memory(diagnostic);
    }
    if (status != STATUS_OK) {
        output_discard(out);
        return status;
    }
    out->in_place = target->descriptor >= 0 || (target->exists && !S_ISREG(target->kind.st_mode));
    *output = out;
    return STATUS_OK;
}

static enum status fail_open(const struct output *out, struct diagnostic *diagnostic)
{
    return fail_errno(diagnostic, out->path, "cannot write", errno);
}

enum status output_open(const char *path, struct output **output, struct diagnostic *diagnostic)
{
    enum status status = find_output(path, output, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    struct output *out = *output;
    int file = open_file(out);
    out->stream = file < 0 ? NULL : fdopen(file, "wb");
    if (!out->stream) {
        status = fail_open(out, diagnostic);
        if (file >= 0) {
            close(file);
        }
        output_discard(out);
        *output = NULL;
    }
    return status;
}

/* Whether what goes to one would be lost in the other. /dev/null takes all. */
static bool collide(const struct output_target *a, const struct output_target *b)
{
    return output_target_same(a, b) && !(a->exists && S_ISCHR(a->kind.st_mode));
}

/* Two outputs for one file: the second would replace the first in silence. */
static enum status check_distinct(struct output *const outputs[], size_t count, struct diagnostic *diagnostic)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; outputs[i] && j < i; j++) {
            if (outputs[j] && collide(&outputs[i]->target, &outputs[j]->target)) {
                return fail_at(diagnostic, outputs[i]->path, 0, "two outputs would go to this file; give each its own");
            }
        }
    }
    return STATUS_OK;
}

/* What is written in place is not opened for a look: a pipe would wait for its reader, who would then see its end. */
static enum status check_one(const struct output *out, struct diagnostic *diagnostic)
{
    if (!is_allowed(&out->target)) {
        return fail_open(out, diagnostic);
    }
    if (!out->in_place) {
        int file = open_nameless(&out->target);
        if (file < 0) {
            return fail_open(out, diagnostic);
        }
        close(file);
    }
    return STATUS_OK;
}

enum status output_check(const char *const paths[], size_t count, struct diagnostic *diagnostic)
{
    // NOLINTNEXTLINE(bugprone-sizeof-expression): an array of pointers is what is wanted
    struct output **outputs = calloc(count ? count : 1, sizeof *outputs);
    enum status status = outputs ? STATUS_OK : fail_memory(diagnostic);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        status = paths[i] ? find_output(paths[i], &outputs[i], diagnostic) : STATUS_OK;
        if (status == STATUS_OK && paths[i]) {
            status = check_one(outputs[i], diagnostic);
        }
    }
    if (status == STATUS_OK) {
        status = check_distinct(outputs, count, diagnostic);
    }
    for (size_t i = 0; outputs && i < count; i++) {
        output_discard(outputs[i]);
    }
    free(outputs);
    return status;
}

/* STATUS_INPUT where one of the paths leads to `target`. */
static enum status spare_all(const char *const paths[], size_t count, const struct output_target *target,
                             struct diagnostic *diagnostic)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        struct output_target written;
        if (!paths[i]) {
            continue;
        }
        status = output_target_find(paths[i], &written, diagnostic);
        if (status == STATUS_OK && collide(&written, target)) {
            status = fail_at(diagnostic, paths[i], 0,
                             "this output would replace a file that the command reads; expected another name");
        }
        output_target_clear(&written);
    }
    return status;
}

enum status output_spare(const char *const paths[], size_t count, const char *const kept[], size_t kept_count,
                         struct diagnostic *diagnostic)
{
    enum status status = STATUS_OK;
    for (size_t k = 0; k < kept_count && status == STATUS_OK; k++) {
        struct output_target target;
        if (!kept[k]) {
            continue;
        }
        status = output_target_find(kept[k], &target, diagnostic);
        if (status == STATUS_OK) {
            status = spare_all(paths, count, &target, diagnostic);
        } else if (status == STATUS_INPUT) { /* whoever reads it says so in words that fit */
            status = STATUS_OK;
        }
        output_target_clear(&target);
    }
    return status;
}

FILE *output_stream(struct output *output)
{
    return output->stream;
}

bool output_is_stdout(const char *path)
{
    struct output_target target;
    struct diagnostic ignored; /* output_open reports it */
    bool is = output_target_find(path, &target, &ignored) == STATUS_OK && target.descriptor == STDOUT_FILENO;
    output_target_clear(&target);
    return is;
}

/* ---- Writing out ---- */

static enum status fail_write(const struct output *out, int reason, struct diagnostic *diagnostic)
{
    fail_errno(diagnostic, out->path, "cannot write", reason);
    return STATUS_SYSTEM; /* what was opened was named rightly */
}

/* What could be done to a file, or a file system that has no such thing. */
static bool synced(int result)
{
    return result == 0 || errno == EINVAL || errno == ENOTSUP || errno == EROFS;
}

/* Sends all that was written on its way; the file of one in place is closed. */
static enum status flush_whole(struct output *out, struct diagnostic *diagnostic)
{
    bool lost = ferror(out->stream); /* in an earlier write, whose errno may be gone */
    errno = 0;
    bool bad = fflush(out->stream) != 0;
    if (!bad && !lost && !out->in_place) {
        bad = !synced(fsync(fileno(out->stream)));
    }
    int reason = errno;
    if (out->in_place) {
        bool closed = fclose(out->stream) == 0;
        out->stream = NULL;
        if (!closed && !bad) {
            bad = true;
            reason = errno;
        }
    }
    if (!bad && lost) {
        return fail(diagnostic, STATUS_SYSTEM, "%s: error: cannot write: a part was lost; is the disk full?",
                    out->path);
    }
    return bad ? fail_write(out, reason, diagnostic) : STATUS_OK;
}

/* The new file gets the permissions of the one that it replaces and, where we may, its owner. */
static void keep_rights(const struct output *out, int file)
{
    const struct stat *kind = &out->target.kind;
    if (out->target.exists) {
        if (fchown(file, kind->st_uid, kind->st_gid) != 0) {
            errno = 0; /* only root may give files away; whoever could write the folder has always owned the new file */
        }
        fchmod(file, kind->st_mode & 0777);
    }
}

/* ---- Names ---- */

/* Copies the nameless file to a new file `name`, where it cannot get a name itself; 0 or an error number. */
static int copy_to(const struct output *out, const char *name)
{
    int from = fileno(out->stream), to = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (to < 0) {
        return errno;
    }
    static const size_t AT_ONCE = 1 << 16;
    char *bytes = malloc(AT_ONCE);
    bool whole = bytes != NULL;
    ssize_t got = 0;
    for (off_t at = 0; whole && (got = pread(from, bytes, AT_ONCE, at)) > 0; at += got) {
        whole = descriptor_write(to, bytes, (size_t)got);
    }
    keep_rights(out, to);
    whole = whole && got == 0 && synced(fsync(to));
    int reason = whole ? 0 : errno;
    free(bytes);
    close(to);
    if (reason) {
        unlink(name);
    }
    return reason;
}

/* Gives the nameless file the name `name`, which nobody may have; 0 or an error number. */
static int give_name(const struct output *out, const char *name)
{
    char self[64];
    snprintf(self, sizeof self, "/proc/self/fd/%d", fileno(out->stream));
    if (linkat(AT_FDCWD, self, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0) {
        return 0;
    }
    return errno == EEXIST ? EEXIST : copy_to(out, name);
}

/* Puts the new file, which has the temporary name, in the place of an older one, which has that name then. */
static int exchange(struct output *out)
{
    if (renameat2(AT_FDCWD, out->temporary, AT_FDCWD, out->target.path, RENAME_EXCHANGE) == 0) {
        out->placed = true;
        return 0;
    }
    if (errno != EINVAL && errno != ENOSYS) {
        return errno;
    }
    char *aside = unused_name(&out->target); /* a file system that cannot exchange: in two steps */
    if (!aside || rename(out->target.path, aside) != 0) {
        int reason = aside ? errno : ENOMEM;
        free(aside);
        return reason;
    }
    if (rename(out->temporary, out->target.path) != 0) {
        int reason = errno;
        rename(aside, out->target.path);
        free(aside);
        return reason;
    }
    free(out->temporary);
    out->temporary = aside;
    out->placed = true;
    return 0;
}

/* Puts one output in place. Of the last nothing needs to be kept: one rename is enough. */
static int place(struct output *out, bool last)
{
    keep_rights(out, fileno(out->stream));
    int reason = out->target.exists ? EEXIST : give_name(out, out->target.path);
    if (reason != EEXIST) {
        out->placed = reason == 0;
        return reason;
    }
    for (int i = 0; reason == EEXIST && i < 100; i++) {
        free(out->temporary);
        out->temporary = unused_name(&out->target);
        reason = out->temporary ? give_name(out, out->temporary) : ENOMEM;
    }
    if (reason) {
        free(out->temporary); /* not ours */
        out->temporary = NULL;
        return reason;
    }
    if (!last) {
        return exchange(out);
    }
    if (rename(out->temporary, out->target.path) != 0) {
        return errno;
    }
    free(out->temporary);
    out->temporary = NULL;
    out->placed = true;
    return 0;
}

static void take_back(struct output *out)
{
    if (out->placed && out->temporary) {
        rename(out->temporary, out->target.path);
        free(out->temporary);
        out->temporary = NULL;
    } else if (out->placed) {
        unlink(out->target.path);
    }
    out->placed = false;
}

/* ---- Committing ---- */

static bool is_file(const struct output *out)
{
    return out && !out->in_place;
}

/* After a power loss a new name may be gone, until the folder is on the disk as well. */
static enum status sync_folder(const struct output *out, struct diagnostic *diagnostic)
{
    int folder = open(*out->target.folder ? out->target.folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool done = folder < 0 ? errno == EACCES : synced(fsync(folder)); /* a folder may be writable and not readable */
    int reason = errno;
    if (folder >= 0) {
        close(folder);
    }
    return done ? STATUS_OK
                : fail(diagnostic, STATUS_SYSTEM, "%s: error: written, but the disk did not confirm it: %s", out->path,
                       strerror(reason));
}

static enum status place_all(struct output *const outputs[], size_t count, struct diagnostic *diagnostic)
{
    size_t last = count;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < count; i++) {
        last = is_file(outputs[i]) ? i : last;
    }
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        int reason = is_file(outputs[i]) ? place(outputs[i], i == last) : 0;
        status = reason ? fail_write(outputs[i], reason, diagnostic) : STATUS_OK;
    }
    for (size_t i = count; i-- > 0 && status != STATUS_OK;) {
        if (is_file(outputs[i])) {
            take_back(outputs[i]);
        }
    }
    for (size_t i = 0; i < count; i++) { /* old files, or new ones that got no place */
        if (outputs[i] && outputs[i]->temporary && unlink(outputs[i]->temporary) != 0 && status == STATUS_OK) {
            status =
                fail(diagnostic, STATUS_SYSTEM, "%s: error: written, but the old file cannot be removed, it is %s: %s",
                     outputs[i]->path, outputs[i]->temporary, strerror(errno));
        }
    }
    return status;
}

enum status output_commit(struct output *const outputs[], size_t count, struct diagnostic *diagnostic)
{
    sigset_t all, before;
    enum status status = check_distinct(outputs, count, diagnostic);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        status = outputs[i] ? flush_whole(outputs[i], diagnostic) : STATUS_OK;
    }
    if (status == STATUS_OK) {
        sigfillset(&all);
        pthread_sigmask(SIG_BLOCK, &all, &before); /* names that nobody knows must not stay */
        status = place_all(outputs, count, diagnostic);
        pthread_sigmask(SIG_SETMASK, &before, NULL);
    }
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        status = is_file(outputs[i]) ? sync_folder(outputs[i], diagnostic) : STATUS_OK;
    }
    for (size_t i = 0; i < count; i++) {
        output_discard(outputs[i]);
    }
    return status;
}

void output_discard(struct output *output)
{
    if (!output) {
        return;
    }
    if (output->stream) {
        fclose(output->stream);
    }
    free(output->temporary);
    free(output->path);
    output_target_clear(&output->target);
    free(output);
}
