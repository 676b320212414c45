#include "solver/oscillators.h"

#include "netgen/deck_run.h"
#include "netgen/ising_model.h"
#include "netgen/questions/question.h"
#include "netgen/technologies/oscillator.h"
#include "report/visits.h"
#include "solver/phases.h"
#include "solver/spin_record.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct oscillators {
    const struct network *network;
    struct ising_model model;
    struct oscillator_rates rates;
    double sum; /* of all |J| and |h| */
    struct phases *phases;
    char *names, **name; /* [n] of the instances, by which they have their noise */
    double *phase;       /* [n] rad */
    double *changed;     /* [n] when each changed its state last, s; below 0: never */
    double *cosine;      /* [n] of the step before */
    char *best;          /* n characters and a zero */
};

static enum status allocate(struct oscillators *o, struct diagnostic *diagnostic)
{
    const size_t n = o->network->n;
    o->names = calloc(n, DECK_NAME_SIZE);
    o->name = calloc(n, sizeof *o->name);
    o->phase = calloc(n, sizeof *o->phase);
    o->changed = calloc(n, sizeof *o->changed);
    o->cosine = calloc(n, sizeof *o->cosine);
    o->best = calloc(n + 1, 1);
    if (!o->names || !o->name || !o->phase || !o->changed || !o->cosine || !o->best) {
        return fail_memory(diagnostic);
    }
    for (size_t i = 0; i < n; i++) {
        o->name[i] = o->names + i * DECK_NAME_SIZE;
        oscillator_instance(i, o->name[i]);
    }
    return STATUS_OK;
}

enum status oscillators_new(const struct network *network, struct oscillators **oscillators,
                            struct diagnostic *diagnostic)
{
    struct oscillators *made = calloc(1, sizeof *made);
    *oscillators = NULL;
    if (!made) {
        return fail_memory(diagnostic);
    }
    made->network = network;
    enum status status = ising_of_weights(&network->weights, &made->model, diagnostic);
    if (status == STATUS_OK) {
        status = allocate(made, diagnostic);
    }
    if (status == STATUS_OK) {
        const struct ising_model *c = &made->model;
        made->sum = ising_sum(c);
        made->rates = oscillator_rates_of(network, c);
        status = phases_new(&(struct phases_problem){.model = c}, &made->phases, diagnostic);
    }
    if (status != STATUS_OK) {
        oscillators_free(made);
        return status;
    }
    *oscillators = made;
    return STATUS_OK;
}

void oscillators_free(struct oscillators *o)
{
    if (o) {
        phases_free(o->phases);
        ising_clear(&o->model);
        free(o->names);
        free(o->name);
        free(o->phase);
        free(o->changed);
        free(o->cosine);
        free(o->best);
        free(o);
    }
}

double oscillators_memory(const struct network *network)
{
    const double n = (double)network->n, a_coupling = 40.0, an_oscillator = 300.0; /* bytes, with solver/phases.c */
    return (double)network_axons(network) * a_coupling + n * an_oscillator;
}

/* ---- A run ---- */

struct watch {
    struct oscillators *o;
    const struct solver_options *options;
    double t, power; /* of the last step */
    struct spin_record seen;
    bool stopped; /* by the observer */
};

/* What outputs of 1 V and the rails deliver to the resistors, W: what they would deliver into inputs at 0 V, less what
 * the phasors there take off. Eq. (O20) of docs/technologies.md. */
static double power_of(const struct oscillators *o)
{
    const double g0 = o->network->oscillator.g0;
    return g0 * (o->sum - g0 / o->rates.conductance * phases_injected(o->phases));
}

/* The states at a point whose energy and power are known, after the one at `before` (s). */
static void follow_states(struct watch *w, const struct phases_point *point, double before)
{
    struct oscillators *o = w->o;
    double last = -1.0; /* change in this step, s; below 0: none */
    for (size_t i = 0; i < o->network->n; i++) {
        const double from = o->cosine[i], to = point->cosine[i];
        if (point->t > 0.0 && (from > 0.0) != (to > 0.0)) {
            o->changed[i] = point->t;
            last = fmax(last, visits_crossing(before, point->t, from, to));
        }
        o->cosine[i] = to;
    }
    if (last >= 0.0) {
        spin_record_change(&w->seen, last, w->seen.energy - w->power * (point->t - last));
    }
}

static bool observe(void *context, const struct phases_point *point)
{
    struct watch *w = context;
    const double power = power_of(w->o), before = w->t;
    w->seen.energy += 0.5 * (w->power + power) * (point->t - w->t);
    w->seen.peak = fmax(w->seen.peak, power);
    w->t = point->t;
    w->power = power;
    if (point->t == 0.0) {
        spin_record_change(&w->seen, 0.0, 0.0);
    }
    follow_states(w, point, before);
    spin_record_state(&w->seen, point->energy, w->o->sum);
    if (w->options->observe) {
        const struct solver_point seen = {.t = point->t, .signal = point->cosine, .p_synapse = power};
        w->stopped = !w->options->observe(w->options->context, &seen);
    }
    return !w->stopped;
}

enum status oscillators_run(struct oscillators *o, const char *start, const struct solver_options *options, char *state,
                            struct solver_result *result, struct diagnostic *diagnostic)
{
    const struct network *net = o->network;
    struct watch watch = {.o = o, .options = options};
    struct phases_result run;
    oscillator_phases(net, start, o->phase);
    spin_record_begin(&watch.seen, net->n, o->changed);
    const struct phases_options phases = {.coupling = o->rates.coupling,
                                          .pump_start = o->rates.pump_start,
                                          .pump_end = o->rates.pump_end,
                                          .t_stop = options->t_stop,
                                          .diffusion = o->rates.diffusion,
                                          .cell = o->rates.cell,
                                          .longest = options->longest,
                                          .seed = oscillator_seed(net, start),
                                          .name = (const char *const *)o->name,
                                          .observe = observe,
                                          .context = &watch};
    const struct phases_ends ends = {o->phase, state, o->best};
    enum status status = phases_run(o->phases, &phases, &ends, &run, diagnostic);
    if (watch.stopped) {
        return STATUS_SYSTEM; /* whose observer has said why */
    }
    if (status == STATUS_OK) {
        const struct spin_best best = {run.t_best, run.time_best / options->t_stop};
        spin_record_judge(&watch.seen, net, options->t_stop, &best, result);
        result->steps = run.steps;
        result->evaluations = 4 * run.steps; /* stages of a step */
        if (visits_search(net)) {
            memcpy(state, o->best, net->n + 1);
        }
    }
    return status;
}
