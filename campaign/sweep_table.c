/* What the store of a sweep has: its columns, and what all rows share. */
#include "campaign/sweep_row.h"

#include "base/document.h"
#include "base/number.h"
#include "base/text.h"
#include "campaign/store_metrics.h"
#include "netgen/recipe.h"

#include <stdlib.h>
#include <string.h>

/* ---- Columns ---- */

static enum status list_columns(const struct sweep *sweep, struct sweep_table *table, struct diagnostic *diagnostic)
{
    const struct plan *plan = sweep->plan;
    table->settings = plan->axes + PLAN_SEED_KINDS;
    table->column = calloc(table->settings + STORE_MOST_METRICS, sizeof *table->column);
    if (!table->column) {
        return fail_memory(diagnostic);
    }
    for (size_t k = 0; k < plan->axes; k++) {
        const struct axis *axis = &plan->axis[k];
        table->column[k] = (struct store_column){axis->name, STORE_VARIED,
                                                 axis->whole     ? STORE_INTEGER
                                                 : axis->numbers ? STORE_REAL
                                                                 : STORE_TEXT,
                                                 axis->in_percent ? "%" : NULL};
    }
    for (enum plan_seed kind = PLAN_SEEDS; kind < PLAN_SEED_KINDS; kind++) {
        table->column[plan->axes + kind] = (struct store_column){plan_seed_name(kind), STORE_SEED, STORE_INTEGER, NULL};
    }
    table->plan.column = table->column;
    table->plan.columns =
        table->settings + store_metric_columns(recipe_question(sweep->recipe), table->column + table->settings);
    return STATUS_OK;
}

/* ---- What all rows share ---- */

static bool has_column(const struct sweep_table *table, const char *name)
{
    for (size_t k = 0; k < table->settings; k++) {
        if (strcmp(table->column[k].name, name) == 0) {
            return true;
        }
    }
    return false;
}

/* A number where the text is one in its usual form. */
static struct store_fixed fixed_of(const struct recipe_setting *setting)
{
    const char *text = recipe_setting_value(setting);
    struct store_fixed fixed = {{setting->name, STORE_FIXED, STORE_TEXT, NULL}, {STORE_TEXT, {.text = text}}};
    double number;
    if (axis_is_number(text, setting->in_percent, &number)) {
        fixed.column.type = STORE_REAL;
        fixed.column.unit = setting->in_percent ? "%" : NULL;
        fixed.value = (struct store_value){STORE_REAL, {.real = number}};
    }
    return fixed;
}

static enum status list_fixed(const struct recipe *recipe, struct sweep_table *table, struct diagnostic *diagnostic)
{
    struct recipe_setting setting;
    size_t settings = 0, count = 0;
    while (recipe_setting(recipe, settings, &setting)) {
        settings++;
    }
    table->fixed = calloc(settings + 1, sizeof *table->fixed);
    table->setting = calloc(settings + 1, sizeof *table->setting);
    if (!table->fixed || !table->setting) {
        return fail_memory(diagnostic);
    }
    for (size_t k = 0; k < settings && recipe_setting(recipe, k, &table->setting[count]); k++) {
        if (recipe_setting_value(&table->setting[count]) && !has_column(table, table->setting[count].name)) {
            table->fixed[count] = fixed_of(&table->setting[count]);
            count++;
        }
    }
    table->plan.fixed = table->fixed;
    table->plan.fixed_count = count;
    return STATUS_OK;
}

/* ---- What must be equal to resume ---- */

static enum status write_template(const struct recipe *recipe, char **text, struct diagnostic *diagnostic)
{
    struct document document = document_begin();
    struct text bytes;
    enum status status = text_begin(&bytes, diagnostic);
    if (status != STATUS_OK) {
        document_discard(&document);
        return status;
    }
    recipe_write(recipe, &document, "made");
    status = document_write(&document, 17, bytes.stream, diagnostic);
    if (status == STATUS_OK) {
        status = text_end(&bytes, diagnostic);
    }
    if (status == STATUS_OK) {
        *text = bytes.bytes;
        return STATUS_OK;
    }
    text_discard(&bytes);
    return status;
}

static enum status list_facts(const struct sweep *sweep, struct sweep_table *table, struct diagnostic *diagnostic)
{
    enum status status = plan_text(sweep->plan, &table->plan_text, diagnostic);
    if (status == STATUS_OK) {
        status = write_template(sweep->recipe, &table->template_text, diagnostic);
    }
    if (status == STATUS_OK) {
        status = engine_version(&sweep->engine, table->engine_version, diagnostic);
    }
    table->fact[0] = (struct store_fact){"engine", engine_name(sweep->engine.kind)};
    table->fact[1] = (struct store_fact){"engine_version", table->engine_version};
    table->fact[2] = (struct store_fact){"template", table->template_text};
    table->fact[3] = (struct store_fact){"plan", table->plan_text};
    store_quality_text(sweep->question ? sweep->question : recipe_question(sweep->recipe), sweep->plan, table->quality);
    if (*table->quality) {
        table->note[table->plan.notes++] = (struct store_fact){STORE_QUALITY, table->quality};
    }
    if (sweep->command) {
        table->note[table->plan.notes++] = (struct store_fact){"command", sweep->command};
    }
    table->plan.facts = sizeof table->fact / sizeof *table->fact;
    return status;
}

enum status sweep_table(const struct sweep *sweep, struct sweep_table *table, struct diagnostic *diagnostic)
{
    *table = (struct sweep_table){.plan.points = sweep->plan->points};
    enum status status = list_columns(sweep, table, diagnostic);
    if (status == STATUS_OK) {
        status = list_fixed(sweep->recipe, table, diagnostic);
    }
    if (status == STATUS_OK) {
        status = list_facts(sweep, table, diagnostic);
    }
    table->plan.fact = table->fact;
    table->plan.note = table->note;
    if (status != STATUS_OK) {
        sweep_table_clear(table);
    }
    return status;
}

void sweep_table_clear(struct sweep_table *table)
{
    free(table->fixed);
    free(table->setting);
    free(table->column);
    free(table->plan_text);
    free(table->template_text);
    *table = (struct sweep_table){0};
}
