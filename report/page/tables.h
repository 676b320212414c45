/* The tables of a page; private to it. */
#ifndef PAGE_TABLES_H
#define PAGE_TABLES_H

#include "report/comparison.h"
#include "report/diagrams/diagram.h"

/* Every wall: where it starts and ends, and since when it rests. */
void table_walls(const struct diagram_run *run, FILE *out);

/* What came out: how near each trained pattern is, or the two sides of the cut; nothing for other tasks. */
void table_result(const struct diagram_run *run, FILE *out);

/* Load phase, run, and which wall came to rest last. */
void table_times(const struct diagram_run *run, FILE *out);

/* The states as bits. */
void table_states(const struct diagram_run *run, FILE *out);

/* Network energy over time. STATUS_SYSTEM where memory is short. */
enum status table_energy(const struct diagram_run *run, FILE *out, struct diagnostic *diagnostic);

/* Power by part over time. */
void table_power(const struct diagram_run *run, FILE *out);

/* Energy by part, and the paper's estimate. */
void table_cost(const struct diagram_run *run, FILE *out);

/* Published figures of other technologies beside the run, for a network to which they apply: max-cut of as many nodes.
 */
bool table_published_applies(const struct network *network);
void table_published(const struct diagram_run *run, FILE *out);

/* What a search found. STATUS_SYSTEM where memory is short. */
enum status table_search(const struct diagram_run *run, FILE *out, struct diagnostic *diagnostic);

/* The design rules. */
void table_rules(const struct diagram_run *run, FILE *out);

void table_comparison(const struct comparison *comparison, FILE *out);

/* All metrics under the keys of the JSON report. STATUS_SYSTEM where memory is short. */
enum status table_metrics(const struct report *report, FILE *out, struct diagnostic *diagnostic);

#endif
