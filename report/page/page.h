/* The report of a run as one HTML page, without scripts and without anything to load from elsewhere. */
#ifndef REPORT_PAGE_H
#define REPORT_PAGE_H

#include "report/comparison.h"
#include "report/diagrams/diagram.h"

struct html_report {
    const char *name;                    /* of the network */
    struct diagram_run run;              /* run.second goes with the comparison */
    const struct comparison *comparison; /* with a second engine, the simplified solver; NULL where there is none */
};

/* Writes the page: convergence, result, time, power and energy, checks; the diagrams, and tables behind them. It
 * is well-formed XML as well. Errors as those of diagram_draw; those of writing are left to the stream. */
enum status report_html(const struct html_report *page, FILE *out, struct diagnostic *diagnostic);

#endif
