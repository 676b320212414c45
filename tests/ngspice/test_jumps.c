/* The jumps of junctions with two states in ngspice: when they are, and their statistics. Seeds are fixed; what
 * is allowed follows from the number of samples (tests/support/telegraph.h). */
#include "tests/suites.h"

#include "models/constants.h"
#include "models/noise.h"
#include "solver/jumper.h"
#include "tests/support/chance.h"
#include "tests/support/expect.h"
#include "tests/support/simulate.h"
#include "tests/support/telegraph.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Without drive both states stay for 2/lambda_1 of the Fokker-Planck operator, 61.617 tau_D, on average; with one they
 * differ. */
START_TEST(dwells_are_exponential_with_the_exact_mean)
{
    struct mtj_rate_at *at = telegraph_device(4.0, 0.0);
    char lines[200];
    snprintf(lines, sizeof lines, "v1 a 0 %.12g\nx1 a 0 mtj_rate delta=4\nx2 0 0 mtj_rate delta=4", 0.1 * at->vc);
    struct table *table = telegraph_run(lines, "@a.x1.ajun[parallel] @a.x2.ajun[parallel]", 1e-8, 1e-3, 2e-7);
    struct jumps driven = telegraph_jumps(table, "x1"), quiet = telegraph_jumps(table, "x2");
    const double jumptol = 2e-3, dwell = 61.617 * mtj_rate_relaxation_time(&at->device);
    /* jump 1 leads back to parallel */
    telegraph_expect_exponential(&driven, 1, telegraph_rate(at, true, 0.1 * at->vc), jumptol);
    telegraph_expect_exponential(&driven, 0, telegraph_rate(at, false, 0.1 * at->vc), jumptol);
    telegraph_expect_exponential(&quiet, 0, 1.0 / dwell, jumptol);
    telegraph_expect_exponential(&quiet, 1, 1.0 / dwell, jumptol);
    ck_assert_double_eq_tol((double)quiet.count, 1e-3 / dwell, TELEGRAPH_SIGMAS * sqrt(1e-3 / dwell));
    free(driven.time);
    free(quiet.time);
    table_free(table);
    free(at);
}
END_TEST

/* P(m_z > 0) in equilibrium. A telegraph signal's mean over a time T has the variance 2 p (1 - p)/(lambda T). */
START_TEST(shares_of_time_are_those_of_equilibrium)
{
    const double cases[][3] = {
        {4.0, 0.1, 0.7859}, {4.0, 0.2, 0.9299}, {4.0, -0.3, 0.0211}, {8.0, 0.1, 0.9505}, {6.0, 0.0, 0.5}};
    const double stop = 1e-3;
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        struct mtj_rate_at *at = telegraph_device(cases[k][0], 0.0);
        double v = cases[k][1] * at->vc, lambda = telegraph_rate(at, true, v) + telegraph_rate(at, false, v),
               right = cases[k][2];
        char lines[200];
        snprintf(lines, sizeof lines, "v1 a 0 %.12g\nx1 a 0 mtj_rate delta=%g", v, cases[k][0]);
        struct table *table = telegraph_run(lines, "@a.x1.ajun[parallel]", 1e-8, stop, 1e-6);
        struct jumps jumps = telegraph_jumps(table, "x1");
        ck_assert_double_eq_tol(telegraph_share(&jumps), right,
                                TELEGRAPH_SIGMAS * sqrt(2.0 * right * (1.0 - right) / (lambda * stop)) +
                                    5e-5); /* digits */
        free(jumps.time);
        table_free(table);
        free(at);
    }
}
END_TEST

/* The mean of s(t) s(t + lag) is exp(-lambda lag), whose spectrum is a Lorentzian with the corner lambda/2 pi. The
 * product has a variance of at most 1, and is forgotten after 1/lambda and the lag. */
