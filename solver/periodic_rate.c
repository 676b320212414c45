#include "solver/periodic_rate.h"

#include "models/dwell.h"

#include <math.h>

static double piece_length(const struct periodic_rate *rate)
{
    return rate->period / (double)rate->pieces;
}

/* How fast the logarithm grows in piece `p`, 1/s. */
static double growth_in(const struct periodic_rate *rate, size_t p)
{
    return (rate->ln_rate[p + 1] - rate->ln_rate[p]) / piece_length(rate);
}

void periodic_rate_sum(struct periodic_rate *rate)
{
    rate->sum[0] = 0.0;
    for (size_t p = 0; p < rate->pieces; p++) {
        rate->sum[p + 1] = rate->sum[p] + dwell_integral(rate->ln_rate[p], rate->ln_rate[p + 1], piece_length(rate));
    }
}

/* The integral from the beginning of the period to `phase` (s) of it. */
static double integral_to(const struct periodic_rate *rate, double phase)
{
    size_t p = (size_t)(phase / piece_length(rate));
    p = p < rate->pieces ? p : rate->pieces - 1; /* rounding */
    double h = phase - (double)p * piece_length(rate), end = rate->ln_rate[p] + growth_in(rate, p) * h;
    return rate->sum[p] + dwell_integral(rate->ln_rate[p], end, h);
}

/* The phase (s) to which that integral comes to `integral`, which is less than that of a period. */
static double phase_of(const struct periodic_rate *rate, double integral)
{
    size_t from = 0, to = rate->pieces; /* sum[from] <= integral < sum[to] */
    while (to - from > 1) {
        size_t middle = from + (to - from) / 2;
        *(rate->sum[middle] <= integral ? &from : &to) = middle;
    }
    double within = dwell_time_until(integral - rate->sum[from], rate->ln_rate[from], growth_in(rate, from));
    return (double)from * piece_length(rate) + fmin(within, piece_length(rate)); /* rounding */
}

double periodic_rate_integral(const struct periodic_rate *rate, double t, double h)
{
    const double phase = fmod(t, rate->period), end = phase + h, last = fmod(end, rate->period);
    const double periods = round((end - last) / rate->period);
    return periods * rate->sum[rate->pieces] + integral_to(rate, last) - integral_to(rate, phase);
}

double periodic_rate_wait(const struct periodic_rate *rate, double t, double left)
{
    const double phase = fmod(t, rate->period), all = rate->sum[rate->pieces];
    const double target = integral_to(rate, phase) + left, periods = floor(target / all);
    if (!(all > 0.0) || isinf(periods)) {
        return INFINITY;
    }
    double rest = target - periods * all;
    rest = rest < all ? fmax(rest, 0.0) : 0.0; /* rounding */
    return fmax(periods * rate->period + phase_of(rate, rest) - phase, 0.0);
}
