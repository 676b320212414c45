#include "models/generic_mosfet/generic_mosfet.h"

static const struct parameter PARAMETERS[GENERIC_MOSFET_PARAMETERS] = {
#define PARAMETER(name, unit, standard, least, greatest, kind, text, source)                                           \
    {#name, unit, standard, least, greatest, kind, text, source, offsetof(struct generic_mosfet, name)},
#include "models/generic_mosfet/parameters.def"
#undef PARAMETER
};
const struct parameter_table generic_mosfet_table = {PARAMETERS, GENERIC_MOSFET_PARAMETERS};

double generic_mosfet_current(const struct generic_mosfet *d, double vgs, double vds)
{
    if (vds < 0.0) {
        return -generic_mosfet_current(d, vgs - vds, -vds); /* source and drain change places */
    }
    double over = vgs - d->vto, share = vds < over ? vds : over;
    if (over <= 0.0) {
        return 0.0;
    }
    return d->kp * d->width / d->length * (over - 0.5 * share) * share * (1.0 + d->lambda * vds); /* Eqs. (G1), (G2) */
}
