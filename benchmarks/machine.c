#include "benchmarks/machine.h"

#include "base/input.h"
#include "netgen/problem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

enum { CHASED_BYTES = 64 << 20, HUGE_PAGE = 2 << 20, LINE = 64, LOADS = 4000000 };

#if defined __clang__ || !defined __GNUC__
static const char COMPILER[] = __VERSION__;
#else
static const char COMPILER[] = "gcc " __VERSION__;
#endif

static void read_processor(char *name, size_t size)
{
    char line[256];
    FILE *file = fopen("/proc/cpuinfo", "r");
    snprintf(name, size, "unknown");
    while (file && fgets(line, sizeof line, file)) {
        char *colon = strchr(line, ':');
        if (colon && strncmp(line, "model name", strlen("model name")) == 0) {
            snprintf(name, size, "%s", colon + 1 + strspn(colon + 1, " \t"));
            name[strcspn(name, "\n")] = '\0';
            break;
        }
    }
    if (file) {
        fclose(file);
    }
}

struct machine machine_describe(void)
{
    struct machine machine = {.cores = sysconf(_SC_NPROCESSORS_ONLN)};
    struct utsname system;
    read_processor(machine.processor, sizeof machine.processor);
    if (uname(&system) == 0) { /* the number without what a distributor adds */
        snprintf(machine.kernel, sizeof machine.kernel, "%.30s %.*s", system.sysname,
                 (int)strcspn(system.release, "-+"), system.release);
    }
    snprintf(machine.compiler, sizeof machine.compiler, "%s", COMPILER);
    return machine;
}

/* A node of the chain fills a cache line. */
struct link {
    _Alignas(LINE) struct link *next;
};

/* Ties `count` links into one random cycle: Sattolo's shuffle. */
static void tie(struct link *links, size_t count, gsl_rng *random)
{
    for (size_t i = 0; i < count; i++) {
        links[i].next = &links[i];
    }
    for (size_t i = count - 1; i > 0; i--) {
        size_t j = gsl_rng_uniform_int(random, i);
        struct link *next = links[i].next;
        links[i].next = links[j].next;
        links[j].next = next;
    }
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

enum status machine_memory_latency(double *nanoseconds, struct diagnostic *diagnostic)
{
    struct link *links = aligned_alloc(HUGE_PAGE, CHASED_BYTES);
    gsl_rng *random = problem_random(0);
    if (!links || !random) {
        free(links);
        gsl_rng_free(random);
        return fail_memory(diagnostic);
    }
    madvise(links, CHASED_BYTES, MADV_HUGEPAGE); /* as the host's memory; small pages do too */
    tie(links, CHASED_BYTES / sizeof *links, random);
    const struct link *at = links;
    double start = now();
    for (long i = 0; i < LOADS; i++) {
        at = at->next;
    }
    const struct link *volatile last = at; /* volatile: else nobody would need the loop */
    (void)last;
    *nanoseconds = 1e9 * (now() - start) / LOADS;
    gsl_rng_free(random);
    free(links);
    return STATUS_OK;
}

static double clock_time(clockid_t clock)
{
    struct timespec time;
    clock_gettime(clock, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

double machine_processor_time(void)
{
    return clock_time(CLOCK_PROCESS_CPUTIME_ID);
}

double machine_children_time(void)
{
    struct rusage usage;
    getrusage(RUSAGE_CHILDREN, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           1e-6 * (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

double machine_real_time(void)
{
    return clock_time(CLOCK_MONOTONIC);
}
