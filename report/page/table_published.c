/* The table of a page that sets a run beside other technologies. */
#include "report/page/tables.h"

#include "report/page/escape.h"
#include "report/published.h"
#include "report/phrases.h"

#include <math.h>

static void cell(double value, const char *unit, FILE *out)
{
    fputs("<td class=\"n\">", out);
    if (isfinite(value)) {
        html_sentence(quantity(value, unit).text, out);
    } else {
        fputs("-", out);
    }
    fputs("</td>", out);
}

static void row(const char *what, double time, double power, double energy, FILE *out)
{
    fputs("<tr><td>", out);
    html_sentence(what, out);
    fputs("</td>", out);
    cell(time, "s", out);
    cell(power, "W", out);
    cell(energy, "J", out);
    fputs("</tr>\n", out);
}

bool table_published_applies(const struct network *network)
{
    return network->weights.graph && network->n == PUBLISHED_NODES;
}

void table_published(const struct diagram_run *run, FILE *out)
{
    const struct measures *m = run->report->measures;
    fputs("<div class=\"scroll\"><table><thead><tr><th scope=\"col\">max-cut, 60 nodes</th><th scope=\"col\" "
          "class=\"n\">time</th><th scope=\"col\" class=\"n\">power</th><th scope=\"col\" class=\"n\">energy</th></tr>"
          "</thead><tbody>\n",
          out);
    row("this run, its energy integrated", m->converged ? m->time_to_solution : NAN, m->average_power, m->energy, out);
    for (int k = 0; k < PUBLISHED; k++) {
        const struct published *p = &published_solutions[k];
        row(p->what, p->time, p->power, p->energy, out);
    }
    fputs("</tbody></table></div>\n<p class=\"soft\">Published figures: arXiv 2107.02238, Table II, means over ten "
          "graphs "
          "in which half of the pairs have an edge; \"-\" is not known. Their energies are estimates, as Eq. (19) of "
          "docs/model.md is.</p>\n",
          out);
}
