#include "models/fit/least_squares.h"

#include "base/blas.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_multifit_nlinear.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { ITERATIONS = 200 };

/* Steps of the parameters, in shares of their scales, below which the fit has converged: far below any standard error.
 */
static const double STEP = 1e-9;

/* Least singular value of the Jacobian, its columns of length 1, that still counts: derivatives come from differences,
 * which are good to about 1e-7, so that a combination without effect gives up to about that and not 0. */
static const double LEAST_SINGULAR = 1e-5;

/* What GSL hands on to the function. */
struct asked {
    const struct least_squares *problem;
    gsl_vector *room; /* [count]; a vector of GSL may be a column of a matrix, with gaps between its elements */
};

/* GSL's function: the deviations at `share`, the unknowns in units of their scales. */
static int deviations(const gsl_vector *share, void *context, gsl_vector *deviation)
{
    const struct asked *asked = context;
    const struct least_squares *problem = asked->problem;
    double value[LEAST_SQUARES_MOST];
    for (size_t p = 0; p < problem->unknowns; p++) {
        value[p] = gsl_vector_get(share, p) * problem->scale[p];
    }
    problem->deviations(value, problem->context, asked->room->data);
    gsl_vector_memcpy(deviation, asked->room);
    return GSL_SUCCESS;
}

/* Appends the name of unknown `p` to the list in `text`. */
static void list(char *text, size_t size, const struct least_squares *problem, size_t p)
{
    size_t used = strlen(text);
    snprintf(text + used, size - used, "%s%s", used ? ", " : "", problem->name[p]);
}

/* The covariance of the unknowns: the inverse of J'J, where J = U diag(singular) V' diag(length). */
static void set_covariance(const gsl_matrix *v, const gsl_vector *singular, const double *length,
                           struct least_squares *problem)
{
    for (size_t p = 0; p < v->size1; p++) {
        for (size_t q = 0; q < v->size1; q++) {
            double sum = 0.0;
            for (size_t k = 0; k < v->size2; k++) {
                double s = gsl_vector_get(singular, k);
                sum += gsl_matrix_get(v, p, k) * gsl_matrix_get(v, q, k) / (s * s);
            }
            problem->covariance[p][q] = sum * problem->scale[p] * problem->scale[q] / (length[p] * length[q]);
        }
    }
}

/* Whether all derivatives are numbers: those of deviations beyond all numbers are none. */
static bool is_finite(const gsl_matrix *jacobian)
{
    bool finite = true;
    for (size_t i = 0; i < jacobian->size1; i++) {
        for (size_t p = 0; p < jacobian->size2; p++) {
            finite = finite && isfinite(gsl_matrix_get(jacobian, i, p));
        }
    }
    return finite;
}

static void forget_covariance(struct least_squares *problem)
{
    for (size_t p = 0; p < problem->unknowns; p++) {
        for (size_t q = 0; q < problem->unknowns; q++) {
            problem->covariance[p][q] = NAN;
        }
    }
}

/* STATUS_INPUT where a combination of the unknowns changes no deviation, with the names of those in it. GSL's own
 * function for the errors, and its other forms of the decomposition, allocate and do not look whether they could. */
static enum status take_covariance(const gsl_matrix *jacobian, struct least_squares *problem,
                                   struct diagnostic *diagnostic)
{
    double length[LEAST_SQUARES_MOST] = {0.0};
    const double part = 0.05; /* of the combination that is worth a name */
    size_t n = problem->unknowns;
    char names[300] = "";
    enum status status = STATUS_OK;
    if (!is_finite(jacobian)) {
        forget_covariance(problem);
        return STATUS_OK;
    }
    gsl_matrix *columns = gsl_matrix_alloc(jacobian->size1, n), *v = gsl_matrix_alloc(n, n);
    gsl_vector *singular = gsl_vector_alloc(n);
    if (!columns || !v || !singular) {
        status = fail_memory(diagnostic);
        goto done;
    }
    gsl_matrix_memcpy(columns, jacobian);
    for (size_t p = 0; p < n; p++) {
        gsl_vector_view column = gsl_matrix_column(columns, p);
        length[p] = gsl_blas_dnrm2(&column.vector);
        if (length[p] == 0.0) {
            list(names, sizeof names, problem, p);
        } else {
            gsl_vector_scale(&column.vector, 1.0 / length[p]);
        }
    }
    if (*names) {
        status = fail(diagnostic, STATUS_INPUT,
                      "error: no measurement depends on %s; give known values with --fix NAME=VALUE, or start nearer "
                      "with --start",
                      names);
        goto done;
    }
    gsl_linalg_SV_decomp_jacobi(columns, v, singular); /* the largest singular value first */
    if (!(gsl_vector_get(singular, n - 1) >= LEAST_SINGULAR * gsl_vector_get(singular, 0))) {
        for (size_t p = 0; p < n; p++) {
            if (!(fabs(gsl_matrix_get(v, p, n - 1)) <= part)) {
                list(names, sizeof names, problem, p);
            }
        }
        status = fail(diagnostic, STATUS_INPUT,
                      "error: the measurements cannot separate %s; give a known value with --fix NAME=VALUE, or start "
                      "nearer with --start",
                      names);
        goto done;
    }
    set_covariance(v, singular, length, problem);
done:
    gsl_matrix_free(columns);
    gsl_matrix_free(v);
    gsl_vector_free(singular);
    return status;
}

