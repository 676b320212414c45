/* A worker computes points of a campaign, one after the other. */
#ifndef WORKER_H
#define WORKER_H

#include "campaign/campaign.h"

/* Begins with only `campaign` set. */
struct worker {
    const struct campaign *campaign;
    bool begun;
    void *own; /* what the campaign's `begin` made */
};

/* Does the point that result->point says, and sets all else of *result. */
void worker_run(struct worker *worker, struct campaign_result *result);

void worker_end(struct worker *worker);

#endif
