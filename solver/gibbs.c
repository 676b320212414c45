#include "solver/gibbs.h"

#include "models/pbit/pbit.h"
#include "solver/ticks.h"

#include <stdlib.h>
#include <string.h>

struct gibbs {
    struct ising_model model; /* whose arrays are the caller's */
    struct ticks *ticks;
    double *drive;      /* [n] f_i = sum_j J_ij s_j + h_i */
    double *lag;        /* [n] what the low pass has not followed yet, times e^(t/tau_synapse) from `since` on */
    signed char *s;     /* [n] */
    signed char *best;  /* [n] the first state with the lowest energy */
    size_t *looked_at;  /* [n] couplings of a row so far, for their check */
    double least_step;  /* energies that are closer are equal but for rounding */
    uint64_t refreshed; /* flips at which sums were last made anew */
};

/* What changes during a run. */
struct run {
    struct gibbs *gibbs;
    const struct gibbs_options *options;
    struct gibbs_result *result;
    double rate;    /* of beta, 1/s */
    double since;   /* s: where the exponential in `lag` is 1 */
    double t;       /* of the last flip, s */
    double energy;  /* now */
    double squares; /* F of Eq. (B7) */
    double in_best; /* time in states of the lowest energy, s */
    bool at_best;   /* the state has the lowest energy */
    bool copied;    /* `best` has it */
};

void gibbs_free(struct gibbs *g)
{
    if (g) {
        ticks_free(g->ticks);
        free(g->drive);
        free(g->lag);
        free(g->s);
        free(g->best);
        free(g->looked_at);
        free(g);
    }
}

/* The rows are in rising order, so when row i is looked at, coupling j to i is the first of row j that was not yet. */
static enum status check(struct gibbs *g, struct diagnostic *diagnostic)
{
    const struct ising_model *w = &g->model;
    for (size_t i = 0; i < w->n; i++) {
        if (w->field && !isfinite(w->field[i])) {
            return fail(diagnostic, STATUS_INPUT, "p-bits: error: the field of p-bit %zu is not finite", i);
        }
        for (size_t k = w->first[i]; k < w->first[i + 1]; k++) {
            const size_t j = w->neuron[k];
            if (j >= w->n || j == i || (k > w->first[i] && j <= w->neuron[k - 1])) {
                return fail(diagnostic, STATUS_INPUT,
                            "p-bits: error: p-bit %zu has a coupling with %zu; expected others, in rising order", i, j);
            }
            const size_t back = w->first[j] + g->looked_at[j]++;
            if (back >= w->first[j + 1] || w->neuron[back] != i || !isfinite(w->value[k]) ||
                w->value[back] != w->value[k]) {
                return fail(diagnostic, STATUS_INPUT,
                            "p-bits: error: couplings of p-bits %zu and %zu; expected the same finite number both ways",
                            i, j);
            }
        }
    }
    return STATUS_OK;
}

enum status gibbs_new(const struct ising_model *model, struct gibbs **out, struct diagnostic *diagnostic)
{
    const size_t n = model->n;
    struct gibbs *g = calloc(1, sizeof *g);
    *out = NULL;
    if (!g) {
        return fail_memory(diagnostic);
    }
    g->model = *model;
    g->ticks = ticks_new(n);
    g->drive = calloc(n + 1, sizeof *g->drive);
    g->lag = calloc(n + 1, sizeof *g->lag);
    g->s = calloc(n + 1, sizeof *g->s);
    g->best = calloc(n + 1, sizeof *g->best);
    g->looked_at = calloc(n + 1, sizeof *g->looked_at);
    enum status status = !g->ticks || !g->drive || !g->lag || !g->s || !g->best || !g->looked_at
                             ? fail_memory(diagnostic)
                             : check(g, diagnostic);
    if (status != STATUS_OK) {
        gibbs_free(g);
        return status;
    }
    g->least_step = 1e-12 * ising_sum(model); /* of sums that are made anew before rounding adds up to that */
    *out = g;
    return STATUS_OK;
}

