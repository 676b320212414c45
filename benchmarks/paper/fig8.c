/* Time, energy and their product over the weight W, N = 60, one pattern; the paper's Fig. 8. */
#include "base/number.h"
#include "base/text.h"
#include "benchmarks/paper/figures.h"
#include "benchmarks/paper/plot.h"
#include "benchmarks/paper/recall.h"
#include "benchmarks/paper/reference.h"
#include "campaign/sweep_plan.h"
#include "netgen/questions/question.h"
#include "netgen/recipe.h"

#include <math.h>
#include <stdlib.h>

enum { TRIALS = 1000, GREATEST_WEIGHTS = 32, COLUMNS = 4, VOLTAGES = 2 };

/* V: that of the caption, and that of the published script. */
static const double V_C[VOLTAGES] = {0.25, 0.1};

struct point {
    struct summary time, energy; /* energy by Eq. (19) */
    struct summary integrated;
    double product; /* of the means, J s */
};

struct figure {
    size_t weights;
    double w[GREATEST_WEIGHTS];                                                         /* V */
    double time[GREATEST_WEIGHTS], energy[GREATEST_WEIGHTS], product[GREATEST_WEIGHTS]; /* published, ns, nJ, nJ ns */
    struct point point[VOLTAGES][GREATEST_WEIGHTS];
};

/* ---- The runs: one sweep over W, V_C and the seeds ---- */

/* The recipe of the published network: Eq. (15), and edges of the junction at 45 and 55 % of the track. */
static enum status make_recipe(struct recipe **recipe, struct diagnostic *diagnostic)
{
    static const char *const OPTIONS[][2] = {{"neurons", "60"}, {"vdw", "loaded"}, {"width", "10n"}};
    enum status status = recipe_new(question_find("recall"), recipe, diagnostic);
    for (size_t k = 0; status == STATUS_OK && k < sizeof OPTIONS / sizeof *OPTIONS; k++) {
        status = recipe_set(*recipe, OPTIONS[k][0], OPTIONS[k][1], diagnostic);
    }
    return status;
}

