/* The yield of a network's chips as its page shows it. Plain numbers and texts, whoever made them; the texts belong to
 * the caller. */
#ifndef REPORT_CHIPS_H
#define REPORT_CHIPS_H

#include "report/interval.h"
#include "report/origin.h"
#include "report/runs.h"

/* Chips that share the values of all varied options. */
struct chips_cell {
    size_t chips, passed;
    struct interval share;
    const char *nominal; /* "passes", or why the network without any variation does not */
    bool nominal_passes;
    const char *reason; /* that most chips have; NULL: all pass */
    size_t reason_chips;
};

/* Why chips fail. */
struct chips_reason {
    const char *text; /* "does not converge" */
    size_t chips;
    size_t chip_seed, start_seed; /* of the first one */
    const char *error;            /* the first line of a run that failed; NULL: none */
};

/* Yields with the same chip seeds. */
struct chips_sensitivity {
    const char *option;
    double sigma;           /* share */
    struct interval alone;  /* where it alone varies */
    struct interval others; /* where all but it vary */
};

struct chips {
    struct origin origin;
    size_t chips, starts; /* chips of each combination or case */
    size_t runs, failed;  /* runs in all, and those with an error */

    struct runs_option *option; /* [options] that vary */
    size_t options;
    size_t *level;           /* [cells][options] */
    struct chips_cell *cell; /* [cells], those of the first option vary slowest */
    size_t cells;

    struct chips_reason *reason; /* [reasons] that chips of all cells have */
    size_t reasons;
    struct chips_sensitivity *sensitivity; /* [sensitivities] */
    size_t sensitivities;
    const char *no_sensitivity; /* why there is none; NULL where there is */
};

/* The yield of all cells with equal levels of the options by[count], that of their chips together. */
struct chips_pool {
    size_t first; /* one of its cells, for the levels */
    size_t chips, passed;
    struct interval share;
};

/* Pools the cells, in order of levels, to *pool[*pools], to be freed. STATUS_SYSTEM where memory is short. */
enum status chips_pool(const struct chips *chips, const size_t *by, size_t count, struct chips_pool **pool,
                       size_t *pools, struct diagnostic *diagnostic);

#endif
