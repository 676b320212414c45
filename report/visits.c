#include "report/visits.h"

#include "netgen/ising_model.h"
#include "netgen/questions/question.h"
#include "netgen/technologies/technology.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A network that is to rest must have done so for this share of the trace, as in measures.c. */
static const double REST_SHARE = 0.1;

bool visits_search(const struct network *network)
{
    return network->technology->signal_vector && network->question->objective;
}

double visits_same_energy(double scale)
{
    const double rounding = 1e-12; /* of sums in different orders */
    return rounding * (scale + 1.0);
}

/* A walk along a trace. */
struct walk {
    const struct trace *trace;
    const struct ising_model *model;
    double *spin;      /* [n] +1 or -1 */
    double energy;     /* of the state at hand */
    size_t last;       /* the point of the last change */
    double best, held; /* the lowest energy so far, and for how long, s */
    size_t first;      /* the point at which it was first seen */
};

static double spin_of(const struct walk *walk, size_t point, size_t i)
{
    return walk->trace->signal[point * walk->trace->n + i] > 0.0 ? 1.0 : -1.0;
}

static void flip(struct walk *walk, size_t i)
{
    const struct ising_model *c = walk->model;
    double drive = c->field ? c->field[i] : 0.0;
    for (size_t k = c->first[i]; k < c->first[i + 1]; k++) {
        drive += c->value[k] * walk->spin[c->neuron[k]];
    }
    walk->energy += 2.0 * walk->spin[i] * drive;
    walk->spin[i] = -walk->spin[i];
}

/* Takes the state at a point; true where it differs from the one before. */
static bool arrive(struct walk *walk, size_t point)
{
    bool changed = false;
    for (size_t i = 0; i < walk->trace->n; i++) {
        if (spin_of(walk, point, i) != walk->spin[i]) {
            flip(walk, i);
            changed = true;
        }
    }
    return changed;
}

static void write_state(const struct walk *walk, size_t point, char *state)
{
    for (size_t i = 0; i < walk->trace->n; i++) {
        state[i] = spin_of(walk, point, i) > 0.0 ? '1' : '0';
    }
    state[walk->trace->n] = '\0';
}

/* Walks from the first point to the last; `state` is room for n characters and a zero. */
static void go(struct walk *walk, char *state)
{
    const struct trace *trace = walk->trace;
    const double same = visits_same_energy(ising_sum(walk->model));
    for (size_t i = 0; i < trace->n; i++) {
        walk->spin[i] = spin_of(walk, 0, i);
    }
    write_state(walk, 0, state);
    walk->energy = walk->best = ising_energy(walk->model, state);
    for (size_t k = 1; k < trace->points; k++) {
        if (walk->energy <= walk->best + same) {
            walk->held += trace->time[k] - trace->time[k - 1];
        }
        if (!arrive(walk, k)) {
            continue;
        }
        walk->last = k;
        if (walk->energy < walk->best - same) {
            walk->best = walk->energy;
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
        while (k > 0 && trace->time[k] > since && spin_of(walk, k - 1, i) == spin_of(walk, end, i)) {
            k--;
        }
        restless += k > 0 && trace->time[k] > since;
    }
    return restless;
}

/* The integral of the power over the points up to `last`, J. */
static double energy_up_to(const struct trace *trace, size_t last)
{
    double energy = trace->p_synapse[0] * trace->time[0];
    for (size_t k = 1; k <= last; k++) {
        energy += 0.5 * (trace->p_synapse[k - 1] + trace->p_synapse[k]) * (trace->time[k] - trace->time[k - 1]);
    }
    return energy;
}

static void fill(const struct walk *walk, const struct network *network, struct measures *m)
{
    const struct trace *trace = walk->trace;
    const size_t end = trace->points - 1;
    const bool search = visits_search(network);
    if (!search) {
        const double since = trace->time[end] - REST_SHARE * (trace->time[end] - trace->time[0]);
        m->moving = count_restless(walk, since);
    }
    m->converged = m->moving == 0;
    const size_t first = search ? walk->first : walk->last, solved = !search && m->converged ? walk->last : end;
    write_state(walk, search ? first : end, m->state);
    m->time_to_solution = trace->time[solved];
    m->run_time = trace->time[end];
    m->first_seen = trace->time[first];
    m->first_seen_energy = energy_up_to(trace, first);
    m->share = search ? walk->held / m->run_time : (m->run_time - trace->time[walk->last]) / m->run_time;
    m->energy_synapse = energy_up_to(trace, solved);
    for (size_t k = 0; k <= solved; k++) {
        m->peak_power = fmax(m->peak_power, trace->p_synapse[k]);
    }
}

enum status visits_take(const struct trace *trace, const struct network *network, struct measures *measures,
                        struct diagnostic *diagnostic)
{
    struct ising_model model;
    *measures = (struct measures){0};
    enum status status = ising_of_weights(&network->weights, &model, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    struct walk walk = {.trace = trace, .model = &model, .spin = calloc(trace->n, sizeof *walk.spin)};
    measures->state = calloc(trace->n + 1, 1);
    if (walk.spin && measures->state) {
        go(&walk, measures->state);
        fill(&walk, network, measures);
        measures_judge(network, measures);
    } else {
        status = fail_memory(diagnostic);
        measures_clear(measures);
    }
    free(walk.spin);
    ising_clear(&model);
    return status;
}
