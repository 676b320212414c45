/* Trials: networks that differ in their seeds, each run and measured. */
#ifndef TRIALS_H
#define TRIALS_H

#include "campaign/engine.h"

#include <gsl/gsl_rng.h>

/* What one trial is, as a value: equal trials give equal measures, in whatever
 * thread or process. */
struct trial {
    /* Makes the network of trial `number`. Several threads call it at once; it
     * may change nothing but `random`, which is new and has the trial's seed. */
    enum status (*make)(const void *task, size_t number, gsl_rng *random, struct network **network,
                        struct diagnostic *diagnostic);
    const void *task;
    size_t number;
    unsigned long seed;
    struct engine engine;
};

/* Makes its network. On an error *network is NULL. */
enum status trial_network(const struct trial *trial, struct network **network, struct diagnostic *diagnostic);

/* Runs and measures it. Errors as those of `make` and of engine_measure; then
 * there is nothing to clear. */
enum status trial_measure(const struct trial *trial, struct measures *measures, struct diagnostic *diagnostic);

/* The trials that follow the first one: each has the next number and the next
 * seed. */
struct trials {
    size_t count;
    struct trial first;
    size_t workers; /* 0: all processors */
};

/* Runs and measures all of them: the solver in threads, ngspice in processes.
 * Returns the first error, in the order of the trials; then *measures is NULL.
 */
enum status trials_run(const struct trials *trials, struct measures **measures, struct diagnostic *diagnostic);
void trials_free(struct measures *measures, size_t count); /* takes NULL */

#endif
