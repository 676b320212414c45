#include "netgen/questions/maxcut.h"
#include "netgen/questions/question.h"
#include "netgen/questions/recall.h"
#include "tests/support/sample.h"

#include "tests/support/expect.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void sample_set_rule(struct bias *bias, enum weights_rule rule)
{
    bias->learning = rule == WEIGHTS_STORKEY         ? LEARNING_STORKEY
                     : rule == WEIGHTS_PSEUDOINVERSE ? LEARNING_PSEUDOINVERSE
                                                     : LEARNING_HEBB;
    bias->rule = bias->learning == LEARNING_HEBB ? rule : WEIGHTS_SUM;
}

struct network *sample_recall(char *const pattern[], size_t count, const char *start, const struct bias *bias)
{
    struct network *network;
    struct diagnostic why;
    expect_ok(recall_network(&(struct patterns){pattern, count, start}, bias, &network, &why), &why);
    return network;
}

struct network *sample_random(size_t n, size_t patterns, unsigned long seed, const struct bias *bias)
{
    char *pattern[4];
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(random, seed);
    for (size_t p = 0; p < patterns; p++) {
        pattern[p] = problem_random_bits(random, n);
    }
    char *start = problem_random_bits(random, n);
    struct network *network = sample_recall(pattern, patterns, start, bias);
    for (size_t p = 0; p < patterns; p++) {
        free(pattern[p]);
    }
    free(start);
    gsl_rng_free(random);
    return network;
}

struct network *sample_maxcut(struct graph *graph)
{
    struct bias bias = problem_standard_bias();
    struct network *network;
    struct diagnostic why;
    expect_ok(maxcut_network(graph, NAN, &bias, &network, &why), &why);
    return network;
}

struct graph *sample_graph(size_t n, const struct edge edge[], size_t count)
{
    struct graph *graph = calloc(1, sizeof *graph);
    *graph = (struct graph){.nodes = n, .edges = count, .edge = calloc(count ? count : 1, sizeof *edge)};
    if (count > 0) {
        memcpy(graph->edge, edge, count * sizeof *edge);
    }
    return graph;
}

struct graph *sample_random_graph(size_t n, double share, unsigned long seed)
{
    struct edge *edge = calloc(n * n, sizeof *edge);
    gsl_rng *random = problem_random(seed);
    size_t count = 0;
    for (size_t a = 0; a < n; a++) {
        for (size_t b = a + 1; b < n; b++) {
            if (gsl_rng_uniform(random) < share) {
                edge[count++] = (struct edge){a, b, (double)gsl_rng_uniform_int(random, 7) - 3.0};
            }
        }
    }
    struct graph *graph = sample_graph(n, edge, count);
    gsl_rng_free(random);
    free(edge);
    return graph;
}

static struct network *of_weights(struct weights weights)
{
    const struct bias bias = problem_auto_bias();
    const struct problem problem = {.question = &question_maxcut, .weights = weights};
    struct network *network;
    struct diagnostic why;
    expect_ok(problem_network(&problem, &bias, &network, &why), &why);
    return network;
}

struct network *sample_ising(struct graph *couplings, const double *field)
{
    double *copy = field ? calloc(couplings->nodes, sizeof *copy) : NULL;
    if (copy) {
        memcpy(copy, field, couplings->nodes * sizeof *copy);
    }
    return of_weights(weights_of_ising(couplings, copy, problem_auto_bias().unit));
}

struct network *sample_sparse(struct graph *graph)
{
    return of_weights(weights_of_graph(graph, problem_auto_bias().unit, NAN));
}

struct network *sample_square(double first_weight)
{
    static const struct edge EDGES[] = {{0, 1, 0}, {0, 3, 1}, {1, 2, 1}, {2, 3, 1}};
    struct graph *graph = malloc(sizeof *graph);
    *graph = (struct graph){.nodes = 4, .edges = 4, .edge = malloc(sizeof EDGES)};
    memcpy(graph->edge, EDGES, sizeof EDGES);
    graph->edge[0].weight = first_weight;
    return sample_maxcut(graph);
}

struct network *sample_ring(size_t n, double growth, double last)
{
    struct graph *graph = calloc(1, sizeof *graph);
    *graph = (struct graph){.nodes = n, .edges = n, .edge = calloc(n, sizeof *graph->edge)};
    graph->edge[0] = (struct edge){0, 1, 1.0}; /* in order: 0-1, 0-(n-1), 1-2, ... */
    graph->edge[1] = (struct edge){0, n - 1, last};
    for (size_t e = 2; e < n; e++) {
        graph->edge[e] = (struct edge){e - 1, e, 1.0 + growth * (double)(e - 1)};
    }
    return sample_maxcut(graph);
}
