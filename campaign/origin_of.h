/* Where the numbers of a page of yields or margins are from. */
#ifndef ORIGIN_OF_H
#define ORIGIN_OF_H

#include "campaign/sweep.h"
#include "report/origin.h"

struct judge;

/* That of runs of `sweep`, judged by `judge`, for the network NAME; `name` and what the two have must last as long.
 * STATUS_SYSTEM where memory is short, or as engine_version. On an error there is nothing to clear. */
enum status origin_of(const struct sweep *sweep, const struct judge *judge, const char *name, struct origin *origin,
                      struct diagnostic *diagnostic);
void origin_clear(struct origin *origin); /* takes a zeroed one */

#endif
