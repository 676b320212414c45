#include "cli/device_setting.h"

#include "base/number.h"

#include <string.h>

enum status device_setting_name(const struct device *kind, const char *option, const char *takes, const char *word,
                                size_t *index, const char **value, struct diagnostic *diagnostic)
{
    size_t length = strcspn(word, "=");
    if (!word[length]) {
        return fail(diagnostic, STATUS_INPUT, "error: %s takes NAME=%s, not '%.40s'", option, takes, word);
    }
    *index = parameter_index(kind->table, word, length);
    if (*index == kind->table->count) {
        return fail(diagnostic, STATUS_INPUT,
                    "error: %s has no parameter '%.*s'; expected one of those that 'spinfield params %s' lists",
                    kind->name, length < 40 ? (int)length : 40, word, kind->name);
    }
    *value = word + length + 1;
    return STATUS_OK;
}

enum status device_setting(const struct device *kind, const char *option, const char *word, void *values, size_t *index,
                           struct diagnostic *diagnostic)
{
    const char *text = NULL;
    size_t p = 0;
    double value;
    enum status status = device_setting_name(kind, option, "VALUE", word, &p, &text, diagnostic);
    if (status != STATUS_OK) {
        return status;
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
