/* The simplified solver: its operators, its order, its error control, and against the independent reference. */
#include "tests/suites.h"

#include "solver/answer.h"
#include "solver/dense.h"
#include "tests/support/expect.h"
#include "base/vector.h"
#include "netgen/problem.h"
#include "tests/support/reference.h"
#include "tests/support/sample.h"
#include "tests/support/solved.h"
#include "solver/synapses.h"

#include <cblas.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- The weights as operators ---- */

/* What the conductances g[n] drive, against the weights one by one. */
static void expect_currents(const struct weights *weights, const double *g, const double *current)
{
    const size_t n = weights->n;
    double *into = vector_new(n);
    for (size_t j = 0; j < n; j++) {
        double right = 0.0, size = fabs(weights->unit * g[j]); /* its own, that patterns add and take away */
        weights_into(weights, j, into);
        for (size_t i = 0; i < n; i++) {
            right += into[i] * g[i];
            size += fabs(into[i] * g[i]);
        }
        ck_assert_double_le(fabs(current[j] - right), 1e-13 * size); /* rounding of n sums */
    }
    free(into);
}

/* synapses_drive, synapses_drive_rate and synapses_squares against the weights one by one, for random conductances of
 * which ever more change. */
static void expect_operator(const struct weights *weights)
{
    const size_t n = weights->n;
    struct synapses *synapses;
    struct diagnostic why;
    double *g = vector_new(n), *rate = vector_new(n), *matrix = calloc(n * n, sizeof *matrix);
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    expect_ok(synapses_new(weights, NULL, &synapses, &why), &why);
    for (size_t changes = 0; changes <= n; changes += 1 + changes / 2) {
        for (size_t k = 0; k < n; k++) {
            if (changes == 0 || k < changes) {
                g[(7 * k) % n] = 5e-4 + 1.5e-3 * gsl_rng_uniform(random);
                rate[(7 * k) % n] = changes == 0 ? 0.0 : 1e6 * (gsl_rng_uniform(random) - 0.5);
            }
        }
        expect_currents(weights, rate, synapses_drive_rate(synapses, rate));
        expect_currents(weights, g, synapses_drive(synapses, g));
    }
    weights_matrix(weights, matrix, n);
    for (size_t i = 0; i < n; i++) {
        double squares = cblas_ddot((int)n, matrix + i * n, 1, matrix + i * n, 1);
        ck_assert_double_eq_tol(synapses_squares(synapses)[i], squares, 1e-11 * squares + 1e-15);
    }
    synapses_free(synapses);
    gsl_rng_free(random);
    free(g);
    free(rate);
    free(matrix);
}

START_TEST(structured_weights_act_like_the_matrix)
{
    struct bias bias = problem_standard_bias();
    for (int rule = WEIGHTS_SUM; rule < WEIGHTS_RULES; rule++) {
        sample_set_rule(&bias, (enum weights_rule)rule);
        for (size_t patterns = 1; patterns <= 4; patterns++) {
            struct network *network = sample_random(37, patterns, patterns, &bias);
            expect_operator(&network->weights);
            network_free(network);
            bias.levels = 7 * (patterns % 2);
            bias.fan_out.most = 6 * (patterns / 2);
        }
        bias.levels = bias.fan_out.most = 0;
    }
    struct network *square = sample_square(-2.5), *sparse = sample_ring(40, 0.1, -0.5);
    expect_operator(&square->weights);
    expect_operator(&sparse->weights);
    square->weights.no_edge = sparse->weights.no_edge = 0.0;
    expect_operator(&square->weights);
    expect_operator(&sparse->weights);
    network_free(square);
    network_free(sparse);

    struct matrix *matrix = calloc(1, sizeof *matrix);
    *matrix = (struct matrix){.n = 5, .value = calloc(25, sizeof(double))};
    for (size_t k = 0; k < 25; k++) {
        matrix->value[k] = k % 6 == 0 ? 0.0 : 0.01 * (double)k - 0.1; /* not symmetric */
    }
    struct weights weights = weights_of_matrix(matrix);
    expect_operator(&weights);
    weights_free(&weights);
}
END_TEST

/* A dense graph of more than 512 nodes whose edges have one weight but for the sign is a matrix of bytes, and so are
 * the signs of patterns, in more than one part of the columns. */
