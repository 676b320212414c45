#include "report/answers.h"

#include "report/interval.h"

#include <math.h>

bool answers_are_worse(const double *value, size_t count, const double *best, size_t best_count, bool less_is_better)
{
    const double rounding = 1e-12;
    const size_t pairs = count < best_count ? count : best_count;
    double mean = 0.0, squares = 0.0, size = 0.0; /* Welford's recurrence */
    for (size_t k = 0; k < pairs; k++) {
        const double lost = less_is_better ? value[k] - best[k] : best[k] - value[k];
        const double before = lost - mean;
        mean += before / (double)(k + 1);
        squares += before * (lost - mean);
        size = fmax(size, fmax(fabs(value[k]), fabs(best[k])));
    }
    if (!isfinite(mean)) {
        return true;
    }
    if (!(mean > rounding * size)) {
        return false;
    }
    const struct interval lost = interval_of_mean(mean, squares, pairs);
    return isnan(lost.low) || lost.low > 0.0;
}
