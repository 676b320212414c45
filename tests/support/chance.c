#include "tests/support/chance.h"

#include "tests/suites.h"

#include <gsl/gsl_cdf.h>

void chance_expect(size_t count, size_t n, double least, double most)
{
    const double rare = 5e-7;
    double as_few = gsl_cdf_binomial_P((unsigned)count, least, (unsigned)n);
    double as_many = count == 0 ? 1.0 : gsl_cdf_binomial_Q((unsigned)count - 1, most, (unsigned)n);
    ck_assert_msg(as_few > rare, "%zu of %zu: at least %g were expected of each; so few have a chance of %g", count, n,
                  least, as_few);
    ck_assert_msg(as_many > rare, "%zu of %zu: at most %g were expected of each; so many have a chance of %g", count, n,
                  most, as_many);
}
