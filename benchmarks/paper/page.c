#include "benchmarks/paper/page.h"

#include "base/output.h"

#include <math.h>
#include <stdlib.h>

static const char HEAD[] = "# The publication, reproduced\n\n"
                           "`make paper` writes this page; change the text in benchmarks/paper/, not here. \"The "
                           "paper\" is arXiv 2107.02238. The\n"
                           "published points are those of the reference data (README.md there); numbers from the "
                           "paper's text are marked as such.\n"
                           "\n"
                           "All runs use the solver (docs/solver.md) unless ngspice is named. Every trial has a seed, "
                           "and the page does not depend on\n"
                           "the number of threads. \"As published\" is the circuit of the published solver: V_DW "
                           "including the axons' tracks, Eq. (15) of\n"
                           "docs/model.md (`--vdw loaded`), and junction edges at 45 and 55 % of the track (`--width "
                           "10n`). \"Table I\" is the default\n"
                           "of `spinfield gen`: V_DW by Eq. (14), edges at 40 and 60 %. Runs are as published unless "
                           "stated otherwise. Energies\n"
                           "next to published ones are the paper's estimate, Eq. (19).\n"
                           "\n";

static const char SUMMARY[] =
    "## Summary\n\n"
    "The error after ± is the standard error of the mean. The last column gives the difference in standard errors of "
    "the\n"
    "difference; if the scatter of a published mean is not known, that of our trials is used.\n"
    "\n"
    "| result | published | ours | difference |\n|---|--:|--:|---|\n";

enum status page_begin(struct page *page, struct diagnostic *diagnostic)
{
    *page = (struct page){0};
    enum status status = text_begin(&page->body_text, diagnostic);
    if (status == STATUS_OK) {
        status = text_begin(&page->summary_text, diagnostic);
    }
    if (status != STATUS_OK) {
        page_discard(page);
    }
    page->body = page->body_text.stream;
    page->summary = page->summary_text.stream;
    return status;
}

void page_discard(struct page *page)
{
    text_discard(&page->body_text);
    text_discard(&page->summary_text);
    *page = (struct page){0};
}

enum status page_finish(struct page *page, const char *path, struct diagnostic *diagnostic)
{
    struct output *out;
    enum status status = text_end(&page->body_text, diagnostic);
    if (status == STATUS_OK) {
        status = text_end(&page->summary_text, diagnostic);
    }
    if (status == STATUS_OK) {
        status = output_open(path, &out, diagnostic);
    }
    if (status == STATUS_OK) {
        FILE *stream = output_stream(out);
        fputs(HEAD, stream);
        fputs(SUMMARY, stream);
        fwrite(page->summary_text.bytes, 1, page->summary_text.size, stream);
        fwrite(page->body_text.bytes, 1, page->body_text.size, stream);
        status = output_commit(&out, 1, diagnostic);
    }
    page_discard(page);
    return status;
}

double page_deviation(const struct page_comparison *c)
{
    double error = isnan(c->error)             ? c->published_error
                   : isnan(c->published_error) ? c->error
                                               : hypot(c->error, c->published_error);
    return fabs(c->ours - c->published) / error;
}

void page_difference(FILE *out, const struct page_comparison *c)
{
    double share = (c->ours - c->published) / c->published, deviation = page_deviation(c);
    if (fabs(share) < 5e-5) {
        fputs("equal", out);
    } else {
        fprintf(out, "%.2g %% %s", 100.0 * fabs(share), share > 0.0 ? "above" : "below");
    }
    if (isfinite(deviation)) {
        fprintf(out, ", %.1f standard errors", deviation);
    }
}

void page_compare(struct page *page, const struct page_comparison *c)
{
    FILE *out = page->summary;
    fprintf(out, "| %s | %.*f %s | %.*f", c->what, c->decimals, c->published, c->unit, c->decimals, c->ours);
    if (isfinite(c->error)) {
        fprintf(out, " ± %.2g", c->error);
    }
    fprintf(out, " %s | ", c->unit);
    page_difference(out, c);
    fputs(" |\n", out);
}
