/* spinfield fit: the device's parameters from measurements. */
#include "cli/cli.h"
#include "models/fit/fit.h"
#include "base/number.h"

#include <stdio.h>
#include <string.h>

enum { KEY_FIX = 0x100, KEY_START };

struct fit_options {
    struct common_options common;
    const char *name; /* of the file of measurements */
    struct fit fit;
};

static const struct argp_option OPTIONS[] = {
    {"fix", KEY_FIX, "NAME=VALUE", 0, "Set a known parameter and do not fit it", 1},
    {"start", KEY_START, "NAME=VALUE", 0, "Fit the parameter, starting from this value instead of the default", 1},
    {0},
};

/* Takes "NAME=VALUE"; the parameter is sought where `free`, else known. */
static void take_value(char *argument, bool free, struct fit *fit, struct argp_state *state)
{
    double value;
    const char *equals = strchr(argument, '=');
    size_t i = parameter_index(&dwmtj_table, argument, equals ? (size_t)(equals - argument) : 0);
    if (i == DWMTJ_PARAMETERS || !number_parse(equals + 1, &value)) {
        usage_error(state,
                    "error: '%.60s' is not a parameter with a value; expected NAME=VALUE, see 'spinfield params'",
                    argument);
        return;
    }
    dwmtj_set(&fit->device, i, value);
    fit->free[i] = free;
}

static error_t parse_fit(int key, char *argument, struct argp_state *state)
{
    struct fit_options *options = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &options->common;
        return 0;
    case KEY_FIX:
    case KEY_START:
        take_value(argument, key == KEY_START, &options->fit, state);
        return 0;
    case ARGP_KEY_ARG:
        return take_name(argument, state, &options->name);
    case ARGP_KEY_END:
        if (!options->name) {
            usage_error(state, "error: MEASUREMENTS.csv is missing; expected a CSV file of measurements");
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* Whether the deviations are of the size of the errors: chance alone makes them larger once in 10,000 fits. */
static bool agrees(const struct fit *fit)
{
    return fit->chance > 1e-4;
}

static void print_text(const struct fit *fit, size_t count)
{
    printf("%-13s %-12s %-11s %s\n", "name", "value", "error", "unit");
    for (size_t i = 0; i < DWMTJ_PARAMETERS; i++) {
        if (fit->free[i]) {
            printf("%-13s %-12.5g %-11.3g %s\n", dwmtj_parameters[i].name, dwmtj_get(&fit->device, i), fit->error[i],
                   dwmtj_parameters[i].unit);
        }
    }
    printf("\nmobility k    %.5g (m/s)/A\n"
           "chi-squared   %.1f for %zu measurements and %zu degrees of freedom: %s\n\nx1 dwin dwout mtjin mtjout dwmtj",
           dwmtj_mobility(&fit->device), fit->chi_squared, count, fit->freedom,
           !fit->converged ? "the fit did not converge"
           : agrees(fit)   ? "the device follows the model within the errors"
                           : "the device does not follow the model within the errors");
    for (size_t i = 0; i < DWMTJ_PARAMETERS; i++) {
        double value = dwmtj_get(&fit->device, i);
        if (fit->free[i] || value != dwmtj_parameters[i].standard) {
            printf(" %s=%.6g", dwmtj_parameters[i].name, value);
        }
    }
    putchar('\n');
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

static enum status fit_file(struct fit_options *options, struct diagnostic *diagnostic)
{
    struct observations observations;
    struct fit *fit = &options->fit;
    enum status status = observations_read(options->name, &observations, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    status = fit_run(&observations, fit, diagnostic);
    if (status == STATUS_OK && options->common.json) {
        status = print_as_json(fit, diagnostic);
    } else if (status == STATUS_OK && !options->common.quiet) {
        print_text(fit, observations.count);
    }
    observations_clear(&observations);
    if (status == STATUS_OK) {
        status = finish_stdout(diagnostic);
    }
    return status == STATUS_OK && !(fit->converged && agrees(fit)) ? STATUS_UNMET : status;
}

int command_fit(int argc, char **argv)
{
    static const struct argp_child CHILDREN[] = {{&common_argp, 0, NULL, 0}, {0}};
    static const struct argp ARGP = {OPTIONS,
                                     parse_fit,
                                     "MEASUREMENTS.csv",
                                     "Fits the device's parameters to measurements; docs/device.md, section 6.",
                                     CHILDREN,
                                     NULL,
                                     NULL};
    struct fit_options options = {.fit = fit_standard()};
    struct diagnostic diagnostic;
    arguments_parse(&ARGP, argc, argv, &options);
    return exit_code(fit_file(&options, &diagnostic), &diagnostic);
}
