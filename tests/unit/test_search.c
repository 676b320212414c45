/* Searches: many relaxations of a network, and what they say about it. */
#include "tests/suites.h"

#include "campaign/proof.h"
#include "campaign/chain.h"
#include "campaign/search.h"
#include "netgen/questions/maxcut.h"
#include "netgen/technologies/technology.h"
#include "netgen/questions/question.h"
#include "netgen/readers/rudy.h"
#include "solver/maxcut_exact.h"
#include "tests/support/expect.h"
#include "tests/support/program.h"
#include "tests/support/sample.h"
#include "tests/support/scratch.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Intervals ---- */

/* E. B. Wilson's interval of 95 % for 2 of 10, 0 of 10 and 10 of 10, from its closed form with z = 1.959964. */
START_TEST(intervals_of_success_are_those_of_wilson)
{
    struct interval some = interval_of_success(2, 10), none = interval_of_success(0, 10),
                    all = interval_of_success(10, 10);
    const double printed = 5e-5; /* of the digits below */
    ck_assert_double_eq(some.value, 0.2);
    ck_assert_double_eq_tol(some.low, 0.0567, printed);
    ck_assert_double_eq_tol(some.high, 0.5098, printed);
    ck_assert_double_eq(none.low, 0.0);
    ck_assert_double_eq_tol(none.high, 0.2775, printed);
    ck_assert_double_eq_tol(all.low, 0.7225, printed);
    ck_assert_double_eq(all.high, 1.0);
}
END_TEST

/* Each bound is where the observed share is 1.96 standard deviations from it, which is the definition of the interval.
 */
START_TEST(bounds_of_an_interval_solve_its_equation)
{
    const double z = gsl_cdf_ugaussian_Pinv(0.975);
    for (size_t n = 1; n < 2000; n = 3 * n + 1) {
        for (size_t k = 0; k <= n; k += 1 + n / 9) {
            struct interval p = interval_of_success(k, n);
            ck_assert(p.low <= p.value && p.value <= p.high && p.low >= 0.0 && p.high <= 1.0);
            if (k > 0) {
                ck_assert_double_eq_tol(p.value - p.low, z * sqrt(p.low * (1.0 - p.low) / (double)n), 1e-12);
            }
            if (k < n) {
                ck_assert_double_eq_tol(p.high - p.value, z * sqrt(p.high * (1.0 - p.high) / (double)n), 1e-12);
            }
        }
    }
}
END_TEST

/* Over all outcomes of n trials the interval has the true probability in about 95 % of cases: for one bound the exact
 * figure is between 0.83 and 1 (L. Brown, T. Cai, A. DasGupta, Statist. Sci. 16, 101, 2001), its mean 0.95. */
START_TEST(intervals_have_the_true_probability_in_95_percent)
{
    double mean = 0.0;
    int points = 0;
    for (int percent = 2; percent <= 98; percent++) {
        const double p = 0.01 * percent;
        for (unsigned n = 20; n <= 100; n += 20) {
            double covered = 0.0;
            for (unsigned k = 0; k <= n; k++) {
                struct interval interval = interval_of_success(k, n);
                covered += interval.low <= p && p <= interval.high ? gsl_ran_binomial_pdf(k, p, n) : 0.0;
            }
            ck_assert_double_ge(covered, 0.83);
            mean += covered;
            points++;
        }
    }
    ck_assert_double_eq_tol(mean / points, 0.95, 0.01);
}
END_TEST

/* 1 - (1 - p)^k = 0.99 after k trials. */
START_TEST(repeated_trials_cost_what_makes_99_percent)
{
    ck_assert_double_eq(interval_repeated(3.0, 0.0), INFINITY);
    ck_assert_double_eq(interval_repeated(3.0, 1.0), 3.0);
    ck_assert_double_eq(interval_repeated(3.0, 0.995), 3.0); /* one trial is the least */
    expect_close(interval_repeated(3.0, 0.9), 6.0, 1e-12);
    expect_close(interval_repeated(1.0, 0.5), 6.643856189774724, 1e-12); /* log2 of 100 */
    expect_close(interval_repeated(1.0, 1e-12), 4.605170185988091e12, 1e-9);
    struct interval cost = interval_of_cost(2.0, (struct interval){0.5, 0.1, 0.9});
    ck_assert(cost.low < cost.value && cost.value < cost.high);
    ck_assert_double_eq(cost.low, interval_repeated(2.0, 0.9));
}
END_TEST

/* ---- Summaries ---- */

/* Two chains of three runs; `rests` has a letter for each run. */
static struct search made_search(const double objective[6], const char *rests)
{
    struct search search;
    struct diagnostic why;
    expect_ok(search_new(6, 2, &search, &why), &why);
    search.method = SEARCH_KICK;
    for (size_t k = 0; k < 6; k++) {
        search.objective[k] = objective[k];
        search.rests[k] = rests[k] == 'y';
        search.converged += search.rests[k];
        search.time[k] = (double)(k + 1);
        search.energy[k] = 10.0 * (double)(k + 1);
        search.best = search_is_better(&search, &question_maxcut, k, search.best) ? k : search.best;
    }
    return search;
}

