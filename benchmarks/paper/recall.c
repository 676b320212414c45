/* Sec. IV-B: recall of one random pattern by 60 neurons, with the variants of circuit and task that the paper's text
 * leaves open. */
#include "benchmarks/paper/recall.h"

#include "benchmarks/paper/figures.h"
#include "benchmarks/paper/plot.h"

#include <math.h>
#include <stdlib.h>

/* Of the paper, Sec. IV-B: means and greatest values of 1,000 trials. */
static const double PUBLISHED_TIME = RECALL_PUBLISHED_TIME, PUBLISHED_WORST_TIME = 113e-9; /* s */
static const double PUBLISHED_POWER = 44.3e-3;                                             /* W */
static const double PUBLISHED_ENERGY = 3.60e-9, PUBLISHED_WORST_ENERGY = 5.23e-9;          /* J */

enum { PUBLISHED_TRIALS = 1000, BLOCKS = 10, TRIALS = BLOCKS * PUBLISHED_TRIALS };

/* Of the table below: the defaults of `spinfield gen`, and what the rest of the page uses. */
enum { TABLE_I, LOADED, NARROWED, AS_PUBLISHED, LOADED_LONGER };

static const double NARROW = 10e-9; /* m: junction edges at 45 and 55 % of the track */

struct variant {
    const char *name;
    size_t n;
    enum vdw_form vdw;
    double width;      /* of the junction, m; 0: Table I */
    double load;       /* s; 0: computed */
    double v_c;        /* V */
    double distortion; /* negative: a random start */
};

static const struct variant VARIANTS[] = {
    {"Table I", 60, VDW_EQ4, 0.0, 0.0, 0.1, -1.0},
    {"Table I, except V_DW by Eq. (15)", 60, VDW_LOADED, 0.0, 0.0, 0.1, -1.0},
    {"Table I, except edges at 45 and 55 %", 60, VDW_EQ4, NARROW, 0.0, 0.1, -1.0},
    {"as published (both)", 60, VDW_LOADED, NARROW, 0.0, 0.1, -1.0},
    {"the same, load phase of 15.89 ns as for Table I", 60, VDW_LOADED, NARROW, RECALL_TABLE_I_LOAD, 0.1, -1.0},
    {"as published, V_C = 0.25 V", 60, VDW_LOADED, NARROW, 0.0, 0.25, -1.0},
    {"as published, N = 59: no ties", 59, VDW_LOADED, NARROW, 0.0, 0.1, -1.0},
    {"as published, N = 61: no ties", 61, VDW_LOADED, NARROW, 0.0, 0.1, -1.0},
    {"as published, starts with 40 % of the bits flipped", 60, VDW_LOADED, NARROW, 0.0, 0.1, 0.4},
    {"as published, starts with 50 % flipped: only ties", 60, VDW_LOADED, NARROW, 0.0, 0.1, 0.5},
};
enum { VARIANTS_COUNT = sizeof VARIANTS / sizeof *VARIANTS };

/* What the trials of a variant gave. */
struct result {
    struct summary time, energy_paper, energy, accuracy;
    double worst_time, least_worst, greatest_worst; /* of 1,000 trials: mean and range over the blocks, s */
    double worst_energy;                            /* J */
    double slow;                                    /* share of trials slower than the published worst */
    size_t unsolved;
};

enum status recall_measure(const struct bias *bias, size_t n, double distortion, size_t count,
                           struct measures **measures, struct diagnostic *diagnostic)
{
    struct recall_task task = {.n = n, .patterns = 1, .distortion = distortion, .bias = *bias};
    struct trials trials = {.count = count,
                            .first.seed = RECALL_SEED,
                            .first.engine.tolerance = SETUP_TOLERANCE,
                            .first.make = tasks_recall,
                            .first.task = &task};
    return trials_run(&trials, measures, diagnostic);
}

