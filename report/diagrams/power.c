/* Power over time, and energy by part. */
#include "report/diagrams/sampling.h"
#include "report/diagrams/script.h"

#include "netgen/technologies/technology.h"

#include <stdlib.h>
#include <string.h>

/* ---- Power ---- */

static void power_caption(const struct diagram_run *run, FILE *out)
{
    if (run->trace->signal) {
        fprintf(out, "Power from %s. Not counted: %s.", run->report->network->technology->source,
                run->report->network->technology->ideal);
    } else {
        fputs("Power from the sources. Load: the sources that hold the dendrites during the load phase. Soma: V_DW "
              "through the somas. Synapse: the weights through the axons' junctions.",
              out);
    }
    diagram_say_span(run, out);
    diagram_say_envelope(diagram_span(run).count, out);
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

/* The powers of load, somas and synapses, and all together, W. */
enum { LOAD, SOMA, SYNAPSE, TOTAL, POWERS };
static const char *const NAMES[POWERS] = {"load", "soma", "synapse", "total"};

static enum status write_powers(const struct diagram_run *run, double scale, FILE *out, struct diagnostic *diagnostic)
{
    const struct trace *trace = run->trace;
    const struct diagram_span span = diagram_span(run);
    double *total = malloc(span.count * sizeof *total);
    if (!total) {
        return fail_memory(diagnostic);
    }
    for (size_t p = 0; p < span.count; p++) {
        total[p] = trace->p_load[p] + trace->p_soma[p] + trace->p_synapse[p];
    }
    const double *const power[POWERS] = {trace->p_load, trace->p_soma, trace->p_synapse, total};
    for (int k = trace->signal ? TOTAL : LOAD; k < POWERS; k++) {
        const struct diagram_curve curve = {trace->time, power[k], span.count};
        diagram_write_curve(&curve, NAMES[k], span.unit.scale, scale, out);
    }
    free(total);
    return STATUS_OK;
}

static enum status power_script(const struct diagram_run *run, int height, FILE *out, struct diagnostic *diagnostic)
{
    const struct diagram_unit unit = diagram_unit(run->report->measures->peak_power, "W");
    enum status status = write_powers(run, unit.scale, out, diagnostic);
    (void)height;
    if (status != STATUS_OK) {
        return status;
    }
    diagram_time_axis(run, out);
    diagram_room_for_numbers(0.0, run->report->measures->peak_power * unit.scale, false, out);
    fprintf(out, "set yrange [0:*]\nset ylabel 'power (%s)' offset 0.6,0\n", unit.name);
    if (run->trace->signal) {
        fprintf(out, "plot $total using 1:2 with lines lt 1%s\n", diagram_line_width(diagram_span(run).count));
        return STATUS_OK;
    }
    diagram_key(POWERS, strlen(NAMES[SYNAPSE]), out);
    fputs("plot $total using 1:2 with lines lc rgb soft lw 1 title 'total', "
          "$synapse using 1:2 with lines lt 1 title 'synapse', $soma using 1:2 with lines lt 2 title 'soma', $load "
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
