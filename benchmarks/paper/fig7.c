/* Max-cut of random graphs of 10 to 60 nodes; the paper's Fig. 7. */
#include "benchmarks/paper/figures.h"
#include "solver/maxcut_exact.h"
#include "benchmarks/paper/plot.h"
#include "benchmarks/paper/reference.h"
#include "netgen/readers/rudy.h"
#include "benchmarks/paper/tasks.h"
#include "campaign/runner.h"
#include "campaign/trials.h"

#include <math.h>
#include <stdlib.h>

enum {
    GRAPHS = 20, /* of each size */
    GREATEST_SIZES = 64,
    COLUMNS = 5,     /* n, optimal, dwmtj, half_approx, gap */
    BUDGET = 2000000 /* nodes of the search tree: a tabu search comes first, so this decides what is proven only */
};
static const size_t AVERAGED = 19; /* the published mean gap is over sizes from here on */

/* Plain and balanced with all walls at x = 0, balanced from one random start. */
enum { PLAIN, BALANCED, STARTED, WAYS };
enum { SEED = 6000000 };

struct size {
    size_t n;
    double published_gap;
    struct graph *graph[GRAPHS];
    double optimum[GRAPHS];
    bool proven[GRAPHS];
    double gap[WAYS][GRAPHS];
    double mean_optimum, mean_cut[WAYS], half; /* edges */
};

struct figure {
    size_t sizes;
    struct size size[GREATEST_SIZES];
};

/* The graphs of a size, always the same. */
static enum status make_graphs(struct size *size, struct diagnostic *diagnostic)
{
    enum status status = STATUS_OK;
    for (size_t g = 0; g < GRAPHS && status == STATUS_OK; g++) {
        struct rudy_random random = {.nodes = size->n, .density = 50.0, .seed = (long)(1000 * size->n + g)};
        status = rudy_random_graph(&random, &size->graph[g], diagnostic);
    }
    return status;
}

/* What is known of the greatest cut of a graph. */
struct greatest {
    double cut;
    bool proven;
};

/* Point k is graph k % GRAPHS of size k / GRAPHS. */
static enum status find_cut(const void *context, void *worker, size_t k, struct campaign_result *result,
                            struct diagnostic *diagnostic)
{
    const struct size *size = &((const struct figure *)context)->size[k / GRAPHS];
    struct maxcut_result best;
    struct greatest *greatest = malloc(sizeof *greatest);
    (void)worker;
    result->bytes = greatest;
    result->size = sizeof *greatest;
    enum status status =
        greatest ? maxcut_best(size->graph[k % GRAPHS], 1, BUDGET, &best, diagnostic) : fail_memory(diagnostic);
    if (status == STATUS_OK) {
        *greatest = (struct greatest){best.cut, best.proven};
        maxcut_result_clear(&best);
    }
    return status;
}

static enum status take_cut(void *context, const struct campaign_result *result, struct diagnostic *diagnostic)
{
    struct size *size = &((struct figure *)context)->size[result->point / GRAPHS];
    const struct greatest *greatest = result->bytes;
    (void)diagnostic;
    if (greatest) {
        size->optimum[result->point % GRAPHS] = greatest->cut;
        size->proven[result->point % GRAPHS] = greatest->proven;
    }
    return STATUS_OK;
}

static enum status find_cuts(struct figure *f, struct diagnostic *diagnostic)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < f->sizes && status == STATUS_OK; i++) {
        status = make_graphs(&f->size[i], diagnostic);
    }
    const struct campaign campaign = {
        .points = f->sizes * GRAPHS, .ends_at_error = true, .run = find_cut, .take = take_cut, .context = f};
    return status == STATUS_OK ? runner_run(&campaign, diagnostic) : status;
}

