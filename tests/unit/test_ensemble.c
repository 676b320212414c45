/* Ensembles of junctions with two states, event by event: strings, their rates over a period, and what a run finds
 * beside what the master equation says. Seeds are fixed. Where a run is compared, six standard errors are allowed,
 * which it estimates from hundreds of strings: one seed in 3e8 has more. */
#include "tests/suites.h"

#include "models/constants.h"
#include "models/device.h"
#include "models/dwell.h"
#include "solver/ensemble_run.h"
#include "solver/jumper.h"
#include "solver/periodic_rate.h"
#include "tests/support/expect.h"
#include "tests/support/telegraph.h"

#include <complex.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double SIGMAS = 6.0;

static struct ensemble standard(size_t strings, size_t in_series)
{
    struct ensemble e = {.strings = strings, .in_series = in_series, .stop = 100e-6, .after = 10e-6, .chip_seed = 1};
    device_reset(device_find("mtj_rate"), &e.junction);
    return e;
}

static struct mtj_rate_at *warm(const struct mtj_rate *device)
{
    struct mtj_rate_at *at = malloc(sizeof *at);
    char why[200];
    ck_assert_ptr_nonnull(at);
    ck_assert(mtj_rate_warm(device, NOMINAL_TEMPERATURE, at, why, sizeof why));
    return at;
}

static struct ensemble_result run(const struct ensemble *e, double bin)
{
    struct ensemble_result result;
    struct diagnostic why;
    expect_ok(ensemble_run(e, bin, &result, &why), &why);
    return result;
}

static void expect_mean(const struct ensemble_mean *mean, double right)
{
    ck_assert(isfinite(mean->error) && mean->error > 0.0);
    ck_assert_double_eq_tol(mean->value, right, SIGMAS * mean->error);
}

/* ---- Strings ---- */

static double current_at(const struct mtj_rate_at *at, bool parallel, double v)
{
    double unused;
    return mtj_rate_current(at, parallel ? 1.0 : 0.0, v, &unused, &unused);
}

/* The voltage over an antiparallel junction in series with a parallel one and `resistance`, by bisection. */
static double antiparallel_voltage(const struct mtj_rate_at *at, double resistance, double supply)
{
    double low = 0.0, high = supply;
    for (int k = 0; k < 200; k++) {
        double v = 0.5 * (low + high), rest = current_at(at, false, v) * (resistance + at->device.rp);
        *(v + rest < supply ? &low : &high) = v;
    }
    return low;
}

/* Eq. (T1). A junction whose resistance falls with the voltage, with a moderate TMR and an extreme one. */
START_TEST(voltages_of_a_string_obey_kirchhoff)
{
    const double rap[] = {17e3, 8e6}, supply[] = {1e-3, 0.05, 0.5, 3.0, 50.0};
    for (size_t r = 0; r < 2; r++) {
        for (size_t k = 0; k < sizeof supply / sizeof *supply; k++) {
            struct mtj_rate d = standard(1, 1).junction;
            d.vhalf = 0.3;
            d.rap = rap[r];
            d.vc = 1.0;
            struct mtj_rate_at *at = warm(&d);
            const struct junction_string string = {2, {at, at}, 5e3};
            struct string_point point, more;
            double slope, v = antiparallel_voltage(at, 5e3, supply[k]), h = 1e-6 * supply[k];
            ck_assert(junction_string_solve(&string, 1, supply[k], &point)); /* the second is antiparallel */
            ck_assert(junction_string_solve(&string, 1, supply[k] + h, &more));
            expect_close(point.current, current_at(at, false, v), 1e-9);
            expect_close(point.ln_rate[1], mtj_rate_ln_rate(at, false, v, &slope), 1e-9);
            expect_close(point.ln_rate[0], mtj_rate_ln_rate(at, true, point.current * d.rp, &slope), 1e-9);
            for (int j = 0; j < 2; j++) {
                double difference = (more.ln_rate[j] - point.ln_rate[j]) / h;
                ck_assert_double_eq_tol(point.slope[j], difference, 1e-4 * fabs(difference) + 1e-4);
            }
            free(at);
        }
    }
}
END_TEST

