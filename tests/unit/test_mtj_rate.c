/* The junction with two states: its rates and dwells. models/mtj_rate/qa and tests/ngspice/test_jumps.c have what the
 * device does in ngspice, test_barrier.c has the rates of a magnet. */
#include "tests/suites.h"

#include "models/barrier.h"
#include "models/constants.h"
#include "models/device.h"
#include "models/dwell.h"
#include "models/mtj/mtj.h"
#include "models/mtj_rate/mtj_rate.h"
#include "models/mtj_rate/warm_devices.h"
#include "tests/support/expect.h"

#include <math.h>
#include <string.h>

static struct mtj_rate standard(void)
{
    struct mtj_rate d;
    device_reset(device_find("mtj_rate"), &d);
    return d;
}

static struct mtj_rate_at *at_27(const struct mtj_rate *d)
{
    static struct mtj_rate_at at;
    char why[200] = "";
    ck_assert_msg(mtj_rate_check(d, why, sizeof why) && mtj_rate_warm(d, NOMINAL_TEMPERATURE, &at, why, sizeof why),
                  "%s", why);
    return &at;
}

/* mu_0 H_k = 2 Delta k_B T/(M_S V), tau_D = (1 + alpha^2)/(alpha gamma_0 H_k), I_c0 = (4 e/hbar)(alpha/P) E_b and the
 * dwell, 2/lambda_1 of the Fokker-Planck operator in units of tau_D times it, by hand for three barriers. */
START_TEST(layer_gives_field_relaxation_time_and_dwell)
{
    const double known[][5] = {/* Delta, mT, ns, dwell in ns, I_c0 in uA */
                               {4.0, 39.1, 7.268, 447.8, 3.36},
                               {6.0, 58.6, 4.845, 1730.0, 5.04},
                               {8.0, 78.2, 3.634, 7898.0, 6.72}};
    for (size_t k = 0; k < 3; k++) {
        struct mtj_rate d = standard();
        double slope;
        d.delta = known[k][0];
        expect_close(mtj_rate_anisotropy_field(&d) * 4e-7 * acos(-1.0), known[k][1] * 1e-3, 2e-3); /* printed digits */
        expect_close(mtj_rate_relaxation_time(&d), known[k][2] * 1e-9, 2e-4);
        expect_close(exp(-mtj_rate_ln_rate(at_27(&d), true, 0.0, &slope)), known[k][3] * 1e-9, 3e-4);
        double p = d.polarization, i_c0 = mtj_rate_critical_voltage(&d) / d.rp / (1.0 + p * p);
        expect_close(i_c0, known[k][4] * 1e-6, 2e-3);
    }
}
END_TEST

START_TEST(positive_voltage_and_field_favour_the_parallel_state)
{
    struct mtj_rate d = standard();
    double slope, leave = mtj_rate_ln_rate(at_27(&d), true, 0.01, &slope);
    ck_assert_double_lt(slope, 0.0);
    double enter = mtj_rate_ln_rate(at_27(&d), false, 0.01, &slope);
    ck_assert_double_gt(slope, 0.0);
    ck_assert_double_lt(leave, enter);
    expect_close(mtj_rate_ln_rate(at_27(&d), false, -0.01, &slope), leave, 1e-14); /* the states are mirror images */
    d.field = 0.01 / mtj_rate_critical_voltage(&d) * mtj_rate_anisotropy_field(&d);
    expect_close(mtj_rate_ln_rate(at_27(&d), true, 0.0, &slope), leave, 1e-12); /* as much drive as 10 mV */
}
END_TEST

START_TEST(fitted_rate_is_its_formula_and_saturates_where_the_barrier_ends)
{
    struct mtj_rate d = standard();
    const double exponents[] = {1.0, 1.5, 2.0};
    d.delta = 22.5;
    d.vc = 0.235;
    d.f0 = 1e9;
    for (size_t k = 0; k < 3; k++) {
        d.n = exponents[k];
        const struct mtj_rate_at *at = at_27(&d);
        for (int step = 0; step < 13; step++) {
            const double v = -0.3 + 0.04 * step;
            double slope, unused, h = 1e-6;
            double right = log(1e9) - 22.5 * pow(1.0 - v / 0.235, d.n);
            expect_close(mtj_rate_ln_rate(at, false, v, &slope), right, 1e-13);
            double difference =
                mtj_rate_ln_rate(at, false, v + h, &unused) - mtj_rate_ln_rate(at, false, v - h, &unused);
            ck_assert_double_eq_tol(slope, difference / (2.0 * h), 1e-6); /* rounding over 2 h, of up to 150/V */
        }
        double slope;
        expect_close(mtj_rate_ln_rate(at, false, 0.3, &slope), log(1e9), 1e-15);
        ck_assert_double_eq(slope, 0.0);
    }
}
END_TEST

