/* Nonlinear least squares with standard errors, over GSL. */
#ifndef LEAST_SQUARES_H
#define LEAST_SQUARES_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

enum { LEAST_SQUARES_MOST = 64 }; /* unknowns */

/* What a model that cannot be has as its deviations: far beyond any measured one, so that no step leads there. */
static const double LEAST_SQUARES_NO_MODEL = 1e9;

struct least_squares {
    /* Given. */
    size_t count, unknowns;               /* of deviations, and of what is sought */
    const char *name[LEAST_SQUARES_MOST]; /* [unknowns] */
    double value[LEAST_SQUARES_MOST];     /* [unknowns] where to start; returned: the best */
    double scale[LEAST_SQUARES_MOST];     /* [unknowns] above 0: what a change is compared with */
    double difference;                    /* in scales, for derivatives; 0: GSL's, for functions exact to rounding */
    /* Writes the deviations of model from measurement, in standard errors, to deviation[count]. */
    void (*deviations)(const double *value, void *context, double *deviation);
    /* Where not NULL: called with the best values. After it the deviations are those from which errors follow. */
    void (*settle)(const double *value, void *context);
    void *context;
    /* Returned. */
    double covariance[LEAST_SQUARES_MOST][LEAST_SQUARES_MOST]; /* [unknowns][unknowns], in the units of the values */
    double chi_squared;                                        /* sum of the squared deviations, after `settle` */
    bool converged;
};

/* Seeks the values with the least sum of squares (Levenberg-Marquardt). STATUS_INPUT where there are fewer deviations
 * than unknowns, or an unknown or a combination of unknowns changes no deviation, with their names; STATUS_SYSTEM where
 * memory is short. */
enum status least_squares_fit(struct least_squares *problem, struct diagnostic *diagnostic);

/* The standard error of unknown `p`. */
double least_squares_error(const struct least_squares *problem, size_t p);

/* The pair of unknowns whose estimates are correlated most strongly, *p < *q, and their correlation; 0 with fewer than
 * two unknowns. */
double least_squares_correlation(const struct least_squares *problem, size_t *p, size_t *q);

#endif
