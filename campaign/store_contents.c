#include "campaign/store_contents.h"

#include "base/array.h"
#include "base/version.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { MOST_COLUMNS = 1900 }; /* below the 2000 that SQLite takes as it is usually built */

/* ---- Building ---- */

/* A copy of `text` that the contents own; NULL where memory is short, and for NULL. */
static char *keep(struct store_contents *contents, const char *text)
{
    char *copy = text ? strdup(text) : NULL;
    if (!copy || !ARRAY_GROW(contents->text, contents->texts)) {
        free(copy);
        return NULL;
    }
    contents->text[contents->texts++] = copy;
    return copy;
}

bool contents_add_fact(struct store_contents *contents, const char *key, const char *value, bool note)
{
    const size_t count = contents->facts + contents->notes;
    if (!ARRAY_GROW(contents->fact, count)) {
        return false;
    }
    struct store_fact *fact = &contents->fact[count];
    *fact = (struct store_fact){keep(contents, key), keep(contents, value)};
    *(note ? &contents->notes : &contents->facts) += 1;
    return fact->key && fact->value;
}

bool contents_fix(struct store_contents *contents, size_t column, const struct store_value *value)
{
    struct store_value *fixed = &contents->fixed[column];
    *fixed = database_normal(value, contents->column[column].type);
    if (fixed->type == STORE_TEXT) {
        fixed->text = keep(contents, fixed->text);
    }
    return fixed->type != STORE_TEXT || fixed->text;
}

bool contents_add(struct store_contents *contents, const struct store_column *column, const char *option,
                  const struct store_value *fixed)
{
    const size_t k = contents->columns;
    if (!ARRAY_GROW(contents->column, k) || !ARRAY_GROW(contents->option, k) || !ARRAY_GROW(contents->fixed, k)) {
        return false;
    }
    contents->columns++;
    contents->column[k] = *column;
    contents->column[k].name = keep(contents, column->name);
    contents->column[k].unit = keep(contents, column->unit ? column->unit : "");
    contents->option[k] = keep(contents, option);
    contents->fixed[k] = (struct store_value){.type = STORE_NOTHING};
    return contents->column[k].name && contents->column[k].unit && (!option || contents->option[k]) &&
           (!fixed || contents_fix(contents, k, fixed));
}

void contents_clear(struct store_contents *contents)
{
    for (size_t k = 0; k < contents->texts; k++) {
        free(contents->text[k]);
    }
    free(contents->text);
    free(contents->fact);
    free(contents->column);
    free(contents->option);
    free(contents->fixed);
    *contents = (struct store_contents){0};
}

size_t contents_find(const struct store_contents *contents, const char *name)
{
    size_t k = 0;
    while (k < contents->columns && strcasecmp(contents->column[k].name, name) != 0) { /* as SQLite compares them */
        k++;
    }
    return k;
}

bool contents_in_runs(const struct store_column *column)
{
    return column->part != STORE_FIXED && column->part != STORE_EXECUTION;
}

/* ---- Of a plan ---- */

/* The columns that every store has. */
static const struct store_column POINT = {"point", STORE_OUTCOME, STORE_INTEGER, NULL},
                                 OUTCOME = {"outcome", STORE_OUTCOME, STORE_TEXT, NULL},
                                 ERROR = {"error", STORE_OUTCOME, STORE_TEXT, NULL},
                                 WARNINGS_FOUND = {"warnings", STORE_OUTCOME, STORE_TEXT, NULL},
                                 VERSION = {"version", STORE_FIXED, STORE_TEXT, NULL},
                                 ENGINE_VERSION = {"engine_version", STORE_FIXED, STORE_TEXT, NULL},
                                 HOST = {"host", STORE_EXECUTION, STORE_TEXT, NULL},
                                 ATTEMPTS = {"attempts", STORE_EXECUTION, STORE_INTEGER, NULL};

static bool is_option(enum store_part part)
{
    return part == STORE_VARIED || part == STORE_SEED || part == STORE_FIXED;
}

