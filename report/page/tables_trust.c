/* What an answer is worth: design rules, the comparison of two engines, and all metrics. */
#include "report/page/tables.h"

#include "netgen/rules.h"
#include "report/metrics.h"
#include "report/page/cells.h"
#include "report/page/escape.h"

void table_rules(const struct diagram_run *run, FILE *out)
{
    struct rule rules[RULES];
    rules_apply(run->report->network, rules);
    html_table_begin((const char *const[]){"design rule", "result", "details"}, 3, 3, out);
    for (size_t k = 0; k < RULES; k++) {
        if (!rules[k].applies) {
            continue;
        }
        fputs("<tr>", out);
        html_cell(rules[k].name, out);
        fputs(rules[k].holds ? "<td>pass</td>" : "<td class=\"bad\">fail</td>", out);
        html_cell(rules[k].verdict, out);
        fputs("</tr>\n", out);
    }
    html_table_end(out);
}

void table_comparison(const struct comparison *a, FILE *out)
{
    html_table_begin((const char *const[]){"metric", "ngspice", "solver", "difference"}, 4, 1, out);
    for (size_t k = 0; k < (a->has_signals ? COMPARISON_OF_ANY : COMPARISON_ROWS); k++) {
        const struct comparison_row *row = &a->row[k];
        fputs("<tr>", out);
        html_cell(row->name, out);
        html_quantity_cell(row->first, row->unit, out);
        html_quantity_cell(row->second, row->unit, out);
        fprintf(out, "<td class=\"n\">%+.4f %%</td></tr>\n", 100.0 * row->difference);
    }
    html_table_end(out);
    if (a->has_signals) {
        fprintf(
            out,
            "<p>Answers: %s. States differ in %.3g %% of all neurons' time; allowed: %.3g %%.</p>\n<p>Verdict: %s: ",
            a->differing ? "not equal" : "equal", 100.0 * a->signals.share, 100.0 * a->tolerance,
            comparison_verdict_name(a));
        comparison_reason(a, "ngspice", "the solver", out);
        fputs(".</p>\n", out);
        return;
    }
    fprintf(out,
            "<p>Final states: %s. Walls: at most %.3g nm apart at any time. Allowed: %.3g %% of time and energy, and "
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

enum status table_metrics(const struct report *report, FILE *out, struct diagnostic *diagnostic)
{
    struct metrics metrics;
    enum status status = metrics_take(report, &metrics, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    html_table_begin((const char *const[]){"key", "value in SI units"}, 2, 2, out);
    for (size_t k = 0; k < metrics.count; k++) {
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
    html_table_end(out);
    metrics_clear(&metrics);
    return STATUS_OK;
}
