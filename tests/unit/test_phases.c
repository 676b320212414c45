/* Networks of phase oscillators. Right values are closed forms, or sums that the tests write out again. */
#include "tests/suites.h"

#include "solver/circle.h"
#include "solver/couplings.h"
#include "solver/phases.h"
#include "tests/support/expect.h"
#include "tests/support/oscillators.h"

#include <math.h>
#include <stdio.h>

static const double TURN = 2.0 * 3.14159265358979323846, K = OSCILLATORS_K;

static void refused(enum status status, const struct diagnostic *why, const char *fragment)
{
    ck_assert_int_eq(status, STATUS_INPUT);
    ck_assert_ptr_nonnull(strstr(why->text, fragment));
    ck_assert_int_eq(strncmp(why->text, "error: ", 7), 0);
}

/* One oscillator that a field of strength K pulls, with this detuning of it. */
static struct oscillators pulled(double detuning)
{
    struct oscillators net;
    oscillators_single(&net, 1, 1.0);
    net.detuning[0] = detuning * K;
    return net;
}

START_TEST(cosines_and_sines_are_those_of_libm)
{
    enum { ANGLES = 4096, MIDDLE = ANGLES / 2 };
    double *x = vector_new(ANGLES), *cosine = vector_new(ANGLES), *sine = vector_new(ANGLES);
    for (int k = 0; k < ANGLES; k++) {
        x[k] = (k - MIDDLE) * (k % 3 == 0 ? 12.345 : 0.01234);
    }
    circle_of(ANGLES, x, 0.0, x, cosine, sine);
    for (int k = 0; k < ANGLES; k++) {
        ck_assert_double_eq_tol(cosine[k], cos(x[k]), 3e-16);
        ck_assert_double_eq_tol(sine[k], sin(x[k]), 3e-16);
    }
    free(x);
    free(cosine);
    free(sine);
}
END_TEST

/* What couplings_multiply gives for a network against sums. */
static void expect_sums(struct oscillators *net)
{
    const struct ising_model model = oscillators_model(net);
    struct couplings *couplings = couplings_new(&model);
    const size_t padded = couplings_padded(couplings);
    double *x = vector_new(4 * padded), *y = x + padded, *sum_x = y + padded, *sum_y = sum_x + padded;
    for (size_t i = 0; i < net->n; i++) {
        x[i] = cos((double)i);
        y[i] = sin(0.3 * (double)i);
    }
    couplings_multiply(couplings, x, y, sum_x, sum_y);
    for (size_t i = 0; i < net->n; i++) {
        double right_x = 0.0, right_y = 0.0;
        for (size_t e = net->first[i]; e < net->first[i + 1]; e++) {
            right_x += net->value[e] * x[net->neuron[e]];
            right_y += net->value[e] * y[net->neuron[e]];
        }
        ck_assert_double_eq_tol(sum_x[i], right_x, 1e-13);
        ck_assert_double_eq_tol(sum_y[i], right_y, 1e-13);
    }
    free(x);
    couplings_free(couplings);
}

/* Both ways to keep them: that of few couplings and that of many. */
START_TEST(couplings_multiply_as_sums_written_out)
{
    static const double DENSITY[] = {0.02, 0.1, 0.6};
    static const size_t SIZE[] = {3, 37, OSCILLATORS_MOST};
    for (size_t k = 0; k < 9; k++) {
        struct oscillators net;
        oscillators_draw(&net, SIZE[k / 3], DENSITY[k % 3], 5 + k);
        expect_sums(&net);
    }
}
END_TEST

/* The third way: all J_ij = u_i u_j or -u_i u_j. Where one is not, in size or in sign, or is left out, it is no such
 * matrix. */
START_TEST(couplings_that_are_products_multiply_as_sums)
{
    static const size_t SIZE[] = {3, 8, 37};
    enum { AS_THEY_ARE, OTHER_SIZE, OTHER_SIGN, LEFT_OUT, CHANGES };
    for (size_t k = 0; k < 6UL * CHANGES; k++) {
        const size_t n = SIZE[k % 3];
        const double sign = k / 3 % 2 ? -1.0 : 1.0;
        struct oscillators net = {0};
        for (size_t i = 0; i < n; i++) {
            double row[OSCILLATORS_MOST] = {0.0};
            for (size_t j = 0; j < n; j++) {
                row[j] = i == j ? 0.0 : sign * cos(2.0 + (double)i) * cos(2.0 + (double)j);
            }
            oscillators_add(&net, row);
        }
        double *last = &net.value[net.first[n] - 1];
        *last = k / 6 == OTHER_SIZE ? 1.5 * *last : k / 6 == OTHER_SIGN ? -*last : *last;
        net.first[n] -= k / 6 == LEFT_OUT;
        expect_sums(&net);
    }
}
END_TEST

