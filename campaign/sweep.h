/* Sweeps: the networks of a plan, each made by one recipe with some options changed, run by an engine, into a store.
 *
 * A row of the store is what 'spinfield gen' with these options and then 'spinfield solve' or 'run' give. Rows depend
 * on plan, recipe and engine alone: neither on the number of workers, nor on how often the sweep was stopped. */
#ifndef SWEEP_H
#define SWEEP_H

#include "campaign/sweep_plan.h"

struct sweep_counts {
    size_t points; /* of this shard */
    size_t there;  /* rows that the store had */
    size_t failed; /* rows with an error that were added */
};

/* Runs the points that the store at `path` has no row for. A point whose options cannot be (STATUS_INPUT) is a row with
 * its error. One that fails otherwise, as when a process crashes, is tried once more after the others, and is then a
 * row with its error. Only rank 0 returns. Errors as those of ranks->meet, store_open, store_put and store_close;
 * STATUS_SYSTEM where memory or processes are short. All rows that were written are kept. */
enum status sweep_run(const struct sweep *sweep, const char *path, struct sweep_counts *counts,
                      struct diagnostic *diagnostic);

/* Runs what is missing in the store at `path`, and hands all of its rows to `sink`; where `path` is NULL runs all
 * points and keeps nothing. Rows come one at a time and not always in order, since a point that failed is tried again.
 * Errors as those of sweep_run and store_read. */
enum status sweep_rows(const struct sweep *sweep, const char *path, sweep_sink sink, void *context,
                       struct sweep_counts *counts, struct diagnostic *diagnostic);

/* What a sweep will take, from some of its points, spread over the plan. */
struct sweep_estimate {
    size_t points; /* of this shard */
    size_t tried, failed;
    double seconds;        /* to run them all */
    double memory;         /* bytes */
    struct diagnostic why; /* where a point failed */
};

/* Runs a few points, one after the other, and writes nothing. */
struct sweep_estimate sweep_estimate(const struct sweep *sweep);

#endif
