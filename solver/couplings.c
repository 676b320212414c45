#include "solver/couplings.h"

#include "base/vector.h"

#include <math.h>

/* Rows are kept in blocks, the k-th numbers of all rows of a block side by side. */
enum { DENSE_ROWS = 4 * LANES };

struct couplings {
    size_t n, padded;
    double *value;
    /* Of a sparse matrix, in blocks of LANES rows; else NULL: blocks of DENSE_ROWS rows with n numbers each. */
    uint32_t *neuron;
    size_t *first; /* [padded / LANES + 1] number of a block's first numbers, LANES of them together */
    /* Of a matrix whose numbers are products, J_ij = sign factor[i] factor[j], in place of all these; else NULL. */
    double *factor; /* [padded] */
    double sign;
};

static size_t row_length(const struct ising_model *model, size_t i)
{
    return i < model->n ? model->first[i + 1] - model->first[i] : 0;
}

/* The length of the longest row of the block that begins with row `from`. */
static size_t block_length(const struct ising_model *model, size_t from)
{
    size_t longest = 0;
    for (size_t i = from; i < from + LANES; i++) {
        size_t length = row_length(model, i);
        longest = length > longest ? length : longest;
    }
    return longest;
}

static bool keep_sparse(struct couplings *c, const struct ising_model *model, size_t numbers)
{
    const size_t blocks = c->padded / LANES;
    c->value = vector_new(numbers * LANES);
    c->neuron = vector_room(numbers * LANES * sizeof *c->neuron);
    c->first = calloc(blocks + 1, sizeof *c->first);
    if (!c->value || !c->neuron || !c->first) {
        return false;
    }
    for (size_t b = 0; b < blocks; b++) {
        c->first[b + 1] = c->first[b] + block_length(model, b * LANES);
        for (size_t lane = 0; lane < LANES; lane++) {
            const size_t i = b * LANES + lane, length = row_length(model, i);
            for (size_t k = 0; k < length; k++) {
                c->neuron[(c->first[b] + k) * LANES + lane] = model->neuron[model->first[i] + k];
                c->value[(c->first[b] + k) * LANES + lane] = model->value[model->first[i] + k];
            }
        }
    }
    return true;
}

static bool keep_dense(struct couplings *c, const struct ising_model *model)
{
    c->value = vector_new(c->padded * c->n);
    for (size_t i = 0; c->value && i < c->n; i++) {
        double *block = c->value + i / DENSE_ROWS * DENSE_ROWS * c->n;
        for (size_t k = model->first[i]; k < model->first[i + 1]; k++) {
            block[model->neuron[k] * (size_t)DENSE_ROWS + i % DENSE_ROWS] += model->value[k];
        }
    }
    return c->value;
}

/* Whether all of J_ij but the diagonal, none of them 0, are sign u_i u_j, but for rounding: then u into factor[n]. They
 * are where all couplings are equal, where numbers are to be divided into two equal parts, and with one pattern. */
static bool are_products(const struct ising_model *model, double *factor, double *sign)
{
    const size_t n = model->n, row = n - 1;
    const double rounding = 1e-14, *const value = model->value;
    if (n < 3 || model->first[n] != n * row) {
        return false;
    }
    /* of neurons 0 to 2: J_01, J_02, J_12 */
    *sign = copysign(1.0, value[0] * value[1] * value[row + 1]);
    factor[0] = sqrt(fabs(value[0] * value[1] / value[row + 1]));
    for (size_t j = 1; j < n; j++) {
        factor[j] = *sign * value[j - 1] / factor[0];
    }
    bool are = true;
    for (size_t i = 0; are && i < n; i++) {
        are = model->first[i + 1] - model->first[i] == row;
        for (size_t k = 0; are && k < row; k++) {
            const double right = value[i * row + k];
            const size_t j = k + (k >= i);
            are = model->neuron[i * row + k] == j &&
                  fabs(*sign * factor[i] * factor[j] - right) <= rounding * fabs(right);
        }
    }
    return are;
}