static void take_worst(const struct measures *measures, struct result *result)
{
    double worst[BLOCKS];
    for (size_t b = 0; b < BLOCKS; b++) {
        const struct measures *block = measures + b * PUBLISHED_TRIALS;
        struct summary time = SUMMARY_OF(block, time_to_solution, PUBLISHED_TRIALS);
        struct summary energy = SUMMARY_OF(block, energy_paper, PUBLISHED_TRIALS);
        worst[b] = time.greatest;
        result->worst_energy += energy.greatest / BLOCKS;
    }
    struct summary summary = summary_take(worst, 1, BLOCKS);
    result->worst_time = summary.mean;
    result->least_worst = summary.least;
    result->greatest_worst = summary.greatest;
}

static void sum_up(const struct measures *measures, struct result *result)
{
    *result = (struct result){
        .time = SUMMARY_OF(measures, time_to_solution, TRIALS),
        .energy_paper = SUMMARY_OF(measures, energy_paper, TRIALS),
        .energy = SUMMARY_OF(measures, energy, TRIALS),
        .accuracy = SUMMARY_OF(measures, quality.accuracy, TRIALS),
        .unsolved = summary_unsolved(measures, TRIALS),
    };
    for (size_t k = 0; k < TRIALS; k++) {
        result->slow += (measures[k].time_to_solution > PUBLISHED_WORST_TIME) / (double)TRIALS;
    }
    take_worst(measures, result);
}

