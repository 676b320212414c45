#include "report/warnings.h"

#include "report/quantity.h"
#include "netgen/questions/question.h"
#include "netgen/technologies/technology.h"
#include "report/unrest_words.h"

static void warn_of_rule(enum rule_number number, const struct rule *rule, struct warnings *w)
{
    if (!rule->holds) {
        warning_add(w, "design_rule", false, "design rule '%s' fails: %s", rule->name, rule->verdict);
        w->warning[w->count - 1].rule = rule_word(number);
    }
}

void warnings_of_network(const struct network *network, struct warnings *w)
{
    struct rule rules[RULES];
    w->count = 0;
    w->incomplete = false;
    rules_apply(network, rules);
    for (enum rule_number k = 0; k < RULES; k++) {
        w->incomplete = w->incomplete || rules[k].unknown;
        warn_of_rule(k, &rules[k], w);
    }
    if (network->soma.noise != 0.0 || network->axon.noise != 0.0) {
        warning_add(
            w, "noise", false,
            "walls with thermal noise rarely come to rest: the run may last until the stop time, and another seed "
            "gives "
            "another result");
    }
}

/* ---- How the run ended ---- */

static void warn_of_end(const struct report *report, struct warnings *w)
{
    const struct measures *m = report->measures;
    const struct run_facts *facts = report->facts;
    if (measures_ended_loading(m)) {
        warning_add(w, "load_phase", true, "the run ends during the load phase, so there is no answer yet");
    } else if (!m->converged && report->network->technology != &technology_wall) {
        warning_add(w, "not_converged", true,
                    "neurons still change, so the state is not final, and time and energy are those of the whole run");
    } else if (!m->converged) {
        warning_add(w, "not_converged", true,
                    "walls still move, so the state is not final, and time and energy are those "
                    "of the whole run");
        unrest_warn(report, w);
    }
    if (m->unloaded) {
        warning_add(
            w, "start", false,
            "%zu of %zu somas are not in the start state at the release: the load phase is too short, or the deck was "
            "changed",
            m->unloaded, report->network->n);
    }
    if (facts->relaxations > facts->relaxations_converged) {
        warning_add(w, "search", facts->relaxations_converged > 0, "%zu of %zu relaxation%s did not come to rest%s",
                    facts->relaxations - facts->relaxations_converged, facts->relaxations, plural(facts->relaxations),
                    facts->relaxations_converged ? " and are no answers"
                                                 : "; the best answer is the state at the end of one of them");
    }
    if (facts->unknown_origin) {
        warning_add(w, "origin", false, "the title of the raw file does not say which network it belongs to");
    }
}

void warnings_of_report(const struct report *report, struct warnings *w)
{
    const struct answer answer = report_answer(report);
    warnings_of_network(report->network, w);
    warn_of_end(report, w);
    if (report->network->question->warn) {
        report->network->question->warn(&answer, w);
    }
}

void warnings_add(const struct warnings *w, struct document *document)
{
    if (w->incomplete && document->status == STATUS_OK) {
        document->status = fail_memory(&document->why);
        return;
    }
    document_list(document, "warnings");
    for (size_t k = 0; k < w->count; k++) {
        document_object(document, NULL);
        document_text(document, "kind", w->warning[k].kind);
        document_text(document, "text", w->warning[k].text);
        document_close(document);
    }
    document_close(document);
}
