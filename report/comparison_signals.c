#include "report/comparison_signals.h"

#include "report/spin_walk.h"
#include "report/visits.h"

#include <math.h>
#include <stdlib.h>

/* States that differ for less than this share of the run differ in when an output is taken to change. */
static const double MOMENT = 1e-4;

/* ---- Paths ---- */

/* Two traces at the same time. */
struct pair {
    const struct trace *trace[2];
    size_t point[2];  /* of each, the last one that is not later */
    size_t n, differ; /* neurons, and how many are in other states */
    double t, since;  /* now; from when on some differ, s */
    double area;      /* the integral of `differ` over time, s */
    double parted;    /* as in struct signals_apart */
};

static void count_different(struct pair *pair)
{
    pair->differ = 0;
    for (size_t i = 0; i < pair->n; i++) {
        pair->differ +=
            spin_walk_spin(pair->trace[0], pair->point[0], i) != spin_walk_spin(pair->trace[1], pair->point[1], i);
    }
}

/* The next time at which one of the two has a point; false where there is none. */
static bool next_time(const struct pair *pair, double *time)
{
    *time = INFINITY;
    for (int k = 0; k < 2; k++) {
        if (pair->point[k] + 1 < pair->trace[k]->points) {
            *time = fmin(*time, pair->trace[k]->time[pair->point[k] + 1]);
        }
    }
    return isfinite(*time);
}

static void compare_paths(struct pair *pair, double moment)
{
    double next;
    count_different(pair);
    while (next_time(pair, &next)) {
        const bool differed = pair->differ > 0;
        pair->area += (double)pair->differ * (next - pair->t);
        if (differed && next - pair->since > moment && isinf(pair->parted)) {
            pair->parted = pair->since;
        }
        pair->t = next;
        for (int k = 0; k < 2; k++) {
            while (pair->point[k] + 1 < pair->trace[k]->points && pair->trace[k]->time[pair->point[k] + 1] <= next) {
                pair->point[k]++;
            }
        }
        count_different(pair);
        pair->since = differed && pair->differ > 0 ? pair->since : next;
    }
}

/* ---- Energies ---- */

static enum status compare_energies(const struct pair *pair, const struct ising_model *model,
                                    struct signals_apart *apart, struct diagnostic *diagnostic)
{
    struct energy_sample *sample = calloc(2, sizeof *sample);
    enum status status = sample ? STATUS_OK : fail_memory(diagnostic);
    for (int k = 0; k < 2 && status == STATUS_OK; k++) {
        status = energy_sample_take(pair->trace[k], model, &sample[k], diagnostic);
    }
    if (status == STATUS_OK) {
        const double same = visits_same_energy(ising_sum(model));
        status = energy_sample_compare(&sample[0], &sample[1], same, &apart->energies, diagnostic);
        apart->energy[0] = sample[0].mean;
        apart->energy[1] = sample[1].mean;
    }
    free(sample);
    return status;
}

enum status signals_compare(const struct trace *a, const struct trace *b, const struct network *network,
                            struct signals_apart *apart, struct diagnostic *diagnostic)
{
    const double end = a->time[a->points - 1];
    struct pair pair = {.trace = {a, b}, .n = a->n, .parted = INFINITY};
    struct ising_model model;
    enum status status = ising_of_weights(&network->weights, &model, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    compare_paths(&pair, MOMENT * end);
    *apart = (struct signals_apart){.share = pair.area / ((double)a->n * end), .parted = pair.parted};
    status = compare_energies(&pair, &model, apart, diagnostic);
    ising_clear(&model);
    return status;
}
