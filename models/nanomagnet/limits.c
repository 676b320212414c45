/* Where a nanomagnet is no macrospin. It has no parameter for the exchange, so this takes that of Permalloy. */
#include "models/nanomagnet/nanomagnet.h"

#include "base/c_locale.h"
#include "models/constants.h"
#include "models/macrospin.h"
#include "models/nanomagnet/shape.h"

#include <math.h>
#include <stdio.h>

static const double EXCHANGE = 13e-12; /* J/m: the stiffness of Permalloy; that of Co and CoFeB is up to twice that */
static const double WALL_SHARE = 0.7;  /* of the barrier: the estimate is no better */

const char *const nanomagnet_limit_words[NANOMAGNET_LIMITS] = {"factors", "vortex", "reversal"};

static bool sum_is_off(const struct nanomagnet *d, char *text, size_t size)
{
    return d->nx >= 0.0 && macrospin_factors_are_off(d->nx, d->ny, d->nz, text, size);
}

/* The energies in J of one domain along the easy axis, and of a vortex whose moments go around on ellipses. Eq. (N9).
 */
static double domain_energy(const struct nanomagnet *d)
{
    const double axis[3] = {d->length, d->width, d->thickness};
    double factor[3];
    shape_factors(axis, factor);
    return 0.5 * MU_0 * d->ms * nanomagnet_moment(d) * fmin(factor[0], factor[1]); /* Eq. (N9) */
}

static double vortex_energy(const struct nanomagnet *d)
{
    const double core = sqrt(2.0 * EXCHANGE / MU_0) / d->ms, small = 0.5 * fmin(d->length, d->width);
    const double ratio = d->length / d->width, square = ratio * ratio;
    const double around = PI * (square + 1.0 / square) * fmax(log(small / core), 0.0);
    return EXCHANGE * d->thickness * (around + 4.0 * PI); /* Eq. (N9) */
}

static bool has_vortex(const struct nanomagnet *d, char *text, size_t size)
{
    const double domain = domain_energy(d), vortex = vortex_energy(d);
    if (domain <= vortex) {
        return false;
    }
    snprintf(text, size,
             "a magnet of %.4g x %.4g x %.4g m has a vortex, not one domain: by estimate it needs %.3g of the energy "
             "with the exchange of Permalloy; expected a smaller or thinner one",
             d->length, d->width, d->thickness, vortex / domain);
    return true;
}

static bool reverses_by_wall(const struct nanomagnet *d, char *text, size_t size)
{
    const double density = 0.5 * MU_0 * d->ms * nanomagnet_holding_field(d); /* J/m3, of Eq. (N5) */
    const double longest = 16.0 / PI * sqrt(EXCHANGE / density);             /* Eq. (N10) */
    const double length = fmax(d->length, d->width);
    if (!(WALL_SHARE * length > longest)) {
        return false;
    }
    snprintf(text, size,
             "a magnet of %.4g m does not turn as a whole: by estimate a wall that passes needs %.3g of its barrier "
             "with the exchange of Permalloy; barriers and rates are too high above a length of %.3g m",
             length, longest / length, longest);
    return true;
}

bool nanomagnet_is_beyond(const struct nanomagnet *device, enum nanomagnet_limit limit, char *text, size_t size)
{
    IN_C_LOCALE;
    switch (limit) {
    case NANOMAGNET_SUM:
        return sum_is_off(device, text, size);
    case NANOMAGNET_VORTEX:
        return has_vortex(device, text, size);
    case NANOMAGNET_REVERSAL:
        return reverses_by_wall(device, text, size);
    default:
        return false;
    }
}
