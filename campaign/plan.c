#include "campaign/plan.h"

#include "base/array.h"
#include "base/number.h"
#include "base/text.h"
#include "netgen/problem.h"

#include <gsl/gsl_randist.h>
#include <stdlib.h>
#include <string.h>

static const size_t GREATEST_SEED = 4294967295;

static const struct {
    const char *name, *option;
} SEEDS[PLAN_SEED_KINDS] = {
    [PLAN_SEEDS] = {"seed", "seeds"}, [PLAN_STARTS] = {"start-seed", "starts"}, [PLAN_CHIPS] = {"chip-seed", "chips"}};

const char *plan_seed_name(enum plan_seed kind)
{
    return SEEDS[kind].name;
}

const char *plan_seed_option(enum plan_seed kind)
{
    return SEEDS[kind].option;
}

/* ---- Making a plan ---- */

struct plan plan_begin(void)
{
    struct plan plan = {.samples = 1};
    for (size_t kind = 0; kind < PLAN_SEED_KINDS; kind++) {
        plan.seeds[kind].count = 1;
    }
    return plan;
}

void plan_clear(struct plan *plan)
{
    for (size_t k = 0; k < plan->axes; k++) {
        axis_clear(&plan->axis[k]);
    }
    free(plan->axis);
    free(plan->share);
    *plan = plan_begin();
}

/* Refuses an axis that the plan cannot have. */
static enum status check_name(const struct plan *plan, const char *name, struct diagnostic *diagnostic)
{
    for (size_t kind = 0; kind < PLAN_SEED_KINDS; kind++) {
        if (strcmp(name, SEEDS[kind].name) == 0) {
            return fail(diagnostic, STATUS_INPUT, "error: --vary takes no %s; expected --%s K, which varies it", name,
                        SEEDS[kind].option);
        }
    }
    for (size_t k = 0; k < plan->axes; k++) {
        if (strcmp(name, plan->axis[k].name) == 0) {
            return fail(diagnostic, STATUS_INPUT, "error: %.40s is varied twice; expected each option in one --vary",
                        name);
        }
    }
    return STATUS_OK;
}

static enum status add_axis(struct plan *plan, struct axis *axis, struct diagnostic *diagnostic)
{
    if (!ARRAY_GROW(plan->axis, plan->axes)) {
        axis_clear(axis);
        return fail_memory(diagnostic);
    }
    plan->axis[plan->axes++] = *axis;
    return STATUS_OK;
}

