#include "report/phrases.h"

#include "report/quantity.h"

#include <math.h>

void report_title(const struct report *report, FILE *out)
{
    const struct network *network = report->network;
    size_t patterns = network_patterns(network);
    switch (network->task) {
    case TASK_RECALL:
        fprintf(out, "Recall of %zu pattern%s", patterns, plural(patterns));
        break;
    case TASK_IMAGE:
        fprintf(out, "Recall of %zu picture%s", patterns, plural(patterns));
        if (network->columns) {
            fprintf(out, " of %zu x %zu pixels", network->columns, network->n / network->columns);
        }
        break;
    case TASK_MAXCUT:
        fputs("Max-cut", out);
        if (network->weights.graph) {
            fprintf(out, " of a graph with %zu edge%s", network->weights.graph->edges,
                    plural(network->weights.graph->edges));
        }
        break;
    case TASK_CUSTOM:
        fputs("Given weights", out);
        break;
    }
    fprintf(out, ": %zu neurons, %zu devices", network->n, network_devices(network));
}

void phrase_convergence(const struct report *report, FILE *out)
{
    const struct measures *m = report->measures;
    struct quantity end = quantity(m->time_to_solution, "s");
    if (m->converged) {
        fputs("yes, all walls are at rest", out);
    } else if (measures_ended_loading(m)) {
        fprintf(out, "no, it ends at %s, during the load phase of %s", end.text, quantity(m->load_time, "s").text);
    } else {
        /* where devices differ all walls count, as far as they are known; else one axon stands for those of a neuron */
        bool varied = variation_exists(&report->network->variation);
        fprintf(out, "no, at %s %s%zu of the %zu %swalls still move%s", end.text, varied ? "at least " : "", m->moving,
                varied ? network_devices(report->network) : 2 * report->network->n, varied ? "" : "recorded ",
                m->moving == 1 ? "s" : "");
    }
}

void phrase_time(const struct report *report, FILE *out)
{
    const struct measures *m = report->measures;
    if (!m->converged) {
        fputs("none; the values below are for the whole run", out);
    } else if (m->load_time > 0.0) {
        fprintf(out, "%s, including a load phase of %s", quantity(m->time_to_solution, "s").text,
                quantity(m->load_time, "s").text);
    } else {
        fputs(quantity(m->time_to_solution, "s").text, out);
    }
}

void phrase_match(const struct report *report, FILE *out)
{
    const struct measures *m = report->measures;
    size_t n = report->network->n, wrong = measures_wrong_bits(report->network, m);
    const char *which = m->matched_inverse ? "inverse of pattern" : "pattern";
    if (wrong == 0) {
        fprintf(out, "%s %zu, all %zu bits", which, m->matched_pattern + 1, n);
    } else {
        fprintf(out, "%s %zu; %zu of %zu bits differ, %.1f %% agree", which, m->matched_pattern + 1, wrong, n,
                100.0 * m->bit_accuracy);
    }
}

void phrase_cut(const struct report *report, FILE *out)
{
    const struct measures *m = report->measures;
    double optimum = report->network->optimum;
    if (measures_exceed_optimum(report->network, m)) {
        fprintf(out, "%.10g; the given optimum of %.10g is too low", m->cut,
                optimum);
    } else if (isfinite(optimum) && optimum > 0.0) {
        fprintf(out, "%.10g, %.1f %% of the best known cut of %.10g", m->cut, 100.0 * m->cut / optimum, optimum);
    } else if (isfinite(optimum)) {
        fprintf(out, "%.10g; the best known cut is %.10g", m->cut, optimum);
    } else {
        fprintf(out, "%.10g", m->cut);
    }
}

void phrase_facts(const struct run_facts *facts, FILE *out)
{
    fputs(facts->engine, out);
    if (facts->time_points) {
        fprintf(out, ", %zu time points", facts->time_points);
    }
    if (facts->iterations) {
        fprintf(out, ", %zu iterations", facts->iterations);
    }
    if (facts->wall_s > 0.0) {
        fprintf(out, ", %s", quantity(facts->wall_s, "s").text);
    }
    if (facts->peak_memory_bytes) {
        fprintf(out, ", %s", quantity((double)facts->peak_memory_bytes, "B").text);
    }
}

void phrase_nodes_on(const struct report *report, FILE *out)
{
    const size_t most = 12;
    size_t on = 0;
    for (size_t i = 0; i < report->network->n; i++) {
        if (report->measures->state[i] == '1' && on++ < most) {
            fprintf(out, "%s%s", on > 1 ? ", " : "", network_label(report->network, i).text);
        }
    }
    fputs(on ? "" : "none", out);
    if (on > most) {
        fprintf(out, " and %zu more", on - most);
    }
}
