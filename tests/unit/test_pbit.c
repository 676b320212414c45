/* The p-bit's equations and its table. tests/ngspice/test_pbits.c has what it does in ngspice, test_gibbs.c the law of
 * networks. */
#include "tests/suites.h"

#include "models/device.h"
#include "models/noise.h"
#include "models/pbit/pbit.h"
#include "tests/support/expect.h"

#include <math.h>
#include <string.h>

static struct pbit standard(void)
{
    struct pbit d;
    device_reset(device_find("pbit"), &d);
    return d;
}

/* s = sgn(tanh I + r), r = 2 u - 1. */
START_TEST(state_is_the_sign_of_tanh_and_a_random_number)
{
    const uint64_t key = noise_key(3, "a.x1.apbit");
    for (uint64_t k = 1; k <= 20000; k++) {
        double input = 8.0 * noise_uniform(~key, k) - 4.0, draw = pbit_draw(key, k);
        ck_assert_double_eq(draw, noise_uniform(key, 2 * k));
        ck_assert_int_eq(pbit_is_up(input, draw), tanh(input) + (2.0 * draw - 1.0) > 0.0);
        ck_assert_double_eq(pbit_gap(key, k), -log(noise_uniform(key, 2 * k - 1)));
    }
    ck_assert(pbit_is_up(1e3, 1e-17) && !pbit_is_up(-1e3, 1.0)); /* exp beyond and below what a double holds */
    ck_assert(pbit_is_up_noiseless(1e-300, false) && !pbit_is_up_noiseless(-1e-300, true));
    ck_assert(pbit_is_up_noiseless(0.0, true) && !pbit_is_up_noiseless(0.0, false));
}
END_TEST

/* The mean of many states at a constant input, within six standard deviations: one seed in 5e8 would exceed them. */
START_TEST(mean_is_the_tanh_of_the_input)
{
    enum { COUNT = 100000 };
    struct pbit d = standard();
    const uint64_t key = noise_key(1, "a.x2.apbit");
    for (int step = -4; step <= 4; step++) {
        double v = 0.5 * step * d.v0, slope, unused, sum = 0.0, h = 1e-6 * d.v0;
        for (uint64_t k = 1; k <= COUNT; k++) {
            sum += pbit_is_up(v / d.v0, pbit_draw(key, k)) ? 1.0 : -1.0;
        }
        double mean = pbit_mean(&d, v, &slope);
        expect_close(mean, tanh(0.5 * step), 1e-14);
        ck_assert_double_eq_tol(sum / COUNT, mean, 6.0 * sqrt((1.0 - mean * mean) / COUNT));
        double difference = (pbit_mean(&d, v + h, &unused) - pbit_mean(&d, v - h, &unused)) / (2.0 * h);
        expect_close(slope, difference, 1e-8);
    }
    double slope;
    d.noise = 0.0;
    ck_assert_double_eq(pbit_mean(&d, 1e-9, &slope), 1.0);
    ck_assert_double_eq(pbit_mean(&d, -1e-9, &slope), -1.0);
    ck_assert_double_eq(pbit_mean(&d, 0.0, &slope), 0.0);
    ck_assert_double_eq(slope, 0.0);
}
END_TEST

START_TEST(what_makes_no_p_bit_is_refused)
{
    const struct device *kind = device_find("pbit");
    const struct {
        const char *name;
        double value;
        const char *why;
    } wrong[] = {{"v0", 0.0, "v0 = 0 V is out of its limits"},
                 {"tau", -1.0, "tau = -1 s is out of its limits"},
                 {"start", 0.5, "start = 0.5 must be a whole number, -1 to 1"},
                 {"seed", 1.5, "seed = 1.5 must be a whole number"},
                 {"noise", 0.5, "noise = 0.5 must be a whole number, 0 to 1"},
                 {"edge", 1.0, "edge = 1 is out of its limits"}};
    struct pbit d = standard();
    char why[200] = "";
    ck_assert_msg(kind->check(&d, why, sizeof why), "%s", why);
    for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++) {
        d = standard();
        size_t index = parameter_index(kind->table, wrong[k].name, strlen(wrong[k].name));
        parameter_set(&kind->table->item[index], &d, wrong[k].value);
        ck_assert(!kind->check(&d, why, sizeof why));
        ck_assert_msg(strstr(why, wrong[k].why) != NULL, "%s", why);
    }
}
END_TEST

Suite *pbit_suite(void)
{
    Suite *suite = suite_create("pbit");
    TCase *tests = tcase_create("pbit");
    tcase_add_test(tests, state_is_the_sign_of_tanh_and_a_random_number);
    tcase_add_test(tests, mean_is_the_tanh_of_the_input);
    tcase_add_test(tests, what_makes_no_p_bit_is_refused);
    suite_add_tcase(suite, tests);
    return suite;
}
