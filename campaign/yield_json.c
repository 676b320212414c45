/* A yield as JSON. */
#include "campaign/yield.h"

#include "base/document.h"
#include "netgen/questions/question.h"
#include "netgen/recipe.h"

#include <stdlib.h>

static void add_share(struct document *document, const char *key, size_t passed, const struct interval *share)
{
    document_object(document, key);
    document_count(document, "passed", passed);
    document_real(document, "value", share->value);
    document_real(document, "low", share->low);
    document_real(document, "high", share->high);
    document_close(document);
}

/* The reasons of count[] chips, where there are any. */
static void add_cell_reasons(const struct yield *yield, const size_t *count, struct document *document)
{
    document_list(document, "reasons");
    for (size_t k = 0; k < judge_reasons(yield->judge); k++) {
        if (count[k] > 0) {
            document_object(document, NULL);
            document_text(document, "kind", judge_reason_kind(yield->judge, k));
            document_text(document, "clause", judge_reason_clause(yield->judge, k));
            document_count(document, "chips", count[k]);
            document_close(document);
        }
    }
    document_close(document);
}

/* What the network without any variation does. */
static void add_nominal(const struct yield *yield, const struct yield_cell *cell, struct document *document)
{
    document_object(document, "nominal");
    document_flag(document, "passes", cell->nominal == 0);
    document_list(document, "reasons");
    for (size_t k = 0; k < judge_reasons(yield->judge); k++) {
        if (cell->nominal >> k & 1U) {
            document_object(document, NULL);
            document_text(document, "kind", judge_reason_kind(yield->judge, k));
            document_text(document, "clause", judge_reason_clause(yield->judge, k));
            document_close(document);
        }
    }
    document_close(document);
    document_close(document);
}

static void add_cell(const struct yield *yield, const struct yield_cell *cell, struct plan_setting *setting,
                     struct document *document)
{
    const struct plan *plan = yield->sweep->plan;
    document_object(document, NULL);
    document_object(document, "settings");
    plan_point(plan, cell->point, setting);
    for (size_t k = plan->coupled; k < plan->axes; k++) {
        document_text(document, setting[k].name, setting[k].value);
    }
    document_close(document);
    document_count(document, "chips", cell->chips);
    add_share(document, "yield", cell->passed, &cell->share);
    add_cell_reasons(yield, cell->failed, document);
    add_nominal(yield, cell, document);
    document_close(document);
}

static void add_reasons(const struct yield *yield, struct document *document)
{
    document_list(document, "reasons");
    for (size_t k = 0; k < judge_reasons(yield->judge); k++) {
        const struct verdict_count *count = &yield->reason[k];
        if (count->runs == 0) {
            continue;
        }
        document_object(document, NULL);
        document_text(document, "kind", judge_reason_kind(yield->judge, k));
        document_text(document, "clause", judge_reason_clause(yield->judge, k));
        document_count(document, "chips", count->runs);
        document_count(document, "point", count->point);
        document_count(document, "chip_seed", sweep_seed(yield->sweep, count->point, PLAN_CHIPS));
        document_count(document, "start_seed", sweep_seed(yield->sweep, count->point, PLAN_STARTS));
        document_text(document, "error", k == VERDICT_FAILED ? count->error.text : NULL);
        document_close(document);
    }
    document_close(document);
}

static void add_sensitivity(const struct yield *yield, struct document *document)
{
    document_list(document, "sensitivity");
    for (size_t k = 0; k < yield->sensitivities; k++) {
        const struct yield_sensitivity *of = &yield->sensitivity[k];
        document_object(document, NULL);
        document_text(document, "option", of->option);
        document_real(document, "sigma", of->sigma);
        add_share(document, "alone", of->alone_passed, &of->alone);
        add_share(document, "others", of->others_passed, &of->others);
        document_close(document);
    }
    document_close(document);
}

enum status yield_add(const struct yield *yield, const char *name, struct document *document,
                      struct diagnostic *diagnostic)
{
    struct plan_setting *setting = calloc(plan_settings(yield->sweep->plan) + 1, sizeof *setting);
    if (!setting) {
        return fail_memory(diagnostic);
    }
    document_text(document, "network", name);
    document_text(document, "task", recipe_question(yield->sweep->recipe)->name);
    document_text(document, "engine", engine_name(yield->sweep->engine.kind));
    document_text(document, "criterion", judge_criterion(yield->judge));
    document_count(document, "chips", yield->chips);
    document_count(document, "starts", yield->starts);
    document_count(document, "runs", yield->runs);
    document_count(document, "failed_runs", yield->failed);
    document_list(document, "cells");
    for (size_t k = 0; k < yield->cells; k++) {
        add_cell(yield, &yield->cell[k], setting, document);
    }
    document_close(document);
    add_reasons(yield, document);
    add_sensitivity(yield, document);
    document_text(document, "no_sensitivity", yield->no_sensitivity);
    free(setting);
    return STATUS_OK;
}