START_TEST(excess_in_bytes_acts_like_the_matrix)
{
    struct graph *graph = sample_random_graph(520, 0.5, 1);
    for (size_t e = 0; e < graph->edges; e++) {
        graph->edge[e].weight = _i && e % 3 == 0 ? -2.0 : 2.0;
    }
    struct network *cut = sample_maxcut(graph);
    ck_assert(dense_is_excess(&cut->weights));
    expect_operator(&cut->weights);
    network_free(cut);
}
END_TEST

/* Signs are kept in bytes, too, and products are summed in parts; both in parts of 1,024 neurons. */
START_TEST(weights_of_patterns_in_parts_act_like_the_matrix)
{
    struct bias bias = problem_standard_bias();
    sample_set_rule(&bias, _i ? WEIGHTS_SIGN : WEIGHTS_SUM);
    struct network *network = sample_random(1027, 2, 1, &bias);
    expect_operator(&network->weights);
    network_free(network);
}
END_TEST

/* ---- Threads ---- */

START_TEST(no_result_depends_on_the_number_of_threads)
{
    struct bias bias = problem_standard_bias();
    bias.variation.sigma_of_source[VARIATION_V_DW] = 0.01; /* so that the neurons are not computed in groups */
    struct network *network = _i ? sample_ring(20000, 0.0, -0.5) : sample_random(20000, 2, 1, &bias);
    struct solver_options options = solver_standard_options(network);
    struct measures one, many;
    struct solver_result facts, facts_of_many;
    struct diagnostic why;
    options.t_stop = network->t_load + 40e-9;
    expect_ok(answer_measures(network, &options, &one, &facts, &why), &why);
    options.threads = 5;
    expect_ok(answer_measures(network, &options, &many, &facts_of_many, &why), &why);
    ck_assert_uint_eq(facts.evaluations, facts_of_many.evaluations);
    ck_assert_double_eq(facts.time_to_solution, facts_of_many.time_to_solution);
    ck_assert_double_eq(facts.energy_soma, facts_of_many.energy_soma);
    ck_assert_double_eq(facts.energy_synapse, facts_of_many.energy_synapse);
    ck_assert_str_eq(one.state, many.state);
    measures_clear(&one);
    measures_clear(&many);
    network_free(network);
}
END_TEST

/* ---- Against the reference ---- */

/* The positions of all somas at the end of a run. */
struct last_point {
    double *soma;
    size_t n;
};

static bool keep(void *context, const struct solver_point *point)
{
    struct last_point *last = context;
    memcpy(last->soma, point->soma, last->n * sizeof *last->soma);
    return true;
}

static void expect_reference(const struct network *network)
{
    const double tolerance = 1e-4;
    struct measures measures = solved_measures(network, tolerance);
    struct reference *reference = reference_new(network);
    ck_assert(measures.converged);
    /* Just before the time to solution the reference moves, and just after it rests. */
    reference_advance(reference, measures.time_to_solution * (1.0 - tolerance));
    ck_assert(!reference_rests(reference));
    reference_advance(reference, measures.time_to_solution);
    expect_close(measures.energy, reference_energy(reference), tolerance);
    reference_advance(reference, measures.time_to_solution * (1.0 + tolerance));
    ck_assert(reference_rests(reference));
    for (size_t i = 0; i < network->n; i++) {
        ck_assert_int_eq(measures.state[i] == '1', reference_soma(reference, i) > 0.5 * network->soma.length);
    }
    reference_free(reference);
    measures_clear(&measures);
}

START_TEST(solver_agrees_with_the_reference)
{
    struct bias bias = problem_standard_bias();
    bias.dendrite = DENDRITE_PLAIN;
    struct network *network = sample_random(_i % 2 ? 60 : 9, 1 + (size_t)_i % 3, (unsigned long)_i + 1, &bias);
    expect_reference(network);
    network_free(network);
}
END_TEST

/* Both devices of `bias` get wall width `delta` (m) and depinning current `idepin` (A). */
static void set_options(struct bias *bias, double delta, double idepin)
{
    bias->soma.delta = bias->axon.delta = delta;
    bias->soma.idepin = bias->axon.idepin = idepin;
}

