/* Programs that run beside this one and end with it. */
#ifndef PROCESS_H
#define PROCESS_H

#include <sys/resource.h>
#include <sys/types.h>

enum { PROCESS_FILES = 4 };

struct process_job {
    const char *program;            /* a path, or a name to be found in PATH */
    const char *const *arguments;   /* ends with NULL; the first is the program's name */
    const char *const *environment; /* ends with NULL; NULL: ours */
    int files[PROCESS_FILES];       /* our descriptors that become its 0, 1, 2, 3; -1: /dev/null, for 3: none */
};

/* Starts `job`, with all signals as a program expects them. The system kills it when the thread that started it ends,
 * so that it never outlives this program. Returns 0 and *pid, or the error number of what failed: no process (EAGAIN,
 * ENOMEM), no such program (ENOENT), and so on. */
int process_start(const struct process_job *job, pid_t *pid);

/* Waits for its end: *how is what waitpid gives, *usage (may be NULL) what it took. Returns 0 or an error number:
 * ECHILD where this program ignores SIGCHLD, so that nobody can know how it ended. */
int process_wait(pid_t pid, int *how, struct rusage *usage);

#endif