enum status plan_vary(struct plan *plan, const char *text, struct diagnostic *diagnostic)
{
    struct axis axis;
    enum status status = axis_parse(text, &axis, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    status = check_name(plan, axis.name, diagnostic);
    if (status != STATUS_OK) {
        axis_clear(&axis);
        return status;
    }
    return add_axis(plan, &axis, diagnostic);
}

enum status plan_couple(struct plan *plan, const char *const name[], size_t options, const char *const value[],
                        size_t cases, struct diagnostic *diagnostic)
{
    const char **column = calloc(cases + 1, sizeof *column);
    enum status status = column ? STATUS_OK : fail_memory(diagnostic);
    for (size_t k = 0; status == STATUS_OK && k < options; k++) {
        struct axis axis;
        for (size_t c = 0; c < cases; c++) {
            column[c] = value[c * options + k];
        }
        status = axis_list(name[k], column, cases, &axis, diagnostic);
        if (status == STATUS_OK) {
            status = add_axis(plan, &axis, diagnostic);
        }
    }
    free(column);
    plan->coupled = plan->axes;
    return status;
}

enum status plan_sample(struct plan *plan, const char *text, unsigned long seed, struct diagnostic *diagnostic)
{
    const char *colon = strchr(text, ':');
    const size_t length = colon ? (size_t)(colon - text) : 0;
    const bool lhs = length == 3 && strncmp(text, "lhs", 3) == 0;
    const bool random = length == 6 && strncmp(text, "random", 6) == 0;
    long count = 0;
    if ((!lhs && !random) || !integer_parse(colon + 1, 1, PLAN_MOST_SAMPLES, &count)) {
        return fail(diagnostic, STATUS_INPUT,
                    "error: --sample takes lhs:NUMBER or random:NUMBER, with a number from 1 to %d, not '%.40s'",
                    PLAN_MOST_SAMPLES, text);
    }
    plan->sampling = lhs ? PLAN_LHS : PLAN_RANDOM;
    plan->samples = (size_t)count;
    plan->sample_seed = seed;
    return STATUS_OK;
}

enum status plan_seeds(struct plan *plan, enum plan_seed kind, size_t first, size_t count,
                       struct diagnostic *diagnostic)
{
    if (count == 0 || first > GREATEST_SEED || count - 1 > GREATEST_SEED - first) {
        return fail(diagnostic, STATUS_INPUT,
                    "error: --%s %zu: seeds from %zu on exceed the greatest one, %zu; expected fewer",
                    SEEDS[kind].option, count, first, GREATEST_SEED);
    }
    plan->seeds[kind] = (struct plan_seeds){.varied = true, .first = first, .count = count};
    return STATUS_OK;
}

/* ---- Its points ---- */

/* Multiplies two numbers above 0; false where the product is more than a plan may have. */
static bool multiply(size_t *product, size_t factor)
{
    if (factor > PLAN_MOST_POINTS / *product) {
        return false;
    }
    *product *= factor;
    return true;
}

static enum status check_axes(const struct plan *plan, struct diagnostic *diagnostic)
{
    const bool grid = plan->sampling == PLAN_GRID;
    if (!grid && plan->axes == 0) {
        return fail(diagnostic, STATUS_INPUT, "error: --sample without --vary; expected the ranges of the samples");
    }
    for (size_t k = 0; k < plan->axes; k++) {
        const struct axis *axis = &plan->axis[k];
        if (grid && axis->count == 0) {
            return fail(diagnostic, STATUS_INPUT,
                        "error: --vary %.40s has a range without a number of values; expected from:to:count, or "
                        "--sample",
                        axis->name);
        }
        if (!grid && axis->count > 0 && axis->kind != AXIS_LIST) {
            return fail(diagnostic, STATUS_INPUT,
                        "error: --vary %.40s has a number of values, and --sample draws as many as it says itself; "
                        "expected from:to",
                        axis->name);
        }
    }
    return STATUS_OK;
}

static enum status count_points(struct plan *plan, struct diagnostic *diagnostic)
{
    double wanted = (double)plan->samples;
    bool fits = true;
    plan->combinations = plan->samples;
    for (size_t k = 0; plan->sampling == PLAN_GRID && k < plan->axes; k++) {
        const size_t factor = k == 0 || k >= plan->coupled ? plan->axis[k].count : 1;
        wanted *= (double)factor;
        fits = fits && multiply(&plan->combinations, factor);
    }
    plan->points = plan->combinations;
    for (size_t kind = 0; kind < PLAN_SEED_KINDS; kind++) {
        wanted *= (double)plan->seeds[kind].count;
        fits = fits && multiply(&plan->points, plan->seeds[kind].count);
    }
    return fits ? STATUS_OK
                : fail(diagnostic, STATUS_INPUT, "error: this would be %s runs; expected at most %d",
                       number_rounded((char[32]){0}, 32, wanted, 10), PLAN_MOST_POINTS);
}

/* The shares of an axis for a Latin hypercube: one somewhere in each part, the parts in random order. `order` has room
 * for them. */
static void draw_parts(gsl_rng *random, double *share, size_t *order, size_t samples)
{
    for (size_t k = 0; k < samples; k++) {
        order[k] = k;
    }
    gsl_ran_shuffle(random, order, samples, sizeof *order);
    for (size_t k = 0; k < samples; k++) {
        share[k] = ((double)order[k] + gsl_rng_uniform_pos(random)) / (double)samples;
    }
}

static enum status draw_samples(struct plan *plan, struct diagnostic *diagnostic)
{
    gsl_rng *random = problem_random(plan->sample_seed);
    size_t *order = calloc(plan->samples, sizeof *order);
    plan->share = calloc(plan->axes * plan->samples, sizeof *plan->share);
    const bool ready = random && order && plan->share;
    for (size_t k = 0; ready && k < plan->axes; k++) {
        double *share = plan->share + k * plan->samples;
        if (plan->sampling == PLAN_LHS) {
            draw_parts(random, share, order, plan->samples);
        }
        for (size_t s = 0; plan->sampling == PLAN_RANDOM && s < plan->samples; s++) {
            share[s] = gsl_rng_uniform_pos(random);
        }
    }
    gsl_rng_free(random);
    free(order);
    return ready ? STATUS_OK : fail_memory(diagnostic);
}

enum status plan_finish(struct plan *plan, struct diagnostic *diagnostic)
{
    enum status status = check_axes(plan, diagnostic);
    if (status == STATUS_OK) {
        status = count_points(plan, diagnostic);
    }
    return status == STATUS_OK && plan->sampling != PLAN_GRID ? draw_samples(plan, diagnostic) : status;
}

size_t plan_settings(const struct plan *plan)
{
    size_t settings = plan->axes;
    for (size_t kind = 0; kind < PLAN_SEED_KINDS; kind++) {
        settings += plan->seeds[kind].varied;
    }
    return settings;
}

size_t plan_combination(const struct plan *plan, size_t point)
{
    return point / (plan->points / plan->combinations);
}

void plan_point(const struct plan *plan, size_t point, struct plan_setting *setting)
{
    size_t place = plan->axes, rest = point, combination = plan_combination(plan, point);
    for (size_t kind = 0; kind < PLAN_SEED_KINDS; kind++) {
        place += plan->seeds[kind].varied;
    }
    for (size_t kind = PLAN_SEED_KINDS; kind-- > 0;) { /* the last one varies fastest */
        const struct plan_seeds *seeds = &plan->seeds[kind];
        if (seeds->varied) {
            struct plan_setting *own = &setting[--place];
            own->name = SEEDS[kind].name;
            own->value = number_shortest(own->number, sizeof own->number, (double)(seeds->first + rest % seeds->count));
        }
        rest /= seeds->count;
    }
    for (size_t k = plan->axes; k-- > 0;) {
        const struct axis *axis = &plan->axis[k];
        setting[k].name = axis->name;
        if (plan->share) {
            setting[k].value = axis_at(axis, plan->share[k * plan->samples + combination], setting[k].number);
        } else {
            setting[k].value = axis_value(axis, rest % axis->count, setting[k].number);
            rest /= k == 0 || k >= plan->coupled ? axis->count : 1;
        }
    }
}

/* ---- As text ---- */

static void write_plan(const struct plan *plan, struct document *document)
{
    static const char *const SAMPLING[] = {[PLAN_LHS] = "lhs", [PLAN_RANDOM] = "random"};
    document_list(document, "vary");
    for (size_t k = 0; k < plan->axes; k++) {
        document_object(document, NULL);
        axis_write(&plan->axis[k], document);
        document_close(document);
    }
    document_close(document);
    if (plan->coupled > 0) {
        document_count(document, "coupled", plan->coupled);
    }
    for (size_t kind = 0; kind < PLAN_SEED_KINDS; kind++) {
        if (plan->seeds[kind].varied) {
            document_object(document, SEEDS[kind].option);
            document_count(document, "first", plan->seeds[kind].first);
            document_count(document, "count", plan->seeds[kind].count);
            document_close(document);
        }
    }
    if (plan->sampling != PLAN_GRID) {
        document_object(document, "sample");
        document_text(document, "kind", SAMPLING[plan->sampling]);
        document_count(document, "count", plan->samples);
        document_count(document, "seed", plan->sample_seed);
        document_close(document);
    }
}

struct line {
    FILE *out;
    bool indents; /* blanks follow a line end */
};

/* What document_pass passes, on one line. */
static int take_part(const char *part, size_t size, void *context)
{
    struct line *line = context;
    for (size_t k = 0; k < size; k++) {
        line->indents = part[k] == '\n' || (line->indents && part[k] == ' ');
        if (!line->indents) {
            fputc(part[k], line->out);
        }
    }
    return 0;
}

enum status plan_text(const struct plan *plan, char **text, struct diagnostic *diagnostic)
{
    struct document document = document_begin();
    struct text bytes;
    *text = NULL;
    enum status status = text_begin(&bytes, diagnostic);
    if (status != STATUS_OK) {
        document_discard(&document);
        return status;
    }
    struct line line = {.out = bytes.stream};
    write_plan(plan, &document);
    status = document_pass(&document, 17, take_part, &line, diagnostic);
    if (status == STATUS_OK) {
        status = text_end(&bytes, diagnostic);
    }
    if (status == STATUS_OK) {
        *text = bytes.bytes;
        return STATUS_OK;
    }
    text_discard(&bytes);
    return status;
}
