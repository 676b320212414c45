#include "netgen/supply.h"

#include <math.h>

static double leak_current(const struct network *net)
{
    const struct dwmtj axon = dwmtj_nominal(&net->axon);
    return -axon.vleak / dwmtj_mobility(&axon);
}

double supply_eq4(const struct network *net, size_t fan_out)
{
    const struct dwmtj soma = dwmtj_nominal(&net->soma);
    return leak_current(net) * (double)fan_out * 0.5 * (soma.rp + soma.rap); /* Eq. (14) */
}

double supply_loaded(const struct network *net, size_t fan_out)
{
    return supply_eq4(net, fan_out) + leak_current(net) * net->axon.rm; /* Eq. (15) */
}

double supply_track_conductance(const struct network *net, size_t i)
{
    double sum = 0.0;
    for (size_t k = 0; k < network_fan_out(net, i); k++) {
        sum += 1.0 / network_axon(net, i, network_target(net, i, k)).rm;
    }
    return sum;
}

/* What `v_dw` volts drive through one of `fan_out` axons, A. */
static double axon_current(const struct network *net, size_t fan_out, double v_dw, bool soma_on)
{
    const struct dwmtj soma = dwmtj_nominal(&net->soma);
    double r_junction = soma_on ? soma.rp : soma.rap;
    double axons = (double)fan_out;
    return v_dw / (r_junction + net->axon.rm / axons) / axons; /* Eq. (11) */
}

double supply_axon_current(const struct network *net, size_t fan_out, bool soma_on)
{
    return axon_current(net, fan_out, network_supply(net, fan_out), soma_on);
}

double supply_neuron_current(const struct network *net, size_t i, bool soma_on)
{
    return axon_current(net, network_fan_out(net, i), network_v_dw(net, i), soma_on);
}

size_t supply_smallest_fan_out(const struct network *net)
{
    const struct dwmtj soma = dwmtj_nominal(&net->soma);
    double least = 2.0 * net->axon.rm / (soma.rap - soma.rp); /* Eq. (17) */
    return isfinite(least) && least < 1e9 ? (size_t)floor(least) + 1 : 0;
}