START_TEST(correlation_falls_with_the_sum_of_both_rates)
{
    const double stop = 2e-3;
    struct mtj_rate_at *at = telegraph_device(4.0, 0.0);
    double lambda = telegraph_rate(at, true, 0.0) + telegraph_rate(at, false, 0.0);
    expect_close(lambda / (2.0 * PI), 711e3, 1e-3); /* printed digits */
    struct table *table = telegraph_run("x1 0 0 mtj_rate delta=4", "@a.x1.ajun[parallel]", 1e-8, stop, 1e-6);
    struct jumps jumps = telegraph_jumps(table, "x1");
    for (int doubled = 0; doubled <= 3; doubled++) {
        const double lag = 0.25 * (1 << doubled), tau = lag / lambda;
        ck_assert_double_eq_tol(telegraph_correlation(&jumps, tau), exp(-lag),
                                TELEGRAPH_SIGMAS * sqrt(2.0 * (1.0 / lambda + tau) / stop));
    }
    free(jumps.time);
    table_free(table);
    free(at);
}
END_TEST

/* A weak sine, of amplitude 0.05 V_c. Eq. (R11). */
START_TEST(weak_drive_is_followed_with_the_lag_of_linear_response)
{
    const double frequency = 449e3, periods = 800.0, stop = periods / frequency, delta = 4.0, share = 0.05;
    struct mtj_rate_at *at = telegraph_device(delta, 0.0);
    double lambda = telegraph_rate(at, true, 0.0) + telegraph_rate(at, false, 0.0);
    char lines[200];
    snprintf(lines, sizeof lines, "v1 a 0 sin(0 %.12g %g)\nx1 a 0 mtj_rate delta=4", share * at->vc, frequency);
    struct table *table = telegraph_run(lines, "@a.x1.ajun[parallel]", 1e-8, stop, 0.02 / frequency);
    struct jumps jumps = telegraph_jumps(table, "x1");
    telegraph_expect_linear_answer(&jumps, frequency, delta, share, lambda);
    free(jumps.time);
    table_free(table);
    free(at);
}
END_TEST

/* Jump j is where the integral of the rate since the last one comes to -ln u_j. Here it is summed up in small steps of
 * the known voltage. */
struct sine {
    double offset, amplitude, frequency; /* V, V, Hz */
};

static void expect_times(const struct jumps *jumps, const struct mtj_rate_at *at, const struct sine *v,
                         double tolerance)
{
    const uint64_t key = noise_key(1, "a.x1.ajun");
    double t = 0.0, h = 1e-10, left = -log(noise_uniform(key, 0));
    uint64_t j = 0;
    while (j < jumps->count) {
        bool parallel = j % 2 == 0;
        double now =
            telegraph_rate(at, parallel, v->offset + v->amplitude * sin(2.0 * PI * v->frequency * (t + 0.5 * h)));
        if (left < now * h) {
            double jump = t + left / now, dwell = 1.0 / telegraph_rate(at, parallel, v->offset);
            ck_assert_double_eq_tol(jumps->time[j], jump, tolerance * dwell);
            j++;
            left = -log(noise_uniform(key, j));
            t = jump;
        } else {
            left -= now * h;
            t += h;
        }
    }
}

START_TEST(jumps_are_where_the_integral_of_the_rate_comes_to_its_number)
{
    struct mtj_rate_at *at = telegraph_device(4.0, 0.0);
    char lines[200];
    snprintf(lines, sizeof lines, "v1 a 0 %.12g\nx1 a 0 mtj_rate delta=4", 0.05 * at->vc);
    struct table *table = telegraph_run(lines, "@a.x1.ajun[parallel]", 1e-8, 1e-4, 1e-6);
    struct jumps jumps = telegraph_jumps(table, "x1");
    ck_assert_uint_gt(jumps.count, 100);
    expect_times(&jumps, at, &(struct sine){0.05 * at->vc, 0.0, 0.0}, 1.1e-3); /* jumptol; errors do not add up */
    free(jumps.time);
    table_free(table);
    /* A strong sine: steps that ngspice takes too long are refused, and their jumps forgotten. */
    snprintf(lines, sizeof lines, "v1 a 0 sin(0 %.12g 300k)\nx1 a 0 mtj_rate delta=4", 0.5 * at->vc);
    table = telegraph_run(lines, "@a.x1.ajun[parallel]", 1e-8, 3e-5, 2e-8);
    jumps = telegraph_jumps(table, "x1");
    ck_assert_uint_gt(jumps.count, 15);
    jumps.count = 15;
    expect_times(&jumps, at, &(struct sine){0.0, 0.5 * at->vc, 300e3}, 1e-2); /* ln k is taken as linear in a step */
    free(jumps.time);
    table_free(table);
    free(at);
}
END_TEST

