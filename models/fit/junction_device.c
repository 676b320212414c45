#include "models/fit/junction_device.h"

#include "base/c_locale.h"
#include "models/constants.h"

#include <math.h>
#include <stdio.h>

/* V_c in V for a barrier of 1 J and a damping of 1. Eq. (J10). */
static double critical_slope(const struct mtj *d)
{
    double p = d->polarization;
    return 4.0 * ELEMENTARY_CHARGE / HBAR * (1.0 + p * p) / p * d->rp;
}

/* True where (J2), (J4) and (J10) are those of the junction. */
static bool is_simple(const struct mtj *d, char *why, size_t size)
{
    const struct {
        const char *name;
        double value, expected;
    } rule[] = {{"ptilt", d->ptilt, 0.0},   {"nx - ny", d->nx - d->ny, 0.0},
                {"torque", d->torque, 0.0}, {"b1", d->b1, 0.0},
                {"b2", d->b2, 0.0},         {"xi", d->xi, 0.0},
                {"tcurie", d->tcurie, 0.0}, {"dtemp", d->dtemp, 0.0},
                {"rth", d->rth, 0.0}};
    for (size_t i = 0; i < sizeof rule / sizeof *rule; i++) {
        if (rule[i].value != rule[i].expected) {
            snprintf(why, size, "with %s = %g the critical voltage is not (J10) of docs/mtj.md; expected %g",
                     rule[i].name, rule[i].value, rule[i].expected);
            return false;
        }
    }
    return true;
}

bool mtj_from_loop(const struct loop_fit *fit, bool keep_critical, struct mtj *d, bool *fitted, char *why, size_t size)
{
    IN_C_LOCALE;
    d->rp = fit->value[LOOP_RP];
    d->rap = fit->value[LOOP_RAP];
    d->vhalf = fit->value[LOOP_VHALF];
    fitted[MTJ_rp] = fitted[MTJ_rap] = fitted[MTJ_vhalf] = true;
    if (fit->critical > 0.0 && !keep_critical) {
        double well[3];
        if (!is_simple(d, why, size)) {
            return false;
        }
        mtj_well(d, well);
        if (well[2] == 0.0) {
            snprintf(why, size, "the easy axis of the free layer is not across it, where (J10) of docs/mtj.md holds");
            return false;
        }
        double barrier = fit->critical / (critical_slope(d) * d->alpha); /* Eq. (J10) */
        d->vact = 2.0 * barrier / (MU_0 * d->ms * mtj_holding_field(d)); /* Eq. (J2) */
        fitted[MTJ_vact] = true;
    }
    return mtj_check(d, why, size);
}

bool mtj_rate_from_loop(const struct loop_fit *fit, bool keep_critical, struct mtj_rate *d, bool *fitted, char *why,
                        size_t size)
{
    IN_C_LOCALE;
    d->rp = fit->value[LOOP_RP];
    d->rap = fit->value[LOOP_RAP];
    d->vhalf = fit->value[LOOP_VHALF];
    fitted[MTJ_RATE_rp] = fitted[MTJ_RATE_rap] = fitted[MTJ_RATE_vhalf] = true;
    if (fit->critical > 0.0 && !keep_critical) {
        d->vc = fit->critical;
        d->field = fit->offset * mtj_rate_anisotropy_field(d); /* Eq. (R1) */
        fitted[MTJ_RATE_vc] = fitted[MTJ_RATE_field] = true;
    }
    return mtj_rate_check(d, why, size);
}

/* The damping by which tau_D (s) is the relaxation time in the anisotropy field `field` (A/m): the smaller one. */
static bool damping_of(double tau, double field, double *alpha, char *why, size_t size)
{
    double half = 0.5 * GAMMA_0 * field * tau; /* alpha^2 - 2 half alpha + 1 = 0, Eqs. (J4), (R5) */
    if (!(half >= 1.0)) {
        snprintf(why, size,
                 "tau = %g s is below the least relaxation time of this layer, %g s; expected a smaller ms, tfree or "
                 "diameter",
                 tau, 2.0 / (GAMMA_0 * field));
        return false;
    }
    *alpha = 1.0 / (half + sqrt(half * half - 1.0));
    return true;
}

bool mtj_from_pulses(const struct pulses_fit *fit, struct mtj *d, bool *fitted, char *why, size_t size)
{
    IN_C_LOCALE;
    if (!is_simple(d, why, size)) {
        return false;
    }
    double barrier = fit->value[PULSES_DELTA] * BOLTZMANN * NOMINAL_TEMPERATURE;
    d->alpha = fit->value[PULSES_VC] / (critical_slope(d) * barrier);                            /* Eq. (J10) */
    double field = (1.0 + d->alpha * d->alpha) / (d->alpha * GAMMA_0 * fit->value[PULSES_TIME]); /* Eq. (J4) */
    d->ki = 0.5 * MU_0 * d->ms * d->tfree * (field + d->ms * (d->nz - d->nx));                   /* Eq. (E5) */
    d->vact = 2.0 * barrier / (MU_0 * d->ms * field);                                            /* Eq. (J2) */
    fitted[MTJ_alpha] = fitted[MTJ_ki] = fitted[MTJ_vact] = true;
    return mtj_check(d, why, size);
}

bool mtj_rate_from_pulses(const struct pulses_fit *fit, struct mtj_rate *d, bool *fitted, char *why, size_t size)
{
    IN_C_LOCALE;
    d->delta = fit->value[PULSES_DELTA];
    d->vc = fit->value[PULSES_VC];
    fitted[MTJ_RATE_delta] = fitted[MTJ_RATE_vc] = true;
    if (fit->attempts) {
        d->f0 = 1.0 / fit->value[PULSES_TIME];
        d->n = fit->exponent;
        fitted[MTJ_RATE_f0] = fitted[MTJ_RATE_n] = true;
    } else {
        fitted[MTJ_RATE_alpha] =
            damping_of(fit->value[PULSES_TIME], mtj_rate_anisotropy_field(d), &d->alpha, why, size);
        if (!fitted[MTJ_RATE_alpha]) {
            return false;
        }
    }
    return mtj_rate_check(d, why, size);
}
