/* Random graphs of rudy. */
#include "netgen/readers/graph_kinds.h"
#include "netgen/readers/pair_set.h"

static size_t count_edges(const struct graph_plan *plan)
{
    double exact = (double)(plan->nodes * (plan->nodes - 1)) * plan->density / 200.0;
    size_t whole = (size_t)exact;
    return exact - (double)whole >= 0.5 ? whole + 1 : whole;
}

/* Draws different pairs, in the order of the draws: both nodes at random, and both again where they are one node or a
 * pair that was drawn before. This is random_graph of the Stanford GraphBase, module GB_RAND. */
enum status draw_random(const struct graph_plan *plan, struct edge_draft *draft, struct diagnostic *diagnostic)
{
    const size_t count = count_edges(plan);
    if (count == 0) {
        return fail(diagnostic, STATUS_INPUT,
                    "error: %g %% of %zu pairs of nodes is less than half an edge; expected at least one edge",
                    plan->density, plan->nodes * (plan->nodes - 1) / 2);
    }
    enum status status = graph_plan_check_edges((double)count, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    struct pair_set *drawn = pair_set_new(plan->nodes, count);
    status = drawn ? edge_draft_begin(plan->nodes, count, draft, diagnostic) : fail_memory(diagnostic);
    if (status == STATUS_OK) {
        struct gb_flip flip;
        gb_flip_start(&flip, plan->seed);
        while (draft->count < count) {
            size_t u = gb_flip_below(&flip, (uint32_t)plan->nodes);
            size_t v = gb_flip_below(&flip, (uint32_t)plan->nodes);
            if (u != v && pair_set_add(drawn, u, v)) {
                edge_draft_add(draft, u, v);
            }
        }
        status = edge_draft_sort(draft, diagnostic);
    }
    pair_set_free(drawn);
    return status;
}
