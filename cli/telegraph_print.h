/* What `gen telegraph` prints and writes of a run. */
#ifndef TELEGRAPH_PRINT_H
#define TELEGRAPH_PRINT_H

#include "base/status.h"
#include "solver/ensemble_run.h"

#include <stdio.h>

/* As text; `name` is that of the deck, NULL where there is none. */
void telegraph_print_text(const char *name, const struct ensemble *ensemble, const struct ensemble_result *result);

enum status telegraph_print_json(const char *name, const struct ensemble *ensemble,
                                 const struct ensemble_result *result, struct diagnostic *diagnostic);

/* The table of dwells. Errors of `out` are its owner's. */
void telegraph_write_dwells(const struct ensemble_dwells *dwells, FILE *out);

#endif