/* Drives, their squares and the energy from the state. Eqs. (B3), (B7). */
static void sum_up(struct run *run)
{
    struct gibbs *g = run->gibbs;
    const struct ising_model *w = &g->model;
    double energy = 0.0, squares = 0.0;
    for (size_t i = 0; i < w->n; i++) {
        double coupled = 0.0, field = w->field ? w->field[i] : 0.0;
        for (size_t k = w->first[i]; k < w->first[i + 1]; k++) {
            coupled += w->value[k] * g->s[w->neuron[k]];
        }
        g->drive[i] = coupled + field;
        squares += g->drive[i] * g->drive[i];
        energy -= g->s[i] * (0.5 * coupled + field);
    }
    run->energy = energy;
    run->squares = squares;
    g->refreshed = run->result->flips;
}

static double beta_at(const struct run *run, double t)
{
    return run->options->beta_start + run->rate * t;
}

/* Adds the time from the last flip to `t`, in which nothing changed but beta. */
static void account(struct run *run, double t)
{
    double from = beta_at(run, run->t), to = beta_at(run, t), h = t - run->t;
    double squared = h / 3.0 * (from * from + from * to + to * to);
    run->result->beta_squared += squared;
    run->result->power += squared * run->squares;
    run->in_best += run->at_best ? h : 0.0;
    run->t = t;
}

/* The state is known to be one of the lowest energy so far: keeps it before it changes. */
static void keep_best(struct run *run)
{
    if (!run->copied) {
        memcpy(run->gibbs->best, run->gibbs->s, run->gibbs->model.n);
        run->copied = true;
    }
}

/* After a flip at `t`: is this the lowest energy so far? */
static void compare_best(struct run *run, double t)
{
    double above = run->energy - run->result->best;
    run->at_best = fabs(above) <= run->gibbs->least_step;
    if (above < -run->gibbs->least_step) {
        run->result->best = run->energy;
        run->result->best_at = t;
        run->in_best = 0.0;
        run->at_best = true;
        run->copied = false;
    }
}

/* Beta of an input with a low pass, as far as it follows: it is behind by tau_synapse. Eq. (B6). */
static double beta_followed(const struct run *run, double t)
{
    return beta_at(run, t) - run->rate * run->options->tau_synapse;
}

/* e^(t/tau_synapse), counted from where it was 1; what lags is counted from `t` on before that is too large. */
static double growth(struct run *run, double t)
{
    const double most = 300.0; /* e^300 is far within range */
    double x = (t - run->since) / run->options->tau_synapse;
    if (x <= most) {
        return exp(x);
    }
    for (size_t i = 0; i < run->gibbs->model.n; i++) {
        run->gibbs->lag[i] *= exp(-x);
    }
    run->since = t;
    return 1.0;
}

/* The drives of all that are coupled with p-bit `i`, which flips by `change`, and the squares. */
static double spread(struct gibbs *g, size_t i, double change)
{
    const struct ising_model *w = &g->model;
    double *drive = g->drive, more[2] = {0.0, 0.0}; /* two sums, since one would wait for each addition */
    for (size_t k = w->first[i]; k < w->first[i + 1]; k++) {
        double *here = &drive[w->neuron[k]], step = change * w->value[k];
        more[k & 1] += step * (*here + *here + step);
        *here += step;
    }
    return more[0] + more[1];
}

static void spread_lag(struct run *run, size_t i, double t, double change)
{
    const struct ising_model *w = &run->gibbs->model;
    double factor = change * beta_followed(run, t) * growth(run, t);
    for (size_t k = w->first[i]; k < w->first[i + 1]; k++) {
        run->gibbs->lag[w->neuron[k]] -= factor * w->value[k];
    }
}

static void flip(struct run *run, size_t i, double t)
{
    struct gibbs *g = run->gibbs;
    double change = -2.0 * g->s[i], climb = -change * g->drive[i];
    account(run, t);
    if (run->at_best && climb > -g->least_step) {
        keep_best(run);
    }
    g->s[i] = (signed char)-g->s[i];
    run->energy += climb;
    run->squares += spread(g, i, change);
    if (run->options->tau_synapse > 0.0) {
        spread_lag(run, i, t, change);
    }
    compare_best(run, t);
    const uint64_t often = 65536; /* flips until rounding would add up */
    if (++run->result->flips - g->refreshed >= often + 4 * g->model.n) {
        sum_up(run);
    }
}

