#include "models/mtj_rate/mtj_rate.h"

#include "base/c_locale.h"
#include "models/constants.h"

#include <math.h>
#include <stdio.h>

static const struct parameter PARAMETERS[MTJ_RATE_PARAMETERS] = {
#define PARAMETER(name, unit, standard, least, greatest, kind, text, source)                                           \
    {#name, unit, standard, least, greatest, kind, text, source, offsetof(struct mtj_rate, name)},
#include "models/mtj_rate/parameters.def"
#undef PARAMETER
};
const struct parameter_table mtj_rate_table = {PARAMETERS, MTJ_RATE_PARAMETERS};

bool mtj_rate_check(const struct mtj_rate *d, char *why, size_t size)
{
    IN_C_LOCALE;
    static const size_t WHOLE[] = {MTJ_RATE_start, MTJ_RATE_noise, MTJ_RATE_average};
    if (!parameters_check(&mtj_rate_table, d, why, size) || !junction_check(d->rp, d->rap, d->vhalf, why, size)) {
        return false;
    }
    for (size_t i = 0; i < sizeof WHOLE / sizeof *WHOLE; i++) {
        if (!parameter_check_whole(&PARAMETERS[WHOLE[i]], d, why, size)) {
            return false;
        }
    }
    const double least_f0 = 1.0, least_vc = 1e-6; /* Hz, V: below them nothing is */
    if (d->f0 == 0.0 && d->n != PARAMETERS[MTJ_RATE_n].standard) {
        snprintf(why, size, "parameter n = %g does nothing while f0 is 0", d->n);
    } else if (d->f0 > 0.0 && !parameter_within(d->f0, least_f0, INFINITY)) {
        snprintf(why, size, "parameter f0 = %g Hz must be 0 (exact rates) or at least %g Hz", d->f0, least_f0);
    } else if (d->vc > 0.0 && !parameter_within(d->vc, least_vc, INFINITY)) {
        snprintf(why, size, "parameter vc = %g V must be 0 (from the spin torque) or at least %g V", d->vc, least_vc);
    } else {
        double rap = d->rap;
        return junction_warm(d->rp, &rap, d->pbloch, NOMINAL_TEMPERATURE, why, size);
    }
    return false;
}

/* J, at any temperature. */
static double barrier_energy(const struct mtj_rate *d)
{
    return d->delta * BOLTZMANN * NOMINAL_TEMPERATURE;
}

double mtj_rate_anisotropy_field(const struct mtj_rate *d)
{
    double volume = 0.25 * PI * d->diameter * d->diameter * d->tfree;
    return 2.0 * barrier_energy(d) / (MU_0 * d->ms * volume); /* Eq. (R5) */
}

double mtj_rate_relaxation_time(const struct mtj_rate *d)
{
    return (1.0 + d->alpha * d->alpha) / (d->alpha * GAMMA_0 * mtj_rate_anisotropy_field(d)); /* Eq. (R5) */
}

double mtj_rate_critical_voltage(const struct mtj_rate *d)
{
    double p = d->polarization;
    return d->vc > 0.0 ? d->vc
                       : 4.0 * ELEMENTARY_CHARGE / HBAR * d->alpha * barrier_energy(d) * d->rp * (1.0 + p * p) /
                             p; /* Eq. (R1) */
}

double mtj_rate_barrier(const struct mtj_rate *d, double kelvin)
{
    return d->delta * NOMINAL_TEMPERATURE / (kelvin + d->dtemp);
}

bool mtj_rate_warm(const struct mtj_rate *d, double kelvin, struct mtj_rate_at *at, char *why, size_t size)
{
    at->exact.delta = 0.0;
    return mtj_rate_warm_again(d, kelvin, at, why, size);
}

bool mtj_rate_warm_again(const struct mtj_rate *d, double kelvin, struct mtj_rate_at *at, char *why, size_t size)
{
    return mtj_rate_warm_up_to(d, kelvin, INFINITY, at, why, size);
}

bool mtj_rate_warm_up_to(const struct mtj_rate *d, double kelvin, double volts, struct mtj_rate_at *at, char *why,
                         size_t size)
{
    IN_C_LOCALE;
    double t = kelvin + d->dtemp;
    if (!(t > 0.0)) {
        snprintf(why, size, "the device is at %g K; it must be above 0 K", t);
        return false;
    }
    at->device = *d;
    at->vc = mtj_rate_critical_voltage(d);
    at->bias = d->field / mtj_rate_anisotropy_field(d);
    at->barrier = mtj_rate_barrier(d, kelvin);
    at->ln_scale = d->f0 > 0.0 ? log(d->f0) : -log(mtj_rate_relaxation_time(d));
    if (d->f0 == 0.0) {
        if (!parameter_within(at->barrier, BARRIER_LEAST, BARRIER_GREATEST)) {
            snprintf(why, size, "at %g K the barrier is %g k_B T; exact rates are from %g to %g k_B T, others need f0",
                     t, at->barrier, BARRIER_LEAST, BARRIER_GREATEST);
            return false;
        }
        const double reach = volts / at->vc + fabs(at->bias); /* Eq. (R1) */
        if (at->exact.delta != at->barrier || at->exact.reach < reach) {
            barrier_tabulate_to(&at->exact, at->barrier, reach);
        }
    }
    return junction_warm(d->rp, &at->device.rap, d->pbloch, t, why, size);
}

double mtj_rate_ln_rate(const struct mtj_rate_at *at, bool parallel, double v, double *slope)
{
    double to_parallel = v / at->vc + at->bias, sign = parallel ? -1.0 : 1.0, i = sign * to_parallel; /* Eq. (R1) */
    double ln_rate;
    if (at->device.f0 > 0.0) {
        double rest = fmax(1.0 - i, 0.0), n = at->device.n;
        ln_rate = -at->barrier * pow(rest, n); /* Eq. (R2) */
        *slope = rest > 0.0 ? at->barrier * n * pow(rest, n - 1.0) : 0.0;
    } else {
        ln_rate = barrier_ln_rate(&at->exact, i, slope);
    }
    *slope *= sign / at->vc;
    return at->ln_scale + ln_rate;
}

double mtj_rate_mean_parallel(const struct mtj_rate_at *at, double v, double *relaxation, double *slope)
{
    double leave_slope, enter_slope;
    double leave = mtj_rate_ln_rate(at, true, v, &leave_slope), enter = mtj_rate_ln_rate(at, false, v, &enter_slope);
    double share = 1.0 / (1.0 + exp(leave - enter)); /* Eq. (R4) */
    *relaxation = exp(leave) + exp(enter);
    *slope = share * (1.0 - share) * (enter_slope - leave_slope);
    return share;
}

double mtj_rate_current(const struct mtj_rate_at *at, double share, double v, double *conductance, double *per_share)
{
    const struct mtj_rate *d = &at->device;
    double slope = 0.0, rap = d->vhalf > 0.0 ? junction_rap_at(d->rp, d->rap, d->vhalf, v, &slope) : d->rap;
    double chord = junction_conductance(d->rp, rap, share);
    *conductance = chord + (1.0 - share) * slope;
    *per_share = v * (1.0 / d->rp - 1.0 / rap);
    return chord * v;
}
