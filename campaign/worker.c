#include "campaign/worker.h"

#include <stdlib.h>

void worker_run(struct worker *worker, struct campaign_result *result)
{
    const struct campaign *campaign = worker->campaign;
    *result = (struct campaign_result){.point = result->point, .status = STATUS_OK};
    if (!worker->begun && campaign->begin) {
        result->status = campaign->begin(campaign->context, &worker->own, &result->why);
    }
    worker->begun = result->status == STATUS_OK;
    if (worker->begun) {
        result->status = campaign->run(campaign->context, worker->own, result->point, result, &result->why);
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
