#include "models/fit/fit.h"

#include "base/blas.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_cdf.h>
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

/* Where the trial values make no device: far beyond any deviation, so that such a step is never taken. */
static const double NO_DEVICE = 1e9;

struct fit fit_standard(void)
{
    struct fit fit = {.device = dwmtj_default()};
    for (size_t i = 0; i < DWMTJ_PARAMETERS; i++) {
        fit.free[i] = parameter_is(&dwmtj_parameters[i], IS_PUBLISHED | IS_FITTED);
    }
    return fit;
}

double fit_predict(const struct dwmtj *device, const struct observation *m)
{
    if (m->measurand == MEASURAND_TRACK) {
        return device->rm;
    }
    double v = dwmtj_velocity(device, m->current);
    double x = dwmtj_advance(device, m->from_out ? device->length : 0.0, v, v, m->duration);
    return m->measurand == MEASURAND_POSITION ? x : 1.0 / dwmtj_conductance(device, x);
}

/* The parameters sought, in numbers of about 1: each in shares of its scale. */
struct problem {
    const struct observations *observations;
    struct dwmtj start;
    size_t count;                   /* of parameters sought */
    size_t index[DWMTJ_PARAMETERS]; /* [count] in dwmtj_parameters */
    double scale[DWMTJ_PARAMETERS]; /* [count] */
};

static struct problem problem_of(const struct observations *observations, const struct fit *fit)
{
    struct problem problem = {.observations = observations, .start = fit->device};
    for (size_t i = 0; i < DWMTJ_PARAMETERS; i++) {
        if (fit->free[i]) {
            double start = fabs(dwmtj_get(&fit->device, i)), standard = fabs(dwmtj_parameters[i].standard);
            problem.scale[problem.count] = start > 0.0 ? start : standard > 0.0 ? standard : 1.0;
            problem.index[problem.count++] = i;
        }
    }
    return problem;
}

static struct dwmtj device_at(const struct problem *problem, const gsl_vector *share)
{
    struct dwmtj device = problem->start;
    for (size_t p = 0; p < problem->count; p++) {
        dwmtj_set(&device, problem->index[p], gsl_vector_get(share, p) * problem->scale[p]);
    }
    return device;
}

/* The deviations of model from measurement, in standard errors. */
static int deviations(const gsl_vector *share, void *context, gsl_vector *deviation)
{
    const struct problem *problem = context;
    struct dwmtj device = device_at(problem, share);
    char why[200];
    bool right = dwmtj_check(&device, why, sizeof why);
    for (size_t k = 0; k < problem->observations->count; k++) {
        const struct observation *m = &problem->observations->item[k];
        gsl_vector_set(deviation, k, right ? (fit_predict(&device, m) - m->value) / m->error : NO_DEVICE);
    }
    return GSL_SUCCESS;
}

/* Appends the name of parameter `p` of those sought to the list in `text`. */
static void list(char *text, size_t size, const struct problem *problem, size_t p)
{
    size_t used = strlen(text);
    snprintf(text + used, size - used, "%s%s", used ? ", " : "", dwmtj_parameters[problem->index[p]].name);
}

/* The standard errors of the parameters sought, in shares of their scales: the roots of the diagonal of the inverse of
 * J'J, where J = U diag(singular) V' diag(length). */
static void set_errors(const gsl_matrix *v, const gsl_vector *singular, const double *length, double *error)
{
    for (size_t p = 0; p < v->size1; p++) {
        double sum = 0.0;
        for (size_t k = 0; k < v->size2; k++) {
            double part = gsl_matrix_get(v, p, k) / gsl_vector_get(singular, k);
            sum += part * part;
        }
        error[p] = sqrt(sum) / length[p];
    }
}

/* Writes those errors to error[count]. STATUS_INPUT where a combination of the parameters changes no deviation, with
 * the names of those in it. GSL's own function for the errors, and its other forms of the decomposition, allocate and
 * do not look whether they could. */
static enum status take_errors(const struct problem *problem, const gsl_matrix *jacobian, double *error,
                               struct diagnostic *diagnostic)
{
    double length[DWMTJ_PARAMETERS] = {0.0};
    const double part = 0.05; /* of the combination that is worth a name */
    size_t n = problem->count;
    char names[300] = "";
    enum status status = STATUS_OK;
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
    if (gsl_vector_get(singular, n - 1) < LEAST_SINGULAR * gsl_vector_get(singular, 0)) {
        for (size_t p = 0; p < n; p++) {
            if (fabs(gsl_matrix_get(v, p, n - 1)) > part) {
                list(names, sizeof names, problem, p);
            }
        }
        status = fail(diagnostic, STATUS_INPUT,
                      "error: the measurements cannot separate %s; give a known value with --fix NAME=VALUE, or start "
                      "nearer with --start",
                      names);
        goto done;
    }
    set_errors(v, singular, length, error);
done:
    gsl_matrix_free(columns);
    gsl_matrix_free(v);
    gsl_vector_free(singular);
    return status;
}

