/* Roots of polynomials of one real variable. Nothing here allocates, prints or keeps state. GSL's solver, for complex
 * roots, allocates, and does not say whether two roots that are near each other are real. */
#ifndef POLYNOMIAL_H
#define POLYNOMIAL_H

#include <stddef.h>

/* The highest power that a polynomial may have. */
enum { POLYNOMIAL_DEGREE = 8 };

/* The sum of c[k] x^k. */
struct polynomial {
    double c[POLYNOMIAL_DEGREE + 1];
};

/* The product of both; powers above POLYNOMIAL_DEGREE must have the coefficient 0 in it. */
struct polynomial polynomial_product(const struct polynomial *a, const struct polynomial *b);

/* a + share * b. */
struct polynomial polynomial_sum(const struct polynomial *a, double share, const struct polynomial *b);

double polynomial_at(const struct polynomial *p, double x);

/* The places in (0, greatest] at which the sign of `p` changes, ascending, each to the precision of double; returns how
 * many. However near each other two of them are, both are found, as long as the value of `p` between them is more than
 * its rounding error: between two neighbouring roots of its derivative a polynomial grows or falls all the way. */
size_t polynomial_roots(const struct polynomial *p, double greatest, double root[static POLYNOMIAL_DEGREE]);

#endif
