/* Jobs on all cores. */
#ifndef POOL_H
#define POOL_H

#include "base/status.h"

#include <stddef.h>

struct pool {
    size_t count;   /* jobs */
    size_t threads; /* 0: one for each core */
    /* Does job `k`. It is called from several threads, with each `k` once. */
    enum status (*job)(void *context, size_t k, struct diagnostic *diagnostic);
    void *context;
};

/* Does all jobs, in about their order. Where jobs fail the rest may be left undone, and it tells of the lowest number
 * that it came across. */
enum status pool_run(const struct pool *pool, struct diagnostic *diagnostic);

#endif
