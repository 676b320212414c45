#include "campaign/threads.h"

#include "campaign/worker.h"

#include <stdlib.h>

static void *work(void *context)
{
    struct turns *turns = context;
    const struct campaign *campaign = turns->campaign;
    struct worker worker = {.campaign = campaign};
    struct campaign_result result;
    while (turns_next(turns, &result.point)) {
        worker_run(&worker, &result);
        turns_put(turns, &result);
    }
    worker_end(&worker);
    return NULL;
}

void threads_run(struct turns *turns, size_t workers)
{
    pthread_t *thread = calloc(workers, sizeof *thread);
    size_t others = 0;
    while (thread && others + 1 < workers && pthread_create(&thread[others], NULL, work, turns) == 0) {
        others++;
    }
    work(turns);
    for (size_t i = 0; i < others; i++) {
        pthread_join(thread[i], NULL);
    }
    free(thread);
}
