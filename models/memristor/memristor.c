#include "models/memristor/memristor.h"

#include "base/c_locale.h"
#include "models/junction.h"

#include <math.h>
#include <stdio.h>

static const struct parameter PARAMETERS[MEMRISTOR_PARAMETERS] = {
#define PARAMETER(name, unit, standard, least, greatest, kind, text, source)                                           \
    {#name, unit, standard, least, greatest, kind, text, source, offsetof(struct memristor, name)},
#include "models/memristor/parameters.def"
#undef PARAMETER
};
const struct parameter_table memristor_table = {PARAMETERS, MEMRISTOR_PARAMETERS};

bool memristor_check(const struct memristor *d, char *why, size_t size)
{
    IN_C_LOCALE;
    if (!parameters_check(&memristor_table, d, why, size) || !junction_check(d->rp, d->rap, 0.0, why, size)) {
        return false;
    }
    if (!parameter_within(d->xinit, 0.0, d->length)) {
        snprintf(why, size, "parameter xinit = %g m is beyond the free layer, 0 to %g m", d->xinit, d->length);
        return false;
    }
    return true;
}

/* The current in A up to which pinning holds the wall. */
static double depinning_current(const struct memristor *d)
{
    return d->jdepin * d->length * d->width;
}

/* What pinning leaves of the current `i` (A). */
static double depinned(const struct memristor *d, double i)
{
    double pinned = depinning_current(d);
    return i > pinned ? i - pinned : i < -pinned ? i + pinned : 0.0;
}

double memristor_velocity(const struct memristor *d, double x, double v)
{
    double free = memristor_way_per_charge(d) * depinned(d, memristor_conductance(d, x) * v); /* Eq. (M3) */
    bool stopped = (x <= 0.0 && free < 0.0) || (x >= d->length && free > 0.0);
    return stopped ? 0.0 : free;
}

/* (exp(u) - 1)/u. */
static double relative_growth(double u)
{
    return u == 0.0 ? 1.0 : expm1(u) / u;
}

/* Where a wall that moves for `h` (s) with the mean voltage `v` (V) goes from `x`, without the ends of the layer. */
static double moved(const struct memristor *d, double x, double v, double h)
{
    double per_charge = memristor_way_per_charge(d);
    double drive = depinned(d, memristor_conductance(d, x) * v), growth = per_charge * memristor_conductance_slope(d);
    return x + per_charge * drive * h * relative_growth(growth * v * h); /* Eq. (M4) */
}

/* A part of a step, in which the voltage does not turn: from `v_start` to `v_end` (V) in `h` (s). */
struct part {
    double v_start, v_end, h;
};

static double voltage_at(const struct part *part, double t)
{
    return part->v_start + (part->v_end - part->v_start) * t / part->h;
}

/* The time of `part` at which a wall that goes from `x` comes to rest, s: its current falls to that of pinning. */
static double time_to_rest(const struct memristor *d, double x, const struct part *part, double from)
{
    double moves = from, rests = part->h;
    for (int i = 0; i < 60; i++) { /* halved down to rounding */
        double t = 0.5 * (moves + rests), v = voltage_at(part, t);
        double there = moved(d, x, 0.5 * (voltage_at(part, from) + v), t - from);
        if (depinned(d, memristor_conductance(d, there) * v) != 0.0) {
            moves = t;
        } else {
            rests = t;
        }
    }
    return rests;
}

/* Moves the wall at *x through a part that begins `begin` (s) after a step of `h`. *weight: by how much of the step the
 * wall at its end follows the voltage at the end of the step, s. */
static void go(const struct memristor *d, const struct part *part, double begin, double h, double *x, double *weight)
{
    double from = 0.0, to = part->h;
    double start = fabs(part->v_start), end = fabs(part->v_end);
    double leave = depinning_current(d) / memristor_conductance(d, *x); /* V */
    if (fmax(start, end) <= leave) {
        return;
    }
    if (start < leave) {
        from = part->h * (leave - start) / (end - start); /* Eq. (M5) */
    }
    double there = moved(d, *x, 0.5 * (voltage_at(part, from) + part->v_end), to - from);
    if (end < start && depinned(d, memristor_conductance(d, there) * part->v_end) == 0.0) {
        to = time_to_rest(d, *x, part, from); /* Eq. (M6) */
        there = moved(d, *x, 0.5 * (voltage_at(part, from) + voltage_at(part, to)), to - from);
    }
    *weight += 0.5 * (to - from) * (2.0 * begin + to + from) / h;
    *x = there;
    if (there <= 0.0 || there >= d->length) {
        *x = there <= 0.0 ? 0.0 : d->length;
        *weight = 0.0;
    }
}

double memristor_advance(const struct memristor *d, double x, double v_start, double v_end, double h, double *slope)
{
    double before = v_start * v_end < 0.0 ? h * v_start / (v_start - v_end) : h, weight = 0.0;
    const struct part first = {v_start, before < h ? 0.0 : v_end, before};
    go(d, &first, 0.0, h, &x, &weight);
    if (before < h) {
        const struct part second = {0.0, v_end, h - before};
        go(d, &second, before, h, &x, &weight);
    }
    *slope = memristor_way_per_charge(d) * memristor_conductance(d, x) * weight;
    return x;
}

double memristor_longest_step(const struct memristor *d, double x, double v)
{
    double velocity = memristor_velocity(d, x, v);
    if (velocity == 0.0) {
        return INFINITY;
    }
    /* Beyond the end by a little, since rounding decides on which side of it a step ends. What is nearer than that is
     * passed by ten times as much: ngspice takes no steps below a picosecond. */
    const double little = 1e-3 * d->dxmax;
    double to_end = velocity > 0.0 ? d->length - x : x;
    return fmax(fmin(d->dxmax, to_end + little), 10.0 * little) / fabs(velocity); /* Eq. (M7) */
}

double memristor_smooth_step(const struct memristor *d, double x, double v, double rate, double bend)
{
    double conductance = memristor_conductance(d, x), leave = depinning_current(d) / conductance;
    bool rests = memristor_velocity(d, x, v) == 0.0 && (v != 0.0 || leave > 0.0);
    bool leaves = rate > 0.0 ? x < d->length : rate < 0.0 && x > 0.0;
    if (bend == 0.0 || (rests && !leaves)) {
        return INFINITY;
    }
    double step = cbrt(12.0 * d->dxtol / fabs(memristor_way_per_charge(d) * conductance * bend)); /* Eq. (M8) */
    return rests ? step + ((rate > 0.0 ? leave : -leave) - v) / rate : step;
}

void memristor_admittance(const struct memristor *d, double x, double v, double omega, double admittance[2])
{
    double conductance = memristor_conductance(d, x), current = conductance * v;
    bool pinned = d->jdepin > 0.0 && depinned(d, current) == 0.0;
    bool held = pinned || (x <= 0.0 && v < 0.0) || (x >= d->length && v > 0.0);
    double lag = held ? 0.0 : memristor_way_per_charge(d) * memristor_conductance_slope(d) * v / omega;
    admittance[0] = conductance / (1.0 + lag * lag); /* Eq. (M9) */
    admittance[1] = -lag * admittance[0];
}
