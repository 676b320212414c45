/* What a yield is. */
#ifndef YIELD_RESULT_H
#define YIELD_RESULT_H

#include "campaign/verdict.h"
#include "report/interval.h"

/* Chips that share the values of all varied options. */
struct yield_cell {
    size_t point; /* the first one: it has their values */
    size_t chips, passed;
    struct interval share; /* of those that pass */
    size_t *failed;        /* [judge_reasons()]: chips by reason; a chip may have several */
    uint64_t nominal;      /* why the network without any variation does not pass: bits of reasons, 0: it passes */
};

/* What one sigma does, with the same chip seeds. */
struct yield_sensitivity {
    char option[32]; /* "sigma-rp" */
    double sigma;    /* share */
    size_t alone_passed, others_passed;
    struct interval alone;  /* where it alone varies */
    struct interval others; /* where all but it vary */
};

struct yield {
    const struct sweep *sweep; /* the caller's */
    const struct judge *judge;
    size_t chips, starts, runs;
    size_t there, failed;    /* rows that the store had; runs that failed */
    struct yield_cell *cell; /* [cells]: one for each combination of varied values, in the order of the plan */
    size_t cells;
    struct verdict_count *reason;          /* [judge_reasons()]: chips of all cells, and the first run of them */
    struct yield_sensitivity *sensitivity; /* [sensitivities], in the order of gen's options */
    size_t sensitivities;
    const char *no_sensitivity; /* why there is none, in a sentence; NULL where there is, or where none was asked for */
};

#endif
