/* Devices with two states event by event: their statistics, and what their paths depend on. Seeds are fixed; what
 * is allowed follows from the number of samples (tests/support/telegraph.h). tests/ngspice/test_jumps.c compares jump
 * after jump with the code model. */
#include "tests/suites.h"

#include "models/constants.h"
#include "solver/jumper.h"
#include "tests/support/expect.h"
#include "tests/support/telegraph.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* `count` jumps of a junction with `v` (V) over it, which starts parallel. */
static struct jumps jump_at(const struct mtj_rate_at *at, double v, const char *name, size_t count)
{
    struct jumper device = jumper_begin(1, name);
    struct jumps jumps = {count, malloc(count * sizeof *jumps.time), 0.0};
    ck_assert_ptr_nonnull(jumps.time);
    const struct jumper_piece piece[] = {{log(telegraph_rate(at, false, v)), 0.0},
                                         {log(telegraph_rate(at, true, v)), 0.0}};
    for (size_t k = 0; k < count; k++) {
        jumps.stop += jumper_wait(&device, piece[k % 2 == 0]);
        jumps.time[k] = jumps.stop;
        jumper_jump(&device);
    }
    return jumps;
}

/* 61.617 tau_D without drive: 2/lambda_1 of the Fokker-Planck operator. */
START_TEST(dwells_are_exponential)
{
    struct mtj_rate_at *at = telegraph_device(4.0, 0.0);
    struct jumps quiet = jump_at(at, 0.0, "a1", 200000), driven = jump_at(at, 0.1 * at->vc, "a2", 200000);
    const double dwell = 61.617 * mtj_rate_relaxation_time(&at->device);
    for (size_t first = 0; first < 2; first++) {
        telegraph_expect_exponential(&quiet, first, 1.0 / dwell, 0.0);
        telegraph_expect_exponential(&driven, first, telegraph_rate(at, first == 1, 0.1 * at->vc), 0.0);
    }
    free(quiet.time);
    free(driven.time);
    free(at);
}
END_TEST

/* Over a time T the mean has the variance 2 p (1 - p)/(lambda T). The product of s(t) and s(t + lag) has one of at most
 * 1, and is forgotten after 1/lambda and the lag. Eq. (R4). */
START_TEST(mean_and_correlation_are_those_of_both_rates)
{
    struct mtj_rate_at *at = telegraph_device(4.0, 0.0);
    struct jumps driven = jump_at(at, 0.05 * at->vc, "a1", 300000), quiet = jump_at(at, 0.0, "a2", 300000);
    double relaxation, slope, share = mtj_rate_mean_parallel(at, 0.05 * at->vc, &relaxation, &slope);
    ck_assert_double_eq_tol(telegraph_share(&driven), share,
                            TELEGRAPH_SIGMAS * sqrt(2.0 * share * (1.0 - share) / (relaxation * driven.stop)));
    mtj_rate_mean_parallel(at, 0.0, &relaxation, &slope);
    for (int doubled = 0; doubled <= 3; doubled++) {
        const double lag = 0.25 * (1 << doubled) / relaxation;
        ck_assert_double_eq_tol(telegraph_correlation(&quiet, lag), exp(-relaxation * lag),
                                TELEGRAPH_SIGMAS * sqrt(2.0 * (1.0 / relaxation + lag) / quiet.stop));
    }
    free(driven.time);
    free(quiet.time);
    free(at);
}
END_TEST

/* The logarithm of a rate at `pieces` + 1 equal times of a period of `amplitude` (V). */
static void cut_sine(const struct mtj_rate_at *at, double amplitude, int pieces, bool parallel, double *ln_rate)
{
    for (int p = 0; p <= pieces; p++) {
        ln_rate[p] = log(telegraph_rate(at, parallel, amplitude * sin(2.0 * PI * p / pieces)));
    }
}

/* Passes a piece of `h` (s), which begins at `t`, with all its jumps. */
static void pass_piece(struct jumper *device, const double ln_rate[2][65], int p, double t, double h,
                       struct jumps *jumps)
{
    double gone = 0.0, wait;
    for (;;) {
        const double *own = ln_rate[device->jumps % 2 == 0];
        double growth = (own[p + 1] - own[p]) / h;
        struct jumper_piece piece = {own[p] + growth * gone, growth};
        size_t first = jumper_first(device, &piece, 1, h - gone, &wait);
        if (first == 1) {
            jumper_pass(device, piece, wait);
            return;
        }
        gone += wait;
        jumper_jump(device);
        jumps->time[jumps->count++] = t + gone;
    }
}

/* 20,000 periods of a sine of 0.05 V_c, each cut in 64 pieces: the linear interpolation makes the drive weaker by (2
 * pi/64)^2/12 = 0.08 %. Eq. (R11). */
