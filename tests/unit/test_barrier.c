/* Rates over the barrier of a magnet in noise. The numbers are compared with those of a second method: the
 * Fokker-Planck operator in finite volumes, a tridiagonal matrix, whose error falls with the square of their number;
 * the equation of motion in small steps; Simpson's rule. */
#include "tests/suites.h"

#include "models/barrier.h"
#include "models/constants.h"
#include "models/macrospin.h"
#include "tests/support/expect.h"

#include <math.h>
#include <stddef.h>

enum { CELLS = 6000 };

/* The operator for z from `to` to 1 in cells of equal angle, absorbing at `to`. Between cells the probability flows
 * forth and back at rates whose ratio is that of equilibrium. */
struct volumes {
    double delta, i;
    double z[CELLS + 1];  /* edges; z[0] = to */
    double middle[CELLS]; /* where a cell has its energy */
};

static double energy(const struct volumes *o, double z)
{
    return -o->delta * z * z + 2.0 * o->delta * o->i * z;
}

static void make_operator(struct volumes *o, double delta, double i, double to)
{
    *o = (struct volumes){.delta = delta, .i = i};
    for (int k = 0; k <= CELLS; k++) {
        o->z[k] = cos(acos(to) * (CELLS - k) / CELLS);
    }
    for (int k = 0; k < CELLS; k++) {
        o->middle[k] = 0.5 * (o->z[k] + o->z[k + 1]);
    }
}

/* The rate from cell k to the next below, and back. */
static double down(const struct volumes *o, int k)
{
    double z = o->z[k], below = k > 0 ? o->middle[k - 1] : z;
    return (1.0 - z * z) / (2.0 * o->delta * (o->middle[k] - below)) * exp(energy(o, o->middle[k]) - energy(o, z)) /
           (o->z[k + 1] - o->z[k]);
}
static double up(const struct volumes *o, int k)
{
    double z = o->z[k + 1];
    return k == CELLS - 1 ? 0.0
                          : (1.0 - z * z) / (2.0 * o->delta * (o->middle[k + 1] - o->middle[k])) *
                                exp(energy(o, o->middle[k]) - energy(o, z)) / (o->z[k + 1] - o->z[k]);
}

/* Solves L time = -right: the mean of the integral of `right`, 1 where it is NULL, over the time until the magnet is at
 * `to`. By elimination from below; `leave` is 1 minus the entry beside the diagonal, without cancellation. */
static void solve(const struct volumes *o, const double *right, double *time)
{
    static double leave[CELLS], rest[CELLS];
    for (int k = 0; k < CELLS; k++) {
        double to_below = down(o, k) * (k > 0 ? leave[k - 1] : 1.0), diagonal = to_below + up(o, k);
        leave[k] = to_below / diagonal;
        rest[k] = ((right ? right[k] : 1.0) + (k > 0 ? down(o, k) * rest[k - 1] : 0.0)) / diagonal;
    }
    for (int k = CELLS - 1; k >= 0; k--) {
        time[k] = rest[k] + (k < CELLS - 1 ? (1.0 - leave[k]) * time[k + 1] : 0.0);
    }
}

static const double SECOND_ORDER = 2e-5; /* error of the finite volumes; half of them make it four times as large */

START_TEST(mean_passage_times_are_those_of_the_fokker_planck_equation)
{
    static struct volumes o;
    static double time[CELLS];
    const double drives[] = {0.2, 0.4, 0.5, 0.6, 0.8, 1.0, 1.5}, deltas[] = {2.0, 8.0, 20.0};
    for (size_t d = 0; d < 3; d++) {
        for (size_t k = 0; k < sizeof drives / sizeof *drives; k++) {
            make_operator(&o, deltas[d], drives[k], -0.5);
            solve(&o, NULL, time);
            expect_close(barrier_passage_time(deltas[d], drives[k], 1.0, -0.5), time[CELLS - 1], SECOND_ORDER);
            int start = CELLS / 2;
            expect_close(barrier_passage_time(deltas[d], drives[k], o.middle[start], -0.5), time[start], 1e-4);
        }
    }
    /* The exact integral by the trapezoid rule with 200,000 points: as Butler et al. (2012) define it. */
    expect_close(barrier_passage_time(20.0, 0.2, 1.0, -0.5), 202026.7, 1e-6);
    expect_close(barrier_passage_time(20.0, 0.5, 1.0, -0.5), 200.628, 3e-6);
    expect_close(barrier_passage_time(20.0, 0.8, 1.0, -0.5), 13.222, 4e-5);
}
END_TEST

