#include "synapses.h"

#include "vector.h"

#include <cblas.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct synapses {
    const struct weights *weights;
    size_t n;
    double *squares; /* [n] */
    double *g;       /* matrix, graph: [n] conductances that `sum` belongs to, S */
    double *sum;     /* matrix: [n] what they drive, A; graph: what they drive through the excess of the edges */
    double *current; /* [n] what they drive, A; for a matrix it is `sum` */
    bool known;      /* g and sum have values */
    double *sign;    /* patterns: [patterns][n], -1 or 1 */
    double *overlap; /* patterns: [patterns], room for synapses_apply */
    double scale;    /* patterns: V for each pattern in which two neurons agree */
    double *dense;   /* matrix: [n][n], row i: the synapses that begin at neuron i, V */
    size_t *row;     /* graph: [n + 1], where the neighbours of each node begin */
    int *neighbour;  /* graph: [row[n]] */
    double *excess;  /* graph: [row[n]], W_ij - W, V */
};

static void *allocate(size_t count, size_t size)
{
    return calloc(count ? count : 1, size);
}

static bool is_low_rank(const struct weights *w)
{
    return w->kind == WEIGHTS_PATTERNS && (w->rule != WEIGHTS_SIGN || w->patterns == 1);
}

/* A small dense graph is faster as a matrix: its edges would be gathered one by one. */
static bool is_sparse(const struct weights *w)
{
    const double small = 512.0, few = 1.0 / 8.0;
    double n = (double)w->n;
    return w->kind == WEIGHTS_GRAPH && (n > small || 2.0 * (double)w->graph->edges < few * n * n);
}

/* C_i = scale^2 (sum over p, q of s_pi s_qi (s_p . s_q) - P^2): the squares of sums of patterns, from their products.
 */
static bool prepare_patterns(struct synapses *syn)
{
    const struct weights *w = syn->weights;
    size_t p = w->patterns, n = syn->n;
    syn->sign = allocate(p * n, sizeof(double));
    syn->overlap = allocate(p, sizeof(double));
    double *product = allocate(p * p, sizeof(double));
    if (!syn->sign || !syn->overlap || !product) {
        free(product);
        return false;
    }
    syn->scale = w->rule == WEIGHTS_MEAN ? w->unit / (double)p : w->unit;
    for (size_t k = 0; k < p; k++) {
        for (size_t i = 0; i < n; i++) {
            syn->sign[k * n + i] = w->pattern[k][i] == '1' ? 1.0 : -1.0;
        }
    }
    for (size_t k = 0; k < p; k++) {
        for (size_t l = 0; l < p; l++) {
            product[k * p + l] = cblas_ddot((int)n, syn->sign + k * n, 1, syn->sign + l * n, 1);
        }
    }
    for (size_t k = 0; k < p; k++) {
        for (size_t l = 0; l < p; l++) {
            double share = syn->scale * syn->scale * product[k * p + l];
            for (size_t i = 0; i < n; i++) {
                syn->squares[i] += share * syn->sign[k * n + i] * syn->sign[l * n + i];
            }
        }
    }
    for (size_t i = 0; i < n; i++) {
        syn->squares[i] -= syn->scale * syn->scale * (double)(p * p);
    }
    free(product);
    return true;
}

static bool prepare_graph(struct synapses *syn)
{
    const struct graph *graph = syn->weights->graph;
    size_t n = syn->n;
    syn->row = allocate(n + 1, sizeof *syn->row);
    syn->neighbour = allocate(2 * graph->edges, sizeof *syn->neighbour);
    syn->excess = allocate(2 * graph->edges, sizeof *syn->excess);
    size_t *next = allocate(n, sizeof *next);
    if (!syn->row || !syn->neighbour || !syn->excess || !next) {
        free(next);
        return false;
    }
    for (size_t e = 0; e < graph->edges; e++) {
        syn->row[graph->edge[e].a + 1]++;
        syn->row[graph->edge[e].b + 1]++;
    }
    for (size_t i = 0; i < n; i++) {
        syn->row[i + 1] += syn->row[i];
        next[i] = syn->row[i];
        syn->squares[i] = (double)(n - 1) * syn->weights->unit * syn->weights->unit;
    }
    for (size_t e = 0; e < graph->edges; e++) {
        const struct edge *edge = &graph->edge[e];
        double w = weights_of_edge(syn->weights, edge->weight), excess = w - syn->weights->unit;
        size_t at_a = next[edge->a]++, at_b = next[edge->b]++;
        syn->neighbour[at_a] = (int)edge->b;
        syn->neighbour[at_b] = (int)edge->a;
        syn->excess[at_a] = syn->excess[at_b] = excess;
        syn->squares[edge->a] += w * w - syn->weights->unit * syn->weights->unit;
        syn->squares[edge->b] += w * w - syn->weights->unit * syn->weights->unit;
    }
    free(next);
    return true;
}

static bool prepare_dense(struct synapses *syn)
{
    size_t n = syn->n;
    syn->dense = allocate(n * n, sizeof *syn->dense);
    if (!syn->dense) {
        return false;
    }
    weights_matrix(syn->weights, syn->dense);
    for (size_t i = 0; i < n; i++) {
        syn->squares[i] = cblas_ddot((int)n, syn->dense + i * n, 1, syn->dense + i * n, 1);
    }
    return true;
}

static bool prepare_sums(struct synapses *syn)
{
    syn->g = allocate(syn->n, sizeof *syn->g);
    syn->sum = allocate(syn->n, sizeof *syn->sum);
    return syn->g && syn->sum;
}

