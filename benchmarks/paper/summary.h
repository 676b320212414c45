/* Means and scatter of what many trials gave. */
#ifndef SUMMARY_H
#define SUMMARY_H

#include "report/measures.h"

#include <stddef.h>

/* How a quantity scatters. */
struct summary {
    size_t count;
    double mean, error; /* error: the mean's standard error; NaN for a single value */
    double median, least, greatest;
};

/* Sums up `count` values (at least one) that stand `stride` doubles apart. */
struct summary summary_take(const double *value, size_t stride, size_t count);

/* The same of a field of struct measures. */
#define SUMMARY_OF(measures, field, count)                                                                             \
    summary_take(&(measures)->field, sizeof *(measures) / sizeof(double), (count))

/* Half the width of the 95 % confidence interval of a mean: Student's factor times the standard error. */
double summary_half_width(const struct summary *summary);

/* How many runs did not converge. */
size_t summary_unsolved(const struct measures *measures, size_t count);

#endif
