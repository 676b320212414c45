#include "output.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct output {
    FILE *stream;
    char *path;
    char *temporary; /* NULL where `path` is written in place */
};

static bool written_in_place(const char *path)
{
    struct stat kind;
    return stat(path, &kind) == 0 && !S_ISREG(kind.st_mode);
}

/* Opens a new file beside `path`, readable as the umask says. */
static FILE *open_temporary(const char *path, char **name)
{
    if (asprintf(name, "%s.XXXXXX", path) < 0) {
        *name = NULL;
        return NULL;
    }
    int file = mkstemp(*name);
    if (file < 0) {
        free(*name);
        *name = NULL;
        return NULL;
    }
    mode_t mask = umask(0);
    umask(mask);
    fchmod(file, 0666 & ~mask);
    return fdopen(file, "wb");
}

enum status output_open(const char *path, struct output **output, struct diagnostic *diagnostic)
{
    *output = NULL;
    struct output *out = calloc(1, sizeof *out);
    if (!out || !(out->path = strdup(path))) {
        output_discard(out);
        return fail_memory(diagnostic);
    }
    out->stream = written_in_place(path) ? fopen(path, "wb") : open_temporary(path, &out->temporary);
    if (!out->stream) {
        int reason = errno;
        output_discard(out);
        return fail_at(diagnostic, path, 0, "cannot write: %s", strerror(reason));
    }
    *output = out;
    return STATUS_OK;
}

FILE *output_stream(struct output *output)
{
    return output->stream;
}

static enum status close_whole(struct output *out, struct diagnostic *diagnostic)
{
    bool lost = ferror(out->stream); /* in an earlier write, whose errno may be gone */
    errno = 0;
    bool bad = fflush(out->stream) != 0;
    int reason = errno;
    if (fclose(out->stream) != 0 && !bad) {
        bad = true;
        reason = errno;
    }
    out->stream = NULL;
    if (bad || lost) {
        return fail(diagnostic, STATUS_SYSTEM, "%s: error: cannot write: %s", out->path,
                    bad ? strerror(reason) : "a part was lost; is the disk full?");
    }
    return STATUS_OK;
}

static enum status put_in_place(struct output *out, struct diagnostic *diagnostic)
{
    if (!out->temporary) {
        return STATUS_OK;
    }
    if (rename(out->temporary, out->path) != 0) {
        return fail(diagnostic, STATUS_SYSTEM, "%s: error: cannot write: %s", out->path, strerror(errno));
    }
    free(out->temporary);
    out->temporary = NULL;
    return STATUS_OK;
}

enum status output_commit(struct output *const outputs[], size_t count, struct diagnostic *diagnostic)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        if (outputs[i]) {
            status = close_whole(outputs[i], diagnostic);
        }
    }
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        if (outputs[i]) {
            status = put_in_place(outputs[i], diagnostic);
        }
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
    if (output->temporary) {
        unlink(output->temporary);
        free(output->temporary);
    }
    free(output->path);
    free(output);
}
