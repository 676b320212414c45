/* What graph_make.c and the kinds of graphs share; private to them. */
#ifndef GRAPH_KINDS_H
#define GRAPH_KINDS_H

#include "netgen/readers/edge_draft.h"
#include "netgen/readers/gb_flip.h"
#include "netgen/readers/graph_plan.h"

#include <stdbool.h>

/* Each draws the edges of `plan`, whose values are within their limits one by one, and checks them together. */
typedef enum status graph_draw(const struct graph_plan *plan, struct edge_draft *draft, struct diagnostic *diagnostic);
graph_draw draw_random, draw_regular, draw_planar, draw_grid, draw_torus, draw_spinglass;

/* Normal random numbers with mean 0 and deviation 1, by the polar method of Marsaglia, two at a time. */
struct normal {
    struct gb_flip flip;
    double other; /* the second one, where there is one left */
    bool left;
};
double normal_next(struct normal *normal);

#endif
