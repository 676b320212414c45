/* Whether a pump lets oscillators go. */
#include "netgen/technologies/oscillator.h"

#include "netgen/ising_model.h"
#include "netgen/network.h"

#include <math.h>
#include <stdlib.h>

/* s_i s_j J_ij for i != j, and what holds oscillator i in its place, s_i (sum_j J_ij s_j + h_i), on the diagonal with
 * the other sign. The matrix and a shift together have no eigenvalue below 0. */
struct slope {
    const struct ising_model *model;
    const double *spin; /* [n] */
    double *hold;       /* [n] */
    double shift;
};

static void multiply(const struct slope *slope, const double *x, double *product)
{
    const struct ising_model *c = slope->model;
    for (size_t i = 0; i < c->n; i++) {
        double sum = 0.0;
        for (size_t k = c->first[i]; k < c->first[i + 1]; k++) {
            sum += c->value[k] * slope->spin[c->neuron[k]] * x[c->neuron[k]];
        }
        product[i] = slope->spin[i] * sum + (slope->shift - slope->hold[i]) * x[i];
    }
}

static double scalar_product(const double *x, const double *y, size_t n)
{
    double sum = 0.0;
    for (size_t i = 0; i < n; i++) {
        sum += x[i] * y[i];
    }
    return sum;
}

/* The largest eigenvalue by power iteration, to 0.1 % of the shift in most cases; 0 where it is no more than what the
 * difference from the shift is rounded by. */
static double largest_eigenvalue(const struct slope *slope, double *x, double *product)
{
    enum { MOST = 300 };
    const double enough = 1e-6; /* a change of an iteration, of the eigenvalue with the shift */
    const size_t n = slope->model->n;
    double last = 0.0, value = 0.0;
    for (size_t i = 0; i < n; i++) {
        x[i] = 1.0 + 0.5 * sin((double)i); /* at right angles to nothing in particular */
    }
    for (int k = 0; k < MOST && (k == 0 || fabs(value - last) > enough * value); k++) {
        const double length = sqrt(scalar_product(x, x, n));
        for (size_t i = 0; i < n; i++) {
            x[i] /= length;
        }
        multiply(slope, x, product);
        last = value;
        value = scalar_product(x, product, n);
        for (size_t i = 0; i < n; i++) {
            x[i] = product[i];
        }
    }
    const double rounding = 1e-12 * slope->shift; /* far above that of sums over neighbours, far below any pull */
    value -= slope->shift;
    return fabs(value) <= rounding ? 0.0 : value;
}

enum status oscillator_pull(const struct network *network, const char *start, double *pull,
                            struct diagnostic *diagnostic)
{
    struct ising_model model;
    enum status status = ising_of_weights(&network->weights, &model, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    const size_t n = model.n;
    const double drive = ising_drive(&model);
    double *memory = calloc(4 * n, sizeof *memory);
    if (memory && drive > 0.0) {
        double *spin = memory, *x = memory + n, *product = memory + 2 * n;
        struct slope slope = {.model = &model, .spin = spin, .hold = memory + 3 * n};
        for (size_t i = 0; i < n; i++) {
            spin[i] = start[i] == '1' ? 1.0 : -1.0;
            x[i] = 1.0;
        }
        multiply(&slope, x, slope.hold); /* the couplings' part */
        for (size_t i = 0; i < n; i++) {
            slope.hold[i] += model.field ? spin[i] * model.field[i] : 0.0;
        }
        slope.shift = 2.0 * ising_greatest_row(&model);
        *pull = largest_eigenvalue(&slope, x, product) / drive;
    } else if (memory) {
        *pull = 0.0;
    } else {
        status = fail_memory(diagnostic);
    }
    free(memory);
    ising_clear(&model);
    return status;
}