START_TEST(equal_junctions_share_a_voltage)
{
    struct mtj_rate d = standard(1, 1).junction;
    struct mtj_rate_at *at = warm(&d);
    const struct junction_string string = {4, {at, at, at, at}, 0.0};
    struct string_point point;
    double slope;
    ck_assert(junction_string_solve(&string, 15, 0.02, &point));
    expect_close(point.current, 0.02 / (4.0 * d.rp), 1e-14);
    expect_close(point.ln_rate[3], mtj_rate_ln_rate(at, true, 0.005, &slope), 1e-13);
    ck_assert(junction_string_solve(&string, 0, 0.0, &point) && point.current == 0.0);
    free(at);
}
END_TEST

/* Rates of a string of `count` in each of its states, which differ by up to exp(`span`). */
static void make_rates(size_t count, double span, double rate[STRING_STATES][STRING_MOST])
{
    for (unsigned s = 0; s < 1u << count; s++) {
        for (size_t k = 0; k < count; k++) {
            rate[s][k] = exp(span * sin(1.0 + 3.0 * s + 7.0 * (double)k));
        }
    }
}

/* In each state as much arrives as leaves, in units of that: also where shares differ by 1e-26. Eq. (T2). */
START_TEST(shares_are_stationary)
{
    const double spans[] = {0.5, 3.0, 30.0};
    for (size_t count = 1; count <= STRING_MOST; count++) {
        for (size_t n = 0; n < 3; n++) {
            double rate[STRING_STATES][STRING_MOST], share[STRING_STATES], sum = 0.0;
            make_rates(count, spans[n], rate);
            ck_assert(junction_string_shares(count, rate, share));
            for (unsigned s = 0; s < 1u << count; s++) {
                double leaves = 0.0, arrives = 0.0;
                for (size_t k = 0; k < count; k++) {
                    leaves += share[s] * rate[s][k];
                    arrives += share[s ^ 1u << k] * rate[s ^ 1u << k][k];
                }
                expect_close(arrives, leaves, 1e-12);
                sum += share[s];
            }
            expect_close(sum, 1.0, 1e-14);
        }
    }
    double never[STRING_STATES][STRING_MOST] = {{0.0}}, share[STRING_STATES];
    ck_assert(!junction_string_shares(2, never, share));
}
END_TEST

/* The master equation in small steps, with all rates k(1 + slope V sin(omega t)): its periodic solution. Eq. (T3). */
START_TEST(small_answer_is_that_of_the_master_equation)
{
    enum { COUNT = 3, STATES = 1 << COUNT, STEPS = 4000, PERIODS = 12 };
    const double omega = 2.0, volt = 1e-5, h = 2.0 * PI / omega / STEPS;
    double rate[STRING_STATES][STRING_MOST], slope[STRING_STATES][STRING_MOST], share[STRING_STATES], p[STATES];
    double answer[STRING_STATES][2];
    double complex found[STATES] = {0.0};
    make_rates(COUNT, 1.0, rate);
    make_rates(COUNT, 0.7, slope);
    ck_assert(junction_string_shares(COUNT, rate, share));
    ck_assert(junction_string_answer(COUNT, rate, slope, share, omega, answer));
    memcpy(p, share, sizeof p);
    for (int step = 0; step < PERIODS * STEPS; step++) {
        double t = (step + 0.5) * h, middle[STATES], change[STATES];
        for (int half = 0; half < 2; half++) { /* the midpoint rule */
            const double *at = half ? middle : p, drive = volt * sin(omega * (half ? t : t - 0.5 * h));
            memset(change, 0, sizeof change);
            for (unsigned s = 0; s < STATES; s++) {
                for (size_t k = 0; k < COUNT; k++) {
                    double flow = at[s] * rate[s][k] * (1.0 + slope[s][k] * drive);
                    change[s] -= flow;
                    change[s ^ 1u << k] += flow;
                }
            }
            for (unsigned s = 0; s < STATES; s++) {
                middle[s] = p[s] + 0.5 * h * change[s];
            }
        }
        for (unsigned s = 0; s < STATES; s++) {
            if (step >= (PERIODS - 1) * STEPS) {
                found[s] += 2.0 * I * cexp(-I * omega * t) * middle[s] / STEPS / volt;
            }
            p[s] += h * change[s];
        }
    }
    for (unsigned s = 0; s < STATES; s++) {
        ck_assert_double_eq_tol(answer[s][0], creal(found[s]), 1e-4 * cabs(found[s]));
        ck_assert_double_eq_tol(answer[s][1], cimag(found[s]), 1e-4 * cabs(found[s]));
    }
}
END_TEST

