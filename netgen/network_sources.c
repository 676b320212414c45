/* The voltages of a network's sources: netgen/network.h. */
#include "netgen/network.h"

#include <stdlib.h>

/* The source of neuron `i` has the number of its soma, that of a synapse the number of its axon. */
static size_t number_of(const struct network *network, size_t i, size_t j)
{
    return i * network->n + j;
}

double network_v_dw(const struct network *network, size_t i)
{
    return variation_voltage(&network->variation, VARIATION_V_DW, network_supply(network, network_fan_out(network, i)),
                             number_of(network, i, i));
}

double network_v_c(const struct network *network, size_t j)
{
    return variation_voltage(&network->variation, VARIATION_V_C, network->v_c, number_of(network, j, j));
}

double network_weight(const struct network *network, size_t i, size_t j, double nominal)
{
    return variation_voltage(&network->variation, VARIATION_WEIGHT, nominal, number_of(network, i, j));
}

size_t network_weights_begin_at(const struct network *network, size_t i, double *volts)
{
    const size_t count = weights_begin_at(&network->weights, i, volts);
    for (size_t k = 0; k < count; k++) {
        volts[k] = network_weight(network, i, network_target(network, i, k), volts[k]);
    }
    return count;
}

/* Axons that end at a neuron begin where its own ones end: all are there, or edges act both ways. */
size_t network_weights_end_at(const struct network *network, size_t j, double *volts)
{
    const size_t count = weights_end_at(&network->weights, j, volts);
    for (size_t k = 0; k < count; k++) {
        volts[k] = network_weight(network, network_target(network, j, k), j, volts[k]);
    }
    return count;
}

enum status network_weights_distinct(const struct network *network, double **values, size_t *count,
                                     struct diagnostic *diagnostic)
{
    if (!variation_of_source(&network->variation, VARIATION_WEIGHT)) {
        return weights_distinct(&network->weights, values, count, diagnostic);
    }
    /* Each neuron fills its part of a list, and may need room for as many as there are neurons. */
    double *all = calloc(network_axons(network) + network->n, sizeof *all);
    size_t used = 0;
    *values = all;
    *count = 0;
    if (!all) {
        return fail_memory(diagnostic);
    }
    for (size_t j = 0; j < network->n; j++) {
        used += network_weights_end_at(network, j, all + used);
    }
    *count = weights_sort_unique(all, used);
    return STATUS_OK;
}
