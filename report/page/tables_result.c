/* What came out: states, patterns, and the cut. */
#include "report/page/tables.h"

#include "report/page/cells.h"

#include "netgen/questions/question.h"
#include "report/page/escape.h"

/* A table of the page, as a question fills it. */
struct page_table {
    FILE *out;
    size_t columns, texts;
};

static void begin_rows(void *context, const char *const head[], size_t columns, size_t texts)
{
    struct page_table *table = context;
    table->columns = columns;
    table->texts = texts;
    html_table_begin(head, columns, texts, table->out);
}

static void add_row(void *context, const char *const text[])
{
    const struct page_table *table = context;
    fputs("<tr>", table->out);
    for (size_t c = 0; c < table->columns; c++) {
        fputs(c < table->texts ? "<td>" : "<td class=\"n\">", table->out);
        html_words(text[c], table->out);
        fputs("</td>", table->out);
    }
    fputs("</tr>\n", table->out);
}

static void end_rows(void *context, const char *note)
{
    const struct page_table *table = context;
    html_table_end(table->out);
    if (note) {
        fputs("<p class=\"soft\">", table->out);
        html_words(note, table->out);
        fputs("</p>\n", table->out);
    }
}

void table_result(const struct diagram_run *run, FILE *out)
{
    const struct question *question = run->report->network->question;
    const struct answer answer = report_answer(run->report);
    struct page_table page = {.out = out};
    const struct question_table table = {&page, begin_rows, add_row, end_rows};
    if (question->table) {
        question->table(&answer, &table);
    }
}

static void state_row(const char *name, size_t pattern, const char *bits, FILE *out)
{
    fprintf(out, "<tr><td>%s", name);
    if (pattern) {
        fprintf(out, " %zu", pattern);
    }
    fputs("</td><td><code>", out);
    for (size_t i = 0; bits[i]; i++) {
        fprintf(out, "%s%c", i && i % 10 == 0 ? " " : "", bits[i]);
    }
    fputs("</code></td></tr>\n", out);
}

void table_states(const struct diagram_run *run, FILE *out)
{
    const struct network *network = run->report->network;
    char head[NETWORK_LABEL + 40]; /* the neuron as the caption of the state calls it */
    snprintf(head, sizeof head, "bits, %s %s first; 1 is ON",
             network->weights.graph         ? "node"
             : network->question->variables ? "p-bit"
                                            : "neuron",
             network_label(network, 0).text);
    html_table_begin((const char *const[]){"state", head}, 2, 2, out);
    if (network->start) {
        state_row("start", 0, network->start, out);
    }
    state_row("final", 0, run->report->measures->state, out);
    for (size_t p = 0; p < network_patterns(network); p++) {
        state_row("pattern", p + 1, network->weights.pattern[p], out);
    }
    html_table_end(out);
}
