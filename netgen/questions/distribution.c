#include "netgen/questions/distribution.h"

#include "netgen/ising_model.h"
#include "netgen/network.h"
#include "netgen/questions/question.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

void distribution_free(struct distribution *d)
{
    if (d) {
        free(d->share);
        free(d->error);
        free(d->exact);
        free(d->ranked);
        free(d);
    }
}

bool distribution_bit(const struct distribution *d, size_t state, size_t v)
{
    return state >> (d->variables.count - 1 - v) & 1U;
}

char *distribution_text(const struct distribution *d, size_t state, char *text)
{
    for (size_t v = 0; v < d->variables.count; v++) {
        text[v] = distribution_bit(d, state, v) ? '1' : '0';
    }
    text[d->variables.count] = '\0';
    return text;
}

/* ---- Boltzmann's law ---- */

/* A walk through the states of all neurons in which each differs from the next by one of them: Gray's code. */
struct enumeration {
    const struct ising_model *model;
    size_t variables;
    double spin[DISTRIBUTION_MOST_NEURONS];
    double energy;
    size_t state; /* of the variables */
};

static void begin(struct enumeration *e)
{
    char off[DISTRIBUTION_MOST_NEURONS + 1] = "";
    for (size_t i = 0; i < e->model->n; i++) {
        e->spin[i] = -1.0;
        off[i] = '0';
    }
    e->state = 0;
    e->energy = ising_energy(e->model, off);
}

/* Turns a neuron. */
static void turn_over(struct enumeration *e, size_t i)
{
    const struct ising_model *c = e->model;
    double drive = c->field ? c->field[i] : 0.0;
    for (size_t k = c->first[i]; k < c->first[i + 1]; k++) {
        drive += c->value[k] * e->spin[c->neuron[k]];
    }
    e->energy += 2.0 * e->spin[i] * drive;
    e->spin[i] = -e->spin[i];
    if (i < e->variables) {
        e->state ^= (size_t)1 << (e->variables - 1 - i);
    }
}

/* Adds exp(-beta (E - least)) of all states to sum[]; without it, returns the least energy. */
static double enumerate(struct enumeration *e, double beta, double least, double *sum)
{
    const size_t n = e->model->n;
    double lowest = INFINITY;
    begin(e);
    for (size_t k = 1; k <= (size_t)1 << n; k++) {
        size_t i = 0;
        lowest = fmin(lowest, e->energy);
        if (sum) {
            sum[e->state] += exp(-beta * (e->energy - least));
        }
        while (i < n && !(k >> i & 1U)) {
            i++;
        }
        if (i < n) {
            turn_over(e, i);
        }
    }
    return lowest;
}