/* Adler: beyond the locking range the phase turns once in 2 pi/sqrt(delta^2 - delta_L^2), from any phase. The step's
 * error is below 1e-4 of a turn. */
START_TEST(beat_frequency_is_adlers)
{
    static const double DETUNING[] = {1.01, 1.1, 1.5, 2.0, -1.5};
    for (size_t k = 0; k < 5; k++) {
        struct oscillators net = pulled(DETUNING[k]);
        const double beat = K * sqrt(DETUNING[k] * DETUNING[k] - 1.0);
        const struct phases_options options = oscillators_options(10.0 * TURN / beat);
        double phase = 0.4;
        struct phases_result result = oscillators_solve(&net, &options, &phase);
        ck_assert_double_eq_tol((phase - 0.4) / copysign(TURN, DETUNING[k]), 10.0, 1e-3);
        ck_assert_uint_eq(result.moving, 1);
    }
}
END_TEST

START_TEST(oscillator_locks_within_the_range_alone)
{
    for (int k = 0; k < 2; k++) {
        const double detuning = k ? 0.995 : 1.005;
        struct oscillators net = pulled(detuning);
        const struct phases_options options = oscillators_options(300.0 / K);
        double phase = 0.0;
        struct phases_result result = oscillators_solve(&net, &options, &phase);
        ck_assert_uint_eq(result.moving, k ? 0 : 1);
        if (k) {
            ck_assert_double_eq_tol(phase, asin(detuning), 1e-6);
        } else {
            ck_assert_double_ge(phase, TURN);
        }
    }
}
END_TEST

/* The difference turns at delta_1 - delta_2 - 2 K sin: two of them lock to the mean frequency. */
START_TEST(two_locked_oscillators_differ_by_the_arcsine)
{
    static const double FIRST[OSCILLATORS_MOST] = {0.0, 1.0}, SECOND[OSCILLATORS_MOST] = {1.0};
    for (int k = 0; k < 3; k++) {
        const double share = 0.3 + 0.3 * k;
        struct oscillators net = {.detuning = {(0.1 + share) * K, (0.1 - share) * K}};
        oscillators_add(&net, FIRST);
        oscillators_add(&net, SECOND);
        const struct phases_options options = oscillators_options(60.0 / K);
        double phase[2] = {2.0, 0.0};
        struct phases_result result = oscillators_solve(&net, &options, phase);
        ck_assert_double_eq_tol(phase[0] - phase[1], asin(share), 1e-9);
        ck_assert_double_eq_tol(phase[0] + phase[1] - 2.0, 2.0 * 0.1 * 60.0, 1e-9); /* the mean is pulled by none */
        ck_assert_uint_eq(result.moving, 2);
    }
}
END_TEST

START_TEST(step_is_of_fourth_order)
{
    struct oscillators net;
    double phase[4][OSCILLATORS_MOST];
    oscillators_draw(&net, 12, 0.5, 3);
    struct phases_options options = oscillators_options(4.0 / K);
    options.pump_end = 2.0 * K;
    for (int k = 0; k < 4; k++) {
        options.longest = k < 3 ? 0.04 / K / (1 << k) : 0.001 / K;
        for (size_t i = 0; i < net.n; i++) {
            phase[k][i] = sin(7.0 * (double)i);
        }
        oscillators_solve(&net, &options, phase[k]);
    }
    double error[3] = {0.0};
    for (int k = 0; k < 3; k++) {
        for (size_t i = 0; i < net.n; i++) {
            error[k] = fmax(error[k], fabs(phase[k][i] - phase[3][i]));
        }
    }
    ck_assert_double_ge(error[0], 1e-8); /* far above rounding */
    ck_assert_double_eq_tol(log2(error[0] / error[1]), 4.0, 0.3);
    ck_assert_double_eq_tol(log2(error[1] / error[2]), 4.0, 0.3);
}
END_TEST

/* What an observer collects. */
struct seen {
    const struct oscillators *net;
    double potential, best, t_best, time_best, t, energy;
    size_t rises, points;
};

