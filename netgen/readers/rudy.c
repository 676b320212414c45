#include "netgen/readers/rudy.h"

#include "netgen/readers/graph_make.h"

enum status rudy_random_graph(const struct rudy_random *random, struct graph **graph, struct diagnostic *diagnostic)
{
    const struct graph_plan plan = {.kind = graph_kind_find("rnd"),
                                    .nodes = random->nodes,
                                    .density = random->density,
                                    .seed = random->seed,
                                    .weights = GRAPH_MAKE_ONES};
    return graph_make(&plan, graph, diagnostic);
}
