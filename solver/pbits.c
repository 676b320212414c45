#include "solver/pbits.h"

#include "models/noise.h"
#include "netgen/ising_model.h"
#include "netgen/deck_run.h"
#include "netgen/questions/question.h"
#include "netgen/technologies/pbit.h"
#include "report/visits.h"
#include "solver/gibbs.h"
#include "solver/spin_record.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct pbits {
    const struct network *network;
    struct ising_model model;
    double sum, conductance; /* of all |J| and |h|; g_T, S */
    struct gibbs *gibbs;
    uint64_t *key;     /* [n] */
    signed char *spin; /* [n] of the start */
    double *signal;    /* [n] the state as an observer has it */
    double *changed;   /* [n] when each changed last, s; below 0: never */
};

static enum status allocate(struct pbits *p, struct diagnostic *diagnostic)
{
    const size_t n = p->network->n;
    p->key = calloc(n, sizeof *p->key);
    p->spin = calloc(n, sizeof *p->spin);
    p->signal = calloc(n, sizeof *p->signal);
    p->changed = calloc(n, sizeof *p->changed);
    return p->key && p->spin && p->signal && p->changed ? STATUS_OK : fail_memory(diagnostic);
}

enum status pbits_new(const struct network *network, struct pbits **pbits, struct diagnostic *diagnostic)
{
    struct pbits *made = calloc(1, sizeof *made);
    *pbits = NULL;
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
        made->conductance = pbit_total_conductance(network, c);
        status = gibbs_new(c, &made->gibbs, diagnostic);
    }
    if (status != STATUS_OK) {
        pbits_free(made);
        return status;
    }
    *pbits = made;
    return STATUS_OK;
}

void pbits_free(struct pbits *p)
{
    if (p) {
        gibbs_free(p->gibbs);
        ising_clear(&p->model);
        free(p->key);
        free(p->spin);
        free(p->signal);
        free(p->changed);
        free(p);
    }
}

double pbits_memory(const struct network *network)
{
    const double n = (double)network->n, a_coupling = 60.0, a_pbit = 200.0; /* bytes, with those of solver/gibbs.c */
    return (double)network_axons(network) * a_coupling + n * a_pbit;
}

/* ---- A run ---- */

struct watch {
    struct pbits *p;
    const struct solver_options *options;
    double t, beta, squares; /* of the last event; Eq. (B7) */
    struct spin_record seen;
    bool stopped; /* by the observer */
};

/* The rails' power at `beta`, W. Eq. (B7). */
static double power(const struct watch *w, double beta, double squares)
{
    const struct pbit_circuit *pbit = &w->p->network->pbit;
    const double volts = beta * pbit->v0 * w->p->conductance / pbit->g0;
    return volts * volts * pbit->g0 * (w->p->sum - pbit->g0 / w->p->conductance * squares);
}

/* What comes out of the rails from the last event to one at `t`, J: beta is linear in time, and its square is
 * integrated exactly by Simpson's rule. */
static double energy_since(const struct watch *w, double t, double beta)
{
    const double middle = power(w, 0.5 * (w->beta + beta), w->squares);
    return (t - w->t) / 6.0 * (power(w, w->beta, w->squares) + 4.0 * middle + power(w, beta, w->squares));
}

static void show(struct watch *w, double t, double beta)
{
    const struct solver_point point = {.t = t, .signal = w->p->signal, .p_synapse = power(w, beta, w->squares)};
    if (w->options->observe && !w->stopped) {
        w->stopped = !w->options->observe(w->options->context, &point);
    }
}

static void observe(void *context, const struct gibbs_point *point)
{
    struct watch *w = context;
    const size_t n = w->p->network->n;
    if (point->which < n) {
        w->seen.energy += energy_since(w, point->t, point->beta);
        w->seen.peak = fmax(w->seen.peak, power(w, point->beta, w->squares));
        show(w, point->t, point->beta); /* the state up to now: between points a trace is a straight line */
        w->p->signal[point->which] = point->s[point->which];
        w->p->changed[point->which] = point->t;
    }
    for (size_t i = 0; point->which == n && i < n; i++) {
        w->p->signal[i] = point->s[i];
    }
    w->t = point->t;
    w->beta = point->beta;
    w->squares = point->squares;
    w->seen.peak = fmax(w->seen.peak, power(w, w->beta, w->squares));
    spin_record_change(&w->seen, point->t, w->seen.energy);
    spin_record_state(&w->seen, point->energy, w->p->sum);
    show(w, point->t, point->beta);
}

static void write_state(const signed char *spin, size_t n, char *state)
{
    for (size_t i = 0; i < n; i++) {
        state[i] = spin[i] > 0 ? '1' : '0';
    }
    state[n] = '\0';
}

/* The result at the end of a run. */
static void judge(const struct watch *w, const struct gibbs_result *run, char *state, struct solver_result *result)
{
    const struct pbits *p = w->p;
    const struct spin_best best = {run->best_at, run->best_share};
    write_state(visits_search(p->network) ? gibbs_best(p->gibbs) : gibbs_state(p->gibbs), p->network->n, state);
    spin_record_judge(&w->seen, p->network, w->options->t_stop, &best, result);
    result->steps = run->flips;
    result->evaluations = run->ticks;
}

enum status pbits_run(struct pbits *p, const char *start, const struct solver_options *options, char *state,
                      struct solver_result *result, struct diagnostic *diagnostic)
{
    const struct network *net = p->network;
    const unsigned long seed = pbit_noise_seed(net, start);
    struct watch watch = {.p = p, .options = options};
    struct gibbs_result run;
    for (size_t i = 0; i < net->n; i++) {
        char name[DECK_NAME_SIZE];
        pbit_instance(i, name);
        p->key[i] = noise_key(seed, name);
        p->spin[i] = start[i] == '1' ? 1 : -1;
    }
    spin_record_begin(&watch.seen, net->n, p->changed);
    const struct gibbs_options gibbs = {.beta_start = net->pbit.beta_start,
                                        .beta_end = net->pbit.beta_end,
                                        .stop = options->t_stop,
                                        .tau = net->pbit.tau,
                                        .tau_synapse = net->pbit.lag,
                                        .key = p->key,
                                        .start = p->spin,
                                        .observe = observe,
                                        .context = &watch};
    enum status status = gibbs_run(p->gibbs, &gibbs, &run, diagnostic);
    if (status == STATUS_OK && watch.stopped) {
        return STATUS_SYSTEM;
    }
    if (status == STATUS_OK) {
        watch.seen.energy += energy_since(&watch, options->t_stop, net->pbit.beta_end);
        watch.seen.peak = fmax(watch.seen.peak, power(&watch, net->pbit.beta_end, watch.squares));
        show(&watch, options->t_stop, net->pbit.beta_end);
        judge(&watch, &run, state, result);
    }
    return status;
}
