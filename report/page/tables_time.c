/* When walls come to rest, and the network energy and the power over time. */
#include "report/page/tables.h"

#include "report/diagrams/sampling.h"
#include "report/hopfield.h"
#include "report/page/cells.h"
#include "report/visits.h"

#include <math.h>

enum { MOST_WALLS = 1000, TIMES = 25 };

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* ---- Rest ---- */

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
    html_number_cell(walls[(trace->points - 1) * trace->n + i] * 1e9, 2, out);
    html_number_cell(rests_from(run, walls, i, length) * scale, 2, out);
}

void table_walls(const struct diagram_run *run, FILE *out)
{
    const struct network *network = run->report->network;
    const struct trace *trace = run->trace;
    struct diagram_span span = diagram_span(run);
    struct html_head soma = html_head("soma at rest from", span.unit.name),
                     axon = html_head("axons at rest from", span.unit.name);
    const char *const heads[] = {
        "neuron", "node", "start", "final", "soma position (nm)", soma.text, "axon position (nm)", axon.text};
    size_t shown = least(trace->n, MOST_WALLS);
    const char *const unnamed[] = {heads[0], heads[2], heads[3], heads[4], heads[5], heads[6], heads[7]};
    html_table_begin(network->weights.graph ? heads : unnamed, network->weights.graph ? 8 : 7, 0, out);
    for (size_t i = 0; i < shown; i++) {
        fprintf(out, "<tr><td class=\"n\">%zu</td>", i);
        if (network->weights.graph) {
            html_cell(network_label(network, i).text, out);
        }
        fprintf(out, "<td class=\"n\">%c</td><td class=\"n\">%c</td>", network->start ? network->start[i] : '-',
                run->report->measures->state[i]);
        wall_cells(run, trace->soma, i, network->soma.length, span.unit.scale, out);
        wall_cells(run, trace->axon, i, network->axon.length, span.unit.scale, out);
        fputs("</tr>\n", out);
    }
    html_table_end(out);
    if (shown < trace->n) {
        fprintf(out, "<p class=\"soft\">The first %zu of %zu neurons; the CSV file of the waves has all of them.</p>\n",
                shown, trace->n);
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
    html_cell(name, out);
    html_quantity_cell(time, "s", out);
    fputs("</tr>\n", out);
}

/* The same of neurons that are not walls. */
static void signal_times(const struct diagram_run *run, FILE *out)
{
    const struct measures *m = run->report->measures;
    html_table_begin((const char *const[]){"", "time"}, 2, 1, out);
    if (visits_search(run->report->network)) {
        time_row("until the answer is first seen", m->first_seen, out);
        time_row("in states as good", m->share * m->run_time, out);
    } else {
        time_row(m->converged ? "until the last change, the time to solution" : "not converged by", m->time_to_solution,
                 out);
    }
    time_row("whole run", m->run_time, out);
    html_table_end(out);
}

void table_times(const struct diagram_run *run, FILE *out)
{
    const struct measures *m = run->report->measures;
    if (run->trace->signal) {
        signal_times(run, out);
        return;
    }
    const char *const what = run->report->network->weights.graph ? "node" : "neuron";
    char soma[NETWORK_LABEL + 64], axon[NETWORK_LABEL + 64];
    double soma_time, axon_time;
    size_t neuron = last_wall(run, run->trace->soma, run->report->network->soma.length, &soma_time);
    snprintf(soma, sizeof soma, "last soma to rest: %s %s", what, network_label(run->report->network, neuron).text);
    neuron = last_wall(run, run->trace->axon, run->report->network->axon.length, &axon_time);
    snprintf(axon, sizeof axon, "last axons to rest: %s %s", what, network_label(run->report->network, neuron).text);
    html_table_begin((const char *const[]){"", "time"}, 2, 1, out);
    time_row("load phase", m->load_time, out);
    time_row(m->converged ? "from release to rest" : "from release to the end", m->time_to_solution - m->load_time,
             out);
    time_row(m->converged ? "time to solution" : "whole run, not converged", m->time_to_solution, out);
    if (m->converged) {
        time_row(soma, soma_time, out);
        time_row(axon, axon_time, out);
    }
    html_table_end(out);
}

/* ---- Over time ---- */

/* Says that a table has some of the points only. */
static void say_sampled(size_t shown, size_t points, FILE *out)
{
    if (shown < points) {
        fprintf(out,
                "<p class=\"soft\">A sample: %zu of %zu time points. What is between them is in the diagram.</p>\n",
                shown, points);
    }
}

enum status table_energy(const struct diagram_run *run, FILE *out, struct diagnostic *diagnostic)
{
    struct diagram_span span = diagram_span(run);
    struct hopfield energy[TIMES];
    size_t point[TIMES], count = diagram_choose(span.count, TIMES, point);
    enum status status = hopfield_take(run->trace, run->report->network, point, count, energy, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    struct html_head time = html_head("time", span.unit.name);
    bool field = hopfield_has_field(run->report->network);
    html_table_begin((const char *const[]){time.text, "Hopfield function (V)", "with the constant field (V)"},
                     field ? 3 : 2, 0, out);
    for (size_t k = 0; k < count; k++) {
        fputs("<tr>", out);
        html_number_cell(run->trace->time[point[k]] * span.unit.scale, 2, out);
        html_number_cell(energy[k].textbook, 3, out);
        if (field) {
            html_number_cell(energy[k].circuit, 3, out);
        }
        fputs("</tr>\n", out);
    }
    html_table_end(out);
    say_sampled(count, span.count, out);
    return STATUS_OK;
}

void table_power(const struct diagram_run *run, FILE *out)
{
    const struct trace *trace = run->trace;
    struct diagram_span span = diagram_span(run);
    struct diagram_unit unit = diagram_unit(run->report->measures->peak_power, "W");
    size_t point[TIMES], count = diagram_choose(span.count, TIMES, point);
    struct html_head time = html_head("time", span.unit.name), load = html_head("load", unit.name),
                     soma = html_head("soma", unit.name), synapse = html_head("synapse", unit.name),
                     all = html_head("total", unit.name);
    if (trace->signal) {
        html_table_begin((const char *const[]){time.text, all.text}, 2, 0, out);
    } else {
        html_table_begin((const char *const[]){time.text, load.text, soma.text, synapse.text, all.text}, 5, 0, out);
    }
    for (size_t k = 0; k < count; k++) {
        size_t p = point[k];
        fputs("<tr>", out);
        html_number_cell(trace->time[p] * span.unit.scale, 2, out);
        if (!trace->signal) {
            html_number_cell(trace->p_load[p] * unit.scale, 3, out);
            html_number_cell(trace->p_soma[p] * unit.scale, 3, out);
            html_number_cell(trace->p_synapse[p] * unit.scale, 3, out);
        }
        html_number_cell((trace->p_load[p] + trace->p_soma[p] + trace->p_synapse[p]) * unit.scale, 3, out);
        fputs("</tr>\n", out);
    }
    html_table_end(out);
    say_sampled(count, span.count, out);
}
