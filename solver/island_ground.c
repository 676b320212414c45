#include "solver/island_ground.h"

#include "solver/maxcut_exact.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A magnet's node; all that are held are node 0, whose side is '0' and stands for +1. */
static size_t number_nodes(size_t count, const signed char *held, size_t *node)
{
    size_t nodes = 1;
    for (size_t i = 0; i < count; i++) {
        node[i] = held && held[i] != 0 ? 0 : nodes++;
    }
    return nodes;
}

static double greatest(const struct island_couplings *c)
{
    double most = 0.0;
    for (size_t k = 0; k < c->first[c->count]; k++) {
        most = fmax(most, fabs(c->energy[k]));
    }
    return most;
}

/* What the magnets that are held do to magnet `i`. */
static double field_of_held(const struct island_couplings *c, const signed char *held, size_t i)
{
    double field = 0.0;
    for (size_t k = c->first[i]; held && k < c->first[i + 1]; k++) {
        field += c->energy[k] * held[c->other[k]];
    }
    return field;
}

/* The energy is the sum of all weights less twice the cut: Eq. (I1). Weights are in units of `unit`. */
static size_t list_edges(const struct island_couplings *c, const signed char *held, const size_t *node, double unit,
                         struct edge *edge)
{
    size_t edges = 0;
    for (size_t i = 0; i < c->count; i++) {
        double field = node[i] > 0 ? field_of_held(c, held, i) : 0.0;
        if (field != 0.0) {
            edge[edges++] = (struct edge){0, node[i], field / unit};
        }
        for (size_t k = c->first[i]; k < c->first[i + 1]; k++) {
            const size_t j = c->other[k];
            if (i < j && node[i] > 0 && node[j] > 0 && c->energy[k] != 0.0) {
                edge[edges++] = (struct edge){node[i], node[j], c->energy[k] / unit};
            }
        }
    }
    return edges;
}

static enum status find_cut(struct edge *edge, size_t edges, size_t nodes, size_t budget, struct maxcut_result *cut,
                            struct diagnostic *diagnostic)
{
    struct graph *graph;
    enum status status = graph_of_edges(nodes, edge, edges, &graph, diagnostic);
    if (status == STATUS_OK) {
        status = maxcut_best(graph, 1, budget, cut, diagnostic);
        graph_free(graph);
    }
    return status;
}

enum status island_ground(const struct island_couplings *couplings, const signed char *held, size_t budget,
                          signed char *state, bool *proven, struct diagnostic *diagnostic)
{
    const size_t count = couplings->count;
    size_t *node = calloc(count + 1, sizeof *node);
    struct edge *edge = calloc(couplings->first[count] / 2 + count + 1, sizeof *edge);
    struct maxcut_result cut = {0};
    if (!node || !edge) {
        free(node);
        free(edge);
        return fail_memory(diagnostic);
    }
    const size_t nodes = number_nodes(count, held, node);
    const size_t edges = list_edges(couplings, held, node, greatest(couplings), edge);
    enum status status = STATUS_OK;
    if (edges > 0) {
        status = find_cut(edge, edges, nodes, budget, &cut, diagnostic);
    } else { /* all states of what is free are alike */
        free(edge);
    }
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        if (node[i] == 0) {
            state[i] = held[i];
        } else {
            state[i] = cut.state && cut.state[node[i]] == '1' ? -1 : 1;
        }
    }
    *proven = edges == 0 || cut.proven;
    maxcut_result_clear(&cut);
    free(node);
    return status;
}
