/* What came out: states, patterns, and the cut. */
#include "report/page/tables.h"

#include "report/page/cells.h"

#include <math.h>

enum { MOST_PATTERNS = 20 };

static void pattern_rows(const struct network *network, const char *state, FILE *out)
{
    size_t patterns = network_patterns(network), shown = patterns < MOST_PATTERNS ? patterns : MOST_PATTERNS;
    html_table_begin((const char *const[]){"pattern", "bits that agree", "share", "inverse"}, 4, 1, out);
    for (size_t p = 0; p < shown; p++) {
        size_t equal = 0;
        for (size_t i = 0; i < network->n; i++) {
            equal += state[i] == network->weights.pattern[p][i];
        }
        double share = 100.0 * (double)equal / (double)network->n;
        fprintf(out,
                "<tr><td>%zu</td><td class=\"n\">%zu of %zu</td><td class=\"n\">%.1f %%</td>"
                "<td class=\"n\">%.1f %%</td></tr>\n",
                p + 1, equal, network->n, share, 100.0 - share);
    }
    html_table_end(out);
    if (shown < patterns) {
        fprintf(out, "<p class=\"soft\">The first %zu of %zu patterns.</p>\n", shown, patterns);
    }
}

static void count_row(const char *name, size_t count, FILE *out)
{
    fprintf(out, "<tr><td>%s</td><td class=\"n\">%zu</td></tr>\n", name, count);
}

static void value_row(const char *name, double value, FILE *out)
{
    fprintf(out, "<tr><td>%s</td><td class=\"n\">%.10g</td></tr>\n", name, value);
}

static void cut_rows(const struct report *report, FILE *out)
{
    const struct graph *graph = report->network->weights.graph;
    const char *state = report->measures->state;
    size_t on = 0, cut = 0;
    for (size_t i = 0; i < graph->nodes; i++) {
        on += state[i] == '1';
    }
    for (size_t e = 0; e < graph->edges; e++) {
        cut += state[graph->edge[e].a] != state[graph->edge[e].b];
    }
    html_table_begin((const char *const[]){"cut", ""}, 2, 1, out);
    count_row("nodes ON", on, out);
    count_row("nodes OFF", graph->nodes - on, out);
    count_row("edges", graph->edges, out);
    count_row("edges cut", cut, out);
    value_row("cut, the weight of these edges", report->measures->cut, out);
    if (isfinite(report->network->optimum)) {
        value_row(measures_exceed_optimum(report->network, report->measures) ? "given optimum, which the cut exceeds"
                                                                             : "best known cut",
                  report->network->optimum, out);
    }
    html_table_end(out);
}

void table_result(const struct diagram_run *run, FILE *out)
{
    const struct network *network = run->report->network;
    if (network_patterns(network)) {
        pattern_rows(network, run->report->measures->state, out);
    } else if (network->weights.graph) {
        cut_rows(run->report, out);
    }
}

static void state_row(const char *name, size_t pattern, const char *bits, FILE *out)
{
    fprintf(out, "<tr><td>%s", name);
    if (pattern) {
        fprintf(out, " %zu", pattern);
    }
    fputs("</td><td><code>", out);
    for (size_t i = 0; bits[i]; i++) {
        fprintf(out, "%s%c", i && i % 10 == 0 ? " " : "", bits[i]);
    }
    fputs("</code></td></tr>\n", out);
}

void table_states(const struct diagram_run *run, FILE *out)
{
    const struct network *network = run->report->network;
    html_table_begin((const char *const[]){"state", "bits, neuron 0 first; 1 is ON"}, 2, 2, out);
    if (network->start) {
        state_row("start", 0, network->start, out);
    }
    state_row("final", 0, run->report->measures->state, out);
    for (size_t p = 0; p < network_patterns(network); p++) {
        state_row("trained", p + 1, network->weights.pattern[p], out);
    }
    html_table_end(out);
}
