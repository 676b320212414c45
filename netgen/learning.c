/* The loops are our own and not those of OpenBLAS: it sums in an order that depends on the processor, and a network's
 * deck has the same bytes on all. */
#include "netgen/learning.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What is left of a pattern of +-1 after those before it are taken away, relative to its length, is above this unless
 * it depends on them: rounding leaves 1e-15 or so. */
static const double DEPENDENT = 1e-9;

static double bit(const struct weights *w, size_t p, size_t i)
{
    return w->pattern[p][i] == '1' ? 1.0 : -1.0;
}

static double dot(const double *a, const double *b, size_t n)
{
    double sum = 0.0;
    for (size_t i = 0; i < n; i++) {
        sum += a[i] * b[i];
    }
    return sum;
}

/* Takes away from x[n] its parts along `count` orthonormal vectors. */
static void remove_parts(const double *vector, size_t count, double *x, size_t n)
{
    for (size_t k = 0; k < count; k++) {
        double part = dot(vector + k * n, x, n);
        for (size_t i = 0; i < n; i++) {
            x[i] -= part * vector[k * n + i];
        }
    }
}

/* Orthonormal vectors that span the patterns: C = X (X^T X)^-1 X^T is the sum of their products with themselves. By
 * Gram and Schmidt, each vector twice, after which it is orthogonal to rounding. Eq. (12b). */
static enum status project(struct weights *w, struct diagnostic *diagnostic)
{
    const size_t n = w->n;
    if (!(w->basis = calloc(w->patterns * n, sizeof *w->basis))) {
        return fail_memory(diagnostic);
    }
    for (size_t p = 0; p < w->patterns && !w->dependent; p++) {
        double *x = w->basis + p * n;
        for (size_t i = 0; i < n; i++) {
            x[i] = bit(w, p, i);
        }
        remove_parts(w->basis, p, x, n);
        remove_parts(w->basis, p, x, n);
        double length = sqrt(dot(x, x, n));
        if (length <= DEPENDENT * sqrt((double)n)) {
            w->dependent = p + 1;
        }
        for (size_t i = 0; i < n; i++) {
            x[i] = w->dependent ? 0.0 : x[i] / length;
        }
    }
    return STATUS_OK;
}

/* One pattern after the other. field[n] is room for what the weights so far drive into each neuron. Eq. (12a). */
static void learn_by_storkey(const struct weights *w, double *field)
{
    const size_t n = w->n;
    for (size_t p = 0; p < w->patterns; p++) {
        for (size_t i = 0; i < n; i++) {
            field[i] = 0.0;
            for (size_t k = 0; k < n; k++) {
                field[i] += w->dense[i * n + k] * bit(w, p, k);
            }
        }
        for (size_t i = 0; i < n; i++) {
            for (size_t j = 0; j < i; j++) {
                double *before = &w->dense[i * n + j], s_i = bit(w, p, i), s_j = bit(w, p, j);
                double h_ij = field[i] - *before * s_j, h_ji = field[j] - *before * s_i; /* without i and j */
                *before += w->unit * s_i * s_j - (s_i * h_ji + h_ij * s_j) / (double)n;  /* Eq. (12a) */
                w->dense[j * n + i] = *before;
            }
        }
    }
}

static void round_to_levels(struct weights *w)
{
    for (size_t k = 0; k < w->n * w->n; k++) {
        w->heaviest = fmax(w->heaviest, fabs(w->dense[k]));
    }
    const double step = w->heaviest / (double)w->levels;
    for (size_t k = 0; k < w->n * w->n && step > 0.0; k++) {
        w->dense[k] = step * round(w->dense[k] / step) + 0.0; /* Eq. (12c); no -0 */
    }
}

static enum status fill_dense(struct weights *w, struct diagnostic *diagnostic)
{
    double *dense = calloc(w->n, w->n * sizeof *dense), *field = calloc(w->n, sizeof *field);
    enum status status = dense && field ? STATUS_OK : fail_memory(diagnostic);
    if (status == STATUS_OK && w->rule == WEIGHTS_STORKEY) {
        w->dense = dense;
        learn_by_storkey(w, field);
    } else if (status == STATUS_OK) {
        weights_matrix(w, dense, w->n);
        w->dense = dense;
    } else {
        free(dense);
    }
    free(field);
    return status;
}

enum status learning_of_patterns(struct weights *w, struct diagnostic *diagnostic)
{
    enum status status = w->rule == WEIGHTS_PSEUDOINVERSE ? project(w, diagnostic) : STATUS_OK;
    if (status == STATUS_OK && (w->rule == WEIGHTS_STORKEY || w->levels > 0)) {
        status = fill_dense(w, diagnostic);
    }
    if (status == STATUS_OK && w->levels > 0) {
        round_to_levels(w);
    }
    return status;
}
