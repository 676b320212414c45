/* Learning by spike timing: pulses, junctions event by event, and what outputs come to know. Seeds are fixed; bounds of
 * what is left to chance follow from the number of samples, with false alarms below 1e-6 a test. */
#include "tests/suites.h"

#include "base/random.h"
#include "models/barrier.h"
#include "solver/stdp_learn.h"
#include "tests/support/chance.h"
#include "tests/support/expect.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct stdp_plan planned(struct stdp *stdp)
{
    struct stdp_plan plan;
    struct diagnostic why;
    if (stdp->window == 0.0) {
        stdp->window = (double)stdp->width * stdp->step;
    }
    expect_ok(stdp_plan(stdp, &plan, &why), &why);
    return plan;
}

/* Many junctions in a column, half of them parallel, with probabilities that a test can see. */
static struct stdp column_of(size_t rows, double p)
{
    struct stdp stdp = stdp_default();
    stdp.width = rows / 2;
    stdp.height = stdp.outputs = 2;
    stdp.window = 320e-9;
    stdp.p_on = stdp.p_off = p;
    stdp.parallel = 0.5;
    return stdp;
}

static struct stdp_array *array_of(const struct stdp *stdp, const struct stdp_plan *plan)
{
    struct stdp_array *array = stdp_array_new(stdp, plan);
    ck_assert_ptr_nonnull(array);
    return array;
}

/* Lets all happen that does until `t`. */
static void wait_until(struct stdp_array *array, double t)
{
    while (stdp_array_next(array) < t) {
        stdp_array_jump(array);
    }
}

/* The pulse of column 0 from `t` on. */
static void pulse(const struct stdp *stdp, struct stdp_array *array, double t)
{
    static const enum stdp_phase after[] = {STDP_WRITE_ON, STDP_WRITE_OFF, STDP_LISTEN};
    for (int k = 0; k < 3; k++) {
        wait_until(array, t + k * stdp->pulse);
        stdp_array_phase(array, t + k * stdp->pulse, 0, after[k]);
    }
}

/* Opens or closes the windows of the first `rows` rows. */
static void move(struct stdp_array *array, double t, size_t rows, bool open)
{
    wait_until(array, t);
    for (size_t row = 0; row < rows; row++) {
        stdp_array_window(array, t, row, open);
    }
}

/* How many junctions of column 0 from row `from` to `to` that started in this state are in the other one. */
struct switched {
    size_t of, count;
};
static struct switched count_switched(const struct stdp *stdp, const struct stdp_array *array, size_t from, size_t to,
                                      bool started)
{
    struct switched switched = {0, 0};
    for (size_t row = from; row < to; row++) {
        if (stdp_starts_parallel(stdp, row, 0) == started) {
            switched.of++;
            switched.count += stdp_array_is_parallel(array, row, 0) != started;
        }
    }
    return switched;
}

static void expect_switched(struct switched switched, double p)
{
    chance_expect(switched.count, switched.of, p, p);
}

/* ---- Pulses ---- */

/* Also with a field, which makes the two directions differ. */
START_TEST(voltages_give_the_probabilities_that_are_asked_for)
{
    struct stdp stdp = stdp_default();
    stdp.p_on = 0.2;
    stdp.p_off = 0.03;
    stdp.p_half = 1e-5;
    stdp.junction.field = 4e3;
    struct stdp_plan plan = planned(&stdp);
    expect_close(plan.p_on, 0.2, 1e-9);
    expect_close(plan.p_off, 0.03, 1e-9);
    expect_close(fmax(plan.p_half_on, plan.p_half_off), 1e-5, 1e-9);
    ck_assert_double_le(fmin(plan.p_half_on, plan.p_half_off), 1e-5);
    ck_assert_double_lt(plan.p_window, 1e-5);
}
END_TEST

/* The mean time from the bottom of the well to beyond the barrier's top, Eq. (R8) of docs/mtj_rate.md, by quadrature;
 * the time in the well itself is short against it. */
