#include "report/page/tables.h"

#include "report/diagrams/script.h"
#include "report/metrics.h"
#include "report/hopfield.h"
#include "report/page/escape.h"
#include "netgen/rules.h"
#include "report/phrases.h"

#include <math.h>
#include <string.h>

enum { MOST_WALLS = 1000, TIMES = 25 };

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Begins a table whose columns have these heads, the first `texts` of them texts and the others numbers. */
static void begin(const char *const head[], size_t columns, size_t texts, FILE *out)
{
    fputs("<div class=\"scroll\"><table><thead><tr>", out);
    for (size_t c = 0; c < columns; c++) {
        fprintf(out, "<th scope=\"col\"%s>", c < texts ? "" : " class=\"n\"");
        html_text(head[c], out);
        fputs("</th>", out);
    }
    fputs("</tr></thead><tbody>\n", out);
}

static void end(FILE *out)
{
    fputs("</tbody></table></div>\n", out);
}

static void cell(const char *text, FILE *out)
{
    fputs("<td>", out);
    html_text(text, out);
    fputs("</td>", out);
}

/* A number; "-" where it is not finite. */
static void number(double value, int digits, FILE *out)
{
    if (isfinite(value)) {
        fprintf(out, "<td class=\"n\">%.*f</td>", digits, value);
    } else {
        fputs("<td class=\"n\">-</td>", out);
    }
}

static void engineering(double value, const char *unit, FILE *out)
{
    fputs("<td class=\"n\">", out);
    html_sentence(quantity(value, unit).text, out);
    fputs("</td>", out);
}

/* "NAME (UNIT)". */
struct head {
    char text[64];
};
static struct head head(const char *name, const char *unit)
{
    struct head made;
    snprintf(made.text, sizeof made.text, "%s (%s)", name, unit);
    return made;
}

/* ---- Walls and states ---- */

/* The moment in s from which on wall `i` of `walls` rests. In a run that converged none does so after the time to
 * solution, though the next point of the trace may be later. */
static double rests_from(const struct diagram_run *run, const double *walls, size_t i, double length)
{
    const struct measures *m = run->report->measures;
    double time = run->trace->time[trace_last_move(run->trace, walls, i, length)];
    return m->converged ? fmin(time, m->time_to_solution) : time;
}

static void wall_cells(const struct diagram_run *run, const double *walls, size_t i, double length, double scale,
                       FILE *out)
{
    const struct trace *trace = run->trace;
    number(walls[(trace->points - 1) * trace->n + i] * 1e9, 2, out);
    number(rests_from(run, walls, i, length) * scale, 2, out);
}

void table_walls(const struct diagram_run *run, FILE *out)
{
    const struct network *network = run->report->network;
    const struct trace *trace = run->trace;
    struct diagram_span span = diagram_span(run);
    struct head soma = head("soma rests from", span.unit.name), axon = head("axons rest from", span.unit.name);
    const char *const heads[] = {"neuron",       "node",    "start",         "final",
                                 "soma at (nm)", soma.text, "axons at (nm)", axon.text};
    size_t shown = least(trace->n, MOST_WALLS);
    const char *const unnamed[] = {heads[0], heads[2], heads[3], heads[4], heads[5], heads[6], heads[7]};
    begin(network->weights.graph ? heads : unnamed, network->weights.graph ? 8 : 7, 0, out);
    for (size_t i = 0; i < shown; i++) {
        fprintf(out, "<tr><td class=\"n\">%zu</td>", i);
        if (network->weights.graph) {
            cell(network_label(network, i).text, out);
        }
        fprintf(out, "<td class=\"n\">%c</td><td class=\"n\">%c</td>", network->start ? network->start[i] : '-',
                run->report->measures->state[i]);
        wall_cells(run, trace->soma, i, network->soma.length, span.unit.scale, out);
        wall_cells(run, trace->axon, i, network->axon.length, span.unit.scale, out);
        fputs("</tr>\n", out);
    }
    end(out);
    if (shown < trace->n) {
        fprintf(out, "<p class=\"soft\">The first %zu of %zu neurons; a CSV of the waves has them all.</p>\n", shown,
                trace->n);
    }
}

enum { MOST_PATTERNS = 20 };

