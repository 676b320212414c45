/* The checks of `make check`: a few figures of the page, in short runs. */
#include "benchmarks/paper/fig5.h"
#include "benchmarks/paper/fig6.h"
#include "benchmarks/paper/figures.h"
#include "report/published.h"
#include "benchmarks/paper/recall.h"
#include "benchmarks/paper/table2.h"

#include <math.h>
#include <stdlib.h>

enum { TRIALS = 1000 };

static const double TIME_TABLE_I = 79.64e-9; /* s: mean of 20,000 trials of Table I; docs/paper.md has 10,000 */
static const double TRIALS_TABLE_I = 20000.0, TRIALS_PUBLISHED = 1000.0;

static const double CUTS = 4939.0, CUTS_SHARE = 0.001; /* sum over the ten graphs g05_60, plain dendrite, Table I */
static const double LEAST_ACCURACY = 0.96;             /* three patterns beyond N = 17. Paper, Fig. 5 */
static const double LEAST_EQUAL = 0.995;               /* share of the published runs with letters */

/* Prints one line; STATUS_UNMET where the check does not hold. */
static enum status tell(bool holds, const char *what, struct diagnostic *diagnostic)
{
    printf("paper: %s: %s\n", holds ? "ok" : "FAILED", what);
    return holds ? STATUS_OK : fail(diagnostic, STATUS_UNMET, "error: a figure is not reproduced: %s", what);
}

