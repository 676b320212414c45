#include "campaign/sweep_row.h"

#include "base/number.h"
#include "campaign/store_metrics.h"
#include "netgen/recipe.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- Results as bytes: values whose texts are numbers, places in the text that follows ---- */

struct packed {
    size_t values;
    struct store_value value[STORE_MOST_METRICS];
    char text[]; /* host, warnings, and then those of the values; each ends with a zero */
};

/* Appends a text to `packed`, which has room for it, and returns its place. */
static size_t append(struct packed *packed, size_t *used, const char *text)
{
    const size_t place = *used, size = strlen(text) + 1;
    memcpy(packed->text + place, text, size);
    *used += size;
    return place;
}

static struct packed *pack(const struct store_value *value, size_t values, const char *warnings, size_t *size)
{
    char host[256] = "";
    gethostname(host, sizeof host - 1);
    size_t room = sizeof(struct packed) + strlen(host) + strlen(warnings) + 2, used = 0;
    for (size_t k = 0; k < values; k++) {
        room += value[k].type == STORE_TEXT ? strlen(value[k].text) + 1 : 0;
    }
    struct packed *packed = calloc(room, 1);
    if (!packed) {
        return NULL;
    }
    append(packed, &used, host);
    append(packed, &used, warnings);
    packed->values = values;
    for (size_t k = 0; k < values; k++) {
        packed->value[k] = value[k];
        if (value[k].type == STORE_TEXT) {
            packed->value[k].integer = (int64_t)append(packed, &used, value[k].text);
        }
    }
    *size = room;
    return packed;
}

enum status sweep_pack(const struct report *report, struct campaign_result *result, struct diagnostic *diagnostic)
{
    struct store_value value[STORE_MOST_METRICS];
    char *memory = NULL, *warnings = NULL;
    enum status status = store_metric_values(report, value, &memory, diagnostic);
    if (status == STATUS_OK) {
        status = store_warnings(report, &warnings, diagnostic);
    }
    if (status == STATUS_OK) {
        struct store_column column[STORE_MOST_METRICS];
        const size_t values = store_metric_columns(report->network->question, column);
        result->bytes = pack(value, values, warnings, &result->size);
        status = result->bytes ? STATUS_OK : fail_memory(diagnostic);
    }
    free(memory);
    free(warnings);
    return status;
}

/* ---- Rows ---- */

/* A setting as its column has it: a number, or a text. */
static struct store_value value_of(const char *text, enum store_type type)
{
    double number;
    if (!text) {
        return (struct store_value){.type = STORE_NOTHING};
    }
    if (type == STORE_TEXT || !number_parse_plain(text, &number)) {
        return (struct store_value){STORE_TEXT, {.text = text}};
    }
    return type == STORE_INTEGER ? (struct store_value){STORE_INTEGER, {.integer = (int64_t)number}}
                                 : (struct store_value){STORE_REAL, {.real = number}};
}

/* The seed of a kind that holds at a point: that of the plan or of the recipe; "auto" where these have none and the
 * problem's decides. */
static struct store_value seed_of(const struct sweep *sweep, const struct plan_setting *setting, enum plan_seed kind)
{
    size_t place = sweep->plan->axes;
    for (enum plan_seed before = PLAN_SEEDS; before < kind; before++) {
        place += sweep->plan->seeds[before].varied;
    }
    if (sweep->plan->seeds[kind].varied) {
        return value_of(setting[place].value, STORE_INTEGER);
    }
    const char *given = recipe_get(sweep->recipe, plan_seed_name(kind));
    return value_of(given ? given : kind == PLAN_SEEDS ? "1" : "auto", STORE_INTEGER);
}

static void set_settings(const struct sweep *sweep, const struct sweep_table *table, size_t point,
                         struct plan_setting *setting, struct store_value *value)
{
    const size_t axes = sweep->plan->axes;
    plan_point(sweep->plan, point, setting);
    for (size_t k = 0; k < axes; k++) {
        value[k] = value_of(setting[k].value, table->column[k].type);
    }
    for (enum plan_seed kind = PLAN_SEEDS; kind < PLAN_SEED_KINDS; kind++) {
        value[axes + kind] = seed_of(sweep, setting, kind);
    }
}

void sweep_unpack(const struct sweep *sweep, const struct sweep_table *table, const struct campaign_result *result,
                  struct plan_setting *setting, struct store_value *value, struct store_row *row)
{
    const struct packed *packed = result->bytes;
    struct store_value *metric = value + table->settings;
    const bool failed = result->status != STATUS_OK;
    set_settings(sweep, table, result->point, setting, value);
    for (size_t k = 0; k < table->plan.columns - table->settings; k++) {
        if (failed) {
            metric[k] = (struct store_value){.type = STORE_NOTHING};
            continue;
        }
        metric[k] = packed->value[k];
        if (metric[k].type == STORE_TEXT) {
            metric[k].text = packed->text + packed->value[k].integer;
        }
    }
    *row = (struct store_row){.point = result->point, .value = value, .error = failed ? result->why.text : NULL};
    if (!failed) {
        row->host = packed->text;
        row->warnings = packed->text + strlen(packed->text) + 1;
    }
}
