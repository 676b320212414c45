#include "netgen/network.h"

#include "netgen/questions/question.h"
#include "netgen/questions/variables.h"
#include "netgen/recipe.h"
#include "netgen/technologies/technology.h"

#include <math.h>
#include <stdbool.h>
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
        recipe_free(network->recipe);
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

size_t network_axons(const struct network *network)
{
    return network->weights.wiring ? network->weights.wiring->axons : network->n * (network->n - 1);
}

size_t network_fan_out(const struct network *network, size_t i)
{
    return weights_fan_out(&network->weights, i);
}

size_t network_greatest_fan_out(const struct network *network)
{
    size_t greatest = network_fan_out(network, 0);
    for (size_t i = 1; i < network->n && network->weights.wiring; i++) {
        size_t fan_out = network_fan_out(network, i);
        greatest = fan_out > greatest ? fan_out : greatest;
    }
    return greatest;
}

size_t network_target(const struct network *network, size_t i, size_t k)
{
    return weights_target(&network->weights, i, k);
}

size_t network_shown_target(const struct network *network, size_t i)
{
    const size_t fan_out = network_fan_out(network, i);
    if (!network->weights.wiring) {
        return (i + 1) % network->n;
    }
    for (size_t k = 0; k < fan_out; k++) {
        if (network_target(network, i, k) > i) {
            return network_target(network, i, k);
        }
    }
    return fan_out > 0 ? network_target(network, i, 0) : i;
}

/* ---- Supplies ---- */

double network_supply(const struct network *network, size_t fan_out)
{
    return network->v_dw + network->v_dw_per_axon * (double)(fan_out > 0 ? fan_out : 1);
}

double network_greatest_v_dw(const struct network *network)
{
    return network_supply(network, network_greatest_fan_out(network));
}

static int ascending(const void *a, const void *b)
{
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    return (x > y) - (x < y);
}

enum status network_fan_outs(const struct network *network, size_t **fan_out, size_t *count,
                             struct diagnostic *diagnostic)
{
    const size_t n = network->weights.wiring ? network->n : 1; /* all have the same where all axons are there */
    size_t *all = calloc(n, sizeof *all), kept = 0;
    *fan_out = all;
    *count = 0;
    if (!all) {
        return fail_memory(diagnostic);
    }
    for (size_t i = 0; i < n; i++) {
        all[i] = network_fan_out(network, i);
    }
    qsort(all, n, sizeof *all, ascending);
    for (size_t i = 0; i < n; i++) {
        if (kept == 0 || all[i] != all[kept - 1]) {
            all[kept++] = all[i];
        }
    }
    *count = kept;
    return STATUS_OK;
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
    const struct variables *variables = network->question->variables ? network->question->variables(network) : NULL;
    if (variables && i < variables->count) {
        snprintf(label.text, sizeof label.text, "%s", variables->name[i]);
    } else if (name) {
        snprintf(label.text, sizeof label.text, "%s", name[i]);
    } else {
        snprintf(label.text, sizeof label.text, "%zu", network->weights.graph ? i + 1 : i);
    }
    return label;
}

bool network_is_noisy(const struct network *network)
{
    return network->technology != &technology_wall || network->soma.noise > 0.0 || network->axon.noise > 0.0;
}

void network_set_noise(struct network *network, unsigned long seed)
{
    if (network_is_noisy(network)) {
        network->technology->set_noise(network, seed);
    }
}

bool network_has_balance(const struct network *network)
{
    return network->dendrite == DENDRITE_BALANCED || network->weights.field;
}

/* Two neurons with the same neighbours, each of which wants the other on the opposite side, would swing together for
 * ever, as no two real ones do. So a balanced neuron that has axons along edges gets a field of its own, of at most a
 * thousandth of the heaviest edge's, from a low-discrepancy sequence. In V; Eq. (54). */
static double tilt(const struct network *network, size_t j)
{
    const double most = 1e-3, golden = 0.6180339887498949;
    double place = golden * (double)(j + 1), rail = weights_balance_rail(&network->weights, true);
    bool tilted = network->weights.wiring && network->dendrite == DENDRITE_BALANCED && network_fan_out(network, j) > 0;
    return tilted ? most * rail * (2.0 * (place - floor(place)) - 1.0) : 0.0;
}

struct balance network_balance(const struct network *network, size_t j, double sum)
{
    const struct dwmtj axon = dwmtj_nominal(&network->axon);
    const double mean = 0.5 * (1.0 / axon.rp + 1.0 / axon.rap), half = 0.5 * (1.0 / axon.rp - 1.0 / axon.rap);
    /* As the weight that, at the mean conductance, drives the same current: Eq. (54). */
    double volts = network->dendrite == DENDRITE_BALANCED ? -sum : 0.0;
    volts += (weights_field(&network->weights, j) + tilt(network, j)) * half / mean;
    /* Sums of many weights cancel to rounding errors: those need no resistor. */
    double v_rail = weights_balance_rail(&network->weights, volts > 0.0);
    if (fabs(volts) <= 1e-9 * fabs(v_rail)) {
        return (struct balance){0.0, 0.0};
    }
    return (struct balance){v_rail, fabs(volts / v_rail) * mean}; /* Eq. (20) */
}
