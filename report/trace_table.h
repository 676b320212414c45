/* The table that an engine fills where it gives the signals of a run itself. */
#ifndef TRACE_TABLE_H
#define TRACE_TABLE_H

#include "netgen/network.h"
#include "report/table.h"
#include "report/trace.h"

/* Its columns. From TRACE_WALLS on stand the signals of n neurons, -1 to 1; of domain walls the positions of n somas,
 * those of n axons (those of struct trace), and, only where devices differ, the speed of all walls together. */
enum { TRACE_TIME, TRACE_POWER_LOAD, TRACE_POWER_SOMA, TRACE_POWER_SYNAPSE, TRACE_WALLS };

/* A table without rows that has these columns, for `network`. NULL where memory is short. */
struct table *trace_table_new(const struct network *network);

/* The trace of such a table: trace_from_columns of its columns. */
enum status trace_from_table(const struct table *table, const struct network *network, const char *origin,
                             struct trace **trace, struct diagnostic *diagnostic);

#endif
