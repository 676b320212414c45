/* Sweeps: the rows of a plan in a store, however they came there. */
#include "tests/suites.h"

#include "base/number.h"
#include "base/text.h"
#include "campaign/store.h"
#include "campaign/sweep.h"
#include "campaign/sweep_summary.h"
#include "netgen/questions/question.h"
#include "netgen/recipe.h"
#include "report/metrics.h"
#include "report/warnings.h"
#include "solver/answer.h"
#include "tests/support/expect.h"
#include "tests/support/scratch.h"

#include <inttypes.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- A sweep of small networks: recall by 8 to 10 neurons, 24 points ---- */

static struct recipe *recipe_of_recall(void)
{
    struct recipe *recipe;
    struct diagnostic why;
    expect_ok(recipe_new(question_find("recall"), &recipe, &why), &why);
    expect_ok(recipe_set(recipe, "n", "8", &why), &why);
    expect_ok(recipe_set(recipe, "seed", "5", &why), &why);
    return recipe;
}

struct varied {
    const char *vary[3];
    size_t seeds;
};

static const struct varied STANDARD = {{"w=40m:100m:3", "vdw=eq4,loaded"}, 4};
enum { POINTS = 24 };

static struct sweep sweep_of(const struct recipe *recipe, struct plan *plan, const struct varied *varied)
{
    struct diagnostic why;
    struct sweep sweep = {.plan = plan, .recipe = recipe, .engine.tolerance = 1e-3, .workers = 1, .shards = 1};
    *plan = plan_begin();
    for (size_t k = 0; k < 3 && varied->vary[k]; k++) {
        expect_ok(plan_vary(plan, varied->vary[k], &why), &why);
    }
    if (varied->seeds > 0) {
        expect_ok(plan_seeds(plan, PLAN_SEEDS, sweep_first_seed(recipe, PLAN_SEEDS), varied->seeds, &why), &why);
    }
    expect_ok(sweep_check(&sweep, &why), &why);
    return sweep;
}

static struct sweep_counts run(const struct sweep *sweep, const char *name)
{
    struct sweep_counts counts;
    struct diagnostic why;
    expect_ok(sweep_run(sweep, IN_SCRATCH(name), &counts, &why), &why);
    return counts;
}

/* ---- Stores as text ---- */

static void print_value(FILE *out, const struct store_value *value)
{
    switch (value->type) {
    case STORE_NOTHING:
        break;
    case STORE_INTEGER:
        fprintf(out, "%" PRId64, value->integer);
        break;
    case STORE_REAL:
        fprintf(out, "%.17g", value->real);
        break;
    case STORE_TEXT:
        fputs(value->text, out);
        break;
    }
}

static bool differs_from_run_to_run(const struct store_column *column)
{
    return column->part == STORE_EXECUTION || strcmp(column->name, "host") == 0;
}

/* All rows of a store, without what differs from run to run; to be freed. */
static char *rows_of(const char *name)
{
    struct store_reader *reader;
    struct diagnostic why;
    struct text text;
    bool more;
    expect_ok(store_read(IN_SCRATCH(name), &reader, &why), &why);
    expect_ok(text_begin(&text, &why), &why);
    for (size_t k = 0; k < reader->facts; k++) {
        fprintf(text.stream, "%s: %s\n", reader->fact[k].key, reader->fact[k].value);
    }
    while (store_next(reader, &more, &why) == STATUS_OK && more) {
        for (size_t k = 0; k < reader->columns; k++) {
            if (!differs_from_run_to_run(&reader->column[k])) {
                print_value(text.stream, &reader->value[k]);
                fputc(',', text.stream);
            }
        }
        fputc('\n', text.stream);
    }
    store_reader_free(reader);
    expect_ok(text_end(&text, &why), &why);
    return text.bytes;
}

static void expect_same_rows(const char *a, const char *b)
{
    char *first = rows_of(a), *second = rows_of(b);
    ck_assert_str_eq(first, second);
    free(first);
    free(second);
}

/* ---- Rows ---- */

/* What stands under `name` in the row that the reader is at. */
static const struct store_value *value_in(const struct store_reader *reader, const char *name)
{
    const size_t k = store_column(reader, name);
    ck_assert_msg(k < reader->columns, "no column %s", name);
    return &reader->value[k];
}

