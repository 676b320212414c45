/* Graphs from memory. */
#include "netgen/readers/graph_builder.h"

#include <math.h>
#include <stdlib.h>

static enum status check_edge(size_t nodes, size_t index, const struct edge *edge, struct diagnostic *diagnostic)
{
    if (edge->a >= nodes || edge->b >= nodes) {
        return fail(diagnostic, STATUS_INPUT, "error: edge %zu joins nodes %zu and %zu; expected nodes from 0 to %zu",
                    index, edge->a, edge->b, nodes - 1);
    }
    if (edge->a == edge->b) {
        return fail(diagnostic, STATUS_INPUT, "error: edge %zu joins node %zu to itself; expected two nodes", index,
                    edge->a);
    }
    if (!isfinite(edge->weight)) {
        return fail(diagnostic, STATUS_INPUT, "error: edge %zu has the weight %g; expected a finite number", index,
                    edge->weight);
    }
    return STATUS_OK;
}

static int compare(const void *one, const void *other)
{
    const struct edge *e = one, *f = other;
    return e->a != f->a ? (e->a > f->a) - (e->a < f->a) : (e->b > f->b) - (e->b < f->b);
}

/* Checks the edges, and sorts them as a graph holds them. */
static enum status order_edges(size_t nodes, struct edge *edge, size_t edges, struct diagnostic *diagnostic)
{
    if (nodes < 2 || nodes > GRAPH_GREATEST) {
        return fail(diagnostic, STATUS_INPUT, "error: a graph of %zu nodes; expected from 2 to %d", nodes,
                    GRAPH_GREATEST);
    }
    if (edges == 0) {
        return fail(diagnostic, STATUS_INPUT, "error: graph has no edges; expected at least one");
    }
    for (size_t i = 0; i < edges; i++) {
        enum status status = check_edge(nodes, i, &edge[i], diagnostic);
        if (status != STATUS_OK) {
            return status;
        }
        if (edge[i].a > edge[i].b) {
            edge[i] = (struct edge){edge[i].b, edge[i].a, edge[i].weight};
        }
    }
    qsort(edge, edges, sizeof *edge, compare);
    for (size_t i = 1; i < edges; i++) {
        if (compare(&edge[i - 1], &edge[i]) == 0) {
            return fail(diagnostic, STATUS_INPUT,
                        "error: the edge between nodes %zu and %zu is given twice; expected it once", edge[i].a,
                        edge[i].b);
        }
    }
    return STATUS_OK;
}

enum status graph_of_edges(size_t nodes, struct edge *edge, size_t edges, struct graph **graph,
                           struct diagnostic *diagnostic)
{
    enum status status = order_edges(nodes, edge, edges, diagnostic);
    *graph = NULL;
    if (status == STATUS_OK && !(*graph = calloc(1, sizeof **graph))) {
        status = fail_memory(diagnostic);
    }
    if (status != STATUS_OK) {
        free(edge);
        return status;
    }
    **graph = (struct graph){.nodes = nodes, .edges = edges, .edge = edge};
    if (!graph_weights_add_up(*graph)) {
        graph_free(*graph);
        *graph = NULL;
        return fail(diagnostic, STATUS_INPUT, "error: the weights of all edges together are beyond %g; expected less",
                    GRAPH_GREATEST_SUM);
    }
    return STATUS_OK;
}
