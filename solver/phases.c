#include "solver/phases.h"

#include "base/number.h"
#include "models/constants.h"
#include "models/noise.h"
#include "solver/circle.h"
#include "solver/couplings.h"

#include <math.h>
#include <stdio.h>

static const double TURN = 0.5;        /* the greatest product of a step and the rates of a phase */
static const double REST = 1e-3;       /* of the greatest speed: a phase that is slower rests */
static const double MOST_STEPS = 1e12; /* of a run */

struct phases {
    struct ising_model model; /* whose arrays are the caller's */
    size_t n, padded;
    struct couplings *couplings;
    double *memory;                     /* that the arrays below are parts of */
    double *field, *detuning;           /* [padded] those of the problem, 0 beyond the n */
    double *sum_cos, *sum_sin;          /* of the couplings with cosines and sines */
    double *cosine, *sine;              /* of the phases in the stage of a step */
    double *phase;                      /* rad */
    double *steady;                     /* what turns it whatever the phases are: detuning and noise, rad/s */
    double *rate, *sum;                 /* of the stage, and of the stages with their weights, rad/s */
    double *state, *sum_state, *unused; /* +1 and -1; the couplings with them */
    double *later;                      /* the noise of the next cell, where it is known, rad/s */
    uint64_t *key;                      /* [n] of the noise */
    double scale;                       /* of energies: sum of |J_ij|/2 and |h_i| */
};

/* ---- Preparation ---- */

static enum status check_problem(const struct phases_problem *p, struct diagnostic *diagnostic)
{
    const struct ising_model *rows = p->model;
    for (size_t i = 0; i < rows->n; i++) {
        if ((rows->field && !isfinite(rows->field[i])) || (p->detuning && !isfinite(p->detuning[i]))) {
            return fail(diagnostic, STATUS_INPUT,
                        "error: field or detuning of oscillator %zu is not a number; expected a finite one", i + 1);
        }
        for (size_t k = rows->first[i]; k < rows->first[i + 1]; k++) {
            if (rows->neuron[k] >= rows->n || rows->neuron[k] == i) {
                return fail(diagnostic, STATUS_INPUT,
                            "error: oscillator %zu is coupled to oscillator %zu; expected another of 1 to %zu", i + 1,
                            (size_t)rows->neuron[k] + 1, rows->n);
            }
            if (!isfinite(rows->value[k])) {
                return fail(diagnostic, STATUS_INPUT,
                            "error: the coupling of oscillators %zu and %zu is not a number; expected a finite one",
                            i + 1, (size_t)rows->neuron[k] + 1);
            }
        }
    }
    return STATUS_OK;
}

enum status phases_new(const struct phases_problem *problem, struct phases **phases, struct diagnostic *diagnostic)
{
    *phases = NULL;
    enum status status = check_problem(problem, diagnostic);
    if (status) {
        return status;
    }
    struct phases *p = calloc(1, sizeof *p);
    if (!p) {
        return fail_memory(diagnostic);
    }
    p->model = *problem->model;
    p->n = problem->model->n;
    p->couplings = couplings_new(problem->model);
    p->padded = p->couplings ? couplings_padded(p->couplings) : 0;
    double **const arrays[] = {&p->field, &p->detuning,  &p->sum_cos, &p->sum_sin, &p->cosine,
                               &p->sine,  &p->phase,     &p->steady,  &p->rate,    &p->sum,
                               &p->state, &p->sum_state, &p->unused,  &p->later};
    const size_t count = sizeof arrays / sizeof *arrays;
    p->memory = vector_new(count * p->padded);
    p->key = calloc(p->n + 1, sizeof *p->key);
    if (!p->couplings || !p->memory || !p->key) {
        phases_free(p);
        return fail_memory(diagnostic);
    }
    for (size_t k = 0; k < count; k++) {
        *arrays[k] = p->memory + k * p->padded;
    }
    for (size_t i = 0; i < p->n; i++) {
        p->field[i] = p->model.field ? p->model.field[i] : 0.0;
        p->detuning[i] = problem->detuning ? problem->detuning[i] : 0.0;
        p->scale += 0.5 * (ising_row(&p->model, i) + fabs(p->field[i]));
    }
    *phases = p;
    return STATUS_OK;
}

