#include "tests/qa/guard.h"

#include <errno.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

static int remove_one(const char *path, const struct stat *kind, int type, struct FTW *place)
{
    (void)kind;
    (void)type;
    (void)place;
    return remove(path);
}

static void remove_folder(const char *folder)
{
    nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* The signals that end the program and are not ignored, as nohup does with SIGHUP. */
static void choose_signals(sigset_t *set)
{
    static const int ENDING[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    sigemptyset(set);
    for (size_t i = 0; i < sizeof ENDING / sizeof *ENDING; i++) {
        struct sigaction now;
        if (sigaction(ENDING[i], NULL, &now) == 0 && now.sa_handler != SIG_IGN) {
            sigaddset(set, ENDING[i]);
        }
    }
}

/* Waits until `child` ends, or another of the signals `awaited` than SIGCHLD comes; all are blocked. Returns the signal
 * by which this process must end, or 0 and the exit code in *code. */
static int wait_for_end(pid_t child, const sigset_t *awaited, int *code)
{
    for (;;) {
        int how, signal = sigwaitinfo(awaited, NULL);
        if (signal > 0 && signal != SIGCHLD) {
            return signal;
        }
        if (waitpid(child, &how, WNOHANG) == child) {
            *code = WIFEXITED(how) ? WEXITSTATUS(how) : STATUS_SYSTEM;
            return WIFSIGNALED(how) ? WTERMSIG(how) : 0;
        }
    }
}

/* In the parent. Its own copy of what the streams hold is not written: the child has it. */
static _Noreturn void guard(pid_t child, const char *folder, const sigset_t *ending, const sigset_t *before)
{
    int code = STATUS_SYSTEM;
    sigset_t awaited = *ending;
    sigaddset(&awaited, SIGCHLD);
    int signal = wait_for_end(child, &awaited, &code);
    kill(child, SIGKILL); /* and the system kills ngspice with it */
    while (wait(NULL) > 0 || errno == EINTR) {
    }
    remove_folder(folder);
    if (signal) {
        struct sigaction standard = {.sa_handler = SIG_DFL};
        sigaction(signal, &standard, NULL);
        raise(signal);
    }
    sigprocmask(SIG_SETMASK, before, NULL);
    _exit(signal ? 128 + signal : code);
}

enum status guard_folder(char *folder, struct diagnostic *diagnostic)
{
    sigset_t ending, blocked, before;
    struct sigaction standard = {.sa_handler = SIG_DFL};
    choose_signals(&ending);
    blocked = ending;
    sigaddset(&blocked, SIGCHLD);
    sigaction(SIGCHLD, &standard, NULL); /* ignored, nobody could know how a child ended */
    fflush(NULL);
    sigprocmask(SIG_BLOCK, &blocked, &before);
    prctl(PR_SET_CHILD_SUBREAPER, 1); /* so that ngspice, too, can be waited for */
    enum status status = STATUS_OK;
    const pid_t parent = getpid();
    if (!mkdtemp(folder)) {
        status = fail(diagnostic, STATUS_SYSTEM, "%s: error: no folder for decks: %s", folder, strerror(errno));
        sigprocmask(SIG_SETMASK, &before, NULL);
        return status;
    }
    pid_t child = fork();
    if (child > 0) {
        guard(child, folder, &ending, &before);
    }
    if (child < 0) {
        status = fail(diagnostic, STATUS_SYSTEM, "error: no process for the suite: %s", strerror(errno));
        remove_folder(folder);
    } else {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parent) {
            _exit(STATUS_SYSTEM);
        }
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
    return status;
}
