#include "campaign/runner.h"

#include "campaign/processes.h"
#include "campaign/threads.h"

#include <sched.h>
#include <stdio.h>
#include <unistd.h>

/* The processors that a container may use, as a share of time that is rounded up; `all` where it may use all. */
static long quota(long all)
{
    long time, period, processors = all;
    FILE *file = fopen("/sys/fs/cgroup/cpu.max", "re"); /* "200000 100000", or "max 100000" */
    if (file && fscanf(file, "%ld %ld", &time, &period) == 2 && time > 0 && period > 0) {
        processors = (time - 1) / period + 1;
    }
    if (file) {
        fclose(file);
    }
    return processors < all ? processors : all;
}

size_t runner_processors(void)
{
    cpu_set_t allowed;
    /* the second where there are more processors than a cpu_set_t has room for */
    long processors =
        sched_getaffinity(0, sizeof allowed, &allowed) == 0 ? CPU_COUNT(&allowed) : sysconf(_SC_NPROCESSORS_ONLN);
    return processors > 1 ? (size_t)quota(processors) : 1;
}

enum status runner_run(const struct campaign *campaign, struct diagnostic *diagnostic)
{
    size_t wanted = campaign->workers > 0 ? campaign->workers : runner_processors();
    size_t workers = wanted < campaign->points ? wanted : campaign->points;
    const size_t ahead = 8; /* points a worker: enough that one long run does not stop the others soon */
    struct turns turns;
    if (campaign->points == 0) {
        return STATUS_OK;
    }
    enum status status = turns_begin(&turns, campaign, ahead * workers, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    if (campaign->pool == CAMPAIGN_PROCESSES) {
        processes_run(&turns, workers);
    } else {
        threads_run(&turns, workers);
    }
    return turns_end(&turns, diagnostic);
}
