#include "report/page/runs.h"

#include "base/c_locale.h"
#include "base/text.h"
#include "report/diagrams/picture.h"
#include "report/energies_note.h"
#include "report/page/cells.h"
#include "report/page/escape.h"
#include "report/page/figure.h"
#include "report/quantity.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_SCATTERS = 12, MOST_ROWS = 1000 };

/* A page being written; after the first error nothing more is tried. */
struct page {
    const struct runs *runs;
    FILE *out;
    const size_t *all;        /* [options]: 0, 1, 2, ... */
    struct runs_groups group; /* by all options */
    enum status status;
    struct diagnostic *diagnostic;
};

/* Whether some run has a time and an energy to draw. */
static bool has_values(const struct page *page)
{
    for (size_t k = 0; k < page->group.count; k++) {
        if (isfinite(page->group.group[k].mean[RUNS_PRODUCT].value)) {
            return true;
        }
    }
    return false;
}

/* ---- Answers ---- */

static void write_counts(struct page *page)
{
    const struct runs *runs = page->runs;
    html_answer_begin("Runs", true, page->out);
    if (runs->criterion) {
        fprintf(page->out, "%zu meet ", runs->count);
        html_text(runs->criterion, page->out);
        fprintf(page->out, ", of %zu that the campaign has", runs->planned);
    } else if (runs->count < runs->planned) {
        fprintf(page->out, "%zu of %zu; the campaign is not finished", runs->count, runs->planned);
    } else {
        fprintf(page->out, "%zu", runs->count);
    }
    html_answer_end(page->out);
    html_answer_begin("Convergence", runs->converged == runs->count, page->out);
    if (runs->converged == runs->count) {
        fprintf(page->out, "All of them converged");
    } else {
        fprintf(page->out, "%zu of %zu converged", runs->converged, runs->count);
    }
    html_answer_end(page->out);
    if (runs->failed > 0) {
        html_answer_begin("Failures", false, page->out);
        fprintf(page->out, "%zu failed, the first one with: ", runs->failed);
        html_text(runs->first_error ? runs->first_error : "", page->out);
        html_answer_end(page->out);
    }
}

/* Whether there are runs of several technologies, beside whose energies stands a note. */
static bool compares_technologies(const struct runs *runs)
{
    for (size_t k = 0; k < runs->options; k++) {
        if (strcmp(runs->option[k].name, "technology") == 0) {
            return runs->option[k].levels > 1;
        }
    }
    return false;
}

static void write_warnings(struct page *page)
{
    const struct runs *runs = page->runs;
    if (compares_technologies(runs)) {
        html_answer_begin("Note", true, page->out);
        html_sentence(ENERGIES_NOTE, page->out);
        html_answer_end(page->out);
    }
    if (runs->warning) {
        html_answer_begin("Warning", false, page->out);
        html_sentence(runs->warning, page->out);
        html_answer_end(page->out);
    }
    for (size_t k = 0; k < runs->warnings.kinds; k++) {
        html_answer_begin("Warning", false, page->out);
        html_text(runs->warnings.count[k].kind, page->out);
        fprintf(page->out, ", in %zu run%s", runs->warnings.count[k].runs, plural(runs->warnings.count[k].runs));
        html_answer_end(page->out);
    }
}

/* "1.2 aJ s ± 0.1 aJ s" */
static void write_mean(const struct interval *mean, const char *unit, FILE *out)
{
    html_sentence(quantity_of_mean(mean, unit).text, out);
}

/* That of the quality, in the unit of its objective: "228.5 ± 1.2". */
static void write_quality(const struct runs *runs, const struct interval *mean, FILE *out)
{
    html_sentence(quantity_of_quality(mean, runs->of_quality.unit, "\xc2\xb1").text, out);
}

/* Text that `words` writes for a run, escaped. */
static void write_settings(struct page *page, size_t run)
{
    struct text text;
    if (page->status != STATUS_OK || (page->status = text_begin(&text, page->diagnostic)) != STATUS_OK) {
        return;
    }
    picture_settings(page->runs, run, page->all, page->runs->options, text.stream);
    page->status = text_end(&text, page->diagnostic);
    if (page->status == STATUS_OK) {
        html_text(text.bytes, page->out);
    }
    text_discard(&text);
}

static void write_least(struct page *page)
{
    const size_t least = runs_least(&page->group, RUNS_PRODUCT);
    if (!has_values(page)) {
        return;
    }
    html_answer_begin("Least mean energy-delay product", true, page->out);
    if (least == page->group.count) {
        fputs("Not known: each combination of values lacks runs, or has runs that are no answers", page->out);
    } else {
        write_mean(&page->group.group[least].mean[RUNS_PRODUCT], runs_quantity_unit(RUNS_PRODUCT), page->out);
        if (page->runs->options > 0) {
            fputs(" at ", page->out);
            write_settings(page, page->group.group[least].first);
        }
        if (page->runs->quality) {
            fprintf(page->out, "; mean %s ", page->runs->of_quality.name);
            write_quality(page->runs, &page->group.group[least].quality, page->out);
        }
    }
    html_answer_end(page->out);
}