START_TEST(a_summary_counts_chains_and_runs)
{
    struct search search = made_search((double[]){3, 5, 9, 7, 7, 8}, "yynyyy");
    struct search_summary s;
    struct diagnostic why;
    ck_assert_uint_eq(search.best, 5);
    expect_ok(search_summarize(&search, &question_maxcut, &(struct search_target){SEARCH_FOUND, NAN}, &s, &why), &why);
    ck_assert_double_eq(s.best, 8.0); /* 9 is of a run that does not rest */
    ck_assert_uint_eq(s.at_best, 1);
    ck_assert_double_eq(s.least, 3.0);
    ck_assert_double_eq(s.greatest, 8.0);
    ck_assert_double_eq(s.median, 7.0);
    ck_assert_double_eq(s.mean, 6.0);
    ck_assert_uint_eq(s.trials, 2);
    ck_assert_uint_eq(s.successes, 1);
    ck_assert_uint_eq(s.reached, 5);
    expect_close(s.run_time, 3.5, 1e-15);
    expect_close(s.trial_time, 10.5, 1e-15);
    expect_close(s.trial_energy, 105.0, 1e-15);
    ck_assert_double_eq(s.success.value, 0.5);
    expect_close(s.time.value, 10.5 * 6.643856189774724, 1e-12);
    expect_close(s.energy.value, 105.0 * 6.643856189774724, 1e-12);
    expect_ok(search_summarize(&search, &question_maxcut, &(struct search_target){SEARCH_GIVEN, 4.0}, &s, &why), &why);
    ck_assert_uint_eq(s.successes, 2);
    ck_assert_uint_eq(s.reached, 1);
    expect_ok(search_summarize(&search, &question_maxcut, &(struct search_target){SEARCH_GIVEN, 10.0}, &s, &why), &why);
    ck_assert_uint_eq(s.successes, 0);
    ck_assert_uint_eq(s.reached, 6);
    ck_assert_double_eq(s.time.value, INFINITY);
    ck_assert(isfinite(s.time.low));
    search_clear(&search);
}
END_TEST

START_TEST(a_summary_takes_all_runs_where_none_rests)
{
    struct search search = made_search((double[]){3, 5, 9, 7, 7, 8}, "nnnnnn");
    struct search_summary s;
    struct diagnostic why;
    expect_ok(search_summarize(&search, &question_maxcut, &(struct search_target){SEARCH_FOUND, NAN}, &s, &why), &why);
    ck_assert_double_eq(s.best, 9.0);
    ck_assert_double_eq(s.least, 3.0);
    ck_assert_uint_eq(s.successes, 0); /* a state that still changes is no answer */
    search_clear(&search);
}
END_TEST

/* ---- Searches ---- */

static struct network *random_network(size_t n, double density, long seed, double no_edge)
{
    struct graph *graph;
    struct network *network;
    struct diagnostic why;
    struct bias bias = problem_standard_bias();
    bias.dendrite = DENDRITE_BALANCED;
    bias.no_edge = no_edge;
    bias.t_stop = 200e-6; /* s */
    expect_ok(rudy_random_graph(&(struct rudy_random){.nodes = n, .density = density, .seed = seed}, &graph, &why),
              &why);
    expect_ok(maxcut_network(graph, NAN, &bias, &network, &why), &why);
    return network;
}

/* The relaxations that were taken, as text. */
struct record {
    size_t count;
    char text[1 << 16];
};

static enum status take(void *context, const struct relaxation *run, struct diagnostic *diagnostic)
{
    struct record *record = context;
    size_t used = strlen(record->text);
    (void)diagnostic;
    ck_assert_uint_eq(run->number, record->count);
    record->count++;
    snprintf(record->text + used, sizeof record->text - used, "%zu %lu %.17g %.17g %.17g %d %s %s\n", run->chain,
             run->seed, run->objective, run->time, run->energy, run->rests, run->start, run->state);
    return STATUS_OK;
}

static const enum search_method METHODS[] = {SEARCH_RESTART, SEARCH_KICK, SEARCH_CROSS};
enum { METHOD_COUNT = sizeof METHODS / sizeof *METHODS };