START_TEST(probability_is_that_of_the_rate_over_the_barrier)
{
    struct stdp stdp = stdp_default();
    struct stdp_plan plan = planned(&stdp);
    const double t = 10e-9, tau = mtj_rate_relaxation_time(&stdp.junction);
    for (int k = 0; k < 4; k++) {
        const double i = 0.45 + 0.1 * k;
        double right = 1.0 - exp(-t / (tau * barrier_passage_time(stdp.junction.delta, i, 1.0, -0.5)));
        expect_close(stdp_probability(&plan.at, true, i * plan.at.vc, t), right, 0.02);
        expect_close(stdp_probability(&plan.at, false, -i * plan.at.vc, t), right, 0.02);
    }
}
END_TEST

START_TEST(junctions_switch_more_often_the_higher_the_pulse)
{
    struct stdp stdp = column_of(2000, 0.1);
    struct stdp_plan plan = planned(&stdp);
    for (int k = 0; k < 7; k++) {
        const double i = 0.7 + 0.05 * k;
        plan.column[STDP_WRITE_ON] = plan.row - i * plan.at.vc;
        struct stdp_array *array = array_of(&stdp, &plan);
        move(array, 0.0, 2000, true);
        pulse(&stdp, array, 1e-9);
        expect_switched(count_switched(&stdp, array, 0, 2000, false),
                        stdp_probability(&plan.at, true, i * plan.at.vc, stdp.pulse));
        stdp_array_free(array);
    }
}
END_TEST

/* Within the window of an input spike junctions switch ON, and beyond it OFF, whatever the time from one spike to the
 * other is: two plateaus. Before an input spike its window is not open. */
START_TEST(probability_has_two_plateaus_in_the_time_between_spikes)
{
    struct stdp stdp = column_of(4000, 0.1);
    struct stdp_plan plan = planned(&stdp);
    const double after[] = {0.0, 100e-9, 299e-9, 320e-9, 500e-9};
    for (size_t k = 0; k < 5; k++) {
        struct stdp_array *array = array_of(&stdp, &plan);
        move(array, 0.0, 2000, true);
        if (after[k] + 2.0 * stdp.pulse > stdp.window) {
            move(array, stdp.window, 2000, false);
        }
        pulse(&stdp, array, after[k]);
        const bool in = after[k] < stdp.window;
        expect_switched(count_switched(&stdp, array, 0, 2000, !in), in ? plan.p_on : plan.p_off);
        expect_switched(count_switched(&stdp, array, 0, 2000, in), plan.p_half_off);
        expect_switched(count_switched(&stdp, array, 2000, 4000, true), plan.p_off);
        expect_switched(count_switched(&stdp, array, 2000, 4000, false), plan.p_half_on);
        stdp_array_free(array);
    }
}
END_TEST

/* A junction knows nothing but the integral of its rate, so 1e4 pulses are one that is 1e4 times as long. */
START_TEST(half_selected_junctions_keep_their_state_for_ten_thousand_events)
{
    struct stdp stdp = column_of(4000, 0.1);
    stdp.p_half = 2e-7;
    struct stdp_plan plan = planned(&stdp);
    for (int open = 0; open < 2; open++) {
        struct stdp_array *array = array_of(&stdp, &plan);
        move(array, 0.0, open ? 4000 : 0, true);
        stdp_array_phase(array, 0.0, 0, open ? STDP_WRITE_OFF : STDP_WRITE_ON);
        wait_until(array, 1e4 * stdp.pulse);
        struct switched switched = count_switched(&stdp, array, 0, 4000, open);
        expect_switched(switched, -expm1(-1e4 * (open ? plan.p_half_off : plan.p_half_on)));
        ck_assert_uint_lt(100 * switched.count, switched.of); /* 4 are expected of 2,000; 20 have a chance of 1e-8 */
        stdp_array_free(array);
    }
}
END_TEST

/* ---- The rule of learning ---- */

/* Each output spike finds the pixel in its window with the probability q. Weights that are 100 spikes apart have
 * forgotten each other but for 6e-3, by (L2). */
