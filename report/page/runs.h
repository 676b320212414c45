/* The runs of a campaign as one HTML page, without scripts and without anything to load from elsewhere. */
#ifndef RUNS_PAGE_H
#define RUNS_PAGE_H

#include "report/runs.h"

#include <stdio.h>

/* Writes the page: what was run, pictures of time and energy over what varies, and tables. It is well-formed XML as
 * well. STATUS_SYSTEM where memory is short, or gnuplot is missing or fails; errors of writing are left to the stream.
 */
enum status runs_html(const struct runs *runs, FILE *out, struct diagnostic *diagnostic);

#endif
