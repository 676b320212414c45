#include "report/page/page.h"

#include "netgen/technologies/technology.h"

#include "base/c_locale.h"
#include "base/text.h"
#include "netgen/questions/question.h"
#include "netgen/rules.h"
#include "report/diagrams/draw.h"
#include "report/page/drawing.h"
#include "report/page/escape.h"
#include "report/page/style.h"
#include "report/page/tables.h"
#include "report/phrases.h"
#include "report/quantity.h"
#include "report/notes.h"
#include "report/warnings.h"

#include <stdlib.h>

/* A page being written; after the first error nothing more is tried. */
struct page {
    const struct html_report *report;
    FILE *out;
    enum status status;
    struct diagnostic *diagnostic;
};

static bool begin(struct page *page, struct text *text)
{
    *text = (struct text){0};
    if (page->status == STATUS_OK) {
        page->status = text_begin(text, page->diagnostic);
    }
    return page->status == STATUS_OK;
}

static bool end(struct page *page, struct text *text)
{
    if (page->status == STATUS_OK) {
        page->status = text_end(text, page->diagnostic);
    }
    return page->status == STATUS_OK;
}

/* ---- Answers ---- */

static void write_result(const struct report *report, FILE *out)
{
    const struct question *question = report->network->question;
    const struct answer answer = report_answer(report);
    if (question->say) {
        fputs(question->lead(&answer), out);
        question->say(&answer, out);
    } else {
        size_t on = 0;
        for (size_t i = 0; i < report->network->n; i++) {
            on += answer.state[i] == '1';
        }
        fprintf(out, "a state with %zu of %zu neurons ON", on, report->network->n);
    }
}

static void write_cost(const struct report *report, FILE *out)
{
    const struct measures *m = report->measures;
    fprintf(out, "%s; %s on average, %s at peak", quantity(m->energy, "J").text, quantity(m->average_power, "W").text,
            quantity(m->peak_power, "W").text);
}

static bool all_rules_hold(const struct network *network)
{
    struct rule rules[RULES];
    rules_apply(network, rules);
    return rules_held(rules) == rules_applied(rules);
}

static void write_rules(const struct report *report, FILE *out)
{
    struct rule rules[RULES];
    rules_apply(report->network, rules);
    fprintf(out, "%zu of %zu design rule%s", rules_held(rules), rules_applied(rules),
            rules_applied(rules) == 1 ? " passes" : "s pass");
}

static void write_line(struct page *page, const char *title, bool good,
                       void (*words)(const struct report *report, FILE *out), const char *more)
{
    struct text text;
    if (!begin(page, &text)) {
        return;
    }
    words(page->report->run.report, text.stream);
    fputs(more, text.stream);
    if (end(page, &text)) {
        fprintf(page->out, "<dt>%s</dt><dd%s>", title, good ? "" : " class=\"bad\"");
        html_sentence(text.bytes, page->out);
        fputs("</dd>\n", page->out);
    }
    text_discard(&text);
}

/* What weakens the answer and no line above says, or nothing. */
static void write_warnings(struct page *page)
{
    struct warnings warnings;
    warnings_of_report(page->report->run.report, &warnings);
    for (size_t k = 0; k < warnings.count; k++) {
        if (!warnings.warning[k].said) {
            fputs("<dt>Warning</dt><dd class=\"bad\">", page->out);
            html_sentence(warnings.warning[k].text, page->out);
            fputs("</dd>\n", page->out);
        }
    }
}

/* What a reader took for granted, or nothing. */
static void write_note(struct page *page)
{
    const char *note = notes_of(page->report->run.report->network);
    if (note) {
        fputs("<dt>Note</dt><dd>", page->out);
        html_text(note, page->out); /* it may begin with the name of a file */
        fputs("</dd>\n", page->out);
    }
}

static void write_answers(struct page *page)
{
    const struct report *report = page->report->run.report;
    const struct comparison *comparison = page->report->comparison;
    static const char *const VERDICTS[] = {[COMPARISON_AGREES] = "; both engines agree",
                                           [COMPARISON_DISAGREES] = "; the engines disagree",
                                           [COMPARISON_UNDECIDED] = "; too short to say whether the engines agree",
                                           [COMPARISON_NOT_CONVERGED] = "; neither engine converged"};
    bool converged = report->measures->converged;
    fputs("<dl class=\"answers\">\n", page->out);
    write_line(page, "Convergence", converged, phrase_convergence, "");
    write_line(page, "Result", true, write_result, "");
    write_line(page, "Time", converged, phrase_time, "");
    write_line(page, "Power and energy", true, write_cost, "");
    write_line(page, "Checks",
               all_rules_hold(report->network) && (!comparison || comparison->verdict == COMPARISON_AGREES),
               write_rules, comparison ? VERDICTS[comparison->verdict] : "; one engine");
    write_warnings(page);
    write_note(page);
    fputs("</dl>\n", page->out);
}

/* ---- Diagrams ---- */

/* Nothing where there is no such diagram of the network. */
static void figure(struct page *page, const struct diagram *diagram)
{
    const struct diagram_run *run = &page->report->run;
    if (!diagram_applies(diagram, run->report->network)) {
        return;
    }
    struct text label, caption;
    char *drawing;
    size_t size;
    if (!begin(page, &label)) {
        return;
    }
    page->status = diagram->describe(run, label.stream, page->diagnostic);
    if (end(page, &label) && begin(page, &caption)) {
        diagram->caption(run, caption.stream);
        if (end(page, &caption)) {
            page->status = diagram_draw(diagram, run, DIAGRAM_PAGE, &drawing, &size, page->diagnostic);
        }
        if (page->status == STATUS_OK) {
            fputs("<figure>", page->out);
            html_svg(drawing, label.bytes, page->out);
            fprintf(page->out, "<figcaption><b>%s.</b> ", diagram->title);
            html_sentence(caption.bytes, page->out);
            fputs("</figcaption></figure>\n", page->out);
            free(drawing);
        }
        text_discard(&caption);
    }
    text_discard(&label);
}

