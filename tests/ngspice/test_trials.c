/* Trials: seeded networks, run by the solver in threads and by ngspice in processes. */
#include "tests/suites.h"

#include "campaign/trials.h"
#include "netgen/questions/recall.h"
#include "tests/support/expect.h"
#include "tests/support/simulate.h"

#include <stdlib.h>
#include <string.h>

enum { COUNT = 5, SEED = 100 };

/* Recall of a random pattern from a random start. `task` is the number of a trial that fails. */
static enum status make_recall(const void *task, size_t number, gsl_rng *random, struct network **network,
                               struct diagnostic *diagnostic)
{
    const size_t n = 7;
    struct bias bias = problem_standard_bias();
    if (number == *(const size_t *)task) {
        return fail(diagnostic, STATUS_INPUT, "error: no trial %zu", number);
    }
    char *pattern = problem_random_bits(random, n), *start = problem_random_bits(random, n);
    ck_assert(pattern && start);
    enum status status = recall_network(&(struct patterns){&pattern, 1, start}, &bias, network, diagnostic);
    free(pattern);
    free(start);
    return status;
}

static const size_t NONE = COUNT;

/* Loop: the engine. */
static struct trials trials_with(int engine, size_t workers)
{
    struct spice_job job = simulate_job(NULL, 0.0);
    return (struct trials){.count = COUNT,
                           .first = {.make = make_recall,
                                     .task = &NONE,
                                     .seed = SEED,
                                     .engine = {.kind = (enum engine_kind)engine,
                                                .tolerance = 1e-3,
                                                .host = job.host,
                                                .code_model = job.code_model}},
                           .workers = workers};
}

static void expect_equal(const struct measures *a, const struct measures *b)
{
    ck_assert(a->converged && b->converged);
    ck_assert_double_eq(a->time_to_solution, b->time_to_solution);
    ck_assert_double_eq(a->energy, b->energy);
    ck_assert_double_eq(a->quality.accuracy, b->quality.accuracy);
    ck_assert_str_eq(a->state, b->state);
}

START_TEST(trials_do_not_depend_on_workers)
{
    for (size_t workers = 1; workers <= 3; workers += 2) {
        struct trials trials = trials_with(_i, workers);
        struct measures *measures, alone;
        struct diagnostic why;
        expect_ok(trials_run(&trials, &measures, &why), &why);
        for (size_t k = 0; k < COUNT; k++) {
            struct trial trial = trials.first;
            trial.number = k;
            trial.seed = SEED + k;
            expect_ok(trial_measure(&trial, &alone, &why), &why);
            expect_equal(&measures[k], &alone);
            measures_clear(&alone);
        }
        ck_assert(measures[0].time_to_solution != measures[1].time_to_solution); /* they differ at all */
        trials_free(measures, COUNT);
    }
}
END_TEST

START_TEST(a_trial_that_fails_is_the_error_of_all)
{
    static const size_t WRONG = 3;
    struct trials trials = trials_with(_i, 2);
    struct measures *measures;
    struct diagnostic why;
    trials.first.task = &WRONG;
    ck_assert_int_eq(trials_run(&trials, &measures, &why), STATUS_INPUT);
    ck_assert_str_eq(why.text, "error: no trial 3");
    ck_assert_ptr_null(measures);
}
END_TEST

Suite *trials_suite(void)
{
    Suite *suite = suite_create("trials");
    TCase *trials = tcase_create("engines");
    tcase_add_loop_test(trials, trials_do_not_depend_on_workers, ENGINE_SOLVER, ENGINE_NGSPICE + 1);
    tcase_add_loop_test(trials, a_trial_that_fails_is_the_error_of_all, ENGINE_SOLVER, ENGINE_NGSPICE + 1);
    suite_add_tcase(suite, trials);
    return suite;
}
