/* Networks in ngspice against an independent fine integration. */
#include "tests/suites.h"

#include "report/measures.h"
#include "spice/deck_trace.h"
#include "tests/support/reference.h"
#include "tests/support/sample.h"
#include "tests/support/simulate.h"

#include <math.h>
#include <stdlib.h>

/* A random graph with each edge present with probability one half. */
static struct network *random_maxcut(size_t n, unsigned long seed)
{
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(random, seed);
    struct graph *graph = calloc(1, sizeof *graph);
    graph->nodes = n;
    graph->edge = calloc(n * n, sizeof *graph->edge);
    for (size_t a = 0; a < n; a++) {
        for (size_t b = a + 1; b < n; b++) {
            if (gsl_rng_uniform(random) < 0.5) {
                graph->edge[graph->edges++] = (struct edge){a, b, 1.0};
            }
        }
    }
    gsl_rng_free(random);
    return sample_maxcut(graph);
}

/* The largest distance in m of any wall from the reference at any time point of `trace`. */
static double worst_distance(const struct trace *trace, const struct network *network)
{
    double worst = 0.0;
    struct reference *reference = reference_new(network);
    for (size_t k = 0; k < trace->points; k++) {
        reference_advance(reference, trace->time[k]);
        for (size_t i = 0; i < trace->n; i++) {
            worst = fmax(worst, fabs(trace->soma[k * trace->n + i] - reference_soma(reference, i)));
            worst = fmax(worst, fabs(trace->axon[k * trace->n + i] - reference_axon(reference, i)));
        }
    }
    reference_free(reference);
    return worst;
}

static struct trace *trace_of(const struct network *network)
{
    struct table *table = simulate_network(network);
    struct trace *trace;
    struct diagnostic why;
    ck_assert_msg(deck_trace_take(table, network, "test", &trace, &why) == STATUS_OK, "%s", why.text);
    table_free(table);
    return trace;
}

/* The bound for the default step control; docs/ngspice.md, section 4. */
static const double WALL_TOLERANCE = 0.1e-9; /* m */

START_TEST(eight_neurons_stay_within_a_tenth_of_a_nanometre)
{
    struct bias bias = problem_standard_bias();
    struct network *network = sample_random(8, 1 + (size_t)_i % 3, (unsigned long)_i + 1, &bias);
    struct trace *trace = trace_of(network);
    ck_assert_double_le(worst_distance(trace, network), WALL_TOLERANCE);
    trace_free(trace);
    network_free(network);
}
END_TEST

START_TEST(eight_node_cut_stays_within_a_tenth_of_a_nanometre)
{
    struct network *network = random_maxcut(8, (unsigned long)_i + 1);
    struct trace *trace = trace_of(network);
    ck_assert_double_le(worst_distance(trace, network), WALL_TOLERANCE);
    trace_free(trace);
    network_free(network);
}
END_TEST

/* Goes on from time `t` in steps until the reference rests, or to `stop`; the time then. */
static double advance_to_rest(struct reference *reference, double t, double step, double stop)
{
    while (!reference_rests(reference) && t < stop) {
        t += step;
        reference_advance(reference, t);
    }
    return t;
}

/* Time at which the reference comes to rest, found to 1 ps after coarse steps of 1 ns, and its state and energy then.
 */
static double run_reference(const struct network *network, struct reference **at_rest)
{
    const double coarse = 1e-9, fine = 1e-12;
    struct reference *reference = reference_new(network);
    double before = advance_to_rest(reference, 0.0, coarse, network->t_stop) - coarse;
    reference_free(reference);
    *at_rest = reference_new(network);
    reference_advance(*at_rest, before);
    return advance_to_rest(*at_rest, before, fine, network->t_stop);
}

START_TEST(sixty_neurons_agree_in_state_time_and_energy)
{
    const double tolerance = 0.005; /* 0.5 %, the bound of the issue at Table I, Eq. (14) */
    struct bias bias = problem_standard_bias();
    struct network *network = sample_random(60, 1, (unsigned long)_i + 1, &bias);
    struct trace *trace = trace_of(network);
    struct measures measures;
    struct diagnostic why;
    struct reference *reference;
    ck_assert_int_eq(measures_take(trace, network, &measures, &why), STATUS_OK);
    double t = run_reference(network, &reference);
    ck_assert(measures.converged);
    for (size_t i = 0; i < network->n; i++) {
        ck_assert_int_eq(measures.state[i] == '1', reference_soma(reference, i) > 0.5 * network->soma.length);
    }
    ck_assert_double_eq_tol(measures.time_to_solution, t, tolerance * t);
    ck_assert_double_eq_tol(measures.energy, reference_energy(reference), tolerance * reference_energy(reference));
    reference_free(reference);
    measures_clear(&measures);
    trace_free(trace);
    network_free(network);
}
END_TEST

Suite *reference_suite(void)
{
    Suite *suite = suite_create("reference");
    TCase *tests = tcase_create("ngspice against GSL");
    tcase_add_loop_test(tests, eight_neurons_stay_within_a_tenth_of_a_nanometre, 0, 9);
    tcase_add_loop_test(tests, eight_node_cut_stays_within_a_tenth_of_a_nanometre, 0, 3);
    tcase_add_loop_test(tests, sixty_neurons_agree_in_state_time_and_energy, 0, 3);
    suite_add_tcase(suite, tests);
    return suite;
}
