/* Margins: how far a parameter may go. Bounds are compared with what is known in closed form. */
#include "tests/suites.h"

#include "base/text.h"
#include "campaign/margin.h"
#include "netgen/questions/question.h"
#include "netgen/recipe.h"
#include "netgen/supply.h"
#include "tests/support/expect.h"
#include "tests/support/scratch.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Requests on small networks ---- */

struct asked {
    const char *question;
    const char *set[6][2]; /* options */
    const char *of, *criterion;
    size_t starts, chips, workers;
    double resolution, reach;
};

struct tried {
    struct recipe *recipe;
    struct network *network;
    struct sweep sweep;
    struct judge *judge;
    struct margin_request request;
    struct margin margin;
};

static struct network *network_of(const char *question, const char *const set[][2], size_t sets, struct recipe **recipe)
{
    struct network *network;
    struct diagnostic why;
    expect_ok(recipe_new(question_find(question), recipe, &why), &why);
    for (size_t k = 0; k < sets && set[k][0]; k++) {
        expect_ok(recipe_set(*recipe, set[k][0], set[k][1], &why), &why);
    }
    expect_ok(recipe_make(*recipe, &network, &why), &why);
    return network;
}

static enum status ask(const struct asked *asked, struct tried *tried, struct diagnostic *why)
{
    *tried = (struct tried){.recipe = NULL};
    tried->network = network_of(asked->question, asked->set, 6, &tried->recipe);
    tried->sweep = (struct sweep){
        .recipe = tried->recipe, .engine.tolerance = 1e-3, .workers = asked->workers ? asked->workers : 1, .shards = 1};
    expect_ok(judge_new(question_find(asked->question), asked->criterion, "--pass", &tried->judge, why), why);
    tried->request = (struct margin_request){.sweep = &tried->sweep,
                                             .network = tried->network,
                                             .judge = tried->judge,
                                             .of = asked->of,
                                             .starts = asked->starts,
                                             .chips = asked->chips,
                                             .resolution = asked->resolution > 0.0 ? asked->resolution : 1e-3,
                                             .reach = asked->reach > 0.0 ? asked->reach : 2.0};
    return margin_run(&tried->request, &tried->margin, why);
}

static void release(struct tried *tried)
{
    margin_clear(&tried->margin);
    judge_free(tried->judge);
    network_free(tried->network);
    recipe_free(tried->recipe);
}

static void search(const struct asked *asked, struct tried *tried)
{
    struct diagnostic why;
    expect_ok(ask(asked, tried, &why), &why);
}

/* The bound is at `expected`, to the resolution, from the side that passes. Values have nine digits. */
static void expect_bound(const struct tried *tried, size_t parameter, size_t which, double expected)
{
    const struct margin_parameter *of = &tried->margin.parameter[parameter];
    const struct margin_bound *bound = &of->bound[which];
    const double resolution = tried->request.resolution * fabs(of->nominal);
    const double inside = which == 0 ? bound->value - expected : expected - bound->value;
    ck_assert_msg(inside >= -1e-8 * fabs(expected) && inside <= resolution * (1.0 + 1e-6),
                  "%s: bound %zu is %.9g, not %.9g", of->name, which, bound->value, expected);
    ck_assert_double_eq_tol(bound->distance, (bound->value - of->nominal) / fabs(of->nominal), 1e-12);
    if (bound->end != BOUND_REACH) {
        ck_assert_double_le(fabs(bound->beyond - bound->value), resolution * (1.0 + 1e-6));
    }
}

/* ---- Bounds that are known ---- */

/* V_DW is a metric, so that a criterion can say where the bounds are. */
START_TEST(bounds_are_those_of_the_criterion)
{
    const struct asked asked = {.question = "recall",
                                .set = {{"n", "8"}, {"vdw", "0.04"}},
                                .of = "vdw",
                                .criterion = "v_dw_v > 0.0371 && v_dw_v < 0.0437"};
    struct tried tried;
    search(&asked, &tried);
    ck_assert_double_eq(tried.margin.parameter[0].nominal, 0.04);
    ck_assert_str_eq(tried.margin.parameter[0].unit, "V");
    expect_bound(&tried, 0, 0, 0.0371);
    expect_bound(&tried, 0, 1, 0.0437);
    for (size_t which = 0; which < 2; which++) {
        const struct margin_bound *bound = &tried.margin.parameter[0].bound[which];
        const size_t reason = judge_reasons(tried.judge) - 2 + which;
        ck_assert_int_eq(bound->end, BOUND_FAILS);
        ck_assert(!bound->hole);
        ck_assert_uint_eq(bound->failed, 1);
        ck_assert_uint_eq(bound->reason[reason].runs, 1);
    }
    release(&tried);
}
END_TEST

