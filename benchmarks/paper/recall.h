/* Recall of one random pattern by `n` neurons; of the paper, Sec. IV-B. */
#ifndef RECALL_H
#define RECALL_H

#include "benchmarks/paper/tasks.h"
#include "campaign/trials.h"

#define RECALL_PUBLISHED_TIME 81.2e-9 /* s, mean of 1,000 trials at N = 60. Paper, Sec. IV-B */
#define RECALL_TABLE_I_LOAD 15.89e-9  /* s: Eq. (16) for Table I with Eq. (14) at N = 60 */
enum { RECALL_SEED = 1000000 };

/* `count` trials; `distortion` as in struct recall_task. *measures is to be freed with trials_free. */
enum status recall_measure(const struct bias *bias, size_t n, double distortion, size_t count,
                           struct measures **measures, struct diagnostic *diagnostic);

#endif
