/* Power and network energy over time, and energy by part. */
#include "report/diagrams/sampling.h"
#include "report/diagrams/script.h"

#include "netgen/technologies/technology.h"
#include "report/hopfield.h"

#include <math.h>
#include <stdlib.h>

enum { MOST_POINTS = 400, MOST_ENERGIES = 200 };

/* ---- Power ---- */

static void power_caption(const struct diagram_run *run, FILE *out)
{
    if (run->trace->signal) {
        fprintf(out, "Power from %s. Not counted: %s.", run->report->network->technology->source,
                run->report->network->technology->ideal);
        return;
    }
    fputs("Power from the sources. Load: the sources that hold the dendrites during the load phase. Soma: V_DW through "
          "the somas. Synapse: the weights through the axons' junctions.",
          out);
}

static enum status power_describe(const struct diagram_run *run, FILE *out, struct diagnostic *diagnostic)
{
    const struct measures *m = run->report->measures;
    struct diagram_unit unit = diagram_unit(m->peak_power, "W");
    fprintf(out, "Line chart: power by part over time. It is %.3g %s on average and %.3g %s at peak.",
            m->average_power * unit.scale, unit.name, m->peak_power * unit.scale, unit.name);
    (void)diagnostic;
    return STATUS_OK;
}

static enum status power_script(const struct diagram_run *run, int height, FILE *out, struct diagnostic *diagnostic)
{
    const struct trace *trace = run->trace;
    struct diagram_span span = diagram_span(run);
    struct diagram_unit unit = diagram_unit(run->report->measures->peak_power, "W");
    size_t point[MOST_POINTS], count = diagram_choose(span.count, MOST_POINTS, point);
    (void)height;
    (void)diagnostic;
    fputs("$power <<EOD\n", out);
    for (size_t k = 0; k < count; k++) {
        size_t p = point[k];
        double load = trace->p_load[p], soma = trace->p_soma[p], synapse = trace->p_synapse[p];
        fprintf(out, "%.6g %.5g %.5g %.5g %.5g\n", trace->time[p] * span.unit.scale, load * unit.scale,
                soma * unit.scale, synapse * unit.scale, (load + soma + synapse) * unit.scale);
    }
    fputs("EOD\n", out);
    diagram_time_axis(run, out);
    fprintf(out, "set yrange [0:*]\nset ylabel 'power (%s)' offset 0.6,0\n", unit.name);
    if (trace->signal) {
        fputs("plot $power using 1:5 with lines lt 1\n", out);
        return STATUS_OK;
    }
    diagram_key(out);
    fputs("plot $power using 1:5 with lines lc rgb soft lw 1 title 'total', "
          "$power using 1:4 with lines lt 1 title 'synapse', $power using 1:3 with lines lt 2 title 'soma', $power "
          "using 1:2 with lines lt 3 title 'load'\n",
          out);
    return STATUS_OK;
}

const struct diagram diagram_power = {
    .name = "power",
    .title = "Power",
    .height = 340,
    .caption = power_caption,
    .describe = power_describe,
    .script = power_script,
};

/* ---- Energy by part ---- */

static void cost_caption(const struct diagram_run *run, FILE *out)
{
    const struct measures *m = run->report->measures;
    struct diagram_unit unit = diagram_unit(m->energy, "J");
    fprintf(out, "The integral of the power up to the time to solution, %.3g %s in total.", m->energy * unit.scale,
            unit.name);
}

static enum status cost_describe(const struct diagram_run *run, FILE *out, struct diagnostic *diagnostic)
{
    const struct measures *m = run->report->measures;
    struct diagram_unit unit = diagram_unit(m->energy, "J");
    fprintf(out, "Bar chart: energy of the load phase %.3g %s, of the somas %.3g %s, of the synapses %.3g %s.",
            m->energy_load * unit.scale, unit.name, m->energy_soma * unit.scale, unit.name,
            m->energy_synapse * unit.scale, unit.name);
    (void)diagnostic;
    return STATUS_OK;
}

