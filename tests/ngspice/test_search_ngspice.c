/* Searches whose relaxations ngspice makes. */
#include "tests/suites.h"

#include "campaign/search.h"
#include "netgen/questions/question.h"
#include "report/comparison.h"
#include "tests/support/expect.h"
#include "tests/support/program.h"
#include "tests/support/sample.h"
#include "tests/support/scratch.h"
#include "tests/support/simulate.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_RUNS = 24, MOST_N = 12 };

/* The relaxations that were taken. */
struct taken {
    size_t count;
    struct relaxation run[MOST_RUNS]; /* whose texts are these: */
    char start[MOST_RUNS][MOST_N + 1], state[MOST_RUNS][MOST_N + 1];
};

static enum status take(void *context, const struct relaxation *run, struct diagnostic *diagnostic)
{
    struct taken *taken = context;
    size_t k = taken->count++;
    (void)diagnostic;
    ck_assert_uint_lt(k, MOST_RUNS);
    ck_assert_uint_eq(run->number, k);
    taken->run[k] = *run;
    snprintf(taken->start[k], MOST_N + 1, "%s", run->start);
    snprintf(taken->state[k], MOST_N + 1, "%s", run->state);
    return STATUS_OK;
}

/* What a search is, beside its engine. */
struct wanted {
    struct network *network;
    enum search_method method;
    size_t runs, workers;
    double t_stop; /* s; 0: the network's */
};

/* `job`: NULL for the solver. */
static enum status search_with(const struct wanted *wanted, const struct spice_job *job, struct taken *taken,
                               struct diagnostic *why)
{
    struct solver_options options = solver_standard_options(wanted->network);
    struct search search;
    struct measures measures;
    options.t_stop = wanted->t_stop > 0.0 ? wanted->t_stop : options.t_stop;
    const struct search_plan plan = {.network = wanted->network,
                                     .options = &options,
                                     .relaxer = job ? &relaxer_ngspice : NULL,
                                     .spice = job,
                                     .method = wanted->method,
                                     .runs = wanted->runs,
                                     .seed = 11,
                                     .workers = wanted->workers,
                                     .take = take,
                                     .context = taken};
    taken->count = 0;
    enum status status = search_run(&plan, &search, &measures, why);
    if (status == STATUS_OK) {
        ck_assert_uint_eq(taken->count, wanted->runs);
        ck_assert_double_eq(measures.time_to_solution, search.time[search.best]);
        ck_assert_double_eq(measures.energy, search.energy[search.best]);
        ck_assert_double_eq(measures.quality.objective, search.objective[search.best]);
        ck_assert_str_eq(measures.state, taken->state[search.best]);
        search_clear(&search);
        measures_clear(&measures);
    }
    return status;
}

static struct taken *searched(const struct wanted *wanted, const struct spice_job *job)
{
    struct taken *taken = calloc(1, sizeof *taken);
    struct diagnostic why;
    ck_assert_ptr_nonnull(taken);
    expect_ok(search_with(wanted, job, taken, &why), &why);
    return taken;
}

/* A graph, a problem with fields, and graphs without a load phase or with a neuron that nothing drives. */
static struct network *network_of(int kind)
{
    double field[MOST_N];
    for (size_t j = 0; j < MOST_N; j++) {
        field[j] = (double)(j * 5 % 7) - 3.0;
    }
    switch (kind) {
    case 0:
        return sample_sparse(sample_random_graph(MOST_N, 0.5, 3));
    case 1:
        return sample_ising(sample_random_graph(9, 0.4, 2), field);
    default: {
        struct network *network = sample_sparse(sample_random_graph(8, 0.3, 5));
        free(network->start);
        network->start = NULL;
        network->t_load = 0.0;
        return network;
    }
    }
}

enum { KINDS = 3, METHODS = 3 };

/* Loop: networks and methods. The starts of kicks and crosses follow from the states before them. */
START_TEST(both_engines_make_the_same_search)
{
    struct network *network = network_of(_i / METHODS);
    const struct wanted wanted = {network, (enum search_method)(_i % METHODS), 12, 2, 0.0};
    const struct spice_job job = simulate_job(NULL, 0.0);
    struct taken *spice = searched(&wanted, &job), *solver = searched(&wanted, NULL);
    for (size_t k = 0; k < wanted.runs; k++) {
        const struct relaxation *a = &spice->run[k], *b = &solver->run[k];
        ck_assert_str_eq(spice->start[k], solver->start[k]);
        ck_assert_str_eq(spice->state[k], solver->state[k]);
        ck_assert_double_eq(a->objective, b->objective);
        ck_assert_uint_eq(a->chain, b->chain);
        ck_assert_uint_eq(a->seed, b->seed);
        ck_assert(a->rests && b->rests);
        ck_assert_double_eq_tol(a->time, b->time, COMPARISON_TOLERANCE * b->time);
        ck_assert_double_eq_tol(a->energy, b->energy, COMPARISON_TOLERANCE * b->energy);
    }
    free(spice);
    free(solver);
    network_free(network);
}
END_TEST

