/* Example circuits of junctions with two states, unchanged in plain ngspice, and the figures that they are known by.
 * What is right follows from the rates alone: the master equation of two or four states, or many runs of a chain. Seeds
 * are fixed; 5.5 standard deviations are allowed, which a right circuit exceeds for one seed in 2.6e7. */
#include "tests/suites.h"

#include "models/constants.h"
#include "models/dwell.h"
#include "models/noise.h"
#include "tests/support/simulate.h"
#include "tests/support/telegraph.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *run_example(const char *name)
{
    char *path;
    ck_assert_int_ge(asprintf(&path, "examples/%s", name), 0);
    char *printed = simulate_file(path);
    free(path);
    ck_assert_msg(!strstr(printed, "rror") && !strstr(printed, "arning"), "%s complains:\n%s", name, printed);
    return printed;
}

/* The jumps of a count that are expected: a Poisson process has this spread, a junction that follows a drive less. */
static void expect_count(const char *printed, const char *name, double right)
{
    ck_assert_double_eq_tol(simulate_measured(printed, name), right, TELEGRAPH_SIGMAS * sqrt(right));
}

/* ---- Stochastic resonance ---- */

enum { PHASES = 1200 };

/* A junction under a sine: what the master equation says of its periodic state. */
struct followed {
    double jumps;     /* in a period */
    double near_half; /* the share of dwells that last from a quarter to three quarters of a period */
};

static struct followed follow(const struct mtj_rate_at *at, double amplitude, double period)
{
    static double leave[PHASES], enter[PHASES], parallel[PHASES];
    const double h = period / PHASES;
    struct followed followed = {0.0, 0.0};
    double now = 0.5, entered = 0.0;
    for (int k = 0; k < PHASES; k++) {
        double v = amplitude * sin(2.0 * PI * (k + 0.5) / PHASES);
        leave[k] = telegraph_rate(at, true, v);
        enter[k] = telegraph_rate(at, false, v);
    }
    for (int k = 0; k < 100 * PHASES; k++) { /* the last period is the periodic one */
        int p = k % PHASES;
        double rate = leave[p] + enter[p], to = enter[p] / rate, next = to + (now - to) * exp(-rate * h);
        parallel[p] = 0.5 * (now + next);
        now = next;
    }
    for (int k = 0; k < PHASES; k++) {
        followed.jumps += h * (leave[k] * parallel[k] + enter[k] * (1.0 - parallel[k]));
    }
    for (int k = 0; k < PHASES; k++) { /* how many that become parallel at this phase still are so later */
        double integral = 0.0, kept[2] = {0.0, 0.0}, flow = enter[k] * (1.0 - parallel[k]);
        for (int later = 0; later < 3 * PHASES / 4; later++) {
            kept[0] = later == PHASES / 4 ? exp(-integral) : kept[0];
            integral += h * leave[(k + later) % PHASES];
        }
        kept[1] = exp(-integral);
        followed.near_half += flow * (kept[0] - kept[1]);
        entered += flow;
    }
    followed.near_half /= entered;
    return followed;
}

