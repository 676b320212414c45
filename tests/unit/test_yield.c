/* Verdicts on runs, and the yield of chips. */
#include "tests/suites.h"

#include "base/text.h"
#include "campaign/store_metrics.h"
#include "campaign/yield.h"
#include "netgen/questions/question.h"
#include "netgen/recipe.h"
#include "netgen/warning.h"
#include "tests/support/expect.h"
#include "tests/support/scratch.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Verdicts ---- */

static struct judge *judge_of(const char *question, const char *criterion)
{
    struct judge *judge;
    struct diagnostic why;
    expect_ok(judge_new(question_find(question), criterion, "--pass", &judge, &why), &why);
    return judge;
}

/* A run of recall by hand. */
struct run {
    struct store_value metric[STORE_MOST_METRICS];
    struct sweep_row row;
};

static void set_metric(struct run *run, const char *name, struct store_value value)
{
    struct store_column column[STORE_MOST_METRICS];
    const size_t columns = store_metric_columns(question_find("recall"), column);
    size_t k = 0;
    while (k < columns && strcmp(column[k].name, name) != 0) {
        k++;
    }
    ck_assert_msg(k < columns, "no metric %s", name);
    run->metric[k] = value;
}

static void make_run(struct run *run, bool converged, double accuracy, double time)
{
    *run = (struct run){.row = {.warnings = "", .metric = run->metric}};
    set_metric(run, "converged", (struct store_value){STORE_INTEGER, {.integer = converged}});
    set_metric(run, "bit_accuracy", (struct store_value){STORE_REAL, {.real = accuracy}});
    set_metric(run, "time_to_solution_s", (struct store_value){STORE_REAL, {.real = time}});
}

/* "not_converged" or "design_rule time < 200n": the reasons, clauses as themselves. */
static const char *reasons_of(const struct judge *judge, const struct run *run, char *text, size_t size)
{
    const uint64_t reasons = judge_ask(judge, &run->row);
    size_t used = 0;
    *text = '\0';
    for (size_t k = 0; k < judge_reasons(judge); k++) {
        const char *clause = judge_reason_clause(judge, k);
        if (reasons >> k & 1U) {
            used += (size_t)snprintf(text + used, size - used, "%s%s", used ? "|" : "",
                                     clause ? clause : judge_reason_kind(judge, k));
        }
    }
    return text;
}

static size_t reason_called(const struct judge *judge, const char *kind)
{
    size_t k = 0;
    while (k < judge_reasons(judge) && strcmp(judge_reason_kind(judge, k), kind) != 0) {
        k++;
    }
    ck_assert_msg(k < judge_reasons(judge), "no reason %s", kind);
    return k;
}

START_TEST(a_run_passes_when_all_clauses_hold_and_its_answer_means_something)
{
    struct judge *judge = judge_of("recall", " accuracy >= 1 && (time < 200n || time > 1) ");
    struct run run;
    char text[400];
    make_run(&run, true, 1.0, 100e-9);
    ck_assert_str_eq(reasons_of(judge, &run, text, sizeof text), "");
    make_run(&run, true, 0.9, 100e-9);
    ck_assert_str_eq(reasons_of(judge, &run, text, sizeof text), "accuracy >= 1");
    make_run(&run, true, 0.9, 300e-9);
    ck_assert_str_eq(reasons_of(judge, &run, text, sizeof text), "accuracy >= 1|(time < 200n || time > 1)");
    make_run(&run, false, 0.9, 300e-9);
    ck_assert_str_eq(reasons_of(judge, &run, text, sizeof text), "not_converged");
    run.row.error = "error: the host crashed";
    ck_assert_str_eq(reasons_of(judge, &run, text, sizeof text), "failed");
    judge_free(judge);
}
END_TEST

START_TEST(a_warning_that_voids_the_answer_is_a_reason_and_others_are_none)
{
    struct judge *judge = judge_of("recall", "accuracy >= 1");
    struct warning_void kind;
    struct run run;
    char text[400], warnings[100], expected[60];
    make_run(&run, true, 1.0, 100e-9);
    run.row.warnings = "noise tie optimum startle design_rule:soma_leak design_rule";
    ck_assert_str_eq(reasons_of(judge, &run, text, sizeof text), "");
    for (size_t k = 0; warning_void(k, &kind); k++) {
        snprintf(expected, sizeof expected, "%s%s%s", kind.kind, kind.rule ? ":" : "", kind.rule ? kind.rule : "");
        snprintf(warnings, sizeof warnings, "noise %s tie", expected);
        run.row.warnings = warnings;
        ck_assert_str_eq(reasons_of(judge, &run, text, sizeof text), expected);
    }
    run.row.warnings = "design_rule:axon_on design_rule:load chance";
    ck_assert_str_eq(reasons_of(judge, &run, text, sizeof text), "design_rule:axon_on|design_rule:load|chance");
    judge_free(judge);
}
END_TEST

