/* spinfield fit: the parameters of a device from measurements. */
#include "cli/fit.h"

#include "models/fit/junction_table.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { KEY_FIX = 0x100, KEY_START };

static const struct argp_option OPTIONS[] = {
    {"fix", KEY_FIX, "NAME=VALUE", OPTION_REPEATS_NAMES, "Set a known parameter and do not fit it", 1},
    {"start", KEY_START, "NAME=VALUE", OPTION_REPEATS_NAMES, "Fit the parameter, starting from this value", 1},
    {0},
};

/* The devices that have fits. */
static const char *const FITTED[] = {"dwmtj", "mtj", "mtj_rate"};
enum { FITTED_COUNT = sizeof FITTED / sizeof *FITTED };

static void take_argument(const char *argument, struct fit_request *request, struct argp_state *state)
{
    require_word(argument, "MEASUREMENTS.csv", state);
    const struct device *device = device_find(argument);
    if (request->name) {
        usage_error(state, "error: fit takes one file, not '%.40s' too; devices are dwmtj, mtj and mtj_rate", argument);
    } else if (device && !request->device) {
        request->device = device;
        for (size_t i = 0; i < FITTED_COUNT; i++) {
            if (strcmp(device->name, FITTED[i]) == 0) {
                return;
            }
        }
        usage_error(state, "error: there is no fit for %s; expected dwmtj, mtj or mtj_rate", device->name);
    } else {
        request->name = argument;
    }
}

/* A parameter is known or sought. */
static void take_setting(const char *word, bool start, struct fit_request *request, const struct argp_state *state)
{
    const size_t length = strcspn(word, "=");
    if (request->settings == FIT_MOST_SETTINGS) {
        usage_error(state, "error: at most %d --fix and --start", FIT_MOST_SETTINGS);
    }
    for (size_t k = 0; k < request->settings; k++) {
        const struct fit_setting *other = &request->setting[k];
        if (other->start != start && strncmp(other->word, word, length + 1) == 0) {
            usage_error(state, "error: --fix %.*s and --start %.*s exclude each other",
                        (int)(length < 40 ? length : 40), word, (int)(length < 40 ? length : 40), word);
        }
    }
    request->setting[request->settings++] = (struct fit_setting){word, start};
}

static error_t parse_fit(int key, char *argument, struct argp_state *state)
{
    struct fit_request *request = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &request->common;
        return 0;
    case KEY_FIX:
    case KEY_START:
        take_setting(argument, key == KEY_START, request, state);
        return 0;
    case ARGP_KEY_ARG:
        take_argument(argument, request, state);
        return 0;
    case ARGP_KEY_END:
        if (!request->name) {
            usage_error(state, "error: MEASUREMENTS.csv is missing; expected a CSV file of measurements");
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

const char *fit_verdict(bool converged, bool agrees)
{
    return !converged ? "the fit did not converge"
           : agrees   ? "the device follows the model within the errors"
                      : "the device does not follow the model within the errors";
}

void fit_print_value(const char *name, double value, double error, const char *unit)
{
    if (!name) {
        printf("%-13s %-12s %-11s %s\n", "name", "value", "error", "unit");
    } else if (error > 0.0) {
        printf("%-13s %-12.5g %-11.3g %s\n", name, value, error, unit);
    } else {
        printf("%-13s %-12.5g %-11s %s\n", name, value, "", unit);
    }
}

void fit_print_correlation(const char *a, const char *b, double correlation)
{
    const double strong = 0.95;
    if (fabs(correlation) > strong) {
        printf("warning: %s and %s are correlated (%.4f): their errors are not independent\n", a, b, correlation);
    }
}

void fit_print_line(const char *nodes, const struct device *kind, const void *device, const bool *fitted)
{
    printf("\nx1 %s %s", nodes, kind->name);
    for (size_t i = 0; i < kind->table->count; i++) {
        const struct parameter *p = &kind->table->item[i];
        double value = parameter_get(p, device);
        if (fitted[i] || value != p->standard) {
            printf(" %s=%.6g", p->name, value);
        }
    }
    putchar('\n');
}

static enum status fit_file(const struct fit_request *request, struct diagnostic *diagnostic)
{
    struct input *input;
    enum status status = input_read(request->name, &input, diagnostic);
    if (status == STATUS_OK) {
        bool junction = request->device ? strcmp(request->device->name, "dwmtj") != 0 : junction_table_is_here(input);
        status = (junction ? fit_junction : fit_wall)(request, input, diagnostic);
    }
    input_free(input);
    return status;
}

int command_fit(int argc, char **argv)
{
    static const struct argp_child CHILDREN[] = {{&common_argp, 0, NULL, 0}, {0}};
    static const struct argp ARGP = {OPTIONS,
                                     parse_fit,
                                     "[DEVICE] MEASUREMENTS.csv",
                                     "Fits the parameters of a device, dwmtj, mtj or mtj_rate, to measurements; "
                                     "docs/device.md, section 6, and docs/junction_fits.md.",
                                     CHILDREN,
                                     NULL,
                                     NULL};
    struct fit_request request = {0};
    struct diagnostic diagnostic;
    arguments_parse(&ARGP, argc, argv, &request);
    return exit_code(fit_file(&request, &diagnostic), &diagnostic);
}
