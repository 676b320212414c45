/* Reasons to doubt the answer of a run. Every report contains them, whatever its options. */
#ifndef WARNINGS_H
#define WARNINGS_H

#include "base/document.h"
#include "report/report.h"
#include "netgen/warning.h"

/* What stands before a run: the design rules that `network` breaks, and noise. */
void warnings_of_network(const struct network *network, struct warnings *warnings);

/* These, and what the run itself shows. */
void warnings_of_report(const struct report *report, struct warnings *warnings);

/* Adds the list "warnings" of objects with "kind" and "text" to `document`, where errors stay. */
void warnings_add(const struct warnings *warnings, struct document *document);

#endif