START_TEST(a_criterion_with_or_outside_parentheses_is_one_clause)
{
    struct judge *judge = judge_of("recall", "accuracy >= 1 && time < 1 || time > 2");
    struct run run;
    char text[400];
    make_run(&run, true, 0.5, 1.5);
    ck_assert_str_eq(reasons_of(judge, &run, text, sizeof text), "accuracy >= 1 && time < 1 || time > 2");
    judge_free(judge);
    judge = judge_of("recall", "task != 'a && b' && accuracy > 0.6");
    ck_assert_str_eq(reasons_of(judge, &run, text, sizeof text), "task != 'a && b'|accuracy > 0.6"); /* no task here */
    judge_free(judge);
}
END_TEST

START_TEST(without_a_criterion_a_right_answer_is_asked_for_where_the_task_knows_one)
{
    const struct question *question;
    for (size_t k = 0; (question = question_number(k)) != NULL; k++) {
        struct judge *judge = judge_of(question->name, NULL);
        ck_assert_int_eq(judge_criterion(judge) != NULL, question->right != NULL);
        judge_free(judge);
    }
    struct judge *judge = judge_of("recall", NULL);
    ck_assert_str_eq(judge_criterion(judge), "bit_accuracy >= 1");
    judge_free(judge);
    judge = judge_of("maxcut", NULL);
    ck_assert_ptr_null(judge_criterion(judge));
    judge_free(judge);
}
END_TEST

static const struct {
    const char *criterion, *fragment;
} BAD[] = {
    {"accuracy >= 1 && time < < 2", "character 25"},
    {"acuracy >= 1", "'accuracy'"},
    {"wall_s < 1", "no column 'wall_s'"}, /* which depends on the machine */
    {"", "character 1"},
    {"accuracy >= 1 &&", "not the end"},
};

START_TEST(what_is_no_criterion_is_refused_with_its_place)
{
    struct judge *judge;
    struct diagnostic why;
    ck_assert_int_eq(judge_new(question_find("recall"), BAD[_i].criterion, "--pass", &judge, &why), STATUS_INPUT);
    ck_assert_ptr_null(judge);
    ck_assert_msg(strncmp(why.text, "--pass: error: ", 15) == 0, "%s", why.text);
    ck_assert_msg(strstr(why.text, BAD[_i].fragment) != NULL, "'%s' is not in: %s", BAD[_i].fragment, why.text);
}
END_TEST

/* ---- Yields of small networks: recall by 8 neurons ---- */

enum { CHIPS = 20 };

struct case_of {
    const char *set[6][2]; /* options */
    const char *vary;
    size_t starts;
    bool sensitivity;
};

static struct recipe *recipe_of(const struct case_of *of)
{
    struct recipe *recipe;
    struct diagnostic why;
    expect_ok(recipe_new(question_find("recall"), &recipe, &why), &why);
    expect_ok(recipe_set(recipe, "n", "8", &why), &why);
    for (size_t k = 0; k < 6 && of->set[k][0]; k++) {
        expect_ok(recipe_set(recipe, of->set[k][0], of->set[k][1], &why), &why);
    }
    return recipe;
}

/* What a test looks at: all is cleared by release. */
struct tried {
    struct recipe *recipe;
    struct plan plan;
    struct sweep sweep;
    struct judge *judge;
    struct yield yield;
};

static void prepare(const struct case_of *of, size_t workers, struct tried *tried)
{
    struct diagnostic why;
    *tried = (struct tried){.recipe = recipe_of(of), .plan = plan_begin()};
    tried->sweep = (struct sweep){
        .plan = &tried->plan, .recipe = tried->recipe, .engine.tolerance = 1e-3, .workers = workers, .shards = 1};
    if (of->sensitivity) {
        expect_ok(yield_add_cases(&tried->sweep, &why), &why);
    }
    if (of->vary) {
        expect_ok(plan_vary(&tried->plan, of->vary, &why), &why);
    }
    if (of->starts > 0) {
        expect_ok(plan_seeds(&tried->plan, PLAN_STARTS, 1, of->starts, &why), &why);
    }
    expect_ok(plan_seeds(&tried->plan, PLAN_CHIPS, 1, CHIPS, &why), &why);
    expect_ok(sweep_check(&tried->sweep, &why), &why);
}

