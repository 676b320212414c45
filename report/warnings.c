#include "report/warnings.h"

#include "netgen/questions/chance.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void add(struct warnings *w, const char *kind, bool said, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

static void add(struct warnings *w, const char *kind, bool said, const char *format, ...)
{
    struct warning *warning = &w->warning[w->count++];
    va_list arguments;
    warning->kind = kind;
    warning->said = said;
    va_start(arguments, format);
    vsnprintf(warning->text, sizeof warning->text, format, arguments);
    va_end(arguments);
}

void warnings_of_network(const struct network *network, struct warnings *w)
{
    struct rule rules[RULES];
    w->count = 0;
    rules_apply(network, rules);
    for (size_t k = 0; k < RULES; k++) {
        if (!rules[k].holds) {
            add(w, "design_rule", false, "design rule '%s' fails: %s", rules[k].name, rules[k].verdict);
        }
    }
    if (network->soma.noise != 0.0 || network->axon.noise != 0.0) {
        add(w, "noise", false,
            "walls with thermal noise rarely come to rest: the run may last until the stop time, and another seed "
            "gives "
            "another result");
    }
}

/* What the reader of the graph took for granted. `gen` says it apart from its warnings. */
static void warn_of_input(const struct network *network, struct warnings *w)
{
    const struct graph *graph = network->weights.graph;
    if (graph && *graph->note) {
        add(w, "input", false, "%s", graph->note);
    }
}

/* ---- How the run ended ---- */

static void warn_of_end(const struct report *report, struct warnings *w)
{
    const struct measures *m = report->measures;
    const struct run_facts *facts = report->facts;
    if (measures_ended_loading(m)) {
        add(w, "load_phase", true, "the run ends during the load phase, so there is no answer yet");
    } else if (!m->converged) {
        add(w, "not_converged", true,
            "walls still move, so the state is not final, and time and energy are those "
            "of the whole run");
    }
    if (m->unloaded) {
        add(w, "start", false,
            "%zu of %zu somas are not in the start state at the release: the load phase is too short, or the deck was "
            "changed",
            m->unloaded, report->network->n);
    }
    if (facts->starts > facts->starts_converged) {
        add(w, "starts", facts->starts_converged > 0, "%zu of %zu starts did not come to rest%s",
            facts->starts - facts->starts_converged, facts->starts,
            facts->starts_converged ? " and are left out" : "; their cuts are those at the end of the run");
    }
    if (facts->unknown_origin) {
        add(w, "origin", false, "the title of the raw file does not say which network it belongs to");
    }
}

/* ---- Answers that say little ---- */

static bool is_uniform(const char *state)
{
    return strspn(state, "0") == strlen(state) || strspn(state, "1") == strlen(state);
}

static void warn_of_cut(const struct report *report, struct warnings *w)
{
    const struct graph *graph = report->network->weights.graph;
    const struct measures *m = report->measures;
    double greatest = -INFINITY;
    for (size_t e = 0; e < graph->edges; e++) {
        greatest = fmax(greatest, graph->edge[e].weight);
    }
    double chance = chance_of_cut(graph, m->cut);
    if (measures_exceed_optimum(report->network, m)) {
        add(w, "optimum", true, "the cut exceeds the given optimum of %.10g, so that is not the optimum",
            report->network->optimum);
    }
    if (is_uniform(m->state) && greatest > 0.0) {
        add(w, "one_side", false, "all nodes are on the same side, so no edge is cut: this is not an answer");
    } else if (chance >= CHANCE_LIMIT) {
        add(w, "chance", false, "the cut is no better than chance: %.0f %% of random states cut as much or more",
            100.0 * chance);
    }
}

/* Another pattern than the matched one, or its inverse, that is as near and is not the same. */
static bool has_rival(const struct report *report, size_t wrong)
{
    const struct weights *weights = &report->network->weights;
    const struct measures *m = report->measures;
    const char *matched = weights->pattern[m->matched_pattern];
    bool rival = 2 * wrong == weights->n;
    for (size_t p = 0; p < weights->patterns && !rival; p++) {
        size_t differing = 0, apart = 0;
        for (size_t i = 0; i < weights->n; i++) {
            differing += weights->pattern[p][i] != m->state[i];
            apart += weights->pattern[p][i] != matched[i];
        }
        bool same = apart == 0 || apart == weights->n;
        rival = !same && (differing == wrong || weights->n - differing == wrong);
    }
    return rival;
}

/* A start that is as near to the only pattern as to its inverse, so that the weights do not say which to recall. */
static bool starts_in_a_tie(const struct network *network)
{
    size_t differing = 0;
    if (!network->start || network_patterns(network) != 1) {
        return false;
    }
    for (size_t i = 0; i < network->n; i++) {
        differing += network->start[i] != network->weights.pattern[0][i];
    }
    return 2 * differing == network->n;
}

static void warn_of_match(const struct report *report, struct warnings *w)
{
    size_t n = report->network->n, wrong = measures_wrong_bits(report->network, report->measures),
           patterns = network_patterns(report->network);
    bool balanced = report->network->dendrite == DENDRITE_BALANCED;
    /* the plain dendrite's constant field decides a tie, and is at fault only where bits are wrong */
    if (starts_in_a_tie(report->network) && (balanced || wrong > 0)) {
        add(w, "tie", false,
            "half of the start's bits agree with the pattern and half with its inverse, so the weights favour neither; "
            "%s",
            balanced ? "the smallest error decides the result, its time and its energy" : "the constant field decides");
    }
    if (wrong == 0) {
        return; /* an answer that is right, in a small network too */
    }
    double chance = chance_of_match(n, patterns, n - wrong);
    bool uniform = is_uniform(report->measures->state);
    if (has_rival(report, wrong)) { /* people need not be told twice that the answer is none */
        add(w, "tie", uniform || chance >= CHANCE_LIMIT,
            "two of the patterns and their inverses are equally near; the report names the first");
    }
    if (uniform) {
        add(w, "one_side", false, "all neurons are in the same state, as in no pattern");
    } else if (chance >= CHANCE_LIMIT) {
        add(w, "chance", false,
            "the accuracy is no better than chance: random patterns agree as well with a probability of %.0f %%",
            100.0 * chance);
    }
}

/* Given weights ask for equal sides where none of their sums into a neuron is negative. */
static void warn_of_given_weights(const struct report *report, struct warnings *w)
{
    const struct matrix *matrix = report->network->weights.matrix;
    size_t n = report->network->n;
    bool asked = true;
    for (size_t j = 0; j < n; j++) {
        double sum = 0.0;
        for (size_t i = 0; i < n; i++) {
            sum += matrix->value[i * n + j];
        }
        asked = asked && sum >= 0.0;
    }
    if (!asked && is_uniform(report->measures->state)) {
        add(w, "one_side", false, "all neurons are in the same state, which the weights do not favour");
    }
}

void warnings_of_report(const struct report *report, struct warnings *w)
{
    const struct measures *m = report->measures;
    warnings_of_network(report->network, w);
    warn_of_input(report->network, w);
    warn_of_end(report, w);
    if (m->has_cut) {
        warn_of_cut(report, w);
    }
    if (m->has_pattern) {
        warn_of_match(report, w);
    }
    if (report->network->weights.matrix) {
        warn_of_given_weights(report, w);
    }
}

void warnings_add(const struct warnings *w, struct document *document)
{
    document_list(document, "warnings");
    for (size_t k = 0; k < w->count; k++) {
        document_object(document, NULL);
        document_text(document, "kind", w->warning[k].kind);
        document_text(document, "text", w->warning[k].text);
        document_close(document);
    }
    document_close(document);
}
