/* The margins of a network as one HTML page, without scripts and without anything to load from elsewhere. */
#ifndef BOUNDS_PAGE_H
#define BOUNDS_PAGE_H

#include "base/status.h"
#include "report/bounds.h"

#include <stdio.h>

/* Writes the page: the interval of each parameter, what limits it, and what made it. It is well-formed XML as well.
 * Errors as those of runs_html. */
enum status bounds_html(const struct bounds *bounds, FILE *out, struct diagnostic *diagnostic);

#endif
