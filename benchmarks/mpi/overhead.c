/* bench-mpi POINTS MICROSECONDS: what a campaign costs besides its points. Each point sleeps for so long, so that many
 * ranks can share a few processors as if each had its own, and rank 0 is what limits them. Prints a row of a table:
 * ranks, points a second, what a point takes, what it costs its worker besides, and the processor time that it costs
 * rank 0. Without mpirun one worker process does the points. */
#include "campaign/ranks.h"
#include "campaign/runner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <time.h>

enum { ROW = 200 }; /* bytes, about those of a sweep's row */

struct work {
    long nanoseconds;
    double seconds; /* of all points */
};

static double now(clockid_t clock)
{
    struct timespec time;
    clock_gettime(clock, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static enum status begin(const void *context, void **worker, struct diagnostic *diagnostic)
{
    (void)context;
    (void)worker;
    (void)diagnostic;
    prctl(PR_SET_TIMERSLACK, 1UL); /* ns; else a sleep lasts up to 50 us longer */
    return STATUS_OK;
}

static enum status run(const void *context, void *worker, size_t point, struct campaign_result *result,
                       struct diagnostic *diagnostic)
{
    const struct work *work = context;
    (void)worker;
    if (work->nanoseconds > 0) {
        clock_nanosleep(CLOCK_MONOTONIC, 0, &(struct timespec){.tv_nsec = work->nanoseconds}, NULL);
    }
    result->size = ROW;
    result->bytes = malloc(ROW);
    if (!result->bytes) {
        return fail_memory(diagnostic);
    }
    memset(result->bytes, (int)(point % 256), ROW);
    return STATUS_OK;
}

static enum status take(void *context, const struct campaign_result *result, struct diagnostic *diagnostic)
{
    struct work *work = context;
    (void)diagnostic;
    work->seconds += result->seconds;
    return STATUS_OK;
}

int main(int argc, char **argv)
{
    struct work work = {.nanoseconds = argc > 2 ? 1000 * atol(argv[2]) : 100000};
    struct campaign campaign = {.points = argc > 1 ? (size_t)atol(argv[1]) : 100000,
                                .workers = 1,
                                .pool = CAMPAIGN_PROCESSES,
                                .begin = begin,
                                .run = run,
                                .take = take,
                                .context = &work};
    const struct ranks_identity identity = {"1", "points that sleep"};
    struct ranks *ranks;
    struct diagnostic why;
    enum status status = ranks_begin(&ranks, &why);
    if (status == STATUS_OK && ranks && ranks->rank > 0) {
        ranks->serve(ranks, &identity, &campaign);
    }
    if (status == STATUS_OK && ranks) {
        status = ranks->meet(ranks, &identity, &why);
    }
    double begun = now(CLOCK_MONOTONIC), cpu = now(CLOCK_PROCESS_CPUTIME_ID);
    if (status == STATUS_OK) {
        status = ranks ? ranks->run(ranks, &campaign, &why) : runner_run(&campaign, &why);
    }
    double wall = now(CLOCK_MONOTONIC) - begun, points = (double)campaign.points;
    cpu = now(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    if (status != STATUS_OK) {
        fprintf(stderr, "overhead: %s\n", why.text);
        return (int)status;
    }
    size_t workers = ranks ? ranks->count - 1 : 1;
    double takes = work.seconds / points;
    printf("| %zu | %.0f | %.0f µs | %.1f µs | %.1f µs |\n", ranks ? ranks->count : 1, points / wall, 1e6 * takes,
           1e6 * ((double)workers * wall / points - takes), 1e6 * cpu / points);
    return 0;
}
