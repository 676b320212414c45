/* Quadratic forms. What is read holds what quadratic.h promises, and reads back equal from a qbsolv file. The first
 * byte says what the file is read for. */
#include "tests/fuzz/fuzz.h"
#include "netgen/readers/quadratic.h"

#include <math.h>
#include <stdlib.h>

static void check_written(const struct quadratic *quadratic)
{
    struct fuzz_text text;
    struct diagnostic why;
    struct quadratic *again;
    const struct graph *pairs = quadratic->pairs;
    size_t linear = 0;
    for (size_t i = 0; quadratic->linear && i < pairs->nodes; i++) {
        linear += quadratic->linear[i] != 0.0;
    }
    fuzz_text_begin(&text);
    fprintf(text.stream, "p qubo 0 %zu %zu %zu\n", pairs->nodes, linear, pairs->edges);
    for (size_t i = 0; quadratic->linear && i < pairs->nodes; i++) {
        HOLDS(isfinite(quadratic->linear[i]));
        if (quadratic->linear[i] != 0.0) {
            fprintf(text.stream, "%zu %zu %.17g\n", i, i, quadratic->linear[i]);
        }
    }
    for (size_t e = 0; e < pairs->edges; e++) {
        const struct edge *edge = &pairs->edge[e];
        HOLDS(edge->a < edge->b && edge->b < pairs->nodes && edge->weight != 0.0 && isfinite(edge->weight));
        fprintf(text.stream, "%zu %zu %.17g\n", edge->a, edge->b, edge->weight);
    }
    fuzz_text_end(&text);
    struct input *input = fuzz_input(text.bytes, text.size);
    HOLDS(quadratic_parse(input, &(struct quadratic_request){.use = QUADRATIC_QUBO}, &again, &why) == STATUS_OK);
    HOLDS(again->pairs->nodes == pairs->nodes && again->pairs->edges == pairs->edges);
    HOLDS((again->linear == NULL) == (linear == 0));
    for (size_t i = 0; again->linear && i < pairs->nodes; i++) {
        HOLDS(fuzz_same(again->linear[i], quadratic->linear[i]));
    }
    for (size_t e = 0; e < pairs->edges; e++) {
        HOLDS(fuzz_same(again->pairs->edge[e].weight, pairs->edge[e].weight));
    }
    quadratic_free(again);
    input_free(input);
    free(text.bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const size_t cheap = 1000; /* variables: a line can ask for millions */
    struct diagnostic why;
    struct quadratic *quadratic;
    if (size == 0) {
        return 0;
    }
    const struct quadratic_request request = {.use = bytes[0] == 'i' ? QUADRATIC_ISING : QUADRATIC_QUBO};
    struct input *input = fuzz_input(bytes + 1, size - 1);
    if (!input) {
        return 0;
    }
    fuzz_clear(&why);
    enum status status = quadratic_parse(input, &request, &quadratic, &why);
    if (fuzz_ended(status, quadratic, &why)) {
        HOLDS(quadratic->pairs->nodes >= 2 && quadratic->pairs->edges >= 1 && *quadratic->pairs->note);
        HOLDS(graph_weights_add_up(quadratic->pairs));
        if (quadratic->pairs->nodes <= cheap) {
            check_written(quadratic);
        }
    }
    quadratic_free(quadratic);
    input_free(input);
    return 0;
}
