#include "campaign/margin.h"

#include "base/number.h"
#include "campaign/margin_round.h"
#include "campaign/sigmas.h"
#include "report/quantity.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double FIRST_STEP = 0.01; /* away, which then doubles */

/* ---- What follows from it ---- */

static struct margin_reason reason_of(const struct search *search, const struct verdict_count *count)
{
    const struct margin_request *request = search->request;
    const size_t chips = search->margin->chips;
    struct margin_reason reason = {.runs = count->runs, .error = count->error};
    reason.start_seed = sweep_first_seed(request->sweep->recipe, PLAN_STARTS) + count->point / chips;
    reason.chip_seed = sweep_first_seed(request->sweep->recipe, PLAN_CHIPS) + count->point % chips;
    return reason;
}

/* The probe does not pass, and is the nearest one so far. */
static void set_bad(const struct search *search, struct side *side, const struct probe *probe)
{
    struct margin_bound *bound = side->bound;
    side->bad = probe->away;
    number_parse_plain(probe->value, &bound->beyond);
    bound->end = probe->possible ? BOUND_FAILS : BOUND_LIMIT;
    bound->failed = probe->failed;
    bound->limit = probe->limit;
    for (size_t k = 0; k < judge_reasons(search->request->judge); k++) {
        bound->reason[k] = reason_of(search, &probe->reason[k]);
    }
}

/* How far apart two values are, in parts of the nominal one. */
static double apart(const struct side *side, double a, double b)
{
    return fabs(exp(side->sign * a) - exp(side->sign * b));
}

static void ask_inside(const struct search *search, struct side *side)
{
    const double place = 0.382; /* none of the values that halving has met */
    side->phase = apart(side, side->good, 0.0) > search->request->resolution ? PHASE_INSIDE : PHASE_DONE;
    side->probes = side->phase == PHASE_INSIDE ? INSIDE : 0;
    for (size_t k = 0; k < side->probes; k++) {
        side->probe[k] = side->good * ((double)k + 1.0 - place) / (double)INSIDE;
    }
}

static void ask_between(const struct search *search, struct side *side)
{
    if (apart(side, side->good, side->bad) <= search->request->resolution) {
        ask_inside(search, side);
        return;
    }
    side->phase = PHASE_HALVE;
    side->probe[0] = 0.5 * (side->good + side->bad);
    side->probes = 1;
}

/* The next step outward, or what follows where the last one was the reach. */
static void ask_outward(const struct search *search, struct side *side)
{
    const double reach = log(search->request->reach);
    if (side->good >= reach) {
        side->bound->end = BOUND_REACH;
        ask_inside(search, side);
        return;
    }
    side->probe[0] = fmin(side->good > 0.0 ? 2.0 * side->good : FIRST_STEP, reach);
    side->probes = 1;
}

/* Takes the values inside: the nearest one that does not pass is the new end of the interval. */
static void take_inside(const struct search *search, struct side *side, const struct probe *probe)
{
    double good = 0.0;
    for (size_t k = 0; k < side->probes; k++) {
        if (!probe[k].passes) {
            side->good = good;
            side->bound->hole = true;
            set_bad(search, side, &probe[k]);
            ask_between(search, side);
            return;
        }
        good = probe[k].away;
    }
    side->phase = PHASE_DONE;
    side->probes = 0;
}

/* Takes the probes of a side, and asks for the next ones. */
static void take_probes(const struct search *search, struct side *side, const struct probe *probe)
{
    if (side->phase == PHASE_INSIDE) {
        take_inside(search, side, probe);
        return;
    }
    if (probe->passes) {
        side->good = probe->away;
    } else {
        set_bad(search, side, probe);
    }
    if (isinf(side->bad)) {
        ask_outward(search, side);
    } else {
        ask_between(search, side);
    }
}

static void take_round(struct search *search)
{
    size_t first = 0;
    for (size_t s = 0; s < search->sides; s++) {
        struct side *side = &search->side[s];
        const size_t probes = side->probes;
        if (probes > 0) {
            take_probes(search, side, search->probe + first);
        }
        first += probes;
    }
}

/* About which share of the work is done: outward, halving, inside. */
static double share_of(const struct search *search)
{
    const struct margin_request *request = search->request;
    const double out = log2(log(request->reach) / FIRST_STEP), halve = log2(fmax(0.5 / request->resolution, 2.0));
    return fmin((double)search->rounds / (out + halve + 2.0), 0.99);
}

static enum status search_sides(struct search *search, struct diagnostic *diagnostic)
{
    enum status status = STATUS_OK;
    while (status == STATUS_OK) {
        status = margin_list_probes(search, diagnostic);
        if (status != STATUS_OK || search->probes == 0) {
            break;
        }
        status = margin_run_probes(search, diagnostic);
        if (status == STATUS_OK) {
            take_round(search);
            search->rounds++;
            if (search->request->show) {
                search->request->show(search->request->context, search->margin->runs, share_of(search));
            }
        }
    }
    return status;
}

/* Runs what is beyond each bound to the end: the search has stopped at the first runs that fail. */
static enum status count_failures(struct search *search, struct diagnostic *diagnostic)
{
    struct round round = {.search = search, .wave = margin_all_runs(search)};
    round.probe = calloc(search->sides + 1, sizeof(struct probe *));
    if (!round.probe) {
        return fail_memory(diagnostic);
    }
    search->probes = 0;
    for (size_t s = 0; s < search->sides; s++) {
        struct side *side = &search->side[s];
        if (side->bound->end == BOUND_FAILS) {
            round.probe[round.probes] = margin_add_probe(search, side, side->bad);
            round.probe[round.probes++]->possible = true;
        }
    }
    enum status status = round.probes > 0 ? margin_run_round(&round, diagnostic) : STATUS_OK;
    for (size_t k = 0; status == STATUS_OK && k < round.probes; k++) {
        set_bad(search, round.probe[k]->side, round.probe[k]);
    }
    free(round.probe);
    return status;
}

