#include "campaign/worker.h"

#include <stdlib.h>
#include <time.h>

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

void worker_run(struct worker *worker, struct campaign_result *result)
{
    const struct campaign *campaign = worker->campaign;
    *result = (struct campaign_result){.point = result->point, .status = STATUS_OK};
    if (!worker->begun && campaign->begin) {
        result->status = campaign->begin(campaign->context, &worker->own, &result->why);
    }
    worker->begun = result->status == STATUS_OK;
    if (worker->begun) {
        double begun = now();
        result->status = campaign->run(campaign->context, worker->own, result->point, result, &result->why);
        result->seconds = now() - begun;
    }
    if (result->status != STATUS_OK) {
        free(result->bytes);
        result->bytes = NULL;
        result->size = 0;
    }
}

void worker_end(struct worker *worker)
{
    if (worker->begun && worker->campaign->end) {
        worker->campaign->end(worker->own);
    }
}
