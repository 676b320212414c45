/* Thermal noise of the wall: its statistics against closed forms, and its path in ngspice. Seeds are fixed. Where a
 * statistic of n walls is compared, the tolerance is 5.5 of its standard deviations: it would fail for one seed in
 * 2.6e7 if the seed were not fixed, and a test of up to 26 of them for less than one in a million. */
#include "tests/suites.h"

#include "models/dwmtj/trajectory.h"
#include "tests/support/expect.h"
#include "tests/support/noisy.h"
#include "tests/support/scratch.h"
#include "tests/support/simulate.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double SIGMAS = 5.5;

struct statistic {
    double n, sum, squares;
};

static void count(struct statistic *s, double value)
{
    s->n += 1.0;
    s->sum += value;
    s->squares += value * value;
}

/* The mean square of n normal values is `right`: its standard deviation is right sqrt(2/n). */
static void expect_mean_square(const struct statistic *s, double right)
{
    ck_assert_double_eq_tol(s->squares / s->n, right, SIGMAS * right * sqrt(2.0 / s->n));
}

/* The mean of n values with standard deviation `spread` is `right`, but for `bias`. */
static void expect_mean(const struct statistic *s, double right, double spread, double bias)
{
    ck_assert_double_eq_tol(s->sum / s->n, right, SIGMAS * spread / sqrt(s->n) + bias);
}

static const struct profile NONE = {0};

START_TEST(the_key_of_noise_depends_on_seed_and_name)
{
    ck_assert_uint_ne(noise_key(1, "a1"), noise_key(2, "a1"));
    ck_assert_uint_ne(noise_key(1, "a1"), noise_key(1, "a2"));
    ck_assert_uint_ne(noise_key(1, "a12"), noise_key(1, "a21"));
}
END_TEST

/* Kolmogorov and Smirnov's distance of n numbers from a uniform distribution exceeds 2.8/sqrt(n) with probability
 * 2 exp(-2 2.8^2) = 3e-7. */
