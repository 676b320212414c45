#include "netgen/network.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

void network_free(struct network *network)
{
    if (network) {
        weights_free(&network->weights);
        free(network->start);
        free(network);
    }
}

size_t network_devices(const struct network *network)
{
    return network->n * network->n;
}

size_t network_patterns(const struct network *network)
{
    return network->weights.patterns;
}

const char *network_task_name(enum network_task task)
{
    static const char *const NAMES[] = {"recall", "image", "maxcut", "custom"};
    return NAMES[task];
}

char *const *network_names(const struct network *network)
{
    return network->weights.graph ? network->weights.graph->name : NULL;
}

struct network_label network_label(const struct network *network, size_t i)
{
    struct network_label label;
    char *const *name = network_names(network);
    if (name) {
        snprintf(label.text, sizeof label.text, "%s", name[i]);
    } else {
        snprintf(label.text, sizeof label.text, "%zu", network->weights.graph ? i + 1 : i);
    }
    return label;
}

struct balance network_balance(const struct network *network, double sum)
{
    /* Sums of many weights cancel to rounding errors: those need no resistor. */
    double v_rail = weights_balance_rail(&network->weights, sum < 0.0);
    if (network->dendrite == DENDRITE_PLAIN || fabs(sum) <= 1e-9 * fabs(v_rail)) {
        return (struct balance){0.0, 0.0};
    }
    const struct dwmtj axon = dwmtj_nominal(&network->axon);
    double mean = 0.5 * (1.0 / axon.rp + 1.0 / axon.rap);
    return (struct balance){v_rail, fabs(sum / v_rail) * mean}; /* Eq. (20) */
}
