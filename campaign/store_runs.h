/* The rows of a store as report/runs.h has them, for a page. */
#ifndef STORE_RUNS_H
#define STORE_RUNS_H

#include "campaign/criterion.h"
#include "campaign/store.h"
#include "report/runs.h"

/* Takes the rows of an open store that meet `criterion`, all where it is NULL, to *runs; runs->name is left to the
 * caller, and other texts belong to the reader. Errors as those of store_next; on an error there is nothing to clear.
 */
enum status store_runs(struct store_reader *reader, const struct criterion *criterion, struct runs *runs,
                       struct diagnostic *diagnostic);

#endif
