#include "benchmarks/paper/table2.h"

#include "benchmarks/paper/figures.h"
#include "benchmarks/paper/plot.h"
#include "report/published.h"
#include "benchmarks/paper/tasks.h"

#include <math.h>
#include <stdlib.h>

enum { GRAPHS = REFERENCE_GRAPHS, SEED = 4000000 };

static const struct published *const PAPER = &published_solutions[PUBLISHED_SPINTRONIC];
static const double PUBLISHED_WORST_ENERGY = 47.6e-9; /* J; of the paper, too */

/* The variants, all walls at x = 0 at first. */
enum { AS_PUBLISHED, LOADED, TABLE_I, NARROWED, BALANCED, VARIANTS };
static const char *const NAMES[VARIANTS] = {"as published", "Table I, except V_DW by Eq. (15)", "Table I",
                                            "Table I, except edges at 45 and 55 %", "as published, balanced dendrite"};

struct result {
    struct measures *measures; /* [GRAPHS] */
    struct summary time, energy_paper, energy, share;
    double cuts; /* their sum */
};

struct figure {
    struct reference_graphs graphs;
    double optimum; /* their sum */
    struct result result[VARIANTS];
    struct measures *simulated; /* [GRAPHS] in ngspice, as published */
};

static struct cut_task task_of(const struct reference_graphs *graphs, const struct bias *bias)
{
    return (struct cut_task){.graph = graphs->graph, .graphs = GRAPHS, .bias = *bias};
}

enum status table2_measure(const struct reference_graphs *graphs, const struct bias *bias, size_t starts,
                           struct measures **measures, struct diagnostic *diagnostic)
{
    struct cut_task task = task_of(graphs, bias);
    task.random_starts = starts > 0;
    struct trials trials = {.count = GRAPHS * (starts > 0 ? starts : 1),
                            .first.seed = SEED,
                            .first.engine.tolerance = SETUP_TOLERANCE,
                            .first.make = tasks_cut,
                            .first.task = &task};
    return trials_run(&trials, measures, diagnostic);
}

double table2_sum(const struct measures *measures)
{
    double sum = 0.0;
    for (size_t k = 0; k < GRAPHS; k++) {
        sum += measures[k].quality.objective;
    }
    return sum;
}

static struct bias bias_of(size_t variant)
{
    bool wide = variant == LOADED || variant == TABLE_I;
    struct bias bias = wide ? problem_standard_bias() : tasks_published_bias();
    bias.vdw = variant == TABLE_I || variant == NARROWED ? VDW_EQ4 : VDW_LOADED;
    bias.dendrite = variant == BALANCED ? DENDRITE_BALANCED : DENDRITE_PLAIN;
    return bias;
}

