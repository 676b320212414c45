#include "netgen/readers/graph_make.h"

#include "netgen/readers/edge_weights.h"
#include "netgen/readers/graph_kinds.h"

#include <stdlib.h>
#include <string.h>

/* What the help says of each kind of rudy. */
#define LIKE_RUDY(command) "With '--weights ones', the same bytes as 'rudy -" command "'."
#define BYTES_OF_RUDY(command) "The same bytes as 'rudy -" command "'."

static const struct graph_kind KINDS[] = {
    {"rnd", "a random graph",
     LIKE_RUDY(
         "rnd_graph NODES DENSITY SEED") " '-n 60 --density 50 --seed 6000' gives g05_60.0 of the Biq Mac library.",
     GRAPH_MAKE_BY_NODES | GRAPH_MAKE_BY_DENSITY | GRAPH_MAKE_BY_WEIGHTS, 50.0, draw_random},
    {"regular", "a random graph in which all nodes have the same number of neighbours",
     "The kind that NetworkX calls random_regular_graph, with other random numbers.",
     GRAPH_MAKE_BY_NODES | GRAPH_MAKE_BY_DEGREE | GRAPH_MAKE_BY_WEIGHTS, 0.0, draw_regular},
    {"planar", "a random planar graph, or the union of several", LIKE_RUDY("planar NODES DENSITY SEED"),
     GRAPH_MAKE_BY_NODES | GRAPH_MAKE_BY_DENSITY | GRAPH_MAKE_BY_LAYERS | GRAPH_MAKE_BY_WEIGHTS, 100.0, draw_planar},
    {"grid", "a grid of rows and columns", LIKE_RUDY("grid_2D ROWS COLUMNS"),
     GRAPH_MAKE_BY_SIDES | GRAPH_MAKE_BY_WEIGHTS, 0.0, draw_grid},
    {"torus", "a grid that closes on itself in both directions", LIKE_RUDY("toroidal_grid_2D ROWS COLUMNS"),
     GRAPH_MAKE_BY_SIDES | GRAPH_MAKE_BY_WEIGHTS, 0.0, draw_torus},
    {"spinglass2pm", "a torus with a given share of weights -1, the others 1",
     BYTES_OF_RUDY("spinglass2pm ROWS COLUMNS NEGATIVE SEED"), GRAPH_MAKE_BY_SIDES | GRAPH_MAKE_BY_NEGATIVE, 0.0,
     draw_spinglass},
    {"spinglass3pm", "a cubic grid that closes on itself, with a given share of weights -1, the others 1",
     BYTES_OF_RUDY("spinglass3pm ROWS COLUMNS LAYERS NEGATIVE SEED"),
     GRAPH_MAKE_BY_SIDES | GRAPH_MAKE_BY_LAYERS | GRAPH_MAKE_BY_NEGATIVE, 0.0, draw_spinglass},
    {"spinglass2g", "a torus with Gaussian weights", BYTES_OF_RUDY("spinglass2g ROWS COLUMNS SEED"),
     GRAPH_MAKE_BY_SIDES, 0.0, draw_spinglass},
    {"spinglass3g", "a cubic grid that closes on itself, with Gaussian weights",
     BYTES_OF_RUDY("spinglass3g ROWS COLUMNS LAYERS SEED"), GRAPH_MAKE_BY_SIDES | GRAPH_MAKE_BY_LAYERS, 0.0,
     draw_spinglass},
};

const struct graph_kind *graph_kind_number(size_t number)
{
    return number < sizeof KINDS / sizeof *KINDS ? &KINDS[number] : NULL;
}

const struct graph_kind *graph_kind_find(const char *name)
{
    size_t k = 0;
    while (graph_kind_number(k) && strcmp(graph_kind_number(k)->name, name) != 0) {
        k++;
    }
    return graph_kind_number(k);
}

static enum status make(const struct graph_plan *plan, struct edge_draft *draft, struct diagnostic *diagnostic)
{
    *draft = (struct edge_draft){0};
    enum status status = graph_plan_check(plan, diagnostic);
    if (status == STATUS_OK) {
        status = plan->kind->draw(plan, draft, diagnostic);
    }
    if (status == STATUS_OK && plan->kind->values & GRAPH_MAKE_BY_WEIGHTS) {
        edge_weights_draw(plan, draft);
    }
    if (status != STATUS_OK) {
        edge_draft_free(draft);
    }
    return status;
}

enum status graph_make(const struct graph_plan *plan, struct graph **graph, struct diagnostic *diagnostic)
{
    struct edge_draft draft;
    *graph = NULL;
    enum status status = make(plan, &draft, diagnostic);
    return status == STATUS_OK ? graph_of_edges(draft.nodes, draft.edge, draft.count, graph, diagnostic) : status;
}

enum status graph_make_write(const struct graph_plan *plan, FILE *out, struct graph_made *made,
                             struct diagnostic *diagnostic)
{
    struct edge_draft draft;
    enum status status = make(plan, &draft, diagnostic);
    if (status == STATUS_OK) {
        fprintf(out, "%zu %zu \n", draft.nodes, draft.count);
        for (size_t i = 0; i < draft.count; i++) {
            const struct edge *edge = &draft.edge[i];
            fprintf(out, "%zu %zu %.0f\n", edge->a + 1, edge->b + 1, edge->weight);
        }
        *made = (struct graph_made){draft.nodes, draft.count};
        edge_draft_free(&draft);
    }
    return status;
}
