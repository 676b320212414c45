#include "campaign/runner.h"

#include "campaign/processes.h"
#include "campaign/threads.h"

#include <sched.h>
#include <unistd.h>

size_t runner_processors(void)
{
    cpu_set_t allowed;
    if (sched_getaffinity(0, sizeof allowed, &allowed) == 0) {
        return (size_t)CPU_COUNT(&allowed);
    }
    long online = sysconf(_SC_NPROCESSORS_ONLN); /* more processors than a cpu_set_t has room for */
    return online > 0 ? (size_t)online : 1;
}

enum status runner_run(const struct campaign *campaign, struct diagnostic *diagnostic)
{
    size_t wanted = campaign->workers > 0 ? campaign->workers : runner_processors();
    size_t workers = wanted < campaign->points ? wanted : campaign->points;
    struct turns turns;
    if (campaign->points == 0) {
        return STATUS_OK;
    }
    enum status status = turns_begin(&turns, campaign, workers, diagnostic);
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
