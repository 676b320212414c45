/* Energy by part, and other technologies beside the run. */
#include "report/page/tables.h"

#include "netgen/questions/maxcut.h"
#include "netgen/technologies/technology.h"
#include "report/page/cells.h"
#include "report/page/escape.h"
#include "report/visits.h"
#include "report/published.h"

#include <math.h>

static void cost_row(const char *name, double energy, double whole, FILE *out)
{
    fputs("<tr>", out);
    html_cell(name, out);
    html_quantity_cell(energy, "J", out);
    fputs("<td class=\"n\">", out);
    if (whole > 0.0) {
        fprintf(out, "%.1f %%", 100.0 * energy / whole);
    }
    fputs("</td></tr>\n", out);
}

void table_cost(const struct diagram_run *run, FILE *out)
{
    const struct measures *m = run->report->measures;
    html_table_begin((const char *const[]){"part", "energy", "share"}, 3, 1, out);
    if (run->report->network->technology != &technology_wall) {
        if (visits_search(run->report->network)) {
            cost_row("until the answer is first seen", m->first_seen_energy, m->energy, out);
        }
        cost_row(visits_search(run->report->network) || !m->converged ? "whole run" : "until the last change",
                 m->energy, m->energy, out);
        html_table_end(out);
        return;
    }
    cost_row("load: holds the dendrites", m->energy_load, m->energy, out);
    cost_row("soma: V_DW", m->energy_soma, m->energy, out);
    cost_row("synapse: the weights", m->energy_synapse, m->energy, out);
    cost_row("total", m->energy, m->energy, out);
    cost_row("the paper's estimate, Eq. (19) of docs/model.md", m->energy_paper, m->energy, out);
    html_table_end(out);
}

static void sentence_cell(const char *text, FILE *out)
{
    fputs("<td>", out);
    html_sentence(text, out);
    fputs("</td>", out);
}

/* The figures, which end a row. */
static void figure_cells(double time, double power, double energy, FILE *out)
{
    html_quantity_cell(time, "s", out);
    html_quantity_cell(power, "W", out);
    html_quantity_cell(energy, "J", out);
}

bool table_published_applies(const struct network *network)
{
    return network->weights.graph && network->n == PUBLISHED_NODES;
}

/* How good this run's cut is, or "-" where no optimum is known. */
static void quality_cell(const struct diagram_run *run, FILE *out)
{
    const double optimum = maxcut_optimum(run->report->network);
    if (isfinite(optimum) && optimum > 0.0) {
        fprintf(out, "<td>%.2f %% of the best known cut</td>",
                100.0 * run->report->measures->quality.objective / optimum);
    } else {
        fputs("<td>-</td>", out);
    }
}

static void success_cell(const struct published *p, FILE *out)
{
    if (isfinite(p->success[0])) {
        fprintf(out, "<td>the optimum with a probability of %.0f to %.0f %%</td>", 100.0 * p->success[0],
                100.0 * p->success[1]);
    } else {
        fputs("<td>-</td>", out);
    }
}

void table_published(const struct diagram_run *run, FILE *out)
{
    const struct measures *m = run->report->measures;
    html_table_begin((const char *const[]){"max-cut, 60 nodes", "run", "energy counted", "also needed", "quality",
                                           "time", "power", "energy"},
                     8, 5, out);
    fputs("<tr>", out);
    sentence_cell("this run", out);
    const bool walls = run->report->network->technology == &technology_wall;
    sentence_cell(walls ? "one relaxation, with its load phase if it has one" : "one run", out);
    sentence_cell("all sources, integrated over time", out);
    sentence_cell(walls ? published_solutions[PUBLISHED_SPINTRONIC].beside : run->report->network->technology->ideal,
                  out);
    quality_cell(run, out);
    figure_cells(m->converged ? m->time_to_solution : NAN, m->average_power, m->energy, out);
    for (int k = 0; k < PUBLISHED; k++) {
        const struct published *p = &published_solutions[k];
        fputs("<tr>", out);
        sentence_cell(p->what, out);
        sentence_cell(p->steps, out);
        sentence_cell(p->counted, out);
        sentence_cell(p->beside, out);
        success_cell(p, out);
        figure_cells(p->time, p->power, p->energy, out);
    }
    html_table_end(out);
    fputs("<p class=\"soft\">Published values: arXiv 2107.02238, Table II, means over ten graphs in which half of the "
          "pairs have an edge; \"-\" means unknown. docs/hardware.md compares them on such graphs.</p>\n",
          out);
}