/* Just beyond a threshold walls are slow, for which this stop time is enough. */
static const struct asked OF_SUPPLY = {.question = "recall",
                                       .set = {{"n", "8"}, {"vdw", "loaded"}, {"stop", "1m"}},
                                       .of = "vdw",
                                       .criterion = "accuracy >= 0"};

/* The drive of an axon whose soma is OFF is then as large as its leak, so that it never returns: Eq. (11). Such a run
 * converges. */
START_TEST(v_dw_may_go_up_to_the_threshold_of_axons_whose_somas_are_off)
{
    struct tried tried;
    search(&OF_SUPPLY, &tried);
    const struct network *net = tried.network;
    const struct dwmtj axon = dwmtj_nominal(&net->axon);
    const double leak = -axon.vleak / dwmtj_mobility(&axon);
    const struct margin_bound *bound = &tried.margin.parameter[0].bound[1];
    ck_assert_double_eq_tol(tried.margin.parameter[0].nominal, supply_loaded(net, 7), 1e-12);
    expect_bound(&tried, 0, 1, net->v_dw * leak / supply_axon_current(net, 7, false));
    ck_assert_int_eq(bound->end, BOUND_FAILS);
    for (size_t k = 0; k < judge_reasons(tried.judge); k++) {
        if (strcmp(judge_reason_kind(tried.judge, k), "design_rule:axon_off") == 0) {
            ck_assert_uint_eq(bound->reason[k].runs, 1);
        }
    }
    ck_assert_uint_eq(bound->reason[VERDICT_NOT_CONVERGED].runs, 0);
    release(&tried);
}
END_TEST

/* Eq. (15) is the least V_DW of the rule about enough neurons, which says that answers are worse below it and not that
 * they mean nothing. */
START_TEST(v_dw_may_go_below_the_loaded_form)
{
    const struct asked asked = {.question = "maxcut",
                                .set = {{"graph", "rnd"}, {"nodes", "12"}, {"density", "30%"}},
                                .of = "vdw-scale",
                                .criterion = "cut >= 0",
                                .resolution = 0.01,
                                .reach = 1.05};
    struct tried tried;
    search(&asked, &tried);
    ck_assert_double_lt(tried.margin.parameter[0].bound[0].value, 1.0);
    release(&tried);
}
END_TEST

/* ---- The same as a fine sweep ---- */

struct scan {
    const struct judge *judge;
    bool passes[200];
};

static void take_scan(void *context, const struct sweep_row *row)
{
    struct scan *scan = context;
    scan->passes[row->point] = judge_ask(scan->judge, row) == 0;
}

START_TEST(the_bounds_of_v_dw_are_those_that_a_fine_sweep_shows)
{
    enum { VALUES = 131 }; /* 20 mV to 85 mV in steps of 0.5 mV */
    struct tried tried;
    struct diagnostic why;
    struct sweep_counts counts;
    struct plan plan = plan_begin();
    search(&OF_SUPPLY, &tried);
    struct scan scan = {.judge = tried.judge};
    struct sweep sweep = tried.sweep;
    const struct margin_parameter *of = &tried.margin.parameter[0];
    sweep.plan = &plan;
    expect_ok(plan_vary(&plan, "vdw=20m:85m:131", &why), &why);
    expect_ok(sweep_check(&sweep, &why), &why);
    expect_ok(sweep_rows(&sweep, NULL, take_scan, &scan, &counts, &why), &why);
    for (size_t k = 0; k < VALUES; k++) {
        const double value = 20e-3 + 0.5e-3 * (double)k, resolution = tried.request.resolution * of->nominal;
        const bool inside = value >= of->bound[0].value && value <= of->bound[1].value;
        const bool outside = value < of->bound[0].value - resolution || value > of->bound[1].value + resolution;
        ck_assert_msg(!inside || scan.passes[k], "%g V does not pass, inside of the bounds", value);
        ck_assert_msg(!outside || !scan.passes[k], "%g V passes, outside of the bounds", value);
    }
    plan_clear(&plan);
    release(&tried);
}
END_TEST