START_TEST(junction_follows_a_weak_drive_best_where_its_dwell_is_half_a_period)
{
    static const char *const NAMES[] = {"cold", "mid", "hot"};
    const double above[] = {-100.0, 0.0, 250.0}, amplitude = 10.96e-3, frequency = 289.018e3, stop = 692e-6;
    char *printed = run_example("stochastic-resonance.cir");
    struct table *table =
        telegraph_run("vdrive drive 0 sin(0 10.96m 289.018k)\nxcold drive 0 mtj_rate dtemp=-100\n"
                      "xmid drive 0 mtj_rate\nxhot drive 0 mtj_rate dtemp=250",
                      "@a.xcold.ajun[parallel] @a.xmid.ajun[parallel] @a.xhot.ajun[parallel]", 2e-8, stop, 5e-8);
    double in_step[3];
    for (int k = 0; k < 3; k++) {
        struct mtj_rate_at *at = telegraph_device(6.0, above[k]);
        char name[20];
        snprintf(name, sizeof name, "jumps_%s", NAMES[k]);
        const struct followed right = follow(at, amplitude, 1.0 / frequency);
        expect_count(printed, name, right.jumps * stop * frequency);
        if (k == 1) { /* the dwell is half a period */
            ck_assert_double_eq_tol(2.0 * frequency / telegraph_rate(at, true, 0.0), 1.0, 1e-3);
        }
        snprintf(name, sizeof name, "x%s", NAMES[k]);
        struct jumps jumps = telegraph_jumps(table, name);
        in_step[k] = 0.0;
        for (size_t j = 0; j + 1 < jumps.count; j++) {
            double periods = (jumps.time[j + 1] - jumps.time[j]) * frequency;
            in_step[k] += periods > 0.25 && periods < 0.75 ? 1.0 / (double)(jumps.count - 1) : 0.0;
        }
        /* dwells that follow each other are not independent: half of their number */
        double spread = sqrt(2.0 * right.near_half * (1.0 - right.near_half) / (double)jumps.count);
        ck_assert_double_eq_tol(in_step[k], right.near_half,
                                TELEGRAPH_SIGMAS * spread + 5e-3); /* jumptol at both limits */
        free(jumps.time);
        free(at);
    }
    ck_assert_double_gt(in_step[1], 1.3 * in_step[0]);
    ck_assert_double_gt(in_step[1], 5.0 * in_step[2]);
    table_free(table);
    free(printed);
}
END_TEST

/* ---- Two junctions in series ---- */

enum { STATES = 4 }; /* bit 0: the first is parallel, bit 1: the second */

/* The rates between the four states at the voltages that the divider gives; rate[from][to] for one jump. */
static void pair_rates(const struct mtj_rate_at *at, double supply, double rate[STATES][STATES])
{
    memset(rate, 0, STATES * sizeof *rate);
    for (int s = 0; s < STATES; s++) {
        const double r[2] = {s & 1 ? at->device.rp : at->device.rap, s & 2 ? at->device.rp : at->device.rap};
        for (int k = 0; k < 2; k++) {
            double v = supply * r[k] / (r[0] + r[1]) * (k == 0 ? 1.0 : -1.0); /* the second is the other way round */
            rate[s][s ^ (1 << k)] = telegraph_rate(at, (s & (1 << k)) != 0, v);
        }
    }
}

/* One step of the master equation; returns the sum of all |changes|. */
static double pair_step(double rate[STATES][STATES], double h, double p[STATES])
{
    double change[STATES] = {0.0}, sum = 0.0;
    for (int from = 0; from < STATES; from++) {
        for (int to = 0; to < STATES; to++) {
            change[to] += h * rate[from][to] * p[from];
            change[from] -= h * rate[from][to] * p[from];
        }
    }
    for (int s = 0; s < STATES; s++) {
        p[s] += change[s];
        sum += fabs(change[s]);
    }
    return sum;
}

START_TEST(pair_in_series_has_the_weights_of_its_four_states)
{
    static const char *const NAMES[STATES] = {"share_none", "share_first", "share_second", "share_both"};
    struct mtj_rate_at *at = telegraph_device(4.0, 0.0);
    double rate[STATES][STATES], p[STATES] = {1.0, 0.0, 0.0, 0.0}, fastest = 0.0, change = 1.0, left = 0.0;
    pair_rates(at, 12e-3, rate);
    for (int s = 0; s < STATES; s++) {
        fastest = fmax(fastest, rate[s][s ^ 1] + rate[s][s ^ 2]);
    }
    const double h = 0.2 / fastest;
    do { /* what is left of the slowest mode falls by exp(-gap h) in a step */
        const double before = change;
        change = pair_step(rate, h, p);
        left = change > 1e-9 ? change / before : left;
    } while (change > 1e-14);
    const double gap = (1.0 - left) / h, stop = 2e-3;
    char *printed = run_example("junction-pair.cir");
    for (int s = 0; s < STATES; s++) {
        /* Of a reversible chain the mean over a time T has at most the variance 2 p (1 - p)/(gap T); this one nearly
         * is. */
        double spread = sqrt(2.0 * p[s] * (1.0 - p[s]) / (gap * stop));
        ck_assert_double_eq_tol(simulate_measured(printed, NAMES[s]), p[s],
                                TELEGRAPH_SIGMAS * spread + 2e-3); /* jumptol */
    }
    /* Independent junctions would both be parallel as often as none is. */
    ck_assert_double_gt(simulate_measured(printed, "share_none"), 1.5 * simulate_measured(printed, "share_both"));
    free(printed);
    free(at);
}
END_TEST

