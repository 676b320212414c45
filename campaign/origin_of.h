/* Where the numbers of a page of yields, margins or technologies are from. */
#ifndef ORIGIN_OF_H
#define ORIGIN_OF_H

#include "campaign/sweep.h"
#include "report/origin.h"

struct judge;

/* That of runs of `recipe` with `engine`, by the command line `command`, for the network NAME; `name` and `command`
 * must last as long. STATUS_SYSTEM where memory is short, or as engine_version. On an error there is nothing to clear.
 */
enum status origin_make(const struct recipe *recipe, const struct engine *engine, const char *command, const char *name,
                        struct origin *origin, struct diagnostic *diagnostic);

/* The same of runs of `sweep`, judged by `judge`; what the two have must last as long, too. */
enum status origin_of(const struct sweep *sweep, const struct judge *judge, const char *name, struct origin *origin,
                      struct diagnostic *diagnostic);
void origin_clear(struct origin *origin); /* takes a zeroed one */

#endif