static enum status check_time(const struct bias *bias, const char *variant, double expected, double count,
                              struct diagnostic *diagnostic)
{
    struct measures *measures;
    char text[200];
    enum status status = recall_measure(bias, 60, -1.0, TRIALS, &measures, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    struct summary time = SUMMARY_OF(measures, time_to_solution, TRIALS);
    double error = time.error * sqrt(1.0 + TRIALS / count), deviation = fabs(time.mean - expected) / error;
    trials_free(measures, TRIALS);
    snprintf(text, sizeof text, "N = 60, %s: mean time %.2f ns, %.1f of at most 3 standard errors from %.2f ns",
             variant, time.mean * 1e9, deviation, expected * 1e9);
    return tell(deviation <= 3.0, text, diagnostic);
}

/* The two variants of docs/paper.md that give the published mean, and the default. */
static enum status check_times(struct diagnostic *diagnostic)
{
    struct bias table_i = problem_standard_bias(), loaded = table_i, published = tasks_published_bias();
    loaded.vdw = VDW_LOADED;
    published.t_load = RECALL_TABLE_I_LOAD;
    enum status status = check_time(&table_i, "Table I", TIME_TABLE_I, TRIALS_TABLE_I, diagnostic);
    if (status <= STATUS_UNMET) {
        enum status other =
            check_time(&loaded, "V_DW by Eq. (15)", RECALL_PUBLISHED_TIME, TRIALS_PUBLISHED, diagnostic);
        status = other != STATUS_OK ? other : status;
    }
    if (status <= STATUS_UNMET) {
        enum status other = check_time(&published, "as published, load phase of Table I", RECALL_PUBLISHED_TIME,
                                       TRIALS_PUBLISHED, diagnostic);
        status = other != STATUS_OK ? other : status;
    }
    return status;
}

static enum status check_cuts(const char *data, struct diagnostic *diagnostic)
{
    struct bias bias = problem_standard_bias();
    struct reference_graphs graphs;
    struct measures *measures;
    enum status status = reference_graphs(data, &graphs, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    status = table2_measure(&graphs, &bias, 0, &measures, diagnostic);
    if (status == STATUS_OK) {
        double sum = table2_sum(measures), share = fabs(sum / CUTS - 1.0);
        trials_free(measures, REFERENCE_GRAPHS);
        char text[200];
        snprintf(text, sizeof text, "ten g05_60 graphs: sum of cuts %.0f, %.2f %% of at most %.1f %% from %.0f", sum,
                 100.0 * share, 100.0 * CUTS_SHARE, CUTS);
        status = tell(share <= CUTS_SHARE, text, diagnostic);
    }
    reference_graphs_clear(&graphs);
    return status;
}

static bool same_figure(double ours, double theirs)
{
    return isnan(ours) ? isnan(theirs) : fabs(ours - theirs) <= 1e-12 * theirs; /* rounding of the unit */
}

/* What pages show of other technologies is what the reference data have. */
static enum status check_technologies(const char *data, struct diagnostic *diagnostic)
{
    bool equal = true;
    for (int k = 0; k < PUBLISHED; k++) {
        const struct published *p = &published_solutions[k];
        double value[3];
        enum status status = reference_technology(data, p->technology, value, diagnostic);
        if (status != STATUS_OK) {
            return status;
        }
        equal = equal && same_figure(p->time * 1e9, value[0]) && same_figure(p->power * 1e3, value[1]) &&
                same_figure(p->energy * 1e9, value[2]);
    }
    return tell(equal, "Table II: the figures of all technologies are those of the reference data", diagnostic);
}

/* The mean over N = 19 to 29; its lower 97.5 % bound counts. */
static enum status check_accuracy(struct diagnostic *diagnostic)
{
    const size_t first = 19, last = 29;
    double mean = 0.0, variance = 0.0, sizes = 0.0;
    char text[200];
    for (size_t n = first; n <= last; n += 2) {
        struct measures *measures;
        enum status status = fig5_measure(n, 3, &measures, diagnostic);
        if (status != STATUS_OK) {
            return status;
        }
        struct summary accuracy = SUMMARY_OF(measures, quality.accuracy, FIG5_TRIALS);
        trials_free(measures, FIG5_TRIALS);
        mean += accuracy.mean;
        variance += accuracy.error * accuracy.error;
        sizes++;
    }
    mean /= sizes;
    double bound = mean - 1.96 * sqrt(variance) / sizes;
    snprintf(text, sizeof text,
             "three patterns, N = %zu to %zu: bit accuracy %.4f, at least %.4f (97.5 %%), above %.2f", first, last,
             mean, bound, LEAST_ACCURACY);
    return tell(bound > LEAST_ACCURACY, text, diagnostic);
}

static enum status check_letters(const char *data, struct diagnostic *diagnostic)
{
    struct reference_letters letters;
    struct measures *measures;
    enum status status = reference_letters(data, &letters, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    status = fig6_repeat(&letters, &measures, diagnostic);
    if (status == STATUS_OK) {
        size_t equal = 0;
        for (size_t r = 0; r < letters.runs; r++) {
            equal += fig6_other_bits(&letters, measures, r) == 0;
        }
        trials_free(measures, letters.runs);
        char text[200];
        snprintf(text, sizeof text, "letters: %zu of %zu published runs end bit for bit alike, at least %.1f %%", equal,
                 letters.runs, 100.0 * LEAST_EQUAL);
        status = tell((double)equal >= LEAST_EQUAL * (double)letters.runs, text, diagnostic);
    }
    reference_letters_clear(&letters);
    return status;
}

enum status figures_quick(const struct setup *setup, struct diagnostic *diagnostic)
{
    enum status worst = check_times(diagnostic);
    if (worst <= STATUS_UNMET) {
        enum status status = check_accuracy(diagnostic);
        worst = status != STATUS_OK ? status : worst;
    }
    if (!setup->data) {
        puts("paper: left out: graphs and letters, as the folder of reference data was not found");
        return worst;
    }
    if (worst <= STATUS_UNMET) {
        enum status status = check_technologies(setup->data, diagnostic);
        worst = status != STATUS_OK ? status : worst;
    }
    if (worst <= STATUS_UNMET) {
        enum status status = check_cuts(setup->data, diagnostic);
        worst = status != STATUS_OK ? status : worst;
    }
    if (worst <= STATUS_UNMET) {
        enum status status = check_letters(setup->data, diagnostic);
        worst = status != STATUS_OK ? status : worst;
    }
    return worst;
}
