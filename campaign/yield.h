/* Yield: how many chips work, and why the others do not. A sweep over the seeds of chips, judged. */
#ifndef YIELD_H
#define YIELD_H

#include "campaign/verdict.h"
#include "report/interval.h"

#include <stdio.h>

struct document;

/* Chips that share the values of all varied options. */
struct yield_cell {
    size_t point; /* the first one: it has their values */
    size_t chips, passed;
    struct interval share; /* of those that pass */
    size_t *failed;        /* [judge_reasons()]: chips by reason; a chip may have several */
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
};

/* Adds to the empty plan of `sweep` the cases that show what each sigma of the recipe does, where it has two or more.
 * STATUS_SYSTEM where memory is short. */
enum status yield_add_cases(const struct sweep *sweep, struct diagnostic *diagnostic);

/* STATUS_INPUT where nothing differs between chips of the sweep: neither has its recipe a sigma, nor is one varied. */
enum status yield_check(const struct sweep *sweep, struct diagnostic *diagnostic);

/* Runs the sweep, as sweep_rows does, and judges it. Its plan varies the seeds of chips. On an error there is nothing
 * to clear. */
enum status yield_run(const struct sweep *sweep, const char *path, const struct judge *judge, struct yield *yield,
                      struct diagnostic *diagnostic);
void yield_clear(struct yield *yield); /* takes a zeroed one */

/* Writes it for people, `name` being that of the network; and adds it to a document. STATUS_SYSTEM where memory is
 * short; errors of the stream or of the document stay there. */
enum status yield_write(const struct yield *yield, const char *name, FILE *out, struct diagnostic *diagnostic);
enum status yield_add(const struct yield *yield, const char *name, struct document *document,
                      struct diagnostic *diagnostic);

#endif
