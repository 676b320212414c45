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
    free(weights->field);
    wiring_free(weights->wiring);
    matrix_free(weights->matrix);
    *weights = (struct weights){0};
}

bool weights_are_products(const struct weights *w)
{
    return w->kind == WEIGHTS_PATTERNS && !w->dense && !w->wiring && (w->rule != WEIGHTS_SIGN || w->patterns == 1);
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

/* W_ij in V of trained patterns for i != j: the same sums in the same order as W_ji, equal to the last bit. */
static double of_pair(const struct weights *w, size_t i, size_t j)
{
    long agree = 0; /* the sum over the patterns of (2 S_i - 1)(2 S_j - 1) */
    double product = 0.0;
    if (w->dense) {
        return w->dense[j * w->n + i];
    }
    for (size_t p = 0; p < w->patterns; p++) {
        if (w->basis) {
            product += w->basis[p * w->n + j] * w->basis[p * w->n + i];
        } else {
            agree += w->pattern[p][i] == w->pattern[p][j] ? 1 : -1;
        }
    }
    switch (w->rule) {
    case WEIGHTS_SUM:
        return w->unit * (double)agree; /* Eq. (12) */
    case WEIGHTS_SIGN:
        return w->unit * (double)((agree > 0) - (agree < 0)); /* Eq. (12) */
    case WEIGHTS_MEAN:
        return w->unit * (double)agree / (double)w->patterns; /* Eq. (12) */
    case WEIGHTS_STORKEY:                                     /* is dense */
    case WEIGHTS_PSEUDOINVERSE:
    case WEIGHTS_RULES:
        break;
    }
    return product * weights_scale(w); /* Eq. (12b) */
}

static void from_patterns(const struct weights *w, size_t j, double *into_j)
{
    for (size_t i = 0; i < w->n; i++) {
        into_j[i] = of_pair(w, i, j);
    }
}

static double heaviest_edge(const struct graph *graph)
{
    double heaviest = 0.0;
    for (size_t e = 0; e < graph->edges; e++) {
        heaviest = fmax(heaviest, fabs(graph->edge[e].weight));
    }
    return heaviest;
}

struct weights weights_of_graph(struct graph *graph, double unit, double no_edge)
{
    return (struct weights){.kind = WEIGHTS_GRAPH,
                            .n = graph->nodes,
                            .unit = unit,
                            .edge = EDGE_WEIGHT,
                            .no_edge = isnan(no_edge) ? 0.0 : no_edge,
                            .edges_only = isnan(no_edge),
                            .graph = graph,
                            .heaviest = heaviest_edge(graph)};
}

/* Where nothing is coupled, the strongest field takes the place of the strongest coupling. */
struct weights weights_of_ising(struct graph *couplings, double *field, double unit)
{
    double heaviest = heaviest_edge(couplings), strongest = 0.0;
    for (size_t j = 0; field && heaviest == 0.0 && j < couplings->nodes; j++) {
        strongest = fmax(strongest, fabs(field[j]));
    }
    return (struct weights){.kind = WEIGHTS_GRAPH,
                            .n = couplings->nodes,
                            .unit = unit,
                            .edge = 1.0,
                            .edges_only = true,
                            .graph = couplings,
                            .field = field,
                            .heaviest = heaviest > 0.0 ? heaviest : strongest};
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
        if (w->edges_only) {
            return (positive ? 1.0 : -1.0) * fabs(w->edge) * w->unit;
        }
        return positive ? w->unit : w->edge * w->unit;
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
    return w->unit * (w->no_edge + (w->edge - w->no_edge) * share); /* Eqs. (13), (53) */
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

/* The list of those that end at neuron j, which is that of those that begin there. */
static void from_wiring(const struct wiring *wiring, size_t j, double *into_j)
{
    memset(into_j, 0, wiring->n * sizeof *into_j);
    for (size_t k = wiring->first[j]; k < wiring->first[j + 1]; k++) {
        into_j[wiring->neuron[k]] = wiring->volts[k];
    }
}

void weights_into(const struct weights *w, size_t j, double *into_j)
{
    if (w->wiring) {
        from_wiring(w->wiring, j, into_j);
        return;
    }
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

/* ---- Axons ---- */

static enum status wire_patterns(struct weights *w, struct diagnostic *diagnostic)
{
    struct graph *pairs;
    enum status status = fan_out_pairs(&w->fan_out, w->n, &pairs, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    for (size_t e = 0; e < pairs->edges; e++) {
        pairs->edge[e].weight = of_pair(w, pairs->edge[e].a, pairs->edge[e].b);
    }
    status = wiring_of_graph(pairs, 1.0, 1.0, &w->wiring, diagnostic);
    graph_free(pairs);
    return status;
}

enum status weights_wire(struct weights *w, struct diagnostic *diagnostic)
{
    if (!w->edges_only) {
        return STATUS_OK;
    }
    if (w->kind == WEIGHTS_PATTERNS) {
        return wire_patterns(w, diagnostic);
    }
    return wiring_of_graph(w->graph, w->unit * w->edge, w->heaviest, &w->wiring, diagnostic);
}

size_t weights_fan_out(const struct weights *w, size_t i)
{
    return w->wiring ? wiring_fan_out(w->wiring, i) : w->n - 1;
}

size_t weights_target(const struct weights *w, size_t i, size_t k)
{
    return w->wiring ? w->wiring->neuron[w->wiring->first[i] + k] : k < i ? k : k + 1;
}

/* Leaves out number `i` of volts[n]. */
static size_t without_itself(size_t i, double *volts, size_t n)
{
    memmove(volts + i, volts + i + 1, (n - i - 1) * sizeof *volts);
    return n - 1;
}

static size_t copy_list(const struct wiring *wiring, size_t i, double *volts)
{
    size_t count = wiring_fan_out(wiring, i);
    memcpy(volts, wiring->volts + wiring->first[i], count * sizeof *volts);
    return count;
}

size_t weights_begin_at(const struct weights *w, size_t i, double *volts)
{
    if (w->wiring) {
        return copy_list(w->wiring, i, volts);
    }
    weights_from(w, i, volts);
    return without_itself(i, volts, w->n);
}

size_t weights_end_at(const struct weights *w, size_t j, double *volts)
{
    if (w->wiring) {
        return copy_list(w->wiring, j, volts); /* an edge acts both ways */
    }
    weights_into(w, j, volts);
    return without_itself(j, volts, w->n);
}

double weights_field(const struct weights *w, size_t j)
{
    return w->field && w->heaviest > 0.0 ? w->unit * w->edge * (w->field[j] / w->heaviest) : 0.0; /* Eq. (54) */
}

/* ---- The greatest, and distinct ones ---- */

/* What no weight of trained patterns surpasses, V. Where 2^(patterns - 1) is less than the number of neurons, two
 * neurons have equal or opposite bits in all patterns, and Hebb's weight between them is this. */
static double limit_of_patterns(const struct weights *w)
{
    double longest = 0.0;
    if (!w->basis) {
        return w->rule == WEIGHTS_SUM ? w->unit * (double)w->patterns : w->unit; /* Eq. (12) */
    }
    for (size_t i = 0; i < w->n; i++) {
        double squares = 0.0;
        for (size_t k = 0; k < w->patterns; k++) {
            squares += w->basis[k * w->n + i] * w->basis[k * w->n + i];
        }
        longest = fmax(longest, squares);
    }
    return longest * weights_scale(w); /* Eq. (12b) */
}

static double greatest_of_patterns(const struct weights *w)
{
    double greatest = 0.0;
    if (w->n > WEIGHTS_ALL_PAIRS && !w->dense) {
        return limit_of_patterns(w);
    }
    for (size_t i = 0; i < w->n; i++) {
        for (size_t j = 0; j < i; j++) {
            greatest = fmax(greatest, fabs(of_pair(w, i, j)));
        }
    }
    return greatest;
}

double weights_greatest(const struct weights *w)
{
    double greatest = 0.0;
    for (size_t k = 0; w->wiring && k < w->wiring->first[w->n]; k++) {
        greatest = fmax(greatest, fabs(w->wiring->volts[k]));
    }
    if (w->wiring) {
        return greatest;
    }
    switch (w->kind) {
    case WEIGHTS_PATTERNS:
        return greatest_of_patterns(w);
    case WEIGHTS_GRAPH:
        greatest = w->graph->edges < w->n * (w->n - 1) / 2 ? fabs(weights_without_edge(w)) : 0.0;
        for (size_t e = 0; e < w->graph->edges; e++) {
            greatest = fmax(greatest, fabs(weights_of_edge(w, w->graph->edge[e].weight)));
        }
        break;
    case WEIGHTS_MATRIX:
        greatest = w->heaviest;
        break;
    }
    return greatest;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

size_t weights_sort_unique(double *value, size_t count)
{
    size_t kept = 0;
    if (count > 0) { /* qsort takes no NULL, not even for nothing */
        qsort(value, count, sizeof *value, ascending);
    }
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
    size_t used = 0, room = 0;
    if (!column) {
        return fail_memory(diagnostic);
    }
    for (size_t j = 0; j < w->n; j++) {
        size_t more = weights_end_at(w, j, column);
        if (used + more > room) {
            used = weights_sort_unique(all, used); /* few where weights repeat */
            room = 2 * (used + more) + w->n;
            double *grown = realloc(all, room * sizeof *all);
            if (!grown) {
                status = fail_memory(diagnostic);
                goto done;
            }
            all = grown;
        }
        for (size_t k = 0; k < more; k++) {
            all[used++] = column[k];
        }
    }
    used = weights_sort_unique(all, used);
    *values = all;
    *count = used;
    all = NULL;
done:
    free(column);
    free(all);
    return status;
}
