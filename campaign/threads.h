/* A pool of threads. */
#ifndef THREADS_H
#define THREADS_H

#include "campaign/turns.h"

/* Does all points of `turns` on `workers` threads, of which the caller's is one. Where fewer can be started they do
 * all.
 */
void threads_run(struct turns *turns, size_t workers);

#endif
