#include "report/diagrams/gnuplot.h"

#include "base/descriptor.h"
#include "base/process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

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

static bool open_all(struct pipes *p, const char *script)
{
    *p = (struct pipes){-1, {-1, -1}, -1};
    p->script = memfd_create("gnuplot script", MFD_CLOEXEC);
    p->complaint = memfd_create("gnuplot errors", MFD_CLOEXEC);
    return p->script >= 0 && p->complaint >= 0 && pipe2(p->drawing, O_CLOEXEC) == 0 &&
           descriptor_write(p->script, script, strlen(script)) && lseek(p->script, 0, SEEK_SET) == 0;
}

static int start(const struct pipes *p, pid_t *child)
{
    static const char *const ARGUMENTS[] = {"gnuplot", "-d" /* its own settings */, NULL};
    const struct process_job gnuplot = {"gnuplot", ARGUMENTS, NULL, NULL, {p->script, p->drawing[1], p->complaint, -1}};
    return process_start(&gnuplot, child);
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

/* Reads `file` to its end into *bytes, which is to be freed, with a zero behind; false with errno. */
static bool read_all(int file, char **bytes, size_t *size)
{
    char *memory = NULL;
    size_t room = 0, used = 0;
    for (;;) {
        ssize_t got = grow(&memory, used, &room) ? read(file, memory + used, room - used - 1) : -1;
        if (got < 0 && errno != EINTR) {
            int reason = errno;
            free(memory);
            errno = reason;
            return false;
        }
        if (got == 0) {
            break;
        }
        used += got > 0 ? (size_t)got : 0;
    }
    memory[used] = '\0';
    *bytes = memory;
    *size = used;
    return true;
}

/* The error for a gnuplot that failed: the last line that it said. `ended` is what waitpid gave. */
static enum status complain(int complaint, int ended, struct diagnostic *diagnostic)
{
    char *text = NULL;
    size_t size = 0;
    if (lseek(complaint, 0, SEEK_SET) != 0 || !read_all(complaint, &text, &size)) {
        return fail(diagnostic, STATUS_SYSTEM, "error: gnuplot failed");
    }
    while (size > 0 && text[size - 1] == '\n') {
        text[--size] = '\0';
    }
    const char *last = strrchr(text, '\n');
    if (WIFSIGNALED(ended)) {
        fail(diagnostic, STATUS_SYSTEM, "error: gnuplot was ended by signal %d (%s)", WTERMSIG(ended),
             strsignal(WTERMSIG(ended)));
    } else {
        fail(diagnostic, STATUS_SYSTEM, "error: gnuplot failed: %.200s",
             size == 0 ? "it said nothing"
             : last    ? last + 1
                       : text);
    }
    free(text);
    return STATUS_SYSTEM;
}

/* Takes the drawing of a gnuplot that runs, and waits for its end. */
static enum status take_drawing(struct pipes *pipes, pid_t child, char **drawing, size_t *size,
                                struct diagnostic *diagnostic)
{
    int ended = -1;
    close(pipes->drawing[1]);
    pipes->drawing[1] = -1;
    if (!read_all(pipes->drawing[0], drawing, size)) {
        int reason = errno;
        kill(child, SIGKILL);
        process_wait(child, &ended, NULL);
        return fail(diagnostic, STATUS_SYSTEM, "error: cannot read what gnuplot draws: %s", strerror(reason));
    }
    int error = process_wait(child, &ended, NULL);
    if (error) {
        return fail(diagnostic, STATUS_SYSTEM, "error: gnuplot ended, and how is not known: %s", strerror(error));
    }
    return ended != 0 || *size == 0 ? complain(pipes->complaint, ended, diagnostic) : STATUS_OK;
}

enum status gnuplot_run(const char *script, char **drawing, size_t *size, struct diagnostic *diagnostic)
{
    struct pipes pipes;
    pid_t child = -1;
    enum status status = STATUS_OK;
    *drawing = NULL;
    *size = 0;
    int error = open_all(&pipes, script) ? start(&pipes, &child) : errno;
    if (error) {
        status = fail(diagnostic, STATUS_SYSTEM, "error: cannot run gnuplot, which draws the pictures: %s%s",
                      strerror(error), error == ENOENT ? "; Debian has it as gnuplot-nox" : "");
    } else {
        status = take_drawing(&pipes, child, drawing, size, diagnostic);
    }
    if (status != STATUS_OK) {
        free(*drawing);
        *drawing = NULL;
    }
    close_all(&pipes);
    return status;
}
