/* What the files of a yield share; private to yield*.c. */
#ifndef YIELD_PARTS_H
#define YIELD_PARTS_H

#include "campaign/yield_result.h"

/* Runs the network without any variation, for the values that each cell has, and notes why it does not pass. Errors as
 * those of sweep_rows. */
enum status yield_run_nominal(struct yield *yield, struct diagnostic *diagnostic);

/* The reason that the most chips of a cell have; judge_reasons() where all pass. */
size_t yield_main_reason(const struct yield *yield, const struct yield_cell *cell);

/* "passes", or the first reason why the nominal network of a cell does not. */
const char *yield_nominal_text(const struct yield *yield, const struct yield_cell *cell);

#endif
