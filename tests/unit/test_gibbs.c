/* Networks of p-bits: the law of their states. test_gibbs_paths.c has the paths. Seeds are fixed. The exact law is by
 * enumeration of all states. The time average of a function over a time T has a variance of at most 2 R Var/T, where R
 * is the slowest relaxation time: as if there were T/(2 R) independent samples. What is off by six standard deviations
 * would be so by chance for one seed in 5e8. */
#include "tests/suites.h"

#include "tests/support/expect.h"
#include "tests/support/pbits.h"

#include <math.h>
#include <string.h>

static const double SIGMAS = 6.0;

static struct gibbs_options constant(double beta, double stop)
{
    return (struct gibbs_options){.beta_start = beta, .beta_end = beta, .stop = stop, .tau = 1.0};
}

/* The largest distance that `samples` give by chance: its mean is below half the sum of the roots of p/samples, and a
 * distance 4/sqrt(samples) above the mean has a probability below exp(-32), 1e-14 (McDiarmid). */
static double chance_of_distance(const double *law, size_t states, double samples)
{
    double sum = 4.0 / sqrt(samples);
    for (size_t k = 0; k < states; k++) {
        sum += 0.5 * sqrt(law[k] / samples);
    }
    return sum;
}

/* The beta at which the bound of the relaxation time is 5 tau. */
static double beta_of(const struct pbits *p)
{
    double low = 0.0, high = 100.0;
    for (int k = 0; k < 60; k++) {
        double middle = 0.5 * (low + high), most = 0.0;
        for (size_t i = 0; i < p->n; i++) {
            double sum = 0.0;
            for (size_t j = 0; j < p->n; j++) {
                sum += tanh(middle * fabs(p->j[i][j]));
            }
            most = fmax(most, sum);
        }
        *(most < 0.8 ? &low : &high) = middle;
    }
    return low;
}

/* Dense and sparse networks of 2 to 12 p-bits: the distance to the exact law, and the mean energy. */
START_TEST(law_of_random_networks_is_boltzmanns)
{
    static struct pbits p;
    static double law[PBITS_STATES], share[PBITS_STATES];
    for (uint64_t seed = 1; seed <= 50; seed++) {
        pbits_make_random(&p, 2 + seed % 11, seed % 2 ? 1.0 : 0.4, seed);
        const size_t states = (size_t)1 << p.n;
        struct gibbs_result result;
        double beta = fmin(beta_of(&p), 3.0), stop = 4e5 / (double)p.n;
        double samples = stop / (2.0 * pbits_longest_relaxation(&p, beta));
        pbits_law(&p, beta, law);
        pbits_shares(&p, constant(beta, stop), 0.0, share, &result);
        ck_assert_double_le(pbits_distance(law, share, states), chance_of_distance(law, states, samples));
        double mean = 0.0, square = 0.0, found = 0.0;
        for (size_t k = 0; k < states; k++) {
            double energy = pbits_energy(&p, k);
            mean += law[k] * energy;
            square += law[k] * energy * energy;
            found += share[k] * energy;
        }
        ck_assert_double_eq_tol(found, mean, SIGMAS * sqrt((square - mean * mean) / samples));
    }
}
END_TEST

/* Each row of the truth table has 0.24661 at beta = 1 in units where J = 2 is the largest coupling, each wrong one with
 * the least energy 0.00452: these digits were computed by another program. */
START_TEST(and_gate_has_its_truth_table)
{
    static struct pbits p;
    const double known[][3] = {{1.0, 0.24661, 0.00452}, {0.5, 0.22684, 0.03070}};
    pbits_make_and(&p, 1);
    for (size_t b = 0; b < 2; b++) {
        const double beta = 2.0 * known[b][0], stop = 1e6;
        double law[8], share[8], samples = stop / (2.0 * pbits_relaxation(&p, beta));
        struct gibbs_result result;
        pbits_law(&p, beta, law);
        pbits_shares(&p, constant(beta, stop), 0.0, share, &result);
        for (size_t state = 0; state < 8; state++) {
            bool a = state & 1, other = state & 2, c = state & 4;
            if (c == (a && other)) {
                ck_assert_double_eq_tol(law[state], known[b][1], 5e-6);
            } else if (state != 4) {
                ck_assert_double_eq_tol(law[state], known[b][2], 5e-6);
            }
            ck_assert_double_eq_tol(share[state], law[state], SIGMAS * sqrt(law[state] * (1.0 - law[state]) / samples));
        }
        expect_close(result.best, -1.5, 1e-12);
        ck_assert_double_eq_tol(result.best_share, 4.0 * known[b][1], SIGMAS * sqrt(0.25 / samples));
    }
}
END_TEST