/* The barrier in units of k_B T falls with the temperature; tau_D does not depend on it. */
START_TEST(warm_device_jumps_as_one_with_a_lower_barrier)
{
    struct mtj_rate d = standard(), low = d;
    static struct mtj_rate_at warm;
    char why[200];
    d.dtemp = 100.0;
    low.delta = d.delta * NOMINAL_TEMPERATURE / (NOMINAL_TEMPERATURE + 100.0);
    double slope;
    ck_assert(mtj_rate_warm(&d, NOMINAL_TEMPERATURE, &warm, why, sizeof why));
    double in_tau_d = exp(mtj_rate_ln_rate(&warm, true, 0.0, &slope)) * mtj_rate_relaxation_time(&d);
    double right = exp(mtj_rate_ln_rate(at_27(&low), true, 0.0, &slope)) * mtj_rate_relaxation_time(&low);
    expect_close(in_tau_d, right, 1e-12);
}
END_TEST

START_TEST(mean_state_has_the_weights_of_both_rates)
{
    struct mtj_rate d = standard();
    const struct mtj_rate_at *at = at_27(&d);
    for (int step = 0; step <= 7; step++) {
        const double i = -0.35 + 0.1 * step;
        double v = i * at->vc, relaxation, slope, unused, h = 1e-7;
        double share = mtj_rate_mean_parallel(at, v, &relaxation, &slope);
        double leave = exp(mtj_rate_ln_rate(at, true, v, &unused)),
               enter = exp(mtj_rate_ln_rate(at, false, v, &unused));
        expect_close(share * leave, (1.0 - share) * enter, 1e-12);
        expect_close(relaxation, leave + enter, 1e-14);
        expect_close(share, 1.0 - barrier_share(d.delta, i), 3e-4); /* interpolation of the table */
        double more = mtj_rate_mean_parallel(at, v + h, &unused, &unused);
        expect_close(slope, (more - mtj_rate_mean_parallel(at, v - h, &unused, &unused)) / (2.0 * h), 1e-5);
    }
}
END_TEST

/* The logarithm of the amplitude, but for a constant, with which a device at `above` (K) follows a weak sine of `omega`
 * (1/s), Eq. (R11). *ratio: omega/lambda. */
static double ln_answer(struct mtj_rate d, double above, double omega, double *ratio)
{
    static struct mtj_rate_at at;
    char why[200];
    double relaxation, slope;
    d.dtemp = above;
    ck_assert(mtj_rate_warm(&d, NOMINAL_TEMPERATURE, &at, why, sizeof why));
    mtj_rate_mean_parallel(&at, 0.0, &relaxation, &slope);
    *ratio = omega / relaxation;
    return log(slope) - 0.5 * log1p(*ratio * *ratio);
}

/* The amplitude is largest at the temperature where omega/lambda = 1/sqrt(Delta - 3/2): there the derivative of
 * Delta/sqrt(1 + (omega/lambda)^2) by Delta is 0, with a dwell 2/lambda of tau_D sqrt(pi/Delta) e^Delta, Eq. (R6). The
 * next order of both is 1/Delta. The top is that of a parabola through points in which the dwell falls by e^0.2. At the
 * temperature where the dwell is half a period, pi/2, the amplitude is smaller, though the junction is most in step. */
START_TEST(answer_to_a_sine_is_largest_where_the_dwell_is_an_eighth_of_a_period)
{
    static const double deltas[] = {8.0, 16.0, 32.0};
    for (size_t k = 0; k < sizeof deltas / sizeof *deltas; k++) {
        struct mtj_rate d = standard();
        double omega = 1.0, ratio, y[3], step = 0.2 * NOMINAL_TEMPERATURE / deltas[k];
        d.delta = deltas[k];
        ln_answer(d, 0.0, omega, &ratio);
        omega = 1.0 / (ratio * sqrt(d.delta - 1.5));
        for (int side = -1; side <= 1; side++) {
            y[side + 1] = ln_answer(d, side * step, omega, &ratio);
        }
        ck_assert(y[1] > y[0] && y[1] > y[2]);
        const double top = 0.5 * step * (y[2] - y[0]) / (2.0 * y[1] - y[0] - y[2]);
        ln_answer(d, top, omega, &ratio);
        const double warm = d.delta * NOMINAL_TEMPERATURE / (NOMINAL_TEMPERATURE + top);
        ck_assert_double_eq_tol(ratio * sqrt(warm - 1.5), 1.0, 1.0 / d.delta);
        const double cold = -log(M_PI_2 * sqrt(d.delta - 1.5)) * NOMINAL_TEMPERATURE / d.delta;
        ck_assert_double_lt(ln_answer(d, cold, omega, &ratio), y[1] - log(1.3));
        ck_assert_double_gt(ratio, 1.3);
    }
}
END_TEST