static int in_rising_order(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

START_TEST(uniform_numbers_of_a_device_are_uniform_and_independent)
{
    enum { NUMBERS = 20000 };
    static double number[NUMBERS];
    const uint64_t key = noise_key(3, "a1");
    double product = 0.0;
    for (uint64_t i = 0; i < NUMBERS; i++) {
        number[i] = noise_uniform(key, i);
        product += i > 0 ? (number[i] - 0.5) * (number[i - 1] - 0.5) : 0.0;
    }
    ck_assert_double_le(fabs(product) / NUMBERS, 5.5 / 12.0 / sqrt(NUMBERS)); /* 5.5 standard deviations: 4e-8 */
    qsort(number, NUMBERS, sizeof *number, in_rising_order);
    for (int i = 0; i < NUMBERS; i++) {
        ck_assert_double_eq_tol(number[i], (i + 0.5) / NUMBERS, 2.8 / sqrt(NUMBERS));
    }
}
END_TEST

START_TEST(noise_is_normal_and_its_two_rates_are_independent)
{
    enum { CELLS = 20000 };
    struct noise noise = {.spread = 2.0, .cell = 1.0, .key = noise_key(7, "a1")};
    struct statistic rate[2] = {{0}}, product = {0}, next = {0}, fourth = {0};
    double before = 0.0;
    for (uint64_t i = 0; i < CELLS; i++) {
        double n[2];
        noise_rates(&noise, i, n);
        count(&rate[0], n[0] / 2.0);
        count(&rate[1], n[1] / 2.0);
        count(&product, n[0] * n[1] / 4.0);
        count(&next, n[0] * before / 4.0);
        count(&fourth, pow(n[0] / 2.0, 4.0));
        before = n[0];
    }
    for (int k = 0; k < 2; k++) {
        expect_mean(&rate[k], 0.0, 1.0, 0.0);
        expect_mean_square(&rate[k], 1.0);
    }
    expect_mean(&product, 0.0, 1.0, 0.0);
    expect_mean(&next, 0.0, 1.0, 0.0);
    expect_mean(&fourth, 3.0, sqrt(96.0), 0.0); /* the eighth moment is 105 */
}
END_TEST

START_TEST(variance_of_displacement_is_2_d_t)
{
    enum { WALLS = 1500 };
    struct dwmtj d = noisy_device(0.0);
    for (int k = 0; k < 3; k++) {
        struct statistic way = {0};
        double t = pow(4.0, k) * 0x1p-34; /* 58 ps to 0.9 ns, whole cells of noise */
        for (int i = 0; i < WALLS; i++) {
            struct dynamics dynamics = noisy_dynamics(&d, &NONE, 10000 * k + i);
            struct drive drive = {2.0, 0.0, 0x1p-28};
            struct motion wall = {.x = 50e-6};
            trajectory_advance(&dynamics, &drive, t, &wall);
            count(&way, wall.x - 50e-6 - 2.0 * t); /* beta = alpha: the drift is u */
        }
        expect_mean(&way, 0.0, sqrt(2.0 * noisy_diffusion(&d) * t), 0.0);
        expect_mean_square(&way, 2.0 * noisy_diffusion(&d) * t);
    }
}
END_TEST

START_TEST(stiff_angle_adds_its_part_of_the_diffusion)
{
    enum { WALLS = 400 };
    struct dwmtj d = noisy_device(1e5);
    double share = 1.0 + d.alpha * d.alpha, diffusion_angle = noisy_diffusion(&d) / (d.delta * d.delta);
    double c = NOISY_GAMMA_0 * d.hk / share, rate = d.alpha * c;
    for (int k = 0; k < 2; k++) {
        struct statistic way = {0};
        double t = (k ? 12.0 : 1.5) / rate;
        for (int i = 0; i < WALLS; i++) {
            struct dynamics dynamics = noisy_dynamics(&d, &NONE, 10000 * k + i);
            struct motion wall = {.x = 50e-6};
            trajectory_advance(&dynamics, &(struct drive){0.0, 0.0, 0.0}, t, &wall);
            count(&way, wall.x - 50e-6);
        }
        /* x' = noise + delta c phi, and phi an Ornstein-Uhlenbeck process that begins at 0 */
        double of_angle = t - 2.0 * (1.0 - exp(-rate * t)) / rate + 0.5 * (1.0 - exp(-2.0 * rate * t)) / rate;
        double square = 2.0 * noisy_diffusion(&d) * t + pow(d.delta * c / rate, 2.0) * 2.0 * diffusion_angle * of_angle;
        expect_mean_square(&way, square);
    }
}
END_TEST

START_TEST(wall_in_a_well_has_its_thermal_spread)
{
    enum { WALLS = 400 };
    const double hk[] = {0.0, 1e5};
    for (int k = 0; k < 2; k++) {
        struct dwmtj d = noisy_device(hk[k]);
        d.length = 200e-9;
        const double speed[] = {400.0, -400.0};
        struct profile profile = {.speed = speed, .entries = 2, .stride = 1};
        struct statistic place = {0};
        /* the force is s alpha v_leak/delta^2, so that a leak of -b (x - x_0) is a spring of s alpha b/delta^2 */
        double b = 800.0 / d.length, spring = noisy_momentum(&d) * d.alpha * b / (d.delta * d.delta);
        double relaxation = (hk[k] > 0.0 ? 1.0 : (1.0 + d.alpha * d.alpha) / (d.alpha * d.alpha)) / b;
        for (int i = 0; i < WALLS; i++) {
            struct dynamics dynamics = noisy_dynamics(&d, &profile, i);
            struct motion wall = {.x = 100e-9};
            trajectory_advance(&dynamics, &(struct drive){0.0, 0.0, 0.0}, 5.0 * relaxation, &wall);
            count(&place, wall.x - 100e-9);
        }
        expect_mean(&place, 0.0, sqrt(NOISY_BOLTZMANN * NOISY_KELVIN / spring), 0.0);
        expect_mean_square(&place, NOISY_BOLTZMANN * NOISY_KELVIN / spring);
    }
}
END_TEST

START_TEST(wall_above_an_end_has_boltzmanns_distribution)
{
    enum { WALLS = 24, PLACES = 40 };
    const double hk[] = {0.0, 1e5};
    for (int k = 0; k < 2; k++) {
        struct dwmtj d = noisy_device(hk[k]);
        d.vleak = -5.0; /* kT delta^2/(s alpha |v_leak|) = 3 nm above the left end on average */
        double force = noisy_momentum(&d) * d.alpha * 5.0 / (d.delta * d.delta),
               mean = NOISY_BOLTZMANN * NOISY_KELVIN / force;
        double long_diffusion = noisy_diffusion(&d) * (hk[k] > 0.0 ? 1.0 + 1.0 / (d.alpha * d.alpha) : 1.0);
        double apart = 4.0 * mean * mean / long_diffusion; /* s, in which a wall forgets where it was */
        struct statistic height = {0}, above = {0};
        for (int i = 0; i < WALLS; i++) {
            struct dynamics dynamics = noisy_dynamics(&d, &NONE, i);
            struct motion wall = {.x = mean};
            for (int j = 0; j < PLACES; j++) {
                trajectory_advance(&dynamics, &(struct drive){0.0, 0.0, j * apart}, apart, &wall);
                count(&height, wall.x);
                count(&above, wall.x > mean ? 1.0 : 0.0);
            }
        }
        /* a path of straight pieces is reflected 0.58 of a piece too low */
        struct dynamics dynamics = noisy_dynamics(&d, &NONE, 0);
        double bias = 0.58 * sqrt(2.0 * noisy_diffusion(&d) * dynamics.noise.cell);
        expect_mean(&height, mean, mean, bias);
        expect_mean(&above, exp(-1.0), sqrt(exp(-1.0) * (1.0 - exp(-1.0))), exp(-1.0) * bias / mean);
    }
}
END_TEST

START_TEST(exit_from_an_interval_has_the_analytic_probability_and_time)
{
    enum { WALLS = 1000 };
    struct dwmtj d = noisy_device(0.0);
    const double down = 4e-9, up = 6e-9, x = 50e-6, drift[] = {0.0, 1.5};
    double diffuses = noisy_diffusion(&d);
    for (int k = 0; k < 2; k++) {
        struct statistic exits_up = {0}, time = {0};
        double z = drift[k] / diffuses;
        double p = k ? expm1(z * down) / (exp(z * down) - exp(-z * up)) : down / (down + up);
        double mean = k ? (p * up - (1.0 - p) * down) / drift[k] : down * up / (2.0 * diffuses);
        for (int i = 0; i < WALLS; i++) {
            struct dynamics dynamics = noisy_dynamics(&d, &NONE, 100000 * k + i);
            struct motion wall = {.x = x};
            struct drive drive = {drift[k], 0.0, 0.0};
            count(&time, trajectory_time_to(&dynamics, &drive, &wall, x - down, x + up, 1e-6));
            count(&exits_up, wall.x > x ? 1.0 : 0.0);
        }
        /* a path of straight pieces meets its bounds 0.58 of a piece late */
        struct dynamics dynamics = noisy_dynamics(&d, &NONE, 0);
        double late = 0.58 * sqrt(2.0 * diffuses * dynamics.noise.cell) / down;
        expect_mean(&exits_up, p, sqrt(p * (1.0 - p)), late * p);
        expect_mean(&time, mean, mean, 2.0 * late * mean); /* its standard deviation is below its mean */
    }
}
END_TEST

/* A deck of walls that share a model, with the parameter `noise` as given. */
static char *crowd(int walls, const char *noise, const char *analysis)
{
    char *deck = NULL;
    size_t size;
    FILE *out = open_memstream(&deck, &size);
    ck_assert_ptr_nonnull(out);
    fprintf(out,
            "* walls with noise\n"
            ".model wall dwmtj(area=1e-15 length=1u xinit=500n vleak=0 delta=10n alpha=0.3 beta=0.3 hk=1e5 noise=%s)\n"
            "rtrack in 0 2k\nisource 0 in 0\nvtop top 0 0.1\nrmotion motion 0 1\n.options temp=26.85\n",
            noise);
    for (int i = 0; i < walls; i++) {
        fprintf(out, "a%d %%vd(in 0) %%gd(top 0) wall\n", i);
    }
    fputs(".save v(motion)", out);
    for (int i = 0; i < walls; i++) {
        fprintf(out, " @a%d[x]", i);
    }
    fprintf(out, "\n%s\n.end\n", analysis);
    fclose(out);
    return deck;
}

enum { CROWD = 40 };

/* Where the walls are at the end. */
static void run_crowd(const char *noise, const char *times, double x[CROWD])
{
    char analysis[100];
    snprintf(analysis, sizeof analysis, ".tran %s", times);
    char *deck = crowd(CROWD, noise, analysis);
    struct table *table = simulate_deck(deck);
    for (int i = 0; i < CROWD; i++) {
        char column[30];
        snprintf(column, sizeof column, "@a%d[x]", i);
        size_t c = table_find(table, column);
        ck_assert(c < table->columns);
        x[i] = table->value[(table->rows - 1) * table->columns + c];
    }
    table_free(table);
    free(deck);
}

START_TEST(walls_of_one_model_have_paths_of_their_own_that_no_step_changes)
{
    double x[CROWD], again[CROWD], other[CROWD];
    struct statistic way = {0}, neighbours = {0}, seeds = {0};
    run_crowd("5", "1n 1n 0 1n", x);
    run_crowd("5", "1n 1n 0 30p", again);
    run_crowd("6", "1n 1n 0 1n", other);
    for (int i = 0; i < CROWD; i++) {
        ck_assert_double_eq_tol(again[i], x[i], 1e-11); /* dxtol in each of 1,000 sub-steps, of either sign */
        count(&way, x[i] - 500e-9);
        count(&neighbours, (x[i] - 500e-9) * (x[(i + 1) % CROWD] - 500e-9));
        count(&seeds, (x[i] - 500e-9) * (other[i] - 500e-9));
    }
    struct dwmtj d = noisy_device(1e5);
    double c = NOISY_GAMMA_0 * d.hk / (1.0 + d.alpha * d.alpha), rate = d.alpha * c, t = 1e-9;
    double of_angle = t - 2.0 * (1.0 - exp(-rate * t)) / rate + 0.5 * (1.0 - exp(-2.0 * rate * t)) / rate;
    double square = 2.0 * noisy_diffusion(&d) * (t + of_angle / (d.alpha * d.alpha));
    expect_mean_square(&way, square);
    expect_mean(&neighbours, 0.0, square, 0.0);
    expect_mean(&seeds, 0.0, square, 0.0);
}
END_TEST

START_TEST(runs_repeat_in_one_session_and_after_a_reset)
{
    char *deck = crowd(2, "5",
                       ".control\ntran 1n 1n 0 1n\nlet first=@a1[x][length(time)-1]\nprint first\n"
                       "tran 1n 1n 0 1n\nlet second=@a1[x][length(time)-1]\nprint second\n"
                       "reset\ntran 1n 1n 0 1n\nlet third=@a1[x][length(time)-1]\nprint third\n.endc");
    char *printed = simulate_plainly(deck, NULL);
    double first = simulate_measured(printed, "first");
    ck_assert_double_eq(simulate_measured(printed, "second"), first);
    ck_assert_double_eq(simulate_measured(printed, "third"), first);
    ck_assert_double_gt(fabs(first - 500e-9), 1e-12);
    free(printed);
    free(deck);
}
END_TEST

START_TEST(noise_needs_a_whole_seed_and_damping)
{
    char why[200];
    struct dwmtj d = noisy_device(1e5);
    ck_assert(dwmtj_check(&d, why, sizeof why));
    d.noise = 1.5;
    ck_assert(!dwmtj_check(&d, why, sizeof why));
    ck_assert_ptr_nonnull(strstr(why, "noise = 1.5 must be a whole number"));
    d = dwmtj_default();
    d.noise = 1.0;
    ck_assert(!dwmtj_check(&d, why, sizeof why));
    ck_assert_ptr_nonnull(strstr(why, "noise"));
}
END_TEST

Suite *noise_suite(void)
{
    Suite *suite = suite_create("noise");
    TCase *tests = tcase_create("statistics");
    tcase_add_test(tests, the_key_of_noise_depends_on_seed_and_name);
    tcase_add_test(tests, uniform_numbers_of_a_device_are_uniform_and_independent);
    tcase_add_test(tests, noise_is_normal_and_its_two_rates_are_independent);
    tcase_add_test(tests, variance_of_displacement_is_2_d_t);
    tcase_add_test(tests, stiff_angle_adds_its_part_of_the_diffusion);
    tcase_add_test(tests, wall_in_a_well_has_its_thermal_spread);
    tcase_add_test(tests, wall_above_an_end_has_boltzmanns_distribution);
    tcase_add_test(tests, exit_from_an_interval_has_the_analytic_probability_and_time);
    tcase_add_test(tests, noise_needs_a_whole_seed_and_damping);
    suite_add_tcase(suite, tests);
    tests = tcase_create("in ngspice");
    tcase_add_test(tests, walls_of_one_model_have_paths_of_their_own_that_no_step_changes);
    tcase_add_test(tests, runs_repeat_in_one_session_and_after_a_reset);
    suite_add_tcase(suite, tests);
    return suite;
}
