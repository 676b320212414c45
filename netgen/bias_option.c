#include "netgen/bias_option.h"

#include "netgen/bias_named.h"
#include "base/number.h"

#include <stdio.h>
#include <string.h>

#define SIGMA "sigma-"

/* vleak has an option for each role. */
static bool is_settable(size_t parameter)
{
    return !parameter_is(&dwmtj_parameters[parameter], IS_OF_NETWORK);
}

/* The parameter number *index, from 0, of those that `accept` lets pass. Where there are fewer: DWMTJ_PARAMETERS, and
 * *index is less by their number. */
static size_t find_parameter(bool (*accept)(size_t parameter), size_t *index)
{
    for (size_t p = 0; p < DWMTJ_PARAMETERS; p++) {
        if (accept(p) && (*index)-- == 0) {
            return p;
        }
    }
    return DWMTJ_PARAMETERS;
}

static struct bias_option describe_named(const struct bias_named *named)
{
    struct bias_option option = {
        .subject = named->subject, .takes = named->takes, .kinds = named->kinds, .technologies = named->technologies};
    snprintf(option.name, sizeof option.name, "%s", named->name);
    snprintf(option.text, sizeof option.text, "%s", named->text);
    snprintf(option.standard, sizeof option.standard, "%s", named->standard);
    return option;
}

static struct bias_option describe_device(const struct parameter *p)
{
    struct bias_option option = {
        .subject = BIAS_OF_DEVICE, .takes = *p->unit ? p->unit : "NUMBER", .kinds = OF_ALL, .technologies = OF_WALLS};
    snprintf(option.name, sizeof option.name, "%s", p->name);
    snprintf(option.text, sizeof option.text, "%s (%g)", p->text, p->standard);
    number_shortest(option.standard, sizeof option.standard, p->standard);
    return option;
}

static struct bias_option describe_variation(const char *name, const char *text)
{
    struct bias_option option = {
        .subject = BIAS_OF_VARIATION, .takes = "SHARE", .standard = "0", .kinds = OF_ALL, .technologies = OF_WALLS};
    snprintf(option.name, sizeof option.name, SIGMA "%s", name);
    snprintf(option.text, sizeof option.text, "%s", text);
    return option;
}

/* Where the sigma of the parameter or the kind of source that is called `name` is kept. */
static double *sigma_of(struct variation *variation, const char *name)
{
    for (size_t s = 0; s < VARIATION_SOURCES; s++) {
        if (strcmp(variation_source_names[s].name, name) == 0) {
            return &variation->sigma_of_source[s];
        }
    }
    return &variation->sigma[dwmtj_index(name)];
}

bool bias_option(size_t index, struct bias_option *option)
{
    if (index < BIAS_NAMED) {
        *option = describe_named(&bias_named[index]);
        return true;
    }
    index -= BIAS_NAMED;
    size_t p = find_parameter(is_settable, &index);
    if (p < DWMTJ_PARAMETERS) {
        *option = describe_device(&dwmtj_parameters[p]);
        return true;
    }
    p = find_parameter(variation_may_vary, &index);
    if (p < DWMTJ_PARAMETERS) {
        *option = describe_variation(dwmtj_parameters[p].name, dwmtj_parameters[p].text);
        return true;
    }
    if (index < VARIATION_SOURCES) {
        *option = describe_variation(variation_source_names[index].name, variation_source_names[index].text);
        return true;
    }
    return false;
}

/* Remembers that the option is given, which has a meaning for some technologies only. */
static void note_foreign(struct bias *bias, const char *name, unsigned technologies)
{
    for (size_t k = 0; k < TECHNOLOGIES; k++) {
        if (!(technologies >> k & 1U)) {
            snprintf(bias->foreign[k], sizeof bias->foreign[k], "%s", name);
        }
    }
}

const char *bias_set(struct bias *bias, const char *name, const char *value)
{
    for (size_t i = 0; i < BIAS_NAMED; i++) {
        if (strcmp(bias_named[i].name, name) == 0) {
            if (!bias_named[i].set(bias, value)) {
                return bias_named[i].right;
            }
            for (size_t kind = 0; kind < WEIGHTS_KINDS; kind++) {
                bias->unfit[kind] = bias_named[i].kinds >> kind & 1U ? bias->unfit[kind] : bias_named[i].name;
            }
            note_foreign(bias, bias_named[i].name, bias_named[i].technologies);
            return NULL;
        }
    }
    if (strncmp(name, SIGMA, strlen(SIGMA)) == 0) { /* a relative standard deviation, "5%" or "0.05" */
        double sigma;
        if (!number_parse_share(value, &sigma) || sigma < 0.0) {
            return "a share such as 5% or 0.05";
        }
        *sigma_of(&bias->variation, name + strlen(SIGMA)) = sigma;
        note_foreign(bias, name, OF_WALLS);
        return NULL;
    }
    double number;
    if (!number_parse(value, &number)) {
        return A_NUMBER;
    }
    dwmtj_set(&bias->soma, dwmtj_index(name), number);
    dwmtj_set(&bias->axon, dwmtj_index(name), number);
    note_foreign(bias, dwmtj_parameters[dwmtj_index(name)].name, OF_WALLS);
    return NULL;
}

const char *bias_option_unit(const char *name)
{
    static const char *const UNITS[][2] = {
        {"VOLTS", "V"}, {"SECONDS", "s"}, {"M/S", "m/s"}, {"RAD/S", "rad/s"}, {"FACTOR", ""}};
    struct bias_option option;
    for (size_t k = 0; bias_option(k, &option); k++) {
        if (strcmp(option.name, name) != 0 || !option.takes) {
            continue;
        }
        for (size_t u = 0; u < sizeof UNITS / sizeof *UNITS; u++) {
            if (strstr(option.takes, UNITS[u][0])) {
                return UNITS[u][1];
            }
        }
        return option.subject == BIAS_OF_DEVICE && strcmp(option.takes, "NUMBER") != 0 ? option.takes : "";
    }
    return "";
}
