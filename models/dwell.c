#include "models/dwell.h"

#include "models/noise.h"

#include <math.h>

double dwell_draw(uint64_t key, uint64_t number)
{
    return -log(noise_uniform(key, number)); /* Eq. (R3) */
}

double dwell_integral(double ln_start, double ln_end, double h)
{
    double fall = -fabs(ln_end - ln_start); /* from the greater end, so that nothing overflows */
    return h * exp(fmax(ln_start, ln_end)) * (fall == 0.0 ? 1.0 : expm1(fall) / fall); /* Eq. (R3) */
}

double dwell_time_until(double left, double ln_rate, double growth)
{
    double steady = left * exp(-ln_rate), bend = steady * growth;
    if (!(bend > -1.0)) {
        return INFINITY;
    }
    if (isinf(bend)) { /* a rate too small for a double, which grows */
        return (log(left) + log(growth) - ln_rate) / growth;
    }
    return bend == 0.0 || growth == 0.0 ? steady : log1p(bend) / growth;
}
