/* The edges of a graph that is being made, in the order in which its definition makes them. */
#ifndef EDGE_DRAFT_H
#define EDGE_DRAFT_H

#include "netgen/readers/graph.h"

struct edge_draft {
    size_t nodes, count, room; /* `room` edges fit */
    struct edge *edge;         /* [room], of which `count` are there; nodes count from 0, in any order */
};

/* An empty draft with room for `room` edges. STATUS_SYSTEM where memory is short; then there is nothing to free. */
enum status edge_draft_begin(size_t nodes, size_t room, struct edge_draft *draft, struct diagnostic *diagnostic);
void edge_draft_free(struct edge_draft *draft); /* takes an empty one */

/* Adds the edge of weight 1 between the nodes `a` and `b`, for which there is room. */
void edge_draft_add(struct edge_draft *draft, size_t a, size_t b);

/* Puts the edges into the order in which rudy writes them: by their lower node, and within a node the one made last
 * comes first, because a new edge goes to the front of the lists of its nodes in the Stanford GraphBase. The lower node
 * of an edge becomes its first. STATUS_SYSTEM where memory is short. */
enum status edge_draft_sort(struct edge_draft *draft, struct diagnostic *diagnostic);

#endif
