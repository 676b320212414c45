/* Margins: how far each parameter of a network may go from its nominal value, the others staying nominal.
 *
 * At each value all starts and chips have to pass. The search goes outward from the nominal value by growing steps,
 * then halves the interval in which the bound is, and then looks at some values inside. Which values are tried depends
 * on the results alone, not on the number of workers. */
#ifndef MARGIN_H
#define MARGIN_H

#include "campaign/margin_result.h"

#include <stdio.h>

struct bounds;
struct document;

/* Looks at the names of the request's parameters and at their nominal values, which margin_run does again; the judge is
 * not needed. Errors as of margin_run. */
enum status margin_check(const struct margin_request *request, struct diagnostic *diagnostic);

/* Computes the margins. Those of a device's parameter are with the V_DW that the network has, also where gen would
 * compute another one for it. STATUS_INPUT where there is no such option, or where its nominal value is no number that
 * can be changed by small parts; STATUS_UNMET, with a line, where the network itself does not pass; errors as those of
 * sweep_rows. On an error there is nothing to clear. */
enum status margin_run(const struct margin_request *request, struct margin *margin, struct diagnostic *diagnostic);
void margin_clear(struct margin *margin); /* takes a zeroed one */

/* Writes them for people, `name` being that of the network; and adds them to a document, where errors stay. */
void margin_write(const struct margin *margin, const char *name, FILE *out);
void margin_add(const struct margin *margin, const char *name, struct document *document);

/* The same for a page; *bounds refers to the margin. STATUS_SYSTEM where memory is short, or the engine's version is
 * not known. On an error there is nothing to clear. */
enum status margin_show(const struct margin *margin, const char *name, struct bounds *bounds,
                        struct diagnostic *diagnostic);
void margin_shown_clear(struct bounds *bounds); /* takes a zeroed one */

#endif