/* A field of 20 on C: backwards, from 1 to both inputs 1, from 0 to the three other rows, equally often. */
START_TEST(and_gate_runs_backwards)
{
    static struct pbits p;
    for (int c = 0; c <= 1; c++) {
        const double beta = 5.0, stop = 2e5;
        double law[8], share[8];
        struct gibbs_result result;
        pbits_make_and(&p, 2);
        p.h[2] += c ? 20.0 : -20.0;
        pbits_law(&p, beta, law);
        pbits_shares(&p, constant(beta, stop), 20.0, share, &result);
        double samples = stop / (2.0 * pbits_relaxation(&p, beta));
        for (size_t state = 0; state < 8; state++) {
            double right = c ? state == 7 : (state == 0 || state == 1 || state == 2) / 3.0;
            ck_assert_double_eq_tol(law[state], right, 1e-4); /* e^(-beta 2) and smaller */
            ck_assert_double_eq_tol(share[state], law[state], SIGMAS * sqrt(law[state] * (1.0 - law[state]) / samples));
        }
    }
}
END_TEST

/* How far the AND gate with synapses that lag is from its law: docs/pbit.md, section 3. The right numbers are of
 * another program, in steps of tau/200 (of tau/1000 for the first two) with another generator; the two differ by up to
 * 0.002 from run to run. */
START_TEST(slow_synapses_lead_away_from_the_law)
{
    const double known[][2] = {{0.01, 0.004}, {0.1, 0.0204}, {1.0, 0.1106}, {10.0, 0.3077}};
    static struct pbits p;
    const double beta = 2.0;
    double law[8], share[8], last = 0.0;
    struct gibbs_result result;
    pbits_make_and(&p, 3);
    pbits_law(&p, beta, law);
    for (size_t k = 0; k < sizeof known / sizeof *known; k++) {
        struct gibbs_options options = constant(beta, 1e6);
        options.tau_synapse = known[k][0];
        pbits_shares(&p, options, 0.0, share, &result);
        double distance = pbits_distance(law, share, 8);
        ck_assert_double_eq_tol(distance, known[k][1], 0.005);
        ck_assert_double_gt(distance, last);
        last = distance;
    }
}
END_TEST

/* A slow ramp of beta leads to the lowest state. */
START_TEST(annealed_network_finds_its_lowest_state)
{
    static struct pbits p;
    static double share[PBITS_STATES];
    for (uint64_t seed = 1; seed <= 10; seed++) {
        struct gibbs_result result;
        struct gibbs_options options = {.beta_start = 0.05, .beta_end = 3.0, .stop = 1e5, .tau = 1.0};
        double least = INFINITY;
        pbits_make_random(&p, 10, 1.0, seed);
        pbits_shares(&p, options, 0.0, share, &result);
        for (size_t state = 0; state < 1024; state++) {
            least = fmin(least, pbits_energy(&p, state));
        }
        expect_close(result.best, least, 1e-12);
    }
}
END_TEST

static void refused(struct pbits *p, const char *why)
{
    struct gibbs *gibbs;
    struct diagnostic diagnostic;
    expect_input_error(gibbs_new(&p->model, &gibbs, &diagnostic), &diagnostic, why);
    ck_assert_ptr_null(gibbs);
}

START_TEST(what_has_no_law_is_refused)
{
    static struct pbits p;
    pbits_make_and(&p, 1);
    p.value[0] = 0.7;
    refused(&p, "the same finite number both ways");
    pbits_make_and(&p, 1);
    p.neuron[0] = 0;
    refused(&p, "a coupling with 0; expected others, in rising order");
    pbits_make_and(&p, 1);
    p.h[1] = NAN;
    refused(&p, "the field of p-bit 1 is not finite");
    pbits_make_and(&p, 1);
    p.j[0][1] = 0.0;
    pbits_link(&p, 1);
    refused(&p, "couplings of p-bits 1 and 0");
    pbits_make_and(&p, 1);
    struct gibbs *gibbs;
    struct diagnostic why;
    struct gibbs_result result;
    expect_ok(gibbs_new(&p.model, &gibbs, &why), &why);
    struct gibbs_options good = constant(1.0, 1.0), bad = good;
    good.key = bad.key = p.key;
    expect_ok(gibbs_run(gibbs, &good, &result, &why), &why);
    bad.tau = 0.0;
    expect_input_error(gibbs_run(gibbs, &bad, &result, &why), &why, "expected times above 0");
    bad = good;
    bad.beta_end = -1.0;
    expect_input_error(gibbs_run(gibbs, &bad, &result, &why), &why, "expected numbers from 0");
    bad = good;
    bad.stop = 1e18;
    expect_input_error(gibbs_run(gibbs, &bad, &result, &why), &why, "at most 1e+15 ticks");
    gibbs_free(gibbs);
}
END_TEST

Suite *gibbs_suite(void)
{
    Suite *suite = suite_create("gibbs");
    TCase *tests = tcase_create("gibbs");
    tcase_set_timeout(tests, 600);
    tcase_add_test(tests, law_of_random_networks_is_boltzmanns);
    tcase_add_test(tests, and_gate_has_its_truth_table);
    tcase_add_test(tests, and_gate_runs_backwards);
    tcase_add_test(tests, slow_synapses_lead_away_from_the_law);
    tcase_add_test(tests, annealed_network_finds_its_lowest_state);
    tcase_add_test(tests, what_has_no_law_is_refused);
    suite_add_tcase(suite, tests);
    return suite;
}
