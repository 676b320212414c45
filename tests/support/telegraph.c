#include "tests/support/telegraph.h"

#include "models/constants.h"
#include "models/device.h"
#include "tests/support/simulate.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

struct mtj_rate_at *telegraph_device(double delta, double above)
{
    struct mtj_rate_at *at = malloc(sizeof *at);
    struct mtj_rate d;
    char why[200];
    device_reset(device_find("mtj_rate"), &d);
    d.delta = delta;
    d.dtemp = above;
    ck_assert_ptr_nonnull(at);
    ck_assert(mtj_rate_warm(&d, NOMINAL_TEMPERATURE, at, why, sizeof why));
    return at;
}

double telegraph_rate(const struct mtj_rate_at *at, bool parallel, double v)
{
    double slope;
    return exp(mtj_rate_ln_rate(at, parallel, v, &slope));
}

struct table *telegraph_run(const char *lines, const char *save, double step, double stop, double longest)
{
    char *library = simulate_include("mtj_rate.lib"), *deck;
    ck_assert_int_ge(asprintf(&deck, "* jumps\n%s%s\n.save %s\n.tran %g %.12g 0 %g\n.end\n", library, lines, save, step,
                              stop, longest),
                     0);
    struct table *table = simulate_deck(deck);
    free(library);
    free(deck);
    return table;
}

struct jumps telegraph_jumps(const struct table *table, const char *x)
{
    char column[40];
    snprintf(column, sizeof column, "@a.%s.ajun[parallel]", x);
    return telegraph_jumps_in(table, column);
}

struct jumps telegraph_jumps_in(const struct table *table, const char *column)
{
    struct jumps jumps = {0, malloc(table->rows * sizeof *jumps.time), simulate_at(table, table->rows - 1, "time")};
    ck_assert_ptr_nonnull(jumps.time);
    size_t c = table_find(table, column);
    ck_assert_uint_lt(c, table->columns);
    for (size_t k = 1; k < table->rows; k++) {
        if (table->value[k * table->columns + c] != table->value[(k - 1) * table->columns + c]) {
            jumps.time[jumps.count++] = table->value[(k - 1) * table->columns];
        }
    }
    return jumps;
}

static int in_rising_order(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

void telegraph_expect_exponential(const struct jumps *jumps, size_t first, double right, double more)
{
    double *dwell = malloc((jumps->count + 1) * sizeof *dwell);
    size_t n = 0;
    ck_assert_ptr_nonnull(dwell);
    for (size_t k = first; k + 1 < jumps->count; k += 2) {
        dwell[n++] = jumps->time[k + 1] - jumps->time[k];
    }
    ck_assert_uint_gt(n, 400);
    qsort(dwell, n, sizeof *dwell, in_rising_order);
    double farthest = 0.0;
    for (size_t k = 0; k < n; k++) {
        farthest = fmax(farthest, fabs(1.0 - exp(-right * dwell[k]) - ((double)k + 0.5) / (double)n));
    }
    ck_assert_double_le(farthest, 2.9 / sqrt((double)n) + more);
    free(dwell);
}

double telegraph_share(const struct jumps *jumps)
{
    double sum = 0.0, from = 0.0;
    for (size_t k = 0; k < jumps->count; k++) {
        sum += k % 2 == 0 ? jumps->time[k] - from : 0.0; /* it starts there */
        from = jumps->time[k];
    }
    return (sum + (jumps->count % 2 == 0 ? jumps->stop - from : 0.0)) / jumps->stop;
}

double telegraph_correlation(const struct jumps *jumps, double lag)
{
    double sum = 0.0, t = 0.0, end = jumps->stop - lag, sign = 1.0;
    size_t now = 0, later = 0;
    while (later < jumps->count && jumps->time[later] <= lag) {
        later++;
        sign = -sign;
    }
    while (t < end) { /* from a jump of either factor to the next one */
        double own = now < jumps->count ? jumps->time[now] : INFINITY;
        double other = later < jumps->count ? jumps->time[later] - lag : INFINITY;
        double to = fmin(fmin(own, other), end);
        sum += sign * (to - t);
        sign = -sign;
        now += own <= other ? 1 : 0;
        later += own <= other ? 0 : 1;
        t = to;
    }
    return sum / end;
}

void telegraph_expect_linear_answer(const struct jumps *jumps, double frequency, double delta, double drive,
                                    double lambda)
{
    const double omega = 2.0 * PI * frequency, stop = jumps->stop;
    double in_phase = 0.0, behind = 0.0, from = 0.0, state = 1.0;
    for (size_t k = 0; k <= jumps->count; k++) { /* the integrals of the sine and the cosine from jump to jump */
        double to = k < jumps->count ? jumps->time[k] : stop;
        in_phase += state * (cos(omega * from) - cos(omega * to)) * 2.0 / (omega * stop);
        behind += state * (sin(omega * to) - sin(omega * from)) * 2.0 / (omega * stop);
        from = to;
        state = -state;
    }
    double mean_z = 0.0, all = 0.0; /* <|m_z|> */
    for (int k = 0; k < 1000; k++) {
        double z = (k + 0.5) / 1000.0, weight = exp(delta * (z * z - 1.0));
        mean_z += z * weight;
        all += weight;
    }
    double most = 2.0 * delta * mean_z / all * drive / (1.0 + omega / lambda * omega / lambda);
    double spread =
        sqrt(4.0 * lambda / ((lambda * lambda + omega * omega) * stop)); /* of the noise at this frequency */
    double third_order = 0.02 * most;                                    /* (2 delta drive)^2/8 */
    ck_assert_double_eq_tol(in_phase, most, TELEGRAPH_SIGMAS * spread + third_order);
    ck_assert_double_eq_tol(behind, -most * omega / lambda, TELEGRAPH_SIGMAS * spread + third_order);
}
