#include "solver/ensemble_run.h"

#include "base/number.h"
#include "models/constants.h"
#include "solver/ensemble_exact.h"
#include "solver/ensemble_string.h"
#include "solver/jumper.h"
#include "solver/string_period.h"

#include <complex.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What one string does from `after` on, and its energy from the start. */
struct tally {
    double time[2], left[2];     /* s in the antiparallel and the parallel state, of all junctions; jumps out of them */
    double share[STRING_STATES]; /* s in each state of the string */
    double complex wave;         /* the integral of the parallel share with exp(-i omega t), s */
    double energy, energy_after; /* J */
    size_t jumps;
};

/* Sums over the strings. */
struct sums {
    double time[2], left[2], time_squares[2], left_squares[2], mixed[2];
    double parallel, parallel_squares, share[STRING_STATES], share_squares[STRING_STATES];
    double complex wave;
    double wave_squares[2]; /* of its parts */
};

/* A run: the string that has its turn, and what it and the others before have done. */
struct run {
    const struct ensemble *ensemble;
    struct ensemble_result *result;
    struct mtj_rate_at *at; /* [STRING_MOST] */
    struct junction_string string;
    struct string_period period;
    struct ensemble_exact exact;
    double from, to; /* s: of the periods in which the answer to the sine is observed */
    struct sums sums;
};

/* ---- Dwells ---- */

static enum status count_dwell(struct ensemble_dwells *dwells, bool parallel, double dwell,
                               struct diagnostic *diagnostic)
{
    const double place = dwell / dwells->width;
    if (!(place < ENSEMBLE_MOST_BINS)) {
        return fail(diagnostic, STATUS_INPUT, "error: a dwell of %s has more than %d bins of %s; widen --bin",
                    number_engineering((char[32]){0}, 32, dwell, 3, "s"), ENSEMBLE_MOST_BINS,
                    number_engineering((char[32]){0}, 32, dwells->width, 3, "s"));
    }
    const size_t bin = (size_t)place;
    if (bin >= dwells->bins) {
        const size_t bins = bin + 1 + bin / 2;
        for (int s = 0; s < 2; s++) {
            size_t *grown = realloc(dwells->count[s], bins * sizeof *grown);
            if (!grown) {
                return fail_memory(diagnostic);
            }
            memset(grown + dwells->bins, 0, (bins - dwells->bins) * sizeof *grown);
            dwells->count[s] = grown;
        }
        dwells->bins = bins;
    }
    dwells->count[parallel][bin]++;
    return STATUS_OK;
}

/* Bins beyond the longest dwell were room to grow. */
static void trim_dwells(struct ensemble_dwells *dwells)
{
    while (dwells->bins > 0 && dwells->count[0][dwells->bins - 1] == 0 && dwells->count[1][dwells->bins - 1] == 0) {
        dwells->bins--;
    }
}

/* ---- One string ---- */

/* The integral of exp(-i omega t) from `a` to `b`. */
static double complex wave_between(double omega, double a, double b)
{
    return (cexp(-I * omega * a) - cexp(-I * omega * b)) / (I * omega);
}

/* The string is in `state` from `t` for `h`. */
static void stay(const struct run *run, unsigned state, double t, double h, struct tally *tally)
{
    const struct ensemble *e = run->ensemble;
    const double begin = fmax(t, e->after), seen = t + h - begin, parallel = ensemble_parallel_in(state);
    tally->energy += string_period_energy(&run->period, state, t, h);
    if (seen > 0.0) {
        tally->time[1] += parallel * seen;
        tally->time[0] += ((double)e->in_series - parallel) * seen;
        tally->share[state] += seen;
        tally->energy_after += string_period_energy(&run->period, state, begin, seen);
    }
    const double from = fmax(t, run->from), to = fmin(t + h, run->to);
    if (e->amplitude != 0.0 && to > from) {
        /* Over whole periods a constant adds nothing: without jumps the answer is exactly none. */
        const double since_start = (parallel - (e->junction.start == 0.0 ? (double)e->in_series : 0.0));
        tally->wave += since_start / (double)e->in_series * wave_between(2.0 * PI * e->frequency, from, to);
    }
}

/* A constant rate needs no integrals over a period. */
static struct jumper_piece constant_piece(const struct run *run, unsigned state, size_t k)
{
    return (struct jumper_piece){run->period.rate[state][k].ln_rate[0], 0.0};
}

/* The junction that jumps first from `t` on, and *wait, the time until then; `count` of the string where none does
 * before the end. */
