/* The spin-torque nano-oscillator: the auto-oscillator against its closed forms, and the macrospin whose oscillation
 * can be solved exactly, which is such an auto-oscillator. Seeds are fixed; statistical tolerances are said at each
 * place. */
#include "tests/suites.h"

#include "models/constants.h"
#include "models/macrospin.h"
#include "models/stno/stno.h"
#include "tests/support/expect.h"

#include <math.h>

static const double KELVIN = 300.15;

static struct stno standard(void)
{
    struct stno d = {.f0 = 0.0};
    for (size_t i = 0; i < stno_table.count; i++) {
        parameter_set(&stno_table.item[i], &d, stno_table.item[i].standard);
    }
    return d;
}

/* The angle from `from` to `to`, rad. */
static double turn(struct stno_amplitude from, struct stno_amplitude to)
{
    return atan2(from.re * to.im - from.im * to.re, from.re * to.re + from.im * to.im);
}

static double power_of(struct stno_amplitude c)
{
    return c.re * c.re + c.im * c.im;
}

/* The demonstration set of docs/stno.md: numbers computed by hand from (O5). */
START_TEST(free_oscillation_is_that_of_the_closed_form)
{
    const struct stno d = standard();
    struct stno_free alone = stno_alone(&d, 1.5e-3);
    expect_close(alone.power, 0.2, 1e-12);
    expect_close(alone.frequency, 5.2e9, 1e-12);
    expect_close(alone.shift, -16.0, 1e-12);
    expect_close(alone.damping, 2.0 * PI * 50e6, 1e-12);
    expect_close(alone.slope, (sqrt(stno_alone(&d, 1.501e-3).power) - sqrt(stno_alone(&d, 1.499e-3).power)) / 2e-6,
                 1e-5);
    ck_assert_double_eq(stno_alone(&d, 0.999e-3).power, 0.0);
}
END_TEST

/* `c` after `time` (s) with a constant drive. */
static struct stno_amplitude driven_for(const struct stno *d, uint64_t key, const struct oscillator_drive *drive,
                                        double time, struct stno_amplitude c)
{
    const struct oscillator_stretch stretch = {0.0, time, drive, drive};
    return stno_advance(d, key, KELVIN, &stretch, c);
}

/* Just above the threshold an amplitude grows to p_0, below it falls, and the phase turns at the frequency. */
START_TEST(oscillation_starts_at_the_threshold)
{
    struct stno d = standard();
    for (int k = 0; k < 3; k++) {
        static const double CURRENT[] = {0.98e-3, 1.02e-3, 1.5e-3};
        const double current = CURRENT[k];
        const struct oscillator_drive drive = {.bias = current};
        const struct stno_free alone = stno_alone(&d, current);
        d.fref = alone.frequency - 1e6;
        struct stno_amplitude c = {0.01, 0.0};
        c = driven_for(&d, 0, &drive, 2e-6, c);
        if (k == 0) {
            ck_assert_double_le(power_of(c), 1e-4 * exp(2.0 * alone.damping * 2e-6) * 1.01);
        } else {
            expect_close(power_of(c), alone.power, 1e-6);
            struct stno_amplitude next = driven_for(&d, 0, &drive, 100e-9, c);
            expect_close(turn(c, next), 2.0 * PI * 1e6 * 100e-9, 1e-4);
        }
    }
}
END_TEST

/* After a step of the current the power comes to its new value as exp(-2 Gamma_p t). */
START_TEST(power_returns_with_twice_the_damping)
{
    const struct stno d = standard();
    const double current = 1.5e-3;
    const struct oscillator_drive drive = {.bias = current};
    const struct stno_free alone = stno_alone(&d, current);
    struct stno_amplitude c = {sqrt(stno_alone(&d, 1.501e-3).power), 0.0};
    double before = power_of(c) - alone.power;
    c = driven_for(&d, 0, &drive, 3e-9, c);
    expect_close(log(before / (power_of(c) - alone.power)), 2.0 * alone.damping * 3e-9,
                 2e-3); /* the deviation is 0.13 % */
}
END_TEST