/* The integral by Simpson's rule, and the time in which it comes to a number. */
START_TEST(integral_of_the_rate_and_the_time_of_a_jump_belong_together)
{
    const double ends[][2] = {{16.0, 16.0}, {14.0, 18.0}, {18.0, 14.0}, {17.0, 17.0 + 1e-9}};
    const double h = 1e-7;
    for (size_t k = 0; k < sizeof ends / sizeof *ends; k++) {
        enum { STEPS = 200 };
        double sum = 0.0, growth = (ends[k][1] - ends[k][0]) / h;
        for (int s = 0; s <= STEPS; s++) {
            double weight = s == 0 || s == STEPS ? 1.0 : s % 2 ? 4.0 : 2.0;
            sum += weight * exp(ends[k][0] + growth * h * s / STEPS) * h / STEPS / 3.0;
        }
        double integral = dwell_integral(ends[k][0], ends[k][1], h);
        expect_close(integral, sum, 1e-9);                                     /* error of Simpson's rule */
        expect_close(dwell_time_until(integral, ends[k][0], growth), h, 1e-7); /* differences of 1e-9 in ln k */
    }
    ck_assert_double_infinite(dwell_time_until(2.0, 0.0, -0.6)); /* the whole integral is 1/0.6 */
    /* From exp(-1000), too small for a double, the integral is exp(growth t - 1000)/growth: 2 after 1000 + ln 2 of
     * 1/growth, with a growth of 1/s. */
    expect_close(dwell_time_until(2.0, -1000.0, 1.0), 1000.0 + log(2.0), 1e-14);
    expect_close(dwell_integral(-1000.0, 1.0, 1001.0), exp(1.0), 1e-14);
    ck_assert_double_infinite(dwell_time_until(2.0, -1000.0, 0.0));
}
END_TEST

/* The mean time, s, from a start in thermal equilibrium at z > 0 until z = `end`: Eq. (R8), in the mean of 400 starts.
 */
static double mean_passage(const struct mtj_rate *d, double drive, double end)
{
    enum { STARTS = 400 };
    double sum = 0.0, all = 0.0;
    for (int k = 0; k < STARTS; k++) {
        const double z = (k + 0.5) / STARTS, weight = exp(d->delta * (z * z - 1.0));
        sum += weight * barrier_passage_time(d->delta, drive, z, end);
        all += weight;
    }
    return sum / all * mtj_rate_relaxation_time(d);
}

/* The junction whose magnet moves, with the same layer, stays as long: from a start in thermal equilibrium until m_z =
 * -0.7, the mean of so many passages. Five and a half standard deviations of it, each at most the mean, which one seed
 * in 2.6e7 exceeds; they are 3.2 % in the last case, whose passages are short. The cells see the end late, as if it
 * were 0.583 of what noise adds in a cell further on (Chernoff). 1 % for the cells themselves, which are up to 0.04
 * tau_D here and make passages so much longer (docs/mtj_rate.md, section 7). That end is not the equator, so the dwell
 * of the two states may be different by the tau_D that a magnet takes from one to the other, or by 0.4 % without a
 * drive, where some return. */
