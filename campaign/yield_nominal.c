/* The nominal network: the one whose chips are judged, without any variation. Where it does not pass, neither mismatch
 * nor its sigmas are what chips fail of. */
#include "campaign/yield_parts.h"

#include "campaign/sigmas.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- Which networks they are ---- */

/* Cells differ in all axes; their nominal networks in those that are no sigmas. A number is a place in such a list,
 * whose first axis varies slowest. */
static size_t count_nominal(const struct plan *plan)
{
    size_t count = 1;
    for (size_t k = plan->coupled; k < plan->axes; k++) {
        count *= sigmas_is(plan->axis[k].name) ? 1 : plan->axis[k].count;
    }
    return count;
}

/* The nominal network of a cell. */
static size_t nominal_of(const struct plan *plan, size_t cell)
{
    size_t number = 0, scale = 1;
    for (size_t k = plan->axes; k-- > plan->coupled;) {
        const struct axis *axis = &plan->axis[k];
        if (!sigmas_is(axis->name)) {
            number += cell % axis->count * scale;
            scale *= axis->count;
        }
        cell /= axis->count;
    }
    return number;
}

/* ---- The sweep of them ---- */

struct nominal {
    const struct yield *yield;
    struct plan plan;
    struct recipe *recipe; /* without sigmas */
    size_t networks, runs; /* runs of each */
    uint64_t *reasons;     /* [networks]: of all their starts */
};

static void take_row(void *context, const struct sweep_row *row)
{
    struct nominal *nominal = context;
    nominal->reasons[row->point / nominal->runs] |= judge_ask(nominal->yield->judge, row);
}

/* The recipe with all sigmas at 0. */
static enum status make_recipe(const struct recipe *given, struct recipe **recipe, struct diagnostic *diagnostic)
{
    struct recipe_setting setting;
    double sigma;
    enum status status = recipe_copy(given, recipe, diagnostic);
    for (size_t k = 0; status == STATUS_OK && sigmas_find(given, k, &setting, &sigma); k++) {
        status = recipe_set(*recipe, setting.name, "0", diagnostic);
    }
    return status;
}

/* The values that are varied, but for sigmas, as cases. */
static enum status add_cases(const struct plan *plan, struct nominal *nominal, struct diagnostic *diagnostic)
{
    const char **name = calloc(plan->axes + 1, sizeof *name);
    const char **value = calloc(nominal->networks * plan->axes + 1, sizeof *value);
    char(*number)[AXIS_NUMBER] = calloc(nominal->networks * plan->axes + 1, sizeof *number);
    enum status status = name && value && number ? STATUS_OK : fail_memory(diagnostic);
    size_t options = 0;
    for (size_t k = plan->coupled; status == STATUS_OK && k < plan->axes; k++) {
        options += !sigmas_is(plan->axis[k].name);
    }
    for (size_t k = plan->axes, at = options, scale = 1; options > 0 && k-- > plan->coupled;) {
        const struct axis *axis = &plan->axis[k];
        if (sigmas_is(axis->name)) {
            continue;
        }
        name[--at] = axis->name;
        for (size_t c = 0; c < nominal->networks; c++) {
            const size_t place = c * options + at;
            value[place] = axis_value(axis, c / scale % axis->count, number[place]);
        }
        scale *= axis->count;
    }
    if (status == STATUS_OK && options > 0) {
        status = plan_couple(&nominal->plan, name, options, value, nominal->networks, diagnostic);
    }
    free(name);
    free(value);
    free(number);
    return status;
}

static enum status run(const struct sweep *given, struct nominal *nominal, struct diagnostic *diagnostic)
{
    const struct plan_seeds *starts = &given->plan->seeds[PLAN_STARTS];
    struct sweep_counts counts;
    struct sweep sweep = *given;
    sweep.plan = &nominal->plan;
    sweep.recipe = nominal->recipe;
    sweep.show = NULL;
    enum status status = add_cases(given->plan, nominal, diagnostic);
    if (status == STATUS_OK && starts->varied) {
        status = plan_seeds(&nominal->plan, PLAN_STARTS, starts->first, starts->count, diagnostic);
    }
    if (status == STATUS_OK) {
        status = sweep_check(&sweep, diagnostic);
    }
    if (status == STATUS_OK) {
        nominal->runs = nominal->plan.points / nominal->networks;
        status = sweep_rows(&sweep, NULL, take_row, nominal, &counts, diagnostic);
    }
    return status;
}

enum status yield_run_nominal(struct yield *yield, struct diagnostic *diagnostic)
{
    const struct plan *plan = yield->sweep->plan;
    struct nominal nominal = {.yield = yield, .plan = plan_begin(), .networks = count_nominal(plan)};
    nominal.reasons = calloc(nominal.networks, sizeof *nominal.reasons);
    enum status status =
        nominal.reasons ? make_recipe(yield->sweep->recipe, &nominal.recipe, diagnostic) : fail_memory(diagnostic);
    if (status == STATUS_OK) {
        status = run(yield->sweep, &nominal, diagnostic);
    }
    for (size_t k = 0; status == STATUS_OK && k < yield->cells; k++) {
        yield->cell[k].nominal = nominal.reasons[nominal_of(plan, k)];
    }
    plan_clear(&nominal.plan);
    recipe_free(nominal.recipe);
    free(nominal.reasons);
    return status;
}

const char *yield_nominal_text(const struct yield *yield, const struct yield_cell *cell)
{
    size_t reason = 0;
    if (cell->nominal == 0) {
        return "passes";
    }
    while (!(cell->nominal >> reason & 1U)) {
        reason++;
    }
    return judge_reason_text(yield->judge, reason);
}