/* The turns in two of Adler's beats, after one that the amplitude takes to follow. */
static double turns_in_two_beats(struct stno *d, double ratio, double strength)
{
    const struct stno_free alone = stno_alone(d, d->ibias);
    const double size = sqrt(alone.power), range = sqrt(1.0 + alone.shift * alone.shift) * strength; /* Eq. (O7), Hz */
    const double beat = 1.0 / (range * sqrt(ratio * ratio - 1.0));
    const struct oscillator_drive drive = {.in_cos = strength * size / d->kin, .bias = d->ibias};
    enum { PARTS = 400 };
    struct stno_amplitude c = {size, 0.0};
    double turned = 0.0;
    d->fref = alone.frequency - ratio * range;
    for (int k = 0; k < 3 * PARTS; k++) {
        struct stno_amplitude next = driven_for(d, 0, &drive, beat / PARTS, c);
        turned += k < PARTS ? 0.0 : turn(c, next);
        c = next;
    }
    return turned / (2.0 * PI);
}

/* Injection: beats are Adler's, with the range that nu makes wider. An injection of F/sqrt(p_0) = 2 pi 0.1 MHz is 1/500
 * of Gamma_p, so that the power follows: an error of 0.4 % is left near the threshold. */
START_TEST(injection_beats_are_adlers_with_the_wider_range)
{
    static const double RATIO[] = {1.01, 1.1, 1.5, 2.0, -1.5};
    for (size_t k = 0; k < sizeof RATIO / sizeof *RATIO; k++) {
        struct stno d = standard();
        expect_close(turns_in_two_beats(&d, RATIO[k], 1e5), copysign(2.0, RATIO[k]), 1e-2);
    }
}
END_TEST

START_TEST(injection_locks_within_the_range)
{
    for (int k = 0; k < 2; k++) {
        struct stno d = standard();
        const double strength = 1e5, range = sqrt(257.0) * strength, ratio = k ? 1.01 : 0.99;
        const struct oscillator_drive drive = {.in_cos = strength * sqrt(0.2) / d.kin, .bias = d.ibias};
        struct stno_amplitude c = {sqrt(0.2), 0.0};
        d.fref = 5.2e9 - ratio * range;
        double turned = 0.0;
        for (int i = 0; i < 1000; i++) { /* 5 us; a beat at 1.01 takes 4.4 us */
            struct stno_amplitude next = driven_for(&d, 0, &drive, 5e-9, c);
            turned += turn(c, next);
            c = next;
        }
        ck_assert(k ? turned > 2.0 * PI : fabs(turned) < PI);
    }
}
END_TEST

/* 2 D t with D = Gamma_+ k_B T/(2 E(p_0)) (1 + nu^2), Eq. (O6), at D = Gamma_p/19. n phase differences have a variance
 * with a relative standard deviation of sqrt(2/n), which is 2.6 %; five of them, and what the square of D/Gamma_p may
 * add. */
START_TEST(phase_diffuses_as_nu_makes_it)
{
    enum { OSCILLATORS = 60, SPANS = 50, PARTS = 10 };
    struct stno d = standard();
    const double cell = stno_cell(&d), part = 256.0 * cell; /* 15 ns; the power forgets in 1.6 ns */
    const struct oscillator_drive drive = {.bias = d.ibias};
    const double share = BOLTZMANN * KELVIN / (1.2e-16 * 0.2);
    const double right = 0.5 * 2.0 * PI * d.fdamp * 1.2 * share * 257.0;
    double squares = 0.0;
    d.energy = 1.2e-16;
    for (uint64_t i = 0; i < OSCILLATORS; i++) {
        struct stno_amplitude c = {sqrt(0.2), 0.0};
        double t = 0.0;
        for (int span = 0; span < SPANS; span++) {
            double turned = 0.0;
            for (int k = 0; k < PARTS; k++, t += part) {
                const struct oscillator_stretch stretch = {t, t + part, &drive, &drive};
                struct stno_amplitude next = stno_advance(&d, noise_key(i, "a1"), KELVIN, &stretch, c);
                turned += turn(c, next);
                c = next;
            }
            squares += turned * turned;
        }
    }
    expect_close(squares / (OSCILLATORS * SPANS) / (2.0 * PARTS * part), right,
                 5.0 * sqrt(2.0 / (OSCILLATORS * SPANS)) + 0.03);
}
END_TEST

