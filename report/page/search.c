/* The table of a search on the page of its best relaxation. */
#include "report/page/tables.h"

#include "base/text.h"
#include "report/page/cells.h"
#include "report/page/escape.h"
#include "report/search_phrases.h"

/* A row whose second cell `words` writes. */
static enum status row(const char *name, const struct diagram_run *run,
                       void (*words)(const struct search *search, const struct search_summary *summary, FILE *out),
                       FILE *out, struct diagnostic *diagnostic)
{
    struct text text;
    enum status status = text_begin(&text, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    words(run->search, run->summary, text.stream);
    status = text_end(&text, diagnostic);
    if (status == STATUS_OK) {
        fputs("<tr>", out);
        html_cell(name, out);
        html_cell(text.bytes, out);
        fputs("</tr>\n", out);
    }
    text_discard(&text);
    return status;
}

enum status table_search(const struct diagram_run *run, FILE *out, struct diagnostic *diagnostic)
{
    static const struct {
        const char *name;
        void (*words)(const struct search *search, const struct search_summary *summary, FILE *out);
    } ROWS[] = {
        {"search", search_phrase_method},
        {"objectives", search_phrase_distribution},
        {"best", search_phrase_best},
        {"success", search_phrase_success},
        {"a relaxation", search_phrase_mean},
        {"time to 99 %", search_phrase_time},
        {"energy to 99 %", search_phrase_energy},
    };
    enum status status = STATUS_OK;
    html_table_begin((const char *const[]){"figure", "all relaxations"}, 2, 2, out);
    for (size_t k = 0; k < sizeof ROWS / sizeof *ROWS && status == STATUS_OK; k++) {
        status = row(ROWS[k].name, run, ROWS[k].words, out, diagnostic);
    }
    html_table_end(out);
    fprintf(
        out,
        "<p class=\"soft\">In brackets: confidence intervals of 95 %%. %sdocs/search.md explains the figures.</p>\n",
        run->search->loads ? "Every relaxation counts with its load phase. " : "");
    return status;
}