/* Loop: the methods. */
START_TEST(a_search_is_the_same_for_any_number_of_threads)
{
    static const size_t WORKERS[] = {1, 2, 7};
    struct network *network = random_network(20, 50.0, 3, 0.0);
    struct solver_options options = solver_standard_options(network);
    static struct record record[3];
    struct diagnostic why;
    char state[21] = "";
    for (size_t k = 0; k < 3; k++) {
        struct search search;
        struct measures measures;
        const struct search_plan plan = {.network = network,
                                         .options = &options,
                                         .method = METHODS[_i],
                                         .runs = 230,
                                         .seed = 4294967290,
                                         .workers = WORKERS[k],
                                         .take = take,
                                         .context = &record[k]};
        record[k] = (struct record){0};
        expect_ok(search_run(&plan, &search, &measures, &why), &why);
        ck_assert_uint_eq(record[k].count, 230);
        ck_assert_str_eq(record[k].text, record[0].text);
        ck_assert_double_eq(measures.quality.objective, search.objective[search.best]);
        ck_assert_double_eq(measures.time_to_solution, search.time[search.best]);
        snprintf(state, sizeof state, "%s", measures.state);
        search_clear(&search);
        measures_clear(&measures);
    }
    ck_assert_ptr_nonnull(strstr(record[0].text, state));
    network_free(network);
}
END_TEST

/* Whether someone takes the relaxations makes no difference to what is found. */
START_TEST(a_search_finds_the_same_when_nobody_looks)
{
    struct network *network = random_network(20, 50.0, 3, 0.0);
    struct solver_options options = solver_standard_options(network);
    static struct record record;
    struct diagnostic why;
    char *start = NULL;
    for (size_t k = 0; k < 2; k++) {
        struct search search;
        struct measures measures;
        const struct search_plan plan = {.network = network,
                                         .options = &options,
                                         .method = SEARCH_KICK,
                                         .runs = 150,
                                         .seed = 1,
                                         .workers = 2,
                                         .take = k ? take : NULL,
                                         .context = &record};
        expect_ok(search_run(&plan, &search, &measures, &why), &why);
        ck_assert(!start || strcmp(start, search.start) == 0);
        free(start);
        start = search.start;
        search.start = NULL;
        search_clear(&search);
        measures_clear(&measures);
    }
    free(start);
    network_free(network);
}
END_TEST

static double uncut(const struct network *network, const char *state)
{
    return -graph_cut(network->weights.graph, state);
}

/* Loop: the methods. A question may want its objective small, as an energy is. */
START_TEST(the_best_run_has_the_least_objective_where_less_is_better)
{
    struct network *network = random_network(60, 50.0, 1, 0.0);
    const struct solver_options options = solver_standard_options(network);
    struct question least = question_maxcut;
    const struct search_plan plan = {
        .network = network, .options = &options, .method = METHODS[_i], .runs = 20, .seed = 7, .workers = 1};
    struct diagnostic why;
    size_t best[2] = {0};
    least.objective = uncut;
    least.less_is_better = true;
    for (size_t k = 0; k < 2; k++) {
        struct search search;
        struct measures measures;
        network->question = k ? &least : &question_maxcut;
        expect_ok(search_run(&plan, &search, &measures, &why), &why);
        best[k] = search.best;
        search_clear(&search);
        measures_clear(&measures);
    }
    ck_assert_uint_eq(best[0], best[1]);
    ck_assert_uint_gt(best[0], 0); /* so that it is not the first of all */
    network_free(network);
}
END_TEST

/* Two states in two halves of a population, which differ in the last four of eight bits only, and in those always. */
START_TEST(a_cross_keeps_what_its_parents_share)
{
    struct network *network = random_network(400, 5.0, 1, 0.0);
    const size_t n = network->n, half = n / 2;
    const struct chain_plan plan = {network, SEARCH_CROSS, 100};
    struct chain chain;
    struct diagnostic why;
    char state[401] = "";
    expect_ok(chain_begin(&plan, 3, &chain, &why), &why);
    const size_t members = chain.population.room;
    ck_assert_uint_ge(members, 2);
    for (size_t k = 0; k < members; k++) {
        chain_next(&chain);
        memset(state, '0', n);
        memset(state + half, k % 2 ? '1' : '0', half - k); /* all differ, and none is another one's inverse */
        chain_learn(&chain, state, (double)k);
    }
    size_t kept = 0, drawn = 0, crosses = 50;
    for (size_t k = 0; k < crosses; k++) {
        chain_next(&chain);
        for (size_t i = 0; i < half; i++) {
            kept += chain.start[i] == '0';
        }
        for (size_t i = half; i < n - members; i++) {
            drawn += chain.start[i] == '1';
        }
    }
    double shared = (double)kept / (double)(crosses * half), free_bits = (double)(crosses * (n - members - half));
    ck_assert_double_gt(shared, 0.98); /* a hundredth is drawn anew, of which half as it was */
    ck_assert_double_lt(shared, 1.0);
    ck_assert_double_gt((double)drawn / free_bits, 0.3); /* of those that differ or are 1 in both */
    ck_assert_double_lt((double)drawn / free_bits, 0.7);
    chain_learn(&chain, state, 1e9); /* is in the population already */
    ck_assert_double_lt(chain.population.objective[0], 1e9);
    for (size_t i = 0; i < n; i++) {
        state[i] = state[i] == '0' ? '1' : '0'; /* and so is its inverse */
    }
    chain_learn(&chain, state, 1e9);
    for (size_t k = 0; k < members; k++) {
        ck_assert_double_lt(chain.population.objective[k], 1e9);
    }
    state[0] = state[0] == '0' ? '1' : '0';
    chain_learn(&chain, state, 1e9); /* takes the place of the worst */
    ck_assert_double_eq(chain.population.objective[0], 1e9);
    chain_end(&chain);
    network_free(network);
}
END_TEST