/* Loop: the methods. */
START_TEST(a_search_is_the_same_for_any_number_of_processes)
{
    struct network *network = network_of(0);
    const struct spice_job job = simulate_job(NULL, 0.0);
    struct taken *first = NULL;
    for (size_t workers = 1; workers <= 4; workers += 3) {
        const struct wanted wanted = {network, (enum search_method)_i, MOST_RUNS, workers, 0.0};
        struct taken *taken = searched(&wanted, &job);
        for (size_t k = 0; first && k < MOST_RUNS; k++) {
            ck_assert_str_eq(taken->start[k], first->start[k]);
            ck_assert_str_eq(taken->state[k], first->state[k]);
            ck_assert_double_eq(taken->run[k].time, first->run[k].time);
            ck_assert_double_eq(taken->run[k].energy, first->run[k].energy);
            ck_assert_int_eq(taken->run[k].rests, first->run[k].rests);
        }
        free(first);
        first = taken;
    }
    free(first);
    network_free(network);
}
END_TEST

/* A run that the stop time ends is none at rest, and the state is that of this time, as in `run`. */
START_TEST(a_stop_time_ends_relaxations_as_it_ends_runs)
{
    struct network *network = network_of(0);
    struct wanted wanted = {network, SEARCH_RESTART, 20, 2, 0.0};
    const struct spice_job job = simulate_job(NULL, 0.0);
    struct taken *whole = searched(&wanted, &job);
    wanted.t_stop = 0.5 * (whole->run[0].time + whole->run[1].time); /* ends one of the two */
    ck_assert_double_gt(fabs(whole->run[0].time / whole->run[1].time - 1.0), 0.05);
    ck_assert_double_gt(wanted.t_stop, network->t_load);
    struct taken *spice = searched(&wanted, &job), *solver = searched(&wanted, NULL);
    size_t rest = 0;
    for (size_t k = 0; k < wanted.runs; k++) {
        ck_assert_int_eq(spice->run[k].rests, whole->run[k].time < wanted.t_stop);
        ck_assert_int_eq(spice->run[k].rests, solver->run[k].rests);
        ck_assert_str_eq(spice->state[k], solver->state[k]);
        if (!spice->run[k].rests) {
            expect_close(spice->run[k].time, wanted.t_stop, 1e-9);
        }
        rest += spice->run[k].rests;
    }
    ck_assert(rest > 0 && rest < wanted.runs);
    free(whole);
    free(spice);
    free(solver);
    network_free(network);
}
END_TEST

/* The solver has no such walls. */
START_TEST(walls_with_an_angle_can_be_searched_in_ngspice)
{
    struct network *network = network_of(2);
    struct taken taken;
    struct diagnostic why;
    struct dwmtj *device[] = {&network->soma, &network->axon};
    for (size_t k = 0; k < 2; k++) {
        device[k]->alpha = device[k]->beta = 0.1;
        device[k]->hk = 2e4;
        device[k]->delta = 5e-9;
    }
    const struct wanted wanted = {network, SEARCH_KICK, 4, 1, 0.0};
    const struct spice_job job = simulate_job(NULL, 0.0);
    ck_assert_int_eq(search_with(&wanted, NULL, &taken, &why), STATUS_INPUT);
    expect_ok(search_with(&wanted, &job, &taken, &why), &why);
    network_free(network);
}
END_TEST

/* Walls with noise, for which a run from an equal start is another one. */
static struct network *noisy_network(void)
{
    struct network *network = network_of(2);
    struct dwmtj *device[] = {&network->soma, &network->axon};
    for (size_t k = 0; k < 2; k++) {
        device[k]->alpha = device[k]->beta = 0.1;
        device[k]->hk = 2e4;
        device[k]->delta = 5e-9;
        device[k]->noise = 7.0;
    }
    return network;
}

