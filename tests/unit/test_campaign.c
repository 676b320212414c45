/* Campaigns: many runs by threads and by processes, and their results in order. */
#include "tests/suites.h"

#include "campaign/runner.h"
#include "tests/support/expect.h"

#include <math.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const enum campaign_pool POOLS[] = {CAMPAIGN_THREADS, CAMPAIGN_PROCESSES};
enum { POOLS_COUNT = 2, POINTS = 60 };

/* What a test looks at: the results so far, each as its point, status and bytes. */
struct record {
    size_t taken;
    size_t first_wrong; /* point that fails, and its status; POINTS: none */
    size_t last_taken;  /* which ends the campaign; POINTS: none */
    char text[64 * POINTS];
};

/* The bytes of a result are 1 to 7 letters. Points take differently long. */
static enum status spell(const void *context, void *worker, size_t point, struct campaign_result *result,
                         struct diagnostic *diagnostic)
{
    const struct record *record = context;
    (void)worker;
    for (size_t k = 0; k < point * 7 % 11; k++) {
        sched_yield();
    }
    if (point >= record->first_wrong && point % 7 == record->first_wrong % 7) {
        return fail(diagnostic, STATUS_SIMULATOR, "error: point %zu", point);
    }
    result->size = 1 + point % 7;
    result->bytes = malloc(result->size);
    ck_assert_ptr_nonnull(result->bytes);
    memset(result->bytes, (int)('a' + point % 26), result->size);
    return STATUS_OK;
}

static enum status note(void *context, const struct campaign_result *result, struct diagnostic *diagnostic)
{
    struct record *record = context;
    char *rest = record->text + strlen(record->text);
    ck_assert_uint_eq(result->point, record->taken);
    record->taken++;
    snprintf(rest, sizeof record->text - (size_t)(rest - record->text), "%zu:%d:%.*s%s\n", result->point,
             (int)result->status, (int)result->size, result->bytes ? (const char *)result->bytes : "",
             result->status == STATUS_OK ? "" : result->why.text);
    return result->point == record->last_taken ? fail(diagnostic, STATUS_UNMET, "error: enough") : STATUS_OK;
}

static struct campaign campaign_of(struct record *record, enum campaign_pool pool, size_t workers)
{
    *record = (struct record){.first_wrong = POINTS, .last_taken = POINTS};
    return (struct campaign){
        .points = POINTS, .workers = workers, .pool = pool, .run = spell, .take = note, .context = record};
}

/* More than points, too. */
static const size_t WORKERS[] = {1, 2, 8, POINTS + 1};
enum { WORKERS_COUNT = sizeof WORKERS / sizeof *WORKERS };

/* Loop: the pools. In each of these the first number of workers is what the others are compared with. */
START_TEST(results_come_in_order_for_any_number_of_workers)
{
    struct record first = {0}, record = {0};
    struct diagnostic why;
    for (size_t w = 0; w < WORKERS_COUNT; w++) {
        struct record *this = w == 0 ? &first : &record;
        struct campaign campaign = campaign_of(this, POOLS[_i], WORKERS[w]);
        expect_ok(runner_run(&campaign, &why), &why);
        ck_assert_uint_eq(this->taken, POINTS);
        ck_assert_str_eq(this->text, first.text);
    }
    ck_assert_ptr_nonnull(strstr(first.text, "\n27:0:bbbbbbb\n"));
}
END_TEST

START_TEST(an_error_costs_its_point_alone)
{
    struct record first = {0}, record = {0};
    struct diagnostic why;
    for (size_t w = 0; w < WORKERS_COUNT; w++) {
        struct record *this = w == 0 ? &first : &record;
        struct campaign campaign = campaign_of(this, POOLS[_i], WORKERS[w]);
        this->first_wrong = 41;
        ck_assert_int_eq(runner_run(&campaign, &why), STATUS_SIMULATOR);
        ck_assert_str_eq(why.text, "error: point 41"); /* the first, and not 48 or 55 */
        ck_assert_uint_eq(this->taken, POINTS);
        ck_assert_str_eq(this->text, first.text);
    }
    ck_assert_ptr_nonnull(strstr(first.text, "\n48:3:error: point 48\n49:0:x\n"));
}
END_TEST

START_TEST(a_campaign_may_end_at_its_first_error)
{
    struct record record;
    struct diagnostic why;
    for (size_t w = 0; w < WORKERS_COUNT; w++) {
        struct campaign campaign = campaign_of(&record, POOLS[_i], WORKERS[w]);
        campaign.ends_at_error = true;
        record.first_wrong = 41;
        ck_assert_int_eq(runner_run(&campaign, &why), STATUS_SIMULATOR);
        ck_assert_str_eq(why.text, "error: point 41");
        ck_assert_uint_eq(record.taken, 42);
    }
}
END_TEST

