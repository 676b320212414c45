#include "solver/drawn_weights.h"

#include "solver/synapses.h"
#include "base/vector.h"

#include <stdlib.h>

/* The nominal wiring with other voltages. Those of the two synapses of an edge differ, so that a neuron's list has the
 * weights that begin at it, as synapses.c reads lists, and no longer those that end at it. */
static void draw_wiring(const struct network *network, struct drawn_weights *drawn)
{
    const struct wiring *nominal = network->weights.wiring;
    drawn->wiring = *nominal;
    drawn->wiring.volts = drawn->volts;
    drawn->weights.wiring = &drawn->wiring;
    for (size_t i = 0; i < nominal->n; i++) {
        for (size_t k = nominal->first[i]; k < nominal->first[i + 1]; k++) {
            drawn->volts[k] = network_weight(network, i, nominal->neuron[k], nominal->volts[k]);
            drawn->sum[i] += nominal->volts[k];
        }
    }
}

static void draw_matrix(const struct network *network, struct drawn_weights *drawn)
{
    const size_t n = network->n;
    drawn->matrix = (struct matrix){n, drawn->volts};
    drawn->weights.matrix = &drawn->matrix;
    weights_matrix(&network->weights, drawn->volts, n);
    for (size_t i = 0; i < n; i++) {
        drawn->volts[i * n + i] = 0.0; /* a given matrix may have it as -0 */
        for (size_t j = 0; j < n; j++) {
            double *volts = &drawn->volts[i * n + j];
            drawn->sum[j] += *volts;
            *volts = network_weight(network, i, j, *volts);
        }
    }
}

/* How many voltages are kept. */
static double kept(const struct network *network)
{
    const double n = (double)network->n;
    return network->weights.wiring ? (double)network_axons(network) : n * n;
}

enum status drawn_weights_new(const struct network *network, struct drawn_weights **drawn,
                              struct diagnostic *diagnostic)
{
    struct drawn_weights *made = calloc(1, sizeof *made);
    const bool fits = kept(network) < (double)(SIZE_MAX / sizeof *made->volts);
    *drawn = NULL;
    if (made && fits) {
        made->volts = calloc((size_t)kept(network) + 1, sizeof *made->volts);
        made->sum = calloc(network->n, sizeof *made->sum);
    }
    if (!made || !made->volts || !made->sum) {
        drawn_weights_free(made);
        return fail_memory(diagnostic);
    }
    made->weights = (struct weights){.kind = WEIGHTS_MATRIX, .n = network->n};
    if (network->weights.wiring) {
        draw_wiring(network, made);
    } else {
        draw_matrix(network, made);
    }
    *drawn = made;
    return STATUS_OK;
}

void drawn_weights_free(struct drawn_weights *drawn)
{
    if (drawn) {
        free(drawn->volts);
        free(drawn->sum);
        free(drawn);
    }
}

double drawn_weights_memory(const struct network *network)
{
    const double n = (double)network->n, vectors = 8.0, bytes = (double)sizeof(double);
    double synapses = network->weights.wiring ? synapses_memory(&network->weights) : vectors * n * bytes;
    return bytes * (kept(network) + n) + synapses;
}