/* Relaxes the network from one start with the noise of two seeds, and of the first again. */
START_TEST(walls_with_noise_have_that_of_the_seed_in_each_relaxation)
{
    static const unsigned long SEEDS[] = {3, 4, 3, 0};
    enum { RUNS = sizeof SEEDS / sizeof *SEEDS };
    struct network *network = noisy_network();
    struct solver_options options = solver_standard_options(network);
    struct spice_job job = simulate_job(NULL, 0.0);
    struct relaxed outcome[RUNS];
    struct diagnostic why;
    void *relaxer;
    char state[MOST_N + 1];
    options.t_stop = 2e-8;
    network->t_load = 1e-8;
    expect_ok(relaxer_ngspice.begin(network, &options, &job, &relaxer, &why), &why);
    for (size_t k = 0; k < RUNS; k++) {
        expect_ok(relaxer_ngspice.relax(relaxer, "01100101", SEEDS[k], state, &outcome[k], &why), &why);
    }
    ck_assert_double_ne(outcome[0].energy, outcome[1].energy);
    ck_assert_double_eq(outcome[0].energy, outcome[2].energy); /* whatever it did before */
    ck_assert_double_ne(outcome[0].energy, outcome[3].energy);
    relaxer_ngspice.end(relaxer);
    network_free(network);
}
END_TEST

/* The best run of a search has the noise of its relaxation, in its network and in its recipe. */
START_TEST(the_best_run_of_walls_with_noise_can_be_made_again)
{
    program_input("graph", "4 4\n1 2\n2 3\n3 4\n1 4\n");
    program_gives("gen maxcut graph --alpha 0.1 --beta 0.1 --hk 20k --delta 5n --noise 7 --stop 60n --load 10n -q -o a",
                  0, "");
    /* walls with noise do not rest, so that the exit codes are 1 */
    ck_assert_int_eq(program_shell("$S search a --engine ngspice --runs 3 --method restart --seed 5 --save-start b "
                                   "--json >search.json"),
                     1);
    ck_assert_int_eq(program_shell("$S run b --json >run.json"), 1);
    json_t *search = json_load_file(IN_SCRATCH("search.json"), 0, NULL);
    json_t *run = json_load_file(IN_SCRATCH("run.json"), 0, NULL);
    const double best = json_number_value(json_object_get(json_object_get(search, "search"), "best_run"));
    const json_t *made = json_object_get(json_object_get(run, "made_by"), "recipe");
    char *text = json_dumps(made, 0), noise[40];
    snprintf(noise, sizeof noise, "\"%.0f\"", 5.0 + best - 1.0);
    ck_assert_msg(strstr(text, "\"noise\"") && strstr(text, noise), "%s", text);
    ck_assert_double_eq(json_number_value(json_object_get(run, "energy_j")),
                        json_number_value(json_object_get(search, "energy_j")));
    free(text);
    json_decref(search);
    json_decref(run);
}
END_TEST

/* ---- Hosts that fail ---- */

START_TEST(a_host_that_fails_is_the_error_of_its_relaxation)
{
    struct network *network = network_of(0);
    const struct wanted wanted = {network, SEARCH_KICK, MOST_RUNS, 2, 0.0};
    struct spice_job job = simulate_job(NULL, 0.0);
    char path[SCRATCH_PATH];
    struct taken taken;
    struct diagnostic why;
    simulate_fake_host(path, "kill -SEGV $$");
    job.host = path;
    ck_assert_int_eq(search_with(&wanted, &job, &taken, &why), STATUS_SIMULATOR);
    ck_assert_msg(strstr(why.text, "crashed with signal 11"), "%s", why.text);
    ck_assert_msg(strstr(why.text, "; in relaxation 1"), "%s", why.text); /* whatever chain failed first */
    simulate_fake_host(path, "exec sleep 60");
    job.patience = 0.2;
    ck_assert_int_eq(search_with(&wanted, &job, &taken, &why), STATUS_SIMULATOR);
    ck_assert_msg(strstr(why.text, "ngspice hangs"), "%s", why.text);
    ck_assert_uint_eq(taken.count, 0);
    network_free(network);
}
END_TEST

