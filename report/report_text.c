#include "report.h"

#include "number.h"
#include "states.h"

#include <math.h>
#include <stdarg.h>

enum { DIGITS = 3, QUANTITY = 32 };

/* A number in engineering units, with room for the text. */
struct quantity {
    char text[QUANTITY];
};

static struct quantity quantity(double value, const char *unit)
{
    struct quantity q = {{0}};
    number_engineering(q.text, sizeof q.text, value, DIGITS, unit);
    return q;
}

static void line(FILE *out, const char *label, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* One line of the list of figures. */
static void line(FILE *out, const char *label, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fprintf(out, "  %-18s", label);
    vfprintf(out, format, arguments);
    fputc('\n', out);
    va_end(arguments);
}

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

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

static void write_convergence(const struct report *report, FILE *out)
{
    const struct measures *m = report->measures;
    struct quantity end = quantity(m->time_to_solution, "s"), load = quantity(m->load_time, "s");
    if (m->converged) {
        line(out, "converged", "yes, all walls rest");
        if (m->load_time > 0.0) {
            line(out, "time to solution", "%s, of which load %s", end.text, load.text);
        } else {
            line(out, "time to solution", "%s", end.text);
        }
    } else if (m->load_time > 0.0 && m->time_to_solution <= m->load_time) {
        line(out, "converged", "no, it ends at %s, within the load phase of %s", end.text, load.text);
    } else {
        line(out, "converged", "no, at %s %zu of the %zu walls watched still move%s", end.text, m->moving,
             2 * report->network->n, m->moving == 1 ? "s" : "");
        line(out, "time to solution", "none; the figures below are of the whole run");
    }
}

static void write_match(const struct report *report, FILE *out)
{
    const struct measures *m = report->measures;
    if (!m->has_pattern) {
        return;
    }
    size_t n = report->network->n;
    size_t wrong = n - (size_t)lround(m->bit_accuracy * (double)n);
    const char *which = m->matched_inverse ? "inverse of pattern" : "pattern";
    if (wrong == 0) {
        line(out, "matched", "%s %zu, all %zu bits", which, m->matched_pattern + 1, n);
    } else {
        line(out, "nearest", "%s %zu; %zu of %zu bits differ, %.1f %% agree", which, m->matched_pattern + 1, wrong, n,
             100.0 * m->bit_accuracy);
    }
}

static void write_cut(const struct report *report, FILE *out)
{
    const struct measures *m = report->measures;
    double optimum = report->network->optimum;
    if (!m->has_cut) {
        return;
    }
    if (isfinite(optimum) && optimum > 0.0) {
        line(out, "cut", "%.10g, %.1f %% of the best known, %.10g", m->cut, 100.0 * m->cut / optimum, optimum);
    } else if (isfinite(optimum)) {
        line(out, "cut", "%.10g; the best known is %.10g", m->cut, optimum);
    } else {
        line(out, "cut", "%.10g", m->cut);
    }
}

static void write_part(const char *label, double part, double whole, FILE *out)
{
    struct quantity energy = quantity(part, "J");
    if (whole > 0.0) {
        line(out, label, "%-9s%5.1f %%", energy.text, 100.0 * part / whole);
    } else {
        line(out, label, "%s", energy.text);
    }
}

static void write_energy(const struct report *report, FILE *out)
{
    const struct measures *m = report->measures;
    line(out, "power", "%s on average, %s at its peak", quantity(m->average_power, "W").text,
         quantity(m->peak_power, "W").text);
    line(out, "energy", "%s", quantity(m->energy, "J").text);
    write_part("  load", m->energy_load, m->energy, out);
    write_part("  soma", m->energy_soma, m->energy, out);
    write_part("  synapse", m->energy_synapse, m->energy, out);
    double more = 100.0 * (m->energy_paper / m->energy - 1.0);
    if (m->energy > 0.0) {
        line(out, "paper's estimate", "%s, %.1f %% %s", quantity(m->energy_paper, "J").text, fabs(more),
             more < 0.0 ? "less" : "more");
    } else {
        line(out, "paper's estimate", "%s", quantity(m->energy_paper, "J").text);
    }
    line(out, "V_DW", "%s", quantity(report->network->v_dw, "V").text);
}

/* What is known about the run, on one line. */
static void write_facts(const struct run_facts *facts, FILE *out)
{
    fprintf(out, "  %-18s%s", "engine", facts->engine);
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
    fputc('\n', out);
}

void report_text(const struct report *report, bool utf8, FILE *out)
{
    report_title(report, out);
    fputs("\n\n", out);
    states_write(report, utf8, out);
    fputc('\n', out);
    write_convergence(report, out);
    write_match(report, out);
    write_cut(report, out);
    fputc('\n', out);
    write_energy(report, out);
    fputc('\n', out);
    write_facts(report->facts, out);
}
