/* Graphs, in every format. What is read holds what graph.h promises, and reads back equal from a rudy file. */
#include "tests/fuzz/fuzz.h"
#include "netgen/readers/graph_read.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool comes_before(const struct edge *a, const struct edge *b)
{
    return a->a < b->a || (a->a == b->a && a->b < b->b);
}

static void check(const struct graph *graph)
{
    HOLDS(graph->nodes >= 2 && graph->edges >= 1);
    for (size_t e = 0; e < graph->edges; e++) {
        const struct edge *edge = &graph->edge[e];
        HOLDS(edge->a < edge->b && edge->b < graph->nodes && isfinite(edge->weight));
        HOLDS(e == 0 || comes_before(edge - 1, edge));
    }
}

static void check_written(const struct graph *graph)
{
    struct fuzz_text text;
    struct diagnostic why;
    struct graph *again;
    fuzz_text_begin(&text);
    fprintf(text.stream, "%zu %zu\n", graph->nodes, graph->edges);
    for (size_t e = 0; e < graph->edges; e++) {
        const struct edge *edge = &graph->edge[e];
        fprintf(text.stream, "%zu %zu %.17g\n", edge->a + 1, edge->b + 1, edge->weight);
    }
    fuzz_text_end(&text);
    struct input *input = fuzz_input(text.bytes, text.size);
    HOLDS(graph_parse(input, &again, &why) == STATUS_OK);
    HOLDS(again->nodes == graph->nodes && again->edges == graph->edges);
    for (size_t e = 0; e < graph->edges; e++) {
        const struct edge *a = &graph->edge[e], *b = &again->edge[e];
        HOLDS(a->a == b->a && a->b == b->b && fuzz_same(a->weight, b->weight));
    }
    graph_free(again);
    input_free(input);
    free(text.bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct diagnostic why;
    struct graph *graph;
    struct input *input = fuzz_input(bytes, size);
    if (!input) {
        return 0;
    }
    fuzz_clear(&why);
    enum status status = graph_parse(input, &graph, &why);
    if (fuzz_ended(status, graph, &why)) {
        check(graph);
        check_written(graph);
    }
    graph_free(graph);
    input_free(input);
    return 0;
}