/* Magnets at z > 0 that have not left, as they are after a while without drive. Their rate is returned: the slowest odd
 * mode, by inverse power iteration in finite volumes. */
static double slowest_odd_mode(double delta, double *mode)
{
    static struct volumes o;
    static double next[CELLS];
    double rate = 0.0, before;
    make_operator(&o, delta, 0.0, 0.0);
    for (int k = 0; k < CELLS; k++) {
        mode[k] = o.middle[k];
    }
    do {
        before = rate;
        solve(&o, mode, next);
        rate = mode[CELLS - 1] / next[CELLS - 1];
        for (int k = 0; k < CELLS; k++) {
            mode[k] = next[k] / next[CELLS - 1];
        }
    } while (fabs(rate - before) > 1e-10 * rate);
    return rate;
}

START_TEST(mean_dwell_without_drive_is_that_of_the_slowest_mode)
{
    static double mode[CELLS];
    static struct barrier barrier;
    const double known[][2] = {{2.0, 9.905}, {3.0, 25.456}, {4.0, 61.617}, {5.0, 147.70}, {6.0, 357.00}, {8.0, 2173.3}};
    for (size_t k = 0; k < sizeof known / sizeof *known; k++) {
        double slope;
        barrier_tabulate(&barrier, known[k][0]);
        double dwell = exp(-barrier_ln_rate(&barrier, 0.0, &slope));
        expect_close(dwell, 2.0 / slowest_odd_mode(known[k][0], mode), SECOND_ORDER);
        expect_close(dwell, known[k][1], 5e-5);              /* printed digits */
        expect_close(barrier.relaxation, 2.0 / dwell, 2e-6); /* quadrature and table against the mode */
    }
}
END_TEST

/* Beyond the barrier's end: the mean time to the equator from the start that the magnet has without drive. The way back
 * to it adds 1/(2 delta i) of tau_D at most, which Eq. (R10) has and the time to the equator has not. */
START_TEST(rate_of_a_strong_drive_is_that_of_ballistic_switching)
{
    static struct volumes o;
    static double mode[CELLS], time[CELLS];
    static struct barrier barrier;
    const double drives[] = {1.5, 2.0, 3.0, 6.0}, delta = 60.0;
    barrier_tabulate(&barrier, delta);
    slowest_odd_mode(delta, mode);
    for (size_t k = 0; k < sizeof drives / sizeof *drives; k++) {
        double sum = 0.0, all = 0.0, slope;
        make_operator(&o, delta, drives[k], 0.0);
        solve(&o, NULL, time);
        for (int c = 0; c < CELLS; c++) {
            double z = o.middle[c], weight = mode[c] * exp(delta * (z * z - 1.0)) * (o.z[c + 1] - o.z[c]);
            sum += weight * time[c];
            all += weight;
        }
        double mean = exp(-barrier_ln_rate(&barrier, drives[k], &slope));
        /* 1 %: Eq. (R7) beyond the table */
        ck_assert_double_eq_tol(mean, sum / all,
                                1.0 / (2.0 * delta * drives[k]) + (drives[k] > 4.0 ? 1e-2 * mean : 0.0));
        ck_assert_double_gt(mean, (sum / all) * (drives[k] > 4.0 ? 0.99 : 1.0));
    }
}
END_TEST

/* Simpson's rule over the equilibrium density. */
static double share_by_simpson(double delta, double i)
{
    enum { STEPS = 20000 };
    double half[2] = {0.0, 0.0};
    for (int side = 0; side < 2; side++) {
        for (int k = 0; k <= STEPS; k++) {
            double z = (side ? -1.0 : 1.0) * k / STEPS, weight = k == 0 || k == STEPS ? 1.0 : k % 2 ? 4.0 : 2.0;
            half[side] += weight * exp(delta * (z * z - 1.0) - 2.0 * delta * i * z);
        }
    }
    return half[0] / (half[0] + half[1]);
}

