#include "netgen/wiring.h"

#include <stdlib.h>

/* Counts the axons of each neuron, and makes of the counts where the lists begin. */
static void lay_out(const struct graph *graph, struct wiring *wiring)
{
    for (size_t e = 0; e < graph->edges; e++) {
        if (graph->edge[e].weight != 0.0) {
            wiring->first[graph->edge[e].a + 1]++;
            wiring->first[graph->edge[e].b + 1]++;
        }
    }
    for (size_t i = 0; i < wiring->n; i++) {
        wiring->first[i + 1] += wiring->first[i];
    }
    wiring->axons = wiring->first[wiring->n];
}

/* Edges are sorted by (a, b), so that the neighbours b of a node come in their order. Its neighbours a below it must
 * come first: one pass for them, one for the others. `next` is where each list goes on. */
static void fill_in(const struct graph *graph, double unit, double heaviest, size_t *next, struct wiring *wiring)
{
    for (int above = 0; above <= 1; above++) {
        for (size_t e = 0; e < graph->edges; e++) {
            const struct edge *edge = &graph->edge[e];
            if (edge->weight != 0.0) {
                size_t at = next[above ? edge->a : edge->b]++;
                wiring->neuron[at] = (uint32_t)(above ? edge->b : edge->a);
                wiring->volts[at] = unit * (edge->weight / heaviest); /* Eq. (53); unit / heaviest may overflow */
            }
        }
    }
}

enum status wiring_of_graph(const struct graph *graph, double unit, double heaviest, struct wiring **wiring,
                            struct diagnostic *diagnostic)
{
    const size_t n = graph->nodes, most = 2 * graph->edges;
    struct wiring *made = calloc(1, sizeof *made);
    size_t *next = calloc(n, sizeof *next);
    *wiring = NULL;
    if (made) {
        made->n = n;
        made->first = calloc(n + 1, sizeof *made->first);
        made->neuron = calloc(most ? most : 1, sizeof *made->neuron);
        made->volts = calloc(most ? most : 1, sizeof *made->volts);
    }
    if (!made || !next || !made->first || !made->neuron || !made->volts) {
        wiring_free(made);
        free(next);
        return fail_memory(diagnostic);
    }
    lay_out(graph, made);
    for (size_t i = 0; i < n; i++) {
        next[i] = made->first[i];
    }
    fill_in(graph, unit, heaviest, next, made);
    free(next);
    *wiring = made;
    return STATUS_OK;
}

void wiring_free(struct wiring *wiring)
{
    if (wiring) {
        free(wiring->first);
        free(wiring->neuron);
        free(wiring->volts);
        free(wiring);
    }
}