static void expect_metric(const struct store_reader *reader, const struct metric *metric)
{
    const struct store_value *value = value_in(reader, metric->key);
    switch (metric->kind) {
    case METRIC_REAL:
        ck_assert_int_eq(value->type, STORE_REAL);
        ck_assert(value->real == metric->real);
        break;
    case METRIC_COUNT:
        ck_assert_int_eq(value->integer, (int64_t)metric->count);
        break;
    case METRIC_FLAG:
        ck_assert_int_eq(value->integer, metric->flag);
        break;
    case METRIC_TEXT:
        ck_assert_str_eq(value->text, metric->text);
        break;
    }
}

/* The row that the reader is at is what a network made with these options gives. */
static void expect_row(const struct store_reader *reader, const struct recipe *recipe)
{
    struct network *network;
    struct measures measures;
    struct metrics metrics;
    struct diagnostic why;
    size_t compared = 0;
    expect_ok(recipe_make(recipe, &network, &why), &why);
    const struct solver_options options = solver_standard_options(network);
    expect_ok(answer_measures(network, &options, &measures, NULL, &why), &why);
    const struct run_facts facts = {.engine = "solver", .devices = network_devices(network)};
    const struct report report = {network, &measures, &facts};
    expect_ok(metrics_take(&report, &metrics, &why), &why);
    for (size_t k = 0; k < metrics.count; k++) {
        if (metrics.metric[k].applies) {
            expect_metric(reader, &metrics.metric[k]);
            compared++;
        }
    }
    ck_assert_uint_gt(compared, 15);
    metrics_clear(&metrics);
    measures_clear(&measures);
    network_free(network);
}

START_TEST(a_row_is_what_the_network_with_these_options_gives)
{
    static const char *const W[] = {"0.04", "0.07", "0.1"}, *const VDW[] = {"eq4", "loaded"};
    struct recipe *recipe = recipe_of_recall(), *copy;
    struct plan plan;
    struct diagnostic why;
    struct store_reader *reader;
    bool more;
    const struct sweep sweep = sweep_of(recipe, &plan, &STANDARD);
    ck_assert_uint_eq(plan.points, POINTS);
    ck_assert_uint_eq(run(&sweep, "db").points, POINTS);
    expect_ok(store_read(IN_SCRATCH("db"), &reader, &why), &why);
    for (size_t point = 0; point < POINTS; point++) {
        char seed[8];
        double w;
        expect_ok(store_next(reader, &more, &why), &why);
        ck_assert(more);
        expect_ok(recipe_copy(recipe, &copy, &why), &why);
        snprintf(seed, sizeof seed, "%zu", 5 + point % 4);
        expect_ok(recipe_set(copy, "w", W[point / 8], &why), &why);
        expect_ok(recipe_set(copy, "vdw", VDW[point / 4 % 2], &why), &why);
        expect_ok(recipe_set(copy, "seed", seed, &why), &why);
        ck_assert_int_eq(value_in(reader, "point")->integer, (int64_t)point);
        ck_assert(number_parse(W[point / 8], &w) && value_in(reader, "w")->real == w);
        ck_assert_str_eq(value_in(reader, "vdw")->text, VDW[point / 4 % 2]);
        ck_assert_int_eq(value_in(reader, "seed")->integer, (int64_t)(5 + point % 4));
        expect_row(reader, copy);
        recipe_free(copy);
    }
    expect_ok(store_next(reader, &more, &why), &why);
    ck_assert(!more);
    store_reader_free(reader);
    plan_clear(&plan);
    recipe_free(recipe);
}
END_TEST

/* Loop: numbers of workers. */
START_TEST(rows_do_not_depend_on_the_number_of_workers)
{
    static const size_t WORKERS[] = {2, 3, 8, 100};
    struct recipe *recipe = recipe_of_recall();
    struct plan plan;
    struct sweep sweep = sweep_of(recipe, &plan, &STANDARD);
    run(&sweep, "one");
    sweep.workers = WORKERS[_i];
    run(&sweep, "many");
    expect_same_rows("one", "many");
    plan_clear(&plan);
    recipe_free(recipe);
}
END_TEST

