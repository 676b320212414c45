/* Max-cut of the ten graphs g05_60; the paper's Table II. */
#ifndef TABLE2_H
#define TABLE2_H

#include "netgen/problem.h"
#include "benchmarks/paper/reference.h"
#include "campaign/trials.h"

/* One run of each graph with all walls at x = 0, or `starts` of each from random starts: run k is of graph k % 10.
 * *measures is to be freed with trials_free. */
enum status table2_measure(const struct reference_graphs *graphs, const struct bias *bias, size_t starts,
                           struct measures **measures, struct diagnostic *diagnostic);

/* The sum of the first ten cuts. */
double table2_sum(const struct measures *measures);

#endif
