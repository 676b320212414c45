/* Junctions with two states, for tests: runs of them in ngspice, when they jumped, and statistics of that. A statistic
 * may be off by 5.5 of its standard deviations, which a right device exceeds for one seed in 2.6e7, so that a test of
 * up to 26 of them has a false alarm in less than one of a million. */
#ifndef TELEGRAPH_H
#define TELEGRAPH_H

#include "models/mtj_rate/mtj_rate.h"
#include "report/table.h"

static const double TELEGRAPH_SIGMAS = 5.5;

/* The default device with this barrier, at 27 C and `above` (K); to be freed. */
struct mtj_rate_at *telegraph_device(double delta, double above);

/* The rate in 1/s at which it leaves a state with `v` (V) over it. */
double telegraph_rate(const struct mtj_rate_at *at, bool parallel, double v);

/* Runs lines of a deck for `stop` (s), with steps of up to `longest` (s); `save` is what is kept of it. */
struct table *telegraph_run(const char *lines, const char *save, double step, double stop, double longest);

/* The jumps of a device that is parallel at first: the time points after which it is in the other state. `time` is to
 * be freed. */
struct jumps {
    size_t count;
    double *time;
    double stop; /* of the run */
};

/* Those of the device of the line `x`, of which @a.x.ajun[parallel] was saved; and of the one in `column`. */
struct jumps telegraph_jumps(const struct table *table, const char *x);
struct jumps telegraph_jumps_in(const struct table *table, const char *column);

/* Dwells of one state, the first of which begins with jump `first`, are exponential with the rate `right` (1/s):
 * Kolmogorov and Smirnov's distance of n numbers exceeds 2.9/sqrt(n) with probability 1e-7. `more` is allowed above
 * it, for the tolerance of a simulator's times. */
void telegraph_expect_exponential(const struct jumps *jumps, size_t first, double right, double more);

/* The share of time in the parallel state. */
double telegraph_share(const struct jumps *jumps);

/* The mean of s(t) s(t + lag), where s is +1 or -1. */
double telegraph_correlation(const struct jumps *jumps, double lag);

/* Of a device with the barrier `delta` that relaxes with `lambda` (1/s) under a sine of `drive` times its critical
 * voltage: the mean state follows it by Eq. (R11), with the amplitude 2 delta <|m_z|> drive over the root of 1 +
 * (omega/lambda)^2 and the lag atan(omega/lambda). */
void telegraph_expect_linear_answer(const struct jumps *jumps, double frequency, double delta, double drive,
                                    double lambda);

#endif
