#include "models/nanomagnet/coupling_limits.h"

#include "models/constants.h"

#include <math.h>
#include <stdio.h>

static const double GREATEST_PLACE = 1e-3;    /* m, as that of a file for gen nml */
static const double GREATEST_MOMENT = 1e-7;   /* A m2: some more than of the greatest ms, length, width and thickness */
static const double GREATEST_FIELD = 1e7;     /* A/m, the greatest ms: a magnet has no stronger field outside */
static const double TRACE_TOLERANCE = 1e-2;   /* of the greatest component: a file may have few digits */
static const double STRONGEST_METAL = 1.95e6; /* A/m, M_S of iron-cobalt: no alloy has more (Slater and Pauling) */

bool coupling_check_place(size_t magnet, const double place[3], char *why, size_t size)
{
    for (int axis = 0; axis < 3; axis++) {
        if (!(fabs(place[axis]) <= GREATEST_PLACE)) {
            snprintf(why, size, "magnet %zu is at %c = %g m; expected a place up to 1m, such as 80n", magnet + 1,
                     "xyz"[axis], place[axis]);
            return false;
        }
    }
    return true;
}

bool coupling_check_moment(size_t magnet, double moment, char *why, size_t size)
{
    if (!(moment > 0.0 && moment <= GREATEST_MOMENT)) {
        snprintf(why, size,
                 "magnet %zu has the moment %g A m2; expected M_S times the volume, above 0 and up to %g, such as "
                 "1e-17",
                 magnet + 1, moment, GREATEST_MOMENT);
        return false;
    }
    return true;
}

bool coupling_check_trace(const struct pair_values *tensor, char *why, size_t size)
{
    const double *t = tensor->value, trace = t[0] + t[3] + t[5];
    double most = 0.0;
    for (int k = 0; k < 6; k++) {
        most = fmax(most, fabs(t[k]));
    }
    if (!(fabs(trace) <= TRACE_TOLERANCE * most)) {
        snprintf(why, size,
                 "the tensor of magnets %zu and %zu has the trace %g 1/m3; expected xx + yy + zz = 0, within 1 %% of "
                 "the greatest component, as of any magnet outside of it",
                 tensor->first + 1, tensor->second + 1, trace);
        return false;
    }
    return true;
}

bool coupling_check_field(size_t from, size_t to, double field[3][3], char *why, size_t size)
{
    double most = 0.0;
    for (int k = 0; k < 9; k++) {
        const double here = field[k / 3][k % 3];
        most = isfinite(here) ? fmax(most, fabs(here)) : INFINITY;
    }
    if (!(most <= GREATEST_FIELD)) {
        snprintf(why, size,
                 "magnet %zu has a field of %g A/m at magnet %zu; no magnet has more than %g outside of it: expected "
                 "places farther apart, smaller moments, factors or tensors",
                 from + 1, most, to + 1, GREATEST_FIELD);
        return false;
    }
    return true;
}

bool coupling_is_near(const struct pair_values *pair, double distance, const double moment[2], char *text, size_t size)
{
    const double volume[2] = {moment[0] / STRONGEST_METAL, moment[1] / STRONGEST_METAL};
    const double touching = 0.5 * (cbrt(6.0 / PI * volume[0]) + cbrt(6.0 / PI * volume[1]));
    if (distance >= touching) {
        return false;
    }
    snprintf(
        text, size,
        "magnets %zu and %zu are %.4g m apart, where spheres of iron-cobalt with their moments touch at %.4g m: they "
        "overlap, or are too near for dipoles; expected them farther apart, or their tensor or factor",
        pair->first + 1, pair->second + 1, distance, touching);
    return true;
}