static size_t find_first(const struct run *run, const struct jumper *device, unsigned state, double t, double *wait)
{
    size_t first = run->string.count;
    *wait = run->ensemble->stop - t;
    for (size_t k = 0; k < run->string.count; k++) {
        double own = run->period.pieces == 1 ? jumper_wait(&device[k], constant_piece(run, state, k))
                                             : periodic_rate_wait(&run->period.rate[state][k], t, device[k].left);
        if (own < *wait) {
            first = k;
            *wait = own;
        }
    }
    return first;
}

/* The time `wait` passes, and the junction `first` jumps. */
static void pass(const struct run *run, struct jumper *device, unsigned state, double t, double wait, size_t first)
{
    for (size_t k = 0; k < run->string.count; k++) {
        if (k != first && run->period.pieces == 1) {
            jumper_pass(&device[k], constant_piece(run, state, k), wait);
        } else if (k != first) {
            double integral = periodic_rate_integral(&run->period.rate[state][k], t, wait);
            device[k].left = fmax(device[k].left - integral, 0.0); /* rounding */
        }
    }
    jumper_jump(&device[first]);
}

static void begin_string(const struct run *run, size_t number, struct jumper device[STRING_MOST])
{
    char name[ENSEMBLE_NAME];
    for (size_t k = 0; k < run->string.count; k++) {
        ensemble_name(name, run->ensemble, number * run->string.count + k);
        device[k] = jumper_begin((uint64_t)llround(run->ensemble->junction.noise), name);
    }
}

static enum status run_string(struct run *run, size_t number, struct tally *tally, struct diagnostic *diagnostic)
{
    const struct ensemble *e = run->ensemble;
    struct jumper device[STRING_MOST];
    double entered[STRING_MOST] = {0.0}, wait; /* s: when each came to its state */
    unsigned state = e->junction.start == 0.0 ? (1u << e->in_series) - 1 : 0;
    enum status status = STATUS_OK;
    *tally = (struct tally){0};
    begin_string(run, number, device);
    for (double t = 0.0; status == STATUS_OK;) {
        if (!run->period.known[state]) {
            status = string_period_know(&run->period, e, &run->string, state, diagnostic);
        }
        if (status != STATUS_OK) {
            break;
        }
        const size_t first = find_first(run, device, state, t, &wait);
        stay(run, state, t, wait, tally);
        if (first == run->string.count) {
            break;
        }
        pass(run, device, state, t, wait, first);
        t += wait;
        const bool parallel = state >> first & 1;
        tally->jumps++;
        tally->left[parallel] += t >= e->after ? 1.0 : 0.0;
        if (run->result->dwells.width > 0.0 && entered[first] >= e->after) {
            status = count_dwell(&run->result->dwells, parallel, t - entered[first], diagnostic);
        }
        entered[first] = t;
        state ^= 1u << first;
    }
    return status;
}

/* ---- All strings ---- */

static void add_string(struct run *run, const struct tally *tally)
{
    const struct ensemble *e = run->ensemble;
    struct sums *sums = &run->sums;
    const double seen = e->stop - e->after, parallel = tally->time[1] / (seen * (double)e->in_series);
    for (int s = 0; s < 2; s++) {
        sums->time[s] += tally->time[s];
        sums->left[s] += tally->left[s];
        sums->time_squares[s] += tally->time[s] * tally->time[s];
        sums->left_squares[s] += tally->left[s] * tally->left[s];
        sums->mixed[s] += tally->time[s] * tally->left[s];
    }
    sums->parallel += parallel;
    sums->parallel_squares += parallel * parallel;
    for (unsigned s = 0; s < 1u << e->in_series; s++) {
        sums->share[s] += tally->share[s] / seen;
        sums->share_squares[s] += tally->share[s] / seen * (tally->share[s] / seen);
    }
    if (run->result->periods > 0) { /* amplitude of a sine: 2 i/T times the integral with exp(-i omega t) */
        const double complex wave = 2.0 * I * tally->wave / (run->to - run->from);
        sums->wave += wave;
        sums->wave_squares[0] += creal(wave) * creal(wave);
        sums->wave_squares[1] += cimag(wave) * cimag(wave);
    }
    run->result->jumps += tally->jumps;
    run->result->energy += tally->energy;
    run->result->power += tally->energy_after / seen;
}

static struct ensemble_mean mean_of(double sum, double squares, size_t count)
{
    const double n = (double)count, mean = sum / n;
    return (struct ensemble_mean){mean, count > 1 ? sqrt(fmax(squares / n - mean * mean, 0.0) / (n - 1.0)) : NAN};
}

/* The time in a state over the number of jumps out of it: also dwells that are not over count. Its error is that of a
 * ratio of two sums. */