double synapses_memory(const struct weights *w)
{
    double n = (double)w->n;
    if (is_low_rank(w)) {
        return 8.0 * n * (double)(w->patterns + 2);
    }
    if (is_sparse(w)) {
        return 40.0 * n + 2.0 * (double)w->graph->edges * (sizeof(int) + sizeof(double));
    }
    return 8.0 * n * (n + 4.0);
}

enum status synapses_new(const struct weights *weights, struct synapses **synapses, struct diagnostic *diagnostic)
{
    struct synapses *syn = calloc(1, sizeof *syn);
    *synapses = NULL;
    if (!syn) {
        return fail_memory(diagnostic);
    }
    syn->weights = weights;
    syn->n = weights->n;
    syn->squares = allocate(syn->n, sizeof *syn->squares);
    syn->current = allocate(syn->n, sizeof *syn->current);
    bool ready =
        syn->squares && syn->current &&
        (is_low_rank(weights) ? prepare_patterns(syn)
                              : prepare_sums(syn) && (is_sparse(weights) ? prepare_graph(syn) : prepare_dense(syn)));
    if (!ready) {
        synapses_free(syn);
        return fail_memory(diagnostic);
    }
    *synapses = syn;
    return STATUS_OK;
}

void synapses_free(struct synapses *syn)
{
    if (syn) {
        free(syn->squares);
        free(syn->g);
        free(syn->sum);
        free(syn->current);
        free(syn->sign);
        free(syn->overlap);
        free(syn->dense);
        free(syn->row);
        free(syn->neighbour);
        free(syn->excess);
        free(syn);
    }
}

static void apply_patterns(struct synapses *syn, const double *g)
{
    int n = (int)syn->n, p = (int)syn->weights->patterns;
    cblas_dgemv(CblasRowMajor, CblasNoTrans, p, n, 1.0, syn->sign, n, g, 1, 0.0, syn->overlap, 1);
    cblas_dcopy(n, g, 1, syn->current, 1);
    cblas_dgemv(CblasRowMajor, CblasTrans, p, n, syn->scale, syn->sign, n, syn->overlap, 1, -syn->scale * p,
                syn->current, 1);
}

/* Adds to the sums what a change of the conductance g[i] by `change` (S) drives. */
static void add_change(struct synapses *syn, size_t i, double change)
{
    if (syn->dense) {
        cblas_daxpy((int)syn->n, change, syn->dense + i * syn->n, 1, syn->sum, 1);
        return;
    }
    for (size_t k = syn->row[i]; k < syn->row[i + 1]; k++) {
        syn->sum[syn->neighbour[k]] += syn->excess[k] * change;
    }
}

/* How many of a[n] differ from b[n]. */
VECTOR static double count_changes(const double *restrict a, const double *restrict b, size_t n)
{
    double changes = 0.0;
#pragma omp simd reduction(+ : changes)
    for (size_t i = 0; i < n; i++) {
        changes += a[i] != b[i] ? 1.0 : 0.0;
    }
    return changes;
}

/* Brings the sums to the conductances g[n]. Only the walls below a junction change them from one moment to the next. */
static void follow_changes(struct synapses *syn, const double *g)
{
    enum { BLOCK = 32 };
    for (size_t begin = 0; begin < syn->n; begin += BLOCK) {
        size_t end = begin + BLOCK < syn->n ? begin + BLOCK : syn->n;
        if (count_changes(g + begin, syn->g + begin, end - begin) == 0.0) {
            continue;
        }
        for (size_t i = begin; i < end; i++) {
            if (g[i] != syn->g[i]) {
                add_change(syn, i, g[i] - syn->g[i]);
                syn->g[i] = g[i];
            }
        }
    }
}

static void sum_all(struct synapses *syn, const double *g)
{
    int n = (int)syn->n;
    if (syn->dense) {
        cblas_dgemv(CblasColMajor, CblasNoTrans, n, n, 1.0, syn->dense, n, g, 1, 0.0, syn->sum, 1);
    } else {
        memset(syn->sum, 0, syn->n * sizeof *syn->sum);
        for (size_t i = 0; i < syn->n; i++) {
            add_change(syn, i, g[i]);
        }
    }
    memcpy(syn->g, g, syn->n * sizeof *g);
    syn->known = true;
}

static void add_uniform_part(struct synapses *syn)
{
    const double unit = syn->weights->unit;
    double total = 0.0;
    for (size_t i = 0; i < syn->n; i++) {
        total += syn->g[i];
    }
    for (size_t j = 0; j < syn->n; j++) {
        syn->current[j] = unit * (total - syn->g[j]) + syn->sum[j];
    }
}

void synapses_forget(struct synapses *syn)
{
    syn->known = false;
}

const double *synapses_drive(struct synapses *syn, const double *g)
{
    if (syn->sign) {
        apply_patterns(syn, g);
        return syn->current;
    }
    if (syn->known && count_changes(g, syn->g, syn->n) < 0.25 * (double)syn->n) {
        follow_changes(syn, g);
    } else {
        sum_all(syn, g);
    }
    if (syn->dense) {
        return syn->sum;
    }
    add_uniform_part(syn);
    return syn->current;
}

const double *synapses_squares(const struct synapses *syn)
{
    return syn->squares;
}

void synapses_cost(const struct synapses *syn, double *bytes, double *operations)
{
    double n = (double)syn->n;
    if (syn->sign) {
        double p = (double)syn->weights->patterns;
        *bytes = 8.0 * 2.0 * p * n;
        *operations = 4.0 * p * n;
    } else if (syn->row) {
        double entries = (double)syn->row[syn->n];
        *bytes = entries * (8.0 + 4.0) + 8.0 * n;
        *operations = 2.0 * entries + 3.0 * n;
    } else {
        *bytes = 8.0 * n * n;
        *operations = 2.0 * n * n;
    }
}