static enum status minimize(struct least_squares *problem, struct diagnostic *diagnostic)
{
    gsl_multifit_nlinear_parameters method = gsl_multifit_nlinear_default_parameters();
    method.fdtype = GSL_MULTIFIT_NLINEAR_CTRDIFF;
    if (problem->difference > 0.0) {
        method.h_df = problem->difference;
    }
    struct asked asked = {problem, gsl_vector_alloc(problem->count)};
    gsl_multifit_nlinear_fdf functions = {
        .f = deviations, .n = problem->count, .p = problem->unknowns, .params = &asked};
    gsl_multifit_nlinear_workspace *work =
        gsl_multifit_nlinear_alloc(gsl_multifit_nlinear_trust, &method, functions.n, functions.p);
    gsl_vector *share = gsl_vector_alloc(problem->unknowns);
    enum status status = work && share && asked.room ? STATUS_OK : fail_memory(diagnostic);
    if (status == STATUS_OK) {
        int reason = GSL_SUCCESS;
        for (size_t p = 0; p < problem->unknowns; p++) {
            gsl_vector_set(share, p, problem->value[p] / problem->scale[p]);
        }
        gsl_multifit_nlinear_init(share, &functions, work);
        int end = gsl_multifit_nlinear_driver(ITERATIONS, STEP, STEP, 0.0, NULL, NULL, &reason, work);
        /* no step makes it better: at a kink, or at once where the start is the best; that is no GSL_EMAXITER */
        problem->converged = end == GSL_SUCCESS || end == GSL_ENOPROG || reason == GSL_ENOPROG;
        gsl_vector_memcpy(share, gsl_multifit_nlinear_position(work));
        for (size_t p = 0; p < problem->unknowns; p++) {
            problem->value[p] = gsl_vector_get(share, p) * problem->scale[p];
        }
        if (problem->settle) {
            problem->settle(problem->value, problem->context);
            gsl_multifit_nlinear_init(share, &functions, work); /* new deviations and Jacobian */
        }
        const gsl_vector *deviation = gsl_multifit_nlinear_residual(work);
        gsl_blas_ddot(deviation, deviation, &problem->chi_squared);
        status = take_covariance(gsl_multifit_nlinear_jac(work), problem, diagnostic);
    }
    gsl_vector_free(asked.room);
    gsl_vector_free(share);
    gsl_multifit_nlinear_free(work);
    return status;
}

enum status least_squares_fit(struct least_squares *problem, struct diagnostic *diagnostic)
{
    if (problem->count < problem->unknowns) {
        return fail(diagnostic, STATUS_INPUT, "error: %zu measurements cannot determine %zu parameters", problem->count,
                    problem->unknowns);
    }
    if (blas_room(problem->count + problem->unknowns, 1, diagnostic) != STATUS_OK) {
        return STATUS_SYSTEM;
    }
    gsl_error_handler_t *handler = gsl_set_error_handler_off();
    enum status status = minimize(problem, diagnostic);
    gsl_set_error_handler(handler);
    return status;
}

double least_squares_error(const struct least_squares *problem, size_t p)
{
    return sqrt(problem->covariance[p][p]);
}

double least_squares_correlation(const struct least_squares *problem, size_t *p, size_t *q)
{
    double strongest = 0.0;
    *p = *q = 0;
    for (size_t a = 0; a < problem->unknowns; a++) {
        for (size_t b = a + 1; b < problem->unknowns; b++) {
            double r = problem->covariance[a][b] / (least_squares_error(problem, a) * least_squares_error(problem, b));
            if (fabs(r) > fabs(strongest)) {
                strongest = r;
                *p = a;
                *q = b;
            }
        }
    }
    return strongest;
}