enum status distribution_exact(const struct network *network, double *exact, struct diagnostic *diagnostic)
{
    struct ising_model model;
    enum status status = ising_of_weights(&network->weights, &model, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    struct enumeration e = {.model = &model, .variables = network->question->variables(network)->count};
    const size_t states = (size_t)1 << e.variables;
    double all = 0.0;
    for (size_t k = 0; k < states; k++) {
        exact[k] = 0.0;
    }
    const double beta = network->pbit.beta_end, least = enumerate(&e, beta, 0.0, NULL);
    enumerate(&e, beta, least, exact);
    for (size_t k = 0; k < states; k++) {
        all += exact[k];
    }
    for (size_t k = 0; k < states; k++) {
        exact[k] /= all;
    }
    ising_clear(&model);
    return STATUS_OK;
}

/* ---- From a run ---- */

struct sampler {
    const struct network *network;
    const struct variables *variables;
    double stop, t;      /* s; t: up to which times are added */
    size_t part, states; /* the part at hand */
    size_t state;
    double *time;         /* [states] in this part, s */
    double *sum, *square; /* [states] over the parts before it, of their shares */
};

enum status sampler_new(const struct network *network, double stop, struct sampler **sampler,
                        struct diagnostic *diagnostic)
{
    struct sampler *s = calloc(1, sizeof *s);
    *sampler = NULL;
    if (!s) {
        return fail_memory(diagnostic);
    }
    s->network = network;
    s->variables = network->question->variables(network);
    s->stop = stop;
    s->states = (size_t)1 << s->variables->count;
    s->time = calloc(s->states, sizeof *s->time);
    s->sum = calloc(s->states, sizeof *s->sum);
    s->square = calloc(s->states, sizeof *s->square);
    if (!s->time || !s->sum || !s->square) {
        sampler_free(s);
        return fail_memory(diagnostic);
    }
    *sampler = s;
    return STATUS_OK;
}

void sampler_free(struct sampler *s)
{
    if (s) {
        free(s->time);
        free(s->sum);
        free(s->square);
        free(s);
    }
}

static void end_part(struct sampler *s)
{
    const double length = s->stop / SAMPLER_PARTS;
    for (size_t k = 0; k < s->states; k++) {
        const double share = s->time[k] / length;
        s->sum[k] += share;
        s->square[k] += share * share;
        s->time[k] = 0.0;
    }
    s->part++;
}

/* Adds the time up to `t` to the state at hand. */
static void pass(struct sampler *s, double t)
{
    while (s->part < SAMPLER_PARTS) {
        const double end = s->stop * (double)(s->part + 1) / SAMPLER_PARTS;
        if (t < end) {
            break;
        }
        s->time[s->state] += end - s->t;
        s->t = end;
        end_part(s);
    }
    if (s->part < SAMPLER_PARTS) {
        s->time[s->state] += t - s->t;
        s->t = t;
    }
}

void sampler_see(struct sampler *s, double t, const double *signal)
{
    pass(s, t);
    s->state = 0;
    for (size_t v = 0; v < s->variables->count; v++) {
        s->state = s->state << 1 | (signal[v] > 0.0);
    }
}

static enum status allocate(struct distribution *d, bool enumerated, struct diagnostic *diagnostic)
{
    d->share = calloc(d->states, sizeof *d->share);
    d->error = calloc(d->states, sizeof *d->error);
    d->ranked = calloc(d->states, sizeof *d->ranked);
    d->exact = enumerated ? calloc(d->states, sizeof *d->exact) : NULL;
    return d->share && d->error && d->ranked && (d->exact || !enumerated) ? STATUS_OK : fail_memory(diagnostic);
}

/* By share, and then by number. */
static int compare(const void *a, const void *b, void *context)
{
    const size_t first = *(const size_t *)a, second = *(const size_t *)b;
    const double *share = context;
    if (share[first] != share[second]) {
        return share[first] > share[second] ? -1 : 1;
    }
    return first < second ? -1 : 1;
}

/* The mean size of half the sum of normal numbers with these standard deviations is half their sum times this. */
static double mean_size(void)
{
    return sqrt(2.0 / acos(-1.0));
}

static double times(double distance, double by_chance)
{
    return distance > 0.0 ? distance / by_chance : 0.0;
}

double distribution_apart(const struct distribution *a, const struct distribution *b)
{
    double distance = 0.0, errors = 0.0;
    for (size_t k = 0; k < a->states; k++) {
        distance += 0.5 * fabs(a->share[k] - b->share[k]);
        errors += 0.5 * hypot(a->error[k], b->error[k]);
    }
    return times(distance, mean_size() * errors);
}

size_t distribution_unseen(const struct distribution *d)
{
    size_t unseen = d->states;
    for (size_t k = 0; d->exact && k < d->states; k++) {
        if (d->share[k] <= 0.0 && (unseen == d->states || d->exact[k] > d->exact[unseen])) {
            unseen = k;
        }
    }
    return unseen;
}

/* Shares and their errors, and what of both sums up. */
static void count(const struct sampler *s, struct distribution *d)
{
    const double parts = SAMPLER_PARTS;
    double errors = 0.0, distance = 0.0;
    for (size_t k = 0; k < d->states; k++) {
        const double share = s->sum[k] / parts, scatter = s->square[k] / parts - share * share;
        d->share[k] = share;
        d->error[k] = sqrt(fmax(scatter, 0.0) / (parts - 1.0));
        d->ranked[k] = k;
        d->seen += share > 0.0;
        errors += d->error[k];
        distance += d->exact ? fabs(share - d->exact[k]) : 0.0;
    }
    d->variation = d->exact ? 0.5 * distance : NAN;
    d->by_chance = 0.5 * mean_size() * errors;
    d->apart = d->exact ? times(d->variation, d->by_chance) : NAN;
    qsort_r(d->ranked, d->states, sizeof *d->ranked, compare, d->share);
}

/* The largest |J|, which is 1 where beta is that of a circuit. */
static double unit_of(const struct weights *weights)
{
    double unit = 0.0;
    for (size_t e = 0; e < weights->graph->edges; e++) {
        unit = fmax(unit, fabs(weights->graph->edge[e].weight));
    }
    return unit;
}

enum status sampler_end(struct sampler *s, struct distribution **distribution, struct diagnostic *diagnostic)
{
    const struct network *network = s->network;
    const bool enumerated = network->n <= DISTRIBUTION_MOST_NEURONS;
    struct distribution *d = calloc(1, sizeof *d);
    *distribution = NULL;
    if (!d) {
        return fail_memory(diagnostic);
    }
    d->variables = *s->variables;
    d->states = s->states;
    d->beta = network->pbit.beta_end / unit_of(&network->weights);
    d->draws = s->stop / network->pbit.tau;
    enum status status = allocate(d, enumerated, diagnostic);
    if (status == STATUS_OK && enumerated) {
        status = distribution_exact(network, d->exact, diagnostic);
    }
    if (status != STATUS_OK) {
        distribution_free(d);
        return status;
    }
    pass(s, s->stop);
    while (s->part < SAMPLER_PARTS) { /* what rounding left of the last one */
        end_part(s);
    }
    count(s, d);
    *distribution = d;
    return STATUS_OK;
}
