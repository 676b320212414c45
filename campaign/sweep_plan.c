#include "campaign/sweep_plan.h"

#include "base/number.h"
#include "netgen/questions/question.h"
#include "netgen/recipe.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Of a range with more values, these many and the last one are looked at: they have the form of all others. */
static const size_t ENOUGH_VALUES = 1000;

size_t sweep_first_seed(const struct recipe *recipe, enum plan_seed kind)
{
    const char *text = recipe_get(recipe, plan_seed_name(kind));
    long seed = 1;
    if (text && integer_parse(text, 0, 4294967295, &seed)) {
        return (size_t)seed;
    }
    return kind == PLAN_SEEDS ? 1 : sweep_first_seed(recipe, PLAN_SEEDS);
}

size_t sweep_seed(const struct sweep *sweep, size_t point, enum plan_seed kind)
{
    const struct plan *plan = sweep->plan;
    if (!plan->seeds[kind].varied) {
        return sweep_first_seed(sweep->recipe, kind);
    }
    for (enum plan_seed last = PLAN_SEED_KINDS - 1; last > kind; last--) { /* the last one varies fastest */
        point /= plan->seeds[last].count;
    }
    return plan->seeds[kind].first + point % plan->seeds[kind].count;
}

/* ---- Names ---- */

/* Gives the axis the longer name of its option. */
static enum status check_name(const struct sweep *sweep, struct axis *axis, struct diagnostic *diagnostic)
{
    struct recipe_name name;
    enum status status = recipe_name(sweep->recipe, axis->name, &name, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    if (*name.misfit) {
        return fail(diagnostic, STATUS_INPUT,
                    "error: --vary %s: this option has no meaning for %s; expected one that has", name.text,
                    name.misfit);
    }
    if (name.repeats) {
        return fail(diagnostic, STATUS_INPUT,
                    "error: --vary takes no %.40s, which gen takes more than once; expected an option with one value",
                    name.text);
    }
    char *longer = strdup(name.text);
    if (!longer) {
        return fail_memory(diagnostic);
    }
    free(axis->name);
    axis->name = longer;
    return STATUS_OK;
}

/* "-n" and "--neurons" are one option. */
enum status sweep_check_names(const struct sweep *sweep, struct diagnostic *diagnostic)
{
    const struct plan *plan = sweep->plan;
    enum status status = STATUS_OK;
    for (size_t k = 0; status == STATUS_OK && k < plan->axes; k++) {
        status = check_name(sweep, &plan->axis[k], diagnostic);
        for (size_t before = 0; status == STATUS_OK && before < k; before++) {
            if (strcmp(plan->axis[k].name, plan->axis[before].name) == 0) {
                status = fail(diagnostic, STATUS_INPUT, "error: %s is varied twice; expected each option in one --vary",
                              plan->axis[k].name);
            }
        }
    }
    return status;
}

/* ---- Values ---- */

/* Whether the option takes `value`, in *takes. STATUS_SYSTEM where memory is too short to say. */
static enum status try_number(struct recipe *recipe, const char *name, double value, bool *takes,
                              struct diagnostic *diagnostic)
{
    char number[AXIS_NUMBER];
    enum status status = recipe_set(recipe, name, number_shortest(number, sizeof number, value), diagnostic);
    *takes = status == STATUS_OK;
    return status == STATUS_INPUT ? STATUS_OK : status;
}

/* Whether the option takes whole numbers only, in *whole: the beginning of the axis, but not what is half a number
 * above it. Errors as above. */
static enum status find_whole(struct recipe *recipe, const struct axis *axis, bool *whole,
                              struct diagnostic *diagnostic)
{
    double first = axis->from;
    bool takes_first = false, takes_half = false;
    *whole = false;
    if (axis->kind == AXIS_LIST && !number_parse_plain(axis->value[0], &first)) {
        return STATUS_OK;
    }
    if (first != floor(first) || fabs(first) >= 1e15) {
        return STATUS_OK;
    }
    enum status status = try_number(recipe, axis->name, first, &takes_first, diagnostic);
    if (status == STATUS_OK) {
        status = try_number(recipe, axis->name, first + 0.5, &takes_half, diagnostic);
    }
    *whole = takes_first && !takes_half;
    return status;
}

/* What a range without a count begins and ends with. */
static enum status check_ends(struct recipe *recipe, const struct axis *axis, struct diagnostic *diagnostic)
{
    char number[AXIS_NUMBER];
    enum status status = recipe_set(recipe, axis->name, number_shortest(number, sizeof number, axis->from), diagnostic);
    return status == STATUS_OK
               ? recipe_set(recipe, axis->name, number_shortest(number, sizeof number, axis->to), diagnostic)
               : status;
}

static enum status check_values(struct recipe *recipe, struct axis *axis, struct diagnostic *diagnostic)
{
    const bool all = axis->kind == AXIS_LIST || axis->count <= ENOUGH_VALUES;
    const size_t values = all ? axis->count : ENOUGH_VALUES;
    char number[AXIS_NUMBER];
    enum status status = axis->count == 0 ? check_ends(recipe, axis, diagnostic) : STATUS_OK;
    for (size_t k = 0; status == STATUS_OK && k < values; k++) {
        status = recipe_set(recipe, axis->name, axis_value(axis, k, number), diagnostic);
    }
    if (status == STATUS_OK && !all) {
        status = recipe_set(recipe, axis->name, axis_value(axis, axis->count - 1, number), diagnostic);
    }
    bool whole = false;
    if (status == STATUS_OK && axis->numbers) {
        status = find_whole(recipe, axis, &whole, diagnostic);
    }
    if (status == STATUS_OK && whole) {
        axis_round(axis);
    }
    return status;
}

enum status sweep_check(const struct sweep *sweep, struct diagnostic *diagnostic)
{
    struct recipe *scratch = NULL;
    enum status status = sweep_check_names(sweep, diagnostic);
    if (status == STATUS_OK) {
        status = recipe_copy(sweep->recipe, &scratch, diagnostic);
    }
    for (size_t k = 0; status == STATUS_OK && k < sweep->plan->axes; k++) {
        struct axis *axis = &sweep->plan->axis[k];
        status = recipe_in_percent(scratch, axis->name) ? axis_in_percent(axis, diagnostic) : STATUS_OK;
        if (status == STATUS_OK) {
            status = check_values(scratch, axis, diagnostic);
        }
    }
    recipe_free(scratch);
    return status == STATUS_OK ? plan_finish(sweep->plan, diagnostic) : status;
}

/* ---- A point ---- */

enum status sweep_network(const struct sweep *sweep, size_t point, struct network **network,
                          struct diagnostic *diagnostic)
{
    const size_t settings = plan_settings(sweep->plan);
    struct plan_setting *setting = calloc(settings + 1, sizeof *setting);
    struct recipe *recipe = NULL;
    *network = NULL;
    enum status status = setting ? recipe_copy(sweep->recipe, &recipe, diagnostic) : fail_memory(diagnostic);
    if (status == STATUS_OK) {
        plan_point(sweep->plan, point, setting);
    }
    for (size_t k = 0; status == STATUS_OK && k < settings; k++) {
        status = recipe_set(recipe, setting[k].name, setting[k].value, diagnostic);
    }
    if (status == STATUS_OK) {
        status = recipe_make(recipe, network, diagnostic);
    }
    recipe_free(recipe);
    free(setting);
    return status;
}
