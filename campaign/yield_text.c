/* What a yield says to people. */
#include "campaign/yield.h"

#include "campaign/yield_parts.h"
#include "base/number.h"
#include "base/terminal.h"
#include "netgen/questions/question.h"
#include "netgen/recipe.h"
#include "report/quantity.h"

#include <stdlib.h>
#include <string.h>

enum { LABEL = 19, CELL = 32, INDENT = 6, WIDTH = 96 };

/* ---- Shares ---- */

struct share_text {
    char text[48];
};

/* "98.4 % (96.9 to 99.2 %)" */
static struct share_text share_text(const struct interval *share)
{
    struct share_text text;
    snprintf(text.text, sizeof text.text, "%.1f %% (%.1f to %.1f %%)", 100.0 * share->value, 100.0 * share->low,
             100.0 * share->high);
    return text;
}

/* ---- What was asked ---- */

static void write_head(const struct yield *yield, const char *name, FILE *out)
{
    const struct recipe *recipe = yield->sweep->recipe;
    const char *criterion = judge_criterion(yield->judge);
    terminal_line(out, "%s: yield of %s, %zu chip%s%s%s, %zu run%s with %s", name, recipe_question(recipe)->name,
                  yield->chips, plural(yield->chips), yield->cells > 1 ? " for each combination" : "",
                  yield->sensitivities > 0 ? " for each case" : "", yield->runs, plural(yield->runs),
                  engine_name(yield->sweep->engine.kind));
    if (yield->there > 0) {
        terminal_line(out, "  %-*s %zu of %zu run%s were in the store", LABEL, "resumed", yield->there, yield->runs,
                      plural(yield->runs));
    }
    terminal_line(out, "  %-*s it converges, no warning voids its answer%s%s", LABEL, "a run passes if",
                  criterion ? ", and " : "", criterion ? criterion : "");
    if (yield->starts > 1) {
        terminal_line(out, "  %-*s all of its %zu starts pass", LABEL, "a chip passes if", yield->starts);
    }
}

/* ---- Yield against what is varied ---- */

struct cells {
    char (*cell)[CELL]; /* [rows][columns] */
    size_t rows, columns;
};

/* A value for people: a sigma in %, other numbers as SPICE writes them. */
static void show_value(const struct plan_setting *setting, char *text)
{
    double value;
    if (!number_parse_plain(setting->value, &value)) {
        snprintf(text, CELL, "%.*s", CELL - 1, setting->value);
    } else if (strncmp(setting->name, "sigma-", strlen("sigma-")) == 0) {
        snprintf(text, CELL, "%.4g %%", 100.0 * value);
    } else {
        number_spice_rounded(text, CELL, value, 6); /* a column has one kind of suffix */
    }
}

static size_t column_width(const struct cells *table, const char *head, size_t column)
{
    size_t width = head ? strlen(head) : 0;
    for (size_t row = 0; row < table->rows; row++) {
        const size_t length = strlen(table->cell[row * table->columns + column]);
        width = length > width ? length : width;
    }
    return width;
}

static void write_rows(const struct yield *yield, const struct cells *table, const char *const head[], FILE *out)
{
    fputs("\n ", out);
    for (size_t k = 0; k < table->columns; k++) {
        fprintf(out, " %*s", (int)column_width(table, head[k], k), head[k]);
    }
    fprintf(out, "  %7s  %8s  %17s  %-7s  %s\n", "passed", "yield", "95 % interval", "nominal", "most frequent reason");
    for (size_t row = 0; row < table->rows; row++) {
        const struct yield_cell *cell = &yield->cell[row];
        const size_t reason = yield_main_reason(yield, cell);
        fputc(' ', out);
        for (size_t k = 0; k < table->columns; k++) {
            fprintf(out, " %*s", (int)column_width(table, head[k], k), table->cell[row * table->columns + k]);
        }
        fprintf(out, "  %7zu  %6.1f %%  %5.1f to %5.1f %%  %s", cell->passed, 100.0 * cell->share.value,
                100.0 * cell->share.low, 100.0 * cell->share.high, cell->nominal == 0 ? "passes" : "fails");
        if (reason < judge_reasons(yield->judge)) {
            fprintf(out, "%*s%s (%zu)", cell->nominal == 0 ? 3 : 4, "", judge_reason_text(yield->judge, reason),
                    cell->failed[reason]);
        }
        fputc('\n', out);
    }
}