START_TEST(noise_does_not_depend_on_steps)
{
    struct stno d = standard();
    const struct oscillator_drive drive = {.in_cos = 0.05, .bias = d.ibias};
    const uint64_t key = noise_key(1, "a1");
    struct stno_amplitude once = {sqrt(0.2), 0.0}, often = once;
    d.energy = 1e-17;
    once = driven_for(&d, key, &drive, 20e-9, once);
    for (int k = 0; k < 77; k++) {
        const struct oscillator_stretch stretch = {20e-9 * k / 77.0, 20e-9 * (k + 1) / 77.0, &drive, &drive};
        often = stno_advance(&d, key, KELVIN, &stretch, often);
    }
    ck_assert_double_ge(fabs(turn(once, (struct stno_amplitude){1.0, 0.0})), 1e-3);
    ck_assert_double_eq_tol(once.re, often.re,
                            2e-3); /* the share of the noise is that of the power where a step begins */
    ck_assert_double_eq_tol(once.im, often.im, 2e-3);
}
END_TEST

/* Small signals against the derivatives of the rate, by differences. */
START_TEST(small_signals_are_those_of_the_linearized_rate)
{
    const struct stno d = standard();
    const double h = 1e-6, size = sqrt(0.2), omega = 3e8;
    const struct oscillator_drive at = {.bias = d.ibias}, moved[] = {{.in_cos = h, .bias = d.ibias},
                                                                     {.in_sin = h, .bias = d.ibias},
                                                                     {.pump = h, .bias = d.ibias},
                                                                     {.bias = d.ibias + 1e-3 * h}};
    const struct stno_amplitude c = {size, 0.0}, right = {size + h, 0.0}, up = {size, h}, zero = stno_rate(&d, &at, c);
    const struct stno_amplitude by_re = stno_rate(&d, &at, right), by_im = stno_rate(&d, &at, up);
    const double a = (by_re.re - zero.re) / h, b = (by_re.im - zero.im) / h;
    ck_assert_double_eq_tol((by_im.re - zero.re) / h, 0.0, 1e-3 * fabs(a));
    struct stno_answer answer;
    ck_assert(stno_small_signal(&d, &at, omega, &answer));
    const double(*const of[])[2] = {answer.of_cos, answer.of_sin, answer.of_pump, answer.of_bias};
    for (int k = 0; k < 4; k++) {
        const struct stno_amplitude pushed = stno_rate(&d, &moved[k], c);
        const double step = k < 3 ? h : 1e-3 * h, x = (pushed.re - zero.re) / step, y = (pushed.im - zero.im) / step;
        /* (i omega - a) re = x;  i omega im = b re + y */
        const double re[2] = {-a * x / (a * a + omega * omega), -omega * x / (a * a + omega * omega)};
        const double im[2] = {b * re[1] / omega, -(b * re[0] + y) / omega};
        for (int part = 0; part < 2; part++) {
            ck_assert_double_eq_tol(of[k][0][part], re[part], 1e-4 * hypot(re[0], re[1]) + 1e-12);
            ck_assert_double_eq_tol(of[k][1][part], im[part], 1e-4 * hypot(im[0], im[1]) + 1e-12);
        }
    }
    struct stno other = d;
    other.fref = 5.1e9;
    ck_assert(!stno_small_signal(&other, &at, omega, &answer));
    ck_assert(!stno_small_signal(&d, &(struct oscillator_drive){.bias = 0.5e-3}, omega, &answer));
    ck_assert(!stno_small_signal(&d, &moved[0], omega, &answer));
}
END_TEST

/* ---- The macrospin that can be solved exactly: easy plane, spins across it ---- */

static const double MS = 8e5, ALPHA = 0.05; /* A/m */

/* 300 nm by 3 nm. */
static double moment(void)
{
    return MU_0 * MS * 0.25 * PI * 300e-9 * 300e-9 * 3e-9;
}

static struct macrospin easy_plane(void)
{
    return (struct macrospin){.alpha = ALPHA, .axis = {0.0, 0.0, 1.0}, .demag = {0.0, 0.0, MS}, .tolerance = 1e-6};
}

/* The spin torque a_J in A/m of a current (A) with the polarization 0.4 along z. */
static struct macrospin_drive spins(double current)
{
    const double torque = HBAR * 0.4 * current / (2.0 * ELEMENTARY_CHARGE * moment()); /* Eq. (E3) */
    return (struct macrospin_drive){.spin = {0.0, 0.0, torque}};
}

static double turned_in_plane(const double from[3], const double to[3])
{
    return atan2(from[0] * to[1] - from[1] * to[0], from[0] * to[0] + from[1] * to[1]);
}