START_TEST(shares_of_time_are_those_of_equilibrium_at_any_drive)
{
    static struct barrier barrier;
    const double deltas[] = {0.5, 4.0, 8.0, 40.0};
    for (size_t d = 0; d < sizeof deltas / sizeof *deltas; d++) {
        barrier_tabulate(&barrier, deltas[d]);
        for (int tenths = -13; tenths <= 13; tenths++) {
            const double i = 0.1 * tenths;
            double right = share_by_simpson(deltas[d], i), other = share_by_simpson(deltas[d], -i), slope;
            expect_close(barrier_share(deltas[d], i), right, 1e-9);
            double out = barrier_ln_rate(&barrier, i, &slope), back = barrier_ln_rate(&barrier, -i, &slope);
            /* Two values interpolated between entries. In high barriers the tail of the other well is what there is at
             * z > 0 from i = 0.5 on, which happens between two entries: rates that no run will see are less exact. */
            expect_close(exp(back - out), right / other, fmin(out, back) > -40.0 ? 5e-4 : 2e-2);
        }
    }
    /* Section 3 of docs/mtj_rate.md */
    ck_assert_double_eq_tol(1.0 - barrier_share(4.0, 0.1), 0.7859, 5e-5);
    ck_assert_double_eq_tol(1.0 - barrier_share(8.0, 0.1), 0.9505, 5e-5);
}
END_TEST

START_TEST(brown_is_the_limit_of_a_high_barrier)
{
    static struct barrier barrier;
    double excess[2], slope;
    const double deltas[] = {50.0, 200.0};
    for (size_t d = 0; d < 2; d++) {
        barrier_tabulate(&barrier, deltas[d]);
        excess[d] = barrier_ln_brown(deltas[d], 0.3) - barrier_ln_rate(&barrier, 0.3, &slope);
        ck_assert_double_gt(excess[d], 0.0);
    }
    ck_assert_double_le(excess[1], 0.02);
    expect_close(excess[0] / excess[1], 4.0, 0.1); /* the next order is 1/delta */
}
END_TEST

START_TEST(slope_of_the_rate_is_its_derivative_also_beyond_the_table)
{
    static struct barrier barrier;
    const double drives[] = {-9.0, -3.97, -0.51, 0.013, 0.97, 2.2, 3.99, 4.2, 30.0};
    barrier_tabulate(&barrier, 6.0);
    for (size_t k = 0; k < sizeof drives / sizeof *drives; k++) {
        double slope, unused, h = 1e-6;
        barrier_ln_rate(&barrier, drives[k], &slope);
        double difference =
            (barrier_ln_rate(&barrier, drives[k] + h, &unused) - barrier_ln_rate(&barrier, drives[k] - h, &unused)) /
            (2.0 * h);
        expect_close(slope, difference, 1e-7); /* rounding over 2 h */
    }
    double a, b;
    expect_close(barrier_ln_rate(&barrier, 4.0 - 1e-9, &a), barrier_ln_rate(&barrier, 4.0 + 1e-9, &b), 1e-8);
    expect_close(a, b, 1e-6);
}
END_TEST

START_TEST(switching_time_without_noise_is_that_of_the_equation_of_motion)
{
    const double drives[] = {1.2, 1.5, 2.0, 3.0, 4.0}, start = cos(0.0776693);
    const double known[] = {20.717, 9.8786, 5.4326, 2.8982, 1.9830}; /* ns for tau_D = 1.949 ns: printed digits of it */
    for (size_t k = 0; k < sizeof drives / sizeof *drives; k++) {
        double i = drives[k], time = barrier_switching_time(i, start, 0.0), z = start;
        enum { STEPS = 20000 };
        for (int s = 0; s < STEPS; s++) { /* dz/dt = -(i - z)(1 - z^2), the classical method of fourth order */
            double h = time / STEPS, d[4], at = z;
            for (int j = 0; j < 4; j++) {
                d[j] = -(i - at) * (1.0 - at * at);
                at = z + (j < 2 ? 0.5 * h : h) * d[j];
            }
            z += h / 6.0 * (d[0] + 2.0 * d[1] + 2.0 * d[2] + d[3]);
        }
        ck_assert_double_eq_tol(z, 0.0, 1e-9);
        expect_close(time * 1.949, known[k], 5e-5);
    }
}
END_TEST