START_TEST(weights_come_to_rest_and_forget_by_the_closed_forms)
{
    const double q = _i == 0 ? 0.5 : 0.8, p = 0.05;
    const size_t rows = 1000;
    struct stdp stdp = column_of(rows, p);
    stdp.parallel = 1.0;
    struct stdp_plan plan = planned(&stdp);
    ck_assert_double_eq_tol(stdp_rest_weight(q, p, p), q, 1e-12);
    ck_assert_double_eq_tol(stdp_memory(q, p, p), 19.4957, 1e-4); /* -1/ln 0.95 */
    struct stdp_array *array = array_of(&stdp, &plan);
    size_t parallel = 0;
    for (size_t spike = 1; spike <= 500; spike++) {
        const double t = (double)spike * 100e-9;
        wait_until(array, t);
        for (size_t row = 0; row < rows; row++) {
            stdp_array_window(array, t, row, random_share(random_bits(17, spike * rows + row)) <= q);
        }
        pulse(&stdp, array, t);
        if (spike == 20) { /* on the way to rest, from 1 */
            size_t left = rows - count_switched(&stdp, array, 0, rows, true).count;
            double right = q + (1.0 - q) * exp(-20.0 / stdp_memory(q, p, p));
            chance_expect(left, rows, right, right);
        }
        if (spike % 100 == 0) {
            parallel += rows - count_switched(&stdp, array, 0, rows, true).count;
        }
    }
    const double after = exp(-100.0 / stdp_memory(q, p, p)) * (1.0 - q) / 5.0; /* of the start, in the mean of five */
    chance_expect(parallel, 5 * rows, q, q + after);
    stdp_array_free(array);
}
END_TEST

/* ---- Energy ---- */

/* A junction whose resistances do not depend on the voltage, and pulses that switch nothing. */
START_TEST(energy_is_that_of_ohms_law)
{
    struct stdp stdp = column_of(100, 0.1);
    stdp.junction.vhalf = 0.0;
    struct stdp_plan plan = planned(&stdp);
    plan.column[STDP_WRITE_ON] = -50e-3;
    plan.column[STDP_WRITE_OFF] = 30e-3;
    struct stdp_array *array = array_of(&stdp, &plan);
    double conductance[2] = {0.0, 0.0}, both = 0.0, column = 0.0; /* in and outside windows; of the open rows */
    for (size_t row = 0; row < 100; row++) {
        double own = stdp_starts_parallel(&stdp, row, 0) ? 1.0 / 6e3 : 1.0 / 21.43e3;
        conductance[row < 40] += own;
        column += row < 40 ? own : 0.0;
        both += row < 40 ? own + (stdp_starts_parallel(&stdp, row, 1) ? 1.0 / 6e3 : 1.0 / 21.43e3) : 0.0;
    }
    move(array, 0.0, 40, true);
    expect_close(stdp_array_current(array, 0), plan.row * column, 1e-12);
    pulse(&stdp, array, 100e-9);
    struct stdp_energy energy = stdp_array_energy(array, 120e-9);
    const double other = both - column, row = plan.row;
    expect_close(energy.in[STDP_LISTEN][1], row * row * (both * 100e-9 + other * 20e-9), 1e-12);
    expect_close(energy.in[STDP_WRITE_ON][1], pow(row + 50e-3, 2.0) * conductance[1] * 10e-9, 1e-12);
    expect_close(energy.in[STDP_WRITE_ON][0], pow(50e-3, 2.0) * conductance[0] * 10e-9, 1e-12);
    expect_close(energy.in[STDP_WRITE_OFF][1], pow(row - 30e-3, 2.0) * conductance[1] * 10e-9, 1e-12);
    expect_close(energy.in[STDP_WRITE_OFF][0], pow(30e-3, 2.0) * conductance[0] * 10e-9, 1e-12);
    ck_assert_double_eq(energy.in[STDP_LISTEN][0], 0.0);
    stdp_array_free(array);
}
END_TEST

/* Short pulses near the critical voltage cost less than long ones below it: V_on/V_c and the energy of a pulse for each
 * junction as docs/stdp.md has them. Junctions between both states, half of them in windows, take about G V^2 t in each
 * half. */
START_TEST(short_pulses_near_the_critical_voltage_cost_less)
{
    static const double known[][2] = {{3e-9, 0.97}, {10e-9, 0.84}, {30e-9, 0.79}, {100e-9, 0.74}};
    double before = 0.0;
    for (size_t k = 0; k < sizeof known / sizeof *known; k++) {
        struct stdp stdp = stdp_default();
        stdp.pulse = known[k][0];
        struct stdp_plan plan = planned(&stdp);
        const double on = plan.row - plan.column[STDP_WRITE_ON];
        ck_assert_double_eq_tol(on / plan.at.vc, known[k][1], 5e-3); /* printed digits */
        const double energy = on * on * stdp.pulse;
        ck_assert_double_gt(energy, 2.0 * before); /* 3.3 times as long, and V_on falls by less than 14 % */
        before = energy;
    }
}
END_TEST