START_TEST(macrospin_oscillates_at_the_exact_frequency)
{
    static const double CURRENT[] = {2e-3, 5e-3, 40e-3};
    const struct macrospin magnet = easy_plane();
    for (size_t k = 0; k < 3; k++) {
        const struct macrospin_drive drive = spins(CURRENT[k]);
        const double cosine = drive.spin[2] / (ALPHA * MS), omega = GAMMA_0 * drive.spin[2] / ALPHA; /* Eq. (O1) */
        struct macrospin_path path = macrospin_begin((double[3]){1.0, 0.0, 0.0});
        macrospin_advance(&magnet, &(struct macrospin_stretch){0.0, 4e-9, &drive, &drive}, &path,
                          NULL); /* 35 relaxation times */
        ck_assert_double_eq_tol(path.m[2], cosine, 1e-4);
        enum { PARTS = 400 };
        double turned = 0.0, t = 4e-9;
        for (int i = 0; i < PARTS; i++, t += 2e-11) {
            double from[3] = {path.m[0], path.m[1], path.m[2]};
            macrospin_advance(&magnet, &(struct macrospin_stretch){t, t + 2e-11, &drive, &drive}, &path, NULL);
            turned += turned_in_plane(from, path.m);
        }
        expect_close(fabs(turned), omega * PARTS * 2e-11, 1e-3);
    }
}
END_TEST

/* The phase is pushed by the noise itself, D_0, and by the frequency, which follows m_z: D = D_0 (1 + 1/alpha^2). In a
 * time T that is not much longer than that of m_z, 1/Gamma, the second part has T - (1 - exp(-Gamma T))/Gamma in place
 * of T. The tolerance of 10 % is five standard deviations of the mean of 5,000 squares. */
START_TEST(macrospin_has_the_line_width_of_an_auto_oscillator)
{
    enum { SPANS = 5000, PARTS = 20 };
    struct macrospin magnet = easy_plane();
    const struct macrospin_drive drive = spins(5e-3);
    const double cosine = drive.spin[2] / (ALPHA * MS), sine_squared = 1.0 - cosine * cosine;
    const double diffusion = GAMMA_0 * BOLTZMANN * KELVIN / (ALPHA * moment() * sine_squared); /* Eq. (O2) */
    const double gamma = GAMMA_0 * ALPHA * MS * sine_squared / (1.0 + ALPHA * ALPHA), span = 2e-9, part = span / PARTS;
    const double mean = GAMMA_0 * drive.spin[2] / ALPHA * span;
    macrospin_heat(&magnet, moment(), KELVIN, 0.0, noise_key(1, "oscillator"));
    struct macrospin_path path = macrospin_begin((double[3]){1.0, 0.0, cosine});
    macrospin_advance(&magnet, &(struct macrospin_stretch){0.0, 4e-9, &drive, &drive}, &path, NULL);
    double squares = 0.0, t = 4e-9;
    for (int i = 0; i < SPANS; i++) {
        double turned = 0.0;
        for (int k = 0; k < PARTS; k++, t += part) {
            double from[3] = {path.m[0], path.m[1], path.m[2]};
            macrospin_advance(&magnet, &(struct macrospin_stretch){t, t + part, &drive, &drive}, &path, NULL);
            turned += turned_in_plane(from, path.m);
        }
        squares += (fabs(turned) - mean) * (fabs(turned) - mean);
    }
    const double direct = diffusion / (1.0 + 1.0 / (ALPHA * ALPHA));
    const double right = 2.0 * direct * span + 2.0 * (diffusion - direct) * (span - (1.0 - exp(-gamma * span)) / gamma);
    expect_close(squares / SPANS, right, 0.1);
}
END_TEST

Suite *stno_suite(void)
{
    Suite *suite = suite_create("stno");
    TCase *tests = tcase_create("stno");
    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, free_oscillation_is_that_of_the_closed_form);
    tcase_add_test(tests, oscillation_starts_at_the_threshold);
    tcase_add_test(tests, power_returns_with_twice_the_damping);
    tcase_add_test(tests, injection_beats_are_adlers_with_the_wider_range);
    tcase_add_test(tests, injection_locks_within_the_range);
    tcase_add_test(tests, noise_does_not_depend_on_steps);
    tcase_add_test(tests, small_signals_are_those_of_the_linearized_rate);
    tcase_add_test(tests, macrospin_oscillates_at_the_exact_frequency);
    tcase_add_test(tests, macrospin_has_the_line_width_of_an_auto_oscillator);
    suite_add_tcase(suite, tests);
    TCase *samples = tcase_create("samples");
    tcase_set_tags(samples, "samples");
    tcase_add_test(samples, phase_diffuses_as_nu_makes_it);
    suite_add_tcase(suite, samples);
    return suite;
}