/* ---- Phase locking ---- */

/* The jumps of a junction under a sine and noise that is linear between numbers every `interval` s, in a time of its
 * own: a chain that is drawn step by step. */
static double locked_jumps(const struct mtj_rate_at *at, double noise, uint64_t key)
{
    const double interval = 50e-6;
    double before = 0.0, left = -log(noise_uniform(key, UINT64_C(1) << 40)), jumps = 0.0;
    bool parallel = true;
    struct noise_block block = {0};
    for (uint64_t k = 1; k <= 40000; k++) {
        double v_before = 63e-3 * sin(2.0 * PI * 50.0 * interval * (double)(k - 1)) + before, slope;
        const double *normals = noise_normals(&block, key, k);
        double v = 63e-3 * sin(2.0 * PI * 50.0 * interval * (double)k) + noise * normals[0], part = 0.0;
        for (;;) { /* as many jumps as there are in the interval */
            double at_start = v_before + (v - v_before) * part, rest = (1.0 - part) * interval;
            double start = mtj_rate_ln_rate(at, parallel, at_start, &slope),
                   end = mtj_rate_ln_rate(at, parallel, v, &slope);
            double integral = dwell_integral(start, end, rest);
            if (integral < left) {
                left -= integral;
                break;
            }
            part += dwell_time_until(left, start, (end - start) / rest) / interval;
            parallel = !parallel;
            jumps += 1.0;
            left = -log(noise_uniform(key, (UINT64_C(1) << 40) + (uint64_t)jumps));
        }
        before = noise * normals[0];
    }
    return jumps;
}

START_TEST(noise_locks_a_junction_to_a_weak_drive_and_more_noise_unlocks_it)
{
    static const char *const NAMES[] = {"jumps_low", "jumps_mid", "jumps_high"};
    const double noise[] = {15e-3, 35e-3, 100e-3};
    struct mtj_rate_at *at = telegraph_device(22.5, 0.0);
    struct mtj_rate device = at->device;
    char why[200];
    device.vc = 0.235;
    device.f0 = 1e9;
    device.n = 1.0;
    ck_assert(mtj_rate_warm(&device, NOMINAL_TEMPERATURE, at, why, sizeof why));
    char *printed = run_example("phase-locking.cir");
    double found[3];
    for (int k = 0; k < 3; k++) {
        enum { RUNS = 12 };
        double sum = 0.0, squares = 0.0;
        for (int r = 0; r < RUNS; r++) {
            double jumps = locked_jumps(at, noise[k], noise_key((uint64_t)r + 1, NAMES[k]));
            sum += jumps / RUNS;
            squares += jumps * jumps / RUNS;
        }
        /* Twice the spread of 12 runs, whose quotient has Student's distribution with 11 degrees: beyond 11
         * with 2.8e-7, for each of three numbers. */
        double spread = sqrt(fmax(squares - sum * sum, sum / 100.0) * RUNS / (RUNS - 1.0) * (1.0 + 1.0 / RUNS));
        found[k] = simulate_measured(printed, NAMES[k]);
        ck_assert_double_eq_tol(found[k], sum, 2.0 * TELEGRAPH_SIGMAS * spread);
    }
    ck_assert_double_lt(found[0], 80.0);            /* it misses most of 200 half-waves */
    ck_assert_double_eq_tol(found[1], 200.0, 10.0); /* locked: two jumps in a period */
    ck_assert_double_gt(found[2], 600.0);           /* no longer */
    free(printed);
    free(at);
}
END_TEST

Suite *jump_circuits_suite(void)
{
    Suite *suite = suite_create("jump_circuits");
    TCase *tests = tcase_create("circuits");
    tcase_set_timeout(tests, 600);
    tcase_add_test(tests, junction_follows_a_weak_drive_best_where_its_dwell_is_half_a_period);
    tcase_add_test(tests, pair_in_series_has_the_weights_of_its_four_states);
    tcase_add_test(tests, noise_locks_a_junction_to_a_weak_drive_and_more_noise_unlocks_it);
    suite_add_tcase(suite, tests);
    return suite;
}