START_TEST(large_networks_are_searched_by_crosses)
{
    struct network network = {.technology = &technology_wall, .n = 300};
    ck_assert_int_eq(search_best_method(&network), SEARCH_KICK);
    network.n = 301;
    ck_assert_int_eq(search_best_method(&network), SEARCH_CROSS);
    network.technology = &technology_pbit;
    ck_assert_int_eq(search_best_method(&network), SEARCH_RESTART);
}
END_TEST

START_TEST(objectives_are_compared_as_the_question_says)
{
    struct question most = question_maxcut, least = question_maxcut;
    least.less_is_better = true;
    ck_assert(question_is_better(&most, 2.0, 1.0) && !question_is_better(&most, 1.0, 2.0));
    ck_assert(question_is_better(&least, -2.0, -1.0) && !question_is_better(&least, -1.0, -2.0));
    ck_assert(!question_is_better(&most, 1.0, 1.0) && !question_is_better(&least, 1.0, 1.0));
    ck_assert(!question_is_better(&most, NAN, 1.0) && !question_is_better(&least, NAN, 1.0));
    ck_assert(question_is_clearly_better(&least, 1.0, 1.0 + 1e-8));
    ck_assert(question_is_better(&least, 1.0, 1.0 + 1e-10));
    ck_assert(!question_is_clearly_better(&least, 1.0, 1.0 + 1e-10)); /* rounding, if weights are no whole numbers */
}
END_TEST

/* A stop time that some of the runs do not reach: of those that do the best is taken, be its cut smaller. */
START_TEST(the_best_run_is_one_that_rests)
{
    struct network *network = random_network(30, 50.0, 1, 1.0);
    struct diagnostic why;
    size_t some = 0;
    bool greater_left_out = false;
    for (int k_stop = 0; k_stop < 34; k_stop++) { /* the stop time: 60, 70 ... 390 ns */
        struct solver_options options = solver_standard_options(network);
        struct search search;
        struct measures measures;
        options.t_stop = (60 + 10 * k_stop) * 1e-9;
        const struct search_plan plan = {
            .network = network, .options = &options, .method = SEARCH_RESTART, .runs = 40, .seed = 7, .workers = 2};
        expect_ok(search_run(&plan, &search, &measures, &why), &why);
        size_t rest = 0;
        double greatest = -INFINITY;
        for (size_t k = 0; k < 40; k++) {
            bool counts = search.rests[k] || search.converged == 0;
            rest += search.rests[k];
            greatest = counts ? fmax(greatest, search.objective[k]) : greatest;
            greater_left_out = greater_left_out || (!counts && search.objective[k] > search.objective[search.best]);
        }
        ck_assert_uint_eq(search.converged, rest);
        ck_assert_double_eq(search.objective[search.best], greatest);
        ck_assert_int_eq(measures.converged, rest > 0);
        some += rest > 0 && rest < 40;
        search_clear(&search);
        measures_clear(&measures);
    }
    ck_assert_uint_gt(some, 0);
    ck_assert(greater_left_out);
    network_free(network);
}
END_TEST

// NOLINTNEXTLINE(bugprone-reserved-identifier): the sanitizer's name
void __asan_init(void) __attribute__((weak)); /* there where the library is built with the sanitizers */

/* How many of `all` problems a test tries: under the sanitizers, which make them eight times slower and have seen all
 * of the code after a few, a fiftieth. */
static size_t share(size_t all)
{
    return __asan_init ? all / 50 : all;
}

/* Loop: kick and cross. 100 random graphs of 10 to 16 nodes: the best of 100 relaxations is the maximum of all cuts, in
 * 99 at least. */
START_TEST(a_hundred_relaxations_find_the_optimum_of_small_graphs)
{
    const size_t graphs = share(100);
    size_t found = 0;
    struct diagnostic why;
    for (size_t k = 0; k < graphs; k++) {
        const size_t n = 10 + k % 7;
        struct network *network = random_network(n, 50.0, 100 + (long)k, 0.0);
        const struct solver_options options = solver_standard_options(network);
        struct search search;
        struct measures measures;
        const struct search_plan plan = {
            .network = network, .options = &options, .method = METHODS[_i], .runs = 100, .seed = 1, .workers = 2};
        expect_ok(search_run(&plan, &search, &measures, &why), &why);
        double greatest = 0.0;
        char state[17] = "";
        for (size_t s = 0; s < (size_t)1 << (n - 1); s++) {
            for (size_t i = 0; i < n; i++) {
                state[i] = s >> i & 1 ? '1' : '0';
            }
            greatest = fmax(greatest, graph_cut(network->weights.graph, state));
        }
        ck_assert_double_le(measures.quality.objective, greatest);
        found += measures.quality.objective == greatest;
        double proven_best;
        bool proven;
        expect_ok(proof_optimum(network, &proven_best, &proven, &why), &why);
        ck_assert(proven);
        ck_assert_double_eq(proven_best, greatest);
        search_clear(&search);
        measures_clear(&measures);
        network_free(network);
    }
    ck_assert_uint_ge(found, graphs - graphs / 100);
}
END_TEST

