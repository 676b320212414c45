/* Many runs of one network, from random load states. */
#ifndef STARTS_H
#define STARTS_H

#include "report/measures.h"
#include "solver/solver.h"

#include <stdbool.h>
#include <stddef.h>

/* What is to be run. */
struct starts_plan {
    const struct network *network; /* whose question has an objective; it gets a load phase of
                                      the computed length, Eq. (16) */
    const struct solver_options *options;
    size_t count;       /* starts */
    unsigned long seed; /* that they are drawn with */
    size_t workers;     /* threads; the result does not depend on them */
    /* Told after each run how many are done; may be NULL. It is called by one
     * thread at a time. */
    void (*show)(void *context, size_t done);
    void *context;
};

struct starts {
    size_t count;
    double *objective; /* [count], in the order of the starts */
    bool *rests;       /* [count], whether the run came to rest */
    size_t best;       /* the first with the best objective, of those that rest, or of all
                          where none does */
    size_t converged;  /* how many rest */
    char *start;       /* the best one: n characters and a zero */
};

/* Runs all starts, and measures the best run. STATUS_SYSTEM where memory is
 * short; on an error there is nothing to clear. */
enum status starts_run(const struct starts_plan *plan, struct starts *starts, struct measures *measures,
                       struct diagnostic *diagnostic);
void starts_clear(struct starts *starts);

#endif
