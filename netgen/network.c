#include "netgen/network.h"

#include "netgen/questions/question.h"
#include "netgen/technologies/technology.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

struct network *network_new(const struct question *question, const struct technology *technology)
{
    struct network *network = calloc(1, sizeof *network);
    if (network) {
        network->question = question;
        network->technology = technology;
    }
    return network;
}

void network_free(struct network *network)
{
    if (network) {
        if (network->asked) {
            network->question->release(network->asked);
        }
        weights_free(&network->weights);
        free(network->start);
        free(network);
    }
}

size_t network_devices(const struct network *network)
{
    return network->technology->count(network);
}

struct dwmtj network_soma(const struct network *network, size_t i)
{
    return variation_device(&network->variation, &network->soma, i * network->n + i);
}

struct dwmtj network_axon(const struct network *network, size_t i, size_t j)
{
    return variation_device(&network->variation, &network->axon, i * network->n + j);
}

struct dwmtj network_nominal_soma(const struct network *network, size_t i)
{
    const struct dwmtj device = network_soma(network, i);
    return dwmtj_nominal(&device);
}

struct dwmtj network_nominal_axon(const struct network *network, size_t i, size_t j)
{
    const struct dwmtj device = network_axon(network, i, j);
    return dwmtj_nominal(&device);
}

size_t network_shown_target(size_t i, size_t n)
{
    return (i + 1) % n;
}

size_t network_patterns(const struct network *network)
{
    return network->weights.patterns;
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
