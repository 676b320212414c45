/* The rows of a sweep: their columns, and their values as bytes that can come from another process. Private to
 * sweep*.c. */
#ifndef SWEEP_ROW_H
#define SWEEP_ROW_H

#include "campaign/campaign.h"
#include "campaign/store.h"
#include "campaign/store_quality.h"
#include "campaign/sweep_plan.h"
#include "netgen/recipe.h"
#include "report/report.h"

struct sweep_counts;

/* What a store needs to know of a sweep, with the memory that it takes. */
struct sweep_table {
    struct store_plan plan;
    struct store_column *column;
    struct store_fixed *fixed;
    struct recipe_setting *setting; /* that `fixed` refers to */
    size_t settings;                /* the first columns: axes, and then the three seeds */
    char *plan_text, *template_text;
    char engine_version[ENGINE_VERSION];
    struct store_fact fact[4], note[2];
    char quality[STORE_QUALITY_TEXT]; /* a note */
};

/* Makes it. On an error there is nothing to clear. */
enum status sweep_table(const struct sweep *sweep, struct sweep_table *table, struct diagnostic *diagnostic);
void sweep_table_clear(struct sweep_table *table); /* takes a zeroed one */

/* The result of a run as bytes. */
enum status sweep_pack(const struct report *report, struct campaign_result *result, struct diagnostic *diagnostic);

/* The row of a point: of its result, or of its error. row->value is `value`, which has room for all columns and refers
 * to the bytes and to `setting`, which has room for plan_settings(). */
void sweep_unpack(const struct sweep *sweep, const struct sweep_table *table, const struct campaign_result *result,
                  struct plan_setting *setting, struct store_value *value, struct store_row *row);

/* Runs all points and keeps nothing: `sink` gets the rows, as sweep_rows has it. */
enum status sweep_pass(const struct sweep *sweep, sweep_sink sink, void *context, struct sweep_counts *counts,
                       struct diagnostic *diagnostic);

#endif
