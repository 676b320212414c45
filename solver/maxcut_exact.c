/* With sides as spins s = +1 and -1, a cut weighs (W + E) / 2, where W is the sum of all weights and E the sum of
 * -weight s_a s_b over the edges: the search maximizes E.
 *
 * Branch and bound places one node after the other. With some nodes placed, E is that of the edges between them, plus
 * at most |field| for each node to place, the field being what the placed ones do to it, plus at most the optimum of
 * the nodes to place among themselves. Those optima are what the same search finds for the last node, the last two, the
 * last three and so on: G. Verfaillie, M. Lemaitre, T. Schiex, "Russian doll search", AAAI-96. */
#include "solver/maxcut_exact.h"

#include "netgen/readers/gb_flip.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    RESTARTS = 32,     /* of the tabu search of the whole graph */
    STEPS = 50,        /* of each, by node: more than enough for the ten graphs g05_60 of Biq Mac */
    DOLL_RESTARTS = 3, /* the same for a part of the graph, where a lower optimum costs time only */
    DOLL_STEPS = 10,
    SHORTEST_TENURE = 5, /* steps for which a node stays where it was put, and by how many more that varies */
    TENURE_RANGE = 6,
};

/* "Position" is the place of a node in the order of the search. */
struct search {
    size_t n;
    size_t *order;                     /* [n] node at a position */
    double *coupling;                  /* [n][n] -weight between two positions */
    double *field;                     /* [n + 1][n] row d: what the first d nodes, placed, do to the others */
    double *optimum;                   /* [n + 1] greatest E of the last k nodes */
    size_t *free_at;                   /* [n] tabu: the step from which a node may move again */
    signed char *spin, *best, *answer; /* [n] now; of best_energy; of the whole graph */
    double best_energy;                /* of the part of the graph that is searched */
    double margin;                     /* an energy that is greater by no more than this is no better */
    double slack;                      /* by how much best_energy may be too low after a proof */
    size_t left;                       /* of the budget */
    bool stopped;                      /* since the budget was used up */
    struct gb_flip random;
};

static void search_free(struct search *search)
{
    free(search->order);
    free(search->coupling);
    free(search->field);
    free(search->optimum);
    free(search->free_at);
    free(search->spin);
    free(search->best);
    free(search->answer);
}

static bool search_allocate(struct search *search, size_t n)
{
    search->n = n;
    search->order = calloc(n, sizeof *search->order);
    search->coupling = calloc(n * n, sizeof *search->coupling);
    search->field = calloc((n + 1) * n, sizeof *search->field);
    search->optimum = calloc(n + 1, sizeof *search->optimum);
    search->free_at = calloc(n, sizeof *search->free_at);
    search->spin = calloc(n, 1);
    search->best = calloc(n, 1);
    search->answer = calloc(n, 1);
    return search->order && search->coupling && search->field && search->optimum && search->free_at && search->spin &&
           search->best && search->answer;
}

/* Fills `order` from its end, each time with the node that is joined most to those behind it and least to others: the
 * fields on the last nodes, which the bound takes at their worst, are then small. Of the weights -0.3 to 1, those from
 * 0.2 to 0.5 proved random graphs of 50 and 60 nodes fastest. `inside` and `total` have [n] zeros, `weight` [n][n]. */
static void choose_order(size_t n, const double *weight, double *inside, double *total, size_t order[])
{
    for (size_t a = 0; a < n; a++) {
        for (size_t b = 0; b < n; b++) {
            total[a] += fabs(weight[a * n + b]);
        }
    }
    for (size_t position = n; position-- > 0;) {
        size_t chosen = n;
        double highest = -INFINITY;
        for (size_t a = 0; a < n; a++) {
            double score = inside[a] - 0.4 * total[a];
            if (total[a] >= 0.0 && score > highest) {
                highest = score;
                chosen = a;
            }
        }
        order[position] = chosen;
        total[chosen] = -1.0; /* taken */
        for (size_t a = 0; a < n; a++) {
            inside[a] += fabs(weight[a * n + chosen]);
        }
    }
}

