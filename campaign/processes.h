/* A pool of processes. */
#ifndef PROCESSES_H
#define PROCESSES_H

#include "campaign/turns.h"

/* Does all points of `turns` in `workers` processes, in fewer where no more can be had. STATUS_SYSTEM, by turns_fail,
 * where none can. */
void processes_run(struct turns *turns, size_t workers);

#endif