static void judge_chips(struct tried *tried, const char *criterion, const char *store)
{
    struct diagnostic why;
    tried->judge = judge_of("recall", criterion);
    expect_ok(yield_run(&tried->sweep, store, tried->judge, &tried->yield, &why), &why);
}

static void release(struct tried *tried)
{
    yield_clear(&tried->yield);
    judge_free(tried->judge);
    plan_clear(&tried->plan);
    recipe_free(tried->recipe);
}

/* The yield of the one cell. */
static size_t passed(const struct case_of *of, const char *criterion)
{
    struct tried tried;
    prepare(of, 1, &tried);
    judge_chips(&tried, criterion, NULL);
    const size_t count = tried.yield.cell[0].passed;
    release(&tried);
    return count;
}

/* ---- Energies of the runs, of which criteria are made ---- */

struct energies {
    double joule[4 * CHIPS];
    size_t place; /* of the metric */
};

static void take_energy(void *context, const struct sweep_row *row)
{
    struct energies *energies = context;
    ck_assert_ptr_null(row->error);
    energies->joule[row->point] = row->metric[energies->place].real;
}

static int compare(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static struct energies energies_of(const struct case_of *of)
{
    struct tried tried;
    struct sweep_counts counts;
    struct diagnostic why;
    struct energies energies = {.place = 0};
    struct store_column column[STORE_MOST_METRICS];
    store_metric_columns(question_find("recall"), column);
    while (strcmp(column[energies.place].name, "energy_j") != 0) {
        energies.place++;
    }
    prepare(of, 1, &tried);
    ck_assert_uint_le(tried.plan.points, 4UL * CHIPS);
    expect_ok(sweep_rows(&tried.sweep, NULL, take_energy, &energies, &counts, &why), &why);
    release(&tried);
    return energies;
}

/* A criterion that half of the energies meet: they differ, since the chips do. */
static const char *half_of(struct energies energies, size_t count, char *text, size_t size)
{
    qsort(energies.joule, count, sizeof *energies.joule, compare);
    ck_assert_double_lt(energies.joule[count / 2 - 1], energies.joule[count / 2]);
    snprintf(text, size, "energy_j <= %.17g", energies.joule[count / 2 - 1]);
    return text;
}

static const struct case_of VARIED = {{{"vdw", "loaded"}, {"sigma-rp", "2%"}}, NULL, 0, false};

START_TEST(chips_that_hardly_differ_all_work)
{
    const struct case_of of = {{{"vdw", "loaded"}, {"sigma-rp", "0.0001%"}}, NULL, 0, false};
    struct tried tried;
    prepare(&of, 1, &tried);
    judge_chips(&tried, NULL, NULL);
    const struct yield_cell *cell = &tried.yield.cell[0];
    ck_assert_uint_eq(cell->chips, CHIPS);
    ck_assert_uint_eq(cell->passed, CHIPS);
    ck_assert_double_eq(cell->share.value, 1.0);
    ck_assert_double_eq(cell->share.high, 1.0);
    /* Wilson's lower bound where all pass is n/(n + z^2), with z = 1.959964 */
    ck_assert_double_eq_tol(cell->share.low, 20.0 / (20.0 + 1.959964 * 1.959964), 1e-6);
    for (size_t k = 0; k < judge_reasons(tried.judge); k++) {
        ck_assert_uint_eq(tried.yield.reason[k].runs, 0);
    }
    release(&tried);
}
END_TEST

START_TEST(a_criterion_that_half_of_the_chips_meet_gives_half)
{
    char half[80];
    const struct energies energies = energies_of(&VARIED);
    struct tried tried;
    size_t first = 0;
    prepare(&VARIED, 1, &tried);
    judge_chips(&tried, half_of(energies, CHIPS, half, sizeof half), NULL);
    const struct yield_cell *cell = &tried.yield.cell[0];
    ck_assert_uint_eq(cell->passed, CHIPS / 2);
    /* Wilson, for 10 of 20, from the literature's tables: 0.299 to 0.701 */
    ck_assert_double_eq_tol(cell->share.low, 0.2993, 5e-5);
    ck_assert_double_eq_tol(cell->share.high, 0.7007, 5e-5);
    const size_t clause = judge_reasons(tried.judge) - 1;
    ck_assert_str_eq(judge_reason_clause(tried.judge, clause), half);
    ck_assert_uint_eq(tried.yield.reason[clause].runs, CHIPS / 2);
    double bound;
    sscanf(half, "energy_j <= %lf", &bound);
    while (energies.joule[first] <= bound) {
        first++;
    }
    ck_assert_uint_eq(tried.yield.reason[clause].point, first);
    ck_assert_uint_eq(sweep_seed(&tried.sweep, first, PLAN_CHIPS), 1 + first);
    release(&tried);
}
END_TEST

START_TEST(a_chip_works_when_all_of_its_starts_do)
{
    const struct case_of of = {{{"vdw", "loaded"}, {"sigma-rp", "2%"}}, NULL, 2, false};
    const struct energies energies = energies_of(&of);
    char half[80];
    double bound;
    size_t expected = 0;
    struct tried tried;
    prepare(&of, 1, &tried);
    judge_chips(&tried, half_of(energies, 2UL * CHIPS, half, sizeof half), NULL);
    sscanf(half, "energy_j <= %lf", &bound);
    for (size_t chip = 0; chip < CHIPS; chip++) { /* starts vary slower */
        expected += energies.joule[chip] <= bound && energies.joule[CHIPS + chip] <= bound;
    }
    ck_assert_uint_eq(tried.yield.starts, 2);
    ck_assert_uint_eq(tried.yield.cell[0].chips, CHIPS);
    ck_assert_uint_eq(tried.yield.cell[0].passed, expected);
    release(&tried);
}
END_TEST

START_TEST(axons_that_never_switch_converge_and_do_not_pass)
{
    const struct case_of of = {{{"vdw", "1m"}, {"sigma-rp", "2%"}}, NULL, 0, false};
    struct tried tried;
    prepare(&of, 1, &tried);
    judge_chips(&tried, "converged == 1 && accuracy >= 0", NULL);
    ck_assert_uint_eq(tried.yield.cell[0].passed, 0);
    ck_assert_uint_eq(tried.yield.reason[VERDICT_NOT_CONVERGED].runs, 0);
    ck_assert_uint_eq(tried.yield.reason[VERDICT_FAILED].runs, 0);
    ck_assert_uint_eq(tried.yield.reason[reason_called(tried.judge, "design_rule:axon_on")].runs, CHIPS);
    release(&tried);
}
END_TEST

START_TEST(runs_that_cannot_be_are_chips_that_fail_with_their_line)
{
    const struct case_of of = {{{"vdw", "loaded"}}, "sigma-rp=1%,40%", 0, false};
    struct tried tried;
    prepare(&of, 1, &tried);
    judge_chips(&tried, "accuracy >= 0", NULL);
    ck_assert_uint_eq(tried.yield.cells, 2);
    ck_assert_uint_eq(tried.yield.cell[0].failed[VERDICT_FAILED], 0);
    ck_assert_uint_eq(tried.yield.cell[1].failed[VERDICT_FAILED], CHIPS);
    ck_assert_uint_eq(tried.yield.cell[1].passed, 0);
    ck_assert_uint_eq(tried.yield.failed, CHIPS);
    ck_assert_uint_eq(tried.yield.reason[VERDICT_FAILED].point, CHIPS);
    ck_assert_msg(strstr(tried.yield.reason[VERDICT_FAILED].error.text, "sigma of rp") != NULL, "%s",
                  tried.yield.reason[VERDICT_FAILED].error.text);
    release(&tried);
}
END_TEST

/* ---- What does not matter ---- */

static char *text_of(const struct tried *tried)
{
    struct text text;
    struct diagnostic why;
    expect_ok(text_begin(&text, &why), &why);
    expect_ok(yield_write(&tried->yield, "net", text.stream, &why), &why);
    expect_ok(text_end(&text, &why), &why);
    return text.bytes;
}

START_TEST(a_yield_depends_neither_on_workers_nor_on_a_store)
{
    const struct case_of of = {{{"vdw", "loaded"}, {"sigma-rp", "2%"}}, NULL, 2, false};
    char half[80];
    struct tried tried;
    half_of(energies_of(&of), 2UL * CHIPS, half, sizeof half);
    prepare(&of, 1, &tried);
    judge_chips(&tried, half, NULL);
    char *expected = text_of(&tried);
    release(&tried);
    for (size_t k = 0; k < 3; k++) { /* the last one finds all rows in the store */
        prepare(&of, 3, &tried);
        judge_chips(&tried, half, k == 0 ? NULL : IN_SCRATCH("yield.db"));
        ck_assert_uint_eq(tried.yield.there, k == 2 ? tried.plan.points : 0);
        tried.yield.there = 0; /* which is said */
        char *found = text_of(&tried);
        ck_assert_str_eq(found, expected);
        free(found);
        release(&tried);
    }
    free(expected);
}
END_TEST

/* ---- Sensitivity ---- */

START_TEST(a_sigma_alone_and_all_others_are_what_networks_with_these_give)
{
    const char *const sigmas[3][2] = {{"sigma-rp", "2%"}, {"sigma-w", "3%"}, {"sigma-vc", "4%"}};
    const size_t count = 2 + (size_t)_i;
    struct case_of of = {{{"vdw", "loaded"}}, NULL, 0, true};
    char half[80];
    struct tried tried;
    for (size_t k = 0; k < count; k++) {
        memcpy(of.set[1 + k], sigmas[k], sizeof sigmas[k]);
    }
    half_of(energies_of(&VARIED), CHIPS, half, sizeof half);
    prepare(&of, 1, &tried);
    judge_chips(&tried, half, NULL);
    ck_assert_uint_eq(tried.yield.cells, 1);
    ck_assert_uint_eq(tried.yield.sensitivities, count);
    ck_assert_uint_eq(tried.yield.runs, (count == 2 ? 3UL : 7UL) * CHIPS);
    of.sensitivity = false;
    ck_assert_uint_eq(tried.yield.cell[0].passed, passed(&of, half));
    for (size_t k = 0; k < count; k++) {
        const struct yield_sensitivity *found = &tried.yield.sensitivity[k];
        struct case_of alone = {{{"vdw", "loaded"}}, NULL, 0, false}, others = of;
        size_t place = 1;
        while (strcmp(of.set[place][0], found->option) != 0) {
            place++;
        }
        memcpy(alone.set[1], of.set[place], sizeof of.set[place]);
        others.set[place][1] = "0";
        ck_assert_uint_eq(found->alone_passed, passed(&alone, half));
        ck_assert_uint_eq(found->others_passed, passed(&others, half));
    }
    release(&tried);
}
END_TEST

START_TEST(chips_that_are_all_equal_are_refused)
{
    const struct case_of none = {{{"vdw", "loaded"}}, NULL, 0, false};
    const struct case_of varied = {{{"vdw", "loaded"}}, "sigma-rp=1%,2%", 0, false};
    struct tried tried;
    struct diagnostic why;
    prepare(&none, 1, &tried);
    ck_assert_int_eq(yield_check(&tried.sweep, &why), STATUS_INPUT);
    ck_assert_msg(strstr(why.text, "--sigma-rp") != NULL, "%s", why.text);
    release(&tried);
    prepare(&varied, 1, &tried);
    expect_ok(yield_check(&tried.sweep, &why), &why);
    release(&tried);
}
END_TEST

#define COUNT_OF(array) ((int)(sizeof(array) / sizeof *(array)))

/* ---- The nominal network ---- */

START_TEST(the_nominal_network_is_the_one_without_any_variation)
{
    const struct case_of of = {.set = {{"vdw", "loaded"}, {"sigma-rp", "5%"}, {"sigma-w", "5%"}}};
    const struct case_of equal = {.set = {{"vdw", "loaded"}}};
    struct tried tried;
    const struct energies energies = energies_of(&equal);
    char criterion[120];
    snprintf(criterion, sizeof criterion, "energy > %.17g && energy < %.17g", energies.joule[0] * (1.0 - 1e-9),
             energies.joule[0] * (1.0 + 1e-9));
    prepare(&of, 1, &tried);
    judge_chips(&tried, criterion, NULL);
    ck_assert_uint_eq(tried.yield.cell[0].nominal, 0);
    ck_assert_uint_eq(tried.yield.cell[0].passed, 0);
    release(&tried);
}
END_TEST

/* Cells have the values of all axes, and their nominal networks those of the ones that are no sigmas. V_DW is a metric,
 * so that the criterion says which cells are to pass. */
START_TEST(each_cell_has_the_nominal_network_of_its_values)
{
    static const char *const VARY[][3] = {{"sigma-rp=1%,2%", "vdw=30m,40m,50m", "vc=0.1,0.2"},
                                          {"vdw=50m,30m,40m", "sigma-rp=1%,2%", "vc=0.1,0.2"},
                                          {"vc=0.1,0.2", "vdw=40m,50m,30m", "sigma-rp=1%,2%"}};
    for (size_t c = 0; c < sizeof VARY / sizeof *VARY; c++) {
        const struct case_of of = {.starts = 2};
        struct tried tried;
        struct diagnostic why;
        prepare(&of, 1, &tried);
        for (size_t k = 0; k < 3; k++) {
            expect_ok(plan_vary(&tried.plan, VARY[c][k], &why), &why);
        }
        tried.plan.seeds[PLAN_CHIPS].count = 1;
        expect_ok(sweep_check(&tried.sweep, &why), &why);
        judge_chips(&tried, "v_dw_v > 35m && v_dw_v < 45m", NULL);
        ck_assert_uint_eq(tried.yield.cells, 12);
        for (size_t k = 0; k < tried.yield.cells; k++) {
            struct plan_setting setting[6];
            plan_point(&tried.plan, tried.yield.cell[k].point, setting);
            const bool right = strcmp(setting[c == 1 ? 0 : 1].value, "0.04") == 0;
            const uint64_t clauses = tried.yield.cell[k].nominal >> (judge_reasons(tried.judge) - 2);
            ck_assert_msg((clauses == 0) == right, "case %zu, cell %zu: vdw = %s", c, k, setting[c == 1 ? 0 : 1].value);
        }
        release(&tried);
    }
}
END_TEST

START_TEST(why_there_is_no_sensitivity_is_said)
{
    const struct case_of cases[] = {{.set = {{"sigma-rp", "5%"}}},
                                    {.set = {{"sigma-rp", "5%"}}, .vary = "vc=0.1,0.2"},
                                    {.set = {{"sigma-rp", "5%"}, {"sigma-w", "5%"}}, .sensitivity = true},
                                    {.set = {{"sigma-rp", "5%"}, {"sigma-w", "5%"}}}}; /* not asked for */
    static const char *const WHY[] = {"one sigma only", "--vary", NULL, NULL};
    for (size_t k = 0; k < 4; k++) {
        struct tried tried;
        prepare(&cases[k], 1, &tried);
        judge_chips(&tried, "accuracy >= 0", NULL);
        ck_assert_int_eq(tried.yield.no_sensitivity != NULL, WHY[k] != NULL);
        ck_assert(!WHY[k] || strstr(tried.yield.no_sensitivity, WHY[k]) != NULL);
        release(&tried);
    }
}
END_TEST

Suite *yield_suite(void)
{
    Suite *suite = suite_create("yield");
    TCase *verdicts = tcase_create("verdicts");
    tcase_add_checked_fixture(verdicts, NULL, scratch_remove);
    tcase_add_test(verdicts, a_run_passes_when_all_clauses_hold_and_its_answer_means_something);
    tcase_add_test(verdicts, a_warning_that_voids_the_answer_is_a_reason_and_others_are_none);
    tcase_add_test(verdicts, a_criterion_with_or_outside_parentheses_is_one_clause);
    tcase_add_test(verdicts, without_a_criterion_a_right_answer_is_asked_for_where_the_task_knows_one);
    tcase_add_loop_test(verdicts, what_is_no_criterion_is_refused_with_its_place, 0, COUNT_OF(BAD));
    suite_add_tcase(suite, verdicts);
    TCase *chips = tcase_create("chips");
    tcase_add_checked_fixture(chips, NULL, scratch_remove);
    tcase_add_test(chips, chips_that_hardly_differ_all_work);
    tcase_add_test(chips, a_criterion_that_half_of_the_chips_meet_gives_half);
    tcase_add_test(chips, a_chip_works_when_all_of_its_starts_do);
    tcase_add_test(chips, axons_that_never_switch_converge_and_do_not_pass);
    tcase_add_test(chips, runs_that_cannot_be_are_chips_that_fail_with_their_line);
    tcase_add_test(chips, a_yield_depends_neither_on_workers_nor_on_a_store);
    tcase_add_loop_test(chips, a_sigma_alone_and_all_others_are_what_networks_with_these_give, 0, 2);
    tcase_add_test(chips, chips_that_are_all_equal_are_refused);
    tcase_add_test(chips, the_nominal_network_is_the_one_without_any_variation);
    tcase_add_test(chips, each_cell_has_the_nominal_network_of_its_values);
    tcase_add_test(chips, why_there_is_no_sensitivity_is_said);
    suite_add_tcase(suite, chips);
    return suite;
}
