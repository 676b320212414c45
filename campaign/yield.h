/* Yield: how many chips work, and why the others do not. A sweep over the seeds of chips, judged. */
#ifndef YIELD_H
#define YIELD_H

#include "campaign/yield_result.h"

#include <stdio.h>

struct chips;
struct document;

/* Adds to the empty plan of `sweep` the cases that show what each sigma of the recipe does, where it has two or more.
 * STATUS_SYSTEM where memory is short. */
enum status yield_add_cases(const struct sweep *sweep, struct diagnostic *diagnostic);

/* STATUS_INPUT where the recipe's devices are of a kind that does not vary. */
enum status yield_check_devices(const struct sweep *sweep, struct diagnostic *diagnostic);

/* STATUS_INPUT where nothing differs between chips of the sweep: its recipe has no sigma above 0, and none is varied
 * with a value above 0. */
enum status yield_check(const struct sweep *sweep, struct diagnostic *diagnostic);

/* Runs the sweep, as sweep_rows does, and judges it. Its plan varies the seeds of chips. Also runs the network without
 * any variation, which no store keeps. On an error there is nothing to clear. */
enum status yield_run(const struct sweep *sweep, const char *path, const struct judge *judge, struct yield *yield,
                      struct diagnostic *diagnostic);
void yield_clear(struct yield *yield); /* takes a zeroed one */

/* Writes it for people, `name` being that of the network; and adds it to a document. STATUS_SYSTEM where memory is
 * short; errors of the stream or of the document stay there. */
enum status yield_write(const struct yield *yield, const char *name, FILE *out, struct diagnostic *diagnostic);
enum status yield_add(const struct yield *yield, const char *name, struct document *document,
                      struct diagnostic *diagnostic);

/* The same for a page; *chips refers to the yield. STATUS_SYSTEM where memory is short, or the engine's version is not
 * known. On an error there is nothing to clear. */
enum status yield_show(const struct yield *yield, const char *name, struct chips *chips, struct diagnostic *diagnostic);
void yield_shown_clear(struct chips *chips); /* takes a zeroed one */

#endif