START_TEST(weak_drive_is_followed_with_the_lag_of_linear_response)
{
    enum { PIECES = 64, PERIODS = 20000, MOST = 400000 };
    const double frequency = 449e3, delta = 4.0, drive = 0.05, h = 1.0 / (frequency * PIECES);
    struct mtj_rate_at *at = telegraph_device(delta, 0.0);
    double ln_rate[2][PIECES + 1];
    struct jumper device = jumper_begin(1, "a1");
    struct jumps jumps = {0, malloc(MOST * sizeof *jumps.time), PERIODS / frequency};
    ck_assert_ptr_nonnull(jumps.time);
    cut_sine(at, drive * at->vc, PIECES, false, ln_rate[0]);
    cut_sine(at, drive * at->vc, PIECES, true, ln_rate[1]);
    for (int k = 0; k < PERIODS * PIECES; k++) {
        pass_piece(&device, (const double(*)[65])ln_rate, k % PIECES, k * h, h, &jumps);
        ck_assert_uint_lt(jumps.count, MOST - 100);
    }
    telegraph_expect_linear_answer(&jumps, frequency, delta, drive,
                                   telegraph_rate(at, true, 0.0) + telegraph_rate(at, false, 0.0));
    free(jumps.time);
    free(at);
}
END_TEST

/* A rate whose logarithm grows, in pieces of any length: jump j is where the integral since the last one comes to its
 * number, so that the pieces do not matter, but for rounding. */
START_TEST(path_does_not_depend_on_the_pieces)
{
    const double growth[] = {0.0, 0.3, -0.001}; /* 1/s, of a rate of 1/s */
    const double longest[] = {INFINITY, 1.0, 0.137, 0.01};
    enum { JUMPS = 12 };
    for (int g = 0; g < 3; g++) {
        double first[JUMPS];
        for (int l = 0; l < 4; l++) {
            struct jumper device = jumper_begin(3, "a1");
            double t = 0.0, wait;
            while (device.jumps < JUMPS) {
                const struct jumper_piece piece = {growth[g] * t, growth[g]};
                if (jumper_first(&device, &piece, 1, longest[l], &wait) == 0) {
                    t += wait;
                    first[device.jumps] = l == 0 ? t : first[device.jumps];
                    ck_assert_double_eq_tol(t, first[device.jumps], 1e-11);
                    jumper_jump(&device);
                } else {
                    jumper_pass(&device, piece, wait);
                    t += wait;
                }
            }
        }
    }
}
END_TEST

START_TEST(path_depends_on_seed_and_name)
{
    const struct jumper first = jumper_begin(1, "a1"), again = jumper_begin(1, "a1"), other = jumper_begin(1, "a2"),
                        seed = jumper_begin(2, "a1");
    ck_assert_double_eq(first.left, again.left);
    ck_assert_double_ne(first.left, other.left);
    ck_assert_double_ne(first.left, seed.left);
}
END_TEST

/* Of independent devices each is the first in the share of its rate; one without a rate never is. */
START_TEST(first_of_a_group_is_each_in_the_share_of_its_rate)
{
    enum { DEVICES = 4, EVENTS = 100000 };
    const double rate[DEVICES] = {1.0, 0.0, 2.0, 5.0}, all = 8.0;
    struct jumper device[DEVICES];
    struct jumper_piece piece[DEVICES];
    double t = 0.0, wait;
    for (size_t k = 0; k < DEVICES; k++) {
        char name[20];
        snprintf(name, sizeof name, "a%zu", k);
        device[k] = jumper_begin(1, name);
        piece[k] = (struct jumper_piece){log(rate[k]), 0.0};
    }
    for (int e = 0; e < EVENTS; e++) {
        size_t first = jumper_first(device, piece, DEVICES, INFINITY, &wait);
        for (size_t k = 0; k < DEVICES; k++) {
            jumper_pass(&device[k], piece[k], wait);
        }
        jumper_jump(&device[first]);
        t += wait;
    }
    ck_assert_double_eq_tol(t, EVENTS / all, TELEGRAPH_SIGMAS * sqrt(EVENTS) / all);
    for (size_t k = 0; k < DEVICES; k++) {
        double share = rate[k] / all;
        ck_assert_double_eq_tol((double)device[k].jumps, share * EVENTS,
                                TELEGRAPH_SIGMAS * sqrt(share * (1.0 - share) * EVENTS) + 0.5);
    }
    ck_assert_uint_eq(jumper_first(device, piece, DEVICES, 1e-12, &wait), DEVICES);
    ck_assert_double_eq(wait, 1e-12);
}
END_TEST

Suite *jumper_suite(void)
{
    Suite *suite = suite_create("jumper");
    TCase *tests = tcase_create("events");
    tcase_add_test(tests, dwells_are_exponential);
    tcase_add_test(tests, mean_and_correlation_are_those_of_both_rates);
    tcase_add_test(tests, weak_drive_is_followed_with_the_lag_of_linear_response);
    tcase_add_test(tests, path_does_not_depend_on_the_pieces);
    tcase_add_test(tests, path_depends_on_seed_and_name);
    tcase_add_test(tests, first_of_a_group_is_each_in_the_share_of_its_rate);
    suite_add_tcase(suite, tests);
    return suite;
}
