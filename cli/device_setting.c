#include "cli/device_setting.h"

#include "base/nearest.h"
#include "base/number.h"

#include <stdio.h>
#include <string.h>

/* The first `length` characters of `word` are no parameter of `kind`. */
static void fail_unknown(const struct device *kind, const char *word, size_t length, struct diagnostic *diagnostic)
{
    char name[41];
    snprintf(name, sizeof name, "%.*s", length < 40 ? (int)length : 40, word);
    struct nearest nearest = {.word = name};
    for (size_t p = 0; p < kind->table->count; p++) {
        nearest_offer(&nearest, kind->table->item[p].name);
    }
    if (nearest.name) {
        fail(diagnostic, STATUS_INPUT, "error: %s has no parameter '%s'; expected '%s'?", kind->name, name,
             nearest.name);
    } else {
        fail(diagnostic, STATUS_INPUT,
             "error: %s has no parameter '%s'; expected one of those that 'spinfield params %s' lists", kind->name,
             name, kind->name);
    }
}

/* Reads "NAME=...", the argument of `option`, which takes NAME=`takes`: *index is where the parameter stands in the
 * table of `kind`. Returns what is behind the =; NULL, with what is wrong, where there is no = or no such parameter. */
static const char *read_name(const struct device *kind, const char *option, const char *takes, const char *word,
                             size_t *index, struct diagnostic *diagnostic)
{
    size_t length = strcspn(word, "=");
    if (!word[length]) {
        fail(diagnostic, STATUS_INPUT, "error: %s takes NAME=%s, not '%.40s'", option, takes, word);
        return NULL;
    }
    *index = parameter_index(kind->table, word, length);
    if (*index == kind->table->count) {
        fail_unknown(kind, word, length, diagnostic);
        return NULL;
    }
    return word + length + 1;
}

enum status device_setting(const struct device *kind, const char *option, const char *word, void *values, size_t *index,
                           struct diagnostic *diagnostic)
{
    size_t p = 0;
    double value;
    const char *text = read_name(kind, option, "VALUE", word, &p, diagnostic);
    if (!text) {
        return STATUS_INPUT;
    }
    if (!number_parse(text, &value)) {
        return fail(diagnostic, STATUS_INPUT, "error: %s %s takes a number such as 0.1 or 100m, not '%.40s'", option,
                    kind->table->item[p].name, text);
    }
    parameter_set(&kind->table->item[p], values, value);
    if (index) {
        *index = p;
    }
    return STATUS_OK;
}

enum status device_setting_sigma(const struct device *kind, const char *word, double *sigma, size_t *index,
                                 struct diagnostic *diagnostic)
{
    const char *text = read_name(kind, "--sigma", "SHARE", word, index, diagnostic);
    if (!text) {
        return STATUS_INPUT;
    }
    const struct parameter *parameter = &kind->table->item[*index];
    if (!number_parse_share(text, &sigma[*index])) {
        return fail(diagnostic, STATUS_INPUT, "error: --sigma %s takes a share such as 5%% or 0.05, not '%.40s'",
                    parameter->name, text);
    }
    if (!parameter_is(parameter, IS_VARIED)) { /* a share of 0 is refused as well */
        return fail(diagnostic, STATUS_INPUT, "error: parameter %s cannot vary", parameter->name);
    }
    return STATUS_OK;
}

enum status device_setting_check(const struct scatter *scatter, const void *nominal, struct diagnostic *diagnostic)
{
    char why[400];
    if (!scatter->kind->check(nominal, why, sizeof why) || !scatter_check_shares(scatter, why, sizeof why)) {
        return fail(diagnostic, STATUS_INPUT, "error: %s", why);
    }
    for (size_t p = 0; p < scatter->kind->table->count; p++) {
        const struct parameter *parameter = &scatter->kind->table->item[p];
        if (scatter->sigma[p] > 0.0 && parameter_get(parameter, nominal) == 0.0) {
            return fail(diagnostic, STATUS_INPUT,
                        "error: --sigma %s varies nothing, a share of %s = 0; expected --set %s=VALUE as well",
                        parameter->name, parameter->name, parameter->name);
        }
    }
    if (!scatter_check_devices(scatter, nominal, NULL, why, sizeof why)) {
        return fail(diagnostic, STATUS_INPUT, "error: %s; lower the variation", why);
    }
    return STATUS_OK;
}