START_TEST(a_hole_inside_moves_the_bound)
{
    /* outward steps go from 1.041 to 1.083 times the nominal value, past the hole */
    const struct asked asked = {.question = "recall",
                                .set = {{"n", "8"}, {"vdw", "0.04"}},
                                .of = "vdw",
                                .criterion = "v_dw_v < 0.042 || v_dw_v > 0.0432",
                                .reach = 1.2};
    struct tried tried;
    search(&asked, &tried);
    expect_bound(&tried, 0, 1, 0.042);
    ck_assert(tried.margin.parameter[0].bound[1].hole);
    ck_assert_int_eq(tried.margin.parameter[0].bound[1].end, BOUND_FAILS);
    expect_bound(&tried, 0, 0, 0.04 / 1.2);
    ck_assert_int_eq(tried.margin.parameter[0].bound[0].end, BOUND_REACH);
    ck_assert(isnan(tried.margin.parameter[0].bound[0].beyond));
    release(&tried);
}
END_TEST

START_TEST(a_parameter_ends_at_its_limit)
{
    /* a sigma is at most 1/3; seven chips in eight work there */
    const struct asked asked = {.question = "recall",
                                .set = {{"n", "8"}, {"vdw", "loaded"}, {"sigma-vc", "30%"}},
                                .of = "sigma-vc",
                                .criterion = "accuracy >= 0"};
    struct tried tried;
    search(&asked, &tried);
    const struct margin_bound *bound = &tried.margin.parameter[0].bound[1];
    ck_assert_int_eq(bound->end, BOUND_LIMIT);
    expect_bound(&tried, 0, 1, 1.0 / 3.0);
    ck_assert_msg(strstr(bound->limit.text, "sigma of") != NULL, "%s", bound->limit.text);
    release(&tried);
}
END_TEST

START_TEST(of_a_negative_value_the_lower_bound_is_the_greater_size)
{
    const struct asked asked = {.question = "recall",
                                .set = {{"n", "8"}, {"vdw", "loaded"}, {"stop", "20u"}},
                                .of = "vleak-axon",
                                .criterion = "accuracy >= 0",
                                .reach = 1.05};
    struct tried tried;
    search(&asked, &tried);
    const struct margin_parameter *of = &tried.margin.parameter[0];
    ck_assert_double_eq(of->nominal, -5.0);
    ck_assert_str_eq(of->unit, "m/s");
    expect_bound(&tried, 0, 0, -5.0 * 1.05);
    expect_bound(&tried, 0, 1, -5.0 / 1.05);
    ck_assert_double_lt(of->bound[0].distance, 0.0);
    ck_assert_double_gt(of->bound[1].distance, 0.0);
    release(&tried);
}
END_TEST

/* ---- The supply ---- */

START_TEST(v_dw_stays_while_a_parameter_of_the_devices_changes)
{
    /* V_DW by Eq. (15) would follow R_P, and the criterion would not hold */
    const struct asked asked = {.question = "recall",
                                .set = {{"n", "8"}, {"vdw", "loaded"}, {"vdw-scale", "1.02"}},
                                .of = "rp,w",
                                .reach = 1.1};
    struct asked with = asked;
    struct recipe *recipe;
    struct network *net = network_of("recall", asked.set, 3, &recipe);
    char criterion[120];
    snprintf(criterion, sizeof criterion, "v_dw_v > %.12g && v_dw_v < %.12g", net->v_dw * (1.0 - 1e-6),
             net->v_dw * (1.0 + 1e-6));
    with.criterion = criterion;
    struct tried tried;
    search(&with, &tried);
    for (size_t k = 0; k < 2; k++) {
        ck_assert_int_eq(tried.margin.parameter[k].bound[0].end, BOUND_REACH);
        ck_assert_int_eq(tried.margin.parameter[k].bound[1].end, BOUND_REACH);
    }
    release(&tried);
    network_free(net);
    recipe_free(recipe);
}
END_TEST

static const char *const GRAPH[][2] = {{"graph", "rnd"}, {"nodes", "12"}, {"density", "30%"}, {"vdw", "loaded"}};

/* Supplies of all fan-outs of `net` are `factor` times those of the graph's network. */
static void expect_supplies(const struct network *net, double factor)
{
    struct recipe *recipe;
    struct network *loaded = network_of("maxcut", GRAPH, 4, &recipe);
    ck_assert_double_gt(loaded->v_dw_per_axon, 0.0);
    for (size_t fan_out = 1; fan_out < 8; fan_out++) {
        ck_assert_double_eq_tol(network_supply(net, fan_out), factor * network_supply(loaded, fan_out), 1e-15);
    }
    network_free(loaded);
    recipe_free(recipe);
}

