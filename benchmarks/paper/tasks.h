/* The networks of the publication's tasks, as struct trial makes them: each `make` takes the task below it. */
#ifndef TASKS_H
#define TASKS_H

#include "netgen/readers/graph.h"
#include "netgen/problem.h"

/* As the published solver had it: the tracks of the axons count in V_DW, Eq. (15), and the edges of the junction are at
 * 45 and 55 % of the track. Else the device of Table I. */
struct bias tasks_published_bias(void);

/* Recall of random patterns. */
struct recall_task {
    size_t n, patterns; /* 1 to TASKS_PATTERNS */
    double distortion;  /* share of the first pattern's bits that the start has flipped; negative: a random start */
    struct bias bias;
};
enum { TASKS_PATTERNS = 8 };
enum status tasks_recall(const void *recall_task, size_t k, gsl_rng *random, struct network **network,
                         struct diagnostic *diagnostic);

/* Recall of given patterns: from `start[k]`, or where that is NULL from pattern `which` or, as often, its inverse,
 * distorted. */
struct picture_task {
    char *const *pattern;
    size_t patterns, which, columns;
    double distortion;
    const char *const *start;
    struct bias bias;
};
enum status tasks_picture(const void *picture_task, size_t k, gsl_rng *random, struct network **network,
                          struct diagnostic *diagnostic);

/* Max-cut: trial k is about graph k % graphs, with all walls at x = 0, or loaded with a random start. */
struct cut_task {
    struct graph *const *graph;
    size_t graphs;
    bool random_starts;
    struct bias bias;
};
enum status tasks_cut(const void *cut_task, size_t k, gsl_rng *random, struct network **network,
                      struct diagnostic *diagnostic);

#endif
