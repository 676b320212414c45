/* Runs campaigns on all processors.
 *
 * Whatever the number of workers, `take` gets the same results in the same order. Memory stays bounded: a worker that
 * is far ahead of the result whose turn it is waits for it.
 *
 * A signal that ends the program ends its workers: the system kills the processes when the thread that started them is
 * gone (base/process.h). Nothing is left behind, since files have no names until they are whole (base/output.h). */
#ifndef RUNNER_H
#define RUNNER_H

#include "campaign/campaign.h"

/* Runs all points of `campaign`, or until one ends it. Returns the first error in the order of the points, or that of
 * `take`. STATUS_SYSTEM where memory or processes are short. Where fewer workers can be had than were asked for, they
 * do the same work. A worker process that dies is an error of the point that it was doing, STATUS_SYSTEM, and another
 * takes its place.
 *
 * Processes are forks of the caller's, which should have no thread that holds a lock: they run the campaign's
 * functions, and end without what the caller's own end would do. */
enum status runner_run(const struct campaign *campaign, struct diagnostic *diagnostic);

/* How many processors this process may use, at least 1: those that it is not kept from, and no more than the time that
 * its container has. */
size_t runner_processors(void);

#endif
