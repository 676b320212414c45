/* The QUBO of a colouring. */
#include "netgen/questions/color.h"

#include "netgen/readers/graph_builder.h"
#include "netgen/readers/graph_names.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The penalty of each node for having no colour, or two: more than the conflicts that a colour can bring at least, so
 * that every node has one in the best states. Eq. (65). */
static double *penalties(const struct graph *graph, size_t colors)
{
    double *penalty = calloc(graph->nodes, sizeof *penalty);
    size_t *degree = calloc(graph->nodes, sizeof *degree);
    if (!penalty || !degree) {
        free(penalty);
        free(degree);
        return NULL;
    }
    for (size_t e = 0; e < graph->edges; e++) {
        degree[graph->edge[e].a]++;
        degree[graph->edge[e].b]++;
    }
    for (size_t v = 0; v < graph->nodes; v++) {
        const size_t crowded = degree[v] / colors;
        penalty[v] = 1.0 + (double)crowded; /* Eq. (65) */
    }
    free(degree);
    return penalty;
}

/* The products: of two colours of a node, and of the same colour at both ends of an edge. */
static struct edge *products(const struct graph *graph, size_t colors, const double *penalty, size_t *count)
{
    *count = graph->nodes * (colors * (colors - 1) / 2) + graph->edges * colors;
    struct edge *edge = calloc(*count, sizeof *edge), *next = edge;
    if (!edge) {
        return NULL;
    }
    for (size_t v = 0; v < graph->nodes; v++) {
        for (size_t c = 0; c < colors; c++) {
            for (size_t d = c + 1; d < colors; d++) {
                *next++ = (struct edge){v * colors + c, v * colors + d, 2.0 * penalty[v]}; /* Eq. (65) */
            }
        }
    }
    for (size_t e = 0; e < graph->edges; e++) {
        for (size_t c = 0; c < colors; c++) {
            *next++ = (struct edge){graph->edge[e].a * colors + c, graph->edge[e].b * colors + c, 1.0}; /* Eq. (65) */
        }
    }
    return edge;
}

static enum status name_variables(const struct graph *graph, size_t colors, struct graph *pairs,
                                  struct diagnostic *diagnostic)
{
    pairs->name = calloc(pairs->nodes, sizeof *pairs->name);
    if (!pairs->name) {
        return fail_memory(diagnostic);
    }
    for (size_t i = 0; i < pairs->nodes; i++) {
        char number[32];
        const char *node = graph->name ? graph->name[i / colors] : number;
        snprintf(number, sizeof number, "%zu", i / colors + 1);
        int length = asprintf(&pairs->name[i], "%s:%zu", node, i % colors + 1);
        if (length < 0) {
            pairs->name[i] = NULL;
            return fail_memory(diagnostic);
        }
        if (length > NAME_LONGEST) {
            return fail(diagnostic, STATUS_INPUT,
                        "error: the name of node '%.40s...' is too long to have a colour behind it; expected at most "
                        "%d bytes with it",
                        node, NAME_LONGEST);
        }
    }
    return STATUS_OK;
}

static void write_note(const struct graph *graph, struct graph *pairs)
{
    bool weighted = false;
    for (size_t e = 0; e < graph->edges; e++) {
        weighted = weighted || graph->edge[e].weight != 1.0;
    }
    memcpy(pairs->note, graph->note, sizeof pairs->note);
    if (weighted) {
        graph_add_note(pairs, "a colouring does not use the weights of the edges");
    }
}

enum status color_form(const struct graph *graph, size_t colors, struct quadratic **form, struct diagnostic *diagnostic)
{
    *form = NULL;
    if (graph->nodes > GRAPH_GREATEST / colors) {
        return fail(diagnostic, STATUS_INPUT, "error: %zu nodes and %zu colours; expected at most %d neurons in all",
                    graph->nodes, colors, GRAPH_GREATEST);
    }
    size_t pairs = 0;
    const size_t n = graph->nodes * colors;
    struct quadratic *made = calloc(1, sizeof *made);
    double *linear = calloc(n, sizeof *linear), *penalty = penalties(graph, colors);
    struct edge *edge = penalty ? products(graph, colors, penalty, &pairs) : NULL;
    enum status status = made && linear && edge ? STATUS_OK : fail_memory(diagnostic);
    if (status == STATUS_OK) {
        for (size_t i = 0; i < n; i++) {
            linear[i] = -penalty[i / colors]; /* Eq. (65) */
        }
        status = graph_of_edges(n, edge, pairs, &made->pairs, diagnostic);
        edge = NULL;
    }
    if (status == STATUS_OK) {
        status = name_variables(graph, colors, made->pairs, diagnostic);
        write_note(graph, made->pairs);
        made->linear = linear;
        linear = NULL;
    }
    free(edge);
    free(linear);
    free(penalty);
    if (status != STATUS_OK) {
        quadratic_free(made);
        return status;
    }
    *form = made;
    return STATUS_OK;
}