/* The density of a graph is per cent, a sigma is a share. The networks are those of the bare numbers. */
static const struct {
    const char *with, *without, *column;
    double first;
} PERCENT[] = {
    {"density=20%:60%:3", "density=20:60:3", "density", 20.0},
    {"density=20%,40%,60%", "density=20,40,60", "density", 20.0},
    {"negative=20%,40", "negative=20,40", "negative", 20.0},
    {"sigma-rp=2%:6%:3", "sigma-rp=0.02:0.06:3", "sigma_rp", 0.02},
};

START_TEST(a_percent_sign_means_what_it_means_to_gen)
{
    struct recipe *recipe;
    struct store_reader *reader;
    struct plan plan;
    struct diagnostic why;
    bool more;
    expect_ok(recipe_new(question_find("maxcut"), &recipe, &why), &why);
    expect_ok(recipe_set(recipe, "graph", strcmp(PERCENT[_i].column, "negative") == 0 ? "spinglass2pm" : "rnd", &why),
              &why);
    if (strcmp(PERCENT[_i].column, "negative") != 0) {
        expect_ok(recipe_set(recipe, "nodes", "12", &why), &why);
        expect_ok(recipe_set(recipe, "density", "50%", &why), &why);
    }
    const char *const given[] = {PERCENT[_i].with, PERCENT[_i].without}, *const name[] = {"with.db", "without.db"};
    for (size_t k = 0; k < 2; k++) {
        const struct sweep sweep = sweep_of(recipe, &plan, &(struct varied){{given[k]}, 0});
        ck_assert_uint_eq(run(&sweep, name[k]).failed, 0);
        plan_clear(&plan);
    }
    recipe_free(recipe);
    expect_ok(store_read(IN_SCRATCH("with.db"), &reader, &why), &why);
    expect_ok(store_next(reader, &more, &why), &why);
    ck_assert_double_eq(value_in(reader, PERCENT[_i].column)->real, PERCENT[_i].first);
    if (strcmp(PERCENT[_i].column, "sigma_rp") == 0) { /* the density, which is not varied */
        ck_assert_double_eq(value_in(reader, "density")->real, 50.0);
    }
    store_reader_free(reader);
}
END_TEST

START_TEST(parts_of_a_sweep_are_the_whole_once_merged)
{
    struct recipe *recipe = recipe_of_recall();
    struct plan plan;
    struct diagnostic why;
    struct sweep sweep = sweep_of(recipe, &plan, &STANDARD);
    char path[5][SCRATCH_PATH];
    const char *in[5];
    size_t rows = 0;
    run(&sweep, "whole");
    sweep.shards = 5;
    for (size_t k = 0; k < 5; k++) {
        char name[8];
        snprintf(name, sizeof name, "part%zu", k);
        in[k] = scratch_path(path[k], name);
        sweep.shard = k;
        rows += run(&sweep, name).points;
    }
    ck_assert_uint_eq(rows, POINTS);
    expect_ok(store_merge(IN_SCRATCH("merged"), in, 5, &why), &why);
    expect_same_rows("whole", "merged");
    plan_clear(&plan);
    recipe_free(recipe);
}
END_TEST

START_TEST(more_parts_than_points_leave_some_empty)
{
    struct recipe *recipe = recipe_of_recall();
    struct plan plan;
    struct sweep sweep = sweep_of(recipe, &plan, &(struct varied){{"w=0.1,0.2"}, 0});
    sweep.shards = 3;
    sweep.shard = 2;
    ck_assert_uint_eq(run(&sweep, "db").points, 0);
    sweep.shard = 1;
    ck_assert_uint_eq(run(&sweep, "db").points, 1);
    plan_clear(&plan);
    recipe_free(recipe);
}
END_TEST