/* Against sums over 100,000 short pieces of the way. */
START_TEST(readout_of_a_neuron_takes_what_ohms_law_says)
{
    struct stdp stdp = stdp_default();
    struct stdp_plan plan = planned(&stdp);
    const struct stdp_neuron *neuron = &plan.neuron;
    const double ways[][2] = {{0.0, 30e-9}, {0.0, 50e-9}, {45e-9, 50e-9}, {50e-9, 38e-9}, {42e-9, 42e-9}};
    for (size_t k = 0; k < 5; k++) {
        double sum = 0.0;
        const int pieces = 100000;
        for (int piece = 0; piece < pieces; piece++) {
            double x = ways[k][0] + (ways[k][1] - ways[k][0]) * (piece + 0.5) / pieces;
            sum += neuron->supply * neuron->supply / (1.0 / dwmtj_conductance(&neuron->wall, x) + neuron->load);
        }
        expect_close(stdp_readout_energy(neuron, ways[k][0], ways[k][1], 1e-9), sum / pieces * 1e-9, 1e-8);
    }
}
END_TEST

/* ---- Learning ---- */

static struct stdp_learned learned_of(struct stdp *stdp)
{
    struct stdp_plan plan = planned(stdp);
    struct stdp_learned learned;
    struct diagnostic why;
    expect_ok(stdp_learn(stdp, &plan, &learned, &why), &why);
    return learned;
}

/* Critical voltages that differ by 0, 10 and 20 %. */
START_TEST(outputs_come_to_know_both_lanes)
{
    for (unsigned long seed = 1; seed <= 3; seed++) {
        struct stdp stdp = stdp_default();
        stdp.seed = seed;
        stdp.sigma_vc = 0.1 * _i;
        struct stdp_learned learned = learned_of(&stdp);
        ck_assert_uint_eq(learned.known_lanes, 2);
        ck_assert_uint_eq(learned.knowing_outputs, 4);
        for (size_t k = 0; k < 4; k++) {
            ck_assert_double_gt(learned.output[k].weight_in, 0.6);
            ck_assert_double_gt(learned.output[k].weight_in - learned.output[k].weight_out, 0.4);
        }
        stdp_learned_clear(&learned);
    }
}
END_TEST

/* A weight forgets within 10 spikes, and 60 are looked at, of 64 pixels: 2 % are a standard deviation or less. */
START_TEST(weights_are_those_of_the_rule)
{
    struct stdp stdp = stdp_default();
    struct stdp_learned learned = learned_of(&stdp);
    for (size_t k = 0; k < 4; k++) {
        const struct stdp_output *output = &learned.output[k];
        ck_assert_double_eq_tol(output->weight_in, output->rule_in, 0.1);
        ck_assert_double_eq_tol(output->weight_out, output->rule_out, 0.1);
        ck_assert_uint_ge(output->late, 40);
    }
    stdp_learned_clear(&learned);
}
END_TEST

START_TEST(a_run_is_a_function_of_its_seed)
{
    struct stdp stdp = stdp_default(), other = stdp_default();
    stdp.passages = other.passages = 40;
    other.seed = 2;
    struct stdp_learned a = learned_of(&stdp), b = learned_of(&stdp), c = learned_of(&other);
    size_t differ = 0;
    for (size_t k = 0; k < stdp_rows(&stdp) * stdp.outputs; k++) {
        ck_assert_double_eq(a.last[k], b.last[k]);
        differ += a.last[k] != c.last[k];
    }
    ck_assert_uint_gt(differ, 0);
    ck_assert_double_eq(a.readouts, b.readouts);
    stdp_learned_clear(&a);
    stdp_learned_clear(&b);
    stdp_learned_clear(&c);
}
END_TEST

/* Ten bars are too few to know anything. */
START_TEST(what_was_not_learned_is_not_known)
{
    struct stdp stdp = stdp_default();
    stdp.passages = 10;
    struct stdp_learned learned = learned_of(&stdp);
    ck_assert_uint_eq(learned.known_lanes, 0);
    ck_assert_uint_eq(learned.knowing_outputs, 0);
    stdp_learned_clear(&learned);
}
END_TEST