START_TEST(solver_agrees_with_the_reference_on_options)
{
    static const double OPTIONS[][2] = {{3e-9, 0.0}, {10e-9, 0.0}, {0.0, 1e-6}, {0.0, 4e-6}, {2e-9, 0.5e-6}};
    struct bias bias = problem_standard_bias();
    set_options(&bias, OPTIONS[_i][0], OPTIONS[_i][1]);
    struct network *network = sample_random(9, 2, (unsigned long)_i + 1, &bias);
    expect_reference(network);
    network_free(network);
}
END_TEST

/* Loaded for 1 ns and with weak weights, walls stop where they are and stay. */
START_TEST(pinned_walls_rest_in_mid_track)
{
    struct bias bias = problem_standard_bias();
    set_options(&bias, 0.0, 9e-6);
    bias.t_load = 1e-9;
    bias.unit = _i ? 0.03 : 0.001; /* V: at the release, and later */
    bias.vdw = VDW_LOADED;
    struct network *network = sample_random(12, 2, 2, &bias);
    struct solver_options options = solver_standard_options(network);
    struct last_point last = {.soma = calloc(network->n, sizeof(double)), .n = network->n};
    struct measures measures;
    struct diagnostic why;
    options.observe = keep;
    options.context = &last;
    expect_ok(answer_measures(network, &options, &measures, NULL, &why), &why);
    size_t inside = 0;
    for (size_t i = 0; i < network->n; i++) {
        inside += last.soma[i] > 0.0 && last.soma[i] < network->soma.length;
    }
    ck_assert(measures.converged);
    ck_assert_uint_gt(inside, 0);
    if (_i == 0) {
        ck_assert_double_eq(measures.time_to_solution, bias.t_load);
    } else {
        expect_reference(network);
    }
    free(last.soma);
    measures_clear(&measures);
    network_free(network);
}
END_TEST

/* A network at another temperature is one of devices with the M_S and R_AP of that temperature. */
START_TEST(temperature_is_that_of_the_devices)
{
    struct bias bias = problem_standard_bias(), warm = bias;
    struct dwmtj hot = dwmtj_default();
    char text[200];
    hot.tcurie = 900.0;
    hot.pbloch = 3e-5;
    ck_assert(dwmtj_apply_temperature(&hot, NOMINAL_TEMPERATURE + 70.0, text, sizeof text));
    struct dwmtj *given[] = {&bias.soma, &bias.axon}, *made[] = {&warm.soma, &warm.axon};
    for (size_t k = 0; k < 2; k++) {
        given[k]->tcurie = 900.0;
        given[k]->pbloch = 3e-5;
        given[k]->dtemp = 70.0;
        made[k]->ms = hot.ms;
        made[k]->rap = hot.rap;
    }
    bias.dendrite = warm.dendrite = DENDRITE_BALANCED;
    struct network *a = sample_random(30, 2, 1, &bias), *b = sample_random(30, 2, 1, &warm);
    struct measures of_a = solved_measures(a, 1e-3), of_b = solved_measures(b, 1e-3);
    ck_assert_double_eq(a->v_dw, b->v_dw);
    ck_assert_double_eq(a->t_load, b->t_load);
    ck_assert_double_eq(of_a.time_to_solution, of_b.time_to_solution);
    ck_assert_double_eq(of_a.energy, of_b.energy);
    ck_assert_double_eq(of_a.energy_paper, of_b.energy_paper);
    measures_clear(&of_a);
    measures_clear(&of_b);
    network_free(a);
    network_free(b);
}
END_TEST

/* ---- Order and error control ---- */

/* The somas' walls at `t`, with steps of `h` and no error control; to be freed. */
static double *somas_with_steps(const struct network *network, double t, double h)
{
    struct last_point last = {.soma = calloc(network->n, sizeof(double)), .n = network->n};
    struct solver_options options = {.tolerance = 0.1, .t_stop = t, .longest = h, .observe = keep, .context = &last};
    struct solver *solver;
    struct solver_result result;
    struct diagnostic why;
    char *state = malloc(network->n + 1);
    expect_ok(solver_new(network, &solver, &why), &why);
    expect_ok(solver_run(solver, network->start, &options, state, &result, &why), &why);
    solver_free(solver);
    free(state);
    return last.soma;
}

/* The sum over all of them of the distance from the reference at `t`. */
static double distance_with_steps(const struct network *network, const struct reference *reference, double t, double h)
{
    double *soma = somas_with_steps(network, t, h), sum = 0.0;
    for (size_t i = 0; i < network->n; i++) {
        sum += fabs(soma[i] - reference_soma(reference, i));
    }
    free(soma);
    return sum;
}