START_TEST(vdw_scale_is_a_factor_on_the_supplies_of_all_fan_outs)
{
    const char *set[5][2] = {{"vdw-scale", "1.25"}};
    struct recipe *recipe;
    memcpy(set + 1, GRAPH, sizeof GRAPH);
    struct network *net = network_of("maxcut", set, 5, &recipe);
    expect_supplies(net, 1.25);
    network_free(net);
    recipe_free(recipe);
}
END_TEST

START_TEST(vdw_takes_a_voltage_and_one_for_each_axon)
{
    const char *set[5][2] = {{0}};
    char supply[80];
    struct recipe *recipe;
    memcpy(set, GRAPH, sizeof GRAPH);
    struct network *net = network_of("maxcut", set, 4, &recipe);
    snprintf(supply, sizeof supply, "%.17e+%.17e", net->v_dw, net->v_dw_per_axon);
    network_free(net);
    recipe_free(recipe);
    set[3][1] = supply;
    net = network_of("maxcut", set, 4, &recipe);
    expect_supplies(net, 1.0);
    network_free(net);
    recipe_free(recipe);
    /* where all neurons have 7 axons */
    net = network_of("recall", (const char *const[][2]){{"n", "8"}, {"vdw", "1e-3+2e-3"}}, 2, &recipe);
    ck_assert_double_eq_tol(net->v_dw, 15e-3, 1e-15);
    ck_assert_double_eq(net->v_dw_per_axon, 0.0);
    struct diagnostic why;
    static const char *const WRONG[] = {"1m+", "+", "1m+-2m", "1m+0", "1m+2m+3m", "1m + 2m"};
    for (size_t k = 0; k < sizeof WRONG / sizeof *WRONG; k++) {
        ck_assert_msg(recipe_set(recipe, "vdw", WRONG[k], &why) == STATUS_INPUT, "takes '%s'", WRONG[k]);
    }
    network_free(net);
    recipe_free(recipe);
}
END_TEST

/* A density of 30 is 30 %, and 0.3 is another one. */
START_TEST(a_nominal_value_in_percent_stays_what_it_is)
{
    const struct asked asked = {.question = "maxcut",
                                .set = {{"graph", "rnd"}, {"nodes", "12"}, {"density", "30%"}},
                                .of = "w,density",
                                .criterion = "cut > 5",
                                .resolution = 0.05,
                                .reach = 1.02};
    struct tried tried;
    search(&asked, &tried);
    ck_assert_double_eq(tried.margin.parameter[1].nominal, 30.0);
    release(&tried);
}
END_TEST

/* ---- What does not matter ---- */

static char *text_of(const struct tried *tried)
{
    struct text text;
    struct diagnostic why;
    expect_ok(text_begin(&text, &why), &why);
    margin_write(&tried->margin, "net", text.stream);
    expect_ok(text_end(&text, &why), &why);
    return text.bytes;
}

START_TEST(margins_do_not_depend_on_workers_or_on_other_parameters)
{
    struct asked asked = {.question = "recall",
                          .set = {{"n", "8"}, {"vdw", "loaded"}, {"sigma-rp", "2%"}},
                          .of = "vdw,w",
                          .criterion = "accuracy >= 0",
                          .starts = 2,
                          .chips = 2,
                          .resolution = 0.02};
    struct tried tried;
    search(&asked, &tried);
    char *expected = text_of(&tried);
    const struct margin_parameter w = tried.margin.parameter[1];
    const double low = w.bound[0].value, high = w.bound[1].value;
    ck_assert_uint_eq(tried.margin.starts, 2);
    ck_assert_uint_eq(tried.margin.chips, 2);
    release(&tried);
    asked.workers = 3;
    search(&asked, &tried);
    char *found = text_of(&tried);
    ck_assert_str_eq(found, expected);
    release(&tried);
    asked.of = "w";
    search(&asked, &tried);
    ck_assert_double_eq(tried.margin.parameter[0].bound[0].value, low);
    ck_assert_double_eq(tried.margin.parameter[0].bound[1].value, high);
    release(&tried);
    free(expected);
    free(found);
}
END_TEST

/* ---- What is refused ---- */

START_TEST(a_nominal_network_that_does_not_pass_has_no_margins)
{
    const struct asked asked = {
        .question = "recall", .set = {{"n", "8"}, {"vdw", "1m"}}, .of = "w", .criterion = "accuracy >= 0"};
    struct tried tried;
    struct diagnostic why;
    ck_assert_int_eq(ask(&asked, &tried, &why), STATUS_UNMET);
    ck_assert_msg(strstr(why.text, "network itself") && strstr(why.text, "do not switch ON"), "%s", why.text);
    release(&tried);
}
END_TEST