static void expect_refused(const struct stdp *stdp, const char *message)
{
    struct stdp_plan plan;
    struct diagnostic why;
    ck_assert_int_eq(stdp_plan(stdp, &plan, &why), STATUS_INPUT);
    ck_assert_msg(strncmp(why.text, "error: ", 7) == 0 && strstr(why.text, message), "%s", why.text);
}

START_TEST(what_cannot_be_made_is_refused)
{
    struct stdp good = stdp_default(), bad;
    good.window = 320e-9;
    bad = good;
    bad.lanes = 3;
    expect_refused(&bad, "--lanes 3 does not divide the height of --pixels, 8");
    bad = good;
    bad.outputs = 1;
    expect_refused(&bad, "--outputs 1 is less than --lanes 2; expected at least one output for each lane");
    bad = good;
    bad.window = 15e-9;
    expect_refused(&bad, "shorter than a pulse");
    bad = good;
    bad.p_half = 0.2;
    expect_refused(&bad, "not below");
    bad = good;
    bad.junction.delta = 30.0;
    expect_refused(&bad, "a window needs");
    bad = good;
    bad.sigma_vc = 0.4;
    expect_refused(&bad, "out of its limits");
    bad = good;
    bad.junction.rap = 1.0;
    expect_refused(&bad, "rap");
    bad = good;
    bad.width = bad.height = 1024;
    expect_refused(&bad, "junctions");
}
END_TEST

/* Pulses of 1 ns need voltages whose windows switch junctions alone. */
START_TEST(the_pulse_that_a_refusal_names_is_the_shortest_that_works)
{
    struct stdp stdp = stdp_default();
    stdp.window = 320e-9;
    stdp.pulse = 1e-9;
    expect_refused(&stdp, "expected --pulse of at least 1.8 ns, or");
    stdp.pulse = 1.8e-9;
    planned(&stdp);
    stdp.pulse = 1.7e-9;
    expect_refused(&stdp, "--pulse of at least 1.8 ns, or");
}
END_TEST

START_TEST(the_window_that_a_refusal_names_is_the_longest_that_works)
{
    struct stdp stdp = stdp_default();
    stdp.window = 1e-6;
    stdp.pulse = 1.8e-9;
    expect_refused(&stdp, "expected --window of at most some 752 ns, or --pulse of at least 1.9 ns, or");
    stdp.window = 751e-9;
    planned(&stdp);
    stdp.window = 753e-9;
    expect_refused(&stdp, "expected --window of at most some 752 ns, or");
}
END_TEST

Suite *stdp_suite(void)
{
    Suite *suite = suite_create("stdp");
    TCase *tests = tcase_create("learning");
    tcase_add_test(tests, voltages_give_the_probabilities_that_are_asked_for);
    tcase_add_test(tests, probability_is_that_of_the_rate_over_the_barrier);
    tcase_add_test(tests, junctions_switch_more_often_the_higher_the_pulse);
    tcase_add_test(tests, probability_has_two_plateaus_in_the_time_between_spikes);
    tcase_add_test(tests, half_selected_junctions_keep_their_state_for_ten_thousand_events);
    tcase_add_loop_test(tests, weights_come_to_rest_and_forget_by_the_closed_forms, 0, 2);
    tcase_add_test(tests, energy_is_that_of_ohms_law);
    tcase_add_test(tests, short_pulses_near_the_critical_voltage_cost_less);
    tcase_add_test(tests, readout_of_a_neuron_takes_what_ohms_law_says);
    tcase_add_loop_test(tests, outputs_come_to_know_both_lanes, 0, 3);
    tcase_add_test(tests, weights_are_those_of_the_rule);
    tcase_add_test(tests, a_run_is_a_function_of_its_seed);
    tcase_add_test(tests, what_was_not_learned_is_not_known);
    tcase_add_test(tests, what_cannot_be_made_is_refused);
    tcase_add_test(tests, the_pulse_that_a_refusal_names_is_the_shortest_that_works);
    tcase_add_test(tests, the_window_that_a_refusal_names_is_the_longest_that_works);
    suite_add_tcase(suite, tests);
    return suite;
}
