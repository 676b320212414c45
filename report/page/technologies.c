#include "report/page/technologies.h"

#include "base/c_locale.h"
#include "netgen/questions/question.h"
#include "report/diagrams/picture_technologies.h"
#include "report/page/cells.h"
#include "report/page/escape.h"
#include "report/page/figure.h"
#include "report/quantity.h"

#include <math.h>
#include <string.h>

/* A page being written; after the first error nothing more is tried. */
struct page {
    const struct technology_scores *scores;
    FILE *out;
    enum status status;
    struct diagnostic *diagnostic;
};

static bool is_recall(const struct technology_scores *scores)
{
    return !scores->question->objective;
}

/* "1.64 us (1.3 us to 2.1 us)"; where no run was right "at least 83 us". */
static void write_cost(const struct interval *cost, const char *unit, FILE *out)
{
    if (!isfinite(cost->value)) {
        html_sentence(isfinite(cost->low) ? "at least " : "-", out);
        html_sentence(isfinite(cost->low) ? quantity(cost->low, unit).text : "", out);
        return;
    }
    html_sentence(quantity(cost->value, unit).text, out);
    fputs(" (", out);
    html_sentence(quantity(cost->low, unit).text, out);
    fputs(" to ", out);
    html_sentence(isfinite(cost->high) ? quantity(cost->high, unit).text : "unknown", out);
    fputc(')', out);
}

/* ---- Answers ---- */

static void write_right(const struct page *page)
{
    const struct technology_scores *scores = page->scores;
    html_answer_begin("A run is right if", true, page->out);
    if (is_recall(scores)) {
        fputs("it ends with all bits of a pattern, or of its inverse", page->out);
    } else if (isnan(scores->target)) {
        fputs("it has an answer, which none of these runs has", page->out);
    } else {
        fprintf(page->out, "it reaches %.10g, %s", scores->target,
                scores->is_known ? "the known optimum" : "the best that any of these runs found");
    }
    if (!isnan(scores->surpassed)) {
        fprintf(page->out, "; the given optimum of %.10g is surpassed, so it is none", scores->surpassed);
    }
    html_answer_end(page->out);
}

static void write_warnings(const struct technology_score *score, FILE *out)
{
    for (size_t k = 0; k < score->warnings.kinds; k++) {
        html_answer_begin("Warning", false, out);
        fprintf(out, "%s: %s, in %zu of %zu run%s", score->technology->name, score->warnings.count[k].kind,
                score->warnings.count[k].runs, score->runs, plural(score->runs));
        html_answer_end(out);
    }
    if (score->answers < score->ended) {
        html_answer_begin("No answers", false, out);
        fprintf(out, "%s: %zu of %zu run%s; the first of them %s", score->technology->name,
                score->ended - score->answers, score->runs, plural(score->runs), score->no_answer);
        html_answer_end(out);
    }
}

static void write_score(const struct technology_score *score, FILE *out)
{
    const struct interval *success = &score->success;
    html_answer_begin(score->technology->name, score->right > 0, out);
    fprintf(out, "%zu of %zu run%s right, %.1f %% (%.1f to %.1f %%)", score->right, score->runs, plural(score->runs),
            100.0 * success->value, 100.0 * success->low, 100.0 * success->high);
    html_answer_end(out);
}

/* Which technologies take less than which, where their intervals do not overlap; all others are open. */
static void write_order(const struct page *page, const char *title, const struct interval *(*of)(size_t, const void *))
{
    const struct technology_scores *scores = page->scores;
    size_t said = 0, open = 0;
    html_answer_begin(title, true, page->out);
    for (size_t a = 0; a < TECHNOLOGIES; a++) {
        for (size_t b = 0; b < TECHNOLOGIES; b++) {
            if (of(a, scores)->high < of(b, scores)->low) {
                fprintf(page->out, "%s%s less than %s", said++ ? ", " : "", scores->score[a].technology->name,
                        scores->score[b].technology->name);
            }
        }
    }
    for (size_t a = 0; a < TECHNOLOGIES; a++) {
        for (size_t b = 0; b < a; b++) {
            if (!(of(a, scores)->high < of(b, scores)->low) && !(of(b, scores)->high < of(a, scores)->low)) {
                fprintf(page->out, "%s%s and %s",
                        open++ ? ", "
                        : said ? "; open between "
                               : "Open between ",
                        scores->score[b].technology->name, scores->score[a].technology->name);
            }
        }
    }
    fputs(open ? ", whose intervals overlap" : "", page->out);
    html_answer_end(page->out);
}

static const struct interval *time_of(size_t k, const void *scores)
{
    return &((const struct technology_scores *)scores)->score[k].time_99;
}

static const struct interval *energy_of(size_t k, const void *scores)
{
    return &((const struct technology_scores *)scores)->score[k].energy_99;
}

static void write_answers(const struct page *page)
{
    const struct technology_scores *scores = page->scores;
    fputs("<dl class=\"answers\">\n", page->out);
    write_right(page);
    for (size_t k = 0; k < TECHNOLOGIES; k++) {
        write_score(&scores->score[k], page->out);
    }
    for (size_t k = 0; k < TECHNOLOGIES; k++) {
        write_warnings(&scores->score[k], page->out);
    }
    write_order(page, "Time to a right answer", time_of);
    write_order(page, "Energy to it, of what is counted", energy_of);
    html_answer_begin("What this does not show", true, page->out);
    fputs(
        "Which technology is better: energies do not include the same things (below), other options or other problems "
        "may change the order, and devices are models",
        page->out);
    html_answer_end(page->out);
    fputs("</dl>\n", page->out);
}

/* ---- Pictures ---- */

struct drawn {
    const struct technology_scores *scores;
    technologies_picture *write;
};