static enum status run_size(struct size *size, size_t way, struct diagnostic *diagnostic)
{
    struct cut_task task = {.graph = size->graph, .graphs = GRAPHS, .bias = tasks_published_bias()};
    struct trials trials = {.count = GRAPHS,
                            .first.seed = SEED + GRAPHS * size->n,
                            .first.engine.tolerance = SETUP_TOLERANCE,
                            .first.make = tasks_cut,
                            .first.task = &task};
    struct measures *measures;
    task.bias.dendrite = way == PLAIN ? DENDRITE_PLAIN : DENDRITE_BALANCED;
    task.random_starts = way == STARTED;
    enum status status = trials_run(&trials, &measures, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    for (size_t g = 0; g < GRAPHS; g++) {
        size->gap[way][g] = 1.0 - measures[g].quality.objective / size->optimum[g];
        size->mean_cut[way] += measures[g].quality.objective / GRAPHS;
    }
    trials_free(measures, GRAPHS);
    return STATUS_OK;
}

static enum status measure(const struct setup *setup, struct figure *f, struct diagnostic *diagnostic)
{
    double *row = NULL;
    size_t rows;
    enum status status = reference_figure(setup->data, "fig7", COLUMNS, &row, &rows, diagnostic);
    for (size_t i = 0; status == STATUS_OK && i < rows && i < GREATEST_SIZES; i++) {
        f->size[i].n = (size_t)row[i * COLUMNS];
        f->size[i].published_gap = row[i * COLUMNS + COLUMNS - 1];
        f->sizes = i + 1;
    }
    free(row);
    if (status == STATUS_OK) {
        status = find_cuts(f, diagnostic);
    }
    for (size_t i = 0; i < f->sizes && status == STATUS_OK; i++) {
        struct size *size = &f->size[i];
        for (size_t g = 0; g < GRAPHS; g++) {
            size->mean_optimum += size->optimum[g] / GRAPHS;
            size->half += 0.5 * (double)size->graph[g]->edges / GRAPHS;
        }
        for (size_t way = 0; way < WAYS && status == STATUS_OK; way++) {
            status = run_size(size, way, diagnostic);
        }
    }
    return status;
}

static enum status draw(const struct setup *setup, const struct figure *f, struct diagnostic *diagnostic)
{
    struct plot plot;
    enum status status = plot_begin(&plot, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    for (size_t i = 0; i < f->sizes; i++) {
        const struct size *s = &f->size[i];
        fprintf(plot.data, "%zu %g %g %g %g %g\n", s->n, 100.0 * (1.0 - s->published_gap),
                100.0 * s->mean_cut[PLAIN] / s->mean_optimum, 100.0 * s->mean_cut[BALANCED] / s->mean_optimum,
                100.0 * s->half / s->mean_optimum, 100.0 * s->mean_cut[STARTED] / s->mean_optimum);
    }
    return plot_draw(
        setup, "fig7", &plot,
        "set xlabel 'nodes'\nset ylabel 'cut, of the optimum (%)'\nset xrange [9:61]\nset yrange [60:102]\n"
        "set key bottom right\n"
        "plot $data using 1:6 with linespoints lt 2 pt 7 ps 0.4 title 'balanced, a random start', "
        "'' using 1:4 with lines lt 2 dt 3 title 'balanced, walls at x = 0', "
        "'' using 1:3 with linespoints lt 1 pt 7 ps 0.4 title 'plain, walls at x = 0', "
        "'' using 1:2 with points lt 5 pt 6 ps 0.7 title 'published', "
        "'' using 1:5 with lines lt 4 dt 2 title 'half of the edges', 100 with lines lt 3 title 'optimum'\n",
        diagnostic);
}

/* Mean gap of all graphs of at least AVERAGED nodes. */
static struct summary mean_gap(const struct figure *f, size_t way)
{
    static double gap[GREATEST_SIZES * GRAPHS];
    size_t count = 0;
    for (size_t i = 0; i < f->sizes; i++) {
        for (size_t g = 0; g < GRAPHS && f->size[i].n >= AVERAGED; g++) {
            gap[count++] = f->size[i].gap[way][g];
        }
    }
    return summary_take(gap, 1, count);
}

static double published_gap(const struct figure *f)
{
    double sum = 0.0, count = 0.0;
    for (size_t i = 0; i < f->sizes; i++) {
        if (f->size[i].n >= AVERAGED) {
            sum += f->size[i].published_gap;
            count++;
        }
    }
    return sum / count;
}

static void write_table(FILE *out, const struct figure *f)
{
    size_t proven = 0, all = 0;
    fputs("| N | optimum | half of the edges | cut | balanced | balanced, random start | gap published | gap | "
          "balanced | "
          "balanced, random start |\n"
          "|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n",
          out);
    for (size_t i = 0; i < f->sizes; i++) {
        const struct size *s = &f->size[i];
        struct summary plain = summary_take(s->gap[PLAIN], 1, GRAPHS);
        struct summary balanced = summary_take(s->gap[BALANCED], 1, GRAPHS);
        struct summary started = summary_take(s->gap[STARTED], 1, GRAPHS);
        fprintf(
            out,
            "| %zu | %.2f | %.1f | %.2f | %.2f | %.2f | %.1f %% | %.1f ± %.1f %% | %.1f ± %.1f %% | %.1f ± %.1f %% |\n",
            s->n, s->mean_optimum, s->half, s->mean_cut[PLAIN], s->mean_cut[BALANCED], s->mean_cut[STARTED],
            100.0 * s->published_gap, 100.0 * plain.mean, 100.0 * summary_half_width(&plain), 100.0 * balanced.mean,
            100.0 * summary_half_width(&balanced), 100.0 * started.mean, 100.0 * summary_half_width(&started));
        for (size_t g = 0; g < GRAPHS; g++) {
            proven += s->proven[g];
            all++;
        }
    }
    fprintf(out, "\nOf the %zu optima %zu are proven; the others are the best cuts that a tabu search found.\n", all,
            proven);
}

static void write_section(struct page *page, const struct figure *f)
{
    FILE *out = page->body;
    struct summary plain = mean_gap(f, PLAIN), balanced = mean_gap(f, BALANCED), started = mean_gap(f, STARTED);
    fprintf(
        out,
        "\n## Fig. 7: max-cut of random graphs\n\n"
        "%d graphs per size, in which half of all pairs of nodes have an edge, made by `spinfield graph rnd`; the "
        "published graphs are different ones. All walls start at x = 0, except in the runs with a random start. The "
        "table shows means over the graphs, and gaps below the optimum with 95 %% confidence intervals. A random "
        "assignment cuts half of the edges on average.\n\n",
        GRAPHS);
    write_table(out, f);
    struct page_comparison gap = {"Fig. 7: gap below the optimum, mean over N = 19 to 60",
                                  "%",
                                  100.0 * plain.mean,
                                  100.0 * plain.error,
                                  100.0 * published_gap(f),
                                  100.0 * plain.error,
                                  2};
    fprintf(out, "\nFrom N = %zu on the mean gap is %.2f ± %.2f %% (standard error), published %.2f %%: ", AVERAGED,
            gap.ours, gap.error, gap.published);
    page_difference(out, &gap);
    fprintf(out,
            ". With the balanced dendrite it is %.2f ± %.2f %% from walls at x = 0, and %.2f ± %.2f %% from a random "
            "start.\n",
            100.0 * balanced.mean, 100.0 * balanced.error, 100.0 * started.mean, 100.0 * started.error);
    fputs("\n![Cut relative to the optimum](paper/fig7.svg)\n", out);
    page_compare(page, &gap);
}

enum status figure_7(const struct setup *setup, struct page *page, struct diagnostic *diagnostic)
{
    struct figure *f = calloc(1, sizeof *f);
    if (!f) {
        return fail_memory(diagnostic);
    }
    enum status status = measure(setup, f, diagnostic);
    if (status == STATUS_OK) {
        status = draw(setup, f, diagnostic);
    }
    if (status == STATUS_OK) {
        write_section(page, f);
    }
    for (size_t i = 0; i < f->sizes; i++) {
        for (size_t g = 0; g < GRAPHS; g++) {
            graph_free(f->size[i].graph[g]);
        }
    }
    free(f);
    return status;
}