static double states_energy(const struct oscillators *net, const double *phase)
{
    double sum = 0.0;
    for (size_t i = 0; i < net->n; i++) {
        double s = cos(phase[i]) > 0.0 ? 1.0 : -1.0;
        sum -= net->field[i] * s;
        for (size_t e = net->first[i]; e < net->first[i + 1]; e++) {
            sum -= 0.5 * net->value[e] * s * (cos(phase[net->neuron[e]]) > 0.0 ? 1.0 : -1.0);
        }
    }
    return sum;
}

/* The potential that the phases fall down, in units of K. */
static double potential(const struct oscillators *net, const double *phase, double pump)
{
    double sum = 0.0;
    for (size_t i = 0; i < net->n; i++) {
        sum -= net->field[i] * cos(phase[i]) + 0.25 * pump / K * cos(2.0 * phase[i]);
        for (size_t e = net->first[i]; e < net->first[i + 1]; e++) {
            sum -= 0.5 * net->value[e] * cos(phase[i] - phase[net->neuron[e]]);
        }
    }
    return sum;
}

static bool watch(void *context, const struct phases_point *point)
{
    struct seen *seen = context;
    double now = potential(seen->net, point->phase, point->pump), energy = states_energy(seen->net, point->phase);
    seen->rises += seen->points > 0 && now > seen->potential + 1e-12;
    seen->time_best += seen->points > 0 && seen->energy <= seen->best + 1e-9 ? point->t - seen->t : 0.0;
    if (seen->points == 0 || energy < seen->best - 1e-9) {
        seen->best = energy;
        seen->t_best = point->t;
        seen->time_best = 0.0;
    }
    ck_assert_double_eq_tol(point->energy, energy, 1e-9);
    seen->potential = now;
    seen->energy = energy;
    seen->t = point->t;
    seen->points++;
    return true;
}

START_TEST(potential_falls_along_a_path_without_noise)
{
    struct oscillators net;
    double phase[OSCILLATORS_MOST];
    oscillators_draw(&net, 40, 0.3, 9);
    struct seen seen = {.net = &net};
    struct phases_options options = oscillators_options(100.0 / K);
    options.pump_start = options.pump_end = 2.0 * K;
    options.observe = watch;
    options.context = &seen;
    for (size_t i = 0; i < net.n; i++) {
        phase[i] = sin(11.0 * (double)i);
    }
    struct phases_result result = oscillators_solve(&net, &options, phase);
    ck_assert_uint_eq(seen.rises, 0);
    ck_assert_uint_eq(seen.points, result.steps + 1);
    ck_assert_uint_eq(result.moving, 0);
    for (size_t i = 0; i < net.n; i++) {
        ck_assert_double_le(fabs(sin(phase[i])), 0.9); /* the pump holds it near 0 or pi */
    }
}
END_TEST

START_TEST(best_state_and_its_times_are_those_that_an_observer_finds)
{
    struct oscillators net;
    double phase[OSCILLATORS_MOST];
    oscillators_draw(&net, 30, 0.4, 2);
    struct seen seen = {.net = &net};
    struct phases_options options = oscillators_options(50.0 / K);
    options.diffusion = 0.5 * K;
    options.pump_end = 3.0 * K;
    options.observe = watch;
    options.context = &seen;
    struct phases *phases = oscillators_prepare(&net);
    struct phases_result result;
    struct diagnostic why;
    char best[OSCILLATORS_MOST + 1] = "", state[OSCILLATORS_MOST + 1] = "";
    expect_ok(phases_start(phases, &options, NULL, 0.0, phase, &why), &why);
    expect_ok(phases_run(phases, &options, &(struct phases_ends){phase, state, best}, &result, &why), &why);
    phases_free(phases);
    ck_assert_double_eq_tol(result.best, seen.best, 1e-9);
    ck_assert_double_eq_tol(result.t_best, seen.t_best, 1e-20);
    ck_assert_double_eq_tol(result.time_best, seen.time_best, 1e-18);
    ck_assert_double_eq_tol(result.energy, seen.energy, 1e-9);
    ck_assert_double_ge(result.t_best, 1.0 / K); /* a random state is not the best one */
    double of_best[OSCILLATORS_MOST];
    for (size_t i = 0; i < net.n; i++) {
        of_best[i] = best[i] == '1' ? 0.0 : 0.5 * TURN;
        ck_assert_int_eq(state[i], cos(phase[i]) > 0.0 ? '1' : '0');
    }
    ck_assert_double_eq_tol(states_energy(&net, of_best), result.best, 1e-9);
}
END_TEST

