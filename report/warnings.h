/* What weakens the answer of a run. Every report has it, whatever else is asked for. */
#ifndef WARNINGS_H
#define WARNINGS_H

#include "base/document.h"
#include "report/report.h"
#include "netgen/rules.h"

#include <stdbool.h>

struct warning {
    const char *kind; /* a word for programs; docs/formats.md lists them */
    bool said;        /* other lines of a report for people say so already */
    char text[300];   /* for people: one line that begins with a small letter */
};

enum { WARNINGS = RULES + 11 };

struct warnings {
    size_t count;
    struct warning warning[WARNINGS];
};

/* What stands before a run: the design rules that `network` breaks, and noise. */
void warnings_of_network(const struct network *network, struct warnings *warnings);

/* These, and what the run itself shows. */
void warnings_of_report(const struct report *report, struct warnings *warnings);

/* Adds the list "warnings" of objects with "kind" and "text" to `document`, where errors stay. */
void warnings_add(const struct warnings *warnings, struct document *document);

#endif
