#include "report/page/chips.h"

#include "base/c_locale.h"
#include "base/text.h"
#include "report/diagrams/picture_chips.h"
#include "report/page/cells.h"
#include "report/page/escape.h"
#include "report/page/figure.h"
#include "report/quantity.h"

enum { MOST_ROWS = 1000 };

/* A page being written; after the first error nothing more is tried. */
struct page {
    const struct chips *chips;
    FILE *out;
    enum status status;
    struct diagnostic *diagnostic;
};

/* "98.4 % (96.9 to 99.2 %)" */
static void write_share(const struct interval *share, FILE *out)
{
    fprintf(out, "%.1f %% (%.1f to %.1f %%)", 100.0 * share->value, 100.0 * share->low, 100.0 * share->high);
}

static void share_cell(const struct interval *share, FILE *out)
{
    fputs("<td class=\"n\">", out);
    write_share(share, out);
    fputs("</td>", out);
}

static void count_cell(size_t count, FILE *out)
{
    fprintf(out, "<td class=\"n\">%zu</td>", count);
}

/* ---- Answers ---- */

static void write_settings(struct page *page, size_t cell)
{
    const struct chips *chips = page->chips;
    struct text text;
    if (page->status != STATUS_OK || (page->status = text_begin(&text, page->diagnostic)) != STATUS_OK) {
        return;
    }
    for (size_t k = 0; k < chips->options; k++) {
        fputs(k ? ", " : "", text.stream);
        picture_setting(&chips->option[k], chips->level[cell * chips->options + k], text.stream);
    }
    page->status = text_end(&text, page->diagnostic);
    if (page->status == STATUS_OK) {
        html_text(text.bytes, page->out);
    }
    text_discard(&text);
}

static void write_yield(struct page *page)
{
    const struct chips *chips = page->chips;
    size_t least = 0, greatest = 0;
    for (size_t k = 1; k < chips->cells; k++) {
        least = chips->cell[k].share.value < chips->cell[least].share.value ? k : least;
        greatest = chips->cell[k].share.value > chips->cell[greatest].share.value ? k : greatest;
    }
    if (chips->cells == 1) {
        html_answer_begin("Yield", chips->cell[0].passed == chips->cell[0].chips, page->out);
        write_share(&chips->cell[0].share, page->out);
        fprintf(page->out, ", %zu of %zu chip%s", chips->cell[0].passed, chips->cell[0].chips,
                plural(chips->cell[0].chips));
        html_answer_end(page->out);
        return;
    }
    html_answer_begin("Greatest yield", true, page->out);
    write_share(&chips->cell[greatest].share, page->out);
    fputs(" at ", page->out);
    write_settings(page, greatest);
    html_answer_end(page->out);
    html_answer_begin("Least yield", chips->cell[least].passed == chips->cell[least].chips, page->out);
    write_share(&chips->cell[least].share, page->out);
    fputs(" at ", page->out);
    write_settings(page, least);
    html_answer_end(page->out);
}

static void write_nominal(struct page *page)
{
    const struct chips *chips = page->chips;
    size_t failing = 0, first = 0;
    for (size_t k = chips->cells; k-- > 0;) {
        failing += !chips->cell[k].nominal_passes;
        first = chips->cell[k].nominal_passes ? first : k;
    }
    html_answer_begin("Nominal network", failing == 0, page->out);
    if (failing == 0) {
        fputs("It passes", page->out);
    } else if (chips->cells == 1) {
        fputs("It ", page->out);
        html_text(chips->cell[0].nominal, page->out);
    } else {
        fprintf(page->out, "In %zu of %zu combinations it does not pass: it ", failing, chips->cells);
        html_text(chips->cell[first].nominal, page->out);
        fputs(" at ", page->out);
        write_settings(page, first);
    }
    html_answer_end(page->out);
}

static void write_answers(struct page *page)
{
    const struct chips *chips = page->chips;
    fputs("<dl class=\"answers\">\n", page->out);
    write_yield(page);
    write_nominal(page);
    html_runs_pass(&chips->origin, page->out);
    if (chips->starts > 1) {
        html_answer_begin("A chip works if", true, page->out);
        fprintf(page->out, "all of its %zu starts pass", chips->starts);
        html_answer_end(page->out);
    }
    if (chips->failed > 0) {
        html_answer_begin("Failures", false, page->out);
        fprintf(page->out, "%zu of %zu run%s failed", chips->failed, chips->runs, plural(chips->runs));
        html_answer_end(page->out);
    }
    fputs("</dl>\n", page->out);
}

/* ---- Pictures ---- */

struct drawn {
    const struct chips *chips;
    chips_picture *write;
};

static enum status draw(const void *context, struct picture *picture, struct diagnostic *diagnostic)
{
    const struct drawn *drawn = context;
    return drawn->write(drawn->chips, picture, diagnostic);
}

static void figure(struct page *page, const char *title, chips_picture *write)
{
    const struct drawn drawn = {page->chips, write};
    if (page->status == STATUS_OK) {
        html_figures_begin(title, page->out);
        page->status = html_picture(draw, &drawn, page->out, page->diagnostic);
        fputs("</div>\n", page->out);
    }
}

/* ---- Yield against what varies ---- */

