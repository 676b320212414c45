/* What the balanced dendrite gains: beyond the paper. */
#include "benchmarks/paper/figures.h"
#include "benchmarks/paper/table2.h"
#include "benchmarks/paper/tasks.h"

#include <math.h>
#include <stdlib.h>

enum { GRAPHS = REFERENCE_GRAPHS, STARTS = 30, RUNS = GRAPHS * STARTS, TRIALS = 1000, SEED = 5000000 };

/* Of the design study: measured with another program, before this one. Per cent. */
static const double STUDY_CUT[2] = {91.8, 97.0}, STUDY_BEST = 99.8, STUDY_OPTIMAL = 6.0;
static const double STUDY_ACCURACY[2] = {99.04, 100.0}, STUDY_EXACT[2] = {86.5, 99.5};

enum { PLAIN, BALANCED, DENDRITES };

struct cuts {
    struct summary share; /* of the optimum, all starts */
    double best;          /* of the optimum, the best of each graph's starts, mean over the graphs */
    size_t optimal;       /* graphs in which a start led to the optimum */
    struct summary time, energy;
    size_t unsolved;
};

struct recall {
    struct summary accuracy, energy;
    double exact; /* share of trials without a wrong bit */
};

static struct bias bias_of(size_t dendrite)
{
    struct bias bias = problem_standard_bias();
    bias.dendrite = dendrite == BALANCED ? DENDRITE_BALANCED : DENDRITE_PLAIN;
    return bias;
}

