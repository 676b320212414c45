#include "models/fit/fit.h"

#include "models/fit/least_squares.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

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

/* What the deviations depend on besides the values sought. */
struct context {
    const struct observations *observations;
    struct dwmtj start;
    size_t unknowns;
    size_t index[DWMTJ_PARAMETERS]; /* of each unknown in dwmtj_parameters */
};

static struct least_squares problem_of(const struct fit *fit, struct context *context)
{
    struct least_squares problem = {.count = context->observations->count};
    for (size_t i = 0; i < DWMTJ_PARAMETERS; i++) {
        if (fit->free[i]) {
            size_t p = problem.unknowns++;
            double start = dwmtj_get(&fit->device, i), standard = fabs(dwmtj_parameters[i].standard);
            problem.name[p] = dwmtj_parameters[i].name;
            problem.value[p] = start;
            problem.scale[p] = start != 0.0 ? fabs(start) : standard > 0.0 ? standard : 1.0;
            context->index[p] = i;
        }
    }
    return problem;
}

static struct dwmtj device_at(const struct context *context, const double *value)
{
    struct dwmtj device = context->start;
    for (size_t p = 0; p < context->unknowns; p++) {
        dwmtj_set(&device, context->index[p], value[p]);
    }
    return device;
}

/* The deviations of model from measurement, in standard errors. */
static void deviations(const double *value, void *argument, double *deviation)
{
    const struct context *context = argument;
    struct dwmtj device = device_at(context, value);
    char why[200];
    bool right = dwmtj_check(&device, why, sizeof why);
    for (size_t k = 0; k < context->observations->count; k++) {
        const struct observation *m = &context->observations->item[k];
        deviation[k] = right ? (fit_predict(&device, m) - m->value) / m->error : LEAST_SQUARES_NO_MODEL;
    }
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

static void take_result(const struct least_squares *problem, const struct context *context, struct fit *fit)
{
    size_t a, b;
    fit->device = device_at(context, problem->value);
    for (size_t p = 0; p < problem->unknowns; p++) {
        fit->error[context->index[p]] = least_squares_error(problem, p);
    }
    fit->correlation = least_squares_correlation(problem, &a, &b);
    fit->correlated[0] = context->index[a];
    fit->correlated[1] = context->index[b];
    fit->converged = problem->converged;
    fit->chi_squared = problem->chi_squared;
    fit->freedom = problem->count - problem->unknowns;
    fit->chance = fit->freedom ? gsl_cdf_chisq_Q(fit->chi_squared, (double)fit->freedom) : 1.0;
}

enum status fit_run(const struct observations *observations, struct fit *fit, struct diagnostic *diagnostic)
{
    char why[400];
    struct context context = {.observations = observations, .start = fit->device};
    struct least_squares problem = problem_of(fit, &context);
    problem.deviations = deviations;
    problem.context = &context;
    context.unknowns = problem.unknowns;
    memset(fit->error, 0, sizeof fit->error);
    if (problem.unknowns == 0) {
        return fail(diagnostic, STATUS_INPUT, "error: every parameter is known; there is nothing to fit");
    }
    if (!dwmtj_check(&fit->device, why, sizeof why)) {
        return fail(diagnostic, STATUS_INPUT, "error: the fit cannot start here: %s", why);
    }
    if (check_options(&fit->device, diagnostic) != STATUS_OK) {
        return STATUS_INPUT;
    }
    enum status status = least_squares_fit(&problem, diagnostic);
    if (status == STATUS_OK) {
        take_result(&problem, &context, fit);
    }
    return status;
}
