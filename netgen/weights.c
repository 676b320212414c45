#include "netgen/weights.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Weight of the heaviest edge in max-cut, in units of W. Paper, Sec. III. */
static const double EDGE_WEIGHT = -1.05;

const char *const weights_rule_names[WEIGHTS_RULES] = {"sum", "sign", "mean", "storkey", "pseudoinverse"};

void weights_free(struct weights *weights)
{
    for (size_t p = 0; p < weights->patterns; p++) {
        free(weights->pattern[p]);
    }
    free(weights->pattern);
    free(weights->basis);
    free(weights->dense);
    graph_free(weights->graph);
    matrix_free(weights->matrix);
    *weights = (struct weights){0};
}

bool weights_are_products(const struct weights *w)
{
    return w->kind == WEIGHTS_PATTERNS && !w->dense && (w->rule != WEIGHTS_SIGN || w->patterns == 1);
}

double weights_vector(const struct weights *w, size_t k, size_t i)
{
    return w->basis ? w->basis[k * w->n + i] : w->pattern[k][i] == '1' ? 1.0 : -1.0;
}

double weights_scale(const struct weights *w)
{
    switch (w->rule) {
    case WEIGHTS_MEAN:
        return w->unit / (double)w->patterns;
    case WEIGHTS_PSEUDOINVERSE:
        return w->unit * (double)w->n; /* Eq. (12b) */
    default:
        return w->unit;
    }
}

/* The same sums in the same order from i to j as from j to i: equal weights, to the last bit. */
static void from_basis(const struct weights *w, size_t j, double *into_j)
{
    memset(into_j, 0, w->n * sizeof *into_j);
    for (size_t k = 0; k < w->patterns; k++) {
        const double *vector = w->basis + k * w->n;
        for (size_t i = 0; i < w->n; i++) {
            into_j[i] += vector[j] * vector[i];
        }
    }
    for (size_t i = 0; i < w->n; i++) {
        into_j[i] *= weights_scale(w); /* Eq. (12b) */
    }
}

static void from_patterns(const struct weights *w, size_t j, double *into_j)
{
    if (w->dense) {
        memcpy(into_j, w->dense + j * w->n, w->n * sizeof *into_j); /* they are symmetric */
        return;
    }
    if (w->basis) {
        from_basis(w, j, into_j);
        return;
    }
    for (size_t i = 0; i < w->n; i++) {
        long sum = 0; /* over the patterns, of (2 S_i - 1)(2 S_j - 1) */
        for (size_t p = 0; p < w->patterns; p++) {
            sum += w->pattern[p][i] == w->pattern[p][j] ? 1 : -1;
        }
        switch (w->rule) {
        case WEIGHTS_SUM:
            into_j[i] = w->unit * (double)sum; /* Eq. (12) */
            break;
        case WEIGHTS_SIGN:
            into_j[i] = w->unit * (double)((sum > 0) - (sum < 0)); /* Eq. (12) */
            break;
        case WEIGHTS_MEAN:
            into_j[i] = w->unit * (double)sum / (double)w->patterns; /* Eq. (12) */
            break;
        case WEIGHTS_STORKEY: /* are in `dense` or `basis` */
        case WEIGHTS_PSEUDOINVERSE:
        case WEIGHTS_RULES:
            break;
        }
    }
}

struct weights weights_of_graph(struct graph *graph, double unit, double no_edge)
{
    double heaviest = 0.0;
    for (size_t e = 0; e < graph->edges; e++) {
        heaviest = fmax(heaviest, fabs(graph->edge[e].weight));
    }
    return (struct weights){.kind = WEIGHTS_GRAPH,
                            .n = graph->nodes,
                            .unit = unit,
                            .no_edge = no_edge,
                            .graph = graph,
                            .heaviest = heaviest};
}

struct weights weights_of_matrix(struct matrix *matrix)
{
    double heaviest = 0.0;
    for (size_t k = 0; k < matrix->n * matrix->n; k++) {
        heaviest = fmax(heaviest, fabs(matrix->value[k]));
    }
    return (struct weights){.kind = WEIGHTS_MATRIX, .n = matrix->n, .matrix = matrix, .heaviest = heaviest};
}

