/* The energies that a run of spins visits, as a sample of their distribution; and whether two such samples may be of
 * one distribution. What follows in a run depends on what came before, so a sample counts as fewer independent ones. */
#ifndef ENERGY_SAMPLE_H
#define ENERGY_SAMPLE_H

#include "netgen/ising_model.h"
#include "report/trace.h"

/* In the second half of a run, at so many times that are evenly spaced. */
enum { ENERGY_SAMPLES = 4096 };

struct energy_sample {
    double energy[ENERGY_SAMPLES]; /* in the order of time */
    double mean;
};

/* STATUS_SYSTEM where memory is short. */
enum status energy_sample_take(const struct trace *trace, const struct ising_model *model, struct energy_sample *sample,
                               struct diagnostic *diagnostic);

/* Two samples beside each other. Kolmogorov's and Smirnov's distance is the largest difference of the shares of time at
 * energies up to any one; independent samples of one distribution exceed `allowed` with the probability
 * ENERGY_FALSE_ALARM at most, whatever the distribution is. */
static const double ENERGY_FALSE_ALARM = 1e-6;

/* Where more than this is allowed, about 60 independent energies of each, the samples are too short to tell. */
static const double ENERGY_MOST_ALLOWED = 0.5;

struct energy_distance {
    double distance, allowed;
    double independent[2]; /* how many independent ones each counts as; 1: it never changes */
};

/* Energies closer than `same` are equal. STATUS_SYSTEM where memory is short. */
enum status energy_sample_compare(const struct energy_sample *a, const struct energy_sample *b, double same,
                                  struct energy_distance *distance, struct diagnostic *diagnostic);

/* How many independent numbers `count` numbers in the order of time count as: count/(2 t), where t is the sum of the
 * autocorrelation, half of its first number, as far as sums of pairs are above 0 and fall (Geyer, Statist. Sci. 7, 473
 * (1992)). At most `count`, and 1 where all are equal. */
double energy_sample_independent(const double *value, size_t count);

#endif