/* Sets the order of the search, its couplings and its margin. `field` serves as scratch, and is not zero after. */
static void prepare(struct search *search, const struct graph *graph)
{
    const size_t n = search->n;
    double *weight = search->field, sum = 0.0;
    bool whole = true;
    for (size_t i = 0; i < graph->edges; i++) {
        const struct edge *e = &graph->edge[i];
        weight[e->a * n + e->b] = weight[e->b * n + e->a] = e->weight;
        whole = whole && e->weight == floor(e->weight);
        sum += fabs(e->weight);
    }
    /* sums of whole numbers up to 2^50 are exact, and two different energies are 2 apart */
    bool exact = whole && sum < 0x1p50;
    search->slack = exact ? 0.0 : 1e-12 * sum;
    search->margin = exact ? 1.0 : search->slack;
    choose_order(n, weight, search->optimum, search->coupling, search->order);
    for (size_t p = 0; p < n; p++) {
        for (size_t q = 0; q < n; q++) {
            search->coupling[p * n + q] = -weight[search->order[p] * n + search->order[q]];
        }
    }
    search->optimum[0] = 0.0;
}

static void keep_if_better(struct search *search, double energy)
{
    if (energy > search->best_energy) {
        search->best_energy = energy;
        memcpy(search->best, search->spin, search->n);
    }
}

/* Fills field[p] with what the nodes from `first` on do to node p; returns their energy. */
static double local_fields(const struct search *search, size_t first, double *field)
{
    const size_t n = search->n;
    double energy = 0.0;
    for (size_t p = first; p < n; p++) {
        field[p] = 0.0;
        for (size_t q = first; q < n; q++) {
            field[p] += search->coupling[p * n + q] * search->spin[q];
        }
        energy += 0.5 * search->spin[p] * field[p];
    }
    return energy;
}

/* Tabu search among the nodes from `first` on, from `spin`: at each step the flip with the greatest gain or the least
 * loss of those not forbidden, which are those of the last few steps, unless they would lead to a new best. */
static void tabu(struct search *search, size_t first, size_t steps)
{
    const size_t n = search->n;
    double *field = search->field, energy = local_fields(search, first, field);
    memset(search->free_at, 0, n * sizeof *search->free_at);
    keep_if_better(search, energy);
    for (size_t step = 1; step <= steps; step++) {
        size_t chosen = n;
        double greatest = -INFINITY;
        for (size_t p = first; p < n; p++) {
            double gain = -2.0 * search->spin[p] * field[p];
            if (gain > greatest && (search->free_at[p] <= step || energy + gain > search->best_energy)) {
                greatest = gain;
                chosen = p;
            }
        }
        if (chosen == n) {
            continue;
        }
        energy += greatest;
        search->spin[chosen] = (signed char)-search->spin[chosen];
        search->free_at[chosen] = step + SHORTEST_TENURE + gb_flip_below(&search->random, TENURE_RANGE);
        for (size_t p = first; p < n; p++) {
            field[p] += 2.0 * search->coupling[chosen * n + p] * search->spin[chosen];
        }
        keep_if_better(search, energy);
    }
}

static void tabu_from_random(struct search *search, size_t first, size_t restarts, size_t steps)
{
    for (size_t restart = 0; restart < restarts; restart++) {
        for (size_t p = first; p < search->n; p++) {
            search->spin[p] = gb_flip_below(&search->random, 2) ? 1 : -1;
        }
        tabu(search, first, steps);
    }
}

/* Places the node at position `depth` and gives the greatest sum of |field| of those behind it. */
static double place(struct search *search, size_t depth, int spin)
{
    const size_t n = search->n;
    const double *coupling = search->coupling + depth * n, *before = search->field + depth * n;
    double *field = search->field + (depth + 1) * n, sum = 0.0;
    search->spin[depth] = (signed char)spin;
#pragma omp simd reduction(+ : sum)
    for (size_t p = depth + 1; p < n; p++) {
        field[p] = before[p] + spin * coupling[p];
        sum += fabs(field[p]);
    }
    return sum;
}