/* Event by event: a device of the same seed, name and voltage jumps at the same times, jump after jump; errors do not
 * add up. */
START_TEST(solver_jumps_when_the_code_model_does)
{
    struct mtj_rate_at *at = telegraph_device(4.0, 0.0);
    const double voltage[] = {0.0, 0.1 * at->vc}, stop = 1e-3;
    for (int k = 0; k < 2; k++) {
        char lines[200];
        snprintf(lines, sizeof lines, "v1 a 0 %.15g\nx1 a 0 mtj_rate delta=4 noise=%d", voltage[k], 7 + k);
        struct table *table = telegraph_run(lines, "@a.x1.ajun[parallel]", 1e-8, stop, 1e-6);
        struct jumps jumps = telegraph_jumps(table, "x1");
        struct jumper device = jumper_begin(7 + (uint64_t)k, "a.x1.ajun");
        ck_assert_uint_gt(jumps.count, 1000);
        for (double t = 0.0; device.jumps < jumps.count;) {
            double rate = telegraph_rate(at, device.jumps % 2 == 0, voltage[k]);
            t += jumper_wait(&device, (struct jumper_piece){log(rate), 0.0});
            ck_assert_double_eq_tol(jumps.time[device.jumps], t, 1.1e-3 / rate); /* jumptol */
            jumper_jump(&device);
        }
        free(jumps.time);
        table_free(table);
    }
    free(at);
}
END_TEST

/* The same jumps in other company, with other steps, tolerances and methods; others with another seed or name. */
START_TEST(path_depends_on_seed_and_name_alone)
{
    static const char *const DECKS[] = {"x1 a 0 mtj_rate", "x1 a 0 mtj_rate\n.options reltol=1e-5 method=gear",
                                        "x1 a 0 mtj_rate\nx2 a 0 mtj_rate noise=9\nx3 b 0 mtj_rate delta=3\nr3 a b 1k",
                                        "x1 a 0 mtj_rate noise=2", "x4 a 0 mtj_rate"};
    const double longest[] = {5e-7, 3e-8, 2e-7, 5e-7, 5e-7};
    struct jumps first = {0, NULL, 0.0};
    for (size_t k = 0; k < sizeof DECKS / sizeof *DECKS; k++) {
        char *lines;
        const char *x = k == 4 ? "x4" : "x1";
        ck_assert_int_ge(asprintf(&lines, "v1 a 0 1m\n%s", DECKS[k]), 0);
        struct table *table =
            telegraph_run(lines, k == 4 ? "@a.x4.ajun[parallel]" : "@a.x1.ajun[parallel]", 1e-8, 2e-4, longest[k]);
        struct jumps jumps = telegraph_jumps(table, x);
        size_t equal = 0;
        for (size_t j = 0; k > 0 && j < first.count && j < jumps.count; j++) {
            equal += fabs(jumps.time[j] - first.time[j]) < 2e-3 * 2e-6; /* jumptol of a dwell of 1.7 us */
        }
        ck_assert_uint_gt(jumps.count, 50);
        if (k == 0) {
            first = jumps;
        } else {
            ck_assert_uint_eq(equal, k < 3 ? first.count : 0);
            free(jumps.time);
        }
        table_free(table);
        free(lines);
    }
    free(first.time);
}
END_TEST

/* ---- Times that are short compared with a dwell ---- */

enum { CROWD = 10000 };

/* How many of CROWD parallel junctions of this barrier are antiparallel after `time` (s), almost without a voltage: the
 * current says it. */