START_TEST(options_that_cannot_be_are_rows_with_their_error)
{
    struct recipe *recipe = recipe_of_recall();
    struct plan plan;
    struct diagnostic why;
    struct store_reader *reader;
    struct sweep_summary summary;
    bool more;
    /* the load phase does not fit into a stop time of 1 ns */
    const struct sweep sweep = sweep_of(recipe, &plan, &(struct varied){{"stop=1n,2u"}, 2});
    ck_assert_uint_eq(run(&sweep, "db").failed, 2);
    expect_ok(store_read(IN_SCRATCH("db"), &reader, &why), &why);
    for (size_t point = 0; point < 4; point++) {
        expect_ok(store_next(reader, &more, &why), &why);
        ck_assert_str_eq(value_in(reader, "outcome")->text, point < 2 ? "failed" : "done");
        ck_assert_int_eq(value_in(reader, "error")->type, point < 2 ? STORE_TEXT : STORE_NOTHING);
        ck_assert_int_eq(value_in(reader, "energy_j")->type, point < 2 ? STORE_NOTHING : STORE_REAL);
    }
    store_reader_free(reader);
    expect_ok(sweep_summarize(&plan, IN_SCRATCH("db"), &summary, &why), &why);
    ck_assert_uint_eq(summary.rows, 4);
    ck_assert_uint_eq(summary.failed, 2);
    ck_assert_uint_eq(summary.first_failed, 0);
    ck_assert_ptr_nonnull(strstr(summary.first_error.text, "error: "));
    ck_assert_uint_eq(summary.best.point, 2);
    plan_clear(&plan);
    recipe_free(recipe);
}
END_TEST

/* A host that counts its starts and then ends without a word. */
static void write_broken_host(char path[SCRATCH_PATH])
{
    char script[2 * SCRATCH_PATH];
    snprintf(script, sizeof script, "#!/bin/sh\necho started >>'%s'\nkill -KILL $$\n", IN_SCRATCH("starts"));
    scratch_write(path, "host", script, strlen(script));
    ck_assert_int_eq(chmod(path, 0700), 0);
}

START_TEST(a_run_that_crashes_is_tried_once_more_and_is_then_a_row)
{
    struct recipe *recipe = recipe_of_recall();
    struct plan plan;
    struct diagnostic why;
    struct store_reader *reader;
    char host[SCRATCH_PATH];
    bool more;
    struct sweep sweep = sweep_of(recipe, &plan, &(struct varied){{"w=0.1,0.2,0.3"}, 0});
    write_broken_host(host);
    sweep.engine = (struct engine){.kind = ENGINE_NGSPICE, .host = host, .code_model = "build/spinfield.cm"};
    sweep.workers = 2;
    ck_assert_uint_eq(run(&sweep, "db").failed, 3);
    expect_ok(store_read(IN_SCRATCH("db"), &reader, &why), &why);
    for (size_t point = 0; point < 3; point++) {
        expect_ok(store_next(reader, &more, &why), &why);
        ck_assert_int_eq(value_in(reader, "point")->integer, (int64_t)point);
        ck_assert_int_eq(value_in(reader, "attempts")->integer, 2);
        ck_assert_ptr_nonnull(strstr(value_in(reader, "error")->text, "ngspice"));
    }
    store_reader_free(reader);
    char *starts = scratch_read("starts");
    ck_assert_uint_eq(strlen(starts), 6 * strlen("started\n"));
    free(starts);
    plan_clear(&plan);
    recipe_free(recipe);
}
END_TEST

/* ---- Sweeps that were stopped ---- */

static void die_at(void *context, size_t done, size_t all)
{
    (void)all;
    if (done == *(const size_t *)context) {
        raise(SIGKILL);
    }
}

/* Runs the sweep in a process that is killed once the store has `rows` rows. */
static void run_until(const struct sweep *sweep, const char *name, size_t rows)
{
    char path[SCRATCH_PATH];
    scratch_path(path, name); /* another process has another folder */
    const pid_t pid = fork();
    ck_assert_int_ge(pid, 0);
    if (pid == 0) {
        struct sweep mortal = *sweep;
        struct sweep_counts counts;
        struct diagnostic why;
        mortal.show = die_at;
        mortal.context = &rows;
        _exit(sweep_run(&mortal, path, &counts, &why) == STATUS_OK ? 0 : 1);
    }
    int how;
    ck_assert_int_eq(waitpid(pid, &how, 0), pid);
    ck_assert(WIFSIGNALED(how) && WTERMSIG(how) == SIGKILL);
}