START_TEST(method_is_of_second_order_over_kinks)
{
    /* Somas of 20 random networks while axons cross their junctions; the kinks fall anywhere in the steps, so that the
     * order scatters from one halving to the next and is taken over six. */
    struct bias bias = problem_standard_bias();
    const double coarse = 0.2e-9, fine = coarse / 64.0;
    double coarse_error = 0.0, fine_error = 0.0;
    for (unsigned long seed = 1; seed <= 20; seed++) {
        struct network *network = sample_random(31, 3, seed, &bias);
        struct reference *reference = reference_new(network);
        const double t = network->t_load + 9e-9;
        reference_advance(reference, t);
        coarse_error += distance_with_steps(network, reference, t, coarse);
        fine_error += distance_with_steps(network, reference, t, fine);
        reference_free(reference);
        network_free(network);
    }
    double order = log2(coarse_error / fine_error) / 6.0;
    ck_assert_msg(order > 1.8 && order < 2.6, "order %g, errors %g and %g", order, coarse_error, fine_error);
}
END_TEST

START_TEST(method_is_of_third_order_between_kinks)
{
    /* All walls begin in the middle of their junctions and are there still at the end. */
    const double t = 0.15e-9, step = t / 16.0;
    struct network *network = sample_ring(12, 0.1, -0.5);
    network->soma.xinit = network->soma.position * network->soma.length;
    network->axon.xinit = network->axon.position * network->axon.length;
    double *soma[4];
    for (size_t k = 0; k < 4; k++) {
        soma[k] = somas_with_steps(network, t, ldexp(step, -(int)k));
    }
    double change[3] = {0.0};
    for (size_t i = 0; i < network->n; i++) {
        ck_assert_double_lt(fabs(soma[0][i] - network->soma.xinit), 0.5 * network->soma.width);
        for (size_t k = 0; k < 3; k++) {
            change[k] += fabs(soma[k + 1][i] - soma[k][i]);
        }
    }
    double order = log2(change[0] / change[2]) / 2.0;
    ck_assert_msg(order > 2.9 && order < 3.1, "order %g, changes %g, %g, %g", order, change[0], change[1], change[2]);
    for (size_t k = 0; k < 4; k++) {
        free(soma[k]);
    }
    network_free(network);
}
END_TEST

START_TEST(steps_end_at_kinks)
{
    /* What a kink costs is a step that ends there, and not many that are refused. */
    struct bias bias = problem_standard_bias();
    size_t steps = 0, refused = 0;
    for (unsigned long seed = 1; seed <= 25; seed++) {
        struct network *network = sample_random(30, 3, seed, &bias);
        struct solver_options options = solver_standard_options(network);
        struct measures measures;
        struct solver_result facts;
        struct diagnostic why;
        expect_ok(answer_measures(network, &options, &measures, &facts, &why), &why);
        steps += facts.steps;
        refused += facts.rejected;
        measures_clear(&measures);
        network_free(network);
    }
    ck_assert_msg(3 * refused < steps, "%zu refused for %zu steps", refused, steps);
}
END_TEST

START_TEST(halving_the_tolerance_changes_less_than_the_tolerance)
{
    struct bias bias = problem_standard_bias();
    const double tolerances[] = {1e-2, 1e-3, 1e-4, 2e-5};
    for (unsigned long seed = 1; seed <= 25; seed++) {
        struct network *network = sample_random(30, 1 + seed % 3, seed, &bias);
        for (size_t k = 0; k < sizeof tolerances / sizeof *tolerances; k++) {
            struct measures coarse = solved_measures(network, tolerances[k]),
                            fine = solved_measures(network, 0.5 * tolerances[k]);
            expect_close(coarse.time_to_solution, fine.time_to_solution, tolerances[k]);
            expect_close(coarse.energy, fine.energy, tolerances[k]);
            measures_clear(&coarse);
            measures_clear(&fine);
        }
        network_free(network);
    }
}
END_TEST

START_TEST(run_that_is_too_short_says_what_moves)
{
    struct bias bias = problem_standard_bias();
    bias.t_stop = 25e-9;
    struct network *network = sample_random(30, 2, 1, &bias);
    struct measures measures = solved_measures(network, 1e-4);
    ck_assert(!measures.converged);
    ck_assert_uint_gt(measures.moving, 0);
    ck_assert_double_eq(measures.time_to_solution, network->t_stop);
    measures_clear(&measures);
    network_free(network);
}
END_TEST

