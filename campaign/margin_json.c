/* Margins as JSON. */
#include "campaign/margin.h"

#include "base/document.h"
#include "netgen/questions/question.h"
#include "netgen/recipe.h"

static void add_reasons(const struct margin *margin, const struct margin_bound *bound, struct document *document)
{
    const struct judge *judge = margin->request->judge;
    document_list(document, "reasons");
    for (size_t k = 0; bound->end == BOUND_FAILS && k < judge_reasons(judge); k++) {
        const struct margin_reason *reason = &bound->reason[k];
        if (reason->runs == 0) {
            continue;
        }
        document_object(document, NULL);
        document_text(document, "kind", judge_reason_kind(judge, k));
        document_text(document, "clause", judge_reason_clause(judge, k));
        document_count(document, "runs", reason->runs);
        document_count(document, "start_seed", reason->start_seed);
        document_count(document, "chip_seed", reason->chip_seed);
        document_text(document, "error", k == VERDICT_FAILED ? reason->error.text : NULL);
        document_close(document);
    }
    document_close(document);
}

static void add_bound(const struct margin *margin, const char *key, const struct margin_bound *bound,
                      struct document *document)
{
    static const char *const ENDS[] = {[BOUND_FAILS] = "fails", [BOUND_LIMIT] = "limit", [BOUND_REACH] = "reach"};
    document_object(document, key);
    document_real(document, "value", bound->value);
    document_real(document, "distance", bound->distance);
    document_text(document, "end", ENDS[bound->end]);
    document_real(document, "beyond", bound->beyond);
    document_flag(document, "hole", bound->hole);
    document_count(document, "failed_runs", bound->end == BOUND_FAILS ? bound->failed : 0);
    add_reasons(margin, bound, document);
    document_text(document, "limit", bound->end == BOUND_LIMIT ? bound->limit.text : NULL);
    document_close(document);
}

void margin_add(const struct margin *margin, const char *name, struct document *document)
{
    const struct margin_request *request = margin->request;
    document_text(document, "network", name);
    document_text(document, "task", recipe_question(request->sweep->recipe)->name);
    document_text(document, "engine", engine_name(request->sweep->engine.kind));
    document_text(document, "criterion", judge_criterion(request->judge));
    document_count(document, "starts", margin->starts);
    document_count(document, "chips", margin->chips);
    document_count(document, "runs", margin->runs);
    document_flag(document, "devices_vary", margin->devices_vary);
    document_flag(document, "equal_chips", margin->equal_chips);
    document_real(document, "resolution", request->resolution);
    document_real(document, "reach", request->reach);
    document_list(document, "parameters");
    for (size_t k = 0; k < margin->parameters; k++) {
        const struct margin_parameter *parameter = &margin->parameter[k];
        document_object(document, NULL);
        document_text(document, "option", parameter->name);
        document_text(document, "unit", parameter->unit);
        document_real(document, "nominal", parameter->nominal);
        add_bound(margin, "low", &parameter->bound[0], document);
        add_bound(margin, "high", &parameter->bound[1], document);
        document_close(document);
    }
    document_close(document);
}