static struct ensemble_mean dwell_of(const struct sums *sums, int s, size_t strings)
{
    const double n = (double)strings, ratio = sums->time[s] / sums->left[s];
    const double squares = sums->time_squares[s] - 2.0 * ratio * sums->mixed[s] + ratio * ratio * sums->left_squares[s];
    return (struct ensemble_mean){ratio, strings > 1 ? sqrt(fmax(squares, 0.0) * n / (n - 1.0)) / sums->left[s] : NAN};
}

static struct ensemble_answer answer_of(double complex amplitude)
{
    return (struct ensemble_answer){cabs(amplitude), carg(amplitude)};
}

static void sum_up(const struct run *run)
{
    const struct ensemble *e = run->ensemble;
    const struct sums *sums = &run->sums;
    struct ensemble_result *r = run->result;
    const struct ensemble_exact *exact = &run->exact;
    const double n = (double)e->strings, known = e->amplitude == 0.0 ? 1.0 : NAN, of = known / (double)exact->strings;
    for (int s = 0; s < 2; s++) {
        r->dwell[s] = dwell_of(sums, s, e->strings);
        r->exact_dwell[s] = known * exact->time[s] / exact->left[s];
    }
    r->memory = 1.0 / (exact->left[0] / exact->time[0] + exact->left[1] / exact->time[1]);
    r->parallel = mean_of(sums->parallel, sums->parallel_squares, e->strings);
    r->exact_parallel = of * exact->time[1] / (double)e->in_series;
    r->exact_power = of * n * exact->power;
    for (unsigned s = 0; s < 1u << e->in_series; s++) {
        r->share[s] = mean_of(sums->share[s], sums->share_squares[s], e->strings);
        r->exact_share[s] = of * exact->share[s];
    }
    if (r->periods > 0) {
        struct ensemble_mean part[2] = {mean_of(creal(sums->wave), sums->wave_squares[0], e->strings),
                                        mean_of(cimag(sums->wave), sums->wave_squares[1], e->strings)};
        r->answer = answer_of(sums->wave / n);
        r->linear = answer_of((exact->linear[0] + I * exact->linear[1]) / (double)exact->strings);
        r->error.amplitude = sqrt(0.5 * (part[0].error * part[0].error + part[1].error * part[1].error));
        r->error.phase = r->error.amplitude / r->answer.amplitude;
    }
    trim_dwells(&r->dwells);
}

/* The whole periods from `after` on. */
static void find_periods(struct run *run)
{
    const struct ensemble *e = run->ensemble;
    if (e->amplitude != 0.0) {
        double first = ceil(e->after * e->frequency - 1e-9), last = floor(e->stop * e->frequency + 1e-9); /* rounding */
        run->from = first / e->frequency;
        run->to = last / e->frequency;
        run->result->periods = last > first ? (size_t)(last - first) : 0;
    }
}

static enum status run_strings(struct run *run, struct diagnostic *diagnostic)
{
    const bool varies = ensemble_varies(run->ensemble);
    struct tally tally;
    enum status status = STATUS_OK;
    for (size_t number = 0; number < run->ensemble->strings && status == STATUS_OK; number++) {
        if (number == 0 || varies) {
            string_period_forget(&run->period);
            status = ensemble_string(run->ensemble, number, run->at, &run->string, diagnostic);
            if (status == STATUS_OK) {
                status = ensemble_exact_add(&run->exact, run->ensemble, &run->string, diagnostic);
            }
        }
        if (status == STATUS_OK) {
            status = run_string(run, number, &tally, diagnostic);
        }
        if (status == STATUS_OK) {
            add_string(run, &tally);
        }
    }
    return status;
}

enum status ensemble_run(const struct ensemble *ensemble, double bin, struct ensemble_result *result,
                         struct diagnostic *diagnostic)
{
    struct run run = {.ensemble = ensemble, .result = result, .at = calloc(STRING_MOST, sizeof *run.at)};
    *result = (struct ensemble_result){.dwells.width = bin};
    enum status status =
        run.at ? ensemble_pieces(ensemble, run.at, &result->pieces, diagnostic) : fail_memory(diagnostic);
    if (status == STATUS_OK) {
        status = string_period_make(&run.period, ensemble, result->pieces, diagnostic);
    }
    if (status == STATUS_OK) {
        find_periods(&run);
        status = run_strings(&run, diagnostic);
    }
    if (status == STATUS_OK) {
        sum_up(&run);
    } else {
        ensemble_result_clear(result);
    }
    string_period_clear(&run.period);
    free(run.at);
    return status;
}

void ensemble_result_clear(struct ensemble_result *result)
{
    free(result->dwells.count[0]);
    free(result->dwells.count[1]);
    result->dwells = (struct ensemble_dwells){0};
}
