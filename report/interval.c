#include "report/interval.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

struct interval interval_of_success(size_t successes, size_t trials)
{
    const double z = gsl_cdf_ugaussian_Pinv(0.975);
    const double n = (double)trials, p = (double)successes / n, weight = z * z / n;
    const double centre = (p + 0.5 * weight) / (1.0 + weight);
    const double reach = z / (1.0 + weight) * sqrt((p * (1.0 - p) + 0.25 * weight) / n); /* Eq. (71) */
    return (struct interval){.value = p,
                             .low = successes == 0 ? 0.0 : fmax(centre - reach, 0.0),
                             .high = successes == trials ? 1.0 : fmin(centre + reach, 1.0)};
}

double interval_repeated(double cost, double success)
{
    const double wanted = 0.99;
    if (!(success > 0.0)) {
        return INFINITY;
    }
    return success >= wanted ? cost : cost * log1p(-wanted) / log1p(-success); /* Eq. (72) */
}

struct interval interval_of_cost(double cost, struct interval success)
{
    return (struct interval){.value = interval_repeated(cost, success.value),
                             .low = interval_repeated(cost, success.high),
                             .high = interval_repeated(cost, success.low)};
}

struct interval interval_of_mean(double mean, double squares, size_t count)
{
    const double n = (double)count;
    if (count == 0) {
        return (struct interval){NAN, NAN, NAN};
    }
    const double reach = count < 2 ? NAN : gsl_cdf_tdist_Pinv(0.975, n - 1.0) * sqrt(squares / (n - 1.0) / n);
    return (struct interval){.value = mean, .low = mean - reach, .high = mean + reach};
}