/* ---- Rates over a period ---- */

/* Piece by piece, from any time over any number of periods. */
START_TEST(wait_and_integral_of_a_periodic_rate_are_those_of_its_pieces)
{
    enum { PIECES = 8 };
    double ln_rate[PIECES + 1] = {0.0}, sum[PIECES + 1] = {0.0};
    struct periodic_rate rate = {2.0, PIECES, ln_rate, sum};
    for (int p = 0; p <= PIECES; p++) {
        ln_rate[p] = 2.0 * sin(2.0 * PI * p / PIECES);
    }
    periodic_rate_sum(&rate);
    for (int n = 0; n < 200; n++) {
        const double from = 0.137 * n, to = from + 0.061 * (n + 1);
        double integral = 0.0, length = rate.period / PIECES;
        for (int p = (int)floor(from / length); p * length < to; p++) {
            const double begin = fmax(from, p * length), end = fmin(to, (p + 1) * length);
            const double *ends = &ln_rate[p % PIECES], growth = (ends[1] - ends[0]) / length;
            integral += dwell_integral(ends[0] + growth * (begin - p * length), ends[0] + growth * (end - p * length),
                                       end - begin);
        }
        expect_close(periodic_rate_integral(&rate, from, to - from), integral, 1e-11);
        expect_close(periodic_rate_wait(&rate, from, integral), to - from, 1e-11);
    }
    for (int p = 0; p <= PIECES; p++) {
        rate.ln_rate[p] = -1000.0;
    }
    periodic_rate_sum(&rate);
    ck_assert_double_infinite(periodic_rate_wait(&rate, 0.5, 1.0));
}
END_TEST

/* ---- Runs ---- */

/* Strings of one to four, behind a resistor, all equal; and of two with a spread of the barrier. */
START_TEST(run_has_the_shares_dwells_and_power_of_the_master_equation)
{
    struct ensemble e = standard(400, _i < 4 ? 1 + (size_t)_i : 2);
    e.bias = 5e-3 * (double)e.in_series;
    e.resistance = 3e3;
    e.junction.delta = 4.0;
    e.junction.vhalf = 0.1;
    e.sigma[MTJ_RATE_delta] = _i < 4 ? 0.0 : 0.03;
    struct ensemble_result r = run(&e, 0.0);
    expect_mean(&r.parallel, r.exact_parallel);
    expect_mean(&r.dwell[0], r.exact_dwell[0]);
    expect_mean(&r.dwell[1], r.exact_dwell[1]);
    double sum = 0.0;
    for (unsigned s = 0; s < 1u << e.in_series; s++) {
        expect_mean(&r.share[s], r.exact_share[s]);
        sum += r.share[s].value;
    }
    expect_close(sum, 1.0, 1e-12);
    expect_close(r.power, r.exact_power, 0.01); /* currents differ by some 10 %, of which the shares are 1 % off */
    if (_i == 0) {                              /* then each state has one rate */
        expect_close(r.exact_share[1], r.exact_dwell[1] / (r.exact_dwell[0] + r.exact_dwell[1]), 1e-12);
    }
}
END_TEST

/* A junction jumps when jumper says, which tests/ngspice/test_jumps.c compares with the code model: here its number of
 * jumps and, from the start on, its share of time and energy. */
START_TEST(single_junction_has_its_path)
{
    struct ensemble e = standard(1, 1);
    struct mtj_rate_at *at = warm(&e.junction);
    e.after = 0.0;
    e.bias = 3e-3;
    struct ensemble_result r = run(&e, 0.0);
    struct jumper device = jumper_begin(1, "a_0_0");
    double t = 0.0, parallel = 0.0;
    while (t < e.stop) {
        bool is_parallel = device.jumps % 2 == 0;
        double wait = jumper_wait(&device, (struct jumper_piece){log(telegraph_rate(at, is_parallel, e.bias)), 0.0});
        parallel += is_parallel ? fmin(wait, e.stop - t) : 0.0;
        t += wait;
        jumper_jump(&device);
    }
    ck_assert_uint_eq(r.jumps, device.jumps - 1); /* the last one is after the end */
    expect_close(r.parallel.value, parallel / e.stop, 1e-9);
    double conductance = r.parallel.value / e.junction.rp + (1.0 - r.parallel.value) / e.junction.rap;
    expect_close(r.power, e.bias * e.bias * conductance, 1e-9);
    expect_close(r.energy, r.power * e.stop, 1e-9);
    ck_assert(isnan(r.parallel.error));
    free(at);
}
END_TEST

