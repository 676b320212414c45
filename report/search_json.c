/* What a search found, as a part of the JSON report. */
#include "report/search.h"

#include "base/document.h"

#include <math.h>

static void add_interval(struct document *document, const char *key, const struct interval *interval)
{
    document_object(document, key);
    document_real(document, "value", interval->value);
    document_real(document, "low", interval->low);
    document_real(document, "high", interval->high);
    document_close(document);
}

static void add_objectives(struct document *document, const struct search_summary *s)
{
    document_object(document, "objectives");
    document_real(document, "best", s->best);
    document_count(document, "at_best", s->at_best);
    document_real(document, "least", s->least);
    document_real(document, "lower_quartile", s->lower_quartile);
    document_real(document, "median", s->median);
    document_real(document, "upper_quartile", s->upper_quartile);
    document_real(document, "greatest", s->greatest);
    document_real(document, "mean", s->mean);
    document_real(document, "deviation", s->deviation);
    document_close(document);
}

void search_add(const struct search *search, const struct search_summary *s, struct document *document)
{
    static const char *const GOALS[] = {[SEARCH_FOUND] = "best_found",
                                        [SEARCH_KNOWN] = "best_known",
                                        [SEARCH_GIVEN] = "given",
                                        [SEARCH_PROVEN] = "proven"};
    document_object(document, "search");
    document_text(document, "method", search_method_name(search->method));
    document_count(document, "seed", search->seed);
    document_count(document, "runs", search->runs);
    document_count(document, "chains", search->chains);
    document_count(document, "converged", search->converged);
    document_count(document, "best_run", search->best + 1);
    add_objectives(document, s);
    document_real(document, "target", s->target.objective);
    document_text(document, "target_from", GOALS[s->target.goal]);
    if (!isnan(s->surpassed)) {
        document_real(document, "surpassed_optimum", s->surpassed);
    }
    if (s->no_answer) {
        document_text(document, "no_answer", s->no_answer);
    }
    document_count(document, "trials", s->trials);
    document_count(document, "successes", s->successes);
    if (s->reached < search->runs) {
        document_count(document, "first_success", s->reached + 1);
    }
    add_interval(document, "success", &s->success);
    document_real(document, "run_time_s", s->run_time);
    document_real(document, "run_energy_j", s->run_energy);
    add_interval(document, "time_99_s", &s->time);
    add_interval(document, "energy_99_j", &s->energy);
    document_close(document);
}
