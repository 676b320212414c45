#include "netgen/readers/graph_plan.h"

#include <stdbool.h>
#include <stdint.h>

enum status graph_plan_check_edges(double edges, struct diagnostic *diagnostic)
{
    if (edges < 1.0 || edges > (double)GRAPH_MAKE_EDGES) {
        return fail(diagnostic, STATUS_INPUT, "error: the graph would have %.0f edges; expected 1 to %d", edges,
                    GRAPH_MAKE_EDGES);
    }
    return STATUS_OK;
}

static enum status check_share(double share, const char *what, bool above_zero, struct diagnostic *diagnostic)
{
    if (!(share >= 0.0 && share <= 100.0) || (above_zero && share == 0.0)) {
        return fail(diagnostic, STATUS_INPUT, "error: the %s is %s 0 and at most 100 %%, not %g %%", what,
                    above_zero ? "above" : "at least", share);
    }
    return STATUS_OK;
}

static enum status check_sides(const struct graph_plan *plan, struct diagnostic *diagnostic)
{
    const size_t layers = plan->kind->values & GRAPH_MAKE_BY_LAYERS ? plan->layers : 1;
    const double nodes = (double)plan->rows * (double)plan->columns * (double)layers;
    if (nodes < 2.0 || nodes > (double)GRAPH_MAKE_NODES) {
        return fail(diagnostic, STATUS_INPUT, "error: the grid would have %.0f nodes; expected 2 to %d", nodes,
                    GRAPH_MAKE_NODES);
    }
    return STATUS_OK;
}

static enum status check_weights(const struct graph_plan *plan, struct diagnostic *diagnostic)
{
    if (plan->weights == GRAPH_MAKE_RANGE &&
        (plan->least > plan->greatest || plan->least < -GRAPH_MAKE_WEIGHT || plan->greatest > GRAPH_MAKE_WEIGHT)) {
        return fail(diagnostic, STATUS_INPUT,
                    "error: weights from %ld to %ld: expected two whole numbers from %d to %d, the smaller one first",
                    plan->least, plan->greatest, -GRAPH_MAKE_WEIGHT, GRAPH_MAKE_WEIGHT);
    }
    return STATUS_OK;
}

enum status graph_plan_check(const struct graph_plan *plan, struct diagnostic *diagnostic)
{
    const unsigned values = plan->kind->values;
    enum status status = STATUS_OK;
    if (plan->seed < 0 || plan->seed > INT32_MAX) {
        return fail(diagnostic, STATUS_INPUT, "error: a seed is from 0 to %ld, not %ld", (long)INT32_MAX, plan->seed);
    }
    if (values & GRAPH_MAKE_BY_NODES && (plan->nodes < 2 || plan->nodes > (size_t)GRAPH_MAKE_NODES)) {
        return fail(diagnostic, STATUS_INPUT, "error: a random graph has 2 to %d nodes, not %zu", GRAPH_MAKE_NODES,
                    plan->nodes);
    }
    if (values & GRAPH_MAKE_BY_LAYERS && (plan->layers < 1 || plan->layers > GRAPH_MAKE_NODES)) {
        return fail(diagnostic, STATUS_INPUT, "error: a graph has 1 to %d layers, not %zu", GRAPH_MAKE_NODES,
                    plan->layers);
    }
    if (values & GRAPH_MAKE_BY_DENSITY) {
        status = check_share(plan->density, "density of a graph", true, diagnostic);
    }
    if (status == STATUS_OK && values & GRAPH_MAKE_BY_NEGATIVE) {
        status = check_share(plan->negative, "share of negative weights", false, diagnostic);
    }
    if (status == STATUS_OK && values & GRAPH_MAKE_BY_SIDES) {
        status = check_sides(plan, diagnostic);
    }
    if (status == STATUS_OK && values & GRAPH_MAKE_BY_WEIGHTS) {
        status = check_weights(plan, diagnostic);
    }
    return status;
}
