#include "models/stno/stno.h"

#include "base/c_locale.h"
#include "models/constants.h"
#include "models/noise.h"

#include <math.h>
#include <stdio.h>

static const struct parameter PARAMETERS[STNO_PARAMETERS] = {
#define PARAMETER(name, unit, standard, least, greatest, kind, text, source)                                           \
    {#name, unit, standard, least, greatest, kind, text, source, offsetof(struct stno, name)},
#include "models/stno/parameters.def"
#undef PARAMETER
};
const struct parameter_table stno_table = {PARAMETERS, STNO_PARAMETERS};

bool stno_check(const struct stno *d, char *why, size_t size)
{
    IN_C_LOCALE;
    const double least_energy = 1e-24; /* J, a fraction of k_B T */
    if (!parameters_check(&stno_table, d, why, size)) {
        return false;
    }
    if (!parameter_is_whole(d->noise)) {
        snprintf(why, size, "parameter noise = %.12g must be a whole number, %g to %.10g", d->noise,
                 PARAMETERS[STNO_noise].least, PARAMETERS[STNO_noise].greatest);
    } else if (d->energy != 0.0 && !parameter_within(d->energy, least_energy, INFINITY)) {
        snprintf(why, size, "parameter energy = %g J must be 0 (no noise) or at least %g J", d->energy, least_energy);
    } else if (!(d->f0 + fmin(d->fshift, 0.0) > 0.0)) {
        snprintf(why, size, "parameter fshift = %g Hz makes the frequency %g Hz at power 1; it must be above 0",
                 d->fshift, d->f0 + d->fshift);
    } else {
        return true;
    }
    return false;
}

struct stno_free stno_alone(const struct stno *d, double bias)
{
    const double drive = bias / d->ith, damping = 2.0 * PI * d->fdamp;
    struct stno_free alone = {.power = 0.0};
    if (drive > 1.0) {
        alone.power = (drive - 1.0) / (drive + d->q); /* Eq. (O5) */
        alone.slope = 0.5 * (1.0 + d->q) / (drive + d->q) / (drive + d->q) / sqrt(alone.power) / d->ith;
        alone.shift = 2.0 * PI * d->fshift / (damping * (d->q + drive)); /* Eq. (O5) */
    }
    alone.frequency = d->f0 + d->fshift * alone.power; /* Eq. (O5) */
    alone.damping = (drive - 1.0) * damping;           /* Eq. (O5) */
    return alone;
}

double stno_reference(const struct stno *d)
{
    return d->fref > 0.0 ? d->fref : stno_alone(d, d->ibias).frequency;
}

struct stno_amplitude stno_rate(const struct stno *d, const struct oscillator_drive *drive, struct stno_amplitude c)
{
    const double power = c.re * c.re + c.im * c.im, damping = 2.0 * PI * d->fdamp;
    const double turn = 2.0 * PI * (d->f0 + d->fshift * power - stno_reference(d));
    const double grow = damping * (drive->bias / d->ith * (1.0 - power) - (1.0 + d->q * power));
    const double in = 2.0 * PI * d->kin, pump = 2.0 * PI * d->kpump * drive->pump;
    return (struct stno_amplitude){(grow + pump) * c.re - turn * c.im + in * drive->in_cos,  /* Eq. (O4) */
                                   (grow - pump) * c.im + turn * c.re + in * drive->in_sin}; /* Eq. (O4) */
}

double stno_cell(const struct stno *d)
{
    return exp2(floor(log2(0.25 / (4.0 * PI * d->fdamp * (1.0 + fabs(d->q)))))); /* Eq. (O15) */
}

/* How fast an amplitude near `c` may change, 1/s. */
static double pace(const struct stno *d, const struct oscillator_drive *drive, struct stno_amplitude c)
{
    const double power = c.re * c.re + c.im * c.im, current = fabs(drive->bias) / d->ith;
    return 2.0 * PI *
           (fabs(d->f0 + d->fshift * power - stno_reference(d)) + 2.0 * fabs(d->fshift) * power +
            d->fdamp * (1.0 + current + (fabs(d->q) + current) * 3.0 * power) + d->kpump * fabs(drive->pump));
}

static struct stno_amplitude plus(struct stno_amplitude c, double h, struct stno_amplitude rate)
{
    return (struct stno_amplitude){c.re + h * rate.re, c.im + h * rate.im};
}

/* A step of `h` s by the classic method of Runge and Kutta; `noise` is a rate that does not change. */
static struct stno_amplitude step(const struct stno *d, const struct oscillator_drive *first,
                                  const struct oscillator_drive *last, struct stno_amplitude noise, double h,
                                  struct stno_amplitude c)
{
    const struct oscillator_drive middle = oscillator_drive_between(first, last, 0.5, !(d->energy > 0.0));
    const struct stno_amplitude k1 = plus(noise, 1.0, stno_rate(d, first, c));
    const struct stno_amplitude k2 = plus(noise, 1.0, stno_rate(d, &middle, plus(c, 0.5 * h, k1)));
    const struct stno_amplitude k3 = plus(noise, 1.0, stno_rate(d, &middle, plus(c, 0.5 * h, k2)));
    const struct stno_amplitude k4 = plus(noise, 1.0, stno_rate(d, last, plus(c, h, k3)));
    return plus(plus(c, h / 6.0, plus(k1, 1.0, k4)), h / 3.0, plus(k2, 1.0, k3));
}

/* The noise in cell `number` for the amplitude `c`, 1/s. */
static struct stno_amplitude noise_in(const struct stno *d, uint64_t key, double kelvin, double number,
                                      struct stno_amplitude c)
{
    const double power = c.re * c.re + c.im * c.im, share = BOLTZMANN * (kelvin + d->dtemp) / d->energy;
    const double square = 2.0 * PI * d->fdamp * fmax(1.0 + d->q * power, 0.0) * share; /* Eq. (O15) */
    const struct noise noise = {.spread = sqrt(square / stno_cell(d)), .key = key};
    double rates[2];
    noise_rates(&noise, (uint64_t)number, rates);
    return (struct stno_amplitude){rates[0], rates[1]};
}

struct stno_amplitude stno_advance(const struct stno *d, uint64_t key, double kelvin,
                                   const struct oscillator_stretch *stretch, struct stno_amplitude c)
{
    const struct oscillator_drive *first = stretch->first, *last = stretch->last;
    const double from = stretch->from, to = stretch->to, length = to - from;
    const double turn = 0.2;    /* the greatest product of a step and the pace: its error is below 1e-5 of c */
    const double longest = 1e7; /* such steps in a call; only a circuit that has no solution asks for more */
    const bool noisy = d->energy > 0.0;
    const double cell = stno_cell(d);
    double number = noisy ? floor(from / cell) : 0.0, t = from;
    while (t < to) {
        const double end = noisy ? fmin((number + 1.0) * cell, to) : to;
        const struct stno_amplitude noise =
            noisy ? noise_in(d, key, kelvin, number, c) : (struct stno_amplitude){0.0, 0.0};
        while (t < end) {
            struct oscillator_drive before = oscillator_drive_between(first, last, (t - from) / length, !noisy);
            const double steps = (end - t) * pace(d, &before, c) / turn;
            if (!(steps <= longest)) {
                return (struct stno_amplitude){NAN, NAN};
            }
            const double next = steps > 1.0 ? t + (end - t) / ceil(steps) : end;
            const struct oscillator_drive after = oscillator_drive_between(first, last, (next - from) / length, !noisy);
            c = step(d, &before, &after, noise, next - t, c);
            t = next;
        }
        number++;
    }
    return c;
}

bool stno_small_signal(const struct stno *d, const struct oscillator_drive *drive, double omega,
                       struct stno_answer *answer)
{
    const struct stno_free alone = stno_alone(d, drive->bias);
    const bool is_driven = hypot(drive->in_cos, drive->in_sin) + fabs(drive->pump) > 1e-12; /* V: ngspice's rounding */
    const double size = sqrt(alone.power), turns = fabs(alone.frequency - stno_reference(d));
    if (is_driven || alone.power == 0.0 || turns > 1e-9 * alone.frequency) {
        return false;
    }
    /* (i omega + 2 Gamma_p) a = force on the amplitude; i omega f = 2 N a_0 a + force across it. Eq. (O14) */
    const double pull = 2.0 * alone.damping, square = pull * pull + omega * omega;
    const double a[2] = {pull / square, -omega / square}, bend = 4.0 * PI * d->fshift * alone.power;
    /* re follows along, and im by the frequency: bend a/(i omega); at 0 the phase has no answer, and is held */
    const double b[2] = {omega > 0.0 ? bend * a[1] / omega : 0.0, omega > 0.0 ? -bend * a[0] / omega : 0.0};
    const double in = 2.0 * PI * d->kin, pump = 2.0 * PI * d->kpump * size;
    const double current = 2.0 * PI * d->fdamp / d->ith * (1.0 - alone.power) * size;
    for (int part = 0; part < 2; part++) {
        answer->of_cos[0][part] = in * a[part]; /* Eq. (O14) */
        answer->of_cos[1][part] = in * b[part];
        answer->of_sin[0][part] = 0.0;
        answer->of_sin[1][part] = part == 1 && omega > 0.0 ? -in / omega : 0.0;
        answer->of_pump[0][part] = pump * a[part];
        answer->of_pump[1][part] = pump * b[part];
        answer->of_bias[0][part] = current * a[part];
        answer->of_bias[1][part] = current * b[part];
    }
    return true;
}
