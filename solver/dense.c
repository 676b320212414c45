#include "solver/dense.h"

#include "base/vector.h"

#include <math.h>
#include <stdlib.h>

struct dense {
    size_t n, row;       /* neurons; numbers from one row to the next, which begins with the synapses of neuron i */
    const double *volts; /* [n][row] W_ij, V; or NULL */
    double *own;         /* these, where they are not the network's */
    signed char *steps;  /* [n][row] W_ij in steps; or NULL */
    double step;         /* V */
};

enum { COLUMNS = 1024 }; /* whose sums stay in the cache from one row to the next */

/* How many columns of `n` are done at once, those from `from` on. */
static size_t columns(size_t n, size_t from)
{
    return n - from < COLUMNS ? n - from : COLUMNS;
}

/* ---- What to keep ---- */

bool dense_is_excess(const struct weights *w)
{
    const size_t small = 512;
    if (w->kind != WEIGHTS_GRAPH || w->wiring || w->n <= small) {
        return false;
    }
    for (size_t e = 0; e < w->graph->edges; e++) {
        if (fabs(w->graph->edge[e].weight) != w->heaviest) {
            return false;
        }
    }
    return true;
}

static bool are_signs(const struct weights *w)
{
    return w->kind == WEIGHTS_PATTERNS && !w->dense && w->rule == WEIGHTS_SIGN;
}

/* The network's own matrix of all weights, if it has one whose diagonal is 0. */
static const double *matrix_of(const struct weights *w)
{
    const double *matrix = w->kind == WEIGHTS_MATRIX ? w->matrix->value : w->dense;
    for (size_t i = 0; matrix && i < w->n; i++) {
        if (matrix[i * w->n + i] != 0.0) {
            return NULL;
        }
    }
    return matrix;
}

/* The signs of the sums over the patterns for neuron i. Eq. (12). */
VECTOR static void sign_row(const struct weights *w, size_t i, signed char *row)
{
    int agree[COLUMNS];
    for (size_t from = 0; from < w->n; from += COLUMNS) {
        const size_t count = columns(w->n, from);
        memset(agree, 0, sizeof agree);
        for (size_t p = 0; p < w->patterns; p++) {
            const char *bits = w->pattern[p] + from, own = w->pattern[p][i];
            VECTOR_LOOP
            for (size_t j = 0; j < count; j++) {
                agree[j] += bits[j] == own ? 1 : -1;
            }
        }
        VECTOR_LOOP
        for (size_t j = 0; j < count; j++) {
            row[from + j] = (signed char)((agree[j] > 0) - (agree[j] < 0));
        }
    }
    row[i] = 0;
}

static void fill_steps(struct dense *d, const struct weights *w)
{
    d->step = w->kind == WEIGHTS_GRAPH ? w->unit * (w->edge - w->no_edge) : w->unit;
    for (size_t i = 0; w->kind == WEIGHTS_PATTERNS && i < d->n; i++) {
        sign_row(w, i, d->steps + i * d->row);
    }
    for (size_t e = 0; w->kind == WEIGHTS_GRAPH && e < w->graph->edges; e++) {
        const struct edge *edge = &w->graph->edge[e];
        d->steps[edge->a * d->row + edge->b] = d->steps[edge->b * d->row + edge->a] = edge->weight < 0.0 ? -1 : 1;
    }
}

struct dense *dense_new(const struct weights *w)
{
    struct dense *d = calloc(1, sizeof *d);
    if (!d) {
        return NULL;
    }
    d->n = w->n;
    if (dense_is_excess(w) || are_signs(w)) {
        d->row = (w->n + sizeof(double) * LANES - 1) / (sizeof(double) * LANES) * (sizeof(double) * LANES);
        d->steps = vector_room(d->n * d->row);
    } else if ((d->volts = matrix_of(w))) {
        d->row = w->n;
        return d;
    } else {
        d->row = vector_padded(w->n);
        d->volts = d->own = vector_new(d->n * d->row);
    }
    if (!d->steps && !d->volts) {
        dense_free(d);
        return NULL;
    }
    if (d->steps) {
        fill_steps(d, w);
    } else {
        weights_matrix(w, d->own, d->row);
    }
    return d;
}