/* Loop: workers, one less than their number. A process is killed at each row; the next one goes on. */
START_TEST(a_sweep_that_is_killed_at_each_row_goes_on)
{
    struct recipe *recipe = recipe_of_recall();
    struct plan plan;
    struct sweep sweep = sweep_of(recipe, &plan, &STANDARD);
    run(&sweep, "undisturbed");
    sweep.workers = (size_t)_i + 1;
    for (size_t rows = 1; rows < POINTS; rows++) {
        run_until(&sweep, "db", rows);
    }
    struct sweep_counts counts = run(&sweep, "db");
    ck_assert_uint_eq(counts.there, POINTS - 1);
    expect_same_rows("undisturbed", "db");
    counts = run(&sweep, "db");
    ck_assert_uint_eq(counts.there, POINTS);
    expect_same_rows("undisturbed", "db");
    plan_clear(&plan);
    recipe_free(recipe);
}
END_TEST

/* ---- Stores that are of another sweep, or in use ---- */

START_TEST(another_template_plan_or_engine_does_not_go_on_with_a_store)
{
    static const struct varied OTHER = {{"w=40m:100m:4", "vdw=eq4,loaded"}, 4};
    struct recipe *recipe = recipe_of_recall(), *other = recipe_of_recall();
    struct plan plan, other_plan;
    struct diagnostic why;
    struct sweep_counts counts;
    struct sweep sweep = sweep_of(recipe, &plan, &STANDARD);
    run(&sweep, "db");
    char *before = rows_of("db");
    expect_ok(recipe_set(other, "n", "9", &why), &why);
    sweep.recipe = other;
    ck_assert_int_eq(sweep_run(&sweep, IN_SCRATCH("db"), &counts, &why), STATUS_INPUT);
    sweep = sweep_of(recipe, &other_plan, &OTHER);
    ck_assert_int_eq(sweep_run(&sweep, IN_SCRATCH("db"), &counts, &why), STATUS_INPUT);
    char *after = rows_of("db");
    ck_assert_str_eq(before, after);
    free(before);
    free(after);
    plan_clear(&plan);
    plan_clear(&other_plan);
    recipe_free(recipe);
    recipe_free(other);
}
END_TEST

/* Another sweep into the same store. */
struct second {
    const struct sweep *sweep;
    enum status status;
    struct diagnostic why;
};

static void start_second(void *context, size_t done, size_t all)
{
    struct second *second = context;
    struct sweep_counts counts;
    (void)all;
    if (done == POINTS / 2) {
        second->status = sweep_run(second->sweep, IN_SCRATCH("db"), &counts, &second->why);
    }
}

START_TEST(two_sweeps_do_not_write_one_store)
{
    struct recipe *recipe = recipe_of_recall();
    struct plan plan;
    struct sweep sweep = sweep_of(recipe, &plan, &STANDARD), first = sweep;
    struct second second = {.sweep = &sweep};
    first.show = start_second;
    first.context = &second;
    run(&first, "db");
    ck_assert_int_eq(second.status, STATUS_SYSTEM);
    ck_assert_ptr_nonnull(strstr(second.why.text, "another program writes this store"));
    run(&sweep, "alone");
    expect_same_rows("alone", "db");
    plan_clear(&plan);
    recipe_free(recipe);
}
END_TEST

/* ---- What is refused before anything is run ---- */

static const struct {
    const char *vary[3], *fragment;
} BAD[] = {
    {{"wq=1,2"}, "no option 'wq'"},
    {{"w=1,x"}, "--w takes"},
    {{"dendrite=plain,round"}, "plain or balanced"},
    {{"n=8:12:4"}, "whole number"},
    {{"n=8,9", "neurons=10,11"}, "varied twice"},
    {{"pattern=0101,1111"}, "more than once"},
    {{"no-edge=0.1,0.2"}, "no meaning"},
};

