/* Probabilities estimated from trials, and what follows from them, with confidence intervals. */
#ifndef INTERVAL_H
#define INTERVAL_H

#include <stddef.h>

/* An estimate, and the bounds of its 95 % confidence interval. */
struct interval {
    double value, low, high;
};

/* The probability of success of which `successes` in `trials` (at least 1) are a sample. The bounds are Wilson's score
 * interval (J. Am. Stat. Assoc. 22, 209, 1927). Eq. (71). */
struct interval interval_of_success(size_t successes, size_t trials);

/* What it costs to have succeeded once with a probability of 99 %, by repeating a trial of the given `cost` that
 * succeeds with probability `success`: infinite where that is 0, and at least one trial. Eq. (72). */
double interval_repeated(double cost, double success);

/* The same with bounds, which are those of the probability. */
struct interval interval_of_cost(double cost, struct interval success);

/* The mean of `count` numbers, and Student's interval for it: `squares` is the sum of squares of their differences from
 * the mean. All NaN where there is no number, and the bounds where there is one. */
struct interval interval_of_mean(double mean, double squares, size_t count);

#endif
