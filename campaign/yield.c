#include "campaign/yield.h"

#include "campaign/sigmas.h"
#include "campaign/yield_parts.h"
#include "base/number.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum status yield_check_devices(const struct sweep *sweep, struct diagnostic *diagnostic)
{
    struct recipe_name sigma;
    enum status status = recipe_name(sweep->recipe, "sigma-rp", &sigma, diagnostic);
    if (status == STATUS_OK && *sigma.misfit) {
        return fail(diagnostic, STATUS_INPUT,
                    "error: all chips of this network are equal: sigmas have no meaning for %s; expected a network of "
                    "domain walls, the only devices that vary",
                    sigma.misfit);
    }
    return status;
}

enum status yield_check(const struct sweep *sweep, struct diagnostic *diagnostic)
{
    return sigmas_differ(sweep->recipe, sweep->plan)
               ? STATUS_OK
               : fail(diagnostic, STATUS_INPUT,
                      "error: all chips of this network are equal; expected 'spinfield gen' with a sigma, such as "
                      "--sigma-rp 5%%, or --vary sigma-rp=0:20%%:5");
}

/* Cases: all sigmas; each one alone; and all but each one, which for two sigmas are those where the other one is alone.
 */
static size_t case_of_alone(size_t sigma)
{
    return 1 + sigma;
}

static size_t case_of_others(size_t sigma, size_t sigmas)
{
    return sigmas == 2 ? case_of_alone(1 - sigma) : 1 + sigmas + sigma;
}

static size_t count_cases(size_t sigmas)
{
    return sigmas < 2 ? 1 : sigmas == 2 ? 3 : 1 + 2 * sigmas;
}

static bool varies_in(size_t c, size_t sigma, size_t sigmas)
{
    return c == 0 || c == case_of_alone(sigma) || (c > sigmas && c != case_of_others(sigma, sigmas));
}

enum status yield_add_cases(const struct sweep *sweep, struct diagnostic *diagnostic)
{
    const size_t sigmas = sigmas_count(sweep->recipe), cases = count_cases(sigmas);
    if (cases == 1) {
        return STATUS_OK;
    }
    struct recipe_setting *setting = calloc(sigmas, sizeof *setting);
    const char **name = calloc(sigmas, sizeof *name), **value = calloc(sigmas * cases, sizeof *value);
    double sigma;
    enum status status = setting && name && value ? STATUS_OK : fail_memory(diagnostic);
    for (size_t s = 0; status == STATUS_OK && s < sigmas; s++) {
        sigmas_find(sweep->recipe, s, &setting[s], &sigma);
        name[s] = setting[s].name;
        for (size_t c = 0; c < cases; c++) {
            value[c * sigmas + s] = varies_in(c, s, sigmas) ? recipe_setting_value(&setting[s]) : "0";
        }
    }
    if (status == STATUS_OK) {
        status = plan_couple(sweep->plan, name, sigmas, value, cases, diagnostic);
    }
    free(setting);
    free(name);
    free(value);
    return status;
}

/* ---- Judging ---- */

struct jury {
    const struct plan *plan;
    const struct judge *judge;
    struct yield *yield;
    size_t combinations; /* those of cases are not cells */
    uint64_t *chip;      /* [combinations][chips]: the reasons of all starts */
};

/* Where the chip of a point stands: starts vary slower than chips. */
static size_t chip_of(const struct jury *jury, size_t point)
{
    const size_t chips = jury->yield->chips;
    return plan_combination(jury->plan, point) * chips + point % chips;
}

static void take_row(void *context, const struct sweep_row *row)
{
    struct jury *jury = context;
    const uint64_t reasons = judge_ask(jury->judge, row);
    jury->yield->failed += row->error != NULL;
    jury->chip[chip_of(jury, row->point)] |= reasons;
    if (plan_combination(jury->plan, row->point) < jury->yield->cells) {
        verdict_add(jury->judge, reasons, row, jury->yield->reason);
    }
}

static size_t count_passed(const struct jury *jury, size_t combination)
{
    const size_t chips = jury->yield->chips;
    size_t passed = 0;
    for (size_t c = 0; c < chips; c++) {
        passed += jury->chip[combination * chips + c] == 0;
    }
    return passed;
}

/* Counts the chips of a cell. Reasons are those of chips from now on, not of runs. */
static void judge_cell(const struct jury *jury, size_t combination, struct yield_cell *cell)
{
    const size_t chips = jury->yield->chips;
    cell->point = combination * (jury->plan->points / jury->plan->combinations);
    cell->chips = chips;
    cell->passed = count_passed(jury, combination);
    cell->share = interval_of_success(cell->passed, chips);
    for (size_t k = 0; k < judge_reasons(jury->judge); k++) {
        for (size_t c = 0; c < chips; c++) {
            cell->failed[k] += jury->chip[combination * chips + c] >> k & 1U;
        }
    }
}