/* Searches all ways to place the nodes from position `depth` on; those in front have `energy`. */
static void branch(struct search *search, size_t depth, double energy)
{
    const size_t n = search->n;
    if (depth == n) {
        keep_if_better(search, energy);
        return;
    }
    if (search->left == 0) {
        search->stopped = true;
        return;
    }
    search->left--;
    const double field = search->field[depth * n + depth];
    const int along = field < 0.0 ? -1 : 1;
    for (int against = 0; against < 2 && !search->stopped; against++) {
        double now = energy + (against ? -fabs(field) : fabs(field));
        double fields = place(search, depth, against ? -along : along);
        if (now + fields + search->optimum[n - depth - 1] > search->best_energy + search->margin) {
            branch(search, depth + 1, now);
        }
    }
}

/* Proves best_energy for the nodes from `first` on, or finds a better one. The first may be on either side. */
static void prove(struct search *search, size_t first)
{
    const size_t n = search->n;
    memset(search->field + first * n, 0, n * sizeof *search->field);
    place(search, first, 1);
    branch(search, first + 1, 0.0);
}

/* A good energy of the nodes from `first` on: that of the nodes behind it, and the better side for the first. */
static void guess(struct search *search, size_t first)
{
    const size_t n = search->n, steps = DOLL_STEPS * (n - first), all = (DOLL_RESTARTS + 1) * steps;
    search->spin[first] = 1;
    memcpy(search->spin + first + 1, search->best + first + 1, n - first - 1);
    search->best_energy = -INFINITY;
    tabu(search, first, steps);
    tabu_from_random(search, first, DOLL_RESTARTS, steps);
    search->left -= all < search->left ? all : search->left; /* a step takes as long as a node of the tree */
}

/* Leaves the best that was found of the whole graph in `answer`. */
static void solve(struct search *search)
{
    const size_t n = search->n;
    search->best_energy = -INFINITY;
    tabu_from_random(search, 0, RESTARTS, STEPS * n);
    const double energy = search->best_energy;
    memcpy(search->answer, search->best, n);
    for (size_t first = n - 1; first > 0 && !search->stopped; first--) {
        guess(search, first);
        prove(search, first);
        search->optimum[n - first] = search->best_energy + search->slack;
    }
    if (!search->stopped) {
        search->best_energy = energy;
        memcpy(search->best, search->answer, n);
        prove(search, 0);
        memcpy(search->answer, search->best, n);
    }
}

enum status maxcut_best(const struct graph *graph, unsigned long seed, size_t budget, struct maxcut_result *result,
                        struct diagnostic *diagnostic)
{
    const size_t n = graph->nodes;
    struct search search = {.left = budget};
    *result = (struct maxcut_result){0};
    if (n < 1 || n > MAXCUT_GREATEST_N) {
        return fail(diagnostic, STATUS_INPUT, "error: the exact maximum cut is for graphs of 1 to %d nodes, not %zu",
                    MAXCUT_GREATEST_N, n);
    }
    enum status status = STATUS_OK;
    if (!search_allocate(&search, n) || !(result->state = calloc(n + 1, 1))) {
        status = fail_memory(diagnostic);
        goto done;
    }
    gb_flip_start(&search.random, (long)(seed & INT32_MAX));
    prepare(&search, graph);
    solve(&search);
    int zero = 1; /* spin of node 0 */
    for (size_t p = 0; p < n; p++) {
        zero = search.order[p] == 0 ? search.answer[p] : zero;
    }
    for (size_t p = 0; p < n; p++) {
        result->state[search.order[p]] = search.answer[p] == zero ? '0' : '1';
    }
    result->cut = graph_cut(graph, result->state);
    result->proven = !search.stopped;
    result->visited = budget - search.left;
done:
    search_free(&search);
    return status;
}

void maxcut_result_clear(struct maxcut_result *result)
{
    free(result->state);
    result->state = NULL;
}