START_TEST(moving_magnet_dwells_as_long)
{
    const struct {
        double delta, drive;
        int passages;
    } cases[] = {{6.0, 0.0, 1200}, {8.0, 0.0, 300}, {8.0, 0.3, 3000}, {6.0, 0.3, 30000}};
    struct mtj_rate d = standard();
    struct mtj moving;
    double slope, cells = 0.0;
    d.delta = cases[_i].delta;
    d.alpha = 0.3; /* so that it does not turn so often in a dwell */
    const struct mtj_rate_at *at = at_27(&d);
    device_reset(device_find("mtj"), &moving);
    moving.ms = d.ms;
    moving.diameter = d.diameter;
    moving.tfree = d.tfree;
    moving.alpha = d.alpha;
    moving.polarization = d.polarization;
    moving.rp = d.rp;
    moving.rap = d.rap;
    moving.nx = moving.ny = moving.nz = 1.0 / 3.0; /* all anisotropy is that of the interface */
    moving.ki = 0.5 * mtj_rate_anisotropy_field(&d) * MU_0 * d.ms * d.tfree; /* Eq. (E5) of docs/macrospin.md */
    moving.noise = 1.0;
    const double v = -cases[_i].drive * at->vc, none[3] = {0.0}; /* from parallel to antiparallel */
    const struct macrospin magnet = mtj_magnet(&moving, NOMINAL_TEMPERATURE, "a");
    const struct macrospin_drive drive = mtj_drive(&moving, v, 0.0, none);
    const double cell = magnet.noise.cell;
    for (int n = 0; n < cases[_i].passages; n++) {
        double m[3];
        moving.noise = n + 1.0;
        const struct macrospin drawn = mtj_magnet(&moving, NOMINAL_TEMPERATURE, "a");
        mtj_start(&moving, &drawn, NOMINAL_TEMPERATURE, m);
        struct macrospin_path path = macrospin_begin(m);
        while (path.m[2] > -0.7) {
            macrospin_advance(&magnet, &(struct macrospin_stretch){cell * cells, cell * (cells + 1.0), &drive, &drive},
                              &path, NULL);
            cells += 1.0;
        }
    }
    const double mean = cells / cases[_i].passages;
    const double step = sqrt((1.0 - 0.7 * 0.7) / d.delta * cell / mtj_rate_relaxation_time(&d)); /* of z, in a cell */
    const double right = mean_passage(&d, cases[_i].drive, -0.7 - 0.583 * step);
    ck_assert_double_eq_tol(mean * cell / right, 1.0, 5.5 / sqrt(cases[_i].passages) + 1e-2);
    const double passage = mean_passage(&d, cases[_i].drive, -0.7);
    ck_assert_double_eq_tol(exp(-mtj_rate_ln_rate(at, true, v, &slope)), passage,
                            mtj_rate_relaxation_time(&d) + 0.004 * passage);
}
END_TEST

START_TEST(what_makes_no_junction_is_refused)
{
    const struct device *kind = device_find("mtj_rate");
    const struct {
        const char *name;
        double value;
        const char *why;
    } bad[] = {{"delta", 0.05, "parameter delta"},   {"rap", 7e3, "below rp"},
               {"start", 0.5, "a whole number"},     {"noise", 1.5, "a whole number"},
               {"noise", 0.0, "parameter noise"},    {"average", 0.5, "a whole number"},
               {"n", 1.0, "does nothing while f0"},  {"f0", 0.5, "parameter f0"},
               {"vc", 1e-9, "parameter vc"},         {"vhalf", 1e-5, "parameter vhalf"},
               {"jumptol", 0.5, "parameter jumptol"}};
    char why[200];
    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) {
        struct mtj_rate d = standard();
        size_t index = parameter_index(kind->table, bad[k].name, strlen(bad[k].name));
        parameter_set(&kind->table->item[index], &d, bad[k].value);
        ck_assert_msg(!kind->check(&d, why, sizeof why), "%s = %g", bad[k].name, bad[k].value);
        ck_assert_msg(strstr(why, bad[k].why), "\"%s\" does not say \"%s\"", why, bad[k].why);
    }
    struct mtj_rate cold = standard();
    static struct mtj_rate_at at;
    ck_assert(!mtj_rate_warm(&cold, 0.0, &at, why, sizeof why) && strstr(why, "above 0 K"));
    ck_assert(!mtj_rate_warm(&cold, 5.0, &at, why, sizeof why) && strstr(why, "the barrier is 360.18 k_B T"));
    cold.f0 = 1e9;
    ck_assert(mtj_rate_warm(&cold, 5.0, &at, why, sizeof why));
}
END_TEST

/* The rates of a device whose table was kept, taken over or shared are those of one that made its own. */
static void expect_equal(const struct mtj_rate_at *at, const struct mtj_rate *d)
{
    const struct mtj_rate_at *own = at_27(d);
    for (int k = -12; k <= 12; k++) {
        double v = 0.1 * k * own->vc, slope, right;
        ck_assert_double_eq(mtj_rate_ln_rate(at, k % 2 == 0, v, &slope), mtj_rate_ln_rate(own, k % 2 == 0, v, &right));
        ck_assert_double_eq(slope, right);
    }
}