START_TEST(what_gen_does_not_take_is_not_varied)
{
    struct recipe *recipe = recipe_of_recall();
    struct plan plan = plan_begin();
    struct diagnostic why;
    const struct sweep sweep = {.plan = &plan, .recipe = recipe, .shards = 1};
    for (size_t k = 0; k < 3 && BAD[_i].vary[k]; k++) {
        expect_ok(plan_vary(&plan, BAD[_i].vary[k], &why), &why);
    }
    ck_assert_int_eq(sweep_check(&sweep, &why), STATUS_INPUT);
    ck_assert_msg(strstr(why.text, BAD[_i].fragment) != NULL, "'%s' is not in: %s", BAD[_i].fragment, why.text);
    plan_clear(&plan);
    recipe_free(recipe);
}
END_TEST

START_TEST(options_of_whole_numbers_are_sampled_in_whole_numbers)
{
    struct recipe *recipe = recipe_of_recall();
    struct plan plan = plan_begin();
    struct plan_setting setting[2];
    struct diagnostic why;
    const struct sweep sweep = {.plan = &plan, .recipe = recipe, .shards = 1};
    expect_ok(plan_vary(&plan, "n=8:12", &why), &why);
    expect_ok(plan_vary(&plan, "w=1:2", &why), &why);
    expect_ok(plan_sample(&plan, "lhs:50", 1, &why), &why);
    expect_ok(sweep_check(&sweep, &why), &why);
    for (size_t point = 0; point < 50; point++) {
        long n;
        double w;
        plan_point(&plan, point, setting);
        ck_assert(integer_parse(setting[0].value, 8, 12, &n));
        ck_assert(number_parse(setting[1].value, &w) && w != floor(w));
    }
    plan_clear(&plan);
    recipe_free(recipe);
}
END_TEST

START_TEST(an_estimate_writes_nothing)
{
    struct recipe *recipe = recipe_of_recall();
    struct plan plan;
    const struct sweep sweep = sweep_of(recipe, &plan, &STANDARD);
    const struct sweep_estimate estimate = sweep_estimate(&sweep);
    ck_assert_uint_eq(estimate.points, POINTS);
    ck_assert_uint_ge(estimate.tried, 1);
    ck_assert_uint_eq(estimate.failed, 0);
    ck_assert_double_gt(estimate.seconds, 0.0);
    ck_assert_double_gt(estimate.memory, 0.0);
    plan_clear(&plan);
    recipe_free(recipe);
}
END_TEST

#define COUNT_OF(array) ((int)(sizeof(array) / sizeof *(array)))

Suite *sweep_suite(void)
{
    Suite *suite = suite_create("sweep");
    TCase *rows = tcase_create("rows");
    tcase_add_checked_fixture(rows, NULL, scratch_remove);
    tcase_add_test(rows, a_row_is_what_the_network_with_these_options_gives);
    tcase_add_loop_test(rows, rows_do_not_depend_on_the_number_of_workers, 0, 4);
    tcase_add_test(rows, parts_of_a_sweep_are_the_whole_once_merged);
    tcase_add_loop_test(rows, a_percent_sign_means_what_it_means_to_gen, 0, COUNT_OF(PERCENT));
    tcase_add_test(rows, more_parts_than_points_leave_some_empty);
    tcase_add_test(rows, options_that_cannot_be_are_rows_with_their_error);
    tcase_add_test(rows, a_run_that_crashes_is_tried_once_more_and_is_then_a_row);
    suite_add_tcase(suite, rows);
    TCase *stopped = tcase_create("stopped");
    tcase_add_checked_fixture(stopped, NULL, scratch_remove);
    tcase_add_loop_test(stopped, a_sweep_that_is_killed_at_each_row_goes_on, 0, 2);
    tcase_add_test(stopped, another_template_plan_or_engine_does_not_go_on_with_a_store);
    tcase_add_test(stopped, two_sweeps_do_not_write_one_store);
    suite_add_tcase(suite, stopped);
    TCase *before = tcase_create("before");
    tcase_add_checked_fixture(before, NULL, scratch_remove);
    tcase_add_loop_test(before, what_gen_does_not_take_is_not_varied, 0, COUNT_OF(BAD));
    tcase_add_test(before, options_of_whole_numbers_are_sampled_in_whole_numbers);
    tcase_add_test(before, an_estimate_writes_nothing);
    suite_add_tcase(suite, before);
    return suite;
}