/* Two strings' worth of states under a weak sine, at a bias that is not 0. The third order is (2 delta drive)^2/8, 0.5
 * % of the amplitude for a drive of 0.02. */
START_TEST(weak_sine_is_followed_as_the_linear_answer_says)
{
    struct ensemble e = standard(2000, 1 + (size_t)_i);
    e.junction.delta = 4.0;
    struct mtj_rate_at *at = warm(&e.junction);
    e.frequency = 449e3;
    e.amplitude = 0.02 * at->vc * (double)e.in_series;
    e.bias = 0.03 * at->vc * (double)e.in_series;
    struct ensemble_result r = run(&e, 0.0);
    ck_assert_uint_eq(r.periods, 39); /* from the 5th on: 10 us are 4.5 of them, and 100 us 44.9 */
    ck_assert_double_eq_tol(r.answer.amplitude, r.linear.amplitude,
                            SIGMAS * r.error.amplitude + 5e-3 * r.linear.amplitude);
    ck_assert_double_eq_tol(r.answer.phase, r.linear.phase, SIGMAS * r.error.phase + 5e-3);
    ck_assert_double_lt(r.error.amplitude, 0.1 * r.answer.amplitude);
    if (_i == 0) { /* Eq. (R11) */
        double relaxation, slope;
        mtj_rate_mean_parallel(at, e.bias, &relaxation, &slope);
        double lag = 2.0 * PI * e.frequency / relaxation;
        expect_close(r.linear.amplitude, slope * e.amplitude / sqrt(1.0 + lag * lag), 1e-9);
        expect_close(r.linear.phase, -atan(lag), 1e-9);
    }
    free(at);
}
END_TEST

/* A strong sine, against the master equation of two states in small steps: jumps in a period, and the answer. */
START_TEST(strong_sine_is_followed_as_the_master_equation_says)
{
    enum { STEPS = 4000 };
    struct ensemble e = standard(1000, 1);
    e.frequency = 289.018e3;
    e.amplitude = 25e-3;
    e.after = 20e-6;
    struct mtj_rate_at *at = warm(&e.junction);
    struct ensemble_result r = run(&e, 0.0);
    const double h = 1.0 / (e.frequency * STEPS);
    double now = 0.5, leaves[2] = {0.0, 0.0}, share = 0.0;
    double complex wave = 0.0;
    for (int k = 0; k < 20 * STEPS; k++) { /* the last period is the periodic one */
        double phase = 2.0 * PI * (k + 0.5) / STEPS, v = e.amplitude * sin(phase);
        double leave = telegraph_rate(at, true, v), enter = telegraph_rate(at, false, v), rate = leave + enter;
        double next = enter / rate + (now - enter / rate) * exp(-rate * h), mean = 0.5 * (now + next);
        if (k >= 19 * STEPS) {
            wave += 2.0 * I * cexp(-I * phase) * mean / STEPS;
            leaves[1] += h * leave * mean;
            leaves[0] += h * enter * (1.0 - mean);
            share += mean / STEPS;
        }
        now = next;
    }
    ck_assert_double_eq_tol(r.answer.amplitude, cabs(wave), SIGMAS * r.error.amplitude + 1e-4); /* pieces */
    ck_assert_double_eq_tol(r.answer.phase, carg(wave), SIGMAS * r.error.phase + 1e-4);
    expect_mean(&r.dwell[1], share / leaves[1] / e.frequency);
    expect_mean(&r.dwell[0], (1.0 - share) / leaves[0] / e.frequency);
    ck_assert(isnan(r.exact_parallel) && isnan(r.exact_dwell[0]));
    free(at);
}
END_TEST