double weights_balance_rail(const struct weights *w, bool positive)
{
    switch (w->kind) {
    case WEIGHTS_GRAPH:
        return positive ? w->unit : EDGE_WEIGHT * w->unit;
    case WEIGHTS_MATRIX:
        return positive ? w->heaviest : -w->heaviest;
    case WEIGHTS_PATTERNS:
        break;
    }
    return positive ? w->unit : -w->unit;
}

double weights_of_edge(const struct weights *w, double edge_weight)
{
    double share = w->heaviest > 0.0 ? edge_weight / w->heaviest : 0.0;
    return w->unit * (w->no_edge + (EDGE_WEIGHT - w->no_edge) * share); /* Eq. (13) */
}

double weights_without_edge(const struct weights *w)
{
    return w->unit * w->no_edge;
}

static void from_graph(const struct weights *w, size_t j, double *into_j)
{
    for (size_t i = 0; i < w->n; i++) {
        into_j[i] = weights_without_edge(w);
    }
    for (size_t e = 0; e < w->graph->edges; e++) {
        const struct edge *edge = &w->graph->edge[e];
        if (edge->a == j || edge->b == j) {
            size_t i = edge->a == j ? edge->b : edge->a;
            into_j[i] = weights_of_edge(w, edge->weight);
        }
    }
}

void weights_into(const struct weights *w, size_t j, double *into_j)
{
    switch (w->kind) {
    case WEIGHTS_PATTERNS:
        from_patterns(w, j, into_j);
        break;
    case WEIGHTS_GRAPH:
        from_graph(w, j, into_j);
        break;
    case WEIGHTS_MATRIX:
        for (size_t i = 0; i < w->n; i++) {
            into_j[i] = w->matrix->value[i * w->n + j];
        }
        break;
    }
    into_j[j] = 0.0;
}

void weights_from(const struct weights *w, size_t i, double *from_i)
{
    if (w->kind != WEIGHTS_MATRIX) {
        weights_into(w, i, from_i); /* patterns and graphs make symmetric weights */
        return;
    }
    for (size_t j = 0; j < w->n; j++) {
        from_i[j] = w->matrix->value[i * w->n + j];
    }
    from_i[i] = 0.0;
}

void weights_matrix(const struct weights *w, double *matrix, size_t row)
{
    if (w->kind != WEIGHTS_GRAPH) {
        for (size_t i = 0; i < w->n; i++) {
            weights_from(w, i, matrix + i * row);
        }
        return;
    }
    for (size_t i = 0; i < w->n; i++) {
        for (size_t j = 0; j < w->n; j++) {
            matrix[i * row + j] = weights_without_edge(w);
        }
        matrix[i * row + i] = 0.0;
    }
    for (size_t e = 0; e < w->graph->edges; e++) {
        const struct edge *edge = &w->graph->edge[e];
        matrix[edge->a * row + edge->b] = matrix[edge->b * row + edge->a] = weights_of_edge(w, edge->weight);
    }
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Sorts `value` and keeps one of each; returns how many. */
static size_t sort_unique(double *value, size_t count)
{
    qsort(value, count, sizeof *value, ascending);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || value[i] != value[kept - 1]) {
            value[kept++] = value[i];
        }
    }
    return kept;
}

enum status weights_distinct(const struct weights *w, double **values, size_t *count, struct diagnostic *diagnostic)
{
    *values = NULL;
    *count = 0;
    enum status status = STATUS_OK;
    double *all = NULL;
    double *column = calloc(w->n, sizeof *column);
    size_t used = 0;
    if (!column) {
        return fail_memory(diagnostic);
    }
    for (size_t j = 0; j < w->n; j++) {
        double *grown = realloc(all, (used + w->n) * sizeof *all);
        if (!grown) {
            status = fail_memory(diagnostic);
            goto done;
        }
        all = grown;
        weights_into(w, j, column);
        for (size_t i = 0; i < w->n; i++) {
            if (i != j) {
                all[used++] = column[i];
            }
        }
        used = sort_unique(all, used); /* few where weights repeat */
    }
    *values = all;
    *count = used;
    all = NULL;
done:
    free(column);
    free(all);
    return status;
}
