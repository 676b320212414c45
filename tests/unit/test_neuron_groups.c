/* Neurons of the solver that are always in the same state, and are computed once. */
#include "tests/suites.h"

#include "netgen/problem.h"
#include "solver/integrator.h"
#include "solver/matched.h"
#include "solver/neuron_groups.h"
#include "solver/solver.h"
#include "tests/support/expect.h"
#include "tests/support/sample.h"

#include <stdlib.h>
#include <string.h>

/* All walls at all steps of a run. */
struct path {
    double *x; /* [steps][2][n] */
    size_t n, steps, room;
};

static bool record(void *context, const struct solver_point *point)
{
    struct path *path = context;
    if (path->steps < path->room) {
        double *x = path->x + 2 * path->n * path->steps++;
        memcpy(x, point->soma, path->n * sizeof *x);
        memcpy(x + path->n, point->axon, path->n * sizeof *x);
    }
    return true;
}

static struct solver_result follow_walls(const struct network *network, bool grouped, struct path *path, char *state)
{
    struct solver_options options = solver_standard_options(network);
    struct solver_result result = {0};
    struct system *system;
    struct diagnostic why;
    *path = (struct path){.n = network->n, .room = 2000};
    path->x = calloc(2 * path->n * path->room, sizeof *path->x);
    options.observe = record;
    options.context = path;
    expect_ok(matched_new(network, grouped, &system, &why), &why);
    ck_assert(matched_group(system, network->start));
    expect_ok(integrator_run(system, network->start, &options, state, &result, &why), &why);
    system->kind->free(system);
    return result;
}

/* Networks that are not near a tie, which would magnify the rounding of sums. */
START_TEST(groups_of_neurons_move_like_their_neurons)
{
    struct bias bias = problem_standard_bias();
    bias.dendrite = _i % 2 ? DENDRITE_BALANCED : DENDRITE_PLAIN;
    sample_set_rule(&bias, _i % 3 ? WEIGHTS_SUM : WEIGHTS_MEAN);
    const size_t patterns = (size_t)_i / 2 + 1;
    struct network *network = sample_random(121, patterns, 3, &bias);
    struct path each, groups;
    char *state = malloc(2 * (network->n + 1));
    ck_assert(neuron_groups_are_few(network));
    struct solver_result of_each = follow_walls(network, false, &each, state);
    struct solver_result of_groups = follow_walls(network, true, &groups, state + network->n + 1);
    ck_assert_str_eq(state, state + network->n + 1);
    ck_assert(of_groups.converged);
    ck_assert_uint_eq(of_groups.evaluations, of_each.evaluations);
    ck_assert_uint_eq(of_groups.moving, of_each.moving);
    ck_assert_uint_eq(groups.steps, each.steps);
    expect_close(of_groups.time_to_solution, of_each.time_to_solution, 1e-10);
    expect_close(of_groups.energy_load, of_each.energy_load, 1e-10);
    expect_close(of_groups.energy_soma, of_each.energy_soma, 1e-10);
    expect_close(of_groups.energy_synapse, of_each.energy_synapse, 1e-10);
    for (size_t k = 0; k < 2 * each.n * each.steps; k++) {
        ck_assert_double_eq_tol(groups.x[k], each.x[k], 1e-8 * network->soma.length);
    }
    free(each.x);
    free(groups.x);
    free(state);
    network_free(network);
}
END_TEST

/* A pattern that half of the neurons that start ON have, and half of the others, and one that they do not; then pairs
 * of patterns that overlap differently, equally and oppositely with the start. */
START_TEST(groups_refuse_starts_that_may_be_ties)
{
    static const struct {
        char *pattern[2], *start;
        bool ties;
    } CASES[] = {
        {{"110011001100110011001100", NULL}, "101010101010101010101010", true},
        {{"110011001100110011001100", NULL}, "100010101010101010101010", false},
        {{"110011001100110011001100", NULL}, NULL, true},
        {{"110011001100110011001101", NULL}, NULL, false},
        {{"110011001100110011001111", "111011111111110011001101"}, "111011001100110011001111", false},
        {{"110000000000000000000001", "110000000000000000000010"}, "110000000000000000000000", true},
        {{"110000000000000000000001", "001111111111111111111101"}, "110000000000000000000000", true},
    };
    struct bias bias = problem_standard_bias();
    for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
        const size_t patterns = CASES[k].pattern[1] ? 2 : 1;
        struct network *network = sample_recall(CASES[k].pattern, patterns, CASES[0].start, &bias);
        struct neuron_groups *groups;
        struct diagnostic why;
        ck_assert(neuron_groups_are_few(network));
        expect_ok(neuron_groups_new(network, &groups, &why), &why);
        ck_assert_int_eq(!neuron_groups_begin(groups, CASES[k].start, network->n), CASES[k].ties);
        neuron_groups_free(groups);
        network_free(network);
    }
}
END_TEST

Suite *neuron_groups_suite(void)
{
    Suite *suite = suite_create("neuron_groups");
    TCase *tests = tcase_create("neuron_groups");
    tcase_add_loop_test(tests, groups_of_neurons_move_like_their_neurons, 0, 8);
    tcase_add_test(tests, groups_refuse_starts_that_may_be_ties);
    suite_add_tcase(suite, tests);
    return suite;
}
