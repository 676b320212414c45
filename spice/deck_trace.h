/* From the vectors of a deck's run to the signals of a trace. */
#ifndef DECK_TRACE_H
#define DECK_TRACE_H

#include "report/trace.h"

/* Picks the trace of `network` out of `table`, a run of its deck, by the vectors' names (netgen/deck_run.h). `origin`
 * names the table in messages. STATUS_INPUT where a vector is missing (the message names it), where there is a soma
 * more than the network has, and as of trace_from_columns. On an error *trace is NULL. */
enum status deck_trace_take(const struct table *table, const struct network *network, const char *origin,
                            struct trace **trace, struct diagnostic *diagnostic);

#endif
