#include "campaign/margin_round.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

double margin_value(const struct search *search, const struct side *side, double away)
{
    return search->margin->parameter[side->parameter].nominal * exp(side->sign * away);
}

/* The text of option `k` where `probe` is tried; one of no side is the network itself. */
static const char *text_of(const struct search *search, size_t k, const struct probe *probe)
{
    const struct margin_options *options = &search->options;
    const struct side *side = probe->side;
    if (side && k == side->parameter) {
        return probe->value;
    }
    if (side && k == options->vdw && options->option[side->parameter].keeps_supply) {
        return options->supply;
    }
    const struct margin_option *option = &options->option[k];
    return *option->number ? option->number : recipe_setting_value(&option->setting);
}

/* Whether such a network can be. STATUS_SYSTEM where that cannot be said. */
static enum status try_probe(const struct search *search, struct probe *probe, struct diagnostic *diagnostic)
{
    struct recipe *recipe;
    struct network *network = NULL;
    enum status status = recipe_copy(search->request->sweep->recipe, &recipe, diagnostic);
    for (size_t k = 0; status == STATUS_OK && k < search->options.options; k++) {
        const char *text = text_of(search, k, probe);
        status = text ? recipe_set(recipe, search->options.option[k].setting.name, text, &probe->limit) : STATUS_OK;
    }
    if (status == STATUS_OK) {
        status = recipe_make(recipe, &network, &probe->limit);
    }
    network_free(network);
    recipe_free(recipe);
    probe->possible = status == STATUS_OK;
    if (status != STATUS_OK && status != STATUS_INPUT) {
        *diagnostic = probe->limit;
        return status;
    }
    return STATUS_OK;
}

struct probe *margin_add_probe(struct search *search, struct side *side, double away)
{
    const size_t reasons = judge_reasons(search->request->judge);
    struct probe *probe = &search->probe[search->probes];
    *probe = (struct probe){.side = side, .away = away, .reason = search->reason + search->probes * reasons};
    memset(probe->reason, 0, reasons * sizeof *probe->reason);
    snprintf(probe->value, sizeof probe->value, "%.9g", margin_value(search, side, away));
    search->probes++;
    return probe;
}

enum status margin_list_probes(struct search *search, struct diagnostic *diagnostic)
{
    enum status status = STATUS_OK;
    search->probes = 0;
    for (size_t s = 0; s < search->sides; s++) {
        struct side *side = &search->side[s];
        for (size_t k = 0; status == STATUS_OK && k < side->probes; k++) {
            status = try_probe(search, margin_add_probe(search, side, side->probe[k]), diagnostic);
        }
    }
    return status;
}

static void take_row(void *context, const struct sweep_row *row)
{
    struct round *round = context;
    const struct wave *wave = &round->wave;
    const size_t runs = wave->starts * wave->chips, run = row->point % runs;
    struct probe *probe = round->probe[row->point / runs];
    struct sweep_row own = *row;
    const uint64_t reasons = judge_ask(round->search->request->judge, row);
    own.point = (wave->start + run / wave->chips) * round->search->margin->chips + wave->chip + run % wave->chips;
    probe->failed += reasons != 0;
    verdict_add(round->search->request->judge, reasons, &own, probe->reason);
}

/* The plan of the probes: cases of the options, times starts and chips. */
static enum status make_plan(const struct round *round, const struct sweep *sweep, struct diagnostic *diagnostic)
{
    const struct search *search = round->search;
    const struct margin_request *request = search->request;
    const size_t options = search->options.options;
    const struct wave *wave = &round->wave;
    const bool varied[PLAN_SEED_KINDS] = {[PLAN_STARTS] = request->starts > 0, [PLAN_CHIPS] = request->chips > 0};
    const size_t first[PLAN_SEED_KINDS] = {[PLAN_STARTS] = wave->start, [PLAN_CHIPS] = wave->chip};
    const size_t seeds[PLAN_SEED_KINDS] = {[PLAN_STARTS] = wave->starts, [PLAN_CHIPS] = wave->chips};
    const char **name = calloc(options, sizeof *name), **value = calloc(options * round->probes, sizeof *value);
    enum status status = name && value ? STATUS_OK : fail_memory(diagnostic);
    for (size_t k = 0; status == STATUS_OK && k < options; k++) {
        name[k] = search->options.option[k].setting.name;
        for (size_t p = 0; p < round->probes; p++) {
            value[p * options + k] = text_of(search, k, round->probe[p]);
        }
    }
    if (status == STATUS_OK) {
        status = plan_couple(sweep->plan, name, options, value, round->probes, diagnostic);
    }
    for (enum plan_seed kind = PLAN_SEEDS; status == STATUS_OK && kind < PLAN_SEED_KINDS; kind++) {
        if (varied[kind]) {
            status = plan_seeds(sweep->plan, kind, sweep_first_seed(sweep->recipe, kind) + first[kind], seeds[kind],
                                diagnostic);
        }
    }
    free(name);
    free(value);
    return status == STATUS_OK ? sweep_check(sweep, diagnostic) : status;
}

enum status margin_run_round(struct round *round, struct diagnostic *diagnostic)
{
    struct plan plan = plan_begin();
    struct sweep sweep = *round->search->request->sweep;
    struct sweep_counts counts;
    sweep.plan = &plan;
    sweep.show = NULL;
    enum status status = make_plan(round, &sweep, diagnostic);
    if (status == STATUS_OK) {
        status = sweep_rows(&sweep, NULL, take_row, round, &counts, diagnostic);
        round->search->margin->runs += plan.points;
    }
    plan_clear(&plan);
    return status;
}

/* ---- Waves: one run of each probe, then as many again, and so on, so that one which fails soon takes few runs. Which
 * runs there are depends on the results alone, not on the number of workers. ---- */

struct wave margin_all_runs(const struct search *search)
{
    return (struct wave){0, search->margin->starts, 0, search->margin->chips};
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* The wave after `wave`: more chips of the first start, and then more starts with all chips. False past the last one.
 */
static bool next_wave(const struct search *search, struct wave *wave)
{
    const size_t starts = search->margin->starts, chips = search->margin->chips;
    const size_t chips_done = wave->chip + wave->chips, starts_done = wave->start + wave->starts;
    if (chips_done < chips) {
        *wave = (struct wave){0, 1, chips_done, smaller(chips_done, chips - chips_done)};
        return true;
    }
    *wave = (struct wave){starts_done, smaller(starts_done, starts - starts_done), 0, chips};
    return starts_done < starts;
}

enum status margin_run_probes(struct search *search, struct diagnostic *diagnostic)
{
    struct round round = {
        .search = search, .probe = calloc(search->probes + 1, sizeof(struct probe *)), .wave = {0, 1, 0, 1}};
    enum status status = round.probe ? STATUS_OK : fail_memory(diagnostic);
    for (bool more = true; status == STATUS_OK && more; more = next_wave(search, &round.wave)) {
        round.probes = 0;
        for (size_t k = 0; k < search->probes; k++) {
            if (search->probe[k].possible && search->probe[k].failed == 0) {
                round.probe[round.probes++] = &search->probe[k];
            }
        }
        status = round.probes > 0 ? margin_run_round(&round, diagnostic) : STATUS_OK;
    }
    for (size_t k = 0; k < search->probes; k++) {
        search->probe[k].passes = search->probe[k].possible && search->probe[k].failed == 0;
    }
    free(round.probe);
    return status;
}
