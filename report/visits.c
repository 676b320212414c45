#include "report/visits.h"

#include "netgen/questions/distribution.h"
#include "netgen/questions/question.h"
#include "netgen/technologies/technology.h"
#include "report/spin_walk.h"

#include <math.h>
#include <stdlib.h>

bool visits_search(const struct network *network)
{
    return network->technology->signal_vector && network->question->objective;
}

double visits_same_energy(double scale)
{
    const double rounding = 1e-12; /* of sums in different orders */
    return rounding * (scale + 1.0);
}

double visits_crossing(double before, double after, double from, double to)
{
    return before + (after - before) * (from / (from - to));
}

/* What a walk along a trace has found so far. */
struct walk {
    const struct trace *trace;
    size_t last;       /* the point of the last change */
    double best, held; /* the lowest energy, and for how long, s */
    size_t first;      /* the point at which it was first seen */
};

static void write_state(const struct walk *walk, size_t point, char *state)
{
    for (size_t i = 0; i < walk->trace->n; i++) {
        state[i] = spin_walk_spin(walk->trace, point, i) > 0.0 ? '1' : '0';
    }
    state[walk->trace->n] = '\0';
}

/* Walks from the first point to the last. */
static void go(struct spin_walk *along, struct walk *walk)
{
    const struct trace *trace = walk->trace;
    const double same = visits_same_energy(ising_sum(along->model));
    walk->best = along->energy;
    for (size_t k = 1; k < trace->points; k++) {
        if (along->energy <= walk->best + same) {
            walk->held += trace->time[k] - trace->time[k - 1];
        }
        if (!spin_walk_arrive(along, k)) {
            continue;
        }
        walk->last = k;
        if (along->energy < walk->best - same) {
            walk->best = along->energy;
            walk->first = k;
            walk->held = 0.0;
        }
    }
}

/* Neurons that change after the time `since`. */
static size_t count_restless(const struct walk *walk, double since)
{
    const struct trace *trace = walk->trace;
    const size_t end = trace->points - 1;
    size_t restless = 0;
    for (size_t i = 0; i < trace->n; i++) {
        size_t k = end;
        while (k > 0 && trace->time[k] > since && spin_walk_spin(trace, k - 1, i) == spin_walk_spin(trace, end, i)) {
            k--;
        }
        restless += k > 0 && trace->time[k] > since;
    }
    return restless;
}

/* The integral of the power up to the time `end`, which is not later than the point `last`, J. */
static double energy_up_to(const struct trace *trace, size_t last, double end)
{
    double energy = trace->p_synapse[0] * trace->time[0];
    for (size_t k = 1; k <= last; k++) {
        energy += 0.5 * (trace->p_synapse[k - 1] + trace->p_synapse[k]) * (trace->time[k] - trace->time[k - 1]);
    }
    return energy - trace->p_synapse[last] * (trace->time[last] - end);
}

/* When the last of the signals that change their sign at the point `last` does so. */
static double time_of_change(const struct trace *trace, size_t last)
{
    double latest = last > 0 ? trace->time[last - 1] : trace->time[0];
    for (size_t i = 0; last > 0 && i < trace->n; i++) {
        const double from = trace->signal[(last - 1) * trace->n + i], to = trace->signal[last * trace->n + i];
        if ((from > 0.0) != (to > 0.0)) {
            latest = fmax(latest, visits_crossing(trace->time[last - 1], trace->time[last], from, to));
        }
    }
    return latest;
}

static void fill(const struct walk *walk, const struct network *network, struct measures *m)
{
    const struct trace *trace = walk->trace;
    const size_t end = trace->points - 1;
    const bool search = visits_search(network);
    if (!search) {
        const double since = trace->time[end] - VISITS_REST_SHARE * (trace->time[end] - trace->time[0]);
        m->moving = count_restless(walk, since);
    }
    m->converged = m->moving == 0;
    const bool rests = !search && m->converged;
    const size_t first = search ? walk->first : walk->last, solved = rests ? walk->last : end;
    const double change = time_of_change(trace, walk->last);
    write_state(walk, search ? first : end, m->state);
    m->time_to_solution = rests ? change : trace->time[end];
    m->run_time = trace->time[end];
    m->first_seen = search ? trace->time[first] : change;
    m->first_seen_energy = energy_up_to(trace, first, m->first_seen);
    m->share = search ? walk->held / m->run_time : (m->run_time - change) / m->run_time;
    m->energy_synapse = energy_up_to(trace, solved, m->time_to_solution);
    for (size_t k = 0; k <= solved; k++) {
        m->peak_power = fmax(m->peak_power, trace->p_synapse[k]);
    }
}

/* The distribution of a question that asks for one. */
static enum status sample(const struct trace *trace, const struct network *network, struct distribution **distribution,
                          struct diagnostic *diagnostic)
{
    struct sampler *sampler;
    *distribution = NULL;
    if (!network->question->variables) {
        return STATUS_OK;
    }
    enum status status = sampler_new(network, trace->time[trace->points - 1], &sampler, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    for (size_t k = 0; k < trace->points; k++) {
        sampler_see(sampler, trace->time[k], trace->signal + k * trace->n);
    }
    status = sampler_end(sampler, distribution, diagnostic);
    sampler_free(sampler);
    return status;
}

enum status visits_take(const struct trace *trace, const struct network *network, struct measures *measures,
                        struct diagnostic *diagnostic)
{
    struct ising_model model;
    struct spin_walk along = {0};
    struct walk walk = {.trace = trace};
    *measures = (struct measures){0};
    enum status status = ising_of_weights(&network->weights, &model, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    measures->state = calloc(trace->n + 1, 1);
    status = measures->state ? spin_walk_begin(trace, &model, &along, diagnostic) : fail_memory(diagnostic);
    if (status == STATUS_OK) {
        go(&along, &walk);
        fill(&walk, network, measures);
        measures_judge(network, measures);
        status = sample(trace, network, &measures->distribution, diagnostic);
    }
    if (status != STATUS_OK) {
        measures_clear(measures);
    }
    spin_walk_clear(&along);
    ising_clear(&model);
    return status;
}