/* Without TMR the supply sees a resistor: A^2/2R on average over whole periods. */
START_TEST(answer_without_jumps_is_exactly_none)
{
    struct ensemble e = standard(5, 2);
    e.frequency = 1e6;
    e.amplitude = 1e-3;
    e.junction.delta = 60.0;
    struct ensemble_result r = run(&e, 0.0);
    ck_assert_uint_eq(r.jumps, 0);
    ck_assert_uint_eq(r.periods, 90);
    ck_assert_double_eq(r.answer.amplitude, 0.0);
    ck_assert_double_gt(r.memory, 1.0);
}
END_TEST

START_TEST(power_of_a_sine_is_that_of_a_resistor_without_tmr)
{
    struct ensemble e = standard(3, 2);
    e.junction.rap = e.junction.rp;
    e.resistance = 4e3;
    e.frequency = 1e6;
    e.amplitude = 20e-3;
    struct ensemble_result r = run(&e, 0.0);
    expect_close(r.power, 3.0 * 0.5 * 4e-4 / 20e3, 1e-9);
    expect_close(r.energy, r.power * e.stop, 1e-9);
}
END_TEST

/* Of n exponential dwells the bin from a to b has n (exp(-k a) - exp(-k b)). Those that the end cuts are left out,
 * which changes the shares by less than a dwell in the time, 2 %. */
START_TEST(dwells_are_counted_in_their_bins)
{
    struct ensemble e = standard(300, 1);
    e.stop = 200e-6;
    e.bias = 1e-3;
    const double bin = 0.5e-6;
    struct ensemble_result r = run(&e, bin);
    for (int s = 0; s < 2; s++) {
        double n = 0.0;
        for (size_t k = 0; k < r.dwells.bins; k++) {
            n += (double)r.dwells.count[s][k];
        }
        ck_assert_double_gt(n, 5000.0);
        for (int k = 0; k < 6; k++) {
            double share = exp(-k * bin / r.exact_dwell[s]) - exp(-(k + 1) * bin / r.exact_dwell[s]);
            ck_assert_double_eq_tol((double)r.dwells.count[s][k], n * share,
                                    SIGMAS * sqrt(n * share * (1.0 - share)) + 0.02 * n * share);
        }
    }
    ck_assert(r.dwells.count[0][r.dwells.bins - 1] + r.dwells.count[1][r.dwells.bins - 1] > 0);
    ensemble_result_clear(&r);
}
END_TEST

enum { PHASES = 800, BINS = 16, BINS_IN_PERIOD = 8 };

/* The shares of dwells of the parallel state that last from bin to bin of an eighth of a period, under a sine: all
 * phases at which they begin, weighed by the flow into the state there, by the master equation. */
static void dwells_under_a_sine(const struct mtj_rate_at *at, double amplitude, double period, double share[BINS])
{
    double leave[PHASES], enter[PHASES], antiparallel[PHASES], now = 0.5, entered = 0.0;
    const double h = period / PHASES;
    for (int k = 0; k < PHASES; k++) {
        const double v = amplitude * sin(2.0 * PI * (k + 0.5) / PHASES);
        leave[k] = telegraph_rate(at, true, v);
        enter[k] = telegraph_rate(at, false, v);
    }
    for (int k = 0; k < 50 * PHASES; k++) { /* the last period is the periodic one */
        const int p = k % PHASES;
        const double rate = leave[p] + enter[p], to = leave[p] / rate, next = to + (now - to) * exp(-rate * h);
        antiparallel[p] = 0.5 * (now + next);
        now = next;
    }
    for (int b = 0; b < BINS; b++) {
        share[b] = 0.0;
    }
    for (int k = 0; k < PHASES; k++) {
        const double flow = enter[k] * antiparallel[k];
        double kept = flow;
        for (int later = 0; later < BINS * PHASES / BINS_IN_PERIOD; later++) {
            const double next = kept * exp(-h * leave[(k + later) % PHASES]);
            share[later * BINS_IN_PERIOD / PHASES] += kept - next;
            kept = next;
        }
        entered += flow;
    }
    for (int b = 0; b < BINS; b++) {
        share[b] /= entered;
    }
}

/* Stochastic resonance: dwells last half a period or whole periods more, so there are peaks about the fourth and the
 * twelfth boundary of eighths of a period, and a valley between them. The colder of two junctions misses more
 * half-waves: its second peak is higher. Of some hundred dwells in a run the end cuts one, which 2 % allow for; dwells
 * that follow each other are not independent, so their number counts half. */
