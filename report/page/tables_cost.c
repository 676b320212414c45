/* Energy by part, and other technologies beside the run. */
#include "report/page/tables.h"

#include "report/page/cells.h"
#include "report/page/escape.h"
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
    cost_row("load: holds the dendrites", m->energy_load, m->energy, out);
    cost_row("soma: V_DW", m->energy_soma, m->energy, out);
    cost_row("synapse: the weights", m->energy_synapse, m->energy, out);
    cost_row("total", m->energy, m->energy, out);
    cost_row("the paper's estimate, Eq. (19) of docs/model.md", m->energy_paper, m->energy, out);
    html_table_end(out);
}

static void published_row(const char *what, double time, double power, double energy, FILE *out)
{
    fputs("<tr><td>", out);
    html_sentence(what, out);
    fputs("</td>", out);
    html_quantity_cell(time, "s", out);
    html_quantity_cell(power, "W", out);
    html_quantity_cell(energy, "J", out);
    fputs("</tr>\n", out);
}

bool table_published_applies(const struct network *network)
{
    return network->weights.graph && network->n == PUBLISHED_NODES;
}

void table_published(const struct diagram_run *run, FILE *out)
{
    const struct measures *m = run->report->measures;
    html_table_begin((const char *const[]){"max-cut, 60 nodes", "time", "power", "energy"}, 4, 1, out);
    published_row("this run, energy integrated over time", m->converged ? m->time_to_solution : NAN, m->average_power,
                  m->energy, out);
    for (int k = 0; k < PUBLISHED; k++) {
        const struct published *p = &published_solutions[k];
        published_row(p->what, p->time, p->power, p->energy, out);
    }
    html_table_end(out);
    fputs("<p class=\"soft\">Published values: arXiv 2107.02238, Table II, means over ten graphs in which half of the "
          "pairs have an edge; \"-\" means unknown. The published energies are estimates, like Eq. (19) of "
          "docs/model.md.</p>\n",
          out);
}