static enum status measure(struct figure *f, size_t v, struct diagnostic *diagnostic)
{
    struct result *r = &f->result[v];
    struct bias bias = bias_of(v);
    double share[GRAPHS];
    enum status status = table2_measure(&f->graphs, &bias, 0, &r->measures, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    for (size_t k = 0; k < GRAPHS; k++) {
        share[k] = r->measures[k].quality.objective / f->graphs.optimum[k];
    }
    r->time = SUMMARY_OF(r->measures, time_to_solution, GRAPHS);
    r->energy_paper = SUMMARY_OF(r->measures, energy_paper, GRAPHS);
    r->energy = SUMMARY_OF(r->measures, energy, GRAPHS);
    r->share = summary_take(share, 1, GRAPHS);
    r->cuts = table2_sum(r->measures);
    return STATUS_OK;
}

static enum status simulate(const struct setup *setup, struct figure *f, struct diagnostic *diagnostic)
{
    struct bias bias = bias_of(AS_PUBLISHED);
    struct cut_task task = task_of(&f->graphs, &bias);
    struct trials trials = {.count = GRAPHS, .first.seed = SEED, .first.make = tasks_cut, .first.task = &task};
    return setup_simulate(setup, &trials, &f->simulated, diagnostic);
}

static void write_graphs(FILE *out, const struct figure *f)
{
    fputs("| graph | optimum | cut | time | energy, Eq. (19) | energy integrated | balanced: cut | time | energy "
          "integrated |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|\n",
          out);
    for (size_t k = 0; k < GRAPHS; k++) {
        const struct measures *p = &f->result[AS_PUBLISHED].measures[k], *b = &f->result[BALANCED].measures[k];
        fprintf(out, "| g05_60.%zu | %.0f | %.0f | %.1f ns | %.2f nJ | %.2f nJ | %.0f | %.1f ns | %.2f nJ |\n", k,
                f->graphs.optimum[k], p->quality.objective, p->time_to_solution * 1e9, p->energy_paper * 1e9,
                p->energy * 1e9, b->quality.objective, b->time_to_solution * 1e9, b->energy * 1e9);
    }
}

/* How far the variants of the plain dendrite lie apart, and the published time among them. */
static void write_range(FILE *out, const struct figure *f)
{
    double least = INFINITY, greatest = 0.0;
    for (size_t v = 0; v < BALANCED; v++) {
        least = fmin(least, f->result[v].time.mean);
        greatest = fmax(greatest, f->result[v].time.mean);
    }
    bool within = PAPER->time >= least && PAPER->time <= greatest;
    fprintf(out,
            "\nSmall differences decide in which direction a network leaves a saddle: the same ten graphs take %.1f to "
            "%.1f ns on average, depending on the variant. The published mean of %.0f ns is %s.\n",
            least * 1e9, greatest * 1e9, PAPER->time * 1e9, within ? "within that range" : "outside that range");
}

static void write_means(FILE *out, const struct figure *f)
{
    fprintf(out,
            "\n| | sum of cuts | of the optimum | mean time | longest | average power, Eq. (19) | energy, Eq. (19) | "
            "worst | energy integrated | worst | runs not at rest |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n"
            "| published | | | %.0f ns | | %.1f mW | %.1f nJ | %.1f nJ | | | |\n",
            PAPER->time * 1e9, PAPER->power * 1e3, PAPER->energy * 1e9, PUBLISHED_WORST_ENERGY * 1e9);
    for (size_t v = 0; v < VARIANTS; v++) {
        const struct result *r = &f->result[v];
        fprintf(out,
                "| %s | %.0f | %.2f %% | %.1f ns | %.1f ns | %.1f mW | %.2f nJ | %.2f nJ | %.2f nJ | %.2f nJ | %zu |\n",
                NAMES[v], r->cuts, 100.0 * r->cuts / f->optimum, r->time.mean * 1e9, r->time.greatest * 1e9,
                1e3 * r->energy_paper.mean / r->time.mean, r->energy_paper.mean * 1e9, r->energy_paper.greatest * 1e9,
                r->energy.mean * 1e9, r->energy.greatest * 1e9, summary_unsolved(r->measures, GRAPHS));
    }
    write_range(out, f);
    fputs("\nThe estimate of Eq. (19) does not include the balancing resistors.\n", out);
    fprintf(out,
            "\nRuns that do not come to rest are counted with the stop time: %zu of the balanced ones.\n\nThe other "
            "technologies of the paper's Table II are in [hardware.md](hardware.md).\n",
            summary_unsolved(f->result[BALANCED].measures, GRAPHS));
}

static void write_simulated(FILE *out, const struct figure *f)
{
    double time = 0.0, energy = 0.0;
    size_t other = 0;
    fputs("\nIn ngspice, as published:\n\n| graph | cut | solver | time | solver | energy integrated | solver |\n"
          "|---|--:|--:|--:|--:|--:|--:|\n",
          out);
    for (size_t k = 0; k < GRAPHS; k++) {
        const struct measures *s = &f->simulated[k], *p = &f->result[AS_PUBLISHED].measures[k];
        fprintf(out, "| g05_60.%zu | %.0f | %.0f | %.2f ns | %.2f ns | %.3f nJ | %.3f nJ |\n", k, s->quality.objective,
                p->quality.objective, s->time_to_solution * 1e9, p->time_to_solution * 1e9, s->energy * 1e9,
                p->energy * 1e9);
        time = fmax(time, fabs(s->time_to_solution / p->time_to_solution - 1.0));
        energy = fmax(energy, fabs(s->energy / p->energy - 1.0));
        other += s->quality.objective != p->quality.objective;
    }
    fprintf(out, "\n%zu of %d cuts differ; times by at most %.2g %%, energies by at most %.2g %%.\n", other, GRAPHS,
            100.0 * time, 100.0 * energy);
}

static enum status draw(const struct setup *setup, const struct figure *f, struct diagnostic *diagnostic)
{
    struct plot plot;
    enum status status = plot_begin(&plot, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    for (size_t k = 0; k < GRAPHS; k++) {
        fprintf(plot.data, "%zu %g %g %g\n", k, f->graphs.optimum[k],
                f->result[AS_PUBLISHED].measures[k].quality.objective,
                f->result[BALANCED].measures[k].quality.objective);
    }
    return plot_draw(
        setup, "table2", &plot,
        "set xlabel 'graph g05\\_60.k'\nset ylabel 'cut (edges)'\nset yrange [430:545]\nset xrange [-1:10]\n"
        "set xtics 0,1,9\nset key outside top center horizontal\nset format x '%g'\n"
        "plot $data using 1:2 with linespoints lt 5 dt 3 pt 9 title 'optimum', "
        "'' using 1:3 with linespoints lt 1 dt 3 pt 7 title 'plain dendrite', "
        "'' using 1:4 with linespoints lt 2 dt 3 pt 5 title 'balanced dendrite', "
        "442.5 with lines lt 4 dt 2 title 'half of the edges'\n",
        diagnostic);
}

static void write_section(struct page *page, const struct figure *f)
{
    FILE *out = page->body;
    const struct result *r = &f->result[AS_PUBLISHED];
    fprintf(
        out,
        "\n## Table II: max-cut of ten graphs, N = 60\n\n"
        "The graphs g05_60 of the Biq Mac library, each once with all walls at x = 0: nothing is random. The sum of "
        "the proven optima is %.0f.\n\n",
        f->optimum);
    write_graphs(out, f);
    write_means(out, f);
    write_simulated(out, f);
    fputs("\n![Cuts of the ten graphs](paper/table2.svg)\n", out);
    struct page_comparison time = {"Table II: mean time", "ns", r->time.mean * 1e9, NAN, PAPER->time * 1e9, NAN, 0};
    struct page_comparison power = {
        "Table II: average power", "mW", 1e3 * r->energy_paper.mean / r->time.mean, NAN, PAPER->power * 1e3, NAN, 1};
    struct page_comparison energy = {
        "Table II: mean energy", "nJ", r->energy_paper.mean * 1e9, NAN, PAPER->energy * 1e9, NAN, 1};
    struct page_comparison worst = {
        "Table II: greatest energy", "nJ", r->energy_paper.greatest * 1e9, NAN, PUBLISHED_WORST_ENERGY * 1e9, NAN, 1};
    page_compare(page, &time);
    page_compare(page, &power);
    page_compare(page, &energy);
    page_compare(page, &worst);
}

enum status figure_table_2(const struct setup *setup, struct page *page, struct diagnostic *diagnostic)
{
    struct figure *f = calloc(1, sizeof *f);
    if (!f) {
        return fail_memory(diagnostic);
    }
    enum status status = reference_graphs(setup->data, &f->graphs, diagnostic);
    for (size_t k = 0; k < GRAPHS; k++) {
        f->optimum += f->graphs.optimum[k];
    }
    for (size_t v = 0; v < VARIANTS && status == STATUS_OK; v++) {
        status = measure(f, v, diagnostic);
    }
    if (status == STATUS_OK) {
        status = simulate(setup, f, diagnostic);
    }
    if (status == STATUS_OK) {
        status = draw(setup, f, diagnostic);
    }
    if (status == STATUS_OK) {
        write_section(page, f);
    }
    for (size_t v = 0; v < VARIANTS; v++) {
        trials_free(f->result[v].measures, GRAPHS);
    }
    trials_free(f->simulated, GRAPHS);
    reference_graphs_clear(&f->graphs);
    free(f);
    return status;
}