/* Whether a name is that of a column which is no option. */
static bool is_reserved(const struct store_plan *plan, const char *name)
{
    static const struct store_column *const OWN[] = {
        &POINT, &OUTCOME, &ERROR, &WARNINGS_FOUND, &VERSION, &ENGINE_VERSION, &HOST, &ATTEMPTS, NULL};
    bool reserved = false;
    for (size_t k = 0; OWN[k]; k++) {
        reserved = reserved || strcasecmp(name, OWN[k]->name) == 0;
    }
    for (size_t k = 0; k < plan->columns; k++) {
        reserved = reserved || (!is_option(plan->column[k].part) && strcasecmp(name, plan->column[k].name) == 0);
    }
    return reserved;
}

/* Adds the column of an option: "start-seed" is start_seed in SQL; "start" is given_start, where start is a metric; a
 * second "pattern" is pattern_2. */
static bool add_option(struct store_contents *contents, const struct store_plan *plan,
                       const struct store_column *column, const struct store_value *fixed)
{
    static const char GIVEN[] = "given_";
    char text[120], *name = text + strlen(GIVEN);
    snprintf(text, sizeof text, "%s%.80s", GIVEN, column->name);
    for (char *c = text; *c; c++) {
        if (*c == '-') {
            *c = '_';
        }
    }
    name = is_reserved(plan, name) ? text : name;
    char *end = name + strlen(name);
    for (size_t number = 2; contents_find(contents, name) < contents->columns || is_reserved(plan, name); number++) {
        snprintf(end, sizeof text - (size_t)(end - text), "_%zu", number);
    }
    struct store_column named = *column;
    named.name = name;
    return contents_add(contents, &named, column->name, fixed);
}

/* Adds those columns of the plan that are of `part`. */
static bool add_part(struct store_contents *contents, const struct store_plan *plan, enum store_part part)
{
    bool good = true;
    for (size_t k = 0; good && k < plan->columns; k++) {
        if (plan->column[k].part == part) {
            good = is_option(part) ? add_option(contents, plan, &plan->column[k], NULL)
                                   : contents_add(contents, &plan->column[k], NULL, NULL);
        }
    }
    return good;
}

static bool add_columns(struct store_contents *contents, const struct store_plan *plan)
{
    const struct store_value version = {STORE_TEXT, {.text = SPINFIELD_VERSION}};
    struct store_value engine_version = {.type = STORE_NOTHING};
    bool good = contents_add(contents, &POINT, NULL, NULL) && add_part(contents, plan, STORE_VARIED) &&
                add_part(contents, plan, STORE_SEED) && contents_add(contents, &OUTCOME, NULL, NULL) &&
                contents_add(contents, &ERROR, NULL, NULL) && add_part(contents, plan, STORE_METRIC) &&
                contents_add(contents, &WARNINGS_FOUND, NULL, NULL);
    for (size_t k = 0; good && k < plan->fixed_count; k++) {
        struct store_column column = plan->fixed[k].column;
        column.part = STORE_FIXED;
        good = add_option(contents, plan, &column, &plan->fixed[k].value);
    }
    for (size_t k = 0; k < plan->facts; k++) {
        if (strcmp(plan->fact[k].key, ENGINE_VERSION.name) == 0) {
            engine_version = (struct store_value){STORE_TEXT, {.text = plan->fact[k].value}};
        }
    }
    return good && contents_add(contents, &VERSION, NULL, &version) &&
           contents_add(contents, &ENGINE_VERSION, NULL, &engine_version) &&
           contents_add(contents, &HOST, NULL, NULL) && contents_add(contents, &ATTEMPTS, NULL, NULL) &&
           add_part(contents, plan, STORE_EXECUTION);
}

