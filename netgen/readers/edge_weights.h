/* Weights of the edges of a graph that is being made. */
#ifndef EDGE_WEIGHTS_H
#define EDGE_WEIGHTS_H

#include "netgen/readers/edge_draft.h"
#include "netgen/readers/graph_plan.h"

/* Gives the edges, in their order, the weights that `plan` asks for. */
void edge_weights_draw(const struct graph_plan *plan, struct edge_draft *draft);

#endif