void phases_free(struct phases *phases)
{
    if (phases) {
        couplings_free(phases->couplings);
        free(phases->memory);
        free(phases->key);
        free(phases);
    }
}

/* ---- Rates and steps ---- */

/* The greatest rate at which others and the pump may turn oscillator `i`, and its greatest return rate, rad/s. */
static double pull_on(const struct phases *p, const struct phases_options *options, size_t i, double pump)
{
    return options->coupling * ising_row(&p->model, i) + pump;
}

static double greatest_pump(const struct phases_options *options)
{
    return fmax(options->pump_start, options->pump_end);
}

double phases_cell(const struct phases *phases, const struct phases_options *options)
{
    double strongest = 0.0;
    for (size_t i = 0; i < phases->n; i++) {
        strongest = fmax(strongest, pull_on(phases, options, i, greatest_pump(options)));
    }
    return strongest > 0.0 ? exp2(floor(log2(0.25 / strongest))) : 1.0;
}

static double longest_step(const struct phases *p, const struct phases_options *options)
{
    double fastest = 0.0;
    for (size_t i = 0; i < p->n; i++) {
        fastest = fmax(fastest, fabs(p->detuning[i]) + pull_on(p, options, i, greatest_pump(options)));
    }
    return fmin(options->longest, TURN / fastest);
}

/* ---- Noise and start ---- */

static void set_keys(const struct phases *p, const struct phases_options *options)
{
    for (size_t i = 0; i < p->n; i++) {
        char number[24];
        snprintf(number, sizeof number, "%zu", i + 1);
        p->key[i] = noise_key(options->seed, options->name ? options->name[i] : number);
    }
}

enum status phases_start(const struct phases *phases, const struct phases_options *options, const char *start,
                         double spread, double *phase, struct diagnostic *diagnostic)
{
    set_keys(phases, options);
    for (size_t i = 0; i < phases->n; i++) {
        if (start && start[i] != '0' && start[i] != '1') {
            return fail(diagnostic, STATUS_INPUT,
                        "error: the start state has not 0 or 1 for oscillator %zu; expected %zu such characters", i + 1,
                        phases->n);
        }
        /* The last numbers of the oscillator's noise, which no cell comes to. */
        const struct noise noise = {.spread = spread, .key = phases->key[i]};
        double normal[2];
        noise_rates(&noise, UINT64_MAX, normal);
        phase[i] = start ? (start[i] == '1' ? 0.0 : PI) + normal[0]
                         : 2.0 * PI * (noise_uniform(phases->key[i], UINT64_MAX) - 0.5);
    }
    return STATUS_OK;
}

/* What turns the phases in cell `number`: two cells have their numbers from one call of the generator. */
static void begin_cell(const struct phases *p, const struct phases_options *options, double cell, uint64_t number)
{
    const double spread = sqrt(2.0 * options->diffusion / cell);
    for (size_t i = 0; i < p->n; i++) {
        if (number % 2 == 0) {
            const struct noise noise = {.spread = spread, .key = p->key[i]};
            double rates[2];
            noise_rates(&noise, number / 2, rates);
            p->steady[i] = p->detuning[i] + rates[0];
            p->later[i] = rates[1];
        } else {
            p->steady[i] = p->detuning[i] + p->later[i];
        }
    }
}

/* ---- A step ---- */

/* Cosines and sines of the phases, gone on by `h` (s) at the rates of the last stage. */
VECTOR static void find_circle(const struct phases *p, double h)
{
    circle_of(p->padded, p->phase, h, p->rate, p->cosine, p->sine);
}

/* The rates of a stage, which are added to the sum with their weight. Eq. (O8) */
VECTOR static void find_rates(const struct phases *p, double coupling, double pump, double weight)
{
    const double *const sine = p->sine, *const cosine = p->cosine, *const steady = p->steady, *const field = p->field;
    const double *const sum_cos = p->sum_cos, *const sum_sin = p->sum_sin;
    double *const rate = p->rate, *const sum = p->sum;
    VECTOR_LOOP
    for (size_t i = 0; i < vector_whole(p->padded); i++) {
        double drive = sum_sin[i] * cosine[i] - (sum_cos[i] + field[i]) * sine[i];
        rate[i] = (steady[i] + coupling * drive) - pump * (sine[i] * cosine[i]); /* Eq. (O8) */
        sum[i] += weight * rate[i];
    }
}