/* The program with a host of its own, which stands beside it. */
START_TEST(a_search_that_loses_ngspice_ends_with_code_3_and_without_files)
{
    program_input("graph", "4 4\n1 2\n2 3\n3 4\n1 4\n");
    program_input("host", "#!/bin/sh\nkill -KILL $$\n");
    program_gives("gen maxcut graph -q -o a", 0, "");
    ck_assert_int_eq(program_shell("mkdir bin && cp \"$S\" bin/spinfield && cp host bin/spinfield-ngspice && "
                                   "cp \"$(dirname \"$S\")/spinfield.cm\" bin && chmod 700 bin/spinfield-ngspice"),
                     0);
    ck_assert_int_eq(program_shell("bin/spinfield search a --engine ngspice --runs 9 --csv a.csv --save-start b"), 3);
    char *printed = scratch_read(".err"), *files = program_files();
    ck_assert_msg(strstr(printed, "ngspice crashed with signal 9"), "%s", printed);
    ck_assert_ptr_null(strstr(files, "a.csv"));
    ck_assert_ptr_null(strstr(files, "b.json"));
    free(printed);
    free(files);
}
END_TEST

/* ---- The command ---- */

START_TEST(reports_of_a_search_say_which_engine_made_it)
{
    program_gives("graph rnd -n 9 --density 60 --seed 1 -q -o graph", 0, "");
    program_gives("gen maxcut graph -q -o a", 0, "");
    json_t *spice = program_json("search a --engine ngspice --runs 12 --json"),
           *solver = program_json("search a --engine solver --runs 12 --json"),
           *standard = program_json("search a --runs 12 --json");
    ck_assert_str_eq(json_string_value(json_object_get(spice, "engine")), "ngspice");
    ck_assert_str_eq(json_string_value(json_object_get(solver, "engine")), "solver");
    ck_assert_str_eq(json_string_value(json_object_get(standard, "engine")), "solver");
    static const char *const SAME[] = {"state", "start", "cut"};
    for (size_t k = 0; k < 3; k++) {
        ck_assert(json_equal(json_object_get(spice, SAME[k]), json_object_get(solver, SAME[k])));
    }
    ck_assert_int_eq(json_integer_value(json_object_get(json_object_get(spice, "search"), "runs")), 12);
    json_t *run = program_json("run a --json");
    const json_t *version = json_object_get(json_object_get(run, "made_by"), "engine_version");
    ck_assert(json_is_string(version));
    ck_assert(json_equal(version, json_object_get(json_object_get(spice, "made_by"), "engine_version")));
    ck_assert_ptr_null(json_object_get(json_object_get(solver, "made_by"), "engine_version"));
    json_decref(run);
    json_decref(spice);
    json_decref(solver);
    json_decref(standard);
    program_gives("search a --engine ngspice --runs 5 --csv rows.csv --html a.html --save-start b", 0,
                  "\n  engine            ngspice, ");
    program_gives("run b", 0, "");
}
END_TEST

START_TEST(options_of_the_other_engine_are_refused)
{
    program_input("graph", "3 2\n1 2\n2 3\n");
    program_gives("gen maxcut graph -q -o a", 0, "");
    program_gives("search a --engine spice", 2, "--engine takes solver or ngspice, not 'spice'");
    program_gives("search a --engine ngspice --tolerance 1e-4", 2, "--tolerance is for --engine solver");
    program_gives("search a --patience 3", 2, "--patience is for --engine ngspice");
    program_gives("search a --engine ngspice --patience 0", 2, "--patience takes seconds above 0");
    program_refuses("search a --engine ngspice --stop 1n", 2, "must be later than the load phase");
}
END_TEST

Suite *search_ngspice_suite(void)
{
    Suite *suite = suite_create("search_ngspice");
    TCase *tests = tcase_create("searches");
    tcase_add_checked_fixture(tests, NULL, scratch_remove);
    tcase_add_loop_test(tests, both_engines_make_the_same_search, 0, KINDS * METHODS);
    tcase_add_loop_test(tests, a_search_is_the_same_for_any_number_of_processes, 0, METHODS);
    tcase_add_test(tests, a_stop_time_ends_relaxations_as_it_ends_runs);
    tcase_add_test(tests, walls_with_an_angle_can_be_searched_in_ngspice);
    tcase_add_test(tests, walls_with_noise_have_that_of_the_seed_in_each_relaxation);
    tcase_add_test(tests, a_host_that_fails_is_the_error_of_its_relaxation);
    suite_add_tcase(suite, tests);
    tests = tcase_create("command");
    tcase_add_checked_fixture(tests, NULL, scratch_remove);
    tcase_add_test(tests, a_search_that_loses_ngspice_ends_with_code_3_and_without_files);
    tcase_add_test(tests, reports_of_a_search_say_which_engine_made_it);
    tcase_add_test(tests, the_best_run_of_walls_with_noise_can_be_made_again);
    tcase_add_test(tests, options_of_the_other_engine_are_refused);
    suite_add_tcase(suite, tests);
    return suite;
}
