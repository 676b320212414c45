/* spinfield fit of a DW-MTJ to measurements after current pulses. */
#include "cli/device_setting.h"
#include "report/quantity.h"
#include "cli/fit.h"
#include "models/fit/fit.h"

#include <stdio.h>

static bool agrees(const struct fit *fit)
{
    return fit_agrees(fit->chance);
}

static void print_text(const struct device *kind, const struct fit *fit, size_t count)
{
    fit_print_value(NULL, 0.0, 0.0, NULL);
    for (size_t i = 0; i < DWMTJ_PARAMETERS; i++) {
        if (fit->free[i]) {
            fit_print_value(dwmtj_parameters[i].name, dwmtj_get(&fit->device, i), fit->error[i],
                            dwmtj_parameters[i].unit);
        }
    }
    printf("\nmobility k    %.5g (m/s)/A\n"
           "chi-squared   %.1f for %zu measurements and %zu degree%s of freedom: %s\n",
           dwmtj_mobility(&fit->device), fit->chi_squared, count, fit->freedom, plural(fit->freedom),
           fit_verdict(fit->converged, agrees(fit)));
    fit_print_correlation(dwmtj_parameters[fit->correlated[0]].name, dwmtj_parameters[fit->correlated[1]].name,
                          fit->correlation);
    fit_print_line(kind->terminals, kind, &fit->device, fit->free);
}

static enum status print_as_json(const struct fit *fit, struct diagnostic *diagnostic)
{
    struct document document = document_begin();
    document_flag(&document, "converged", fit->converged);
    document_flag(&document, "agrees", agrees(fit));
    document_real(&document, "chi_squared", fit->chi_squared);
    document_count(&document, "degrees_of_freedom", fit->freedom);
    document_real(&document, "mobility", dwmtj_mobility(&fit->device));
    document_object(&document, "value");
    for (size_t i = 0; i < DWMTJ_PARAMETERS; i++) {
        document_real(&document, dwmtj_parameters[i].name, dwmtj_get(&fit->device, i));
    }
    document_close(&document);
    document_object(&document, "error");
    for (size_t i = 0; i < DWMTJ_PARAMETERS; i++) {
        if (fit->free[i]) {
            document_real(&document, dwmtj_parameters[i].name, fit->error[i]);
        }
    }
    document_close(&document);
    return print_document(&document, 15, diagnostic);
}

enum status fit_wall(const struct fit_request *request, struct input *input, struct diagnostic *diagnostic)
{
    const struct device *kind = device_find("dwmtj");
    struct fit fit = fit_standard();
    struct observations observations = {0};
    enum status status = STATUS_OK;
    for (size_t k = 0; k < request->settings && status == STATUS_OK; k++) {
        const struct fit_setting *setting = &request->setting[k];
        size_t i = 0;
        status = device_setting(kind, FIT_OPTION[setting->start], setting->word, &fit.device, &i, diagnostic);
        fit.free[i] = status == STATUS_OK ? setting->start : fit.free[i];
    }
    if (status == STATUS_OK) {
        status = observations_parse(input, &observations, diagnostic);
    }
    if (status == STATUS_OK) {
        status = fit_run(&observations, &fit, diagnostic);
    }
    if (status == STATUS_OK && request->common.json) {
        status = print_as_json(&fit, diagnostic);
    } else if (status == STATUS_OK && !request->common.quiet) {
        print_text(kind, &fit, observations.count);
    }
    observations_clear(&observations);
    if (status == STATUS_OK) {
        status = finish_stdout(diagnostic);
    }
    return status == STATUS_OK && !(fit.converged && agrees(&fit)) ? STATUS_UNMET : status;
}
