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

/* Finds out for the report of a run that did not converge, with these options, which neurons still move: sets
 * measures->unrest. It runs the network again, so that other runs need not be watched. STATUS_SYSTEM where memory is
 * short; then *measures is cleared. */
enum status answer_unrest(const struct network *network, const struct solver_options *options,
                          struct measures *measures, struct diagnostic *diagnostic);

/* Finds out for the report of a run about probabilities, of a network with too many states to enumerate, whether its
 * errors are to be trusted: sets `apart` of measures->distribution from four runs of a quarter of its length, each from
 * a random state and with other noise. Does nothing for other networks. STATUS_SYSTEM where memory is short; then
 * *measures is cleared. */
enum status answer_chains(const struct network *network, const struct solver_options *options,
                          struct measures *measures, struct diagnostic *diagnostic);

/* Makes `network`, one of p-bits, that of run `k` of these, and writes its start to start[n + 1]. Its noise has a seed
 * of its own, so that runs are independent even where their starts are equal. */
void answer_chain(struct network *network, size_t k, char *start);

/* As answer_measures, and every step as a row of *table, with the columns of report/trace_table.h. The table is the
 * caller's. */
enum status answer_table(const struct network *network, const struct solver_options *options, struct table **table,
                         struct measures *measures, struct solver_result *facts, struct diagnostic *diagnostic);

/* The table of a run in steps so short that a drawing with straight lines between them is true; `end` is its time to
 * solution, s. On an error *table is NULL. */
enum status answer_drawing(const struct network *network, const struct solver_options *options, double end,
                           struct table **table, struct diagnostic *diagnostic);

/* A run that another engine is compared with: finer than by default, and its walls are given at steps of at most 0.1
 * ns, in which none goes further than 1 nm. */
static const double ANSWER_REFERENCE_TOLERANCE = 1e-5;
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

#endif
