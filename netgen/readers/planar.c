/* Random planar graphs of rudy, and unions of them. */
#include "netgen/readers/graph_kinds.h"
#include "netgen/readers/pair_set.h"

#include <stdlib.h>

struct face {
    size_t corner[3];
};

/* Each node beyond the third goes into a face drawn at random, which becomes three: a maximal planar graph. Then edges
 * drawn at random are removed, the last one taking their place. `face` has room for 2 nodes - 5. */
static void draw_layer(const struct graph_plan *plan, long seed, struct face *face, struct edge_draft *draft)
{
    const size_t most = 3 * (plan->nodes - 2);
    struct gb_flip flip;
    gb_flip_start(&flip, seed);
    draft->count = 0;
    edge_draft_add(draft, 0, 1);
    edge_draft_add(draft, 0, 2);
    edge_draft_add(draft, 1, 2);
    face[0] = (struct face){{0, 1, 2}};
    for (size_t node = 3, faces = 1; node < plan->nodes; node++, faces += 2) {
        struct face *split = &face[gb_flip_below(&flip, (uint32_t)faces)], old = *split;
        for (int c = 0; c < 3; c++) {
            edge_draft_add(draft, old.corner[c], node);
        }
        split->corner[2] = node;
        face[faces] = (struct face){{old.corner[0], old.corner[2], node}};
        face[faces + 1] = (struct face){{old.corner[1], old.corner[2], node}};
    }
    while ((double)draft->count > plan->density * (double)most / 100.0) {
        size_t removed = gb_flip_below(&flip, (uint32_t)draft->count);
        draft->edge[removed] = draft->edge[--draft->count];
    }
}

/* Makes *draft the union with `layer`: node by node the edges of one, and then those of the other that it lacks. Both
 * are sorted. */
static enum status unite(struct edge_draft *draft, const struct edge_draft *layer, struct diagnostic *diagnostic)
{
    struct edge_draft both;
    struct pair_set *joined = pair_set_new(draft->nodes, draft->count + layer->count);
    enum status status = joined ? edge_draft_begin(draft->nodes, draft->count + layer->count, &both, diagnostic)
                                : fail_memory(diagnostic);
    if (status != STATUS_OK) {
        pair_set_free(joined);
        return status;
    }
    for (size_t node = 0, i = 0, k = 0; node < draft->nodes; node++) {
        for (; i < draft->count && draft->edge[i].a == node; i++) {
            pair_set_add(joined, node, draft->edge[i].b);
            edge_draft_add(&both, node, draft->edge[i].b);
        }
        for (; k < layer->count && layer->edge[k].a == node; k++) {
            if (pair_set_add(joined, node, layer->edge[k].b)) {
                edge_draft_add(&both, node, layer->edge[k].b);
            }
        }
    }
    pair_set_free(joined);
    edge_draft_free(draft);
    *draft = both;
    return edge_draft_sort(draft, diagnostic);
}

/* Draws one more layer and unites the draft with it. */
static enum status add_layer(const struct graph_plan *plan, long seed, struct face *face, struct edge_draft *draft,
                             struct diagnostic *diagnostic)
{
    struct edge_draft layer;
    enum status status = edge_draft_begin(plan->nodes, 3 * (plan->nodes - 2), &layer, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    draw_layer(plan, seed, face, &layer);
    status = edge_draft_sort(&layer, diagnostic);
    if (status == STATUS_OK) {
        status = unite(draft, &layer, diagnostic);
    }
    edge_draft_free(&layer);
    return status;
}

enum status draw_planar(const struct graph_plan *plan, struct edge_draft *draft, struct diagnostic *diagnostic)
{
    if (plan->nodes < 3) {
        return fail(diagnostic, STATUS_INPUT, "error: a planar graph that is made has at least 3 nodes, not %zu",
                    plan->nodes);
    }
    const size_t most = 3 * (plan->nodes - 2);
    enum status status = graph_plan_check_edges((double)(most * plan->layers), diagnostic);
    if (status == STATUS_OK && plan->density * (double)most < 100.0) {
        status = fail(diagnostic, STATUS_INPUT,
                      "error: %g %% of %zu edges is less than one; expected at least one edge", plan->density, most);
    }
    if (status != STATUS_OK) {
        return status;
    }
    struct face *face = malloc((2 * plan->nodes - 5) * sizeof *face);
    status = face ? edge_draft_begin(plan->nodes, most, draft, diagnostic) : fail_memory(diagnostic);
    if (status == STATUS_OK) {
        draw_layer(plan, plan->seed, face, draft);
        status = edge_draft_sort(draft, diagnostic);
    }
    for (size_t layer = 1; status == STATUS_OK && layer < plan->layers; layer++) {
        status = add_layer(plan, plan->seed + (long)layer, face, draft, diagnostic);
    }
    free(face);
    return status;
}