static void judge_cells(const struct jury *jury)
{
    struct yield *yield = jury->yield;
    const size_t reasons = judge_reasons(jury->judge);
    for (size_t k = 0; k < yield->cells; k++) {
        judge_cell(jury, k, &yield->cell[k]);
    }
    for (size_t r = 0; r < reasons; r++) {
        yield->reason[r].runs = 0;
        for (size_t k = 0; k < yield->cells; k++) {
            yield->reason[r].runs += yield->cell[k].failed[r];
        }
    }
}

static void judge_cases(const struct jury *jury, const struct recipe *recipe)
{
    struct yield *yield = jury->yield;
    for (size_t s = 0; s < yield->sensitivities; s++) {
        struct yield_sensitivity *of = &yield->sensitivity[s];
        struct recipe_setting setting;
        sigmas_find(recipe, s, &setting, &of->sigma);
        snprintf(of->option, sizeof of->option, "%s", setting.name);
        of->alone_passed = count_passed(jury, case_of_alone(s));
        of->others_passed = count_passed(jury, case_of_others(s, yield->sensitivities));
        of->alone = interval_of_success(of->alone_passed, yield->chips);
        of->others = interval_of_success(of->others_passed, yield->chips);
    }
}

/* ---- The whole ---- */

static enum status make_room(struct jury *jury, struct diagnostic *diagnostic)
{
    struct yield *yield = jury->yield;
    const size_t reasons = judge_reasons(jury->judge);
    jury->chip = calloc(jury->combinations * yield->chips, sizeof *jury->chip);
    yield->cell = calloc(yield->cells, sizeof *yield->cell);
    yield->reason = calloc(reasons, sizeof *yield->reason);
    yield->sensitivity = calloc(yield->sensitivities + 1, sizeof *yield->sensitivity);
    bool got = jury->chip && yield->cell && yield->reason && yield->sensitivity;
    for (size_t k = 0; got && k < yield->cells; k++) {
        got = (yield->cell[k].failed = calloc(reasons, sizeof *yield->cell[k].failed)) != NULL;
    }
    return got ? STATUS_OK : fail_memory(diagnostic);
}

static const char *why_no_sensitivity(const struct sweep *sweep)
{
    const struct plan *plan = sweep->plan;
    if (plan->axes > plan->coupled) {
        return "not computed with --vary; without it, each sigma is varied alone";
    }
    return plan->coupled == 0 && sigmas_count(sweep->recipe) == 1 ? "the network has one sigma only" : NULL;
}

enum status yield_run(const struct sweep *sweep, const char *path, const struct judge *judge, struct yield *yield,
                      struct diagnostic *diagnostic)
{
    const struct plan *plan = sweep->plan;
    const size_t combinations = plan->combinations;
    struct jury jury = {.plan = plan, .judge = judge, .yield = yield, .combinations = combinations};
    struct sweep_counts counts;
    *yield = (struct yield){.sweep = sweep,
                            .judge = judge,
                            .chips = plan->seeds[PLAN_CHIPS].count,
                            .starts = plan->seeds[PLAN_STARTS].count,
                            .runs = plan->points,
                            .cells = plan->coupled > 0 ? 1 : combinations,
                            .sensitivities = plan->coupled,
                            .no_sensitivity = why_no_sensitivity(sweep)};
    enum status status = make_room(&jury, diagnostic);
    if (status == STATUS_OK) {
        status = sweep_rows(sweep, path, take_row, &jury, &counts, diagnostic);
    }
    if (status == STATUS_OK) {
        yield->there = counts.there;
        judge_cells(&jury);
        judge_cases(&jury, sweep->recipe);
        status = yield_run_nominal(yield, diagnostic);
    }
    if (status != STATUS_OK) {
        yield_clear(yield);
    }
    free(jury.chip);
    return status;
}

size_t yield_main_reason(const struct yield *yield, const struct yield_cell *cell)
{
    size_t most = judge_reasons(yield->judge), chips = 0;
    for (size_t k = 0; k < judge_reasons(yield->judge); k++) {
        if (cell->failed[k] > chips) {
            chips = cell->failed[k];
            most = k;
        }
    }
    return most;
}

void yield_clear(struct yield *yield)
{
    for (size_t k = 0; yield->cell && k < yield->cells; k++) {
        free(yield->cell[k].failed);
    }
    free(yield->cell);
    free(yield->reason);
    free(yield->sensitivity);
    *yield = (struct yield){0};
}