/* What the others inject, with the phases at which find_circle was. */
static void find_sums(const struct phases *p)
{
    couplings_multiply(p->couplings, p->cosine, p->sine, p->sum_cos, p->sum_sin);
}

/* A stage of a step, gone on by `h` (s) at the rates of the last one. */
static void stage(const struct phases *p, const struct phases_options *options, double h, double pump, double weight)
{
    find_circle(p, h);
    find_sums(p);
    find_rates(p, options->coupling, pump, weight);
}

VECTOR static void end_step(const struct phases *p, double h)
{
    double *const phase = p->phase, *const sum = p->sum;
    VECTOR_LOOP
    for (size_t i = 0; i < vector_whole(p->padded); i++) {
        phase[i] += h * sum[i];
        sum[i] = 0.0;
    }
}

/* A step of `h` s from phases whose cosines, sines and sums are known, as they are after it, with a pump that changes
 * from pump[0] to pump[2]. */
static void step(const struct phases *p, const struct phases_options *options, const double pump[3], double h)
{
    find_rates(p, options->coupling, pump[0], 1.0 / 6.0);
    stage(p, options, 0.5 * h, pump[1], 1.0 / 3.0);
    stage(p, options, 0.5 * h, pump[1], 1.0 / 3.0);
    stage(p, options, h, pump[2], 1.0 / 6.0);
    end_step(p, h);
    find_circle(p, 0.0);
    find_sums(p);
}

/* ---- A run ---- */

/* Whether the state has changed; sets it to the signs of the cosines. */
VECTOR static bool update_state(const struct phases *p)
{
    const double *const cosine = p->cosine;
    double *const state = p->state;
    double changes = 0.0;
#pragma omp simd reduction(+ : changes)
    for (size_t i = 0; i < vector_whole(p->padded); i++) {
        double now = cosine[i] > 0.0 ? 1.0 : -1.0;
        changes += now != state[i] ? 1.0 : 0.0;
        state[i] = now;
    }
    return changes > 0.0;
}

static double energy_of(const struct phases *p)
{
    couplings_multiply(p->couplings, p->state, p->state, p->sum_state, p->unused);
    return -0.5 * vector_sum_of(p->sum_state, p->state, p->padded) - vector_sum_of(p->field, p->state, p->padded);
}

static void write_state(const struct phases *p, char *state)
{
    for (size_t i = 0; state && i < p->n; i++) {
        state[i] = p->state[i] > 0.0 ? '1' : '0';
    }
    if (state) {
        state[p->n] = '\0';
    }
}

/* Looks at the state in which the run is at `t`. */
static bool look(const struct phases *p, const struct phases_options *options, double t, double pump, char *best,
                 struct phases_result *result)
{
    if (update_state(p) || t == 0.0) {
        result->energy = energy_of(p);
        result->flips += t > 0.0;
    }
    if (t == 0.0 || result->energy < result->best - 1e-12 * p->scale) { /* more than rounding */
        result->best = result->energy;
        result->t_best = t;
        result->time_best = 0.0;
        write_state(p, best);
    }
    const struct phases_point point = {t, pump, p->phase, p->cosine, result->energy};
    return !options->observe || options->observe(options->context, &point);
}

double phases_injected(const struct phases *p)
{
    double squares = 0.0;
    for (size_t i = 0; i < p->n; i++) {
        const double real = p->sum_cos[i] + p->field[i];
        squares += real * real + p->sum_sin[i] * p->sum_sin[i];
    }
    return squares;
}