static enum status take_result(const struct problem *problem, gsl_multifit_nlinear_workspace *work, struct fit *fit,
                               struct diagnostic *diagnostic)
{
    double error[DWMTJ_PARAMETERS] = {0.0};
    enum status status = take_errors(problem, gsl_multifit_nlinear_jac(work), error, diagnostic);
    if (status == STATUS_OK) {
        fit->device = device_at(problem, gsl_multifit_nlinear_position(work));
        for (size_t p = 0; p < problem->count; p++) {
            fit->error[problem->index[p]] = problem->scale[p] * error[p];
        }
        const gsl_vector *deviation = gsl_multifit_nlinear_residual(work);
        gsl_blas_ddot(deviation, deviation, &fit->chi_squared);
        fit->freedom = problem->observations->count - problem->count;
        fit->chance = fit->freedom ? gsl_cdf_chisq_Q(fit->chi_squared, (double)fit->freedom) : 1.0;
    }
    return status;
}

static enum status minimize(struct problem *problem, struct fit *fit, struct diagnostic *diagnostic)
{
    gsl_multifit_nlinear_parameters method = gsl_multifit_nlinear_default_parameters();
    method.fdtype = GSL_MULTIFIT_NLINEAR_CTRDIFF;
    gsl_multifit_nlinear_fdf functions = {
        .f = deviations, .n = problem->observations->count, .p = problem->count, .params = problem};
    gsl_multifit_nlinear_workspace *work =
        gsl_multifit_nlinear_alloc(gsl_multifit_nlinear_trust, &method, functions.n, functions.p);
    gsl_vector *start = gsl_vector_alloc(problem->count);
    enum status status = work && start ? STATUS_OK : fail_memory(diagnostic);
    if (status == STATUS_OK) {
        int reason;
        for (size_t p = 0; p < problem->count; p++) {
            gsl_vector_set(start, p, dwmtj_get(&problem->start, problem->index[p]) / problem->scale[p]);
        }
        gsl_multifit_nlinear_init(start, &functions, work);
        int end = gsl_multifit_nlinear_driver(ITERATIONS, STEP, STEP, 0.0, NULL, NULL, &reason, work);
        fit->converged = end == GSL_SUCCESS || end == GSL_ENOPROG; /* no step makes it better: at a kink */
        status = take_result(problem, work, fit, diagnostic);
    }
    gsl_vector_free(start);
    gsl_multifit_nlinear_free(work);
    return status;
}

/* Refuses options that are on and that the fit's predictions do not follow. */
static enum status check_options(const struct dwmtj *device, struct diagnostic *diagnostic)
{
    char followed[200] = "";
    const struct parameter *wrong = NULL;
    for (const struct parameter *p = dwmtj_parameters; p < dwmtj_parameters + DWMTJ_PARAMETERS; p++) {
        size_t used = strlen(followed);
        if (parameter_is(p, IS_PUBLISHED)) {
            continue;
        }
        if (parameter_is(p, IS_FITTED)) {
            snprintf(followed + used, sizeof followed - used, "%s%s", used ? ", " : "", p->name);
        } else if (!wrong && !parameter_is_off(p, device)) {
            wrong = p;
        }
    }
    return wrong ? fail(diagnostic, STATUS_INPUT, "error: the fit does not follow %s; of the options only %s",
                        wrong->name, followed)
                 : STATUS_OK;
}

enum status fit_run(const struct observations *observations, struct fit *fit, struct diagnostic *diagnostic)
{
    char why[400];
    struct problem problem = problem_of(observations, fit);
    memset(fit->error, 0, sizeof fit->error);
    if (problem.count == 0) {
        return fail(diagnostic, STATUS_INPUT, "error: every parameter is known; there is nothing to fit");
    }
    if (!dwmtj_check(&fit->device, why, sizeof why)) {
        return fail(diagnostic, STATUS_INPUT, "error: the fit cannot start here: %s", why);
    }
    if (check_options(&fit->device, diagnostic) != STATUS_OK) {
        return STATUS_INPUT;
    }
    if (observations->count < problem.count) {
        return fail(diagnostic, STATUS_INPUT, "error: %zu measurements cannot determine %zu parameters",
                    observations->count, problem.count);
    }
    if (blas_room(observations->count + problem.count, 1, diagnostic) != STATUS_OK) {
        return STATUS_SYSTEM;
    }
    gsl_error_handler_t *handler = gsl_set_error_handler_off();
    enum status status = minimize(&problem, fit, diagnostic);
    gsl_set_error_handler(handler);
    return status;
}
