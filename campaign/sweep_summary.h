/* What the rows of a sweep say together. */
#ifndef SWEEP_SUMMARY_H
#define SWEEP_SUMMARY_H

#include "campaign/plan.h"
#include "campaign/store_quality.h"
#include "report/interval.h"
#include "report/warning_counts.h"

/* A quantity of the runs that converged. */
struct sweep_quantity {
    double sum, least;
};

/* A combination of values. */
struct sweep_combination {
    size_t point; /* one of its points */
    size_t runs;
    double product;          /* the mean, J s: of energy and time of each run */
    struct interval quality; /* of the answers; NaN where there is no such figure */
};

struct sweep_summary {
    bool varies_technology; /* so that a note stands beside energies */
    size_t rows, failed, converged;
    struct sweep_quantity time, energy, product; /* s; J; J s */

    /* Of the combinations all of whose runs converged and have an answer: the one with the best mean answer where
     * quality.compares, how many have answers that are not worse (report/answers.h), and of these, or of all where
     * answers do not compare, the one with the least mean product. */
    struct store_quality quality; /* the name and the unit; columns 0: there is no such figure */
    bool has_best, has_best_answers;
    size_t combinations, as_good;
    struct sweep_combination best, best_answers;

    struct warning_counts warnings;
    size_t first_failed; /* point, where one failed */
    struct diagnostic first_error;
};

/* Sums up the store of `plan` at `path`. Errors as those of store_read and store_next. */
enum status sweep_summarize(const struct plan *plan, const char *path, struct sweep_summary *summary,
                            struct diagnostic *diagnostic);

#endif
