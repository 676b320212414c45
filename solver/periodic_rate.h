/* A rate that repeats, with the integrals that jumps need: a device passes a whole period, or any number of them, in
 * the time that it takes to find its next jump. The logarithm of the rate is linear in each of `pieces` equal pieces of
 * the period; a constant rate is one piece. Nothing here allocates, prints or keeps state. */
#ifndef PERIODIC_RATE_H
#define PERIODIC_RATE_H

#include <stddef.h>

struct periodic_rate {
    double period; /* s */
    size_t pieces;
    double *ln_rate; /* [pieces + 1] of the rate in 1/s at their ends */
    double *sum;     /* [pieces + 1] its integral from the beginning of the period, by periodic_rate_sum */
};

/* Computes `sum` from `ln_rate`. */
void periodic_rate_sum(struct periodic_rate *rate);

/* The integral of the rate over `h` (s) from the time `t` (s) on. */
double periodic_rate_integral(const struct periodic_rate *rate, double t, double h);

/* How long it takes from the time `t` (s) on until the integral comes to `left`, s; INFINITY where it never does. */
double periodic_rate_wait(const struct periodic_rate *rate, double t, double left);

#endif
