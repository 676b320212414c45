#include "netgen/deck_switches.h"

#include "base/number.h"

#include <math.h>

double deck_switches_release(const struct network *network, double greatest_weight)
{
    const double least = 1e-16; /* s: ngspice makes no step that is much shorter */
    const struct dwmtj soma = dwmtj_nominal(&network->soma);
    double volts = fmax(variation_greatest(&network->variation, VARIATION_V_C, network->v_c), greatest_weight);
    double speed = dwmtj_mobility(&soma) * volts / soma.rm;
    return fmax(fmin(DECK_RELEASE, 1e-2 * soma.length / speed), least);
}

static double power_of_ten(double value)
{
    return pow(10.0, round(log10(value)));
}

/* A switch is better than what is in line with it by what rounding allows: a node between two resistances has rounding
 * errors of a share of 1e-16 of its voltage, and the better a switch is, the larger the current that these make in it.
 */
void deck_switches_models(const struct network *network, FILE *out)
{
    const double rounding = 1e-16, better = 1e9;
    const size_t ends = network_greatest_fan_out(network); /* at a dendrite: as many as begin */
    const double r_soma = network->soma.rm, r_axons = network->axon.rp / (double)(ends > 0 ? ends : 1);
    const char *off = SHORT(power_of_ten(better * fmax(r_soma, network->axon.rap)));
    /* of a rail: its resistance changes the axons' currents by ron / r_axons, rounding those by rounding r_soma / ron
     */
    fprintf(out, ".model hold_switch sw(vt=0.5 ron=%s roff=%s)\n", SHORT(power_of_ten(r_soma / better)), off);
    fprintf(out, ".model rail_switch sw(vt=0.5 ron=%s roff=%s)\n",
            SHORT(power_of_ten(sqrt(rounding * r_soma * r_axons))), off);
}
