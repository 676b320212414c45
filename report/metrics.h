/* The metrics of a report under their keys, which JSON and CSV share; private to the writers. */
#ifndef METRICS_H
#define METRICS_H

#include "report/report.h"

enum metric_kind { METRIC_REAL, METRIC_COUNT, METRIC_FLAG, METRIC_TEXT };

struct metric {
    const char *key;
    enum metric_kind kind;
    bool applies; /* the value is of no meaning where it does not */
    union {
        double real;
        size_t count;
        bool flag;
        const char *text;
    };
};

enum { METRICS_MOST = 48 };

struct metrics {
    size_t count;
    struct metric metric[METRICS_MOST];
    char *start; /* memory of one of the texts, or NULL */
};

/* All metrics of `report`, which must outlive them, in the order of report.h; those of all questions are among them,
 * and those of other questions than the network's do not apply. STATUS_SYSTEM where memory is short. */
enum status metrics_take(const struct report *report, struct metrics *metrics, struct diagnostic *diagnostic);
void metrics_clear(struct metrics *metrics);

/* Writes the value with `digits` digits; nothing where it does not apply. Names and bits: nothing to quote. */
void metric_write(const struct metric *metric, int digits, FILE *out);

#endif
