#include "network.h"

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
