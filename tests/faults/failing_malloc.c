#include "tests/faults/failing_malloc.h"

#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <malloc.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* The C library's own, under names that it keeps for replacements like these. */
// NOLINTBEGIN(bugprone-reserved-identifier): these names are the C library's
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);
void *__libc_memalign(size_t alignment, size_t size);
// NOLINTEND(bugprone-reserved-identifier)

static struct failing_malloc *plan;
static int trace_file = -1;

void failing_malloc_arm(struct failing_malloc *given)
{
    if (given && trace_file < 0) {
        void *frame[2];
        trace_file = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 100);
        backtrace(frame, 2); /* its first call allocates */
    }
    plan = given;
}

static void print_trace(void)
{
    enum { FRAMES = 16, OWN = 2 };
    void *frame[FRAMES];
    int frames = backtrace(frame, FRAMES);
    backtrace_symbols_fd(frame + OWN, frames - OWN, trace_file);
}

static bool fails(void)
{
    struct failing_malloc *now = plan;
    if (!now) {
        return false;
    }
    long number = __atomic_add_fetch(&now->count, 1, __ATOMIC_RELAXED);
    if (now->first == 0 || number < now->first || (number > now->first && !now->for_good)) {
        return false;
    }
    if (now->traced && number == now->first) {
        plan = NULL;
        print_trace();
        plan = now;
    }
    errno = ENOMEM;
    return true;
}

void *malloc(size_t size)
{
    return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return fails() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size)
{
    return fails() ? NULL : __libc_realloc(memory, size);
}

void *memalign(size_t alignment, size_t size)
{
    return fails() ? NULL : __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
    return fails() ? NULL : __libc_memalign(alignment, size);
}

int posix_memalign(void **memory, size_t alignment, size_t size)
{
    *memory = fails() ? NULL : __libc_memalign(alignment, size);
    return *memory ? 0 : ENOMEM;
}

/* ---- What would make two runs differ ---- */

/* Time stands still. */
int clock_gettime(clockid_t clock, struct timespec *time)
{
    (void)clock;
    *time = (struct timespec){0};
    return 0;
}

/* Children use no memory. */
pid_t wait4(pid_t child, int *status, int options, struct rusage *usage)
{
    pid_t ended = (pid_t)syscall(SYS_wait4, child, status, options, usage);
    if (usage) {
        usage->ru_maxrss = 0;
    }
    return ended;
}
