/* What a row of a store says of its run, for summaries and pages. */
#ifndef STORE_RUN_H
#define STORE_RUN_H

#include "campaign/store_quality.h"

/* The columns that are looked at. */
struct store_run_columns {
    size_t point, outcome, error, converged, time, energy, warnings;
    struct store_quality quality;
};
struct store_run_columns store_run_columns(const struct store_reader *reader);

struct store_run {
    size_t point;
    bool failed, converged;
    const char *error;    /* "" where it is done; these texts last until the next row */
    const char *warnings; /* kinds, separated by blanks */
    bool no_answer;       /* one of these says so: warning_no_answer */
    double time, energy;  /* s, J; NaN where there is none */
    double quality;       /* of the answer, in its unit; NaN where there is none */
};

/* That of the row at the reader. */
struct store_run store_run(const struct store_reader *reader, const struct store_run_columns *columns);

#endif