START_TEST(table_is_kept_while_the_barrier_stays)
{
    static struct mtj_rate_at at;
    char why[200];
    struct mtj_rate d = standard();
    const double changed[][2] = {{6.0, 8e3}, {6.0, 5e3}, {7.0, 5e3}, {6.0, 8e3}}; /* delta, R_P */
    for (size_t k = 0; k < sizeof changed / sizeof *changed; k++) {
        const struct mtj_rate_at before = at;
        d.delta = changed[k][0];
        d.rp = changed[k][1];
        if (k == 1) {
            at.exact.relaxation = 1e9; /* a mark in the table: no new one must be made */
        }
        ck_assert(mtj_rate_warm_again(&d, NOMINAL_TEMPERATURE, &at, why, sizeof why));
        ck_assert_int_eq(at.exact.relaxation == 1e9, k == 1);
        ck_assert(k == 0 || before.exact.delta != 0.0);
        expect_equal(&at, &d);
    }
}
END_TEST

/* Of many devices in a circuit those with equal parameters are one, and equal barriers have a table made once. */
START_TEST(equal_devices_are_shared_until_the_last_is_given_back)
{
    struct warm_devices list = {NULL};
    char why[200];
    struct mtj_rate d = standard(), other = d, hot = d, invalid = d;
    const struct mtj_rate_at *a = warm_devices_take(&list, &d, NOMINAL_TEMPERATURE, why, sizeof why);
    d.noise = 7.0; /* the seed is not of the rates */
    ck_assert_ptr_eq(warm_devices_take(&list, &d, NOMINAL_TEMPERATURE, why, sizeof why), a);
    other.rp = 5e3;
    const struct mtj_rate_at *b = warm_devices_take(&list, &other, NOMINAL_TEMPERATURE, why, sizeof why);
    const struct mtj_rate_at *c = warm_devices_take(&list, &d, 1.2 * NOMINAL_TEMPERATURE, why, sizeof why);
    hot.dtemp = 0.2 * NOMINAL_TEMPERATURE;
    ck_assert(a && b && c && b != a && c != a);
    expect_equal(a, &d);
    expect_equal(b, &other);
    expect_equal(c, &hot);
    warm_devices_give_back(&list, b);
    warm_devices_give_back(&list, a);
    ck_assert_ptr_eq(warm_devices_take(&list, &d, NOMINAL_TEMPERATURE, why, sizeof why), a);
    warm_devices_give_back(&list, a);
    warm_devices_give_back(&list, c);
    expect_equal(a, &d); /* taken once more than it was given back */
    invalid.delta = 0.2;
    invalid.dtemp = 700.0; /* 0.06 k_B T */
    ck_assert_ptr_null(warm_devices_take(&list, &invalid, NOMINAL_TEMPERATURE, why, sizeof why));
    ck_assert_ptr_nonnull(strstr(why, "the barrier is"));
    warm_devices_give_back(&list, NULL);
    warm_devices_give_back(&list, a);
    ck_assert_ptr_null(list.first); /* and the leak check has no more */
}
END_TEST

Suite *mtj_rate_suite(void)
{
    Suite *suite = suite_create("mtj_rate");
    TCase *tests = tcase_create("rates");
    tcase_add_test(tests, layer_gives_field_relaxation_time_and_dwell);
    tcase_add_test(tests, positive_voltage_and_field_favour_the_parallel_state);
    tcase_add_test(tests, fitted_rate_is_its_formula_and_saturates_where_the_barrier_ends);
    tcase_add_test(tests, warm_device_jumps_as_one_with_a_lower_barrier);
    tcase_add_test(tests, mean_state_has_the_weights_of_both_rates);
    tcase_add_test(tests, answer_to_a_sine_is_largest_where_the_dwell_is_an_eighth_of_a_period);
    tcase_add_test(tests, integral_of_the_rate_and_the_time_of_a_jump_belong_together);
    tcase_add_test(tests, what_makes_no_junction_is_refused);
    tcase_add_test(tests, table_is_kept_while_the_barrier_stays);
    tcase_add_test(tests, equal_devices_are_shared_until_the_last_is_given_back);
    suite_add_tcase(suite, tests);
    TCase *samples = tcase_create("samples");
    tcase_set_tags(samples, "samples");
    tcase_add_loop_test(samples, moving_magnet_dwells_as_long, 0, 4);
    suite_add_tcase(suite, samples);
    return suite;
}