/* Varies `name` over these values. */
static enum status vary(struct plan *plan, const char *name, const double *value, size_t count,
                        struct diagnostic *diagnostic)
{
    struct text text;
    char number[AXIS_NUMBER];
    enum status status = text_begin(&text, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    for (size_t k = 0; k < count; k++) {
        fprintf(text.stream, "%s%s", k == 0 ? name : ",", k == 0 ? "=" : "");
        fputs(number_shortest(number, sizeof number, value[k]), text.stream);
    }
    status = text_end(&text, diagnostic);
    if (status == STATUS_OK) {
        status = plan_vary(plan, text.bytes, diagnostic);
    }
    text_discard(&text);
    return status;
}

static enum status make_plan(const struct figure *f, const struct sweep *sweep, struct diagnostic *diagnostic)
{
    enum status status = vary(sweep->plan, "w", f->w, f->weights, diagnostic);
    if (status == STATUS_OK) {
        status = vary(sweep->plan, "vc", V_C, VOLTAGES, diagnostic);
    }
    if (status == STATUS_OK) {
        status = plan_seeds(sweep->plan, PLAN_SEEDS, RECALL_SEED, TRIALS, diagnostic);
    }
    return status == STATUS_OK ? sweep_check(sweep, diagnostic) : status;
}

static enum status make_network(const void *sweep, size_t point, gsl_rng *random, struct network **network,
                                struct diagnostic *diagnostic)
{
    (void)random; /* the recipe has a seed */
    return sweep_network(sweep, point, network, diagnostic);
}

/* Of the runs of one combination of W and V_C. */
static struct point sum_up(const struct measures *measures)
{
    struct point point = {.time = SUMMARY_OF(measures, time_to_solution, TRIALS),
                          .energy = SUMMARY_OF(measures, energy_paper, TRIALS),
                          .integrated = SUMMARY_OF(measures, energy, TRIALS)};
    point.product = point.time.mean * point.energy.mean;
    return point;
}

static enum status run(struct figure *f, const struct sweep *sweep, struct diagnostic *diagnostic)
{
    const struct trials trials = {.count = sweep->plan->points,
                                  .first.engine.tolerance = SETUP_TOLERANCE,
                                  .first.make = make_network,
                                  .first.task = sweep};
    struct measures *measures;
    enum status status = trials_run(&trials, &measures, diagnostic);
    for (size_t point = 0; status == STATUS_OK && point < trials.count; point += TRIALS) {
        const size_t combination = plan_combination(sweep->plan, point);
        f->point[combination % VOLTAGES][combination / VOLTAGES] = sum_up(measures + point);
    }
    if (status == STATUS_OK) {
        trials_free(measures, trials.count);
    }
    return status;
}

static enum status measure(const struct setup *setup, struct figure *f, struct diagnostic *diagnostic)
{
    double *row = NULL;
    size_t rows;
    struct plan plan = plan_begin();
    struct recipe *recipe = NULL;
    enum status status = reference_figure(setup->data, "fig8", COLUMNS, &row, &rows, diagnostic);
    for (size_t i = 0; status == STATUS_OK && i < rows && i < GREATEST_WEIGHTS; i++) {
        f->weights = i + 1;
        f->w[i] = row[i * COLUMNS];
        f->time[i] = row[i * COLUMNS + 1];
        f->energy[i] = row[i * COLUMNS + 2];
        f->product[i] = row[i * COLUMNS + 3];
    }
    if (status == STATUS_OK) {
        status = make_recipe(&recipe, diagnostic);
    }
    const struct sweep sweep = {.plan = &plan, .recipe = recipe};
    if (status == STATUS_OK) {
        status = make_plan(f, &sweep, diagnostic);
    }
    if (status == STATUS_OK) {
        status = run(f, &sweep, diagnostic);
    }
    recipe_free(recipe);
    plan_clear(&plan);
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
    for (size_t i = 0; i < f->weights; i++) {
        const struct point *p = &f->point[0][i];
        fprintf(plot.data, "%g %g %g %g %g %g %g\n", f->w[i], f->time[i], p->time.mean * 1e9, 10.0 * f->energy[i],
                1e10 * p->energy.mean, 0.1 * f->product[i], 1e17 * p->product);
    }
    return plot_draw(setup, "fig8", &plot,
                     "set xlabel 'W (V)'\nset ylabel 'ns, 0.1 nJ, 10 nJ ns'\nset logscale y\nset yrange [10:250]\n"
                     "set key top center maxrows 2\n"
                     "plot $data using 1:2 with points lt 1 pt 6 title 'time published', "
                     "'' using 1:3 with lines lt 1 title 'ours', "
                     "'' using 1:4 with points lt 2 pt 6 title 'energy published', "
                     "'' using 1:5 with lines lt 2 title 'ours', "
                     "'' using 1:6 with points lt 3 pt 6 title 'product published', "
                     "'' using 1:7 with lines lt 3 title 'ours'\n",
                     diagnostic);
}

static void write_table(FILE *out, const struct figure *f)
{
    fprintf(out,
            "| W | time published | mean | median | energy published | mean | median | integrated, mean | "
            "product published | ours | time, V_C = %g V | product, V_C = %g V |\n"
            "|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n",
            V_C[1], V_C[1]);
    for (size_t i = 0; i < f->weights; i++) {
        const struct point *p = &f->point[0][i], *other = &f->point[1][i];
        fprintf(out,
                "| %.2f V | %.1f ns | %.1f ± %.1f | %.1f ns | %.3f nJ | %.3f ± %.3f | %.3f nJ | %.3f nJ | %.1f nJ ns | "
                "%.1f | %.1f ± %.1f ns | %.1f nJ ns |\n",
                f->w[i], f->time[i], p->time.mean * 1e9, p->time.error * 1e9, p->time.median * 1e9, f->energy[i],
                p->energy.mean * 1e9, p->energy.error * 1e9, p->energy.median * 1e9, p->integrated.mean * 1e9,
                f->product[i], p->product * 1e18, other->time.mean * 1e9, other->time.error * 1e9,
                other->product * 1e18);
    }
}

static size_t least(const struct figure *f, size_t v)
{
    size_t best = 0;
    for (size_t i = 1; i < f->weights; i++) {
        best = f->point[v][i].product < f->point[v][best].product ? i : best;
    }
    return best;
}

static size_t published_least(const struct figure *f)
{
    size_t best = 0;
    for (size_t i = 1; i < f->weights; i++) {
        best = f->product[i] < f->product[best] ? i : best;
    }
    return best;
}

/* Root mean square of the relative differences of times and products from the published. */
static void write_differences(FILE *out, const struct figure *f, size_t v)
{
    double time = 0.0, product = 0.0, mean = 0.0;
    for (size_t i = 0; i < f->weights; i++) {
        const struct point *p = &f->point[v][i];
        time += pow(p->time.mean * 1e9 / f->time[i] - 1.0, 2.0) / (double)f->weights;
        mean += (p->time.mean * 1e9 / f->time[i] - 1.0) / (double)f->weights;
        product += pow(p->product * 1e18 / f->product[i] - 1.0, 2.0) / (double)f->weights;
    }
    fprintf(
        out,
        "With V_C = %g V times differ from the published ones by %.1f %%, products by %.1f %% (root mean square); on "
        "average times are %.1f %% %s. ",
        V_C[v], 100.0 * sqrt(time), 100.0 * sqrt(product), 100.0 * fabs(mean), mean < 0.0 ? "shorter" : "longer");
}

static void write_section(struct page *page, const struct figure *f)
{
    FILE *out = page->body;
    size_t best = least(f, 0), published = published_least(f);
    fprintf(out,
            "\n## Fig. 8: over the weight W, N = 60\n\n"
            "%d trials per point, as published, except that V_C is %g V, as in the caption; the published script has "
            "%g V. All W have the same patterns and starts. The product is that of the mean time and the mean energy "
            "by Eq. (19); the published \"medians\" equal the means of the runs.\n\n",
            TRIALS, V_C[0], V_C[1]);
    write_table(out, f);
    fprintf(out, "\nThe product is smallest at W = %.2f V (published: %.2f V), there %.1f nJ ns = %.3f fJ s. ",
            f->w[best], f->w[published], f->point[0][best].product * 1e18, f->point[0][best].product * 1e15);
    for (size_t v = 0; v < VOLTAGES; v++) {
        write_differences(out, f, v);
    }
    fputs("The paper's \"0.16 aJ s\" must be 0.16 fJ s: the unit is an error.\n"
          "\n![Time, energy and their product over W](paper/fig8.svg)\n",
          out);
    struct page_comparison at = {
        "Fig. 8: W of the least energy-delay product", "V", f->w[best], NAN, f->w[published], NAN, 2};
    struct page_comparison product = {
        "Fig. 8: the least product", "nJ ns", f->point[0][best].product * 1e18, NAN, f->product[published], NAN, 1};
    page_compare(page, &at);
    page_compare(page, &product);
}

enum status figure_8(const struct setup *setup, struct page *page, struct diagnostic *diagnostic)
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
