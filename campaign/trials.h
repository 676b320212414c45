/* Many seeded trials, with the simplified solver or another engine, on all cores. What a trial gives depends on its
 * seed alone, and not on the number of threads. */
#ifndef TRIALS_H
#define TRIALS_H

#include "report/measures.h"
#include "netgen/network.h"

#include <gsl/gsl_rng.h>

struct trials {
    size_t count;
    unsigned long seed; /* of trial 0; trial k has seed + k */
    double tolerance;   /* of the solver */
    size_t threads;     /* 0: one for each core */
    /* Makes the network of trial `k`. It is called from several threads and may change nothing but `random`. */
    enum status (*make)(const void *task, size_t k, gsl_rng *random, struct network **network,
                        struct diagnostic *diagnostic);
    const void *task;
};

/* Runs all trials and measures them. Where trials fail it tells of the first of them that it came across. On an error
 * *measures is NULL. */
enum status trials_run(const struct trials *trials, struct measures **measures, struct diagnostic *diagnostic);

/* An engine: runs `network` and measures it. It is called from several threads. */
typedef enum status trials_engine(const void *context, const struct network *network, struct measures *measures,
                                  struct diagnostic *diagnostic);

/* The same with another engine, which gets `context`; the trials' tolerance says nothing. */
enum status trials_run_on(trials_engine *engine, const void *context, const struct trials *trials,
                          struct measures **measures, struct diagnostic *diagnostic);
void trials_free(struct measures *measures, size_t count); /* takes NULL */

/* The network of trial `k` alone. On an error *network is NULL. */
enum status trials_network(const struct trials *trials, size_t k, struct network **network,
                           struct diagnostic *diagnostic);

/* How a quantity scatters. */
struct summary {
    size_t count;
    double mean, error; /* error: the mean's standard error; NaN for a single value */
    double median, least, greatest;
};

/* Sums up `count` values (at least one) that stand `stride` doubles apart. */
struct summary trials_summarize(const double *value, size_t stride, size_t count);

/* The same of a field of struct measures. */
#define TRIALS_SUMMARY(measures, field, count)                                                                         \
    trials_summarize(&(measures)->field, sizeof *(measures) / sizeof(double), (count))

/* Half the width of the 95 % confidence interval of a mean: Student's factor times the standard error. */
double trials_half_width(const struct summary *summary);

/* How many runs did not converge. */
size_t trials_unsolved(const struct measures *measures, size_t count);

#endif
