#include "netgen/readers/rudy.h"

#include "netgen/readers/gb_flip.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static enum status check(const struct rudy_random *random, struct diagnostic *diagnostic)
{
    if (random->nodes < 2 || random->nodes > RUDY_GREATEST_N) {
        return fail(diagnostic, STATUS_INPUT, "error: a random graph has 2 to %d nodes, not %zu", RUDY_GREATEST_N,
                    random->nodes);
    }
    if (!(random->density > 0.0 && random->density <= 100.0)) {
        return fail(diagnostic, STATUS_INPUT, "error: the density of a graph is above 0 and at most 100 %%, not %g %%",
                    random->density);
    }
    if (random->seed < 0 || random->seed > INT32_MAX) {
        return fail(diagnostic, STATUS_INPUT, "error: a seed is from 0 to %ld, not %ld", (long)INT32_MAX, random->seed);
    }
    return STATUS_OK;
}

size_t rudy_random_edges(const struct rudy_random *random)
{
    double exact = (double)(random->nodes * (random->nodes - 1)) * random->density / 200.0;
    size_t whole = (size_t)exact;
    return exact - (double)whole >= 0.5 ? whole + 1 : whole;
}

/* Marks the pair a < b; false where it was marked already. `marked` has a bit for each pair. */
static bool mark(unsigned char *marked, size_t a, size_t b)
{
    size_t pair = b * (b - 1) / 2 + a;
    unsigned char bit = (unsigned char)(1u << pair % 8);
    bool fresh = !(marked[pair / 8] & bit);
    marked[pair / 8] |= bit;
    return fresh;
}

/* Draws `count` different pairs, in the order of the draws: both nodes at random, and both again where they are one
 * node or a pair that was drawn before. This is random_graph of the Stanford GraphBase, module GB_RAND. */
static void draw(const struct rudy_random *random, size_t count, struct edge edge[], unsigned char *marked)
{
    struct gb_flip flip;
    gb_flip_start(&flip, random->seed);
    for (size_t drawn = 0; drawn < count;) {
        size_t u = gb_flip_below(&flip, (uint32_t)random->nodes);
        size_t v = gb_flip_below(&flip, (uint32_t)random->nodes);
        size_t a = u < v ? u : v, b = u < v ? v : u;
        if (a != b && mark(marked, a, b)) {
            edge[drawn++] = (struct edge){.a = a, .b = b, .weight = 1.0};
        }
    }
}

/* Sorts edges by their first node, and within a node by descending time of the draw: a new edge goes to the front of
 * the lists of its nodes in the Stanford GraphBase. `end` has [nodes + 1] zeros. */
static void sort_as_rudy(size_t nodes, size_t count, const struct edge drawn[], size_t end[], struct edge sorted[])
{
    for (size_t i = 0; i < count; i++) {
        end[drawn[i].a]++;
    }
    for (size_t a = 1; a <= nodes; a++) {
        end[a] += end[a - 1];
    }
    for (size_t i = 0; i < count; i++) {
        sorted[--end[drawn[i].a]] = drawn[i];
    }
}

/* The graph, but for the order of its edges, which is that of rudy. */
static enum status make(const struct rudy_random *random, struct graph **graph, struct diagnostic *diagnostic)
{
    *graph = NULL;
    enum status status = check(random, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    const size_t nodes = random->nodes, pairs = nodes * (nodes - 1) / 2, count = rudy_random_edges(random);
    if (count == 0) {
        return fail(diagnostic, STATUS_INPUT,
                    "error: %g %% of %zu pairs of nodes is less than half an edge; expected at least one edge",
                    random->density, pairs);
    }
    unsigned char *marked = calloc(pairs / 8 + 1, 1);
    size_t *end = calloc(nodes + 1, sizeof *end);
    struct edge *drawn = malloc(count * sizeof *drawn), *sorted = malloc(count * sizeof *sorted);
    struct graph *made = malloc(sizeof *made);
    if (marked && end && drawn && sorted && made) {
        draw(random, count, drawn, marked);
        sort_as_rudy(nodes, count, drawn, end, sorted);
        *made = (struct graph){.nodes = nodes, .edges = count, .edge = sorted};
        *graph = made;
    } else {
        free(sorted);
        free(made);
        status = fail_memory(diagnostic);
    }
    free(marked);
    free(end);
    free(drawn);
    return status;
}

static int compare_edges(const void *left, const void *right)
{
    const struct edge *x = left, *y = right;
    int by_a = (x->a > y->a) - (x->a < y->a);
    return by_a ? by_a : (x->b > y->b) - (x->b < y->b);
}

enum status rudy_random_graph(const struct rudy_random *random, struct graph **graph, struct diagnostic *diagnostic)
{
    enum status status = make(random, graph, diagnostic);
    if (status == STATUS_OK) {
        qsort((*graph)->edge, (*graph)->edges, sizeof *(*graph)->edge, compare_edges);
    }
    return status;
}

enum status rudy_random_write(const struct rudy_random *random, FILE *out, struct diagnostic *diagnostic)
{
    struct graph *graph;
    enum status status = make(random, &graph, diagnostic);
    if (status == STATUS_OK) {
        fprintf(out, "%zu %zu \n", graph->nodes, graph->edges);
        for (size_t i = 0; i < graph->edges; i++) {
            fprintf(out, "%zu %zu 1\n", graph->edge[i].a + 1, graph->edge[i].b + 1);
        }
    }
    graph_free(graph);
    return status;
}