/* ---- The network itself ---- */

static enum status check_nominal(struct search *search, struct diagnostic *diagnostic)
{
    const struct judge *judge = search->request->judge;
    struct probe nominal = {.side = NULL, .reason = search->reason}, *one[] = {&nominal};
    struct round round = {.search = search, .probe = one, .probes = 1, .wave = margin_all_runs(search)};
    enum status status = margin_run_round(&round, diagnostic);
    if (status != STATUS_OK || nominal.failed == 0) {
        return status;
    }
    size_t most = 0;
    for (size_t k = 0; k < judge_reasons(judge); k++) {
        most = nominal.reason[k].runs > nominal.reason[most].runs ? k : most;
    }
    const struct margin_reason first = reason_of(search, &nominal.reason[most]);
    const size_t runs = search->margin->starts * search->margin->chips;
    char chip[48] = "";
    if (sigmas_may_be(search->request->sweep->recipe)) {
        snprintf(chip, sizeof chip, " --chip-seed %zu", first.chip_seed);
    }
    return fail(diagnostic, STATUS_UNMET,
                "error: the network itself does not pass: in %zu of %zu run%s it %s%s%s%s (the first one: --start-seed "
                "%zu%s); expected one that passes",
                nominal.reason[most].runs, runs, plural(runs), judge_reason_text(judge, most),
                most == VERDICT_FAILED ? " (" : "", most == VERDICT_FAILED ? first.error.text : "",
                most == VERDICT_FAILED ? ")" : "", first.start_seed, chip);
}

/* ---- The whole ---- */

static enum status make_sides(struct search *search, struct diagnostic *diagnostic)
{
    struct margin *margin = search->margin;
    const size_t reasons = judge_reasons(search->request->judge);
    search->sides = 2 * margin->parameters;
    search->side = calloc(search->sides, sizeof *search->side);
    search->probe = calloc(search->sides * INSIDE, sizeof *search->probe);
    search->reason = calloc(search->sides * INSIDE * reasons, sizeof *search->reason);
    bool got = search->side && search->probe && search->reason;
    for (size_t s = 0; got && s < search->sides; s++) {
        struct margin_parameter *parameter = &margin->parameter[s / 2];
        const int sign = s % 2 == 0 ? -1 : 1;
        /* of a negative value, the smaller size is the higher end */
        struct margin_bound *bound = &parameter->bound[(sign > 0) == (parameter->nominal > 0.0)];
        *bound = (struct margin_bound){.beyond = NAN, .reason = calloc(reasons, sizeof *bound->reason)};
        got = bound->reason != NULL;
        search->side[s] = (struct side){.parameter = s / 2, .sign = sign, .bad = INFINITY, .bound = bound};
        ask_outward(search, &search->side[s]);
    }
    return got ? STATUS_OK : fail_memory(diagnostic);
}

static void set_values(const struct search *search)
{
    for (size_t s = 0; s < search->sides; s++) {
        const struct side *side = &search->side[s];
        const double nominal = search->margin->parameter[side->parameter].nominal;
        char value[AXIS_NUMBER];
        snprintf(value, sizeof value, "%.9g", margin_value(search, side, side->good));
        number_parse_plain(value, &side->bound->value); /* the number that was tried */
        side->bound->value = side->good > 0.0 ? side->bound->value : nominal;
        side->bound->distance = (side->bound->value - nominal) / fabs(nominal);
    }
}

enum status margin_check(const struct margin_request *request, struct diagnostic *diagnostic)
{
    struct margin margin = {.request = request};
    struct margin_options options;
    enum status status = margin_parameters(request, &margin, &options, diagnostic);
    if (status == STATUS_OK) {
        free(options.option);
    }
    margin_clear(&margin);
    return status;
}

enum status margin_run(const struct margin_request *request, struct margin *margin, struct diagnostic *diagnostic)
{
    struct search search = {.request = request, .margin = margin};
    *margin = (struct margin){.request = request,
                              .starts = request->starts > 0 ? request->starts : 1,
                              .chips = request->chips > 0 ? request->chips : 1,
                              .devices_vary = sigmas_differ(request->sweep->recipe, NULL),
                              .equal_chips = request->chips > 1 && !sigmas_differ(request->sweep->recipe, NULL)};
    enum status status = margin_parameters(request, margin, &search.options, diagnostic);
    if (status != STATUS_OK) {
        margin_clear(margin);
        return status;
    }
    status = make_sides(&search, diagnostic);
    if (status == STATUS_OK) {
        status = check_nominal(&search, diagnostic);
    }
    if (status == STATUS_OK) {
        memset(search.reason, 0, judge_reasons(request->judge) * sizeof *search.reason);
        status = search_sides(&search, diagnostic);
    }
    if (status == STATUS_OK && margin->starts * margin->chips > 1) {
        status = count_failures(&search, diagnostic);
    }
    if (status == STATUS_OK) {
        set_values(&search);
    } else {
        margin_clear(margin);
    }
    free(search.options.option);
    free(search.side);
    free(search.probe);
    free(search.reason);
    return status;
}

void margin_clear(struct margin *margin)
{
    for (size_t k = 0; k < margin->parameters; k++) {
        free(margin->parameter[k].bound[0].reason);
        free(margin->parameter[k].bound[1].reason);
    }
    free(margin->parameter);
    *margin = (struct margin){0};
}
