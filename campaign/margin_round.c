#include "campaign/margin_round.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

double margin_value(const struct search *search, const struct side *side, double away)
{
    return search->margin->parameter[side->parameter].nominal * exp(side->sign * away);
}

/* The text of option `k` where `probe` is tried; one of no side is the nominal network. */
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

enum status margin_list_probes(struct search *search, struct diagnostic *diagnostic)
{
    const size_t reasons = judge_reasons(search->request->judge);
    enum status status = STATUS_OK;
    search->probes = 0;
    for (size_t s = 0; s < search->sides; s++) {
        struct side *side = &search->side[s];
        for (size_t k = 0; status == STATUS_OK && k < side->probes; k++) {
            struct probe *probe = &search->probe[search->probes];
            *probe = (struct probe){
                .side = side, .away = side->probe[k], .reason = search->reason + search->probes * reasons};
            memset(probe->reason, 0, reasons * sizeof *probe->reason);
            snprintf(probe->value, sizeof probe->value, "%.9g", margin_value(search, side, probe->away));
            search->probes++;
            status = try_probe(search, probe, diagnostic);
        }
    }
    return status;
}

static void take_row(void *context, const struct sweep_row *row)
{
    struct round *round = context;
    struct probe *probe = round->probe[row->point / round->runs];
    struct sweep_row own = *row;
    const uint64_t reasons = judge_ask(round->search->request->judge, row);
    own.point = row->point % round->runs;
    probe->failed += reasons != 0;
    verdict_add(round->search->request->judge, reasons, &own, probe->reason);
}

/* The plan of the probes: cases of the options, times starts and chips. */
static enum status make_plan(const struct round *round, const struct sweep *sweep, struct diagnostic *diagnostic)
{
    const struct search *search = round->search;
    const struct margin_request *request = search->request;
    const size_t options = search->options.options;
    const size_t seeds[PLAN_SEED_KINDS] = {[PLAN_STARTS] = request->starts, [PLAN_CHIPS] = request->chips};
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
        if (seeds[kind] > 0) {
            status = plan_seeds(sweep->plan, kind, sweep_first_seed(sweep->recipe, kind), seeds[kind], diagnostic);
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
        round->runs = plan.points / plan.combinations;
        status = sweep_rows(&sweep, NULL, take_row, round, &counts, diagnostic);
        round->search->margin->runs += plan.points;
    }
    plan_clear(&plan);
    return status;
}

enum status margin_run_probes(struct search *search, struct diagnostic *diagnostic)
{
    struct round round = {.search = search, .probe = calloc(search->probes + 1, sizeof(struct probe *))};
    if (!round.probe) {
        return fail_memory(diagnostic);
    }
    for (size_t k = 0; k < search->probes; k++) {
        if (search->probe[k].possible) {
            round.probe[round.probes++] = &search->probe[k];
        }
    }
    enum status status = round.probes > 0 ? margin_run_round(&round, diagnostic) : STATUS_OK;
    for (size_t k = 0; k < search->probes; k++) {
        search->probe[k].passes = search->probe[k].possible && search->probe[k].failed == 0;
    }
    free(round.probe);
    return status;
}
