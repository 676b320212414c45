/* Grids and spin glasses of rudy. */
#include "netgen/readers/graph_kinds.h"

#include <math.h>
#include <stdlib.h>

/* ---- Grids ---- */

/* The edges to the right of all nodes, then those downwards: rudy's board with a piece that moves by one. */
static enum status draw_board(const struct graph_plan *plan, bool wraps, struct edge_draft *draft,
                              struct diagnostic *diagnostic)
{
    const size_t rows = plan->rows, columns = plan->columns;
    const size_t edges = wraps ? 2 * rows * columns : rows * (columns - 1) + (rows - 1) * columns;
    enum status status = graph_plan_check_edges((double)edges, diagnostic);
    if (status == STATUS_OK) {
        status = edge_draft_begin(rows * columns, edges, draft, diagnostic);
    }
    for (size_t v = 0; status == STATUS_OK && v < rows * columns; v++) {
        if (wraps || v % columns + 1 < columns) {
            edge_draft_add(draft, v, v / columns * columns + (v + 1) % columns);
        }
    }
    for (size_t v = 0; status == STATUS_OK && v < rows * columns; v++) {
        if (wraps || v / columns + 1 < rows) {
            edge_draft_add(draft, v, (v + columns) % (rows * columns));
        }
    }
    return status == STATUS_OK ? edge_draft_sort(draft, diagnostic) : status;
}

enum status draw_grid(const struct graph_plan *plan, struct edge_draft *draft, struct diagnostic *diagnostic)
{
    return draw_board(plan, false, draft, diagnostic);
}

/* With fewer than three nodes around, an edge would join a node to itself or be there twice. */
static enum status check_around(size_t nodes, const char *what, struct diagnostic *diagnostic)
{
    return nodes >= 3 ? STATUS_OK
                      : fail(diagnostic, STATUS_INPUT, "error: a grid that closes on itself has at least 3 %s, not %zu",
                             what, nodes);
}

enum status draw_torus(const struct graph_plan *plan, struct edge_draft *draft, struct diagnostic *diagnostic)
{
    enum status status = check_around(plan->rows, "rows", diagnostic);
    if (status == STATUS_OK) {
        status = check_around(plan->columns, "columns", diagnostic);
    }
    return status == STATUS_OK ? draw_board(plan, true, draft, diagnostic) : status;
}

/* ---- Spin glasses ---- */

/* Puts the weights into a random order. rudy takes each number that it moves down the list for a whole one. */
static void shuffle(struct gb_flip *flip, double *weight, size_t count)
{
    for (size_t j = count; j > 1; j--) {
        size_t k = gb_flip_below(flip, (uint32_t)j);
        double kept = trunc(weight[j - 1]);
        weight[j - 1] = weight[k];
        weight[k] = kept;
    }
}

/* The weights of all edges: signs, of which a given share is negative, or normal numbers. */
static void draw_weights(const struct graph_plan *plan, double *weight, size_t count)
{
    const double deviation = 1e5;
    const bool signs = plan->kind->values & GRAPH_MAKE_BY_NEGATIVE;
    const size_t negative = (size_t)((double)count * plan->negative / 100.0);
    struct normal normal = {.left = false};
    gb_flip_start(&normal.flip, plan->seed);
    for (size_t i = 0; i < count; i++) {
        weight[i] = !signs ? deviation * normal_next(&normal) : i < negative ? -1.0 : 1.0;
    }
    shuffle(&normal.flip, weight, count);
}

/* Layer by layer the edges along its rows, then along its columns, then to the next layer; of one layer alone the first
 * two. */
enum status draw_spinglass(const struct graph_plan *plan, struct edge_draft *draft, struct diagnostic *diagnostic)
{
    const bool cubic = plan->kind->values & GRAPH_MAKE_BY_LAYERS;
    const size_t area = plan->rows * plan->columns, layers = cubic ? plan->layers : 1, nodes = area * layers;
    const size_t edges = (cubic ? 3 : 2) * nodes;
    enum status status = check_around(plan->rows, "rows", diagnostic);
    if (status == STATUS_OK) {
        status = check_around(plan->columns, "columns", diagnostic);
    }
    if (status == STATUS_OK && cubic) {
        status = check_around(layers, "layers", diagnostic);
    }
    if (status == STATUS_OK) {
        status = graph_plan_check_edges((double)edges, diagnostic);
    }
    double *weight = status == STATUS_OK ? malloc(edges * sizeof *weight) : NULL;
    if (status == STATUS_OK) {
        status = weight ? edge_draft_begin(nodes, edges, draft, diagnostic) : fail_memory(diagnostic);
    }
    if (status != STATUS_OK) {
        free(weight);
        return status;
    }
    for (size_t first = 0; first < nodes; first += area) {
        for (size_t v = 0; v < area; v++) {
            edge_draft_add(draft, first + v, first + v / plan->columns * plan->columns + (v + 1) % plan->columns);
        }
        for (size_t v = 0; v < area; v++) {
            edge_draft_add(draft, first + v, first + (v + plan->columns) % area);
        }
        for (size_t v = 0; cubic && v < area; v++) {
            edge_draft_add(draft, first + v, (first + v + area) % nodes);
        }
    }
    draw_weights(plan, weight, edges);
    for (size_t e = 0; e < edges; e++) {
        draft->edge[e].weight = rint(weight[e]);
    }
    free(weight);
    return STATUS_OK;
}