/* E = -sum of J_ij s_i s_j - sum of h_j s_j, s = 1 for ON and -1 for OFF. */
static double ising_energy(const struct network *network, const char *state)
{
    const struct weights *w = &network->weights;
    double energy = 0.0;
    for (size_t e = 0; e < w->graph->edges; e++) {
        const struct edge *edge = &w->graph->edge[e];
        energy -= state[edge->a] == state[edge->b] ? edge->weight : -edge->weight;
    }
    for (size_t i = 0; i < network->n; i++) {
        energy -= state[i] == '1' ? w->field[i] : -w->field[i];
    }
    return energy;
}

/* Couplings between about two thirds of all pairs and fields, whole numbers from -3 to 3. */
static struct network *random_ising(size_t n, unsigned long seed, const struct question *question)
{
    gsl_rng *random = problem_random(seed);
    struct edge *edge = calloc(n * n, sizeof *edge);
    double *field = calloc(n, sizeof *field);
    size_t edges = 0;
    struct graph *graph;
    struct network *network;
    struct diagnostic why;
    ck_assert(random && edge && field);
    for (size_t i = 0; i < n; i++) {
        for (size_t j = i + 1; j < n; j++) {
            double weight = (double)gsl_rng_uniform_int(random, 7) - 3.0;
            if (weight != 0.0 && (j == i + 1 || gsl_rng_uniform_int(random, 4) > 0)) {
                edge[edges++] = (struct edge){i, j, weight};
            }
        }
        field[i] = (double)gsl_rng_uniform_int(random, 7) - 3.0;
    }
    gsl_rng_free(random);
    expect_ok(graph_of_edges(n, edge, edges, &graph, &why), &why);
    const struct bias bias = problem_auto_bias();
    const struct problem problem = {.question = question, .weights = weights_of_ising(graph, field, bias.unit)};
    expect_ok(problem_network(&problem, &bias, &network, &why), &why);
    return network;
}

static double least_energy(const struct network *network)
{
    double least = INFINITY;
    char state[17] = "";
    for (size_t s = 0; s < (size_t)1 << network->n; s++) {
        for (size_t i = 0; i < network->n; i++) {
            state[i] = s >> i & 1 ? '1' : '0';
        }
        least = fmin(least, ising_energy(network, state));
    }
    return least;
}

/* 200 random problems of 4 to 16 spins with fields: the best of 100 relaxations is the ground state in 198 at least. */
START_TEST(a_hundred_relaxations_find_the_ground_state)
{
    struct question ising = question_maxcut;
    struct diagnostic why;
    const size_t problems = share(200);
    size_t found = 0;
    ising.objective = ising_energy;
    ising.less_is_better = true;
    ising.optimum = NULL;
    for (unsigned long k = 0; k < problems; k++) {
        struct network *network = random_ising(4 + k % 13, 1000 + k, &ising);
        const struct solver_options options = solver_standard_options(network);
        struct search search;
        struct measures measures;
        const struct search_plan plan = {
            .network = network, .options = &options, .method = SEARCH_KICK, .runs = 100, .seed = 1, .workers = 2};
        expect_ok(search_run(&plan, &search, &measures, &why), &why);
        const double least = least_energy(network), best = search.objective[search.best];
        double proven_least;
        bool proven;
        ck_assert_double_ge(best, least);
        found += best == least;
        expect_ok(proof_optimum(network, &proven_least, &proven, &why), &why);
        ck_assert(proven);
        ck_assert_double_eq(proven_least, least);
        search_clear(&search);
        measures_clear(&measures);
        network_free(network);
    }
    ck_assert_uint_ge(found, problems - problems / 100);
}
END_TEST

START_TEST(large_graphs_and_other_weights_have_no_proof)
{
    struct network *network = random_network(100, 50.0, 1, 0.0);
    struct diagnostic why;
    double objective;
    bool proven = true;
    expect_ok(proof_optimum(network, &objective, &proven, &why), &why);
    ck_assert(!proven);
    network_free(network);
    proven = true;
    const struct bias bias = problem_standard_bias();
    network = sample_random(10, 1, 1, &bias);
    expect_ok(proof_optimum(network, &objective, &proven, &why), &why);
    ck_assert(!proven);
    network_free(network);
}
END_TEST

/* ---- By the command line ---- */

static const char *const PENTAGON = "5 6\n1 2 1\n2 3 1\n3 4 1\n4 5 1\n5 1 1\n1 3 1\n";