START_TEST(options_that_would_never_end_are_refused)
{
    struct bias bias = problem_standard_bias();
    struct network *network = sample_random(8, 1, 1, &bias);
    struct measures measures;
    struct diagnostic why;
    struct solver_options wrong[3];
    for (size_t k = 0; k < 3; k++) {
        wrong[k] = solver_standard_options(network);
    }
    wrong[0].longest = 0.0;
    wrong[1].tolerance = NAN;
    wrong[2].t_stop = -1.0;
    for (size_t k = 0; k < 3; k++) {
        ck_assert_int_eq(answer_measures(network, &wrong[k], &measures, NULL, &why), STATUS_INPUT);
        ck_assert_ptr_nonnull(strstr(why.text, "must be above 0"));
    }
    network_free(network);
}
END_TEST

/* ---- The balanced dendrite ---- */

START_TEST(balance_takes_out_the_current_of_mean_junctions)
{
    struct bias bias = problem_standard_bias();
    bias.dendrite = DENDRITE_BALANCED;
    struct network *network = sample_random(15, 2, 3, &bias);
    double mean = 0.5 * (1.0 / network->axon.rp + 1.0 / network->axon.rap);
    for (int i = -5; i <= 5; i++) {
        double sum = 0.3 * i;
        struct balance balance = network_balance(network, 0, sum);
        ck_assert_double_eq_tol(sum * mean + balance.conductance * balance.v_rail, 0.0, 1e-15);
        ck_assert_double_ge(balance.conductance, 0.0);
    }
    ck_assert_double_eq(network_balance(network, 0, 0.0).conductance, 0.0);
    network->dendrite = DENDRITE_PLAIN;
    ck_assert_double_eq(network_balance(network, 0, 1.0).conductance, 0.0);
    network_free(network);
}
END_TEST

START_TEST(balanced_recall_has_no_ties)
{
    /* Half of the bits of a single pattern: the plain dendrite gets some of these wrong, design figure 0.5 % of bits */
    struct bias bias = problem_standard_bias();
    bias.dendrite = DENDRITE_BALANCED;
    for (unsigned long seed = 1; seed <= 200; seed++) {
        struct network *network = sample_random(20, 1, seed, &bias);
        struct measures measures = solved_measures(network, 1e-3);
        ck_assert_double_eq(measures.quality.accuracy, 1.0);
        measures_clear(&measures);
        network_free(network);
    }
}
END_TEST

Suite *solver_suite(void)
{
    Suite *suite = suite_create("solver");
    TCase *tests = tcase_create("method");
    tcase_add_test(tests, structured_weights_act_like_the_matrix);
    tcase_add_loop_test(tests, excess_in_bytes_acts_like_the_matrix, 0, 2);
    tcase_add_loop_test(tests, weights_of_patterns_in_parts_act_like_the_matrix, 0, 2);
    tcase_add_loop_test(tests, no_result_depends_on_the_number_of_threads, 0, 2);
    tcase_add_loop_test(tests, solver_agrees_with_the_reference_on_options, 0, 5);
    tcase_add_loop_test(tests, pinned_walls_rest_in_mid_track, 0, 2);
    tcase_add_test(tests, temperature_is_that_of_the_devices);
    tcase_add_loop_test(tests, solver_agrees_with_the_reference, 0, 6);
    tcase_add_test(tests, method_is_of_third_order_between_kinks);
    tcase_add_test(tests, steps_end_at_kinks);
    tcase_add_test(tests, halving_the_tolerance_changes_less_than_the_tolerance);
    tcase_add_test(tests, run_that_is_too_short_says_what_moves);
    tcase_add_test(tests, options_that_would_never_end_are_refused);
    suite_add_tcase(suite, tests);
    tests = tcase_create("balanced dendrite");
    tcase_add_test(tests, balance_takes_out_the_current_of_mean_junctions);
    tcase_add_test(tests, balanced_recall_has_no_ties);
    suite_add_tcase(suite, tests);
    TCase *samples = tcase_create("samples");
    tcase_set_tags(samples, "samples");
    tcase_add_test(samples, method_is_of_second_order_over_kinks);
    suite_add_tcase(suite, samples);
    return suite;
}