void dense_free(struct dense *d)
{
    if (d) {
        free(d->own);
        free(d->steps);
        free(d);
    }
}

double dense_memory(const struct weights *w)
{
    double weights = (double)w->n * (double)vector_padded(w->n);
    return dense_is_excess(w) || are_signs(w) ? weights : matrix_of(w) ? 0.0 : 8.0 * weights;
}

double dense_weight_size(const struct dense *d)
{
    return d->steps ? 1.0 : 8.0;
}

/* ---- Sums ---- */

/* Weight j of a row: in V, or, if it is one of steps, in these. */
VECTOR_PART double weight(const double *volts, const signed char *steps, size_t j)
{
    return steps ? (double)steps[j] : volts[j];
}

/* What changes: the conductance of neuron changed[k] by change[changed[k]], S. */
struct changes {
    const double *change;
    const size_t *changed;
    size_t count;
};

/* Adds four rows at once, so that a sum is loaded and stored once for them. */
VECTOR_PART void add_columns(const struct dense *d, const struct changes *changes, size_t from, size_t to, double *sum,
                             bool in_steps)
{
    const double *change = changes->change;
    const size_t *changed = changes->changed, count = changes->count;
    const double unit = in_steps ? d->step : 1.0;
    size_t k = 0;
    for (; k + 4 <= count; k += 4) {
        const double *volts[4] = {NULL};
        const signed char *steps[4] = {NULL};
        double by[4];
        for (size_t l = 0; l < 4; l++) {
            by[l] = unit * change[changed[k + l]];
            volts[l] = in_steps ? NULL : d->volts + changed[k + l] * d->row;
            steps[l] = in_steps ? d->steps + changed[k + l] * d->row : NULL;
        }
        VECTOR_LOOP
        for (size_t j = from; j < to; j++) {
            sum[j] += (by[0] * weight(volts[0], steps[0], j) + by[1] * weight(volts[1], steps[1], j)) +
                      (by[2] * weight(volts[2], steps[2], j) + by[3] * weight(volts[3], steps[3], j));
        }
    }
    for (; k < count; k++) {
        const double by = unit * change[changed[k]], *volts = in_steps ? NULL : d->volts + changed[k] * d->row;
        const signed char *steps = in_steps ? d->steps + changed[k] * d->row : NULL;
        VECTOR_LOOP
        for (size_t j = from; j < to; j++) {
            sum[j] += by * weight(volts, steps, j);
        }
    }
}

VECTOR void dense_add(const struct dense *d, const double *change, const size_t *changed, size_t count, double *sum)
{
    const struct changes changes = {change, changed, count};
    for (size_t from = 0; from < d->n; from += COLUMNS) {
        const size_t to = from + columns(d->n, from);
        if (d->steps) {
            add_columns(d, &changes, from, to, sum, true);
        } else {
            add_columns(d, &changes, from, to, sum, false);
        }
    }
}

/* Of a row of steps: their sum, and that of their squares. */
VECTOR static void count_steps(const signed char *steps, size_t n, int *sum, int *squares)
{
    int all = 0, some = 0;
#pragma omp simd reduction(+ : all, some)
    for (size_t j = 0; j < n; j++) {
        all += steps[j];
        some += steps[j] * steps[j];
    }
    *sum = all;
    *squares = some;
}

VECTOR static double row_squares(const double *volts, size_t n)
{
    double part[COLUMNS], sum = 0.0;
    for (size_t from = 0; from < n; from += COLUMNS) {
        const size_t count = columns(n, from), padded = vector_padded(count);
        memset(part, 0, padded * sizeof *part);
        VECTOR_LOOP
        for (size_t j = 0; j < count; j++) {
            part[j] = volts[from + j] * volts[from + j];
        }
        sum += vector_sum(part, padded);
    }
    return sum;
}

void dense_squares(const struct dense *d, double without, double *squares)
{
    for (size_t i = 0; i < d->n; i++) {
        int sum, some;
        if (d->steps) {
            count_steps(d->steps + i * d->row, d->n, &sum, &some);
            squares[i] = d->step * d->step * some + without * ((double)(d->n - 1) * without + 2.0 * d->step * sum);
        } else {
            squares[i] = row_squares(d->volts + i * d->row, d->n);
        }
    }
}
