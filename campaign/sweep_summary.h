/* What the rows of a sweep say together. */
#ifndef SWEEP_SUMMARY_H
#define SWEEP_SUMMARY_H

#include "campaign/plan.h"
#include "report/warning_counts.h"

/* A quantity of the runs that converged. */
struct sweep_quantity {
    double sum, least;
};

struct sweep_summary {
    size_t rows, failed, converged;
    struct sweep_quantity time, energy, product; /* s; J; J s: of energy and time of each run */

    /* The combination of values with the least mean product, among those of which all runs converged. */
    bool has_best;
    size_t best_point; /* one of its points */
    size_t best_runs;
    double best_product; /* J s */

    struct warning_counts warnings;
    size_t first_failed; /* point, where one failed */
    struct diagnostic first_error;
};

/* Sums up the store of `plan` at `path`. Errors as those of store_read and store_next. */
enum status sweep_summarize(const struct plan *plan, const char *path, struct sweep_summary *summary,
                            struct diagnostic *diagnostic);

#endif
