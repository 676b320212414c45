/* The noise of phase oscillators. Seeds are fixed. A tolerance of a statistic is 5.5 standard deviations, which one
 * seed in 2.6e7 would exceed. */
#include "tests/suites.h"

#include "tests/support/oscillators.h"

#include <math.h>

static const double K = OSCILLATORS_K, SIGMAS = 5.5;

/* Without couplings, the mean square of a phase is 2 D t. */
START_TEST(free_phases_diffuse)
{
    enum { RUNS = 64, OSCILLATORS = OSCILLATORS_MOST };
    struct oscillators net;
    double squares = 0.0, sum = 0.0;
    const double diffusion = 1e7, t = 333e-9; /* no whole number of cells */
    oscillators_single(&net, OSCILLATORS, 0.0);
    for (int k = 0; k < RUNS; k++) {
        struct phases_options options = oscillators_options(t);
        double phase[OSCILLATORS_MOST] = {0.0};
        options.diffusion = diffusion;
        options.cell = 0x1p-27;
        options.seed = (uint64_t)k;
        oscillators_solve(&net, &options, phase);
        for (size_t i = 0; i < OSCILLATORS; i++) {
            squares += phase[i] * phase[i];
            sum += phase[i];
        }
    }
    /* The last cell is 0.31 of one, and its part of the noise goes with the square of the time in it. */
    const double cell = 0x1p-27, whole = floor(t / cell) * cell;
    const double right = 2.0 * diffusion * (whole + (t - whole) * (t - whole) / cell), n = RUNS * OSCILLATORS;
    ck_assert_double_eq_tol(squares / n, right, SIGMAS * right * sqrt(2.0 / n));
    ck_assert_double_eq_tol(sum / n, 0.0, SIGMAS * sqrt(right / n));
}
END_TEST

/* In a field p(phi) is proportional to exp(K/D cos phi), whose mean cosine is I_1(2)/I_0(2) = 0.697775 for K/D = 2, by
 * their series. Cells of 1/4 of the return time make the noise 0.5 % weaker. */
START_TEST(phase_in_a_field_has_boltzmanns_distribution)
{
    enum { RUNS = 48, OSCILLATORS = OSCILLATORS_MOST };
    struct oscillators net;
    double sum = 0.0, squares = 0.0;
    oscillators_single(&net, OSCILLATORS, 1.0);
    for (int k = 0; k < RUNS; k++) {
        struct phases_options options = oscillators_options(8.0 / K);
        double phase[OSCILLATORS_MOST] = {0.0};
        options.diffusion = 0.5 * K;
        options.seed = (uint64_t)k;
        oscillators_solve(&net, &options, phase);
        for (size_t i = 0; i < OSCILLATORS; i++) {
            sum += cos(phase[i]);
            squares += cos(phase[i]) * cos(phase[i]);
        }
    }
    const double n = RUNS * OSCILLATORS, spread = sqrt(squares / n - sum * sum / (n * n));
    ck_assert_double_eq_tol(sum / n, 0.697775, SIGMAS * spread / sqrt(n) + 0.002);
}
END_TEST

static struct phases_result run_named(size_t n, const char *const *name, double longest, double *phase)
{
    struct oscillators net;
    oscillators_single(&net, n, 1.0);
    for (size_t i = 0; i < n; i++) {
        phase[i] = 1.0;
    }
    struct phases_options options = oscillators_options(40.0 / K);
    options.diffusion = 0.1 * K;
    options.cell = 0x1p-33;
    options.longest = longest;
    options.name = name;
    return oscillators_solve(&net, &options, phase);
}

START_TEST(noise_is_a_function_of_seed_and_name)
{
    static const char *const ONE[] = {"b"}, *const THREE[] = {"a", "b", "c"};
    double alone[1], three[3], fine[3];
    run_named(1, ONE, INFINITY, alone);
    run_named(3, THREE, INFINITY, three);
    run_named(3, THREE, 0x1p-37, fine);
    ck_assert_double_eq(alone[0], three[1]);
    ck_assert_double_ne(three[0], three[1]);
    for (int i = 0; i < 3; i++) {
        ck_assert_double_eq_tol(three[i], fine[i], 1e-5); /* the same path, but for the error of the step */
    }
}
END_TEST

Suite *phase_noise_suite(void)
{
    Suite *suite = suite_create("phase_noise");
    TCase *tests = tcase_create("noise");
    tcase_add_test(tests, free_phases_diffuse);
    tcase_add_test(tests, phase_in_a_field_has_boltzmanns_distribution);
    tcase_add_test(tests, noise_is_a_function_of_seed_and_name);
    suite_add_tcase(suite, tests);
    return suite;
}