static void make_pentagon(const char *optimum)
{
    char arguments[100];
    snprintf(arguments, sizeof arguments, "gen maxcut graph %s --dendrite balanced --no-edge 0 -q -o a", optimum);
    program_input("graph", PENTAGON);
    program_gives(arguments, 0, "");
}

static json_t *searched(const char *arguments)
{
    json_t *report = program_json(arguments), *search = json_incref(json_object_get(report, "search"));
    ck_assert_ptr_nonnull(search);
    json_decref(report);
    return search;
}

static double number_of(const json_t *object, const char *key)
{
    const json_t *number = json_object_get(object, key);
    ck_assert_msg(json_is_number(number), "%s is missing", key);
    return json_number_value(number);
}

START_TEST(the_command_reports_a_search)
{
    make_pentagon("");
    json_t *search = searched("search a --runs 230 --json");
    ck_assert_str_eq(json_string_value(json_object_get(search, "method")), "kick");
    ck_assert_str_eq(json_string_value(json_object_get(search, "target_from")), "best_found");
    ck_assert_double_eq(number_of(search, "runs"), 230);
    ck_assert_double_eq(number_of(search, "target"), 5);
    ck_assert_double_eq(number_of(json_object_get(search, "objectives"), "best"), 5);
    json_decref(search);
    search = searched("search a --runs 30 --method restart --target auto --json");
    ck_assert_str_eq(json_string_value(json_object_get(search, "target_from")), "proven");
    ck_assert_double_eq(number_of(search, "trials"), 30);
    ck_assert_double_eq(number_of(search, "target"), 5);
    json_decref(search);
    program_gives("search a --runs 30", 0, "kick: 30 relaxations in 2 chains");
    program_gives("search a --runs 30 --target 4", 0, "2 of 2 chains reach 4, the target");
    program_gives("search a --runs 30 --target 7", 1, "0 of 2 chains reach 7, the target");
    program_gives("search a --runs 30 --target 7 -q", 1, "");
    program_gives("search a --runs 3 --target 4", 0, "1 of 1 chain reaches 4, the target");
    make_pentagon("--optimum 5");
    program_gives("search a --runs 30", 0, "reach 5, the best known");
}
END_TEST

/* Success then counts against what was found. The optimum may be any that the weights allow, 0 to 6 here. */
START_TEST(a_given_optimum_that_is_surpassed_is_no_target)
{
    make_pentagon("--optimum 4");
    program_gives("search a --runs 30", 0, "reach 5, the best found");
    program_gives("search a --runs 30", 0, "; the given optimum of 4 is surpassed");
    json_t *search = searched("search a --runs 30 --json");
    ck_assert_double_eq(number_of(search, "surpassed_optimum"), 4);
    ck_assert_double_eq(number_of(search, "target"), 5);
    ck_assert_str_eq(json_string_value(json_object_get(search, "target_from")), "best_found");
    json_decref(search);
}
END_TEST

/* Of breakdown, or of all nodes on one side: all relaxations reach the same cut, 0. */
START_TEST(what_is_no_answer_is_no_success)
{
    make_pentagon("--vdw 5");
    program_gives("search a --runs 20", 0, "none of 1 chain: the network or its best state has a V_DW beyond");
    json_t *search = searched("search a --runs 20 --json");
    ck_assert_double_eq(number_of(search, "successes"), 0);
    ck_assert(json_is_null(json_object_get(json_object_get(search, "time_99_s"), "value")));
    ck_assert_str_eq(json_string_value(json_object_get(search, "no_answer")), "has a V_DW beyond breakdown");
    ck_assert_ptr_null(json_object_get(search, "first_success"));
    json_decref(search);
    program_gives("search a --runs 20 --target 0", 1, "none of 1 chain: ");
    program_gives("solve a --starts 3", 0, "none of 3 relaxations");
}
END_TEST

START_TEST(an_optimum_that_the_weights_do_not_allow_is_refused)
{
    program_gives("graph rnd -n 5 --density 100 --seed 1 -q -o five", 0, "");
    program_refuses("gen maxcut five --optimum 11 -o x", 2,
                    "error: --optimum 11 is a cut that the weights do not allow; expected one from 0 to 10");
    program_refuses("gen maxcut five --optimum -1 -o x", 2, "expected one from 0 to 10");
    program_refuses("gen ising five --optimum -10.5 -o x", 2,
                    "error: --optimum -10.5 is an energy that the weights do not allow; expected one from -10 to 10");
    program_refuses("gen qubo five --optimum -1 -o x", 2, "is a value that the weights do not allow");
    program_gives("gen maxcut five --optimum 10 -q -o x", 0, "");
}
END_TEST

