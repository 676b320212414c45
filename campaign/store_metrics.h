/* The metrics of reports as columns of a store. */
#ifndef STORE_METRICS_H
#define STORE_METRICS_H

#include "campaign/store_plan.h"
#include "report/report.h"

enum { STORE_MOST_METRICS = 48 };

/* The metrics of reports on networks with `question`, each as a column, to column[STORE_MOST_METRICS]; first those that
 * are the same on every machine (STORE_METRIC), then the others (STORE_EXECUTION). Returns how many. */
struct question;
size_t store_metric_columns(const struct question *question, struct store_column *column);

/* Whether a metric is one of every report, and not of its question. */
bool store_metric_is_common(const char *key);

/* The values of these columns for `report`, to value[]. Texts are those of the report and of *memory, to be freed after
 * use. STATUS_SYSTEM where memory is short; then *memory is NULL. */
enum status store_metric_values(const struct report *report, struct store_value *value, char **memory,
                                struct diagnostic *diagnostic);

/* The kinds of the report's warnings, separated by blanks, to be freed; that of a design rule with its word,
 * "design_rule:axon_on". */
enum status store_warnings(const struct report *report, char **kinds, struct diagnostic *diagnostic);

#endif
