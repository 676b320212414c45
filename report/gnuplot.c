#include "gnuplot.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* What is open while gnuplot runs. */
struct pipes {
    int script;     /* a file in memory, gnuplot's standard input */
    int drawing[2]; /* a pipe from its standard output */
    int complaint;  /* a file in memory, its standard error */
};

static void close_all(struct pipes *p)
{
    const int open[] = {p->script, p->drawing[0], p->drawing[1], p->complaint};
    for (size_t i = 0; i < sizeof open / sizeof *open; i++) {
        if (open[i] >= 0) {
            close(open[i]);
        }
    }
}

static bool write_all(int file, const char *text)
{
    size_t left = strlen(text);
    while (left > 0) {
        ssize_t done = write(file, text, left);
        if (done < 0 && errno != EINTR) {
            return false;
        }
        if (done > 0) {
            text += done;
            left -= (size_t)done;
        }
    }
    return lseek(file, 0, SEEK_SET) == 0;
}

static bool open_all(struct pipes *p, const char *script)
{
    *p = (struct pipes){-1, {-1, -1}, -1};
    p->script = memfd_create("gnuplot script", MFD_CLOEXEC);
    p->complaint = memfd_create("gnuplot errors", MFD_CLOEXEC);
    return p->script >= 0 && p->complaint >= 0 && pipe2(p->drawing, O_CLOEXEC) == 0 && write_all(p->script, script);
}

static int spawn(const struct pipes *p, pid_t *child)
{
    char program[] = "gnuplot", default_settings[] = "-d";
    char *arguments[] = {program, default_settings, NULL};
    posix_spawn_file_actions_t files;
    int error = posix_spawn_file_actions_init(&files);
    if (error) {
        return error;
    }
    posix_spawn_file_actions_adddup2(&files, p->script, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&files, p->drawing[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&files, p->complaint, STDERR_FILENO);
    error = posix_spawnp(child, program, &files, NULL, arguments, environ);
    posix_spawn_file_actions_destroy(&files);
    return error;
}

/* Makes room for a read; false, with nothing freed, where memory is short. */
static bool grow(char **bytes, size_t used, size_t *room)
{
    const size_t first = 1 << 16;
    if (used + 1 < *room) {
        return true;
    }
    size_t more = *room ? 2 * *room : first;
    char *grown = realloc(*bytes, more);
    if (grown) {
        *bytes = grown;
        *room = more;
    }
    return grown != NULL;
}

/* Reads `file` to its end into *bytes, which is to be freed, with a zero behind; false where memory is short. */
static bool read_all(int file, char **bytes, size_t *size)
{
    char *memory = NULL;
    size_t room = 0, used = 0;
    for (;;) {
        if (!grow(&memory, used, &room)) {
            free(memory);
            return false;
        }
        ssize_t got = read(file, memory + used, room - used - 1);
        if (got > 0) {
            used += (size_t)got;
        } else if (got == 0 || errno != EINTR) {
            break;
        }
    }
    memory[used] = '\0';
    *bytes = memory;
    *size = used;
    return true;
}

/* The error for a gnuplot that failed: the last line that it said. */
static enum status complain(int complaint, struct diagnostic *diagnostic)
{
    char *text = NULL;
    size_t size;
    if (lseek(complaint, 0, SEEK_SET) != 0 || !read_all(complaint, &text, &size)) {
        return fail(diagnostic, STATUS_SYSTEM, "error: gnuplot failed");
    }
    while (size > 0 && text[size - 1] == '\n') {
        text[--size] = '\0';
    }
    const char *last = strrchr(text, '\n');
    fail(diagnostic, STATUS_SYSTEM, "error: gnuplot failed: %.200s", last ? last + 1 : text);
    free(text);
    return STATUS_SYSTEM;
}

enum status gnuplot_run(const char *script, char **drawing, size_t *size, struct diagnostic *diagnostic)
{
    struct pipes pipes;
    pid_t child = -1;
    int ended = -1;
    enum status status = STATUS_OK;
    *drawing = NULL;
    *size = 0;
    int error = open_all(&pipes, script) ? spawn(&pipes, &child) : errno;
    if (error) {
        status = fail(diagnostic, STATUS_SYSTEM,
                      "error: cannot run gnuplot, which draws the pictures: %s; Debian has "
                      "it as gnuplot-nox",
                      strerror(error));
    } else {
        close(pipes.drawing[1]);
        pipes.drawing[1] = -1;
        if (!read_all(pipes.drawing[0], drawing, size)) {
            status = fail_memory(diagnostic);
            close(pipes.drawing[0]); /* gnuplot then ends by a broken pipe */
            pipes.drawing[0] = -1;
        }
        while (waitpid(child, &ended, 0) < 0 && errno == EINTR) {
        }
    }
    if (status == STATUS_OK && (ended != 0 || *size == 0)) {
        status = complain(pipes.complaint, diagnostic);
    }
    if (status != STATUS_OK) {
        free(*drawing);
        *drawing = NULL;
    }
    close_all(&pipes);
    return status;
}
