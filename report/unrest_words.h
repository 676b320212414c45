/* What a report says of a run that did not come to rest. */
#ifndef UNREST_WORDS_H
#define UNREST_WORDS_H

#include "base/document.h"
#include "report/report.h"
#include "netgen/warning.h"

/* Which neurons still move and how, what drives them, and what to change: up to four warnings. None where the run
 * converged or ended in the load phase. */
void unrest_warn(const struct report *report, struct warnings *warnings);

/* The same as the object "unrest" of `document`, where errors stay. */
void unrest_add(const struct report *report, struct document *document);

#endif