/* The best cut of a complete graph of 20 nodes is 100, and a fifth of random states have it. */
START_TEST(an_answer_that_is_proven_to_be_the_best_is_none_of_chance)
{
    static const char CHANCE[] = "the cut is no better than chance";
    program_gives("graph rnd -n 20 --density 100 --seed 1 -q -o graph", 0, "");
    program_gives("gen maxcut graph -q -o a", 0, "");
    program_gives("search a --runs 20", 0, CHANCE);
    struct outcome proven = program_run("search a --runs 20 --target auto");
    ck_assert_int_eq(proven.code, 0);
    ck_assert_ptr_nonnull(strstr(proven.out, "reaches 100, the proven optimum"));
    ck_assert_ptr_null(strstr(proven.out, CHANCE));
    outcome_free(&proven);
}
END_TEST

START_TEST(solve_with_starts_is_a_search_with_restarts)
{
    make_pentagon("");
    json_t *solved = searched("solve a --starts 25 --seed 3 --json"),
           *found = searched("search a --method restart --runs 25 --seed 3 --json");
    ck_assert(json_equal(solved, found));
    json_decref(solved);
    json_decref(found);
}
END_TEST

/* The rows of a CSV file, without the first column. */
START_TEST(the_rows_of_a_search_do_not_depend_on_threads)
{
    make_pentagon("");
    program_gives("search a --runs 120 --threads 1 --csv one.csv -q", 0, "");
    program_gives("search a --runs 120 --threads 7 --csv seven.csv", 0, "kick");
    program_gives("search a --runs 120 --csv - --threads 2", 0, "run,chain,seed,start,state,objective");
    char *one = scratch_read("one.csv"), *seven = scratch_read("seven.csv");
    ck_assert_str_eq(one, seven);
    size_t rows = 0;
    for (const char *line = one; (line = strchr(line, '\n')) != NULL; line++) {
        rows++;
    }
    ck_assert_uint_eq(rows, 121);
    char start[6], state[6], converged[6];
    double objective, time, energy;
    unsigned run, chain, seed;
    int fields = sscanf(strchr(one, '\n'), "\n%u,%u,%u,\"%5[01]\",\"%5[01]\",%lf,%lf,%lf,%5[a-z]", &run, &chain, &seed,
                        start, state, &objective, &time, &energy, converged);
    ck_assert_int_eq(fields, 9);
    ck_assert(run == 1 && chain == 1 && seed == 1 && objective > 0.0 && time > 1e-8 && energy > 0.0);
    ck_assert_str_eq(converged, "true");
    free(one);
    free(seven);
}
END_TEST

START_TEST(the_page_of_a_search_shows_its_relaxations)
{
    make_pentagon("");
    program_gives("search a --runs 60 --html a.html -q", 0, "");
    char *page = scratch_read("a.html");
    ck_assert_ptr_nonnull(strstr(page, "<h2>Search</h2>"));
    ck_assert_ptr_nonnull(strstr(page, "Histogram: objectives of 60 relaxations"));
    ck_assert_ptr_nonnull(strstr(page, "kick: 60 relaxations in 5 chains"));
    free(page);
}
END_TEST

static char *state_in(const char *arguments)
{
    json_t *report = program_json(arguments);
    char *state = strdup(json_string_value(json_object_get(report, "state")));
    json_decref(report);
    return state;
}

/* As a network, and as a text that `gen` takes: the solver then repeats the relaxation. */
START_TEST(a_saved_start_leads_to_the_same_state)
{
    program_gives("graph rnd -n 24 --density 30 --seed 5 -o graph", 0, "");
    program_gives("gen maxcut graph -q -o a", 0, "");
    char *found = state_in("search a --runs 60 --save-start b --json");
    char *again = state_in("solve b --json");
    ck_assert_str_eq(found, again);
    free(again);
    program_gives("search a --runs 60 --save-start b.txt -q", 0, "");
    program_gives("gen maxcut graph --start b.txt -q -o c", 0, "");
    again = state_in("solve c --json");
    ck_assert_str_eq(found, again);
    free(again);
    free(found);
    char *saved = scratch_read("b.cir"), *made = scratch_read("c.cir"); /* with the fingerprints of their networks */
    ck_assert_str_eq(saved, made);
    free(saved);
    free(made);
    char *bits = scratch_read("b.txt"), arguments[200];
    snprintf(arguments, sizeof arguments, "gen maxcut graph --start %.24s --stop 5e-05 -q -o c", bits);
    program_gives(arguments, 0, ""); /* the recipe of the saved network */
    saved = scratch_read("b.json");
    made = scratch_read("c.json");
    ck_assert_str_eq(saved, made);
    free(saved);
    free(made);
    free(bits);
    program_gives("search a --runs 60 --save-start -", 0, "1");
    program_gives("search a --runs 60 --save-start - --json", 2, "--json uses standard output");
    program_refuses("search a --runs 60 --save-start nowhere/b", 2, "nowhere/b.json");
}
END_TEST

