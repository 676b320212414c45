/* The relaxations of a search: how often each objective was reached, and how the best one came about. */
#include "report/diagrams/bins.h"
#include "report/quantity.h"
#include "report/diagrams/script.h"

#include "netgen/questions/question.h"
#include "report/search.h"

#include <math.h>
#include <string.h>

enum { MOST_DOTS = 1500 };

/* Whether a run counts as an answer, as in search_summarize. */
static bool counts(const struct search *search, size_t k)
{
    return search->rests[k] || !search->converged;
}

/* ---- Histogram ---- */

static struct bins bins_of(const struct search *search, const struct search_summary *summary)
{
    struct bins bins = bins_between(summary->least, summary->greatest, bins_are_whole(search->objective, search->runs));
    for (size_t k = 0; k < search->runs; k++) {
        if (counts(search, k)) {
            bins_add(&bins, search->objective[k]);
        }
    }
    return bins;
}

static void histogram_caption(const struct diagram_run *run, FILE *out)
{
    fprintf(out,
            "How many relaxations ended at each objective. Dashed line: the target, %.10g. Relaxations that did not "
            "come to rest are left out, unless none did.",
            run->summary->target.objective);
}

static enum status histogram_describe(const struct diagram_run *run, FILE *out, struct diagnostic *diagnostic)
{
    const struct search_summary *s = run->summary;
    (void)diagnostic;
    fprintf(out, "Histogram: objectives of %zu relaxation%s from %.10g to %.10g, median %.10g.", run->search->runs,
            plural(run->search->runs), s->least, s->greatest, s->median);
    return STATUS_OK;
}

static enum status histogram_script(const struct diagram_run *run, int height, FILE *out, struct diagnostic *diagnostic)
{
    const struct bins bins = bins_of(run->search, run->summary);
    const double target = run->summary->target.objective;
    const double first = fmin(bins.first, target) - bins.width;
    const double last = fmax(bins.first + bins.width * (double)bins.count, target + bins.width);
    (void)height;
    (void)diagnostic;
    fputs("$bins <<EOD\n", out);
    size_t most = 0;
    for (size_t k = 0; k < bins.count; k++) {
        fprintf(out, "%.10g %zu\n", bins_centre(&bins, k), bins.values[k]);
        most = bins.values[k] > most ? bins.values[k] : most;
    }
    fputs("EOD\n", out);
    diagram_room_for_numbers(0.0, (double)most, false, out);
    fprintf(out,
            "set xrange [%.10g:%.10g]\nset yrange [0:*]\nset xtics %.10g\n"
            "set xlabel 'objective' offset 0,0.4\nset ylabel 'relaxations' offset 0.6,0\n"
            "set arrow from %.10g, graph 0 to %.10g, graph 1 nohead front lc rgb ink lw 1 dt 2\n"
            "set style fill solid noborder\nset boxwidth %.10g\nplot $bins using 1:2 with boxes lt 1\n",
            first, last, diagram_tic_step(last - first), target, target, 0.9 * bins.width);
    return STATUS_OK;
}

const struct diagram diagram_histogram = {
    .name = "histogram",
    .title = "Objectives",
    .height = 300,
    .caption = histogram_caption,
    .describe = histogram_describe,
    .script = histogram_script,
};

/* ---- The best so far ---- */

static void progress_caption(const struct diagram_run *run, FILE *out)
{
    fputs("Short lines: the objective of each relaxation. Long line: the best so far.", out);
    if (run->search->method != SEARCH_RESTART) {
        fputs(" The relaxations of a chain follow each other, and a chain begins at a random state.", out);
    }
}

static enum status progress_describe(const struct diagram_run *run, FILE *out, struct diagnostic *diagnostic)
{
    (void)diagnostic;
    fprintf(out, "Line chart: the best objective over the relaxations; relaxation %zu of %zu reached the best, %.10g.",
            run->search->best + 1, run->search->runs, run->summary->best);
    return STATUS_OK;
}

/* A line around the number of each relaxation, which goes neither before the first nor past the last one. The least
 * and the greatest objective go to `extent`. */
static void write_runs(const struct search *search, size_t step, double extent[2], FILE *out)
{
    extent[0] = INFINITY;
    extent[1] = -INFINITY;
    const double last = (double)search->runs, half = fmax(0.5, last / 500.0);
    fputs("$runs <<EOD\n", out);
    for (size_t k = 0; k < search->runs; k += step) {
        const double number = (double)k + 1.0;
        const double from = search->runs > 1 ? fmax(number - half, 1.0) : 0.5;
        const double to = search->runs > 1 ? fmin(number + half, last) : 1.5;
        extent[0] = fmin(extent[0], search->objective[k]);
        extent[1] = fmax(extent[1], search->objective[k]);
        fprintf(out, "%.8g %.10g %.8g\n", from, search->objective[k], to - from);
    }
    fputs("EOD\n", out);
}

static void write_best(const struct diagram_run *run, FILE *out)
{
    const struct search *search = run->search;
    size_t best = search->runs;
    fputs("$best <<EOD\n", out);
    for (size_t k = 0; k < search->runs; k++) {
        if (counts(search, k) &&
            (best == search->runs || search_is_better(search, run->report->network->question, k, best))) {
            best = k;
            fprintf(out, "%zu %.10g\n", k + 1, search->objective[k]);
        }
    }
    fprintf(out, "%zu %.10g\nEOD\n", search->runs, search->objective[best]);
}

static enum status progress_script(const struct diagram_run *run, int height, FILE *out, struct diagnostic *diagnostic)
{
    const struct search *search = run->search;
    const size_t step = 1 + (search->runs - 1) / MOST_DOTS;
    (void)height;
    (void)diagnostic;
    double extent[2];
    write_runs(search, step, extent, out);
    extent[0] = fmin(extent[0], run->summary->best);
    extent[1] = fmax(extent[1], run->summary->best);
    write_best(run, out);
    diagram_value_axis(extent[0], extent[1], out);
    diagram_key(2, strlen("best so far"), out);
    fprintf(out,
            "set xrange [0:%zu]\nset xtics 0,%g\nset xlabel 'relaxation' offset 0,0.4\nset ylabel 'objective' offset "
            "0.6,0\n"
            "set rmargin at screen right - 0.03\n"
            "plot $runs using 1:2:3:(0) with vectors nohead lc rgb off lw 2 title 'one', "
            "$best using 1:2 with steps lt 1 title 'best so far'\n",
            search->runs + 1, diagram_tic_step((double)search->runs));
    return STATUS_OK;
}

const struct diagram diagram_progress = {
    .name = "progress",
    .title = "The best so far",
    .height = 300,
    .caption = progress_caption,
    .describe = progress_describe,
    .script = progress_script,
};