static enum status check_options(const struct phases_options *o, struct diagnostic *diagnostic)
{
    const struct {
        const char *name;
        double value;
        bool is_above; /* 0; else it may be 0 */
    } numbers[] = {{"coupling K", o->coupling, false},      {"pump at the start", o->pump_start, false},
                   {"pump at the end", o->pump_end, false}, {"stop time", o->t_stop, true},
                   {"diffusion D", o->diffusion, false},    {"cell of the noise", o->cell, false}};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        if (!isfinite(numbers[i].value) || numbers[i].value < 0.0 || (numbers[i].is_above && numbers[i].value == 0.0)) {
            return fail(diagnostic, STATUS_INPUT, "error: the %s is %g; expected a finite number %s 0", numbers[i].name,
                        numbers[i].value, numbers[i].is_above ? "above" : "not below");
        }
    }
    return o->longest > 0.0
               ? STATUS_OK
               : fail(diagnostic, STATUS_INPUT, "error: the longest step is %g; expected more than 0", o->longest);
}

static size_t count_moving(const struct phases *p, const struct phases_options *options)
{
    size_t moving = 0;
    memcpy(p->steady, p->detuning, p->padded * sizeof *p->steady);
    find_rates(p, options->coupling, options->pump_end, 0.0);
    for (size_t i = 0; i < p->n; i++) {
        moving += fabs(p->rate[i]) > REST * (fabs(p->detuning[i]) + pull_on(p, options, i, options->pump_end));
    }
    return moving;
}

/* One cell of noise, or the whole run. */
struct cell {
    double begin, end; /* s */
    size_t steps;
};

static bool run_cell(const struct phases *p, const struct phases_options *options, const struct cell *cell, char *best,
                     struct phases_result *result)
{
    const size_t steps = cell->steps;
    const double begin = cell->begin, end = cell->end, h = (end - begin) / (double)steps;
    const double slope = (options->pump_end - options->pump_start) / options->t_stop;
    for (size_t k = 0; k < steps; k++) {
        const double t = begin + (double)k * h, next = k + 1 < steps ? begin + (double)(k + 1) * h : end;
        const double pump[3] = {options->pump_start + slope * t, options->pump_start + slope * (t + 0.5 * h),
                                options->pump_start + slope * next};
        result->time_best += result->energy <= result->best + 1e-12 * p->scale ? next - t : 0.0;
        step(p, options, pump, h);
        result->steps++;
        if (!look(p, options, next, pump[2], best, result)) {
            return false;
        }
    }
    return true;
}

enum status phases_run(struct phases *phases, const struct phases_options *options, const struct phases_ends *ends,
                       struct phases_result *result, struct diagnostic *diagnostic)
{
    struct phases *p = phases;
    double *phase = ends->phase;
    enum status status = check_options(options, diagnostic);
    if (status) {
        return status;
    }
    const bool noisy = options->diffusion > 0.0;
    const double span = !noisy ? options->t_stop : options->cell > 0.0 ? options->cell : phases_cell(p, options);
    const double parts = fmax(ceil(span / longest_step(p, options)), 1.0);
    if (!(parts * (options->t_stop / span) <= MOST_STEPS)) {
        return fail(diagnostic, STATUS_INPUT,
                    "error: the run takes %s steps; expected at most %.0f: a shorter stop time, "
                    "or weaker couplings, pump and detuning",
                    ROUNDED(parts * (options->t_stop / span)), MOST_STEPS);
    }
    *result = (struct phases_result){0};
    set_keys(p, options);
    memset(p->phase, 0, p->padded * sizeof *p->phase);
    memcpy(p->phase, phase, p->n * sizeof *phase);
    memcpy(p->steady, p->detuning, p->padded * sizeof *p->steady);
    memset(p->sum, 0, p->padded * sizeof *p->sum);
    find_circle(p, 0.0);
    find_sums(p);
    bool on = look(p, options, 0.0, options->pump_start, ends->best, result);
    for (uint64_t number = 0; on && (double)number * span < options->t_stop; number++) {
        const double begin = (double)number * span;
        const struct cell cell = {begin, fmin(begin + span, options->t_stop), (size_t)parts};
        if (noisy) {
            begin_cell(p, options, span, number);
        }
        on = run_cell(p, options, &cell, ends->best, result);
    }
    memcpy(phase, p->phase, p->n * sizeof *phase);
    write_state(p, ends->state);
    result->moving = count_moving(p, options);
    return on ? STATUS_OK : fail(diagnostic, STATUS_SYSTEM, "error: the run was ended by its observer");
}