START_TEST(a_start_may_be_bits_or_a_file)
{
    program_input("graph", PENTAGON);
    program_gives("gen maxcut graph --start 01010 -q -o a", 0, "");
    program_input("bits.txt", "01\n0 10\r\n");
    program_gives("gen maxcut graph --start bits.txt -q -o b", 0, "");
    char *a = scratch_read("a.cir"), *b = scratch_read("b.cir"), *json = scratch_read("b.json");
    ck_assert_str_eq(a, b); /* with the fingerprints of their networks */
    ck_assert_ptr_nonnull(strstr(json, "\"start\": \"01010\""));
    free(a);
    free(b);
    free(json);
    program_refuses("gen maxcut graph --start 0101 -o c", 2, "the start must be 5 characters 0 or 1");
    program_refuses("gen maxcut graph --start 01012 -o c", 2, "or a file with them; '01012' is neither");
    program_input("bad.txt", "010\n12\n");
    program_refuses("gen maxcut graph --start bad.txt -o c", 2, "bad.txt:2: error: expected a state");
    program_input("none.txt", "\n");
    program_refuses("gen maxcut graph --start none.txt -o c", 2, "none.txt: error: there is no state in it");
}
END_TEST

START_TEST(the_command_refuses_what_it_cannot_search)
{
    program_gives("gen recall -n 5 --seed 1 -q -o r", 0, "");
    program_refuses("search r", 2,
                    "a search is for questions with an objective, such as maxcut; this network is asked");
    make_pentagon("");
    program_refuses("search missing", 2, "missing.json");
    program_gives("search", 2, "NAME is missing");
    program_gives("search a --runs 0", 2, "--runs takes a whole number from 1");
    program_gives("search a --method luck", 2, "--method takes kick, cross or restart, not 'luck'");
    program_gives("search a --target best", 2, "--target takes a number or auto, not 'best'");
    program_gives("search a --threads 0", 2, "--threads takes a whole number");
    program_gives("search a --stop 0.1p", 2, "--stop takes seconds from 1p to 1");
    program_gives("search a --tolerance 1", 2, "--tolerance takes a share");
    program_gives("search a b", 2, "expected one NAME");
    program_refuses("search a --runs 1000000000", 4, "GB of memory");
}
END_TEST

Suite *search_suite(void)
{
    Suite *suite = suite_create("search");
    TCase *intervals = tcase_create("intervals");
    tcase_add_test(intervals, intervals_of_success_are_those_of_wilson);
    tcase_add_test(intervals, bounds_of_an_interval_solve_its_equation);
    tcase_add_test(intervals, intervals_have_the_true_probability_in_95_percent);
    tcase_add_test(intervals, repeated_trials_cost_what_makes_99_percent);
    suite_add_tcase(suite, intervals);
    TCase *summaries = tcase_create("summaries");
    tcase_add_test(summaries, a_summary_counts_chains_and_runs);
    tcase_add_test(summaries, a_summary_takes_all_runs_where_none_rests);
    suite_add_tcase(suite, summaries);
    TCase *searches = tcase_create("searches");
    tcase_add_loop_test(searches, a_search_is_the_same_for_any_number_of_threads, 0, METHOD_COUNT);
    tcase_add_test(searches, a_search_finds_the_same_when_nobody_looks);
    tcase_add_loop_test(searches, the_best_run_has_the_least_objective_where_less_is_better, 0, METHOD_COUNT);
    tcase_add_test(searches, objectives_are_compared_as_the_question_says);
    tcase_add_test(searches, the_best_run_is_one_that_rests);
    tcase_add_test(searches, a_cross_keeps_what_its_parents_share);
    tcase_add_test(searches, large_networks_are_searched_by_crosses);
    tcase_add_test(searches, a_hundred_relaxations_find_the_ground_state);
    tcase_add_test(searches, large_graphs_and_other_weights_have_no_proof);
    suite_add_tcase(suite, searches);
    TCase *command = tcase_create("command");
    tcase_add_checked_fixture(command, NULL, scratch_remove);
    tcase_add_test(command, the_command_reports_a_search);
    tcase_add_test(command, an_answer_that_is_proven_to_be_the_best_is_none_of_chance);
    tcase_add_test(command, a_given_optimum_that_is_surpassed_is_no_target);
    tcase_add_test(command, what_is_no_answer_is_no_success);
    tcase_add_test(command, an_optimum_that_the_weights_do_not_allow_is_refused);
    tcase_add_test(command, solve_with_starts_is_a_search_with_restarts);
    tcase_add_test(command, the_rows_of_a_search_do_not_depend_on_threads);
    tcase_add_test(command, the_page_of_a_search_shows_its_relaxations);
    tcase_add_test(command, a_saved_start_leads_to_the_same_state);
    tcase_add_test(command, a_start_may_be_bits_or_a_file);
    tcase_add_test(command, the_command_refuses_what_it_cannot_search);
    suite_add_tcase(suite, command);
    TCase *samples = tcase_create("samples");
    tcase_set_tags(samples, "samples");
    tcase_add_loop_test(samples, a_hundred_relaxations_find_the_optimum_of_small_graphs, 1, METHOD_COUNT);
    suite_add_tcase(suite, samples);
    return suite;
}
