#include "benchmarks/paper/fig5.h"

#include "benchmarks/paper/figures.h"
#include "benchmarks/paper/plot.h"
#include "benchmarks/paper/reference.h"
#include "benchmarks/paper/tasks.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PATTERNS = 4, COLUMNS = 1 + PATTERNS, GREATEST_SIZES = 64, SIMULATED = 10, SEED = 2000000 };

struct point {
    struct summary accuracy;
    size_t unsolved;
    double published;
};

/* All points of the figure, and how ngspice did. */
struct figure {
    size_t sizes, n[GREATEST_SIZES];
    struct point point[GREATEST_SIZES][PATTERNS];
    size_t simulated, other_states,
        other_bits;        /* runs in ngspice, those with other bits at the end, and all of these */
    double greatest_share; /* |difference of times| over the solver's, of the equal ones */
};

static struct recall_task task_of(size_t n, size_t patterns)
{
    return (struct recall_task){.n = n, .patterns = patterns, .distortion = -1.0, .bias = tasks_published_bias()};
}

static struct trials trials_of(const struct recall_task *task)
{
    return (struct trials){
        .count = FIG5_TRIALS,
        .first.seed = SEED + FIG5_TRIALS * (PATTERNS * task->n + task->patterns),
        .first.engine.tolerance = SETUP_TOLERANCE,
        .first.make = tasks_recall,
        .first.task = task,
    };
}

enum status fig5_measure(size_t n, size_t patterns, struct measures **measures, struct diagnostic *diagnostic)
{
    struct recall_task task = task_of(n, patterns);
    struct trials trials = trials_of(&task);
    return trials_run(&trials, measures, diagnostic);
}

/* Runs the first trials of a point in ngspice too. */
static enum status simulate(const struct setup *setup, struct figure *f, size_t n, size_t patterns,
                            const struct measures *solved, struct diagnostic *diagnostic)
{
    struct recall_task task = task_of(n, patterns);
    struct trials trials = trials_of(&task);
    struct measures *simulated;
    trials.count = SIMULATED;
    enum status status = setup_simulate(setup, &trials, &simulated, diagnostic);
    for (size_t k = 0; k < SIMULATED && status == STATUS_OK; k++) {
        size_t other = 0;
        for (size_t i = 0; i < n; i++) {
            other += simulated[k].state[i] != solved[k].state[i];
        }
        double share = fabs(simulated[k].time_to_solution - solved[k].time_to_solution) / solved[k].time_to_solution;
        f->simulated++;
        f->other_states += other > 0;
        f->other_bits += other;
        f->greatest_share = other == 0 ? fmax(f->greatest_share, share) : f->greatest_share;
    }
    trials_free(simulated, SIMULATED);
    return status;
}

static enum status measure(const struct setup *setup, struct figure *f, struct diagnostic *diagnostic)
{
    double *row;
    size_t rows;
    enum status status = reference_figure(setup->data, "fig5", COLUMNS, &row, &rows, diagnostic);
    for (size_t i = 0; i < rows && i < GREATEST_SIZES && status == STATUS_OK; i++) {
        f->n[i] = (size_t)row[i * COLUMNS];
        f->sizes = i + 1;
        for (size_t p = 0; p < PATTERNS && status == STATUS_OK; p++) {
            struct measures *measures;
            status = fig5_measure(f->n[i], p + 1, &measures, diagnostic);
            if (status == STATUS_OK) {
                f->point[i][p] = (struct point){SUMMARY_OF(measures, quality.accuracy, FIG5_TRIALS),
                                                summary_unsolved(measures, FIG5_TRIALS), row[i * COLUMNS + 1 + p]};
                status = simulate(setup, f, f->n[i], p + 1, measures, diagnostic);
                trials_free(measures, FIG5_TRIALS);
            }
        }
    }
    free(row);
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
        fprintf(plot.data, "%zu", f->n[i]);
        for (size_t p = 0; p < PATTERNS; p++) {
            const struct point *point = &f->point[i][p];
            fprintf(plot.data, " %g %g %g", 100.0 * point->published, 100.0 * point->accuracy.mean,
                    100.0 * summary_half_width(&point->accuracy));
        }
        fputc('\n', plot.data);
    }
    return plot_draw(setup, "fig5", &plot,
                     "set xlabel 'neurons'\nset ylabel 'bit accuracy (%)'\nset xrange [2:30]\nset yrange [85:100.5]\n"
                     "set key bottom right maxrows 4\n"
                     "plot for [p=1:4] $data using 1:3*p-1 with lines lt p title sprintf('%d published', p), "
                     "for [p=1:4] $data using ($1+0.1*(p-2.5)):3*p:3*p+1 with yerrorbars lt p pt 7 ps 0.5 "
                     "title sprintf('%d ours', p)\n",
                     diagnostic);
}