enum status contents_of_plan(const struct store_plan *plan, struct store_contents *contents,
                             struct diagnostic *diagnostic)
{
    char points[32];
    *contents = (struct store_contents){.points = plan->points};
    if (plan->columns > MOST_COLUMNS || plan->fixed_count > MOST_COLUMNS - plan->columns) {
        return fail(diagnostic, STATUS_INPUT, "error: %zu options and metrics; expected at most %d",
                    plan->columns + plan->fixed_count, MOST_COLUMNS);
    }
    snprintf(points, sizeof points, "%zu", plan->points);
    bool good = contents_add_fact(contents, "version", SPINFIELD_VERSION, false) &&
                contents_add_fact(contents, "points", points, false);
    for (size_t k = 0; good && k < plan->facts; k++) {
        good = contents_add_fact(contents, plan->fact[k].key, plan->fact[k].value, false);
    }
    for (size_t k = 0; good && k < plan->notes; k++) {
        good = contents_add_fact(contents, plan->note[k].key, plan->note[k].value, true);
    }
    return good && add_columns(contents, plan) ? STATUS_OK : fail_memory(diagnostic);
}

/* ---- Two of them ---- */

/* The first place where two texts differ, or a little before it, so that a long one says something. */
static size_t place_of_difference(const char *a, const char *b)
{
    const size_t before = 20;
    size_t same = 0;
    while (a[same] && a[same] == b[same]) {
        same++;
    }
    return same > before ? same - before : 0;
}

static enum status refuse(const char *path, const char *what, const char *a, const char *b, const char *other,
                          struct diagnostic *diagnostic)
{
    const size_t from = place_of_difference(a, b);
    const char *dots = from > 0 ? "..." : "";
    return fail_at(diagnostic, path, 0, "store of another campaign: its %s is '%s%.60s', that of %s is '%s%.60s'", what,
                   dots, a + from, other, dots, b + from);
}

static const char *fact_of(const struct store_contents *contents, const char *key)
{
    for (size_t k = 0; k < contents->facts; k++) {
        if (strcmp(contents->fact[k].key, key) == 0) {
            return contents->fact[k].value;
        }
    }
    return "";
}

/* STATUS_INPUT where a fact of `keys`, which is one of them, is not the same in both. */
static enum status compare_facts(const struct store_contents *keys, const struct store_contents *a, const char *path,
                                 const struct store_contents *b, const char *other, struct diagnostic *diagnostic)
{
    for (size_t k = 0; k < keys->facts; k++) {
        const char *key = keys->fact[k].key, *in_a = fact_of(a, key), *in_b = fact_of(b, key);
        if (strcmp(in_a, in_b) != 0) {
            return refuse(path, key, in_a, in_b, other, diagnostic);
        }
    }
    return STATUS_OK;
}

static enum status compare_columns(const struct store_contents *a, const char *path, const struct store_contents *b,
                                   const char *other, struct diagnostic *diagnostic)
{
    for (size_t k = 0; k < a->columns || k < b->columns; k++) {
        const struct store_column *in_a = k < a->columns ? &a->column[k] : NULL;
        const struct store_column *in_b = k < b->columns ? &b->column[k] : NULL;
        if (!in_a || !in_b || strcmp(in_a->name, in_b->name) != 0) {
            return refuse(path, "next column", in_a ? in_a->name : "", in_b ? in_b->name : "", other, diagnostic);
        }
        if (in_a->part != in_b->part || in_a->type != in_b->type || !store_value_is(&a->fixed[k], &b->fixed[k])) {
            return fail_at(diagnostic, path, 0, "store of another campaign: its '%.60s' is not that of %s", in_a->name,
                           other);
        }
    }
    return STATUS_OK;
}

enum status contents_compare(const struct store_contents *a, const char *path, const struct store_contents *b,
                             const char *other, struct diagnostic *diagnostic)
{
    if (strcmp(fact_of(a, VERSION.name), fact_of(b, VERSION.name)) != 0) {
        return fail_at(diagnostic, path, 0, "store of Spinfield %.40s; expected %.40s, the version of %s",
                       fact_of(a, VERSION.name), fact_of(b, VERSION.name), other);
    }
    enum status status = compare_facts(a, a, path, b, other, diagnostic);
    status = status == STATUS_OK ? compare_facts(b, a, path, b, other, diagnostic) : status;
    return status == STATUS_OK ? compare_columns(a, path, b, other, diagnostic) : status;
}