static void begin_section(struct page *page, const char *title)
{
    fprintf(page->out, "<section><h2>%s</h2>\n", title);
}

static void begin_table(struct page *page, const char *what)
{
    fprintf(page->out, "<details><summary>%s</summary>\n", what);
}

static void end_table(struct page *page)
{
    fputs("</details>\n", page->out);
}

static void end_section(struct page *page)
{
    fputs("</section>\n", page->out);
}

/* ---- Sections ---- */

static void section_convergence(struct page *page)
{
    const struct diagram_run *run = &page->report->run;
    begin_section(page, "Convergence");
    fputs("<div class=\"figures\">\n", page->out);
    figure(page, &diagram_walls);
    figure(page, &diagram_signals);
    figure(page, &diagram_energy);
    fputs("</div>\n", page->out);
    begin_table(page, "Table: network energy");
    if (page->status == STATUS_OK) {
        page->status = table_energy(run, page->out, page->diagnostic);
    }
    end_table(page);
    end_section(page);
}

static void section_result(struct page *page)
{
    begin_section(page, "Result");
    fputs("<div class=\"figures\">\n", page->out);
    figure(page, &diagram_state);
    fputs("<div>", page->out);
    table_result(&page->report->run, page->out);
    fputs("</div></div>\n", page->out);
    begin_table(page, "Table: states as bits");
    table_states(&page->report->run, page->out);
    end_table(page);
    end_section(page);
}

static void section_time(struct page *page)
{
    begin_section(page, "Time");
    fputs("<div class=\"figures\">\n", page->out);
    figure(page, &diagram_waves);
    fputs("<div>", page->out);
    table_times(&page->report->run, page->out);
    fputs("</div></div>\n", page->out);
    if (diagram_applies(&diagram_walls, page->report->run.report->network)) {
        begin_table(page, "Table: every wall");
        table_walls(&page->report->run, page->out);
        end_table(page);
    }
    end_section(page);
}

static void section_cost(struct page *page)
{
    begin_section(page, "Power and energy");
    fputs("<div class=\"figures\">\n", page->out);
    figure(page, &diagram_power);
    figure(page, &diagram_cost);
    fputs("</div>\n", page->out);
    table_cost(&page->report->run, page->out);
    begin_table(page, "Table: power");
    table_power(&page->report->run, page->out);
    end_table(page);
    if (table_published_applies(page->report->run.report->network)) {
        begin_table(page, "Table: other technologies");
        table_published(&page->report->run, page->out);
        end_table(page);
    }
    end_section(page);
}

static void section_search(struct page *page)
{
    begin_section(page, "Search");
    fputs("<div class=\"figures\">\n", page->out);
    figure(page, &diagram_histogram);
    figure(page, &diagram_progress);
    fputs("</div>\n", page->out);
    if (page->status == STATUS_OK) {
        page->status = table_search(&page->report->run, page->out, page->diagnostic);
    }
    end_section(page);
}

static void section_trust(struct page *page)
{
    const struct report *report = page->report->run.report;
    begin_section(page, "Checks");
    table_rules(&page->report->run, page->out);
    if (page->report->comparison) {
        fputs("<h3>Two engines</h3>\n", page->out);
        table_comparison(page->report->comparison, page->out);
    }
    begin_table(page, "Table: all metrics of the JSON report");
    if (page->status == STATUS_OK) {
        page->status = table_metrics(report, page->out, page->diagnostic);
    }
    end_table(page);
    end_section(page);
}

static void write_facts(struct page *page)
{
    struct text text;
    if (begin(page, &text)) {
        phrase_facts(page->report->run.report->facts, text.stream);
        if (end(page, &text)) {
            html_words(text.bytes, page->out);
        }
        text_discard(&text);
    }
}

static void write_head(struct page *page)
{
    const struct report *report = page->report->run.report;
    FILE *out = page->out;
    html_open(page->report->name, "report", out);
    fputs("<header><h1>", out);
    report_title(report, out);
    fputs("</h1>\n<p class=\"soft\">", out);
    html_text(page->report->name, out);
    fputs(": ", out);
    write_facts(page);
    if (report->facts->matrix_solver) {
        fprintf(out, ", matrix solved by %s", report->facts->matrix_solver);
    }
    if (report->network->technology == &technology_wall) {
        fprintf(out, "; V_DW %s%s", report->network->v_dw_per_axon > 0.0 ? "up to " : "",
                quantity(network_greatest_v_dw(report->network), "V").text);
    }
    fputs("</p></header>\n<main>\n", out);
}

enum status report_html(const struct html_report *report, FILE *out, struct diagnostic *diagnostic)
{
    IN_C_LOCALE;
    struct page page = {.report = report, .out = out, .status = STATUS_OK, .diagnostic = diagnostic};
    write_head(&page);
    write_answers(&page);
    if (report->run.search) {
        section_search(&page);
    }
    section_convergence(&page);
    section_result(&page);
    section_time(&page);
    section_cost(&page);
    section_trust(&page);
    fputs("</main>\n<footer>Made by Spinfield. Equations: docs/model.md. Meaning of each key: "
          "docs/formats.md.</footer>\n</body></html>\n",
          out);
    return page.status;
}
