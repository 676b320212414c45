#include "benchmarks/paper/pool.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

enum { GREATEST_THREADS = 64 };

/* Shared by the threads. */
struct work {
    const struct pool *pool;
    atomic_size_t next;
    pthread_mutex_t lock; /* of what follows */
    size_t failed;        /* the lowest number of a job that failed */
    enum status status;
    struct diagnostic diagnostic;
};

static void note_failure(struct work *work, size_t k, enum status status, const struct diagnostic *diagnostic)
{
    pthread_mutex_lock(&work->lock);
    if (work->status == STATUS_OK || k < work->failed) {
        work->failed = k;
        work->status = status;
        work->diagnostic = *diagnostic;
    }
    pthread_mutex_unlock(&work->lock);
}

static void *do_jobs(void *argument)
{
    struct work *work = argument;
    const struct pool *pool = work->pool;
    size_t k;
    while ((k = atomic_fetch_add(&work->next, 1)) < pool->count) {
        struct diagnostic diagnostic;
        enum status status = pool->job(pool->context, k, &diagnostic);
        if (status != STATUS_OK) {
            note_failure(work, k, status, &diagnostic);
            atomic_store(&work->next, pool->count);
        }
    }
    return NULL;
}

enum status pool_run(const struct pool *pool, struct diagnostic *diagnostic)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    size_t threads = pool->threads > 0 ? pool->threads : cores > 0 ? (size_t)cores : 1, started = 0;
    struct work work = {.pool = pool, .status = STATUS_OK};
    pthread_t thread[GREATEST_THREADS];
    pthread_mutex_init(&work.lock, NULL);
    while (started + 1 < threads && started < GREATEST_THREADS &&
           pthread_create(&thread[started], NULL, do_jobs, &work) == 0) {
        started++;
    }
    do_jobs(&work); /* this thread takes its share too, and does all where no other can be started */
    for (size_t i = 0; i < started; i++) {
        pthread_join(thread[i], NULL);
    }
    pthread_mutex_destroy(&work.lock);
    if (work.status != STATUS_OK) {
        *diagnostic = work.diagnostic;
    }
    return work.status;
}
