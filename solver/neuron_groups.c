#include "solver/neuron_groups.h"

#include "base/vector.h"

#include <stdlib.h>
#include <string.h>

/* More kinds of neurons would hardly be fewer than neurons. */
enum { MOST_PATTERNS = 16 };

size_t neuron_groups_at_most(const struct network *network)
{
    return (size_t)2 << network->weights.patterns;
}

bool neuron_groups_are_few(const struct network *network)
{
    const struct weights *w = &network->weights;
    if (!weights_are_products(w) || w->basis || w->patterns > MOST_PATTERNS || variation_exists(&network->variation)) {
        return false;
    }
    return vector_padded(neuron_groups_at_most(network)) < vector_padded(network->n);
}

/* The bits of neuron `i` in all patterns. */
static size_t bits_of(const struct weights *w, size_t i)
{
    size_t bits = 0;
    for (size_t p = 0; p < w->patterns; p++) {
        bits = 2 * bits + (w->pattern[p][i] == '1');
    }
    return bits;
}

/* Gives each neuron the first group of its kind, and both groups of a kind its bits. kind[2^patterns] is 0. */
static void sort_by_bits(struct neuron_groups *groups, const struct weights *w, uint32_t *kind)
{
    uint32_t kinds = 0;
    for (size_t i = 0; i < w->n; i++) {
        uint32_t *known = &kind[bits_of(w, i)];
        if (*known == 0) {
            *known = ++kinds;
            for (size_t p = 0; p < w->patterns; p++) {
                memset(groups->weights.pattern[p] + 2 * (size_t)(kinds - 1), w->pattern[p][i], 2);
            }
        }
        groups->of[i] = 2 * (*known - 1);
    }
    groups->count = groups->weights.n = 2 * (size_t)kinds;
}

static void take_weights(struct neuron_groups *groups, const struct weights *w)
{
    char **pattern = calloc(w->patterns, sizeof *pattern);
    groups->weights = (struct weights){.kind = w->kind, .unit = w->unit, .rule = w->rule, .pattern = pattern};
    groups->weights.patterns = pattern ? w->patterns : 0;
}

enum status neuron_groups_new(const struct network *network, struct neuron_groups **made, struct diagnostic *diagnostic)
{
    const struct weights *w = &network->weights;
    const size_t most = neuron_groups_at_most(network);
    struct neuron_groups *groups = calloc(1, sizeof *groups);
    uint32_t *kind = calloc(most / 2, sizeof *kind);
    bool ready = groups && kind;
    *made = NULL;
    if (ready) {
        take_weights(groups, w);
        groups->neurons = vector_new(most);
        groups->start = malloc(most);
        groups->of = malloc(w->n * sizeof *groups->of);
        groups->shown = malloc(2 * w->n * sizeof *groups->shown);
        ready = groups->weights.pattern && groups->neurons && groups->start && groups->of && groups->shown;
    }
    for (size_t p = 0; ready && p < w->patterns; p++) {
        groups->weights.pattern[p] = calloc(most + 1, 1);
        ready = groups->weights.pattern[p] != NULL;
    }
    if (ready) {
        sort_by_bits(groups, w, kind);
        neuron_groups_begin(groups, NULL, w->n);
        *made = groups;
    } else {
        neuron_groups_free(groups);
    }
    free(kind);
    return ready ? STATUS_OK : fail_memory(diagnostic);
}

void neuron_groups_free(struct neuron_groups *groups)
{
    if (groups) {
        weights_free(&groups->weights);
        free(groups->neurons);
        free(groups->start);
        free(groups->of);
        free(groups->shown);
        free(groups);
    }
}

double neuron_groups_memory(const struct network *network)
{
    const double most = (double)neuron_groups_at_most(network), n = (double)network->n;
    return most * ((double)(sizeof(double) + 1 + network->weights.patterns) + 0.5 * (double)sizeof(uint32_t)) +
           n * (double)(sizeof(uint32_t) + 2 * sizeof(double));
}

/* What pattern `p` has in common with the neurons that start with `start`: its sum of 1 and -1 over these. */
static double overlap(const struct neuron_groups *groups, size_t p, char start)
{
    double sum = 0.0;
    for (size_t g = 0; g < groups->count; g++) {
        double sign = groups->weights.pattern[p][g] == '1' ? 1.0 : -1.0;
        sum += groups->start[g] == start ? sign * groups->neurons[g] : 0.0;
    }
    return sum;
}

/* Patterns p and q have equal overlaps, or opposite ones; q = p: none. */
static bool overlap_alike(const struct neuron_groups *groups, size_t p, size_t q)
{
    const double off_p = overlap(groups, p, '0'), on_p = overlap(groups, p, '1');
    const double off_q = p == q ? 0.0 : overlap(groups, q, '0'), on_q = p == q ? 0.0 : overlap(groups, q, '1');
    return (off_p == off_q && on_p == on_q) || (off_p == -off_q && on_p == -on_q);
}

bool neuron_groups_begin(struct neuron_groups *groups, const char *start, size_t n)
{
    memset(groups->neurons, 0, groups->count * sizeof *groups->neurons);
    for (size_t i = 0; i < n; i++) {
        uint32_t kind = groups->of[i] / 2;
        groups->of[i] = 2 * kind + (start && start[i] == '1');
        groups->neurons[groups->of[i]] += 1.0;
    }
    for (size_t g = 0; g < groups->count; g++) {
        size_t other = g ^ 1, shown = groups->neurons[g] > 0.0 ? g : other;
        groups->start[g] = shown % 2 == 1 ? '1' : '0';
    }
    bool ties = false;
    for (size_t p = 0; p < groups->weights.patterns; p++) {
        for (size_t q = 0; q <= p && !ties; q++) {
            ties = overlap_alike(groups, p, q);
        }
    }
    return !ties;
}

void neuron_groups_spread(const struct neuron_groups *groups, const double *x, size_t n, double *shown)
{
    for (size_t i = 0; i < n; i++) {
        shown[i] = x[groups->of[i]];
    }
}