static void write_table(FILE *out, const struct figure *f)
{
    fputs("| N |", out);
    for (int p = 1; p <= PATTERNS; p++) {
        fprintf(out, " %d published | ours |", p);
    }
    fputs("\n|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n", out);
    for (size_t i = 0; i < f->sizes; i++) {
        fprintf(out, "| %zu |", f->n[i]);
        for (size_t p = 0; p < PATTERNS; p++) {
            const struct point *point = &f->point[i][p];
            fprintf(out, " %.2f | %.2f ± %.2f |", 100.0 * point->published, 100.0 * point->accuracy.mean,
                    100.0 * summary_half_width(&point->accuracy));
        }
        fputc('\n', out);
    }
}

/* How the points with scatter differ from the published, which are taken to scatter as ours do. */
static void write_verdict(FILE *out, const struct figure *f)
{
    size_t points = 0, apart = 0, exact = 0, unsolved = 0;
    double squares = 0.0;
    for (size_t i = 0; i < f->sizes; i++) {
        for (size_t p = 0; p < PATTERNS; p++) {
            const struct point *point = &f->point[i][p];
            double difference = point->accuracy.mean - point->published;
            unsolved += point->unsolved;
            if (point->accuracy.error > 0.0) {
                points++;
                apart += fabs(difference) > M_SQRT2 * summary_half_width(&point->accuracy);
                squares += pow(difference / (M_SQRT2 * point->accuracy.error), 2.0);
            } else {
                exact += difference == 0.0;
            }
        }
    }
    fprintf(
        out,
        "\n%zu points have no scatter in our trials and are equal to the published ones. The other %zu are compared by "
        "the 95 %% interval of the difference of two such samples: %zu outside of it, and %.1f expected by chance. "
        "For all of them together chi-squared is %.1f for %zu points; chance makes it as large or larger with a "
        "probability of %.2g.\n",
        exact, points, apart, 0.05 * (double)points, squares, points, gsl_cdf_chisq_Q(squares, (double)points));
    fprintf(out, "\n%zu of the %zu runs still had a moving wall after %g µs; their states at that time are used.\n",
            unsolved, f->sizes * PATTERNS * FIG5_TRIALS, problem_standard_bias().t_stop * 1e6);
    fprintf(
        out,
        "\nIn ngspice: the first %d trials of each point, %zu in all. %zu ended in another state than with the solver "
        "(%zu bits in all); where the states are equal, times differ by at most %.2g %%.\n",
        SIMULATED, f->simulated, f->other_states, f->other_bits, 100.0 * f->greatest_share);
}

/* Puts the mean over all sizes from `least` on into the summary. */
static void compare(struct page *page, const struct figure *f, size_t p, size_t least, const char *what)
{
    double ours = 0.0, published = 0.0, variance = 0.0;
    size_t count = 0;
    for (size_t i = 0; i < f->sizes; i++) {
        if (f->n[i] >= least) {
            const struct point *point = &f->point[i][p - 1];
            ours += point->accuracy.mean;
            published += point->published;
            variance += point->accuracy.error * point->accuracy.error;
            count++;
        }
    }
    double k = (double)count, error = 100.0 * sqrt(variance) / k;
    struct page_comparison comparison = {what, "%", 100.0 * ours / k, error, 100.0 * published / k, error, 2};
    page_compare(page, &comparison);
}

static void write_section(struct page *page, const struct figure *f)
{
    FILE *out = page->body;
    fprintf(
        out,
        "\n## Fig. 5: bit accuracy of random patterns\n\n"
        "%d trials per point, each with new random patterns and a random start. Per cent of the bits that agree with "
        "the nearest pattern or inverse of one, with the 95 %% confidence interval of the mean (Student, from the "
        "scatter of the trials). A pattern's inverse is as stable as the pattern. With V_DW by Eq. (14) three "
        "neurons would not switch at all (Eq. (17)).\n\n",
        FIG5_TRIALS);
    write_table(out, f);
    write_verdict(out, f);
    fputs("\n![Bit accuracy over the number of neurons](paper/fig5.svg)\n", out);
    compare(page, f, 2, 19, "Fig. 5: bit accuracy, two patterns, mean over N = 19 to 29");
    compare(page, f, 3, 19, "Fig. 5: the same, three patterns");
    compare(page, f, 4, 19, "Fig. 5: the same, four patterns");
}

enum status figure_5(const struct setup *setup, struct page *page, struct diagnostic *diagnostic)
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
    free(f);
    return status;
}
