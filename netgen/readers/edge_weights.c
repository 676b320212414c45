#include "netgen/readers/edge_weights.h"

#include "netgen/readers/graph_kinds.h"

#include <math.h>

static const double DEVIATION = 1e5; /* of Gaussian weights, as rudy scales them */

/* A number from -1 to 1. */
static double uniform(struct gb_flip *flip)
{
    return 2.0 * ((double)gb_flip_next(flip) / (double)INT32_MAX) - 1.0;
}

double normal_next(struct normal *normal)
{
    double x, y, square;
    if (normal->left) {
        normal->left = false;
        return normal->other;
    }
    do {
        x = uniform(&normal->flip);
        y = uniform(&normal->flip);
        square = x * x + y * y;
    } while (square >= 1.0);
    double factor = sqrt(-2.0 * log(square) / square);
    normal->other = y * factor;
    normal->left = true;
    return x * factor;
}

void edge_weights_draw(const struct graph_plan *plan, struct edge_draft *draft)
{
    struct normal normal = {.left = false};
    gb_flip_start(&normal.flip, plan->seed);
    for (size_t i = 0; i < draft->count; i++) {
        double *weight = &draft->edge[i].weight;
        switch (plan->weights) {
        case GRAPH_MAKE_ONES:
            *weight = 1.0;
            break;
        case GRAPH_MAKE_PM1:
            *weight = gb_flip_below(&normal.flip, 2) ? 1.0 : -1.0;
            break;
        case GRAPH_MAKE_RANGE:
            *weight = (double)(plan->least +
                               (plan->least == plan->greatest
                                    ? 0
                                    : (long)gb_flip_below(&normal.flip, (uint32_t)(plan->greatest - plan->least + 1))));
            break;
        case GRAPH_MAKE_GAUSSIAN:
            *weight = rint(DEVIATION * normal_next(&normal));
            break;
        }
    }
}