static enum status draw(const void *context, struct picture *picture, struct diagnostic *diagnostic)
{
    const struct drawn *drawn = context;
    (void)diagnostic;
    drawn->write(drawn->scores, picture);
    return STATUS_OK;
}

static void figure(struct page *page, technologies_picture *write)
{
    const struct drawn drawn = {page->scores, write};
    if (page->status == STATUS_OK) {
        page->status = html_picture(draw, &drawn, page->out, page->diagnostic);
    }
}

static bool some_cost(const struct technology_scores *scores)
{
    for (size_t k = 0; k < TECHNOLOGIES; k++) {
        if (isfinite(scores->score[k].time_99.low) && scores->score[k].time_99.low > 0.0) {
            return true;
        }
    }
    return false;
}

/* ---- Tables ---- */

static void section_answers(struct page *page)
{
    const bool recall = is_recall(page->scores);
    const char *const head[] = {"technology",
                                "devices",
                                "right runs",
                                "probability (95 % interval)",
                                recall ? "best share of bits" : "best",
                                recall ? "mean share" : "mean"};
    html_figures_begin("Answers", page->out);
    figure(page, picture_technologies_values);
    figure(page, picture_technologies_success);
    fputs("</div>\n", page->out);
    html_table_begin(head, sizeof head / sizeof *head, 1, page->out);
    for (size_t k = 0; k < TECHNOLOGIES; k++) {
        const struct technology_score *score = &page->scores->score[k];
        const struct interval *success = &score->success;
        fputs("<tr>", page->out);
        html_cell(score->technology->name, page->out);
        fprintf(page->out, "<td class=\"n\">%zu</td><td class=\"n\">%zu of %zu</td>", score->devices, score->right,
                score->runs);
        fprintf(page->out, "<td class=\"n\">%.1f %% (%.1f to %.1f %%)</td>", 100.0 * success->value,
                100.0 * success->low, 100.0 * success->high);
        html_number_cell(score->best, recall ? 3 : 1, page->out);
        html_number_cell(score->mean, recall ? 3 : 1, page->out);
        fputs("</tr>\n", page->out);
    }
    html_table_end(page->out);
    fputs("</section>\n", page->out);
}

static void section_costs(struct page *page)
{
    static const char *const HEAD[] = {"technology", "time of a run", "energy of a run",
                                       "power",      "time to 99 %",  "energy to 99 %"};
    html_figures_begin("What a right answer costs", page->out);
    if (some_cost(page->scores)) {
        figure(page, picture_technologies_time);
        figure(page, picture_technologies_energy);
    }
    fputs("</div>\n", page->out);
    html_table_begin(HEAD, sizeof HEAD / sizeof *HEAD, 1, page->out);
    for (size_t k = 0; k < TECHNOLOGIES; k++) {
        const struct technology_score *score = &page->scores->score[k];
        fputs("<tr>", page->out);
        html_cell(score->technology->name, page->out);
        html_quantity_cell(score->time, "s", page->out);
        html_quantity_cell(score->energy, "J", page->out);
        html_quantity_cell(score->power, "W", page->out);
        fputs("<td class=\"n\">", page->out);
        write_cost(&score->time_99, "s", page->out);
        fputs("</td><td class=\"n\">", page->out);
        write_cost(&score->energy_99, "J", page->out);
        fputs("</td></tr>\n", page->out);
    }
    html_table_end(page->out);
    fputs(
        "<p class=\"soft\">Times, energies and power of a run are means of all runs. To 99 %: until a right answer has "
        "been seen with a probability of 99 %, by one run after the other, Eq. (72) of docs/search.md; at least one "
        "run. In parentheses: 95 % intervals.</p>\n</section>\n",
        page->out);
}

static void section_not_counted(struct page *page)
{
    static const char *const HEAD[] = {"technology", "devices", "not counted in energy and power", "options left out",
                                       "runs that did not come to rest, or still changed at the end"};
    fputs("<section><h2>What is not counted</h2>\n", page->out);
    html_table_begin(HEAD, sizeof HEAD / sizeof *HEAD, 4, page->out);
    for (size_t k = 0; k < TECHNOLOGIES; k++) {
        const struct technology_score *score = &page->scores->score[k];
        fputs("<tr>", page->out);
        html_cell(score->technology->name, page->out);
        html_cell(score->technology->devices, page->out);
        html_cell(score->technology->ideal, page->out);
        html_cell(*score->left_out ? score->left_out : "none", page->out);
        fprintf(page->out, "<td class=\"n\">%zu</td></tr>\n", score->runs - score->ended);
    }
    html_table_end(page->out);
    fputs("<p class=\"soft\">", page->out);
    html_text(TECHNOLOGIES_LEFT_OUT, page->out);
    fputs(" Runs that did not come to rest are no answers; their time and energy count.</p></section>\n", page->out);
}

/* ---- The whole ---- */

enum status technologies_html(const struct technology_scores *scores, const struct origin *origin, FILE *out,
                              struct diagnostic *diagnostic)
{
    IN_C_LOCALE;
    struct page page = {.scores = scores, .out = out, .status = STATUS_OK, .diagnostic = diagnostic};
    char what[160];
    snprintf(what, sizeof what, "The same %.20s with each technology, %zu neurons, %zu run%s of each from start%s %lu",
             origin->task, scores->n, scores->runs, plural(scores->runs), plural(scores->runs), scores->seed);
    if (scores->runs > 1) {
        const size_t used = strlen(what);
        snprintf(what + used, sizeof what - used, " to %lu", scores->seed + (unsigned long)scores->runs - 1);
    }
    html_head_of(origin, "technologies", what, out);
    write_answers(&page);
    section_answers(&page);
    section_costs(&page);
    section_not_counted(&page);
    html_foot("docs/technologies.md", out);
    return page.status;
}