START_TEST(who_takes_results_may_end_the_campaign)
{
    struct record record;
    struct diagnostic why;
    for (size_t w = 0; w < WORKERS_COUNT; w++) {
        struct campaign campaign = campaign_of(&record, POOLS[_i], WORKERS[w]);
        record.last_taken = 17;
        ck_assert_int_eq(runner_run(&campaign, &why), STATUS_UNMET);
        ck_assert_str_eq(why.text, "error: enough");
        ck_assert_uint_eq(record.taken, 18);
    }
}
END_TEST

START_TEST(no_points_are_no_results)
{
    struct record record;
    struct diagnostic why;
    struct campaign campaign = campaign_of(&record, POOLS[_i], 8);
    campaign.points = 0;
    expect_ok(runner_run(&campaign, &why), &why);
    ck_assert_uint_eq(record.taken, 0);
}
END_TEST

START_TEST(workers_are_as_many_as_the_process_may_use_processors)
{
    cpu_set_t before, one;
    ck_assert_int_eq(sched_getaffinity(0, sizeof before, &before), 0);
    ck_assert_uint_ge(runner_processors(), 1);
    ck_assert_uint_le(runner_processors(), (size_t)CPU_COUNT(&before));
    size_t first = 0;
    while (!CPU_ISSET(first, &before)) {
        first++;
    }
    CPU_ZERO(&one);
    CPU_SET(first, &one);
    ck_assert_int_eq(sched_setaffinity(0, sizeof one, &one), 0);
    ck_assert_uint_eq(runner_processors(), 1);
    ck_assert_int_eq(sched_setaffinity(0, sizeof before, &before), 0);
}
END_TEST

/* ---- Workers ---- */

struct tally {
    atomic_size_t begun, ended;
    size_t taken, failed;
};

struct own {
    struct tally *tally;
    size_t points;
};

/* The second worker fails to begin, and any that begins later does not. */
static enum status begin(const void *context, void **worker, struct diagnostic *diagnostic)
{
    struct tally *tally = *(struct tally *const *)context;
    struct own *own = malloc(sizeof *own);
    if (atomic_fetch_add(&tally->begun, 1) == 1) {
        free(own);
        return fail(diagnostic, STATUS_INPUT, "error: no worker");
    }
    ck_assert_ptr_nonnull(own);
    *own = (struct own){tally, 0};
    *worker = own;
    return STATUS_OK;
}

static void end(void *worker)
{
    struct own *own = worker;
    atomic_fetch_add(&own->tally->ended, 1);
    free(own);
}

static enum status count(const void *context, void *worker, size_t point, struct campaign_result *result,
                         struct diagnostic *diagnostic)
{
    struct own *own = worker;
    (void)context;
    (void)point;
    (void)result;
    (void)diagnostic;
    ck_assert_ptr_nonnull(own);
    own->points++;
    return STATUS_OK;
}

static enum status tally_result(void *context, const struct campaign_result *result, struct diagnostic *diagnostic)
{
    struct tally *tally = *(struct tally **)context;
    (void)diagnostic;
    tally->taken++;
    tally->failed += result->status != STATUS_OK;
    return STATUS_OK;
}

START_TEST(a_worker_that_cannot_begin_costs_one_point)
{
    for (size_t workers = 1; workers <= 8; workers++) {
        struct tally tally = {.taken = 0};
        struct tally *context = &tally;
        struct diagnostic why;
        struct campaign campaign = {.points = 1000,
                                    .workers = workers,
                                    .begin = begin,
                                    .end = end,
                                    .run = count,
                                    .take = tally_result,
                                    .context = &context};
        enum status status = runner_run(&campaign, &why);
        ck_assert_uint_eq(tally.taken, 1000);
        ck_assert_uint_le(tally.begun, workers + 1);
        ck_assert_uint_eq(tally.failed, tally.begun > 1);
        ck_assert_uint_eq(tally.ended, tally.begun - tally.failed);
        ck_assert_int_eq(status, tally.failed ? STATUS_INPUT : STATUS_OK);
    }
}
END_TEST

/* How far the workers get while the first point lasts. */
struct race {
    atomic_size_t done, taken, farthest;
};
enum { RACERS = 2, AHEAD = 8 * RACERS };

static enum status run_race(const void *context, void *worker, size_t point, struct campaign_result *result,
                            struct diagnostic *diagnostic)
{
    struct race *race = *(struct race *const *)context;
    (void)worker;
    (void)result;
    (void)diagnostic;
    ck_assert_uint_lt(point, atomic_load(&race->taken) + AHEAD + 1); /* one is taken before its slot is free */
    while (point == 0 && atomic_load(&race->done) < AHEAD - 1) {     /* all that may be done before it is taken */
        sched_yield();
    }
    atomic_fetch_add(&race->done, 1);
    return STATUS_OK;
}

static enum status take_race(void *context, const struct campaign_result *result, struct diagnostic *diagnostic)
{
    struct race *race = *(struct race **)context;
    (void)result;
    (void)diagnostic;
    atomic_fetch_add(&race->taken, 1);
    return STATUS_OK;
}