static const struct {
    const char *of, *fragment;
} BAD[] = {
    {"vdv", "'vdw'"},           {"", "name of an option of gen is empty"},
    {"w,w", "twice"},           {"dendrite", "auto"},
    {"n", "whole numbers"},     {"neurons", "whole numbers"},
    {"seed", "no quantity"},    {"chip-seed", "no quantity"},
    {"pattern", "no quantity"}, {"sigma-rp", "is 0"},
    {"no-edge", "no meaning"},  {"as-published", "no number"},
};

START_TEST(what_has_no_margin_is_refused)
{
    const struct asked asked = {.question = "recall", .set = {{"n", "8"}, {"vdw", "loaded"}}, .of = BAD[_i].of};
    struct tried tried;
    struct diagnostic why;
    ck_assert_int_eq(ask(&asked, &tried, &why), STATUS_INPUT);
    ck_assert_msg(strstr(why.text, BAD[_i].fragment) != NULL, "'%s' is not in: %s", BAD[_i].fragment, why.text);
    release(&tried);
}
END_TEST

START_TEST(where_supplies_differ_vdw_scale_is_proposed)
{
    struct asked asked = {.question = "maxcut", .of = "vdw"};
    struct tried tried;
    struct diagnostic why;
    memcpy(asked.set, GRAPH, sizeof GRAPH);
    ck_assert_int_eq(ask(&asked, &tried, &why), STATUS_INPUT);
    ck_assert_msg(strstr(why.text, "vdw-scale") != NULL, "%s", why.text);
    release(&tried);
    asked.of = "vdw-scale";
    asked.reach = 1.02;
    asked.criterion = "cut >= 0";
    search(&asked, &tried);
    ck_assert_double_eq(tried.margin.parameter[0].nominal, 1.0);
    release(&tried);
}
END_TEST

#define COUNT_OF(array) ((int)(sizeof(array) / sizeof *(array)))

/* ---- Probes that end at the first run that fails ---- */

/* What all runs beyond a bound do, in a sweep of their own. */
struct beyond {
    const struct judge *judge;
    size_t failed; /* runs */
    struct verdict_count *reason;
};

static void take_beyond(void *context, const struct sweep_row *row)
{
    struct beyond *beyond = context;
    const uint64_t reasons = judge_ask(beyond->judge, row);
    beyond->failed += reasons != 0;
    verdict_add(beyond->judge, reasons, row, beyond->reason);
}

static void run_beyond(const struct tried *tried, const struct margin_bound *bound, struct beyond *beyond)
{
    char value[40];
    const char *const name = tried->margin.parameter[0].name, *text = value;
    struct plan plan = plan_begin();
    struct sweep sweep = tried->sweep;
    struct sweep_counts counts;
    struct diagnostic why;
    snprintf(value, sizeof value, "%.9g", bound->beyond);
    sweep.plan = &plan;
    expect_ok(plan_couple(&plan, &name, 1, &text, 1, &why), &why);
    expect_ok(plan_seeds(&plan, PLAN_STARTS, 1, tried->margin.starts, &why), &why);
    expect_ok(plan_seeds(&plan, PLAN_CHIPS, 1, tried->margin.chips, &why), &why);
    expect_ok(sweep_check(&sweep, &why), &why);
    expect_ok(sweep_rows(&sweep, NULL, take_beyond, beyond, &counts, &why), &why);
    plan_clear(&plan);
}

/* Some starts and chips fail at a bound and others do not. All of them are counted, though the search has not run all
 * runs of each value. */
