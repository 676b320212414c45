/* What a test graph is made of: its kind and the values that count for the kind. */
#ifndef GRAPH_PLAN_H
#define GRAPH_PLAN_H

#include "base/status.h"

#include <stddef.h>

enum {
    GRAPH_MAKE_NODES = 1000000,  /* at most */
    GRAPH_MAKE_EDGES = 50000000, /* at most */
    GRAPH_MAKE_WEIGHT = 1000000, /* the greatest size of a weight */
};

/* The weights of the edges. rudy takes the same seed for them as for the edges in the published graphs. */
enum graph_make_weights {
    GRAPH_MAKE_ONES,     /* all 1 */
    GRAPH_MAKE_PM1,      /* 1 or -1, each with probability 1/2: rudy's -random 0 1 SEED -times 2 -plus -1 */
    GRAPH_MAKE_RANGE,    /* whole numbers from `least` to `greatest`, all equally likely: -random LEAST GREATEST SEED */
    GRAPH_MAKE_GAUSSIAN, /* normal, with mean 0 and deviation 100,000, rounded to whole numbers */
};

/* What a kind of graph is made of, beside the seed. */
enum graph_make_value {
    GRAPH_MAKE_BY_NODES = 1,
    GRAPH_MAKE_BY_DENSITY = 2,
    GRAPH_MAKE_BY_DEGREE = 4,
    GRAPH_MAKE_BY_SIDES = 8, /* rows and columns */
    GRAPH_MAKE_BY_LAYERS = 16,
    GRAPH_MAKE_BY_NEGATIVE = 32,
    GRAPH_MAKE_BY_WEIGHTS = 64,
};

struct graph_kind;

/* What to make. The fields that do not count for the kind may have any value. */
struct graph_plan {
    const struct graph_kind *kind;
    size_t nodes;
    size_t degree;
    size_t rows, columns;
    size_t layers;   /* of a cubic grid; or how many planar graphs are united, with the seeds seed, seed + 1 ... */
    double density;  /* per cent: of all pairs of nodes; of the 3 (nodes - 2) edges that a planar graph has at most */
    double negative; /* per cent of the edges, rounded down to whole edges; the others are positive */
    long seed;       /* 0 to 2^31 - 1 */
    enum graph_make_weights weights;
    long least, greatest; /* of GRAPH_MAKE_RANGE */
};

struct edge_draft;
struct graph_kind {
    const char *name;    /* as on the command line */
    const char *summary; /* for a list of the kinds; "a random graph" */
    const char *help;    /* the same in rudy or NetworkX, a sentence or two */
    unsigned values;     /* enum graph_make_value, joined by or */
    double density;      /* what is usual, per cent */

    /* Draws the edges, in order and with their weights where the kind decides them. */
    enum status (*draw)(const struct graph_plan *plan, struct edge_draft *draft, struct diagnostic *diagnostic);
};

/* Checks the values that count for the kind, one by one. STATUS_INPUT where one is out of its limits. */
enum status graph_plan_check(const struct graph_plan *plan, struct diagnostic *diagnostic);

/* STATUS_INPUT where a graph would have no edge, or more than GRAPH_MAKE_EDGES. */
enum status graph_plan_check_edges(double edges, struct diagnostic *diagnostic);

#endif
