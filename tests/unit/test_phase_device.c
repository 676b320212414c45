/* The physics of the phase oscillator. tests/ngspice/test_oscillators.c has it in circuits. */
#include "tests/suites.h"

#include "models/constants.h"
#include "models/noise.h"
#include "models/phase/phase.h"
#include "tests/support/oscillators.h"

#include <math.h>

static struct phase some_device(void)
{
    return (struct phase){.k = 2e9,
                          .ks = 1e9,
                          .detuning = 3e8,
                          .tune = 1e11,
                          .ibias = 1e-3,
                          .rbias = 1e3,
                          .vout = 1.0,
                          .rout = 1.0,
                          .dphi = 0.2,
                          .phitol = 1e-3,
                          .noise = 1.0};
}

START_TEST(slope_is_the_derivative_of_the_speed)
{
    const struct phase d = some_device();
    const struct oscillator_drive drive = {0.7, -0.3, 0.4, 2e-3};
    for (int k = 0; k < 17; k++) {
        const double phi = -3.0 + 0.37 * k, h = 1e-5;
        double slope, unused;
        phase_speed(&d, &drive, phi, &slope);
        double difference = phase_speed(&d, &drive, phi + h, &unused) - phase_speed(&d, &drive, phi - h, &unused);
        ck_assert_double_eq_tol(slope, difference / (2.0 * h), 1e-8 * d.k);
        ck_assert_double_le(fabs(slope), phase_pull(&d, &drive));
    }
}
END_TEST

/* From everywhere the phase goes to the next place of rest in the direction of its speed, and no further. */
START_TEST(phase_settles_at_the_next_place_of_rest)
{
    const struct phase d = some_device();
    const struct oscillator_drive drive = {0.1, -0.05, 0.9, 1e-3};
    for (int k = -62; k <= 62; k++) {
        const double start = 0.05 * k;
        double phi = start, slope, speed = phase_speed(&d, &drive, start, &slope);
        const double way = copysign(1e-3, speed);
        ck_assert(phase_settle(&d, &drive, &phi));
        double next = start; /* the first place at which the speed has turned */
        while (phase_speed(&d, &drive, next, &slope) * way > 0.0) {
            next += way;
        }
        ck_assert_double_eq_tol(phi, next, 1.1e-3);
    }
    double phi = 0.5;
    ck_assert(!phase_settle(&d, &(struct oscillator_drive){0.1, 0.0, 0.0, 1e-3}, &phi)); /* the detuning is larger */
    ck_assert(!phase_settle(&d, &(struct oscillator_drive){0.0, 0.0, 0.0, 1e-3}, &phi));
}
END_TEST

/* The code model and the solver have the same noise and the same equation. */
START_TEST(path_with_noise_is_that_of_the_solver)
{
    struct phase d = some_device();
    struct oscillators net;
    static const char *const NAME[] = {"a.x1.aosc"};
    oscillators_single(&net, 1, 1.0);
    net.detuning[0] = d.detuning;
    d.k = OSCILLATORS_K;
    d.diffusion = 0.3 * OSCILLATORS_K;
    struct phases_options options = oscillators_options(37e-9);
    options.pump_start = options.pump_end = 0.5 * d.ks;
    options.diffusion = d.diffusion;
    options.cell = phase_cell(&d);
    options.longest = 0.1 * options.cell;
    options.name = NAME;
    double right = 0.7, phi = 0.7, t = 0.0;
    oscillators_solve(&net, &options, &right);
    const struct oscillator_drive drive = {1.0, 0.0, 0.5, 1e-3};
    const uint64_t key = noise_key(1, NAME[0]);
    for (int k = 1; k <= 50; k++) { /* steps that are no whole cells */
        const struct oscillator_stretch stretch = {t, 37e-9 * k / 50.0, &drive, &drive};
        phi = phase_advance(&d, key, &stretch, phi);
        t = stretch.to;
    }
    ck_assert_double_ge(fabs(right - 0.7), 0.01);
    ck_assert_double_eq_tol(phi, right, 1e-4); /* the error of the longer steps */
}
END_TEST

Suite *phase_device_suite(void)
{
    Suite *suite = suite_create("phase_device");
    TCase *tests = tcase_create("physics");
    tcase_add_test(tests, slope_is_the_derivative_of_the_speed);
    tcase_add_test(tests, phase_settles_at_the_next_place_of_rest);
    tcase_add_test(tests, path_with_noise_is_that_of_the_solver);
    suite_add_tcase(suite, tests);
    return suite;
}