/* The best answers, among whose settings the least product is looked for. */
static void write_best(struct page *page)
{
    const struct runs *runs = page->runs;
    if (!runs->quality || runs->options == 0 || page->group.count < 2) {
        return;
    }
    html_answer_begin("Best answers", page->group.has_best, page->out);
    if (!runs->of_quality.compares) {
        fprintf(page->out, "Not compared: the problem varies, and with it what %s means", runs->of_quality.name);
    } else if (!page->group.has_best) {
        fputs("Not known: each combination of values lacks runs, or has runs that are no answers", page->out);
    } else {
        fprintf(page->out, "Mean %s ", runs->of_quality.name);
        write_quality(runs, &page->group.group[page->group.best].quality, page->out);
        fputs(" at ", page->out);
        write_settings(page, page->group.group[page->group.best].first);
        fprintf(page->out, "; %zu of %zu combinations %s not worse beyond chance. Marks and front are of these",
                page->group.as_good, page->group.count, page->group.as_good == 1 ? "is" : "are");
    }
    html_answer_end(page->out);
}

/* ---- Pictures ---- */

/* A picture of the runs. */
struct drawn {
    const struct runs *runs;
    picture_writer *write;
    size_t option;
    enum runs_quantity quantity;
};

static enum status draw(const void *context, struct picture *picture, struct diagnostic *diagnostic)
{
    const struct drawn *drawn = context;
    enum status status = drawn->write(drawn->runs, drawn->option, drawn->quantity, picture, diagnostic);
    if (drawn->quantity != RUNS_TIME && compares_technologies(drawn->runs)) {
        fputs(" Technologies do not count the same parts of their energy.", picture->caption);
    }
    return status;
}

static void figure(struct page *page, picture_writer *write, size_t option, enum runs_quantity quantity)
{
    const struct drawn drawn = {page->runs, write, option, quantity};
    if (page->status == STATUS_OK) {
        page->status = html_picture(draw, &drawn, page->out, page->diagnostic);
    }
}

/* How many options have more than one value, and one that is numeric. */
static size_t count_varied(const struct runs *runs, bool numeric, size_t *one)
{
    size_t count = 0;
    for (size_t k = 0; k < runs->options; k++) {
        if (runs->option[k].levels > 1 && runs->option[k].numeric == numeric) {
            *one = k;
            count++;
        }
    }
    return count;
}

static void section_samples(struct page *page)
{
    const struct runs *runs = page->runs;
    html_figures_begin("Samples", page->out);
    for (size_t k = 0; k < runs->options && k < MOST_SCATTERS; k++) {
        figure(page, picture_scatter, k, RUNS_PRODUCT);
    }
    fputs("</div>\n", page->out);
    if (runs->options > MOST_SCATTERS) {
        const size_t others = runs->options - MOST_SCATTERS;
        fprintf(page->out, "<p>%zu more option%s no picture.</p>\n", others, others == 1 ? " has" : "s have");
    }
    fputs("</section>\n", page->out);
}

static void section_means(struct page *page)
{
    static const enum runs_quantity QUANTITIES[] = {RUNS_PRODUCT, RUNS_TIME, RUNS_ENERGY};
    size_t option = 0, word = 0;
    const size_t numeric = count_varied(page->runs, true, &option), words = count_varied(page->runs, false, &word);
    if (page->runs->sampled) {
        section_samples(page);
        return;
    }
    if (numeric + words == 0) {
        return;
    }
    html_figures_begin("Means", page->out);
    for (size_t k = 0; k < sizeof QUANTITIES / sizeof *QUANTITIES; k++) {
        figure(page, numeric >= 2 ? picture_map : numeric == 1 ? picture_line : picture_words, option, QUANTITIES[k]);
    }
    fputs("</div></section>\n", page->out);
}

static void section_distributions(struct page *page)
{
    html_figures_begin("Distributions", page->out);
    figure(page, picture_histogram, 0, RUNS_TIME);
    figure(page, picture_histogram, 0, RUNS_ENERGY);
    fputs("</div></section>\n", page->out);
}

/* ---- Tables ---- */

static void begin_table(struct page *page, bool counts)
{
    static const char *const COUNTS[] = {"runs", "converged", "failed"};
    const struct runs *runs = page->runs;
    fputs("<div class=\"scroll\"><table><thead><tr>", page->out);
    for (size_t k = 0; k < runs->options; k++) {
        fprintf(page->out, "<th scope=\"col\"%s>", runs->option[k].numeric ? " class=\"n\"" : "");
        html_option_head(&runs->option[k], page->out);
        fputs("</th>", page->out);
    }
    for (size_t k = counts ? 0 : 3; k < 3; k++) {
        fprintf(page->out, "<th scope=\"col\" class=\"n\">%s</th>", COUNTS[k]);
    }
    if (runs->quality) {
        fprintf(page->out, "<th scope=\"col\" class=\"n\">%s</th>", runs->of_quality.name);
    }
    for (enum runs_quantity q = 0; q < RUNS_QUANTITIES; q++) {
        fprintf(page->out, "<th scope=\"col\" class=\"n\">%s</th>", runs_quantity_name(q));
    }
    fputs("</tr></thead><tbody>\n", page->out);
}