/* A macrospin in thermal noise takes as long as that, in the mean of so many passages. 5.5 standard deviations of the
 * mean, each about a passage, and 3 %: it is looked at once a cell, so that it passes the end a little late. */
START_TEST(macrospin_in_noise_passes_in_the_mean_time)
{
    const double cases[][2] = {{4.0, 0.0}, {6.0, 0.3}, {6.0, 0.8}}; /* barrier, drive */
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        enum { PASSAGES = 2000 };
        const double delta = cases[k][0], kelvin = 300.0, alpha = 0.3, moment = MU_0 * 1.2e6 * 7.07e-25;
        struct macrospin magnet = {
            .alpha = alpha, .hk = 2.0 * delta * BOLTZMANN * kelvin / moment, .axis = {0.0, 0.0, 1.0}};
        const struct macrospin_drive drive = {.spin = {0.0, 0.0, -cases[k][1] * alpha * magnet.hk}};
        macrospin_heat(&magnet, moment, kelvin, 0.0, noise_key(5, "passage"));
        const double tau = (1.0 + alpha * alpha) / (alpha * GAMMA_0 * magnet.hk), cell = magnet.noise.cell;
        double cells = 0.0;
        for (int n = 0; n < PASSAGES; n++) {
            struct macrospin_path path = macrospin_begin((double[3]){sqrt(1.0 - 0.9 * 0.9), 0.0, 0.9});
            while (path.m[2] > -0.7) {
                macrospin_advance(&magnet,
                                  &(struct macrospin_stretch){cell * cells, cell * (cells + 1.0), &drive, &drive},
                                  &path, NULL);
                cells += 1.0;
            }
        }
        double right = barrier_passage_time(delta, cases[k][1], 0.9, -0.7);
        ck_assert_double_eq_tol(cells * cell / tau / PASSAGES / right, 1.0, 5.5 / sqrt(PASSAGES) + 0.03);
    }
}
END_TEST

/* What a part of a table has is that of the whole, to the last bit. */
START_TEST(part_of_a_table_is_that_of_the_whole)
{
    static const double deltas[] = {0.5, 8.0, 60.0, 200.0}, reaches[] = {0.0, 0.03, 0.7, 3.99, 5.0};
    struct barrier whole, part;
    for (size_t d = 0; d < sizeof deltas / sizeof *deltas; d++) {
        barrier_tabulate(&whole, deltas[d]);
        for (size_t r = 0; r < sizeof reaches / sizeof *reaches; r++) {
            barrier_tabulate_to(&part, deltas[d], reaches[r]);
            for (int k = -20; k <= 20; k++) {
                double i = reaches[r] * k / 20.0, slopes[2];
                ck_assert_double_eq(barrier_ln_rate(&part, i, &slopes[0]), barrier_ln_rate(&whole, i, &slopes[1]));
                ck_assert_double_eq(slopes[0], slopes[1]);
            }
        }
    }
}
END_TEST

Suite *barrier_suite(void)
{
    Suite *suite = suite_create("barrier");
    TCase *tc = tcase_create("barrier");
    suite_add_tcase(suite, tc);
    tcase_add_test(tc, mean_passage_times_are_those_of_the_fokker_planck_equation);
    tcase_add_test(tc, mean_dwell_without_drive_is_that_of_the_slowest_mode);
    tcase_add_test(tc, rate_of_a_strong_drive_is_that_of_ballistic_switching);
    tcase_add_test(tc, shares_of_time_are_those_of_equilibrium_at_any_drive);
    tcase_add_test(tc, part_of_a_table_is_that_of_the_whole);
    tcase_add_test(tc, brown_is_the_limit_of_a_high_barrier);
    tcase_add_test(tc, slope_of_the_rate_is_its_derivative_also_beyond_the_table);
    tcase_add_test(tc, switching_time_without_noise_is_that_of_the_equation_of_motion);
    tcase_add_test(tc, macrospin_in_noise_passes_in_the_mean_time);
    return suite;
}