/* The distribution of times, for the picture: share of the trials in each nanosecond. */
static enum status write_histogram(const struct setup *setup, const struct measures *measures,
                                   struct diagnostic *diagnostic)
{
    enum { LONGEST = 160 };
    size_t count[LONGEST] = {0};
    struct plot plot;
    for (size_t k = 0; k < TRIALS; k++) {
        size_t bin = (size_t)(measures[k].time_to_solution * 1e9);
        count[bin < LONGEST ? bin : LONGEST - 1]++;
    }
    enum status status = plot_begin(&plot, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    for (size_t bin = 0; bin < LONGEST; bin++) {
        fprintf(plot.data, "%g %g\n", (double)bin + 0.5, 100.0 * (double)count[bin] / TRIALS);
    }
    return plot_draw(setup, "recall", &plot,
                     "set xlabel 'time to solution (ns)'\nset ylabel 'trials in each nanosecond (%)'\n"
                     "set xrange [65:125]\nset yrange [0:*]\nset boxwidth 1\nset style fill solid 0.5 noborder\n"
                     "set arrow from 81.2, graph 0 to 81.2, graph 1 nohead lt 2\n"
                     "set arrow from 113, graph 0 to 113, graph 1 nohead lt 5\n"
                     "set key at graph 0.74,0.97\n"
                     "plot $data using 1:2 with boxes lt 1 title 'ours, as published', "
                     "1/0 with lines lt 2 title 'published mean', 1/0 with lines lt 5 title 'published worst'\n",
                     diagnostic);
}

static enum status run_variant(const struct setup *setup, size_t v, struct result *result,
                               struct diagnostic *diagnostic)
{
    const struct variant *variant = &VARIANTS[v];
    struct bias bias = problem_standard_bias();
    struct measures *measures;
    bias.vdw = variant->vdw;
    bias.v_c = variant->v_c;
    if (variant->width > 0.0) {
        bias.soma.width = bias.axon.width = variant->width;
    }
    if (variant->load > 0.0) {
        bias.t_load = variant->load;
    }
    enum status status = recall_measure(&bias, variant->n, variant->distortion, TRIALS, &measures, diagnostic);
    if (status == STATUS_OK) {
        sum_up(measures, result);
        if (v == AS_PUBLISHED) {
            status = write_histogram(setup, measures, diagnostic);
        }
        trials_free(measures, TRIALS);
    }
    return status;
}

/* The standard error that a published mean of 1,000 trials has, if they scatter as ours. */
static double published_error(const struct summary *summary)
{
    return summary->error * sqrt((double)summary->count / PUBLISHED_TRIALS);
}

static struct page_comparison compare_time(const struct result *r, const char *what)
{
    return (struct page_comparison){
        what, "ns", r->time.mean * 1e9, r->time.error * 1e9, PUBLISHED_TIME * 1e9, published_error(&r->time) * 1e9, 1};
}

static void write_table(FILE *out, const struct result *result)
{
    fprintf(out,
            "| variant | mean time | worst of 1,000 (range) | slower than %.0f ns | average power | energy, Eq. (19) | "
            "worst | energy integrated | wrong bits | mean time beside the published |\n"
            "|---|--:|--:|--:|--:|--:|--:|--:|--:|---|\n"
            "| published | %.1f ns | %.0f ns | | %.1f mW | %.2f nJ | %.2f nJ | | | |\n",
            PUBLISHED_WORST_TIME * 1e9, PUBLISHED_TIME * 1e9, PUBLISHED_WORST_TIME * 1e9, PUBLISHED_POWER * 1e3,
            PUBLISHED_ENERGY * 1e9, PUBLISHED_WORST_ENERGY * 1e9);
    for (size_t v = 0; v < VARIANTS_COUNT; v++) {
        const struct result *r = &result[v];
        struct page_comparison time = compare_time(r, "");
        fprintf(out,
                "| %s | %.2f ± %.2f ns | %.1f (%.1f to %.1f) ns | %.2f %% | %.1f mW | %.3f ± %.3f nJ | %.2f nJ | "
                "%.3f ± %.3f nJ | %.2f %% | ",
                VARIANTS[v].name, r->time.mean * 1e9, r->time.error * 1e9, r->worst_time * 1e9, r->least_worst * 1e9,
                r->greatest_worst * 1e9, 100.0 * r->slow, 1e3 * r->energy_paper.mean / r->time.mean,
                r->energy_paper.mean * 1e9, r->energy_paper.error * 1e9, r->worst_energy * 1e9, r->energy.mean * 1e9,
                r->energy.error * 1e9, 100.0 * (1.0 - r->accuracy.mean));
        page_difference(out, &time);
        fputs(" |\n", out);
    }
}

static void write_verdict(FILE *out, const struct result *result)
{
    const double near = 2.0; /* standard errors */
    size_t found = 0;
    fprintf(out, "\nWithin %g standard errors of the published mean time of %.1f ns:", near, PUBLISHED_TIME * 1e9);
    for (size_t v = 0; v < VARIANTS_COUNT; v++) {
        struct page_comparison time = compare_time(&result[v], "");
        if (page_deviation(&time) <= near) {
            fprintf(out, "%s %s (%.2f ns)", found++ ? ";" : "", VARIANTS[v].name, result[v].time.mean * 1e9);
        }
    }
    fprintf(out, "%s.\n\nWith Table I the mean is ", found ? "" : " none");
    struct page_comparison plain = compare_time(&result[TABLE_I], "");
    struct page_comparison published = compare_time(&result[AS_PUBLISHED], "");
    page_difference(out, &plain);
    fputs("; as published, with the load phase that this circuit needs, it is ", out);
    page_difference(out, &published);
    fprintf(out, ". The axons' tracks in V_DW alone add %.2f ns, the narrow junction %.2f ns, both together %.2f ns.\n",
            1e9 * (result[LOADED].time.mean - result[TABLE_I].time.mean),
            1e9 * (result[NARROWED].time.mean - result[TABLE_I].time.mean),
            1e9 * (result[AS_PUBLISHED].time.mean - result[TABLE_I].time.mean));
    double slow = result[AS_PUBLISHED].slow;
    fprintf(out,
            "\n%.2f %% of our trials as published are slower than %.0f ns, the longest published time. 1,000 trials "
            "without a slower one have a probability of %.1g.\n",
            100.0 * slow, PUBLISHED_WORST_TIME * 1e9, pow(1.0 - slow, PUBLISHED_TRIALS));
}

/* What Eq. (19) makes of the published times, with V_DW in both forms. */
static enum status write_estimates(FILE *out, struct diagnostic *diagnostic)
{
    fprintf(out, "\nThe published energies follow from the published times by Eq. (19). For %.1f and %.0f ns it gives",
            PUBLISHED_TIME * 1e9, PUBLISHED_WORST_TIME * 1e9);
    for (size_t form = 0; form < 2; form++) {
        struct recall_task task = {.n = 60, .patterns = 1, .distortion = -1.0, .bias = problem_standard_bias()};
        struct trial trial = {.make = tasks_recall, .task = &task, .seed = RECALL_SEED};
        struct network *network;
        task.bias.vdw = form == 0 ? VDW_EQ4 : VDW_LOADED;
        enum status status = trial_network(&trial, &network, diagnostic);
        if (status != STATUS_OK) {
            return status;
        }
        double mean = measures_paper_energy(network, PUBLISHED_TIME);
        fprintf(out, "%s %.2f nJ (%.1f mW) and %.2f nJ with V_DW by Eq. (%d)", form == 0 ? "" : ",", mean * 1e9,
                1e3 * mean / PUBLISHED_TIME, measures_paper_energy(network, PUBLISHED_WORST_TIME) * 1e9,
                form == 0 ? 14 : 15);
        network_free(network);
    }
    fprintf(out, ". The published energies are %.2f nJ (%.1f mW) and %.2f nJ.\n", PUBLISHED_ENERGY * 1e9,
            PUBLISHED_POWER * 1e3, PUBLISHED_WORST_ENERGY * 1e9);
    return STATUS_OK;
}

static enum status write_section(struct page *page, const struct result *result, struct diagnostic *diagnostic)
{
    FILE *out = page->body;
    fprintf(
        out,
        "\n## Sec. IV-B: recall of one pattern, N = 60\n\n"
        "%d,000 trials per variant, each with a random pattern and, except in the last two, a random start. Table I "
        "gives a junction of 20 nm (edges at 40 and 60 %% of the track); the published solver had edges at 45 and 55 "
        "%%. Published means are of 1,000 trials. With even N there are ties: starts that agree with the pattern in "
        "exactly half of the bits.\n\n",
        TRIALS / 1000);
    write_table(out, result);
    write_verdict(out, result);
    enum status status = write_estimates(out, diagnostic);
    fputs("\n![Distribution of times](paper/recall.svg)\n", out);
    const struct result *r = &result[AS_PUBLISHED];
    struct page_comparison time = compare_time(r, "Sec. IV-B, N = 60, one pattern: mean time");
    struct page_comparison loaded =
        compare_time(&result[LOADED_LONGER], "Sec. IV-B: the same, load phase as for Table I");
    struct page_comparison energy = {"Sec. IV-B: mean energy, Eq. (19)",
                                     "nJ",
                                     r->energy_paper.mean * 1e9,
                                     r->energy_paper.error * 1e9,
                                     PUBLISHED_ENERGY * 1e9,
                                     published_error(&r->energy_paper) * 1e9,
                                     2};
    struct page_comparison power = {"Sec. IV-B: average power",
                                    "mW",
                                    1e3 * r->energy_paper.mean / r->time.mean,
                                    NAN,
                                    PUBLISHED_POWER * 1e3,
                                    NAN,
                                    1};
    struct page_comparison worst = {
        "Sec. IV-B: longest time of 1,000 trials", "ns", r->worst_time * 1e9, NAN, PUBLISHED_WORST_TIME * 1e9, NAN, 0};
    struct page_comparison most = {"Sec. IV-B: greatest energy of 1,000 trials",
                                   "nJ",
                                   r->worst_energy * 1e9,
                                   NAN,
                                   PUBLISHED_WORST_ENERGY * 1e9,
                                   NAN,
                                   2};
    page_compare(page, &time);
    page_compare(page, &loaded);
    page_compare(page, &worst);
    page_compare(page, &power);
    page_compare(page, &energy);
    page_compare(page, &most);
    return status;
}

enum status figure_recall(const struct setup *setup, struct page *page, struct diagnostic *diagnostic)
{
    struct result result[VARIANTS_COUNT];
    enum status status = STATUS_OK;
    for (size_t v = 0; v < VARIANTS_COUNT && status == STATUS_OK; v++) {
        status = run_variant(setup, v, &result[v], diagnostic);
    }
    if (status == STATUS_OK) {
        status = write_section(page, result, diagnostic);
    }
    return status;
}
