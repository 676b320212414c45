#include "solver/polynomial.h"

#include <string.h>

struct polynomial polynomial_product(const struct polynomial *a, const struct polynomial *b)
{
    struct polynomial product = {{0.0}};
    for (size_t j = 0; j <= POLYNOMIAL_DEGREE; j++) {
        for (size_t k = 0; j + k <= POLYNOMIAL_DEGREE; k++) {
            product.c[j + k] += a->c[j] * b->c[k];
        }
    }
    return product;
}

struct polynomial polynomial_sum(const struct polynomial *a, double share, const struct polynomial *b)
{
    struct polynomial sum;
    for (size_t k = 0; k <= POLYNOMIAL_DEGREE; k++) {
        sum.c[k] = a->c[k] + share * b->c[k];
    }
    return sum;
}

double polynomial_at(const struct polynomial *p, double x)
{
    double value = 0.0;
    for (size_t k = POLYNOMIAL_DEGREE + 1; k-- > 0;) {
        value = value * x + p->c[k];
    }
    return value;
}

static struct polynomial derivative(const struct polynomial *p)
{
    struct polynomial slope = {{0.0}};
    for (size_t k = 0; k < POLYNOMIAL_DEGREE; k++) {
        slope.c[k] = (double)(k + 1) * p->c[k + 1];
    }
    return slope;
}

/* Where the sign of `p`, which grows or falls all the way from `low` to `high`, changes between them. */
static double change_between(const struct polynomial *p, double low, double high)
{
    const int above = polynomial_at(p, high) > 0.0;
    for (;;) {
        const double middle = 0.5 * (low + high);
        if (middle <= low || middle >= high) {
            return high;
        }
        *((polynomial_at(p, middle) > 0.0) == above ? &high : &low) = middle;
    }
}

size_t polynomial_roots(const struct polynomial *p, double greatest, double root[static POLYNOMIAL_DEGREE])
{
    struct polynomial of[POLYNOMIAL_DEGREE + 1]; /* p and its derivatives */
    double bend[POLYNOMIAL_DEGREE];              /* roots of the next derivative */
    size_t found = 0;
    of[0] = *p;
    for (size_t k = 0; k < POLYNOMIAL_DEGREE; k++) {
        of[k + 1] = derivative(&of[k]);
    }
    for (size_t order = POLYNOMIAL_DEGREE; order-- > 0;) { /* the last derivative is constant */
        const size_t bends = found;
        double low = 0.0;
        memcpy(bend, root, bends * sizeof *bend);
        found = 0;
        for (size_t k = 0; k <= bends; k++) {
            const double high = k < bends ? bend[k] : greatest;
            if ((polynomial_at(&of[order], low) > 0.0) != (polynomial_at(&of[order], high) > 0.0)) {
                root[found++] = change_between(&of[order], low, high);
            }
            low = high;
        }
    }
    return found;
}
