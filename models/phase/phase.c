#include "models/phase/phase.h"

#include "base/c_locale.h"
#include "models/constants.h"
#include "models/noise.h"

#include <math.h>
#include <stdio.h>

static const struct parameter PARAMETERS[PHASE_PARAMETERS] = {
#define PARAMETER(name, unit, standard, least, greatest, kind, text, source)                                           \
    {#name, unit, standard, least, greatest, kind, text, source, offsetof(struct phase, name)},
#include "models/phase/parameters.def"
#undef PARAMETER
};
const struct parameter_table phase_table = {PARAMETERS, PHASE_PARAMETERS};

static const double REST = 1e-9; /* of the pull: a phase that is slower rests */

bool phase_check(const struct phase *d, char *why, size_t size)
{
    IN_C_LOCALE;
    const double least_cell = 1e-18; /* s; noise in shorter ones takes too long */
    if (!parameters_check(&phase_table, d, why, size)) {
        return false;
    }
    if (!parameter_is_whole(d->noise)) {
        snprintf(why, size, "parameter noise = %.12g must be a whole number, %g to %.10g", d->noise,
                 PARAMETERS[PHASE_noise].least, PARAMETERS[PHASE_noise].greatest);
    } else if (d->diffusion == 0.0 && d->cell != 0.0) {
        snprintf(why, size, "parameter cell = %g s does nothing while diffusion is 0", d->cell);
    } else if (d->cell != 0.0 && !parameter_within(d->cell, least_cell, INFINITY)) {
        snprintf(why, size, "parameter cell = %g s must be 0 (from k, ks and vout) or at least %g s", d->cell,
                 least_cell);
    } else {
        return true;
    }
    return false;
}

double phase_speed(const struct phase *d, const struct oscillator_drive *drive, double phi, double *slope)
{
    const double c = cos(phi), s = sin(phi), pump = d->ks * drive->pump;
    *slope = -d->k * (drive->in_cos * c + drive->in_sin * s) - pump * (c * c - s * s);
    return d->detuning + d->tune * (drive->bias - d->ibias) + d->k * (drive->in_sin * c - drive->in_cos * s) -
           pump * s * c; /* Eq. (O9) */
}

double phase_pull(const struct phase *d, const struct oscillator_drive *drive)
{
    return d->k * hypot(drive->in_cos, drive->in_sin) + fabs(d->ks * drive->pump);
}

bool phase_settle(const struct phase *d, const struct oscillator_drive *drive, double *phi)
{
    enum { MOST = 100000 };
    const double start = *phi, pull = phase_pull(d, drive);
    double slope, speed = phase_speed(d, drive, start, &slope);
    /* No slope is steeper than `pull`, so that such a step never passes a place of rest. */
    for (int k = 0; fabs(speed) > REST * pull; k++) {
        if (pull == 0.0 || k == MOST || fabs(*phi - start) > 2.0 * PI) {
            return false;
        }
        *phi += speed / pull;
        speed = phase_speed(d, drive, *phi, &slope);
    }
    if (slope < -1e-3 * pull) {
        *phi -= speed / slope; /* and the last digits at once */
    }
    return true;
}

double phase_cell(const struct phase *d)
{
    const double pull = (d->k + d->ks) * d->vout;
    return d->cell > 0.0 ? d->cell : pull > 0.25 ? exp2(floor(log2(0.25 / pull))) : 1.0; /* Eq. (O11) */
}

/* A step of `h` s by the classic method of Runge and Kutta; `noise` is a speed that does not change. */
static double step(const struct phase *d, const struct oscillator_drive *first, const struct oscillator_drive *last,
                   double noise, double h, double phi)
{
    const struct oscillator_drive middle = oscillator_drive_between(first, last, 0.5, !(d->diffusion > 0.0));
    double slope, a = noise + phase_speed(d, first, phi, &slope);
    double b = noise + phase_speed(d, &middle, phi + 0.5 * h * a, &slope);
    double c = noise + phase_speed(d, &middle, phi + 0.5 * h * b, &slope);
    double e = noise + phase_speed(d, last, phi + h * c, &slope);
    return phi + h * ((a + e) + 2.0 * (b + c)) / 6.0;
}

/* The noise in cell `number`, rad/s. Two cells have their numbers from one call of the generator. */
static double noise_in(const struct phase *d, uint64_t key, double cell, double number)
{
    const struct noise noise = {.spread = sqrt(2.0 * d->diffusion / cell), .key = key}; /* Eq. (O11) */
    double rates[2];
    noise_rates(&noise, (uint64_t)number / 2, rates);
    return rates[(uint64_t)number % 2];
}

double phase_advance(const struct phase *d, uint64_t key, const struct oscillator_stretch *stretch, double phi)
{
    const struct oscillator_drive *first = stretch->first, *last = stretch->last;
    const double from = stretch->from, to = stretch->to, length = to - from;
    const double turn = 0.25; /* the greatest product of a step and the pull: the error is below 1e-5 rad */
    const double most = 1e7;  /* steps in a cell; only a circuit that has no solution asks for more */
    const bool noisy = d->diffusion > 0.0;
    const double cell = noisy ? phase_cell(d) : INFINITY;
    const double pull = fmax(phase_pull(d, first), phase_pull(d, last)) + fabs(d->detuning) +
                        fabs(d->tune) * fmax(fabs(first->bias - d->ibias), fabs(last->bias - d->ibias));
    double number = noisy ? floor(from / cell) : 0.0, t = from;
    while (t < to) {
        const double end = noisy ? fmin((number + 1.0) * cell, to) : to, begin = t;
        const double noise = noisy ? noise_in(d, key, cell, number) : 0.0;
        const double steps = fmax(ceil((end - begin) * pull / turn), 1.0), h = (end - begin) / steps;
        if (!(steps <= most)) {
            return NAN;
        }
        struct oscillator_drive before = oscillator_drive_between(first, last, (begin - from) / length, !noisy);
        for (long k = 1; k <= (long)steps; k++) {
            const struct oscillator_drive after =
                oscillator_drive_between(first, last, (begin + (double)k * h - from) / length, !noisy);
            phi = step(d, &before, &after, noise, h, phi);
            before = after;
        }
        t = end;
        number++;
    }
    return phi;
}

/* numerator/(i omega - slope). */
static void follow(double numerator, double slope, double omega, double answer[2])
{
    double square = slope * slope + omega * omega;
    answer[0] = square > 0.0 ? -numerator * slope / square : 0.0;
    answer[1] = square > 0.0 ? -numerator * omega / square : 0.0;
}

bool phase_small_signal(const struct phase *d, const struct oscillator_drive *drive, double phi, double omega,
                        struct phase_answer *answer)
{
    const double tolerance = 1e-6, pull = phase_pull(d, drive);
    double slope;
    if (fabs(phase_speed(d, drive, phi, &slope)) > tolerance * pull || slope > tolerance * pull) {
        return false;
    }
    follow(-d->k * sin(phi), slope, omega, answer->of_cos); /* Eq. (O10) */
    follow(d->k * cos(phi), slope, omega, answer->of_sin);
    follow(-0.5 * d->ks * sin(2.0 * phi), slope, omega, answer->of_pump);
    follow(d->tune, slope, omega, answer->of_bias);
    return true;
}