static size_t crowd_jumps(double delta, double jumptol, double time)
{
    const double v = 1e-6;
    struct mtj_rate_at *at = telegraph_device(delta, 0.0);
    const double g_p = 1.0 / at->device.rp, g_ap = 1.0 / at->device.rap;
    char *deck = NULL;
    size_t size;
    FILE *out = open_memstream(&deck, &size);
    ck_assert_ptr_nonnull(out);
    fprintf(out, "* a crowd\nv1 a 0 %g\n.model jun mtj_rate(delta=%g jumptol=%g)\n", v, delta, jumptol);
    for (int k = 0; k < CROWD; k++) {
        fprintf(out, "a%d %%gd(a 0) jun\n", k);
    }
    fprintf(out, ".save i(v1)\n.tran %g %g 0 %g\n.end\n", 0.1 * time, time, 0.1 * time);
    ck_assert_int_eq(fclose(out), 0);
    struct table *table = simulate_deck(deck);
    const double current = -simulate_at(table, table->rows - 1, "i(v1)");
    double antiparallel = (CROWD * g_p - current / v) / (g_p - g_ap);
    ck_assert_double_eq_tol(antiparallel, round(antiparallel), 0.01); /* rounding of the sum */
    table_free(table);
    free(deck);
    free(at);
    return (size_t)lround(antiparallel);
}

/* A bit that lasts for years: a jump in 1 us has a probability of 1e-9 for all of them. The tolerance of a jump's time
 * must not be a share of these years. */
START_TEST(high_barriers_keep_their_state)
{
    const double time = 1e-6;
    struct mtj_rate_at *at = telegraph_device(40.0, 0.0);
    ck_assert_double_lt(CROWD * telegraph_rate(at, true, 0.0) * time, 1e-6);
    ck_assert_uint_eq(crowd_jumps(40.0, at->device.jumptol, time), 0);
    free(at);
}
END_TEST

/* In a short time t a junction jumps with the probability k t. A tolerance of 10 % makes it at most 11 % more, and
 * which junctions jump follows from their random numbers; the share k t/2 of them jumps back. */
START_TEST(few_jump_in_a_small_part_of_a_dwell)
{
    const double part = 0.01, jumptol = 0.1;
    struct mtj_rate_at *at = telegraph_device(6.0, 0.0);
    const double rate = telegraph_rate(at, true, 1e-6);
    const size_t jumps = crowd_jumps(6.0, jumptol, part / rate);
    size_t surely = 0, perhaps = 0;
    for (int k = 0; k < CROWD; k++) {
        char name[16];
        snprintf(name, sizeof name, "a%d", k);
        double drawn = -log(noise_uniform(noise_key(1, name), 0));
        surely += drawn < part * 0.89 ? 1 : 0; /* the last step, in which a jump is not yet seen */
        perhaps += drawn < part * (1.0 + 1.2 * jumptol) ? 1 : 0;
    }
    ck_assert_uint_ge(jumps + 7, surely); /* 7: jumped back, 0.5 in the mean (Poisson: 6e-8) */
    ck_assert_uint_le(jumps, perhaps);
    chance_expect(jumps, CROWD, 0.89 * part * (1.0 - part), part * (1.0 + 1.2 * jumptol));
    free(at);
}
END_TEST

Suite *jumps_suite(void)
{
    Suite *suite = suite_create("jumps");
    TCase *tests = tcase_create("jumps");
    tcase_set_timeout(tests, 600);
    tcase_add_test(tests, dwells_are_exponential_with_the_exact_mean);
    tcase_add_test(tests, shares_of_time_are_those_of_equilibrium);
    tcase_add_test(tests, correlation_falls_with_the_sum_of_both_rates);
    tcase_add_test(tests, weak_drive_is_followed_with_the_lag_of_linear_response);
    tcase_add_test(tests, jumps_are_where_the_integral_of_the_rate_comes_to_its_number);
    tcase_add_test(tests, solver_jumps_when_the_code_model_does);
    tcase_add_test(tests, path_depends_on_seed_and_name_alone);
    tcase_add_test(tests, high_barriers_keep_their_state);
    tcase_add_test(tests, few_jump_in_a_small_part_of_a_dwell);
    suite_add_tcase(suite, tests);
    return suite;
}