static enum status cost_script(const struct diagram_run *run, int height, FILE *out, struct diagnostic *diagnostic)
{
    const struct measures *m = run->report->measures;
    struct diagram_unit unit = diagram_unit(m->energy, "J");
    (void)height;
    (void)diagnostic;
    fprintf(out, "$energy <<EOD\n0 %.5g load 3\n1 %.5g soma 2\n2 %.5g synapse 1\nEOD\n", m->energy_load * unit.scale,
            m->energy_soma * unit.scale, m->energy_synapse * unit.scale);
    fprintf(out,
            "set yrange [2.6:-0.6]\nset xrange [0:*]\nset xlabel 'energy (%s)' offset 0,0.4\n"
            "set grid noy\nset ytics scale 0\nset lmargin at screen left + 0.06\n"
            "plot $energy using ($2/2):1:($2/2):(0.3):4:ytic(3) with boxxyerror lc variable fs solid noborder\n",
            unit.name);
    return STATUS_OK;
}

const struct diagram diagram_cost = {
    .name = "cost",
    .shows = DIAGRAM_OF_WALLS,
    .title = "Energy by part",
    .height = 190,
    .caption = cost_caption,
    .describe = cost_describe,
    .script = cost_script,
};

/* ---- Network energy ---- */

static bool has_field(const struct diagram_run *run)
{
    return hopfield_has_field(run->report->network);
}

static void energy_caption(const struct diagram_run *run, FILE *out)
{
    if (run->trace->signal) {
        fputs("The Hopfield function of the states, Eq. (48) of docs/model.md. Noise raises it now and then.", out);
        return;
    }
    fputs("The Hopfield function of the axons' states, Eq. (48) of docs/model.md", out);
    fputs(has_field(run) ? ", and with the constant field of the plain dendrite, Eq. (49). After the release, the "
                           "circuit lowers the second"
                         : ". After the release, the circuit lowers it",
          out);
    fputs("; it can rise in between, because the axons follow the somas with a delay.", out);
}

static enum status take_energies(const struct diagram_run *run, size_t point[MOST_ENERGIES],
                                 struct hopfield energy[MOST_ENERGIES], size_t *count, struct diagnostic *diagnostic)
{
    *count = diagram_choose(diagram_span(run).count, MOST_ENERGIES, point);
    return hopfield_take(run->trace, run->report->network, point, *count, energy, diagnostic);
}

static enum status energy_describe(const struct diagram_run *run, FILE *out, struct diagnostic *diagnostic)
{
    struct hopfield end[2];
    size_t point[2] = {0, diagram_span(run).count - 1};
    enum status status = hopfield_take(run->trace, run->report->network, point, 2, end, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    fprintf(out, "Line chart: the Hopfield function over time, from %.4g V to %.4g V", end[0].textbook,
            end[1].textbook);
    if (has_field(run)) {
        fprintf(out, "; with the constant field from %.4g V to %.4g V", end[0].circuit, end[1].circuit);
    }
    fputs(".", out);
    return STATUS_OK;
}

static enum status energy_script(const struct diagram_run *run, int height, FILE *out, struct diagnostic *diagnostic)
{
    struct diagram_span span = diagram_span(run);
    size_t point[MOST_ENERGIES], count;
    struct hopfield energy[MOST_ENERGIES];
    enum status status = take_energies(run, point, energy, &count, diagnostic);
    (void)height;
    if (status != STATUS_OK) {
        return status;
    }
    fputs("$energy <<EOD\n", out);
    for (size_t k = 0; k < count; k++) {
        fprintf(out, "%.6g %.6g %.6g\n", run->trace->time[point[k]] * span.unit.scale, energy[k].textbook,
                energy[k].circuit);
    }
    fputs("EOD\n", out);
    diagram_time_axis(run, out);
    diagram_key(out);
    fputs("set ylabel 'network energy (V)' offset 0.6,0\n"
          "plot $energy using 1:2 with lines lt 1 title 'Hopfield function'",
          out);
    fputs(has_field(run) ? ", $energy using 1:3 with lines lt 2 title 'with constant field'\n" : "\n", out);
    return STATUS_OK;
}

const struct diagram diagram_energy = {
    .name = "energy",
    .title = "Network energy",
    .height = 340,
    .caption = energy_caption,
    .describe = energy_describe,
    .script = energy_script,
};
