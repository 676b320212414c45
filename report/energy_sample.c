#include "report/energy_sample.h"

#include "report/spin_walk.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum status energy_sample_take(const struct trace *trace, const struct ising_model *model, struct energy_sample *sample,
                               struct diagnostic *diagnostic)
{
    const double end = trace->time[trace->points - 1], begin = 0.5 * end;
    struct spin_walk walk;
    size_t taken = 0;
    sample->mean = 0.0;
    enum status status = spin_walk_begin(trace, model, &walk, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    for (size_t k = 1; k <= trace->points; k++) {
        const double until = k < trace->points ? trace->time[k] : INFINITY;
        while (taken < ENERGY_SAMPLES && begin + (end - begin) * ((double)taken + 0.5) / ENERGY_SAMPLES < until) {
            sample->energy[taken++] = walk.energy;
            sample->mean += walk.energy / ENERGY_SAMPLES;
        }
        if (k < trace->points) {
            spin_walk_arrive(&walk, k);
        }
    }
    spin_walk_clear(&walk);
    return STATUS_OK;
}

/* The mean over time of value[k] value[k + lag], from the mean. */
static double correlation(const double *value, size_t count, double mean, size_t lag)
{
    double sum = 0.0;
    for (size_t k = 0; k + lag < count; k++) {
        sum += (value[k] - mean) * (value[k + lag] - mean);
    }
    return sum / (double)count;
}

double energy_sample_independent(const double *value, size_t count)
{
    double mean = 0.0;
    for (size_t k = 0; k < count; k++) {
        mean += value[k] / (double)count;
    }
    const double variance = correlation(value, count, mean, 0);
    if (!(variance > 1e-20 * mean * mean)) {
        return 1.0;
    }
    double sum = 0.0, least = INFINITY; /* of pairs, which fall in a chain that is reversible */
    for (size_t lag = 0; lag + 1 < count; lag += 2) {
        const double pair = correlation(value, count, mean, lag) + correlation(value, count, mean, lag + 1);
        if (!(pair > 0.0)) {
            break;
        }
        least = fmin(least, pair);
        sum += least;
    }
    const double twice = 2.0 * sum / variance - 1.0; /* 2 t */
    return fmin((double)count / fmax(twice, 1.0), (double)count);
}

/* Whether each number is at most `level`. */
static void mark(const double *value, double level, double *is)
{
    for (size_t k = 0; k < ENERGY_SAMPLES; k++) {
        is[k] = value[k] <= level;
    }
}

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The largest difference of shares, and in *level the energy up to which they differ so. */
static double largest_difference(const double *a, const double *b, double same, double *level)
{
    double largest = 0.0;
    size_t i = 0, j = 0;
    *level = 0.0;
    while (i < ENERGY_SAMPLES || j < ENERGY_SAMPLES) {
        const double next = fmin(i < ENERGY_SAMPLES ? a[i] : INFINITY, j < ENERGY_SAMPLES ? b[j] : INFINITY) + same;
        while (i < ENERGY_SAMPLES && a[i] <= next) {
            i++;
        }
        while (j < ENERGY_SAMPLES && b[j] <= next) {
            j++;
        }
        const double difference = fabs((double)i - (double)j) / ENERGY_SAMPLES;
        if (difference > largest) {
            largest = difference;
            *level = next;
        }
    }
    return largest;
}

enum status energy_sample_compare(const struct energy_sample *a, const struct energy_sample *b, double same,
                                  struct energy_distance *distance, struct diagnostic *diagnostic)
{
    const struct energy_sample *const both[2] = {a, b};
    double *sorted = malloc(2 * sizeof a->energy), level;
    if (!sorted) {
        return fail_memory(diagnostic);
    }
    for (size_t k = 0; k < 2; k++) {
        memcpy(sorted + k * ENERGY_SAMPLES, both[k]->energy, sizeof a->energy);
        qsort(sorted + k * ENERGY_SAMPLES, ENERGY_SAMPLES, sizeof *sorted, ascending);
    }
    distance->distance = largest_difference(sorted, sorted + ENERGY_SAMPLES, same, &level);
    for (size_t k = 0; k < 2; k++) { /* by what decides here, and by the energy: what forgets more slowly */
        mark(both[k]->energy, level, sorted);
        distance->independent[k] = energy_sample_independent(both[k]->energy, ENERGY_SAMPLES);
        const double marked = energy_sample_independent(sorted, ENERGY_SAMPLES);
        distance->independent[k] = marked > 1.0 ? fmin(distance->independent[k], marked) : distance->independent[k];
    }
    const double parts = 1.0 / distance->independent[0] + 1.0 / distance->independent[1];
    distance->allowed = sqrt(0.5 * log(2.0 / ENERGY_FALSE_ALARM) * parts);
    free(sorted);
    return STATUS_OK;
}
