#include "benchmarks/paper/summary.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>

_Static_assert(sizeof(struct measures) % sizeof(double) == 0, "fields are read with a stride in doubles");

/* The value that has `rank` values before it in order of size. There are a few thousand at most: no memory for a sorted
 * copy, which a caller would have to be told about. */
static double in_order(const double *value, size_t stride, size_t count, size_t rank)
{
    for (size_t k = 0; k < count; k++) {
        size_t less = 0, equal = 0;
        for (size_t i = 0; i < count; i++) {
            less += value[i * stride] < value[k * stride];
            equal += value[i * stride] == value[k * stride];
        }
        if (less <= rank && rank < less + equal) {
            return value[k * stride];
        }
    }
    return NAN; /* one of the values is */
}

struct summary summary_take(const double *value, size_t stride, size_t count)
{
    struct summary summary = {count, NAN, NAN, NAN, NAN, NAN};
    if (count > 0) {
        summary.mean = gsl_stats_mean(value, stride, count);
        summary.median =
            0.5 * (in_order(value, stride, count, (count - 1) / 2) + in_order(value, stride, count, count / 2));
        summary.least = gsl_stats_min(value, stride, count);
        summary.greatest = gsl_stats_max(value, stride, count);
    }
    if (count > 1) {
        summary.error = gsl_stats_sd(value, stride, count) / sqrt((double)count);
    }
    return summary;
}

double summary_half_width(const struct summary *summary)
{
    return gsl_cdf_tdist_Pinv(0.975, (double)summary->count - 1.0) * summary->error;
}

size_t summary_unsolved(const struct measures *measures, size_t count)
{
    size_t unsolved = 0;
    for (size_t k = 0; k < count; k++) {
        unsolved += !measures[k].converged;
    }
    return unsolved;
}
