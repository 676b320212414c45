#include "netgen/readers/graph.h"

#include "netgen/readers/graph_names.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void graph_free(struct graph *graph)
{
    if (graph) {
        names_free(graph->name, graph->nodes);
        free(graph->edge);
        free(graph);
    }
}

void graph_add_note(struct graph *graph, const char *text)
{
    const char *separator = *graph->note ? "; " : "";
    const size_t used = strlen(graph->note), first = strlen(separator), length = strlen(text);
    if (used + first + length < sizeof graph->note) {
        memcpy(graph->note + used, separator, first);
        memcpy(graph->note + used + first, text, length + 1);
    }
}

bool graph_weights_add_up(const struct graph *graph)
{
    double sum = 0.0;
    for (size_t i = 0; i < graph->edges; i++) {
        sum += fabs(graph->edge[i].weight);
    }
    return sum <= GRAPH_GREATEST_SUM;
}

double graph_cut(const struct graph *graph, const char *state)
{
    double cut = 0.0;
    for (size_t i = 0; i < graph->edges; i++) {
        const struct edge *e = &graph->edge[i];
        if (state[e->a] != state[e->b]) {
            cut += e->weight;
        }
    }
    return cut;
}
