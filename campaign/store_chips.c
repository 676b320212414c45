#include "campaign/store_chips.h"

#include "campaign/axis.h"
#include "campaign/sigmas.h"

#include <jansson.h>
#include <string.h>

/* Whether the plan gives the option a value above 0, or values that are not known here. */
static bool plan_has_value(const json_t *plan, const char *option)
{
    const json_t *axis, *text;
    size_t index, k;
    json_array_foreach(json_object_get(plan, "vary"), index, axis)
    {
        const char *name = json_string_value(json_object_get(axis, "name"));
        const json_t *values = json_object_get(axis, "values");
        bool above = json_number_value(json_object_get(axis, "to")) > 0.0;
        if (!name || strcmp(name, option) != 0) {
            continue;
        }
        json_array_foreach(values, k, text)
        {
            double sigma = 0.0;
            const char *value = json_string_value(text);
            above = above || (value && axis_is_number(value, false, &sigma) && sigma > 0.0);
        }
        return above;
    }
    return true;
}

/* Whether some sigma is above 0. The reader is at a row. */
static bool has_sigma(const struct store_reader *reader, const json_t *plan)
{
    bool found = false;
    for (size_t c = 0; !found && c < reader->columns; c++) {
        const char *option = reader->option[c];
        if (option && sigmas_is(option)) {
            found = reader->column[c].part == STORE_VARIED ? plan_has_value(plan, option)
                                                           : store_number(&reader->value[c]) > 0.0;
        }
    }
    return found;
}

enum status store_chips_equal(struct store_reader *reader, bool *equal, struct diagnostic *diagnostic)
{
    const char *text = store_fact(reader, "plan");
    json_t *plan = text ? json_loads(text, 0, NULL) : NULL; /* NULL: of another kind of campaign */
    bool more = false;
    *equal = false;
    enum status status = STATUS_OK;
    if (json_integer_value(json_object_get(json_object_get(plan, "chips"), "count")) > 1) {
        status = store_rewind(reader, diagnostic);
        status = status == STATUS_OK ? store_next(reader, &more, diagnostic) : status;
        *equal = status == STATUS_OK && more && !has_sigma(reader, plan);
        status = status == STATUS_OK ? store_rewind(reader, diagnostic) : status;
    }
    json_decref(plan);
    return status;
}
