/* Random regular graphs. */
#include "netgen/readers/graph_kinds.h"
#include "netgen/readers/pair_set.h"

#include <stdlib.h>

/* The ends of edges that still look for their other end. */
struct stubs {
    size_t count;
    size_t *node; /* [count] */
    struct gb_flip flip;
};

static bool joins(const struct pair_set *joined, size_t a, size_t b)
{
    return a != b && !pair_set_has(joined, a, b);
}

/* Pairs all stubs at random. Pairs that would be an edge of a node to itself, or a second edge, stay stubs. */
static void pair_stubs(struct stubs *stubs, struct pair_set *joined, struct edge_draft *draft)
{
    size_t left = 0, *node = stubs->node;
    for (size_t j = stubs->count; j > 1; j--) {
        size_t k = gb_flip_below(&stubs->flip, (uint32_t)j), kept = node[j - 1];
        node[j - 1] = node[k];
        node[k] = kept;
    }
    for (size_t i = 0; i + 1 < stubs->count; i += 2) {
        size_t a = node[i], b = node[i + 1];
        if (joins(joined, a, b)) {
            pair_set_add(joined, a, b);
            edge_draft_add(draft, a, b);
        } else {
            node[left++] = a;
            node[left++] = b;
        }
    }
    stubs->count = left;
}

/* Whether two of the stubs that are left can be an edge. */
static bool some_join(const struct stubs *stubs, const struct pair_set *joined)
{
    for (size_t i = 0; i < stubs->count; i++) {
        for (size_t k = i + 1; k < stubs->count; k++) {
            if (joins(joined, stubs->node[i], stubs->node[k])) {
                return true;
            }
        }
    }
    return false;
}

/* One try; true where no stub is left. */
static bool try_to_pair(size_t nodes, size_t degree, struct stubs *stubs, struct pair_set *joined,
                        struct edge_draft *draft)
{
    pair_set_clear(joined);
    draft->count = 0;
    stubs->count = nodes * degree;
    for (size_t i = 0; i < stubs->count; i++) {
        stubs->node[i] = i / degree;
    }
    while (stubs->count > 0) {
        size_t before = stubs->count;
        pair_stubs(stubs, joined, draft);
        if (stubs->count == before && !some_join(stubs, joined)) {
            return false;
        }
    }
    return true;
}

/* All pairs that are not in the set, node by node. */
static void complement(size_t nodes, const struct pair_set *joined, struct edge_draft *draft)
{
    draft->count = 0;
    for (size_t a = 0; a < nodes; a++) {
        for (size_t b = a + 1; b < nodes; b++) {
            if (!pair_set_has(joined, a, b)) {
                edge_draft_add(draft, a, b);
            }
        }
    }
}

/* A graph in which each node has `degree` neighbours, drawn as Steger and Wormald do (Combinatorics, Probability and
 * Computing 8, 1999), and NetworkX: nearly all graphs equally likely. Beyond half of all nodes, by the neighbours that
 * a node has not, which pair more easily. */
enum status draw_regular(const struct graph_plan *plan, struct edge_draft *draft, struct diagnostic *diagnostic)
{
    const size_t nodes = plan->nodes, degree = plan->degree;
    if (degree < 1 || degree >= nodes || nodes * degree % 2 != 0) {
        return fail(diagnostic, STATUS_INPUT,
                    "error: no graph of %zu nodes has %zu neighbours at each; expected from 1 to %zu, and an even "
                    "number of nodes or of neighbours",
                    nodes, degree, nodes - 1);
    }
    enum status status = graph_plan_check_edges((double)nodes * (double)degree / 2.0, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    const bool few = 2 * degree < nodes;
    const size_t paired = few ? degree : nodes - 1 - degree;
    struct stubs stubs = {.node = malloc((nodes * paired + 1) * sizeof *stubs.node)};
    struct pair_set *joined = pair_set_new(nodes, nodes * paired / 2);
    status = stubs.node && joined
                 ? edge_draft_begin(nodes, nodes * (degree > paired ? degree : paired) / 2, draft, diagnostic)
                 : fail_memory(diagnostic);
    if (status == STATUS_OK) {
        gb_flip_start(&stubs.flip, plan->seed);
        while (!try_to_pair(nodes, paired, &stubs, joined, draft)) {
        }
        if (!few) {
            complement(nodes, joined, draft);
        }
        status = edge_draft_sort(draft, diagnostic);
    }
    pair_set_free(joined);
    free(stubs.node);
    return status;
}