static void write_cell(struct page *page, size_t k)
{
    const struct chips *chips = page->chips;
    const struct chips_cell *cell = &chips->cell[k];
    fputs("<tr>", page->out);
    for (size_t i = 0; i < chips->options; i++) {
        const struct runs_option *option = &chips->option[i];
        fputs(option->numeric ? "<td class=\"n\">" : "<td>", page->out);
        html_text(option->level[chips->level[k * chips->options + i]].text, page->out);
        fputs("</td>", page->out);
    }
    fprintf(page->out, "<td class=\"n\">%zu of %zu</td>", cell->passed, cell->chips);
    share_cell(&cell->share, page->out);
    html_cell(cell->nominal, page->out);
    fputs("<td>", page->out);
    if (cell->reason) {
        html_text(cell->reason, page->out);
        fprintf(page->out, " (%zu)", cell->reason_chips);
    }
    fputs("</td></tr>\n", page->out);
}

static void section_cells(struct page *page)
{
    const struct chips *chips = page->chips;
    chips_picture *write = picture_chips_over(chips);
    if (chips->options == 0) {
        return;
    }
    if (write) {
        figure(page, "Yield", write);
    } else {
        fputs("<section><h2>Yield</h2>\n", page->out);
    }
    fputs("<div class=\"scroll\"><table><thead><tr>", page->out);
    for (size_t k = 0; k < chips->options; k++) {
        fprintf(page->out, "<th scope=\"col\"%s>", chips->option[k].numeric ? " class=\"n\"" : "");
        html_option_head(&chips->option[k], page->out);
        fputs("</th>", page->out);
    }
    fputs("<th scope=\"col\" class=\"n\">chips that work</th><th scope=\"col\" class=\"n\">yield (95 % interval)</th>"
          "<th scope=\"col\">nominal network</th><th scope=\"col\">most frequent reason "
          "(chips)</th></tr></thead><tbody>\n",
          page->out);
    for (size_t k = 0; k < chips->cells && k < MOST_ROWS; k++) {
        write_cell(page, k);
    }
    html_table_end(page->out);
    if (chips->cells > MOST_ROWS) {
        fprintf(page->out, "<p>The first %d of %zu combinations; --json has all.</p>\n", MOST_ROWS, chips->cells);
    }
    fputs("</section>\n", page->out);
}

/* ---- Why chips fail ---- */

static void section_reasons(struct page *page)
{
    static const char *const HEAD[] = {"reason", "chips", "share", "chip seed of the first one", "start seed"};
    const struct chips *chips = page->chips;
    const size_t all = chips->cells * chips->chips, columns = chips->starts > 1 ? 5 : 4;
    fputs("<section><h2>Why chips fail</h2>\n", page->out);
    if (chips->reasons == 0) {
        fputs("<p>All chips work.</p></section>\n", page->out);
        return;
    }
    html_table_begin(HEAD, columns, 1, page->out);
    for (size_t k = 0; k < chips->reasons; k++) {
        const struct chips_reason *reason = &chips->reason[k];
        fputs("<tr><td>", page->out);
        html_text(reason->text, page->out);
        if (reason->error) {
            fputs(": ", page->out);
            html_text(reason->error, page->out);
        }
        fputs("</td>", page->out);
        count_cell(reason->chips, page->out);
        fprintf(page->out, "<td class=\"n\">%.1f %%</td>", 100.0 * (double)reason->chips / (double)all);
        count_cell(reason->chip_seed, page->out);
        if (chips->starts > 1) {
            count_cell(reason->start_seed, page->out);
        }
        fputs("</tr>\n", page->out);
    }
    html_table_end(page->out);
    fprintf(page->out,
            "<p class=\"soft\">A chip may have several reasons%s. 'spinfield gen --chip-seed' with the seed makes the "
            "chip again.</p></section>\n",
            chips->cells > 1 ? ". Chips of all combinations are counted together" : "");
}

/* ---- Sensitivity ---- */

static void section_sensitivity(struct page *page)
{
    static const char *const HEAD[] = {"option", "sigma", "yield where it alone varies", "where all others vary"};
    const struct chips *chips = page->chips;
    if (chips->sensitivities == 0) {
        if (chips->no_sensitivity) {
            fputs("<section><h2>Sensitivity</h2>\n<p>", page->out);
            html_sentence(chips->no_sensitivity, page->out);
            fputs(".</p></section>\n", page->out);
        }
        return;
    }
    figure(page, "Sensitivity", picture_chips_sensitivity);
    html_table_begin(HEAD, 4, 1, page->out);
    for (size_t k = 0; k < chips->sensitivities; k++) {
        const struct chips_sensitivity *of = &chips->sensitivity[k];
        fputs("<tr>", page->out);
        html_cell(of->option, page->out);
        fprintf(page->out, "<td class=\"n\">%.3g %%</td>", 100.0 * of->sigma);
        share_cell(&of->alone, page->out);
        share_cell(&of->others, page->out);
        fputs("</tr>\n", page->out);
    }
    html_table_end(page->out);
    fputs("</section>\n", page->out);
}

/* ---- The whole ---- */

enum status chips_html(const struct chips *chips, FILE *out, struct diagnostic *diagnostic)
{
    IN_C_LOCALE;
    struct page page = {.chips = chips, .out = out, .status = STATUS_OK, .diagnostic = diagnostic};
    char what[120];
    snprintf(what, sizeof what, "Yield of %.20s, %zu chip%s%s, %zu run%s", chips->origin.task, chips->chips,
             plural(chips->chips),
             chips->cells > 1           ? " for each combination"
             : chips->sensitivities > 0 ? " for each case"
                                        : "",
             chips->runs, plural(chips->runs));
    html_head_of(&chips->origin, "yield", what, out);
    write_answers(&page);
    section_cells(&page);
    section_reasons(&page);
    section_sensitivity(&page);
    html_foot("docs/campaigns.md", out);
    return page.status;
}
