#include "solver/string_period.h"

#include "solver/ensemble_string.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum status string_period_make(struct string_period *period, const struct ensemble *ensemble, size_t pieces,
                               struct diagnostic *diagnostic)
{
    const size_t states = (size_t)1 << ensemble->in_series, row = pieces + 1, rows = 2 * (ensemble->in_series + 1);
    *period = (struct string_period){.period = pieces > 1 ? 1.0 / ensemble->frequency : ensemble->stop,
                                     .pieces = pieces,
                                     .memory = calloc(states * rows * row, sizeof *period->memory)};
    if (!period->memory) {
        return fail_memory(diagnostic);
    }
    double *next = period->memory;
    for (size_t s = 0; s < states; s++) {
        for (size_t k = 0; k < ensemble->in_series; k++, next += 2 * row) {
            period->rate[s][k] = (struct periodic_rate){period->period, pieces, next, next + row};
        }
        period->power[s] = next;
        period->energy[s] = next + row;
        next += 2 * row;
    }
    return STATUS_OK;
}

void string_period_clear(struct string_period *period)
{
    free(period->memory);
    *period = (struct string_period){0};
}

void string_period_forget(struct string_period *period)
{
    memset(period->known, 0, sizeof period->known);
}

enum status string_period_know(struct string_period *period, const struct ensemble *ensemble,
                               const struct junction_string *string, unsigned state, struct diagnostic *diagnostic)
{
    const double h = period->period / (double)period->pieces;
    struct string_point point;
    for (size_t p = 0; p <= period->pieces; p++) {
        const double supply = ensemble_supply(ensemble, p < period->pieces ? (double)p * h : 0.0);
        if (!junction_string_solve(string, state, supply, &point)) {
            return ensemble_string_fail(ensemble, diagnostic);
        }
        for (size_t k = 0; k < string->count; k++) {
            period->rate[state][k].ln_rate[p] = point.ln_rate[k];
        }
        period->power[state][p] = supply * point.current;
    }
    for (size_t k = 0; k < string->count; k++) {
        periodic_rate_sum(&period->rate[state][k]);
    }
    double *energy = period->energy[state];
    const double *power = period->power[state];
    energy[0] = 0.0;
    for (size_t p = 0; p < period->pieces; p++) {
        energy[p + 1] = energy[p] + 0.5 * h * (power[p] + power[p + 1]);
    }
    period->known[state] = true;
    return STATUS_OK;
}

/* From the beginning of the period to `phase` (s) of it. */
static double energy_to(const struct string_period *period, unsigned state, double phase)
{
    const double length = period->period / (double)period->pieces, *power = period->power[state];
    size_t p = (size_t)(phase / length);
    p = p < period->pieces ? p : period->pieces - 1; /* rounding */
    const double h = phase - (double)p * length;
    return period->energy[state][p] + h * (power[p] + 0.5 * h / length * (power[p + 1] - power[p]));
}

double string_period_energy(const struct string_period *period, unsigned state, double t, double h)
{
    const double phase = fmod(t, period->period), end = phase + h, last = fmod(end, period->period);
    return round((end - last) / period->period) * period->energy[state][period->pieces] +
           energy_to(period, state, last) - energy_to(period, state, phase);
}
