/* The solver's runs in the report's terms: measures, and a table of the walls over time. */
#ifndef ANSWER_H
#define ANSWER_H

#include "report/comparison.h"
#include "report/measures.h"
#include "solver/solver.h"
#include "report/table.h"
#include "report/trace.h"

#include <stdbool.h>

/* Runs `network` from its own start and measures the run. `facts`, which may be NULL, gets the solver's counts.
 * STATUS_SYSTEM where memory is short; then there is nothing to clear. */
enum status answer_measures(const struct network *network, const struct solver_options *options,
                            struct measures *measures, struct solver_result *facts, struct diagnostic *diagnostic);

/* The same, and every step as a row of *table, with the columns that trace_from_table looks for. The table is
 * the caller's. */
enum status answer_table(const struct network *network, const struct solver_options *options, struct table **table,
                         struct measures *measures, struct solver_result *facts, struct diagnostic *diagnostic);

/* A run that another engine is compared with: finer than by default, and its walls are given at steps of at most 0.1
 * ns, in which none goes further than 1 nm. */
struct answer_reference {
    struct table *table; /* that the trace is of */
    struct trace *trace;
    struct measures measures;
};

/* Makes it; *reference is zeroed first, and to be cleared also after an error. */
enum status answer_reference(const struct network *network, struct answer_reference *reference,
                             struct diagnostic *diagnostic);
void answer_reference_clear(struct answer_reference *reference);

/* Sets comparison->sensitive: whether the solver, with slightly other steps than those of `reference`, disagrees with
 * that by what *comparison allows. Then the network makes the least error large, and no engine can say where it ends.
 */
enum status answer_is_sensitive(const struct network *network, const struct answer_reference *reference,
                                struct comparison *comparison, struct diagnostic *diagnostic);

/* Runs from many starts. */
struct answer_starts {
    size_t count;
    double *cut;      /* [count], in the order of the starts */
    bool *rests;      /* [count], whether the run came to rest */
    size_t best;      /* the first with the greatest cut, of those that rest, or of all where none does */
    size_t converged; /* how many rest */
    char *start;      /* the best one: n characters and a zero */
};

/* Told after each run how many are done; may be NULL. It is called by one thread at a time. */
struct answer_progress {
    void (*show)(void *context, size_t done);
    void *context;
};

/* Runs a max-cut network from `count` random load states, drawn with `seed`, on `threads` threads; the result does not
 * depend on `threads`. Measures the best run. The network gets a load phase of the computed length, Eq. (16).
 * STATUS_SYSTEM where memory or threads are short. */
enum status answer_starts(const struct network *network, const struct solver_options *options, size_t count,
                          unsigned long seed, size_t threads, const struct answer_progress *progress,
                          struct answer_starts *starts, struct measures *measures, struct diagnostic *diagnostic);
void answer_starts_clear(struct answer_starts *starts);

#endif
