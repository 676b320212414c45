#include "campaign/proof.h"

#include "netgen/questions/question.h"
#include "solver/maxcut_exact.h"

#include <stdlib.h>

/* Nodes of the tree of branch and bound: two seconds, about. */
enum { BUDGET = 20000000 };

/* The optimum of the question is the maximum cut of its couplings: an edge that attracts has the opposite sign of one
 * that repels. */
static enum status graph_to_cut(const struct network *network, struct graph **cut, struct diagnostic *diagnostic)
{
    const struct weights *weights = &network->weights;
    const struct graph *graph = weights->graph;
    const double sign = weights_of_edge(weights, 1.0) < weights_of_edge(weights, 0.0) ? 1.0 : -1.0;
    struct edge *edge = malloc(graph->edges * sizeof *edge);
    *cut = NULL;
    if (!edge) {
        return fail_memory(diagnostic);
    }
    for (size_t e = 0; e < graph->edges; e++) {
        edge[e] = graph->edge[e];
        edge[e].weight *= sign;
    }
    return graph_of_edges(graph->nodes, edge, graph->edges, cut, diagnostic);
}

enum status proof_optimum(const struct network *network, double *objective, bool *proven, struct diagnostic *diagnostic)
{
    struct graph *cut;
    struct maxcut_result result;
    *proven = false;
    if (network->weights.kind != WEIGHTS_GRAPH || network->n > MAXCUT_GREATEST_N) {
        return STATUS_OK;
    }
    enum status status = graph_to_cut(network, &cut, diagnostic);
    if (status == STATUS_OK) {
        status = maxcut_best(cut, 1, BUDGET, &result, diagnostic);
        graph_free(cut);
    }
    if (status == STATUS_OK) {
        *proven = result.proven;
        *objective = network->question->objective(network, result.state);
        maxcut_result_clear(&result);
    }
    return status;
}
