/* What the files of `spinfield fit` share. */
#ifndef CLI_FIT_H
#define CLI_FIT_H

#include "base/input.h"
#include "cli/cli.h"
#include "models/device.h"

/* --fix NAME=VALUE and --start NAME=VALUE, in their order. */
enum { FIT_MOST_SETTINGS = 2 * DEVICE_MOST_PARAMETERS };
struct fit_setting {
    const char *word;
    bool start; /* sought, starting here; else known */
};

struct fit_request {
    struct common_options common;
    const struct device *device; /* NULL: by the columns of the file */
    const char *name;            /* of the file of measurements */
    size_t settings;
    struct fit_setting setting[FIT_MOST_SETTINGS];
};

static const char *const FIT_OPTION[] = {"--fix", "--start"}; /* of setting.start */

/* Fits a wall device, or a junction, to the measurements in `input`, whose bytes are written to, and prints what was
 * found. STATUS_UNMET where the fit did not converge or the device does not follow the model. */
enum status fit_wall(const struct fit_request *request, struct input *input, struct diagnostic *diagnostic);
enum status fit_junction(const struct fit_request *request, struct input *input, struct diagnostic *diagnostic);

/* Deviations are of the size of the errors: chance alone makes them larger once in 10,000 fits. */
static inline bool fit_agrees(double chance)
{
    return chance > 1e-4;
}

/* The verdict, in words. */
const char *fit_verdict(bool converged, bool agrees);

/* Prints a line of the table of what was found: with the head where `name` is NULL; without an error where it is 0. */
void fit_print_value(const char *name, double value, double error, const char *unit);

/* Prints a warning where the estimates of two parameters are strongly correlated. */
void fit_print_correlation(const char *a, const char *b, double correlation);

/* Prints the line of a deck: the parameters that `fitted` marks, and those that are not at their defaults. */
void fit_print_line(const char *nodes, const struct device *kind, const void *device, const bool *fitted);

#endif
