#include "campaign/proof.h"

#include "netgen/questions/question.h"
#include "solver/maxcut_exact.h"

#include <math.h>
#include <stdlib.h>

/* Nodes of the tree of branch and bound: two seconds, about. */
enum { BUDGET = 20000000 };

/* The graph whose maximum cut is the optimum of the question: an edge that attracts has the opposite sign of one that
 * repels, and a field is an edge to one more node, which is ON. */
static enum status graph_to_cut(const struct network *network, struct graph **cut, struct diagnostic *diagnostic)
{
    const struct weights *weights = &network->weights;
    const struct graph *graph = weights->graph;
    const double sign = weights->edge < 0.0 ? 1.0 : -1.0; /* of Eq. (13), or of Eq. (53) */
    const size_t most = graph->edges + (weights->field ? network->n : 0);
    struct edge *edge = malloc(most * sizeof *edge);
    size_t count = 0;
    *cut = NULL;
    if (!edge) {
        return fail_memory(diagnostic);
    }
    for (size_t e = 0; e < graph->edges; e++) {
        edge[count] = graph->edge[e];
        edge[count++].weight *= sign;
    }
    for (size_t i = 0; weights->field && i < network->n; i++) {
        if (weights->field[i] != 0.0) {
            edge[count++] = (struct edge){.a = i, .b = network->n, .weight = -weights->field[i]};
        }
    }
    return graph_of_edges(network->n + (weights->field ? 1 : 0), edge, count, cut, diagnostic);
}

/* The state of a cut as that of the network: both sides may be ON, but for a field. */
static void turn_state(const struct network *network, char *state)
{
    bool other = network->weights.field && state[network->n] == '0';
    for (size_t i = 0; i < network->n && other; i++) {
        state[i] = state[i] == '0' ? '1' : '0';
    }
    state[network->n] = '\0';
}

enum status proof_optimum(const struct network *network, double *objective, bool *proven, struct diagnostic *diagnostic)
{
    struct graph *cut;
    struct maxcut_result result;
    *proven = false;
    if (network->weights.kind != WEIGHTS_GRAPH || network->n >= MAXCUT_GREATEST_N) {
        return STATUS_OK;
    }
    enum status status = graph_to_cut(network, &cut, diagnostic);
    if (status == STATUS_OK) {
        status = maxcut_best(cut, 1, BUDGET, &result, diagnostic);
        graph_free(cut);
    }
    if (status == STATUS_OK) {
        *proven = result.proven;
        turn_state(network, result.state);
        *objective = network->question->objective(network, result.state);
        maxcut_result_clear(&result);
    }
    return status;
}

enum status proof_target(const struct network *network, bool prove, double given, struct search_target *target,
                         struct diagnostic *diagnostic)
{
    const double known = network->question->optimum ? network->question->optimum(network) : NAN;
    double optimum;
    bool proven = false;
    enum status status = prove ? proof_optimum(network, &optimum, &proven, diagnostic) : STATUS_OK;
    if (proven) {
        *target = (struct search_target){SEARCH_PROVEN, optimum};
    } else if (!prove && !isnan(given)) {
        *target = (struct search_target){SEARCH_GIVEN, given};
    } else {
        *target = (struct search_target){isnan(known) ? SEARCH_FOUND : SEARCH_KNOWN, known};
    }
    return status;
}