START_TEST(dwells_under_a_sine_last_odd_numbers_of_half_periods)
{
    const double above[] = {-100.0, 0.0};
    double second[2];
    for (int k = 0; k < 2; k++) {
        struct ensemble e = standard(400, 1);
        double share[BINS], n = 0.0;
        e.frequency = 289.018e3;
        e.amplitude = 10.96e-3;
        e.stop = 692e-6;
        e.junction.dtemp = above[k];
        struct mtj_rate_at *at = warm(&e.junction);
        struct ensemble_result r = run(&e, 1.0 / (BINS_IN_PERIOD * e.frequency));
        dwells_under_a_sine(at, e.amplitude, 1.0 / e.frequency, share);
        for (size_t b = 0; b < r.dwells.bins; b++) {
            n += (double)r.dwells.count[1][b];
        }
        for (int b = 0; b < BINS; b++) {
            const double found = (double)r.dwells.count[1][b] / n;
            ck_assert_double_eq_tol(found, share[b],
                                    SIGMAS * sqrt(2.0 * share[b] * (1.0 - share[b]) / n) + 0.02 * share[b]);
        }
        const size_t *count = r.dwells.count[1];
        ck_assert(count[3] + count[4] > 2 * (count[0] + count[1]) && count[3] + count[4] > 2 * (count[8] + count[9]));
        ck_assert_uint_gt(count[11] + count[12], 3 * (count[8] + count[9]) / 2);
        second[k] = (double)(count[11] + count[12]) / n;
        ensemble_result_clear(&r);
        free(at);
    }
    ck_assert_double_gt(second[0], 1.5 * second[1]);
}
END_TEST

static void expect_refusal(const struct ensemble *e, double bin, const char *fragment)
{
    struct ensemble_result r;
    struct diagnostic why;
    ck_assert_int_eq(ensemble_run(e, bin, &r, &why), STATUS_INPUT);
    ck_assert_msg(strstr(why.text, fragment), "'%s' is not in: %s", fragment, why.text);
    ck_assert_int_eq(strncmp(why.text, "error: ", 7), 0);
}

START_TEST(what_cannot_be_run_is_one_line)
{
    struct ensemble e = standard(2, 1);
    expect_refusal(&e, 1e-13, "widen --bin");
    e.junction.dtemp = -299.0;
    expect_refusal(&e, 0.0, "the barrier is");
    e = standard(2, 1);
    e.amplitude = 100.0;
    e.frequency = 1e6;
    e.junction.f0 = 1e9;
    e.junction.vc = 1e-6;
    e.junction.n = 4.0;
    expect_refusal(&e, 0.0, "lower --amplitude");
}
END_TEST

Suite *ensemble_suite(void)
{
    Suite *suite = suite_create("ensemble");
    TCase *tests = tcase_create("strings");
    tcase_add_test(tests, voltages_of_a_string_obey_kirchhoff);
    tcase_add_test(tests, equal_junctions_share_a_voltage);
    tcase_add_test(tests, shares_are_stationary);
    tcase_add_test(tests, small_answer_is_that_of_the_master_equation);
    tcase_add_test(tests, wait_and_integral_of_a_periodic_rate_are_those_of_its_pieces);
    suite_add_tcase(suite, tests);
    tests = tcase_create("runs");
    tcase_add_loop_test(tests, run_has_the_shares_dwells_and_power_of_the_master_equation, 0, 5);
    tcase_add_test(tests, single_junction_has_its_path);
    tcase_add_loop_test(tests, weak_sine_is_followed_as_the_linear_answer_says, 0, 3);
    tcase_add_test(tests, strong_sine_is_followed_as_the_master_equation_says);
    tcase_add_test(tests, answer_without_jumps_is_exactly_none);
    tcase_add_test(tests, power_of_a_sine_is_that_of_a_resistor_without_tmr);
    tcase_add_test(tests, dwells_are_counted_in_their_bins);
    tcase_add_test(tests, what_cannot_be_run_is_one_line);
    suite_add_tcase(suite, tests);
    tests = tcase_create("samples");
    tcase_set_tags(tests, "samples");
    tcase_add_test(tests, dwells_under_a_sine_last_odd_numbers_of_half_periods);
    suite_add_tcase(suite, tests);
    return suite;
}