static void pattern_rows(const struct network *network, const char *state, FILE *out)
{
    size_t shown = least(network_patterns(network), MOST_PATTERNS);
    begin((const char *const[]){"pattern", "bits that agree", "share", "inverse"}, 4, 1, out);
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
    end(out);
    if (shown < network_patterns(network)) {
        fprintf(out, "<p class=\"soft\">The first %zu of %zu patterns.</p>\n", shown, network_patterns(network));
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
    begin((const char *const[]){"cut", ""}, 2, 1, out);
    count_row("nodes ON", on, out);
    count_row("nodes OFF", graph->nodes - on, out);
    count_row("edges", graph->edges, out);
    count_row("edges cut", cut, out);
    value_row("their weight, the cut", report->measures->cut, out);
    if (isfinite(report->network->optimum)) {
        value_row(measures_exceed_optimum(report->network, report->measures) ? "given optimum, which is none"
                                                                             : "best known cut",
                  report->network->optimum, out);
    }
    end(out);
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

/* The last wall to come to rest of `walls`, and since when it does, s. */
static size_t last_wall(const struct diagram_run *run, const double *walls, double length, double *time)
{
    size_t last = 0;
    *time = 0.0;
    for (size_t i = 0; i < run->trace->n; i++) {
        double since = rests_from(run, walls, i, length);
        if (since > *time) {
            *time = since;
            last = i;
        }
    }
    return last;
}

static void time_row(const char *name, double time, FILE *out)
{
    fputs("<tr>", out);
    cell(name, out);
    engineering(time, "s", out);
    fputs("</tr>\n", out);
}

void table_times(const struct diagram_run *run, FILE *out)
{
    const struct measures *m = run->report->measures;
    const char *const what = run->report->network->weights.graph ? "node" : "neuron";
    char soma[NETWORK_LABEL + 64], axon[NETWORK_LABEL + 64];
    double soma_time, axon_time;
    size_t neuron = last_wall(run, run->trace->soma, run->report->network->soma.length, &soma_time);
    snprintf(soma, sizeof soma, "last soma to rest: %s %s", what, network_label(run->report->network, neuron).text);
    neuron = last_wall(run, run->trace->axon, run->report->network->axon.length, &axon_time);
    snprintf(axon, sizeof axon, "last axons to rest: %s %s", what, network_label(run->report->network, neuron).text);
    begin((const char *const[]){"", "time"}, 2, 1, out);
    time_row("load phase", m->load_time, out);
    time_row(m->converged ? "from release to rest" : "from release to the end", m->time_to_solution - m->load_time,
             out);
    time_row(m->converged ? "time to solution" : "in all; not converged", m->time_to_solution, out);
    if (m->converged) {
        time_row(soma, soma_time, out);
        time_row(axon, axon_time, out);
    }
    end(out);
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
    begin((const char *const[]){"state", "neurons, 0 first; 1 is ON"}, 2, 2, out);
    if (network->start) {
        state_row("start", 0, network->start, out);
    }
    state_row("final", 0, run->report->measures->state, out);
    for (size_t p = 0; p < network_patterns(network); p++) {
        state_row("trained", p + 1, network->weights.pattern[p], out);
    }
    end(out);
}

/* ---- Over time ---- */

enum status table_energy(const struct diagram_run *run, FILE *out, struct diagnostic *diagnostic)
{
    struct diagram_span span = diagram_span(run);
    struct hopfield energy[TIMES];
    size_t point[TIMES], count = diagram_choose(span.count, TIMES, point);
    enum status status = hopfield_take(run->trace, run->report->network, point, count, energy, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    struct head time = head("time", span.unit.name);
    bool field = run->report->network->dendrite == DENDRITE_PLAIN;
    begin((const char *const[]){time.text, "Hopfield function (V)", "with the constant field (V)"}, field ? 3 : 2, 0,
          out);
    for (size_t k = 0; k < count; k++) {
        fputs("<tr>", out);
        number(run->trace->time[point[k]] * span.unit.scale, 2, out);
        number(energy[k].textbook, 3, out);
        if (field) {
            number(energy[k].circuit, 3, out);
        }
        fputs("</tr>\n", out);
    }
    end(out);
    return STATUS_OK;
}

void table_power(const struct diagram_run *run, FILE *out)
{
    const struct trace *trace = run->trace;
    struct diagram_span span = diagram_span(run);
    struct diagram_unit unit = diagram_unit(run->report->measures->peak_power, "W");
    size_t point[TIMES], count = diagram_choose(span.count, TIMES, point);
    struct head time = head("time", span.unit.name), load = head("load", unit.name), soma = head("soma", unit.name),
                synapse = head("synapse", unit.name), all = head("all", unit.name);
    begin((const char *const[]){time.text, load.text, soma.text, synapse.text, all.text}, 5, 0, out);
    for (size_t k = 0; k < count; k++) {
        size_t p = point[k];
        fputs("<tr>", out);
        number(trace->time[p] * span.unit.scale, 2, out);
        number(trace->p_load[p] * unit.scale, 3, out);
        number(trace->p_soma[p] * unit.scale, 3, out);
        number(trace->p_synapse[p] * unit.scale, 3, out);
        number((trace->p_load[p] + trace->p_soma[p] + trace->p_synapse[p]) * unit.scale, 3, out);
        fputs("</tr>\n", out);
    }
    end(out);
}

/* ---- Cost, rules, comparison ---- */

static void cost_row(const char *name, double energy, double whole, FILE *out)
{
    fputs("<tr>", out);
    cell(name, out);
    engineering(energy, "J", out);
    fputs("<td class=\"n\">", out);
    if (whole > 0.0) {
        fprintf(out, "%.1f %%", 100.0 * energy / whole);
    }
    fputs("</td></tr>\n", out);
}

void table_cost(const struct diagram_run *run, FILE *out)
{
    const struct measures *m = run->report->measures;
    begin((const char *const[]){"part", "energy", "share"}, 3, 1, out);
    cost_row("load: what holds the dendrites", m->energy_load, m->energy, out);
    cost_row("soma: V_DW", m->energy_soma, m->energy, out);
    cost_row("synapse: the weights", m->energy_synapse, m->energy, out);
    cost_row("all", m->energy, m->energy, out);
    cost_row("the paper's estimate, Eq. (19) of docs/model.md", m->energy_paper, m->energy, out);
    end(out);
}

void table_rules(const struct diagram_run *run, FILE *out)
{
    struct rule rules[RULES];
    rules_apply(run->report->network, rules);
    begin((const char *const[]){"design rule", "holds", "figures"}, 3, 3, out);
    for (size_t k = 0; k < RULES; k++) {
        fputs("<tr>", out);
        cell(rules[k].name, out);
        fputs(rules[k].holds ? "<td>yes</td>" : "<td class=\"bad\">no</td>", out);
        cell(rules[k].verdict, out);
        fputs("</tr>\n", out);
    }
    end(out);
}

void table_comparison(const struct comparison *a, FILE *out)
{
    begin((const char *const[]){"figure", "ngspice", "solver", "difference"}, 4, 1, out);
    for (size_t k = 0; k < COMPARISON_ROWS; k++) {
        const struct comparison_row *row = &a->row[k];
        fputs("<tr>", out);
        cell(row->name, out);
        engineering(row->first, row->unit, out);
        engineering(row->second, row->unit, out);
        fprintf(out, "<td class=\"n\">%+.4f %%</td></tr>\n", 100.0 * row->difference);
    }
    end(out);
    fprintf(out,
            "<p>Final states: %s. Walls: at most %.3g nm apart at any time. Allowed are %.3g %% of time and energy and "
            "%.3g nm.</p>\n<p>Verdict: %s: ",
            a->differing ? "not equal" : "equal", a->distance * 1e9, 100.0 * a->tolerance, a->walls * 1e9,
            comparison_verdict_name(a));
    comparison_reason(a, "ngspice", "the solver", out);
    fputs(".</p>\n", out);
    if (!a->converged) {
        fprintf(out, "<p>Walls that still move at the end: %zu in ngspice, %zu in the solver.</p>\n", a->moving[0],
                a->moving[1]);
    }
}

/* ---- All metrics ---- */

enum status table_metrics(const struct report *report, FILE *out, struct diagnostic *diagnostic)
{
    struct metrics metrics;
    enum status status = metrics_take(report, &metrics, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    begin((const char *const[]){"key", "value, in SI units"}, 2, 2, out);
    for (size_t k = 0; k < METRICS; k++) {
        const struct metric *metric = &metrics.metric[k];
        if (!metric->applies) {
            continue;
        }
        fprintf(out, "<tr><td><code>%s</code></td><td><code>", metric->key);
        if (metric->kind == METRIC_TEXT) {
            html_text(metric->text, out);
        } else {
            metric_write(metric, 10, out);
        }
        fputs("</code></td></tr>\n", out);
    }
    end(out);
    metrics_clear(&metrics);
    return STATUS_OK;
}
