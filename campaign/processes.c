#include "campaign/processes.h"

#include "campaign/child.h"
#include "campaign/wire.h"

#include <poll.h>
#include <stdlib.h>

/* A worker process, and the point that it does. */
struct place {
    bool busy;
    size_t point;
};

struct pool {
    struct turns *turns;
    size_t count;
    struct child *child;    /* [count] */
    struct place *place;    /* [count], of each child */
    struct pollfd *awaited; /* [count] */
    bool holds;             /* a point that no worker has yet: */
    size_t point;
    struct diagnostic no_one; /* why the last attempt to start a worker failed */
};

/* Takes what a worker sends, which may be a part of a result. */
static void hear(struct pool *pool, size_t which)
{
    struct child *child = &pool->child[which];
    struct campaign_result result = {.point = pool->place[which].point};
    size_t size;
    const void *bytes = NULL;
    bool gone = !child_read(child);
    if (gone) {
        child_bury(child, &result);
    } else if ((bytes = child_next(child, &size)) != NULL) {
        wire_read(bytes, &result);
    }
    if (gone || bytes) {
        pool->place[which].busy = false;
        turns_put(pool->turns, &result);
    }
}

/* Gives the held point to a worker: one that is missing, or died since its last result, is started. */
static bool give(struct pool *pool, size_t which)
{
    struct child *child = &pool->child[which];
    bool given = child_give(child, pool->point);
    if (!given) {
        child_end(child, false);
        given = child_start(pool->child, pool->count, which, pool->turns->campaign, &pool->no_one) == STATUS_OK &&
                child_give(child, pool->point);
    }
    pool->place[which] = (struct place){given, pool->point};
    return given;
}

/* Gives points to all workers that have none, and counts those that have. */
static size_t give_points(struct pool *pool)
{
    size_t busy = 0;
    for (size_t i = 0; i < pool->count; i++) {
        if (!pool->place[i].busy && (pool->holds || (pool->holds = turns_try(pool->turns, &pool->point)))) {
            pool->holds = !give(pool, i);
        }
        busy += pool->place[i].busy;
    }
    return busy;
}

static void wait_for_results(struct pool *pool)
{
    for (size_t i = 0; i < pool->count; i++) {
        pool->awaited[i] = (struct pollfd){.fd = pool->place[i].busy ? pool->child[i].socket : -1, .events = POLLIN};
    }
    int ready = poll(pool->awaited, pool->count, -1);
    for (size_t i = 0; ready > 0 && i < pool->count; i++) {
        if (pool->awaited[i].revents) {
            hear(pool, i);
        }
    }
}

void processes_run(struct turns *turns, size_t workers)
{
    struct pool pool = {.turns = turns, .count = workers};
    pool.child = calloc(workers, sizeof *pool.child);
    pool.place = calloc(workers, sizeof *pool.place);
    pool.awaited = calloc(workers, sizeof *pool.awaited);
    if (!pool.child || !pool.place || !pool.awaited) {
        pool.count = 0;
        fail_memory(&pool.no_one);
    }
    for (size_t i = 0; i < pool.count; i++) {
        pool.child[i].socket = -1;
    }
    while (!turns_over(turns) && give_points(&pool) > 0) {
        wait_for_results(&pool);
    }
    if (!turns_over(turns)) { /* and yet nobody does anything */
        turns_fail(turns, STATUS_SYSTEM, &pool.no_one);
    }
    for (size_t i = 0; i < pool.count; i++) {
        child_end(&pool.child[i], pool.place[i].busy); /* with a point that counts no more */
    }
    free(pool.child);
    free(pool.place);
    free(pool.awaited);
}
