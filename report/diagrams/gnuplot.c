#include "report/diagrams/gnuplot.h"

#include "base/descriptor.h"
#include "base/process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
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
    return (p->script = descriptor_of_text("gnuplot script", script)) >= 0 &&
           (p->complaint = memfd_create("gnuplot errors", MFD_CLOEXEC)) >= 0 && pipe2(p->drawing, O_CLOEXEC) == 0;
}

static int start(const struct pipes *p, pid_t *child)
{
    static const char *const ARGUMENTS[] = {"gnuplot", "-d" /* its own settings */, NULL};
    const struct process_job gnuplot = {"gnuplot", ARGUMENTS, NULL, {p->script, p->drawing[1], p->complaint, -1}};
    return process_start(&gnuplot, child);
}

/* The error for a gnuplot that failed: the last line that it said. `ended` is what waitpid gave. */
static enum status complain(int complaint, int ended, struct diagnostic *diagnostic)
{
    char *text = NULL;
    size_t size = 0;
    if (lseek(complaint, 0, SEEK_SET) != 0 || !descriptor_read_all(complaint, SIZE_MAX - 1, &text, &size)) {
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
             size == 0 ? "it gave no message"
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
    if (!descriptor_read_all(pipes->drawing[0], SIZE_MAX - 1, drawing, size)) {
        int reason = errno;
        kill(child, SIGKILL);
        process_wait(child, &ended, NULL);
        return fail(diagnostic, STATUS_SYSTEM, "error: cannot read the drawing from gnuplot: %s", strerror(reason));
    }
    int error = process_wait(child, &ended, NULL);
    if (error) {
        return fail(diagnostic, STATUS_SYSTEM, "error: the exit status of gnuplot is unknown: %s", strerror(error));
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
                      strerror(error), error == ENOENT ? "; on Debian, install gnuplot-nox" : "");
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
