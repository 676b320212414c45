/* A yield for its page. */
#include "campaign/yield.h"

#include "campaign/yield_parts.h"
#include "campaign/option_shown.h"
#include "campaign/origin_of.h"
#include "report/chips.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- Options and their levels ---- */

/* A value of an axis, and which it is. */
struct numbered {
    double number;
    size_t value;
};

static int compare(const void *a, const void *b)
{
    const struct numbered *x = a, *y = b;
    return (x->number > y->number) - (x->number < y->number);
}

/* Makes the option of an axis; value k of the axis is its level order[k]. False where memory is short. */
static bool make_option(const struct axis *axis, struct runs_option *option, size_t *order)
{
    const int digits = 6;
    const struct option_shown shown = option_shown(axis->name, axis->in_percent);
    struct numbered *sorted = calloc(axis->count, sizeof *sorted);
    option->name = strdup(axis->name);
    option->level = calloc(axis->count, sizeof *option->level);
    option->numeric = axis->numbers;
    option->unit = axis->numbers ? shown.unit : "";
    option->logarithmic = axis->kind == AXIS_LOG;
    if (!sorted || !option->name || !option->level) {
        free(sorted);
        return false;
    }
    for (size_t k = 0; k < axis->count; k++) {
        char number[AXIS_NUMBER];
        sorted[k] = (struct numbered){.number = NAN, .value = k};
        axis_is_number(axis_value(axis, k, number), axis->in_percent, &sorted[k].number);
    }
    if (axis->numbers) {
        qsort(sorted, axis->count, sizeof *sorted, compare);
    }
    bool got = true;
    for (size_t k = 0; got && k < axis->count; k++) {
        char number[AXIS_NUMBER], text[40];
        order[sorted[k].value] = k;
        option->level[k] = (struct runs_level){
            axis->numbers ? shown.scale * sorted[k].number : NAN,
            strdup(axis->numbers ? option_shown_number(&shown, sorted[k].number, digits, text, sizeof text)
                                 : axis_value(axis, sorted[k].value, number))};
        option->levels = k + 1;
        got = option->level[k].text != NULL;
    }
    free(sorted);
    return got;
}

/* The options that vary, and which level of each a cell has. False where memory is short. */
static bool add_options(const struct yield *yield, struct chips *chips)
{
    const struct plan *plan = yield->sweep->plan;
    const size_t options = plan->axes - plan->coupled;
    size_t scale = 1;
    chips->option = calloc(options + 1, sizeof *chips->option);
    chips->level = calloc(yield->cells * options + 1, sizeof *chips->level);
    chips->options = chips->option ? options : 0;
    bool got = chips->option && chips->level;
    for (size_t k = options; got && k-- > 0;) { /* the last one varies fastest */
        const struct axis *axis = &plan->axis[plan->coupled + k];
        size_t *order = calloc(axis->count, sizeof *order);
        got = order && make_option(axis, &chips->option[k], order);
        for (size_t cell = 0; got && cell < yield->cells; cell++) {
            chips->level[cell * options + k] = order[cell / scale % axis->count];
        }
        scale *= axis->count;
        free(order);
    }
    return got;
}

/* ---- Cells, reasons, sensitivities ---- */

static void add_cell(const struct yield *yield, const struct yield_cell *of, struct chips_cell *cell)
{
    const size_t reason = yield_main_reason(yield, of);
    const bool any = reason < judge_reasons(yield->judge);
    *cell = (struct chips_cell){.chips = of->chips,
                                .passed = of->passed,
                                .share = of->share,
                                .nominal = yield_nominal_text(yield, of),
                                .nominal_passes = of->nominal == 0,
                                .reason = any ? judge_reason_text(yield->judge, reason) : NULL,
                                .reason_chips = any ? of->failed[reason] : 0};
}

static void add_reasons(const struct yield *yield, struct chips *chips)
{
    for (size_t k = 0; k < judge_reasons(yield->judge); k++) {
        const struct verdict_count *count = &yield->reason[k];
        if (count->runs > 0) {
            chips->reason[chips->reasons++] =
                (struct chips_reason){.text = judge_reason_text(yield->judge, k),
                                      .chips = count->runs,
                                      .chip_seed = sweep_seed(yield->sweep, count->point, PLAN_CHIPS),
                                      .start_seed = sweep_seed(yield->sweep, count->point, PLAN_STARTS),
                                      .error = k == VERDICT_FAILED ? count->error.text : NULL};
        }
    }
}

static bool add_all(const struct yield *yield, struct chips *chips)
{
    chips->cell = calloc(yield->cells, sizeof *chips->cell);
    chips->reason = calloc(judge_reasons(yield->judge), sizeof *chips->reason);
    chips->sensitivity = calloc(yield->sensitivities + 1, sizeof *chips->sensitivity);
    if (!chips->cell || !chips->reason || !chips->sensitivity) {
        return false;
    }
    for (size_t k = 0; k < yield->cells; k++) {
        add_cell(yield, &yield->cell[k], &chips->cell[k]);
    }
    add_reasons(yield, chips);
    for (size_t k = 0; k < yield->sensitivities; k++) {
        const struct yield_sensitivity *of = &yield->sensitivity[k];
        chips->sensitivity[k] = (struct chips_sensitivity){of->option, of->sigma, of->alone, of->others};
    }
    return add_options(yield, chips);
}

/* ---- The whole ---- */

enum status yield_show(const struct yield *yield, const char *name, struct chips *chips, struct diagnostic *diagnostic)
{
    *chips = (struct chips){.chips = yield->chips,
                            .starts = yield->starts,
                            .runs = yield->runs,
                            .failed = yield->failed,
                            .cells = yield->cells,
                            .sensitivities = yield->sensitivities,
                            .no_sensitivity = yield->no_sensitivity};
    enum status status = origin_of(yield->sweep, yield->judge, name, &chips->origin, diagnostic);
    if (status == STATUS_OK && !add_all(yield, chips)) {
        status = fail_memory(diagnostic);
    }
    if (status != STATUS_OK) {
        yield_shown_clear(chips);
    }
    return status;
}

void yield_shown_clear(struct chips *chips)
{
    for (size_t k = 0; chips->option && k < chips->options; k++) {
        runs_option_clear(&chips->option[k]);
    }
    free(chips->option);
    free(chips->level);
    free(chips->cell);
    free(chips->reason);
    free(chips->sensitivity);
    origin_clear(&chips->origin);
    *chips = (struct chips){.cells = 0};
}
