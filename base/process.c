#include "base/process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* ---- In the child: nothing here may take memory or a lock, since another thread of the parent may have held it ----
 */

static _Noreturn void tell_and_end(int report)
{
    int reason = errno;
    ssize_t written;
    do {
        written = write(report, &reason, sizeof reason);
    } while (written < 0 && errno == EINTR);
    _exit(127);
}

static void reset_signals(void)
{
    static const int IGNORED[] = {SIGXFSZ, SIGPIPE, SIGCHLD}; /* perhaps, and an ignored signal is inherited */
    struct sigaction standard = {.sa_handler = SIG_DFL};
    sigset_t none;
    for (size_t i = 0; i < sizeof IGNORED / sizeof *IGNORED; i++) {
        sigaction(IGNORED[i], &standard, NULL);
    }
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

/* Puts the files in their places. They are moved out of the way first, since one may stand in the place of another. */
static void place_files(const int files[PROCESS_FILES], int report)
{
    int moved[PROCESS_FILES];
    for (int i = 0; i < PROCESS_FILES; i++) {
        int file = files[i];
        if (file < 0 && i <= STDERR_FILENO) {
            file = open("/dev/null", O_RDWR | O_CLOEXEC);
        }
        moved[i] = file < 0 ? -1 : fcntl(file, F_DUPFD_CLOEXEC, PROCESS_FILES);
        if (moved[i] < 0 && (file >= 0 || i <= STDERR_FILENO)) {
            tell_and_end(report);
        }
    }
    for (int i = 0; i < PROCESS_FILES; i++) {
        if (moved[i] >= 0 && dup2(moved[i], i) < 0) {
            tell_and_end(report);
        }
    }
}

static _Noreturn void become(const struct process_job *job, pid_t parent, int report)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) { /* it ended before the line above */
        _exit(127);
    }
    report = fcntl(report, F_DUPFD_CLOEXEC, PROCESS_FILES);
    place_files(job->files, report);
    reset_signals();
    char *const *environment = job->environment ? (char *const *)(uintptr_t)job->environment : environ;
    execvpe(job->program, (char *const *)(uintptr_t)job->arguments, environment); /* which writes to none of them */
    tell_and_end(report);
}

/* ---- In the parent ---- */

/* The error number that the child reports; 0 where it became the program, which closes the pipe. */
static int read_report(int pipe)
{
    int reason = 0;
    ssize_t got;
    do {
        got = read(pipe, &reason, sizeof reason);
    } while (got < 0 && errno == EINTR);
    return got < 0 ? errno : got == sizeof reason ? reason : 0;
}

int process_start(const struct process_job *job, pid_t *pid)
{
    int report[2], unused;
    sigset_t all, before;
    if (pipe2(report, O_CLOEXEC) != 0) {
        return errno;
    }
    pid_t parent = getpid();
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before); /* a handler of ours must not run in the child */
    *pid = _Fork(); /* without the handlers that libraries have for it: the child uses none of them */
    if (*pid == 0) {
        become(job, parent, report[1]);
    }
    int reason = errno;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    close(report[1]);
    if (*pid > 0) {
        reason = read_report(report[0]);
        if (reason) {
            kill(*pid, SIGKILL); /* where the report itself failed it may be alive */
            process_wait(*pid, &unused, NULL);
        }
    }
    close(report[0]);
    return reason;
}

int process_wait(pid_t pid, int *how, struct rusage *usage)
{
    pid_t ended;
    do {
        ended = wait4(pid, how, 0, usage);
    } while (ended < 0 && errno == EINTR);
    return ended < 0 ? errno : 0;
}
