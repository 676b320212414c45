#include "netgen/supply.h"

#include <math.h>

static double axons(const struct network *net)
{
    return (double)(net->n - 1);
}

static double leak_current(const struct network *net)
{
    const struct dwmtj axon = dwmtj_nominal(&net->axon);
    return -axon.vleak / dwmtj_mobility(&axon);
}

double supply_eq4(const struct network *net)
{
    const struct dwmtj soma = dwmtj_nominal(&net->soma);
    return leak_current(net) * axons(net) * 0.5 * (soma.rp + soma.rap); /* Eq. (14) */
}

double supply_loaded(const struct network *net)
{
    return supply_eq4(net) + leak_current(net) * net->axon.rm; /* Eq. (15) */
}

double supply_track_conductance(const struct network *net, size_t i)
{
    double sum = 0.0;
    for (size_t j = 0; j < net->n; j++) {
        sum += j == i ? 0.0 : 1.0 / network_axon(net, i, j).rm;
    }
    return sum;
}

double supply_axon_current(const struct network *net, bool soma_on)
{
    const struct dwmtj soma = dwmtj_nominal(&net->soma);
    double r_junction = soma_on ? soma.rp : soma.rap;
    return net->v_dw / (r_junction + net->axon.rm / axons(net)) / axons(net); /* Eq. (11) */
}

size_t supply_smallest_n(const struct network *net)
{
    const struct dwmtj soma = dwmtj_nominal(&net->soma);
    double least = 1.0 + 2.0 * net->axon.rm / (soma.rap - soma.rp); /* Eq. (17) */
    return isfinite(least) && least < 1e9 ? (size_t)floor(least) + 1 : 0;
}
