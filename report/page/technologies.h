/* The same problem with each technology as one HTML page, without scripts and without anything to load from elsewhere.
 */
#ifndef TECHNOLOGIES_PAGE_H
#define TECHNOLOGIES_PAGE_H

#include "base/status.h"
#include "report/origin.h"
#include "report/technology_scores.h"

#include <stdio.h>

/* Writes the page: what is right and how often each technology is, what that costs, what is not counted, and what made
 * it. It is well-formed XML as well. Errors as those of runs_html. */
enum status technologies_html(const struct technology_scores *scores, const struct origin *origin, FILE *out,
                              struct diagnostic *diagnostic);

#endif