static void write_row(struct page *page, const struct runs_group *group, bool counts)
{
    const struct runs *runs = page->runs;
    fputs("<tr>", page->out);
    for (size_t k = 0; k < runs->options; k++) {
        const struct runs_option *option = &runs->option[k];
        fputs(option->numeric ? "<td class=\"n\">" : "<td>", page->out);
        html_text(option->level[runs->level[group->first * runs->options + k]].text, page->out);
        fputs("</td>", page->out);
    }
    if (counts) {
        fprintf(page->out, "<td class=\"n\">%zu</td><td class=\"n\">%zu</td><td class=\"n\">%zu</td>", group->runs,
                group->converged, group->failed);
    }
    if (runs->quality) {
        fputs("<td class=\"n\">", page->out);
        write_quality(runs, &group->quality, page->out);
        fputs("</td>", page->out);
    }
    for (enum runs_quantity q = 0; q < RUNS_QUANTITIES; q++) {
        fputs("<td class=\"n\">", page->out);
        write_mean(&group->mean[q], runs_quantity_unit(q), page->out);
        fputs("</td>", page->out);
    }
    fputs("</tr>\n", page->out);
}

static void section_front(struct page *page)
{
    size_t *front = malloc((page->group.count + 1) * sizeof *front);
    if (!front) {
        page->status = page->status == STATUS_OK ? fail_memory(page->diagnostic) : page->status;
        return;
    }
    const size_t count = runs_front(&page->group, front);
    html_figures_begin("Time and energy", page->out);
    figure(page, picture_front, 0, RUNS_PRODUCT);
    fputs("</div>\n", page->out);
    if (count > 0) {
        fputs("<h3>Pareto front</h3>\n", page->out);
        begin_table(page, false);
        for (size_t k = 0; k < count && k < MOST_ROWS; k++) {
            write_row(page, &page->group.group[front[k]], false);
        }
        html_table_end(page->out);
    } else {
        fputs("<p>There is no front: each combination of values lacks runs, or has runs that are no answers.</p>\n",
              page->out);
    }
    fputs("</section>\n", page->out);
    free(front);
}

static void section_groups(struct page *page)
{
    const size_t count = page->group.count;
    fputs("<section><h2>All combinations</h2>\n", page->out);
    begin_table(page, true);
    for (size_t k = 0; k < count && k < MOST_ROWS; k++) {
        write_row(page, &page->group.group[k], true);
    }
    html_table_end(page->out);
    if (count > MOST_ROWS) {
        fprintf(page->out,
                "<p>The first %d of %zu combinations; 'spinfield results DB --by NAME,NAME...' has all.</p>\n",
                MOST_ROWS, count);
    }
    fputs("<p class=\"soft\">Means over the runs that converged, with confidence intervals of 95 % where there are two "
          "runs or more.</p></section>\n",
          page->out);
}

/* ---- The whole ---- */

static void write_head(struct page *page)
{
    const struct runs *runs = page->runs;
    const struct origin origin = {
        .name = runs->name, .command = runs->command, .version = runs->version, .engine = runs->engine};
    char what[64];
    snprintf(what, sizeof what, "Campaign of %zu run%s", runs->planned, plural(runs->planned));
    html_head_of(&origin, "campaign", what, page->out);
}

static void write_page(struct page *page)
{
    write_head(page);
    fputs("<dl class=\"answers\">\n", page->out);
    write_counts(page);
    write_least(page);
    write_best(page);
    write_warnings(page);
    fputs("</dl>\n", page->out);
    if (has_values(page)) {
        section_means(page);
        if (page->group.count > 1) {
            section_front(page);
        }
        section_distributions(page);
    } else {
        fputs("<p>No run has converged with a time and an energy, so there is nothing to draw.</p>\n", page->out);
    }
    section_groups(page);
    html_foot("docs/campaigns.md", page->out);
}

enum status runs_html(const struct runs *runs, FILE *out, struct diagnostic *diagnostic)
{
    IN_C_LOCALE;
    size_t *all = calloc(runs->options + 1, sizeof *all);
    if (!all) {
        return fail_memory(diagnostic);
    }
    for (size_t k = 0; k < runs->options; k++) {
        all[k] = k;
    }
    struct page page = {.runs = runs, .out = out, .all = all, .diagnostic = diagnostic};
    page.status = runs_group(runs, all, runs->options, &page.group, diagnostic);
    if (page.status == STATUS_OK) {
        write_page(&page);
    }
    runs_groups_clear(&page.group);
    free(all);
    return page.status;
}