static enum status write_cells(const struct yield *yield, FILE *out, struct diagnostic *diagnostic)
{
    const struct plan *plan = yield->sweep->plan;
    struct cells table = {.rows = yield->cells, .columns = plan->axes};
    struct plan_setting *setting = calloc(plan_settings(plan) + 1, sizeof *setting);
    const char **head = calloc(table.columns + 1, sizeof *head);
    table.cell = calloc(table.rows * table.columns + 1, sizeof *table.cell);
    const bool got = setting && head && table.cell;
    for (size_t row = 0; got && row < table.rows; row++) {
        plan_point(plan, yield->cell[row].point, setting);
        for (size_t k = 0; k < table.columns; k++) {
            head[k] = plan->axis[k].name;
            show_value(&setting[k], table.cell[row * table.columns + k]);
        }
    }
    if (got) {
        write_rows(yield, &table, head, out);
    }
    free(setting);
    free(head);
    free(table.cell);
    return got ? STATUS_OK : fail_memory(diagnostic);
}

/* ---- Why chips fail ---- */

static void write_reason(const struct yield *yield, size_t reason, FILE *out)
{
    const struct verdict_count *count = &yield->reason[reason];
    const size_t chips = yield->cells * yield->chips;
    char seeds[80];
    snprintf(seeds, sizeof seeds, "--chip-seed %zu", sweep_seed(yield->sweep, count->point, PLAN_CHIPS));
    if (yield->starts > 1) {
        const size_t used = strlen(seeds);
        snprintf(seeds + used, sizeof seeds - used, " --start-seed %zu",
                 sweep_seed(yield->sweep, count->point, PLAN_STARTS));
    }
    terminal_line(out, "    %-36.60s  %7zu  %6.1f %%  %s", judge_reason_text(yield->judge, reason), count->runs,
                  100.0 * (double)count->runs / (double)chips, seeds);
    if (reason == VERDICT_FAILED) {
        fprintf(out, "%*s", INDENT, "");
        terminal_wrap(out, count->error.text, INDENT, WIDTH);
    }
}

static void write_reasons(const struct yield *yield, FILE *out)
{
    bool any = false;
    for (size_t k = 0; k < judge_reasons(yield->judge); k++) {
        if (yield->reason[k].runs > 0) {
            if (!any) {
                fprintf(out, "\n  why chips fail%s\n    %-36s  %7s  %8s  %s\n",
                        yield->cells > 1 ? ", all combinations together" : "", "(a chip may have several reasons)",
                        "chips", "share", "the first one");
            }
            any = true;
            write_reason(yield, k, out);
        }
    }
}

/* ---- Sensitivity ---- */

static void write_sensitivity(const struct yield *yield, FILE *out)
{
    fprintf(out, "\n  sensitivity, with the same chip seeds\n    %-14s %8s   %-28s %s\n", "", "sigma",
            "yield where it alone varies", "where all others vary");
    for (size_t k = 0; k < yield->sensitivities; k++) {
        const struct yield_sensitivity *of = &yield->sensitivity[k];
        fprintf(out, "    %-14s %6.3g %%   %-28s %s\n", of->option, 100.0 * of->sigma, share_text(&of->alone).text,
                share_text(&of->others).text);
    }
}

enum status yield_write(const struct yield *yield, const char *name, FILE *out, struct diagnostic *diagnostic)
{
    enum status status = STATUS_OK;
    write_head(yield, name, out);
    if (yield->sweep->plan->axes > yield->sweep->plan->coupled) {
        status = write_cells(yield, out, diagnostic);
    } else {
        const struct yield_cell *cell = &yield->cell[0];
        terminal_line(out, "  %-*s %s, %zu of %zu chip%s", LABEL, "yield", share_text(&cell->share).text, cell->passed,
                      cell->chips, plural(cell->chips));
        terminal_line(out, "  %-*s %s", LABEL, "nominal network", yield_nominal_text(yield, cell));
    }
    if (status == STATUS_OK) {
        write_reasons(yield, out);
    }
    if (status == STATUS_OK && yield->sensitivities > 0) {
        write_sensitivity(yield, out);
    }
    if (status == STATUS_OK && yield->no_sensitivity) {
        fputc('\n', out);
        terminal_line(out, "  %-*s %s", LABEL, "sensitivity", yield->no_sensitivity);
    }
    return status;
}