START_TEST(workers_wait_for_a_result_that_is_far_behind)
{
    struct race this = {.done = 0};
    struct race *context = &this;
    struct diagnostic why;
    struct campaign campaign = {
        .points = 1000, .workers = RACERS, .run = run_race, .take = take_race, .context = &context};
    expect_ok(runner_run(&campaign, &why), &why);
    ck_assert_uint_eq(this.taken, 1000);
}
END_TEST

/* ---- Processes ---- */

static enum status die(const void *context, void *worker, size_t point, struct campaign_result *result,
                       struct diagnostic *diagnostic)
{
    if (point == 4) {
        raise(SIGKILL);
    }
    if (point == 50 || point == 51) {
        _exit(7);
    }
    return spell(context, worker, point, result, diagnostic);
}

START_TEST(a_process_that_dies_costs_its_point_alone)
{
    struct record first = {0}, record = {0};
    struct diagnostic why;
    for (size_t w = 0; w < WORKERS_COUNT; w++) {
        struct record *this = w == 0 ? &first : &record;
        struct campaign campaign = campaign_of(this, CAMPAIGN_PROCESSES, WORKERS[w]);
        campaign.run = die;
        ck_assert_int_eq(runner_run(&campaign, &why), STATUS_SYSTEM);
        ck_assert_str_eq(why.text, "error: the process of a run ended with signal 9 (Killed)");
        ck_assert_uint_eq(this->taken, POINTS);
        ck_assert_str_eq(this->text, first.text);
    }
    ck_assert_ptr_nonnull(strstr(first.text, "\n50:4:error: the process of a run ended with code 7 before its end\n"));
    ck_assert_ptr_nonnull(strstr(first.text, "\n5:0:ffffff\n"));
    ck_assert_int_eq(waitpid(-1, NULL, WNOHANG), -1); /* no process is left */
}
END_TEST

/* Says that it runs, and never ends. */
static enum status hang(const void *context, void *worker, size_t point, struct campaign_result *result,
                        struct diagnostic *diagnostic)
{
    const int *pipe_end = context;
    (void)worker;
    (void)point;
    (void)result;
    (void)diagnostic;
    ck_assert_int_eq(write(*pipe_end, "+", 1), 1);
    for (;;) {
        pause();
    }
}

static enum status take_nothing(void *context, const struct campaign_result *result, struct diagnostic *diagnostic)
{
    (void)context;
    (void)result;
    (void)diagnostic;
    return STATUS_OK;
}

/* Loop: the signal. The pipe ends where all who hold it are gone. */
START_TEST(a_signal_that_ends_the_program_ends_its_processes)
{
    static const int SIGNALS[] = {SIGINT, SIGTERM, SIGKILL};
    int ends[2], how;
    char said[8];
    ck_assert_int_eq(pipe(ends), 0);
    pid_t program = fork();
    ck_assert_int_ge(program, 0);
    if (program == 0) {
        struct diagnostic why;
        struct campaign campaign = {.points = 10,
                                    .workers = 3,
                                    .pool = CAMPAIGN_PROCESSES,
                                    .run = hang,
                                    .take = take_nothing,
                                    .context = &ends[1]};
        close(ends[0]);
        signal(SIGNALS[_i], SIG_DFL); /* the test program has handlers */
        _exit((int)runner_run(&campaign, &why));
    }
    close(ends[1]);
    for (size_t i = 0; i < 3; i++) {
        ck_assert_int_eq(read(ends[0], said, 1), 1);
    }
    kill(program, SIGNALS[_i]);
    ck_assert_int_eq(waitpid(program, &how, 0), program);
    ck_assert(WIFSIGNALED(how) && WTERMSIG(how) == SIGNALS[_i]);
    ck_assert_int_eq(read(ends[0], said, sizeof said), 0);
    close(ends[0]);
}
END_TEST

Suite *campaign_suite(void)
{
    Suite *suite = suite_create("campaign");
    TCase *results = tcase_create("results");
    tcase_add_loop_test(results, results_come_in_order_for_any_number_of_workers, 0, POOLS_COUNT);
    tcase_add_loop_test(results, an_error_costs_its_point_alone, 0, POOLS_COUNT);
    tcase_add_loop_test(results, a_campaign_may_end_at_its_first_error, 0, POOLS_COUNT);
    tcase_add_loop_test(results, who_takes_results_may_end_the_campaign, 0, POOLS_COUNT);
    tcase_add_loop_test(results, no_points_are_no_results, 0, POOLS_COUNT);
    suite_add_tcase(suite, results);
    TCase *workers = tcase_create("workers");
    tcase_add_test(workers, workers_are_as_many_as_the_process_may_use_processors);
    tcase_add_test(workers, a_worker_that_cannot_begin_costs_one_point);
    tcase_add_test(workers, workers_wait_for_a_result_that_is_far_behind);
    tcase_add_test(workers, a_process_that_dies_costs_its_point_alone);
    tcase_add_loop_test(workers, a_signal_that_ends_the_program_ends_its_processes, 0, 3);
    suite_add_tcase(suite, workers);
    return suite;
}
