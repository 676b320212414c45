/* The yield of a network's chips as one HTML page, without scripts and without anything to load from elsewhere. */
#ifndef CHIPS_PAGE_H
#define CHIPS_PAGE_H

#include "report/chips.h"

#include <stdio.h>

/* Writes the page: the yield, why chips fail, what each sigma does, and what made it. It is well-formed XML as well.
 * Errors as those of runs_html. */
enum status chips_html(const struct chips *chips, FILE *out, struct diagnostic *diagnostic);

#endif