static double input_of(struct run *run, size_t i, double t)
{
    double drive = run->gibbs->drive[i];
    if (run->options->tau_synapse == 0.0) {
        return beta_at(run, t) * drive; /* Eq. (B4) */
    }
    double e = growth(run, t);
    return beta_followed(run, t) * drive + run->gibbs->lag[i] / e; /* Eq. (B6) */
}

static void observe(const struct run *run, double t, size_t which)
{
    const struct gibbs_result *result = run->result;
    run->options->observe(run->options->context, &(struct gibbs_point){.t = t,
                                                                       .beta = beta_at(run, t),
                                                                       .s = run->gibbs->s,
                                                                       .which = which,
                                                                       .energy = run->energy,
                                                                       .squares = run->squares,
                                                                       .ticks = result->ticks,
                                                                       .flips = result->flips});
}

/* What one tick does. Eq. (B1). */
static void do_tick(struct run *run, const struct tick *tick)
{
    struct gibbs *g = run->gibbs;
    const struct gibbs_options *o = run->options;
    const size_t i = tick->which;
    double input = input_of(run, i, tick->t);
    bool up = o->noiseless ? pbit_is_up_noiseless(input, g->s[i] > 0) : pbit_is_up(input, tick->draw);
    bool flips = up != (g->s[i] > 0);
    run->result->ticks++;
    if (flips) {
        flip(run, i, tick->t);
    }
    if (o->observe && (flips || o->each_tick)) {
        observe(run, tick->t, i);
    }
}

static enum status check_options(const struct gibbs_options *o, size_t n, struct diagnostic *diagnostic)
{
    const double most = 1e15; /* ticks: times that a double tells apart */
    if (!(o->stop > 0.0 && o->tau > 0.0 && o->stop / o->tau * (double)(n + 1) <= most)) {
        return fail(diagnostic, STATUS_INPUT,
                    "p-bits: error: %g s with a tick every %g s; expected times above 0 and at most %g ticks", o->stop,
                    o->tau, most);
    }
    if (!(isfinite(o->tau_synapse) && o->tau_synapse >= 0.0 && isfinite(o->beta_start) && o->beta_start >= 0.0 &&
          isfinite(o->beta_end) && o->beta_end >= 0.0)) {
        return fail(diagnostic, STATUS_INPUT, "p-bits: error: beta from %g to %g, lag %g s; expected numbers from 0",
                    o->beta_start, o->beta_end, o->tau_synapse);
    }
    return STATUS_OK;
}

/* The state, the sums and the clocks at t = 0, where the synapses have followed. */
static void begin(struct run *run)
{
    struct gibbs *g = run->gibbs;
    const struct gibbs_options *o = run->options;
    *run->result = (struct gibbs_result){0};
    for (size_t i = 0; i < g->model.n; i++) {
        if (o->start) {
            g->s[i] = o->start[i];
        } else {
            g->s[i] = pbit_starts_up(o->key[i]) ? 1 : -1;
        }
    }
    sum_up(run);
    for (size_t i = 0; i < g->model.n; i++) {
        g->lag[i] = (o->beta_start - beta_followed(run, 0.0)) * g->drive[i];
    }
    run->result->best = run->energy;
    run->at_best = true;
    ticks_start(g->ticks, o->key, o->tau);
}

enum status gibbs_run(struct gibbs *g, const struct gibbs_options *options, struct gibbs_result *result,
                      struct diagnostic *diagnostic)
{
    enum status status = check_options(options, g->model.n, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    struct run run = {.gibbs = g,
                      .options = options,
                      .result = result,
                      .rate = (options->beta_end - options->beta_start) / options->stop};
    begin(&run);
    if (options->observe) {
        observe(&run, 0.0, g->model.n);
    }
    for (double end = 0.0; end < options->stop;) {
        size_t count;
        const struct tick *tick = ticks_next(g->ticks, &count, &end);
        for (size_t k = 0; k < count && tick[k].t <= options->stop; k++) {
            do_tick(&run, &tick[k]);
        }
    }
    account(&run, options->stop);
    if (run.at_best) {
        keep_best(&run);
    }
    result->energy = run.energy;
    result->best_share = run.in_best / options->stop;
    return STATUS_OK;
}

const signed char *gibbs_state(const struct gibbs *g)
{
    return g->s;
}

const signed char *gibbs_best(const struct gibbs *g)
{
    return g->best;
}
