#include "report/comparison_signals.h"

#include "report/spin_walk.h"

#include <math.h>
#include <stdlib.h>

enum { PARTS = 20 };

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

/* The mean over time of the energy in the second half of the run, and its standard error. */
static enum status take_energy(const struct trace *trace, const struct ising_model *model, double *mean, double *error,
                               struct diagnostic *diagnostic)
{
    const double end = trace->time[trace->points - 1], begin = 0.5 * end, length = (end - begin) / PARTS;
    double part[PARTS] = {0.0}, sum = 0.0, squares = 0.0;
    struct spin_walk walk;
    enum status status = spin_walk_begin(trace, model, &walk, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    for (size_t k = 1; k < trace->points; k++) {
        double from = fmax(trace->time[k - 1], begin);
        while (from < trace->time[k]) { /* a step may go over parts */
            size_t at = (size_t)((from - begin) / length);
            at = at < PARTS ? at : PARTS - 1;
            const double edge = at + 1 < PARTS ? begin + length * (double)(at + 1) : end;
            const double to = edge > from ? fmin(trace->time[k], edge) : trace->time[k];
            part[at] += walk.energy * (to - from) / length;
            from = to;
        }
        spin_walk_arrive(&walk, k);
    }
    spin_walk_clear(&walk);
    for (size_t k = 0; k < PARTS; k++) {
        sum += part[k];
    }
    *mean = sum / PARTS;
    for (size_t k = 0; k < PARTS; k++) {
        squares += (part[k] - *mean) * (part[k] - *mean);
    }
    *error = sqrt(squares / (PARTS * (PARTS - 1.0)));
    return STATUS_OK;
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
    for (int k = 0; k < 2 && status == STATUS_OK; k++) {
        status = take_energy(pair.trace[k], &model, &apart->energy[k], &apart->error[k], diagnostic);
    }
    const double difference = fabs(apart->energy[0] - apart->energy[1]);
    apart->errors = difference > 0.0 ? difference / hypot(apart->error[0], apart->error[1]) : 0.0;
    ising_clear(&model);
    return status;
}
