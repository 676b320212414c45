#include "report/hopfield.h"

#include "netgen/technologies/technology.h"

#include <stdlib.h>
#include <string.h>

void hopfield_state(const struct dwmtj *d, const double *axon, size_t n, double *state)
{
    for (size_t i = 0; i < n; i++) {
        state[i] = 2.0 * dwmtj_share_passed(d, axon[i]) - 1.0; /* Eq. (47) */
    }
}

static double dot(const double *a, const double *b, size_t n)
{
    double sum = 0.0;
    for (size_t i = 0; i < n; i++) {
        sum += a[i] * b[i];
    }
    return sum;
}

/* Of weights that are sums of products: a vector v makes (v s)(v t) without the diagonal, v^2 s t. Eqs. (12), (12b). */
static double sum_patterns(const struct weights *w, const double *s, const double *t)
{
    double sum = 0.0;
    for (size_t p = 0; p < w->patterns; p++) {
        double along_s = 0.0, along_t = 0.0, own = 0.0;
        for (size_t i = 0; i < w->n; i++) {
            double v = weights_vector(w, p, i);
            along_s += v * s[i];
            along_t += v * t[i];
            own += v * v * s[i] * t[i];
        }
        sum += along_s * along_t - own;
    }
    return weights_scale(w) * sum;
}

/* For a graph: one weight for all pairs, and what an edge adds to it. Eq. (13). */
static double sum_graph(const struct weights *w, const double *s, const double *t)
{
    const double without = weights_without_edge(w);
    double all_s = 0.0, all_t = 0.0, edges = 0.0;
    for (size_t i = 0; i < w->n; i++) {
        all_s += s[i];
        all_t += t[i];
    }
    for (size_t e = 0; e < w->graph->edges; e++) {
        const struct edge *edge = &w->graph->edge[e];
        double more = weights_of_edge(w, edge->weight) - without;
        edges += more * (s[edge->a] * t[edge->b] + s[edge->b] * t[edge->a]);
    }
    return without * (all_s * all_t - dot(s, t, w->n)) + edges;
}

static double sum_wiring(const struct wiring *wiring, const double *s, const double *t)
{
    double sum = 0.0;
    for (size_t j = 0; j < wiring->n; j++) {
        for (size_t k = wiring->first[j]; k < wiring->first[j + 1]; k++) {
            sum += wiring->volts[k] * s[wiring->neuron[k]] * t[j];
        }
    }
    return sum;
}

double hopfield_sum(const struct weights *w, const double *s, const double *t, double *room)
{
    if (w->kind == WEIGHTS_GRAPH) {
        return sum_graph(w, s, t);
    }
    if (w->wiring) {
        return sum_wiring(w->wiring, s, t);
    }
    if (weights_are_products(w)) {
        return sum_patterns(w, s, t);
    }
    double sum = 0.0;
    for (size_t j = 0; j < w->n; j++) {
        weights_into(w, j, room);
        sum += t[j] * dot(room, s, w->n);
    }
    return sum;
}

double hopfield_operations(const struct weights *w)
{
    const double n = (double)w->n;
    if (w->kind == WEIGHTS_GRAPH) {
        return 3.0 * n + 4.0 * (double)w->graph->edges;
    }
    if (w->wiring) {
        return 2.0 * (double)w->wiring->first[w->n];
    }
    return weights_are_products(w) ? 6.0 * n * (double)w->patterns : 3.0 * n * n;
}

bool hopfield_has_field(const struct network *network)
{
    return network->technology == &technology_wall && network->dendrite == DENDRITE_PLAIN;
}

enum status hopfield_take(const struct trace *trace, const struct network *network, const size_t *point, size_t count,
                          struct hopfield *energy, struct diagnostic *diagnostic)
{
    const struct weights *weights = &network->weights;
    size_t n = trace->n;
    double *memory = calloc(3 * n, sizeof *memory);
    if (!memory) {
        return fail_memory(diagnostic);
    }
    double *state = memory, *ones = memory + n, *room = memory + 2 * n;
    double rp = network->axon.rp, rap = network->axon.rap;
    bool field = hopfield_has_field(network) && rap > rp;
    for (size_t i = 0; i < n; i++) {
        ones[i] = 1.0;
    }
    for (size_t k = 0; k < count; k++) {
        if (trace->signal) {
            memcpy(state, trace->signal + point[k] * n, n * sizeof *state);
        } else {
            hopfield_state(&network->axon, trace->axon + point[k] * n, n, state);
        }
        energy[k].textbook = -0.5 * hopfield_sum(weights, state, state, room); /* Eq. (48) */
        for (size_t j = 0; weights->field && j < n; j++) {
            energy[k].textbook -= weights_field(weights, j) * state[j];
        }
        energy[k].circuit = energy[k].textbook;
        if (field) {
            energy[k].circuit -= (rap + rp) / (rap - rp) * hopfield_sum(weights, ones, state, room); /* Eq. (49) */
        }
    }
    free(memory);
    return STATUS_OK;
}
