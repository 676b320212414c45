#include "models/mtj/self_heating.h"

#include "base/c_locale.h"

#include <math.h>
#include <stdio.h>

double mtj_rise(const struct mtj *d, double rise, double first, double last, double h, double *mean)
{
    const double x = h / d->tauth, gone = -expm1(-x);
    /* gone/x, and 1 - gone/x without cancellation for short times */
    const double held = x > 1e-5 ? gone / x : 1.0 - 0.5 * x, fresh = x > 1e-5 ? 1.0 - held : 0.5 * x;
    const double end = rise * (1.0 - gone) + d->rth * (first * (gone - fresh) + last * fresh); /* Eq. (J15) */
    *mean = rise * held + d->rth * (first * fresh + (last - first) * (0.5 - fresh / x));
    if (x <= 1e-5) {
        *mean = 0.5 * (rise + end);
    }
    return end;
}

bool mtj_at_rise(const struct mtj *d, double kelvin, double rise, struct mtj *hot, char *why, size_t size)
{
    IN_C_LOCALE;
    const double most = mtj_table.item[MTJ_dtemp].greatest;
    *hot = *d;
    hot->dtemp += rise;
    if (!(hot->dtemp <= most)) {
        snprintf(why, size, "the current heats the junction by %.4g K; expected at most %g K, with dtemp", rise, most);
        return false;
    }
    return mtj_apply_temperature(hot, kelvin, why, size);
}

bool mtj_resting_rise(const struct mtj *d, double kelvin, const struct mtj_point *point, struct mtj_heated *heated,
                      char *why, size_t size)
{
    IN_C_LOCALE;
    enum { MOST = 10000 };
    double pinned[3], conductance, slope, before, rise = 0.0;
    mtj_pinned(d, pinned);
    const double v = point->v, cosine = macrospin_dot(point->m, pinned);
    int i = 0;
    do { /* more heat gives more power, if it changes it at all: from below this goes to the lowest rise */
        before = rise;
        if (!mtj_at_rise(d, kelvin, before, &heated->device, why, size)) {
            return false;
        }
        rise = d->rth * v * mtj_current(&heated->device, cosine, v, &conductance, &slope);
    } while (fabs(rise - before) > 1e-12 * rise && ++i < MOST);
    if (i == MOST) {
        snprintf(why, size, "the current heats the junction without an end in sight, by %.4g K so far", rise);
        return false;
    }
    heated->rise = rise;
    return mtj_at_rise(d, kelvin, rise, &heated->device, why, size);
}

bool mtj_rest_warm(const struct mtj *d, double kelvin, struct mtj_point *point, struct mtj_heated *heated, char *why,
                   size_t size)
{
    enum { MOST = 1000 };
    double pinned[3], conductance, slope, before;
    mtj_pinned(d, pinned);
    int i = 0;
    do {
        const struct mtj *hot = &heated->device;
        before = heated->rise;
        const struct macrospin magnet = mtj_magnet(hot, kelvin, "");
        const double current = mtj_current(hot, macrospin_dot(point->m, pinned), point->v, &conductance, &slope);
        const struct macrospin_drive drive = mtj_drive(hot, point->v, current, point->h);
        macrospin_relax(&magnet, &drive, point->m);
        if (!mtj_resting_rise(d, kelvin, point, heated, why, size)) {
            return false;
        }
    } while (fabs(heated->rise - before) > 1e-9 * heated->rise && ++i < MOST);
    return true;
}

struct macrospin mtj_hot_magnet(const struct mtj *d, const struct mtj *hot, double kelvin, const char *name)
{
    struct macrospin magnet = mtj_magnet(hot, kelvin, name);
    if (mtj_is_heated(d) && magnet.noise.spread > 0.0) {
        char why[1];
        struct mtj cold;
        mtj_at_rise(d, kelvin, 0.0, &cold, why, sizeof why); /* a cooler device has its temperature as well */
        const double cell = mtj_magnet(&cold, kelvin, name).noise.cell;
        magnet.noise.spread *= sqrt(magnet.noise.cell / cell); /* Eq. (E6) */
        magnet.noise.cell = cell;
    }
    return magnet;
}

double mtj_current_slope(const struct mtj *hot, const struct mtj *warmer, double by, double cosine, double v)
{
    double conductance, slope, here = mtj_current(hot, cosine, v, &conductance, &slope);
    return (mtj_current(warmer, cosine, v, &conductance, &slope) - here) / by;
}

double mtj_warm_conductance(const struct mtj *d, double slope, double conductance, double current, double v)
{
    return (conductance + slope * d->rth * current) / (1.0 - slope * d->rth * v);
}
