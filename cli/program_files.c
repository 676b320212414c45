#include "cli/program_files.h"
#include "base/input.h"

#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>

static const struct {
    const char *file, *folder; /* seen from the folder of the installed program */
} PLACES[] = {
    [PROGRAM_FILE_HOST] = {"spinfield-ngspice", "../libexec/spinfield"},
    [PROGRAM_FILE_CODE_MODEL] = {"spinfield.cm", "../lib/spinfield"},
    [PROGRAM_FILE_LIBRARY] = {"dwmtj.lib", "../share/spinfield"},
};

/* Writes the folder of the running program to `folder`; false where the system does not tell. */
static bool own_folder(char folder[PATH_MAX])
{
    ssize_t length = readlink("/proc/self/exe", folder, PATH_MAX - 1);
    if (length >= 0) {
        folder[length] = '\0';
    } else { /* no /proc: the path by which the program was started */
        const char *started = (const char *)(uintptr_t)getauxval(AT_EXECFN);
        if (!started || !realpath(started, folder)) {
            return false;
        }
    }
    char *slash = strrchr(folder, '/');
    if (!slash) {
        return false;
    }
    *slash = '\0';
    return true;
}

enum status program_file_find(enum program_file which, char **path, struct diagnostic *diagnostic)
{
    const char *file = PLACES[which].file, *folder = PLACES[which].folder;
    char own[PATH_MAX], resolved[PATH_MAX];
    *path = NULL;
    if (!own_folder(own)) {
        return fail(diagnostic, STATUS_SIMULATOR,
                    "error: cannot find %s: the system does not say where this program is", file);
    }
    const char *const folders[] = {".", folder};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        char *candidate;
        if (asprintf(&candidate, "%s/%s/%s", own, folders[i], file) < 0) {
            return fail_memory(diagnostic);
        }
        bool found = realpath(candidate, resolved) != NULL;
        int reason = errno;
        free(candidate);
        if (!found && reason == ENOMEM) {
            return fail_memory(diagnostic);
        }
        if (found) {
            *path = strdup(resolved);
            return *path ? STATUS_OK : fail_memory(diagnostic);
        }
    }
    return fail(diagnostic, STATUS_SIMULATOR,
                "error: %s is missing: it is neither in %s nor in %s/%s; build or install "
                "Spinfield again",
                file, own, own, folder);
}

enum status program_file_ngspice(const char *path, char **text, struct diagnostic *diagnostic)
{
    static const char WORDS[] = "built for ngspice "; /* models/ngspice/version.c */
    struct input *file = NULL;
    *text = NULL;
    enum status status = input_read(path, &file, diagnostic);
    if (status == STATUS_OK) {
        const char *found = memmem(file->bytes, file->size, WORDS, sizeof WORDS - 1);
        *text = found ? strdup(found) : NULL;
        status = !found
                     ? fail_at(diagnostic, path, 0, "is not Spinfield's code model; build or install Spinfield again")
                 : !*text ? fail_memory(diagnostic)
                          : STATUS_OK;
    }
    input_free(file);
    return status;
}