static bool keep_products(struct couplings *c, const struct ising_model *model, bool *kept)
{
    c->factor = vector_new(c->padded);
    *kept = c->factor && are_products(model, c->factor, &c->sign);
    if (c->factor && !*kept) {
        free(c->factor);
        c->factor = NULL;
        return true;
    }
    return c->factor;
}

struct couplings *couplings_new(const struct ising_model *model)
{
    const size_t gathered = 3; /* so many times as long as a number in its place takes one that is looked up */
    struct couplings *c = calloc(1, sizeof *c);
    if (!c) {
        return NULL;
    }
    size_t numbers = 0;
    for (size_t i = 0; i < model->n; i += LANES) {
        numbers += block_length(model, i);
    }
    c->n = model->n;
    c->padded = (model->n + DENSE_ROWS - 1) / DENSE_ROWS * DENSE_ROWS;
    bool sparse = gathered * numbers * LANES < c->padded * c->n, products;
    if (!keep_products(c, model, &products) ||
        !(products || (sparse ? keep_sparse(c, model, numbers) : keep_dense(c, model)))) {
        couplings_free(c);
        return NULL;
    }
    return c;
}

void couplings_free(struct couplings *couplings)
{
    if (couplings) {
        free(couplings->value);
        free(couplings->factor);
        free(couplings->neuron);
        free(couplings->first);
        free(couplings);
    }
}

size_t couplings_padded(const struct couplings *couplings)
{
    return couplings->padded;
}

VECTOR static void multiply_sparse(const struct couplings *c, const double *x, const double *y, double *restrict sum_x,
                                   double *restrict sum_y)
{
    for (size_t b = 0; b < c->padded / LANES; b++) {
        double of_x[LANES] = {0.0}, of_y[LANES] = {0.0};
        for (size_t k = c->first[b]; k < c->first[b + 1]; k++) {
            const double *value = c->value + k * LANES;
            const uint32_t *neuron = c->neuron + k * LANES;
            VECTOR_LOOP
            for (size_t lane = 0; lane < LANES; lane++) {
                of_x[lane] += value[lane] * x[neuron[lane]];
                of_y[lane] += value[lane] * y[neuron[lane]];
            }
        }
        for (size_t lane = 0; lane < LANES; lane++) {
            sum_x[b * LANES + lane] = of_x[lane];
            sum_y[b * LANES + lane] = of_y[lane];
        }
    }
}

VECTOR static void multiply_dense(const struct couplings *c, const double *x, const double *y, double *restrict sum_x,
                                  double *restrict sum_y)
{
    for (size_t from = 0; from < c->padded; from += DENSE_ROWS) {
        double of_x[DENSE_ROWS] = {0.0}, of_y[DENSE_ROWS] = {0.0};
        const double *value = c->value + from * c->n;
        for (size_t j = 0; j < c->n; j++, value += DENSE_ROWS) {
            const double x_j = x[j], y_j = y[j];
            VECTOR_LOOP
            for (size_t row = 0; row < DENSE_ROWS; row++) {
                of_x[row] += value[row] * x_j;
                of_y[row] += value[row] * y_j;
            }
        }
        for (size_t row = 0; row < DENSE_ROWS; row++) {
            sum_x[from + row] = of_x[row];
            sum_y[from + row] = of_y[row];
        }
    }
}

/* The sum over all j, and without j = i. */
VECTOR static void multiply_products(const struct couplings *c, const double *x, double *restrict sum_x)
{
    const double *const factor = c->factor, all = vector_sum_of(factor, x, c->padded);
    VECTOR_LOOP
    for (size_t i = 0; i < vector_whole(c->padded); i++) {
        sum_x[i] = c->sign * factor[i] * (all - factor[i] * x[i]);
    }
}

void couplings_multiply(const struct couplings *couplings, const double *x, const double *y, double *sum_x,
                        double *sum_y)
{
    if (couplings->factor) {
        multiply_products(couplings, x, sum_x);
        multiply_products(couplings, y, sum_y);
    } else if (couplings->neuron) {
        multiply_sparse(couplings, x, y, sum_x, sum_y);
    } else {
        multiply_dense(couplings, x, y, sum_x, sum_y);
    }
}
