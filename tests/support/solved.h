/* Networks through the simplified solver, with trace, measures and report, for tests of what shows them. */
#ifndef SOLVED_H
#define SOLVED_H

#include "netgen/problem.h"
#include "report/comparison.h"
#include "report/diagrams/draw.h"

struct solved {
    struct network *network;
    struct trace *trace;
    struct measures measures;
    struct run_facts facts;
    struct report report;
    struct diagram_run run;
};

/* Solves `network`, which is freed with the rest. Fails the test where that fails. The pointers inside point to
 * *solved.
 */
void solved_make(struct solved *solved, struct network *network);
void solved_clear(struct solved *solved);

/* The measures alone, at `tolerance`; to be cleared. Fails the test where the solver fails. */
struct measures solved_measures(const struct network *network, double tolerance);

/* comparison_take of two runs of walls. */
struct comparison solved_compare(const struct comparison_run *first, const struct comparison_run *second,
                                 double tolerance, double walls);

/* In how many of `trials` networks of 100 neurons, with this bias and as many random patterns, the first pattern is
 * recalled bit for bit from a share `distortion` of wrong bits. The numbers 1, 2, ... of the trials are their seeds. */
int solved_recalls(const struct bias *bias, size_t patterns, double distortion, int trials);

/* The text is well-formed XML; fails the test with the parser's words where it is not. Gives how many elements are
 * called `name`. */
size_t solved_count_elements(const char *text, size_t size, const char *name);

#endif