START_TEST(all_runs_beyond_a_bound_are_counted_though_the_search_ends_at_the_first_that_fails)
{
    const struct asked asked = {.question = "recall",
                                .set = {{"n", "8"}, {"p", "2"}, {"seed", "1"}, {"vdw", "0.07"}, {"sigma-rp", "10%"}},
                                .of = "vdw",
                                .criterion = "accuracy >= 0 && time < 400n",
                                .starts = 3,
                                .chips = 5};
    struct tried tried;
    search(&asked, &tried);
    const size_t reasons = judge_reasons(tried.judge);
    bool some = false;
    for (size_t which = 0; which < 2; which++) {
        const struct margin_bound *bound = &tried.margin.parameter[0].bound[which];
        if (bound->end != BOUND_FAILS) {
            continue;
        }
        struct beyond beyond = {.judge = tried.judge, .reason = calloc(reasons, sizeof *beyond.reason)};
        run_beyond(&tried, bound, &beyond);
        ck_assert_uint_gt(bound->failed, 0);
        ck_assert_uint_eq(bound->failed, beyond.failed);
        some = some || bound->failed < 15;
        for (size_t k = 0; k < reasons; k++) {
            ck_assert_uint_eq(bound->reason[k].runs, beyond.reason[k].runs);
            if (beyond.reason[k].runs > 0) {
                ck_assert_uint_eq(bound->reason[k].start_seed, 1 + beyond.reason[k].point / 5);
                ck_assert_uint_eq(bound->reason[k].chip_seed, 1 + beyond.reason[k].point % 5);
            }
        }
        free(beyond.reason);
    }
    ck_assert_msg(some, "no bound at which some runs pass");
    release(&tried);
}
END_TEST

/* All starts have the same V_DW, so that a value that fails does so at its first run: 15 runs of the network itself,
 * one of each value that fails, and at last 15 beyond each bound. */
START_TEST(a_value_that_fails_takes_few_runs)
{
    struct asked asked = {.question = "recall",
                          .set = {{"n", "8"}, {"vdw", "0.04"}},
                          .of = "vdw",
                          .criterion = "v_dw_v > 0.0371 && v_dw_v < 0.0437"};
    struct tried one, many;
    search(&asked, &one);
    asked.starts = 15;
    search(&asked, &many);
    for (size_t which = 0; which < 2; which++) {
        const struct margin_bound *bound = &many.margin.parameter[0].bound[which];
        ck_assert_double_eq(bound->value, one.margin.parameter[0].bound[which].value);
        ck_assert_uint_eq(bound->failed, 15);
    }
    /* of `values` values, some fail: 15 + 15 passing + failing + 2 * 15, where passing + failing = values */
    const size_t values = one.margin.runs - 1, rest = many.margin.runs - 15 - 30;
    ck_assert_uint_lt(rest, 15 * values);
    ck_assert_uint_eq((15 * values - rest) % 14, 0); /* 14 runs less for each one that fails */
    ck_assert_uint_ge((15 * values - rest) / 14, 2);
    release(&one);
    release(&many);
}
END_TEST

Suite *margin_suite(void)
{
    Suite *suite = suite_create("margin");
    TCase *bounds = tcase_create("bounds");
    tcase_add_checked_fixture(bounds, NULL, scratch_remove);
    tcase_add_test(bounds, bounds_are_those_of_the_criterion);
    tcase_add_test(bounds, v_dw_may_go_up_to_the_threshold_of_axons_whose_somas_are_off);
    tcase_add_test(bounds, v_dw_may_go_below_the_loaded_form);
    tcase_add_test(bounds, the_bounds_of_v_dw_are_those_that_a_fine_sweep_shows);
    tcase_add_test(bounds, a_hole_inside_moves_the_bound);
    tcase_add_test(bounds, a_parameter_ends_at_its_limit);
    tcase_add_test(bounds, of_a_negative_value_the_lower_bound_is_the_greater_size);
    tcase_add_test(bounds, margins_do_not_depend_on_workers_or_on_other_parameters);
    tcase_add_test(bounds, a_nominal_value_in_percent_stays_what_it_is);
    suite_add_tcase(suite, bounds);
    TCase *supply = tcase_create("supply");
    tcase_add_checked_fixture(supply, NULL, scratch_remove);
    tcase_add_test(supply, v_dw_stays_while_a_parameter_of_the_devices_changes);
    tcase_add_test(supply, vdw_scale_is_a_factor_on_the_supplies_of_all_fan_outs);
    tcase_add_test(supply, vdw_takes_a_voltage_and_one_for_each_axon);
    suite_add_tcase(suite, supply);
    TCase *refused = tcase_create("refused");
    tcase_add_checked_fixture(refused, NULL, scratch_remove);
    tcase_add_test(refused, a_nominal_network_that_does_not_pass_has_no_margins);
    tcase_add_loop_test(refused, what_has_no_margin_is_refused, 0, COUNT_OF(BAD));
    tcase_add_test(refused, where_supplies_differ_vdw_scale_is_proposed);
    tcase_add_test(bounds, all_runs_beyond_a_bound_are_counted_though_the_search_ends_at_the_first_that_fails);
    tcase_add_test(bounds, a_value_that_fails_takes_few_runs);
    suite_add_tcase(suite, refused);
    return suite;
}
