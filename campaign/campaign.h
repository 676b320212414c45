/* A campaign: many runs that do not depend on each other. Its points are numbers from 0; the caller decides what a
 * point is (network, seeds, engine) and what its result is. campaign/runner.h runs it. */
#ifndef CAMPAIGN_H
#define CAMPAIGN_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

/* The result of a point: bytes without pointers, so that they can come from another process, and be kept. */
struct campaign_result {
    size_t point;
    enum status status;
    struct diagnostic why; /* where status is not STATUS_OK */
    double seconds;        /* that its run took; 0 where it did not end */
    size_t size;
    void *bytes; /* [size], NULL where it failed */
};

/* Threads share memory: for the solver. Processes share nothing, so that one that crashes costs its point alone. */
enum campaign_pool { CAMPAIGN_THREADS, CAMPAIGN_PROCESSES };

struct campaign {
    size_t points;
    size_t workers; /* 0: runner_processors() */
    enum campaign_pool pool;
    bool ends_at_error; /* the first error, in the order of the points, is the last result that is taken */

    /* What a worker needs for all of its points, such as a solver: made before its first one, by itself, into *worker.
     * Both may be NULL. An error is that of the point which the worker was to do; it tries again with the next one. */
    enum status (*begin)(const void *context, void **worker, struct diagnostic *diagnostic);
    void (*end)(void *worker); /* takes NULL */

    /* Does `point`: sets result->bytes, allocated with malloc, and result->size. Several workers call it at once, once
     * for each point, so it changes nothing but `worker` and `result`. What it gives may depend on the point alone. */
    enum status (*run)(const void *context, void *worker, size_t point, struct campaign_result *result,
                       struct diagnostic *diagnostic);

    /* Takes the results, those that failed too, in the order of the points and as soon as each one's turn comes; the
     * bytes are freed afterwards. Calls do not overlap, but may come from different threads. An error ends the
     * campaign: it is how a full disk or an interrupt does that. */
    enum status (*take)(void *context, const struct campaign_result *result, struct diagnostic *diagnostic);

    /* The number by which other ranks (campaign/ranks.h) know `point`, where that is another one. May be NULL. */
    size_t (*number)(const void *context, size_t point);

    void *context;
};

#endif
