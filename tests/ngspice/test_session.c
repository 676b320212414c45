/* Circuits that stay in ngspice and are run there again. */
#include "tests/suites.h"

#include "netgen/deck.h"
#include "netgen/questions/maxcut.h"
#include "spice/session.h"
#include "tests/support/expect.h"
#include "tests/support/sample.h"
#include "tests/support/simulate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { N = 7 };

/* Networks whose decks differ in their code model and in what they consist of. */
enum kind { EQUAL, DIFFERENT, WITH_ANGLE, NOISY, KINDS };

static struct network *network_of(enum kind kind)
{
    struct bias bias = problem_auto_bias();
    struct network *network;
    struct diagnostic why;
    if (kind == DIFFERENT) {
        bias.variation.sigma[dwmtj_index("rp")] = 0.05;
        bias.variation.seed = 1;
        for (int s = 0; s < VARIATION_SOURCES; s++) {
            bias.variation.sigma_of_source[s] = 0.03;
        }
    }
    expect_ok(maxcut_network(sample_random_graph(N, 0.6, 1), NAN, &bias, &network, &why), &why);
    network->v_c = 0.1234567890123456; /* no number that has few digits */
    struct dwmtj *device[] = {&network->soma, &network->axon};
    for (size_t k = 0; k < 2 && kind >= WITH_ANGLE; k++) {
        device[k]->alpha = device[k]->beta = 0.1;
        device[k]->hk = 2e4;
        device[k]->delta = 5e-9;
        device[k]->noise = kind == NOISY ? 7.0 : 0.0;
    }
    ck_assert_ptr_nonnull(network->start);
    if (kind >= WITH_ANGLE) { /* they are slow */
        network->t_load = 4e-9;
        network->t_stop = 7e-9;
    }
    return network;
}

static struct spice_result run_from(struct spice_session *session, const struct network *network, const char *loaded,
                                    const char *start)
{
    struct spice_result result;
    struct diagnostic why;
    char *commands;
    expect_ok(deck_alter_start(network, loaded, start, &commands, &why), &why);
    expect_ok(spice_session_run(session, commands, &result, &why), &why);
    free(commands);
    return result;
}

static void expect_same_waves(const struct spice_result *a, const struct spice_result *b)
{
    ck_assert_uint_eq(a->table->columns, b->table->columns);
    ck_assert_uint_eq(a->table->rows, b->table->rows);
    ck_assert_mem_eq(a->table->value, b->table->value, a->table->columns * a->table->rows * sizeof(double));
    ck_assert_int_eq(a->iterations, b->iterations);
}

/* Loop: the kinds. Each start is run in a session after other starts, in a new one, and by itself. */
START_TEST(a_run_in_a_session_has_the_waves_of_a_fresh_run_bit_for_bit)
{
    static const char *const STARTS[] = {"0110100", "1010011", "0000000", "1111110", "0110100"};
    enum { RUNS = sizeof STARTS / sizeof *STARTS };
    struct network *network = network_of((enum kind)_i);
    struct spice_job job = simulate_job(NULL, 0.0);
    struct spice_session *session;
    struct spice_result result[RUNS], alone;
    struct diagnostic why;
    char loaded[N + 1] = "1111111", *own = network->start;
    network->start = loaded;
    expect_ok(spice_session_begin_network(&job, network, &session, &why), &why);
    for (size_t k = 0; k < RUNS; k++) {
        result[k] = run_from(session, network, loaded, STARTS[k]);
        memcpy(loaded, STARTS[k], N);
        expect_ok(spice_run_network(&job, network, &alone, &why), &why);
        expect_same_waves(&result[k], &alone);
        table_free(alone.table);
    }
    expect_same_waves(&result[0], &result[4]);
    ck_assert(result[0].iterations != result[1].iterations); /* starts make a difference at all */
    for (size_t k = 0; k < RUNS; k++) {
        table_free(result[k].table);
    }
    spice_session_end(session, NULL);
    network->start = own;
    network_free(network);
}
END_TEST

/* ngspice would keep the waves of all runs. */
START_TEST(a_session_does_not_keep_waves)
{
    enum { RUNS = 60 };
    struct network *network = network_of(EQUAL);
    struct spice_job job = simulate_job(NULL, 0.0);
    struct spice_session *session;
    struct diagnostic why;
    size_t before = 0, after = 0, waves = 0;
    expect_ok(spice_session_begin_network(&job, network, &session, &why), &why);
    for (size_t k = 0; k < RUNS; k++) {
        struct spice_result result = run_from(session, network, network->start, network->start);
        before = k == RUNS / 2 ? result.peak_memory : before;
        after = result.peak_memory;
        waves += k > RUNS / 2 ? result.table->rows * result.table->columns * sizeof(double) : 0;
        table_free(result.table);
    }
    ck_assert_uint_ge(after, before);
    ck_assert_uint_lt(after - before, waves / 2);
    spice_session_end(session, NULL);
    network_free(network);
}
END_TEST

/* Loop: how the second run ends. */
START_TEST(a_host_that_fails_in_a_later_run_is_reported)
{
    static const struct {
        const char *script, *message;
    } CASES[] = {
        {SIMULATE_FAKE_RUN "kill -SEGV $$", "crashed with signal 11"},
        {SIMULATE_FAKE_RUN "exit 7", "ended with code 7"},
        {SIMULATE_FAKE_RUN "printf '\\004\\0\\0\\0\\003\\0\\0\\0why' >&3", "error: why"},
    };
    char path[SCRATCH_PATH];
    struct spice_job job = simulate_job("* no deck\n", INFINITY);
    struct spice_session *session;
    struct spice_result result;
    struct diagnostic why;
    simulate_fake_host(path, CASES[_i].script);
    job.host = path;
    expect_ok(spice_session_begin(&job, &session, &why), &why);
    expect_ok(spice_session_run(session, "", &result, &why), &why);
    table_free(result.table);
    ck_assert_int_eq(spice_session_run(session, "alter v_start_0 dc = [ 1 ]\n", &result, &why), STATUS_SIMULATOR);
    ck_assert_ptr_null(result.table);
    ck_assert_msg(strstr(why.text, CASES[_i].message), "\"%s\" does not say \"%s\"", why.text, CASES[_i].message);
    spice_session_end(session, NULL);
}
END_TEST

/* What ngspice would not do is an error, and not a run from another start. */
START_TEST(a_command_that_ngspice_complains_about_fails_the_run)
{
    struct network *network = network_of(EQUAL);
    struct spice_job job = simulate_job(NULL, 0.0);
    struct spice_session *session;
    struct spice_result result;
    struct diagnostic why;
    expect_ok(spice_session_begin_network(&job, network, &session, &why), &why);
    ck_assert_int_eq(spice_session_run(session, "alter v_start_99 dc = [ 1 ]\n", &result, &why), STATUS_SIMULATOR);
    ck_assert_msg(strstr(why.text, "no such device or model name v_start_99"), "%s", why.text);
    spice_session_end(session, NULL);
    network_free(network);
}
END_TEST

Suite *session_suite(void)
{
    Suite *suite = suite_create("session");
    TCase *tests = tcase_create("tests");
    tcase_add_loop_test(tests, a_run_in_a_session_has_the_waves_of_a_fresh_run_bit_for_bit, 0, KINDS);
    tcase_add_test(tests, a_session_does_not_keep_waves);
    tcase_add_loop_test(tests, a_host_that_fails_in_a_later_run_is_reported, 0, 3);
    tcase_add_test(tests, a_command_that_ngspice_complains_about_fails_the_run);
    suite_add_tcase(suite, tests);
    return suite;
}