START_TEST(start_phases_are_near_those_of_the_state)
{
    struct oscillators net;
    struct diagnostic why;
    oscillators_draw(&net, 6, 0.5, 1);
    struct phases *phases = oscillators_prepare(&net);
    const struct phases_options options = oscillators_options(1e-9);
    double phase[6], again[6];
    expect_ok(phases_start(phases, &options, "110010", 0.01, phase, &why), &why);
    for (int i = 0; i < 6; i++) {
        double at = "110010"[i] == '1' ? 0.0 : 0.5 * TURN;
        ck_assert_double_eq_tol(phase[i], at, 0.06);
        ck_assert_double_ne(phase[i], at);
    }
    expect_ok(phases_start(phases, &options, NULL, 0.0, phase, &why), &why);
    expect_ok(phases_start(phases, &options, NULL, 0.0, again, &why), &why);
    for (int i = 0; i < 6; i++) {
        ck_assert_double_le(fabs(phase[i]), 0.5 * TURN);
        ck_assert_double_eq(phase[i], again[i]);
    }
    refused(phases_start(phases, &options, "11x010", 0.0, phase, &why), &why, "oscillator 3");
    phases_free(phases);
}
END_TEST

static bool stop_at_once(void *context, const struct phases_point *point)
{
    (void)context;
    return point->t == 0.0;
}

static void expect_refused_coupling(uint32_t neuron, double value, const char *fragment)
{
    const struct ising_model model = {2, (size_t[]){0, 1, 1}, &neuron, &value, NULL};
    struct phases *phases;
    struct diagnostic why;
    refused(phases_new(&(struct phases_problem){.model = &model}, &phases, &why), &why, fragment);
    ck_assert_ptr_null(phases);
}

START_TEST(what_cannot_be_run_is_refused)
{
    struct oscillators net;
    struct diagnostic why;
    struct phases *phases;
    struct phases_result result;
    double phase[2] = {0.0};
    const struct phases_ends ends = {.phase = phase};
    expect_refused_coupling(0, 1.0, "coupled to oscillator 1; expected another");
    expect_refused_coupling(7, 1.0, "coupled to oscillator 8; expected another");
    expect_refused_coupling(1, NAN, "coupling of oscillators 1 and 2");
    oscillators_draw(&net, 2, 1.0, 1);
    const struct ising_model model = oscillators_model(&net);
    const struct phases_problem problem = {.model = &model, .detuning = (double[]){0.0, INFINITY}};
    refused(phases_new(&problem, &phases, &why), &why, "detuning of oscillator 2");
    phases = oscillators_prepare(&net);
    struct phases_options options = oscillators_options(0.0);
    refused(phases_run(phases, &options, &ends, &result, &why), &why, "stop time is 0");
    options = oscillators_options(1e6);
    refused(phases_run(phases, &options, &ends, &result, &why), &why, "steps");
    options = oscillators_options(1e-9);
    options.pump_end = -1.0;
    refused(phases_run(phases, &options, &ends, &result, &why), &why, "pump at the end is -1");
    options = oscillators_options(1e-9);
    options.longest = 0.0;
    refused(phases_run(phases, &options, &ends, &result, &why), &why, "longest step");
    options = oscillators_options(1e-9);
    options.observe = stop_at_once;
    ck_assert_int_eq(phases_run(phases, &options, &ends, &result, &why), STATUS_SYSTEM);
    phases_free(phases);
    phases_free(NULL);
}
END_TEST

Suite *phases_suite(void)
{
    Suite *suite = suite_create("phases");
    TCase *tests = tcase_create("phases");
    tcase_add_test(tests, cosines_and_sines_are_those_of_libm);
    tcase_add_test(tests, couplings_multiply_as_sums_written_out);
    tcase_add_test(tests, couplings_that_are_products_multiply_as_sums);
    tcase_add_test(tests, beat_frequency_is_adlers);
    tcase_add_test(tests, oscillator_locks_within_the_range_alone);
    tcase_add_test(tests, two_locked_oscillators_differ_by_the_arcsine);
    tcase_add_test(tests, step_is_of_fourth_order);
    tcase_add_test(tests, potential_falls_along_a_path_without_noise);
    tcase_add_test(tests, best_state_and_its_times_are_those_that_an_observer_finds);
    tcase_add_test(tests, start_phases_are_near_those_of_the_state);
    tcase_add_test(tests, what_cannot_be_run_is_refused);
    suite_add_tcase(suite, tests);
    return suite;
}