static enum status measure_cuts(const struct reference_graphs *graphs, size_t dendrite, struct cuts *cuts,
                                struct diagnostic *diagnostic)
{
    struct bias bias = bias_of(dendrite);
    struct measures *measures;
    double share[RUNS], best[GRAPHS] = {0.0};
    enum status status = table2_measure(graphs, &bias, STARTS, &measures, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    for (size_t k = 0; k < RUNS; k++) {
        share[k] = measures[k].quality.objective / graphs->optimum[k % GRAPHS];
        best[k % GRAPHS] = fmax(best[k % GRAPHS], share[k]);
    }
    *cuts = (struct cuts){
        .share = summary_take(share, 1, RUNS),
        .best = summary_take(best, 1, GRAPHS).mean,
        .time = SUMMARY_OF(measures, time_to_solution, RUNS),
        .energy = SUMMARY_OF(measures, energy, RUNS),
        .unsolved = summary_unsolved(measures, RUNS),
    };
    for (size_t g = 0; g < GRAPHS; g++) {
        cuts->optimal += best[g] >= 1.0;
    }
    trials_free(measures, RUNS);
    return STATUS_OK;
}

static enum status measure_recall(size_t n, size_t patterns, double distortion, size_t dendrite, struct recall *recall,
                                  struct diagnostic *diagnostic)
{
    struct recall_task task = {.n = n, .patterns = patterns, .distortion = distortion, .bias = bias_of(dendrite)};
    struct trials trials = {.count = TRIALS,
                            .first.seed = SEED,
                            .first.engine.tolerance = SETUP_TOLERANCE,
                            .first.make = tasks_recall,
                            .first.task = &task};
    struct measures *measures;
    enum status status = trials_run(&trials, &measures, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    *recall = (struct recall){
        .accuracy = SUMMARY_OF(measures, quality.accuracy, TRIALS),
        .energy = SUMMARY_OF(measures, energy, TRIALS),
    };
    for (size_t k = 0; k < TRIALS; k++) {
        recall->exact += (measures[k].quality.accuracy == 1.0) / (double)TRIALS;
    }
    trials_free(measures, TRIALS);
    return STATUS_OK;
}

/* 95 % confidence interval of a share of TRIALS, in per cent. Wilson, J. Am. Stat. Assoc. 22, 209 (1927). */
static void write_wilson(FILE *out, double share)
{
    const double z = 1.959964, n = TRIALS;
    double centre = (share + 0.5 * z * z / n) / (1.0 + z * z / n);
    double half = z * sqrt(share * (1.0 - share) / n + 0.25 * z * z / (n * n)) / (1.0 + z * z / n);
    fprintf(out, " %.1f %% (%.1f to %.1f) |", 100.0 * share, 100.0 * (centre - half), 100.0 * (centre + half));
}

static void write_cuts(FILE *out, const struct cuts cuts[DENDRITES])
{
    fprintf(out, "| ten g05_60 graphs, %d random starts each: cut, of the optimum |", STARTS);
    for (size_t d = 0; d < DENDRITES; d++) {
        fprintf(out, " %.2f ± %.2f %% |", 100.0 * cuts[d].share.mean, 100.0 * summary_half_width(&cuts[d].share));
    }
    fprintf(out, " %.1f → %.1f %% |\n| the same, best of the starts | %.2f %% | %.2f %% | %.1f %% |\n", STUDY_CUT[0],
            STUDY_CUT[1], 100.0 * cuts[PLAIN].best, 100.0 * cuts[BALANCED].best, STUDY_BEST);
    fprintf(out, "| the same, graphs of ten with the optimum itself | %zu | %zu | %.0f |\n", cuts[PLAIN].optimal,
            cuts[BALANCED].optimal, STUDY_OPTIMAL);
    fprintf(out, "| the same, mean time | %.1f ns | %.1f ns | |\n", cuts[PLAIN].time.mean * 1e9,
            cuts[BALANCED].time.mean * 1e9);
    fprintf(out, "| the same, runs with a wall in motion after %g µs | %zu | %zu | |\n",
            problem_standard_bias().t_stop * 1e6, cuts[PLAIN].unsolved, cuts[BALANCED].unsolved);
}

static void write_energy(FILE *out, const char *what, double plain, double balanced)
{
    fprintf(out, "| energy integrated, %s | %.2f nJ | %.2f nJ (%+.0f %%) | +20 to +50 %% |\n", what, plain * 1e9,
            balanced * 1e9, 100.0 * (balanced / plain - 1.0));
}

enum status figure_balanced(const struct setup *setup, struct page *page, struct diagnostic *diagnostic)
{
    struct reference_graphs graphs;
    struct cuts cuts[DENDRITES];
    struct recall two[DENDRITES], three[DENDRITES], one[DENDRITES];
    enum status status = reference_graphs(setup->data, &graphs, diagnostic);
    for (size_t d = 0; d < DENDRITES && status == STATUS_OK; d++) {
        status = measure_cuts(&graphs, d, &cuts[d], diagnostic);
        status = status == STATUS_OK ? measure_recall(29, 2, -1.0, d, &two[d], diagnostic) : status;
        status = status == STATUS_OK ? measure_recall(100, 3, 0.3, d, &three[d], diagnostic) : status;
        status = status == STATUS_OK ? measure_recall(60, 1, 0.5, d, &one[d], diagnostic) : status;
    }
    reference_graphs_clear(&graphs);
    if (status != STATUS_OK) {
        return status;
    }
    FILE *out = page->body;
    fprintf(out,
            "\n## Beyond the paper: the balanced dendrite\n\n"
            "One resistor per dendrite cancels the constant part of the synapses' current (Eq. (20), `--dendrite "
            "balanced`). Table I and Eq. (14), %d trials per recall. The last column shows the results of the design "
            "study, "
            "from another program.\n\n"
            "| result | plain | balanced | design study |\n|---|--:|--:|--:|\n",
            TRIALS);
    write_cuts(out, cuts);
    fputs("| N = 29, two patterns, random starts: bit accuracy |", out);
    for (size_t d = 0; d < DENDRITES; d++) {
        fprintf(out, " %.2f ± %.2f %% |", 100.0 * two[d].accuracy.mean, 100.0 * summary_half_width(&two[d].accuracy));
    }
    fprintf(out, " %.2f → %.0f %% |\n| N = 100, three patterns, 30 %% flipped: exact recall |", STUDY_ACCURACY[0],
            STUDY_ACCURACY[1]);
    for (size_t d = 0; d < DENDRITES; d++) {
        write_wilson(out, three[d].exact);
    }
    fprintf(out, " %.1f → %.1f %% |\n| N = 60, one pattern, 50 %% flipped (a tie): exact recall |", STUDY_EXACT[0],
            STUDY_EXACT[1]);
    for (size_t d = 0; d < DENDRITES; d++) {
        write_wilson(out, one[d].exact);
    }
    fputs(" ties gone |\n", out);
    write_energy(out, "max-cut", cuts[PLAIN].energy.mean, cuts[BALANCED].energy.mean);
    write_energy(out, "N = 29", two[PLAIN].energy.mean, two[BALANCED].energy.mean);
    write_energy(out, "N = 100", three[PLAIN].energy.mean, three[BALANCED].energy.mean);
    return STATUS_OK;
}
